"""A backup holds one moment of a library; restoring it is proven, all or nothing, and undoable."""

from __future__ import annotations

import json
import random
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

import index.network.minilm
import index.restore
from index.__main__ import main
from index.backup import back_up
from index.encoder import Encoder
from index.errors import LibraryDamaged, LibraryError
from index.library import Library, open_library
from index.restore import restore
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]


def ids(path: Path, encoder: Encoder) -> list[str]:
    with open_library(path, encoder=encoder) as opened:
        return [summary.id for summary in opened.documents()]


def hits(library: Library) -> list[tuple[str, float]]:
    return [(hit.passage.id, round(hit.score, 4)) for hit in library.search("parcels letters")]


@pytest.fixture
def filled(embedded: Library, document: Make, put: Put) -> Library:
    put(embedded, document("alpha", "Parcels were delayed.", "Letters came."))
    put(embedded, document("beta", "Rivers flood in spring."))
    embedded.store.publish(force=True)
    return embedded


@pytest.fixture
def saved(filled: Library, tmp_path: Path) -> Path:
    back_up(filled.path, tmp_path / "saved.zip")
    return tmp_path / "saved.zip"


def test_a_restored_library_is_the_one_that_was_backed_up(
    filled: Library, saved: Path, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    done = restore(saved, tmp_path / "new", encoder=hashing_encoder)
    assert (done.documents, done.passages, done.undo) == (2, 3, "")
    with open_library(tmp_path / "new", encoder=hashing_encoder) as opened:
        assert opened.documents() == filled.documents()
        assert opened.document("alpha") == filled.document("alpha")
        assert opened.original("alpha") == filled.original("alpha")
        assert hits(opened) == hits(filled)
        assert opened.check().findings == ()
    assert sorted(path.name for path in saved.parent.iterdir()) == ["library", "new", "saved.zip"]


def test_other_databases_in_the_folder_come_along(
    filled: Library, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    talk = apsw.Connection(str(filled.path / "conversations.sqlite"))
    talk.pragma("journal_mode", "wal")
    talk.execute("CREATE TABLE said (x); INSERT INTO said VALUES (7)")
    back_up(filled.path, tmp_path / "saved.zip")  # while it is open, its last change in the log
    talk.close()
    restore(tmp_path / "saved.zip", tmp_path / "new", encoder=hashing_encoder)
    restored = apsw.Connection(str(tmp_path / "new" / "conversations.sqlite"))
    assert restored.execute("SELECT x FROM said").get == 7
    restored.close()


def test_a_backup_holds_one_moment_while_others_go_on_writing(
    filled: Library, document: Make, put: Put, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    enough = threading.Event()
    written: list[str] = []

    def write() -> None:
        while not enough.is_set():
            name = f"d{len(written):04}"
            put(filled, document(name, f"Parcels of {name}.", "Letters came."))
            written.append(name)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for turn in range(4):
            before = len(written)
            back_up(filled.path, tmp_path / f"{turn}.zip")
            assert len(written) >= before
    finally:
        enough.set()
        writer.join()
    for turn in range(4):
        restore(tmp_path / f"{turn}.zip", tmp_path / str(turn), encoder=hashing_encoder)
        there = ids(tmp_path / str(turn), hashing_encoder)
        assert there == ["alpha", "beta", *written[: len(there) - 2]]


def test_what_was_there_before_is_kept_and_can_be_put_back(
    filled: Library, saved: Path, document: Make, put: Put, hashing_encoder: Encoder
) -> None:
    put(filled, document("gamma", "Parcels got lost."))
    with pytest.raises(LibraryError, match="holds 3 documents.*--force"):
        restore(saved, filled.path, encoder=hashing_encoder)
    done = restore(saved, filled.path, force=True, encoder=hashing_encoder)
    assert ids(filled.path, hashing_encoder) == ["alpha", "beta"]
    restore(Path(done.undo), filled.path, force=True, encoder=hashing_encoder)
    assert ids(filled.path, hashing_encoder) == ["alpha", "beta", "gamma"]


def test_a_library_in_use_has_the_restored_state_at_its_next_search(
    filled: Library, saved: Path, document: Make, put: Put, hashing_encoder: Encoder
) -> None:
    right = hits(filled)
    filled.remove(["alpha"])
    put(filled, document("other", "Parcels, letters, parcels, letters."))
    filled.store.publish(force=True)
    with filled.store.reading() as before:
        assert [summary.id for summary in before.summaries()] == ["beta", "other"]
        restore(saved, filled.path, force=True, encoder=hashing_encoder)
        assert [summary.id for summary in before.summaries()] == ["beta", "other"]
    assert hits(filled) == right


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]


def test_a_backup_that_is_not_what_was_written_changes_nothing(
    filled: Library, saved: Path, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    right, data = hits(filled), saved.read_bytes()
    spoilt = [b"", b"not a zip", data[: len(data) // 2], data[:-100]]
    chooser = random.Random(4)  # noqa: S311
    places = chooser.sample(range(1_000, len(data) - 2_000), 12)
    for content in [*spoilt, *(flipped(data, at) for at in places)]:
        saved.write_bytes(content)
        with pytest.raises(LibraryError, match="no whole backup") as caught:
            restore(saved, filled.path, force=True, encoder=hashing_encoder)
        assert "\n" not in str(caught.value)
    assert hits(filled) == right
    assert not list(filled.path.glob("restoring-*"))
    assert not list(filled.path.glob("before-*"))


def test_a_backup_that_cannot_be_restored_leaves_no_folder_behind(
    saved: Path, tmp_path: Path
) -> None:
    saved.write_bytes(saved.read_bytes()[:100])
    with pytest.raises(LibraryError):
        restore(saved, tmp_path / "new" / "papers" / "library")
    assert not (tmp_path / "new").exists()
    (tmp_path / "there").mkdir()
    with pytest.raises(LibraryError):
        restore(saved, tmp_path / "there")
    assert (tmp_path / "there").exists()


def test_a_library_that_another_program_makes_meanwhile_stays(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_and_fill(path: Path) -> None:
        path.mkdir()
        (path / "theirs").touch()

    monkeypatch.setattr(index.restore, "make_folder", make_and_fill)
    saved.write_bytes(saved.read_bytes()[:100])
    with pytest.raises(LibraryError):
        restore(saved, tmp_path / "new")
    assert (tmp_path / "new" / "theirs").exists()


def repacked(saved: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write the backup anew with changed files, and a manifest that fits them."""
    with zipfile.ZipFile(saved) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def test_a_backup_cannot_name_files_outside_of_the_library(
    filled: Library, saved: Path, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    def escape(files: dict[str, bytes]) -> None:
        fields = json.loads(files["manifest.json"])
        fields["files"]["../../evil.sqlite"] = fields["files"]["library.sqlite"]
        files["manifest.json"] = json.dumps(fields).encode()
        files["../../evil.sqlite"] = files["library.sqlite"]

    repacked(saved, escape)
    with pytest.raises(LibraryError, match="holds other files"):
        restore(saved, tmp_path / "deep" / "new", encoder=hashing_encoder)
    assert not list(tmp_path.rglob("evil.sqlite"))


@pytest.mark.parametrize(
    "evil", ["TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END", "VIEW v AS SELECT 1"]
)
def test_a_backup_that_brings_code_of_its_own_is_refused(
    filled: Library, tmp_path: Path, hashing_encoder: Encoder, evil: str
) -> None:
    connection = apsw.Connection(str(filled.path / "library.sqlite"))
    connection.execute(f"CREATE {evil}")
    connection.close()
    back_up(filled.path, tmp_path / "evil.zip")
    with pytest.raises(LibraryError, match="is not sound"):
        restore(tmp_path / "evil.zip", tmp_path / "new", encoder=hashing_encoder)


def test_a_damaged_library_is_set_aside_for_the_backup(
    filled: Library, saved: Path, hashing_encoder: Encoder
) -> None:
    right = hits(filled)
    filled.close()
    (filled.path / "library.sqlite").write_bytes(b"no database " * 1_000)
    with pytest.raises(LibraryDamaged, match="--force"):
        restore(saved, filled.path, encoder=hashing_encoder)
    done = restore(saved, filled.path, force=True, encoder=hashing_encoder)
    assert Path(done.undo).read_bytes().startswith(b"no database")
    with open_library(filled.path, encoder=hashing_encoder) as opened:
        assert hits(opened) == right


def test_the_commands_say_what_they_did(
    filled: Library,
    tmp_path: Path,
    hashing_encoder: Encoder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(index.network.minilm, "load_encoder", lambda name: hashing_encoder)
    file, here = str(tmp_path / "b.zip"), str(filled.path)
    assert main(["backup", file, "--library", here]) == 0
    assert capsys.readouterr().out.startswith("backed up  2 documents, 3 passages, ")
    assert main(["restore", file, "--library", str(tmp_path / "new")]) == 0
    assert capsys.readouterr().out.startswith("restored  2 documents, 3 passages, as of 20")
    assert main(["restore", file, "--library", here, "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["undo"].endswith(".zip")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["backup", "b.zip"], "there already"),
        (["backup", "new.zip", "--library", "nowhere"], "there is no library in 'nowhere'"),
        (["backup", "no/such/folder.zip"], "cannot be written"),
        (["restore", "nowhere.zip"], "cannot be read"),
        (["restore", "b.zip"], "holds 2 documents"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    filled: Library,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(filled.path.parent)
    monkeypatch.setenv("FOOTNOTE_LIBRARY", "library")
    main(["backup", "b.zip"])
    capsys.readouterr()
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_library_in_a_database_is_left_to_the_means_of_the_database(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "b.zip", "--library", "postgresql://me:hush@db/papers"]) == 2
    error = capsys.readouterr().err
    assert "pg_dump" in error
    assert "hush" not in error
