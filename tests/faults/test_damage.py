"""Bytes that rot: noticed, and mended from what they follow from; answers stay the same."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.backup import back_up
from index.encoder import Encoder
from index.errors import LibraryDamaged
from index.library import open_library
from index.maintenance import check_library
from index.restore import restore
from index.salvage import salvage
from index.sqlite_reading import SqliteReading
from tests.faults.damaging import TEXT, change

QUERIES = ["parcels delayed", "kind 3", "customs days 7"]


def answers(path: Path, encoder: Encoder) -> list[tuple[str, float]]:
    with open_library(path, encoder=encoder) as library:
        return [
            (hit.passage.id, round(hit.score, 4))
            for query in QUERIES
            for hit in library.search(query)
        ]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]


def cut_short(data: bytes, at: int) -> bytes:
    return data[:at]


def zeroed(data: bytes, at: int) -> bytes:
    return data[:at] + b"\0" * len(data[at:])


@pytest.mark.parametrize("name", ["vectors.faiss", "rows.i64", "manifest.json", "CURRENT"])
@pytest.mark.parametrize("damage", [flipped, cut_short, zeroed])
def test_any_damage_to_a_derived_file_is_noticed_and_changes_no_answer(
    library_path: Path,
    hashing_encoder: Encoder,
    name: str,
    damage: Callable[[bytes, int], bytes],
) -> None:
    right = answers(library_path, hashing_encoder)
    [file] = [path for path in (library_path / "index").rglob(name)]
    data = file.read_bytes()
    for at in random.Random(3).sample(range(len(data)), min(len(data), 12)):  # noqa: S311
        if damage(data, at) == data:
            continue
        file.write_bytes(damage(data, at))
        assert answers(library_path, hashing_encoder) == right
    report = check_library(library_path, repair=True, encoder=hashing_encoder)
    assert report.clean
    assert check_library(library_path, encoder=hashing_encoder).findings == ()
    assert answers(library_path, hashing_encoder) == right


def test_a_generation_of_another_library_is_not_used(
    library_path: Path, hashing_encoder: Encoder, tmp_path: Path
) -> None:
    right = answers(library_path, hashing_encoder)
    with open_library(tmp_path / "other", encoder=hashing_encoder) as other:
        other.add_bytes(TEXT.format(n=77).encode(), "other.txt")
        other.store.publish(force=True)
    shutil.rmtree(library_path / "index")
    shutil.copytree(tmp_path / "other" / "index", library_path / "index")
    assert answers(library_path, hashing_encoder) == right
    report = check_library(library_path, encoder=hashing_encoder)
    assert [finding.part for finding in report.findings] == ["generation"]


def test_the_bytes_of_another_generation_are_noticed(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    with open_library(library_path, encoder=hashing_encoder) as library:
        library.remove(["paper-3"])
        library.add_bytes(TEXT.format(n=33).encode(), "paper-33.txt")
        library.store.publish(force=True)
    right = answers(library_path, hashing_encoder)
    older, newer = sorted((library_path / "index").glob("gen-*"))
    for names in (["vectors.faiss"], ["rows.i64"], ["vectors.faiss", "rows.i64", "manifest.json"]):
        kept = {name: (newer / name).read_bytes() for name in names}
        for name in names:
            shutil.copyfile(older / name, newer / name)
        report = check_library(library_path, encoder=hashing_encoder)
        assert [finding.part for finding in report.findings] == ["generation"]
        assert answers(library_path, hashing_encoder) == right
        for name, data in kept.items():
            (newer / name).write_bytes(data)
    assert check_library(library_path, encoder=hashing_encoder).findings == ()


def test_an_older_copy_of_the_database_is_not_searched_with_newer_generations(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    older = (library_path / "library.sqlite").read_bytes()
    with open_library(library_path, encoder=hashing_encoder) as library:
        library.add_bytes(b"Boats sail on the river.", "boats.txt")
        library.store.publish(force=True)
    (library_path / "library.sqlite").write_bytes(older)
    with open_library(library_path, encoder=hashing_encoder) as library:
        library.add_bytes(b"Bread is baked in the morning.", "bread.txt")  # in the rows of boats
        assert library.search("bread baked", signals="dense")[0].passage.document_id == "bread"
        assert library.search("boats sail", signals="dense")[0].score < 0.9
    report = check_library(library_path, encoder=hashing_encoder)
    assert [finding.part for finding in report.findings] == ["generation"]


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE passages SET text = 'Nothing was delayed.' WHERE row = 3", "passages"),
        ('UPDATE passages SET "start" = "start" + 1 WHERE row = 3', "passages"),
        ("DELETE FROM passages WHERE row = 3", "passages"),
        ("UPDATE vectors SET pooled = zeroblob(128) WHERE passage = 3", "vectors"),
        ("DELETE FROM vectors WHERE passage = 3", "vectors"),
        ("UPDATE token_vectors SET data = zeroblob(40) WHERE passage = 3", "vectors"),
        ("DELETE FROM words WHERE rowid = 3", "words"),
        ("UPDATE documents SET body = zeroblob(40) WHERE number = 2", "document"),
        ("UPDATE documents SET passages = 9 WHERE number = 2", "passages"),
    ],
)
def test_a_wrong_row_is_named_and_made_anew_from_the_original(
    library_path: Path, hashing_encoder: Encoder, statement: str, part: str
) -> None:
    right = {hit for hit, _ in answers(library_path, hashing_encoder)}
    change(library_path, statement)
    report = check_library(library_path, encoder=hashing_encoder)
    assert part in {finding.part for finding in report.findings}
    assert not report.clean
    assert check_library(library_path, repair=True, encoder=hashing_encoder).clean
    assert check_library(library_path, encoder=hashing_encoder).findings == ()
    assert {hit for hit, _ in answers(library_path, hashing_encoder)} == right


def test_a_rotten_original_is_named_and_not_hidden(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    change(library_path, "UPDATE originals SET data = x'00' WHERE document = 2")
    report = check_library(library_path, repair=True, encoder=hashing_encoder)
    assert not report.clean
    [finding] = [finding for finding in report.findings if not finding.repaired]
    assert (finding.part, finding.document) == ("document", "paper-1")


def test_a_rotten_original_that_can_still_be_read_never_becomes_the_document(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    with open_library(library_path, encoder=hashing_encoder) as library:
        known, data = library.document("paper-1"), library.original("paper-1")
    rotten = data.replace(b"e", b"E", 1)
    statement = f"UPDATE originals SET data = x'{rotten.hex()}' WHERE document = 2"  # noqa: S608
    change(library_path, statement)
    for _ in range(2):
        report = check_library(library_path, repair=True, encoder=hashing_encoder)
        [finding] = [finding for finding in report.findings if not finding.repaired]
        assert (finding.part, finding.document) == ("document", "paper-1")
        assert "Add its file again" in finding.problem
    with open_library(library_path, encoder=hashing_encoder) as library:
        assert library.document("paper-1") == known


@pytest.mark.parametrize("name", ["paper-1.txt", "moved.txt", "copy.txt"])
def test_adding_the_right_file_again_cures_a_rotten_original(
    library_path: Path, hashing_encoder: Encoder, whole: Path, tmp_path: Path, name: str
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    data = shutil.copyfile(whole / "paper-1.txt", papers / "paper-1.txt").read_bytes()
    with open_library(library_path, encoder=hashing_encoder) as library:
        list(library.add([papers]))
        if name == "moved.txt":
            (papers / "paper-1.txt").rename(papers / name)
        elif name == "copy.txt":
            shutil.copyfile(papers / "paper-1.txt", papers / name)
        change(library_path, "UPDATE originals SET data = x'00' WHERE document = 2")
        [result] = library.add([papers / name])
        assert (result.status, result.document) == ("updated", "paper-1")
        assert "the stored file was damaged, and is whole again" in result.warnings
        assert library.original("paper-1") == data
        assert len(library.documents()) == 10
        assert library.document("paper-1").source == library.documents()[1].source
        [result] = library.add([papers / name])
        assert result.status == "unchanged"
    assert check_library(library_path, encoder=hashing_encoder).findings == ()


def test_a_rotten_original_is_cured_once_where_its_file_is_given_twice(
    library_path: Path, hashing_encoder: Encoder, whole: Path, tmp_path: Path
) -> None:
    change(library_path, "UPDATE originals SET data = x'00' WHERE document = 2")
    copy = Path(shutil.copyfile(whole / "paper-1.txt", tmp_path / "copy.txt"))
    with open_library(library_path, encoder=hashing_encoder) as library:
        results = list(library.add([whole / "paper-1.txt", copy]))
        assert [result.status for result in results] == ["updated", "unchanged"]
        assert len(library.documents()) == 10


def test_an_original_that_cannot_be_got_at_keeps_nothing_from_being_added(
    library_path: Path, hashing_encoder: Encoder, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(reading: SqliteReading, document_id: str) -> bytes:
        raise LibraryDamaged(document_id)

    monkeypatch.setattr(SqliteReading, "original", damaged)
    (whole / "late.txt").write_text("A paper that comes late tells of the sea.", encoding="utf-8")
    try:
        with open_library(library_path, encoder=hashing_encoder) as library:
            results = {Path(one.path).name: one.status for one in library.add([whole])}
    finally:
        (whole / "late.txt").unlink()
    assert results.pop("late.txt") == "added"
    assert set(results.values()) == {"unchanged"}


def test_a_damaged_sqlite_file_is_named_and_what_is_whole_is_saved(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    file = library_path / "library.sqlite"
    data = bytearray(file.read_bytes())
    chooser = random.Random(1)  # noqa: S311
    for page in chooser.sample(range(12, len(data) // 4096), 6):
        data[page * 4096 : (page + 1) * 4096] = chooser.randbytes(4096)
    file.write_bytes(bytes(data))
    report = check_library(library_path, encoder=hashing_encoder)
    assert not report.clean
    after = check_library(library_path, repair=True, encoder=hashing_encoder)
    assert list(library_path.glob("library.sqlite.damaged-*"))
    lost = {finding.document for finding in after.findings if not finding.repaired}
    assert check_library(library_path, encoder=hashing_encoder).findings == ()
    with open_library(library_path, encoder=hashing_encoder) as library:
        saved = {summary.id for summary in library.documents()}
    assert saved
    assert len(saved) + len(lost) >= 10


@pytest.mark.parametrize("where", [0, 100])  # the header, and the names of the tables
def test_a_file_that_gives_nothing_away_is_one_line_and_left_as_it_is(
    library_path: Path, hashing_encoder: Encoder, where: int
) -> None:
    file = library_path / "library.sqlite"
    data = bytearray(file.read_bytes())
    data[where:4096] = b"!" * (4096 - where)
    file.write_bytes(bytes(data))
    with pytest.raises(LibraryDamaged, match=r"gives nothing away.*Restore a backup") as caught:
        check_library(library_path, repair=True, encoder=hashing_encoder)
    assert "\n" not in str(caught.value)
    assert file.read_bytes() == bytes(data)
    assert not list(library_path.glob("salvage-*"))


def test_neither_a_lost_table_nor_a_number_far_too_high_keeps_documents_from_being_named(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    change(library_path, "UPDATE documents SET number = 4000000000 WHERE number = 1")
    change(library_path, "DROP TABLE originals")
    outcome = salvage(library_path, encoder=hashing_encoder)
    assert outcome.saved == ()
    assert "paper-1" in {document for document, _ in outcome.lost}


def test_a_library_of_an_older_schema_is_saved(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    change(library_path, "DROP TABLE copies")
    change(library_path, "PRAGMA user_version = 1")
    assert len(salvage(library_path, encoder=hashing_encoder).saved) == 10


def test_documents_after_a_long_gap_of_removed_ones_are_saved(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    for table, column in (("documents", "number"), ("originals", "document")):
        change(library_path, f"UPDATE {table} SET {column} = 5000 WHERE {column} = 2")  # noqa: S608
    assert "paper-1" in salvage(library_path, encoder=hashing_encoder).saved


def test_a_copy_is_still_known_after_a_damaged_file_was_mended(
    library_path: Path, hashing_encoder: Encoder, tmp_path: Path
) -> None:
    paper, copy = tmp_path / "letters.txt", tmp_path / "copy.txt"
    for file in (paper, copy):
        file.write_text(TEXT.format(n=11), encoding="utf-8")
    with open_library(library_path, encoder=hashing_encoder) as library:
        [*library.add([paper]), *library.add([copy])]
    salvage(library_path, encoder=hashing_encoder)
    paper.write_text(TEXT.format(n=12), encoding="utf-8")
    with open_library(library_path, encoder=hashing_encoder) as library:
        [*library.add([paper])]
        held = {library.original(one.id) for one in library.documents()}
    assert {TEXT.format(n=number).encode() for number in (11, 12)} <= held


def test_a_file_that_is_no_database_is_one_line(
    library_path: Path, hashing_encoder: Encoder
) -> None:
    (library_path / "library.sqlite").write_bytes(b"not a database at all" * 400)
    report = check_library(library_path, encoder=hashing_encoder)
    assert [finding.part for finding in report.findings] == ["file"]
    assert "is damaged" in report.findings[0].problem


@pytest.mark.parametrize("left", ["writer.lock", "index"])
def test_a_database_that_was_emptied_is_not_taken_for_a_new_one(
    library_path: Path, hashing_encoder: Encoder, left: str
) -> None:
    for path in library_path.iterdir():
        if path.name not in (left, "library.sqlite"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (library_path / "library.sqlite").write_bytes(b"")
    with pytest.raises(LibraryDamaged, match=r"is damaged \(it is empty\)"):
        open_library(library_path, encoder=hashing_encoder)
    report = check_library(library_path, encoder=hashing_encoder)
    assert [finding.part for finding in report.findings] == ["file"]
    with pytest.raises(LibraryDamaged, match="gives nothing away, and is left as it is"):
        check_library(library_path, repair=True, encoder=hashing_encoder)
    assert (library_path / "library.sqlite").read_bytes() == b""


def test_a_database_that_was_only_begun_becomes_a_library(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    (tmp_path / "library.sqlite").touch()  # its maker was killed
    with open_library(tmp_path, encoder=hashing_encoder) as library:
        assert library.documents() == []
        assert (tmp_path / "library.sqlite").stat().st_size


def test_a_database_that_was_emptied_is_not_backed_up_and_a_backup_takes_its_place(
    library_path: Path, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    back_up(library_path, tmp_path / "whole.zip")
    (library_path / "library.sqlite").write_bytes(b"")
    with pytest.raises(LibraryDamaged, match=r"is damaged \(it is empty\)"):
        back_up(library_path, tmp_path / "empty.zip")
    with pytest.raises(LibraryDamaged, match="say --force to put the backup in its place"):
        restore(tmp_path / "whole.zip", library_path, encoder=hashing_encoder)
    restored = restore(tmp_path / "whole.zip", library_path, force=True, encoder=hashing_encoder)
    assert restored.documents == 10
    assert check_library(library_path, encoder=hashing_encoder).clean
