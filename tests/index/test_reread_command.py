"""Documents that are read again, by the shell: changed, unchanged, kept, failed."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from reportlab.pdfgen.canvas import Canvas

from index.__main__ import main
from index.encoder import Encoder
from index.library import open_library
from index.maintenance import check_library
from index.parsing import SandboxPool
from ingest.document import Document
from ingest.errors import IngestError
from ingest.parse import parse_bytes
from tests.index.conftest import PAPER

pytestmark = pytest.mark.usefixtures("shell")


def test_documents_are_read_again_from_the_files_that_the_library_keeps(
    paper: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["add", str(paper), "--quiet"])
    paper.unlink()
    assert main(["reread"]) == 0
    assert capsys.readouterr().out == "unchanged  parcels\n"
    assert main(["reread", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row == {"document": "parcels", "status": "unchanged", "error": ""}

    _read_otherwise(monkeypatch)

    assert main(["reread", "parcels"]) == 0
    assert capsys.readouterr().out == "changed    parcels\n"
    assert main(["search", "Which letters were lost?", "--json"]) == 0
    assert "Letters were lost at sea" in capsys.readouterr().out
    assert main(["check"]) == 0


def test_a_document_whose_file_has_moved_is_read_again_too(
    paper: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["add", str(paper), "--quiet"])
    assert main(["add", str(paper.rename(paper.with_name("moved.md"))), "--quiet"]) == 0
    _read_otherwise(monkeypatch)

    assert main(["reread"]) == 0

    assert capsys.readouterr().out == "changed    parcels\n"


def test_a_document_whose_stored_file_is_missing_says_so_and_what_to_do(
    paper: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["add", str(paper), "--quiet"])
    connection = apsw.Connection(str(tmp_path / "library" / "library.sqlite"))
    connection.execute("DELETE FROM originals")
    connection.close()

    assert main(["reread", "parcels"]) == 1

    line = "the original of 'parcels' is missing. Add its file again."
    assert capsys.readouterr().err == f"failed     parcels: {line}\n"
    assert main(["check", "--repair"]) == 1
    assert f"its original is missing ({line})" in capsys.readouterr().out
    assert main(["add", str(paper), "--quiet"]) == 0
    assert main(["check"]) == 0


def test_what_can_no_longer_be_read_stays_as_it_is(
    paper: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["add", str(paper), "--quiet"])
    monkeypatch.setattr(SandboxPool, "parse", _fails)

    assert main(["reread"]) == 1

    assert capsys.readouterr().err == "failed     parcels: It is torn.\n"
    assert main(["show", "parcels"]) == 0


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A library's file with a password, and beside it another."""
    canvas = Canvas(str(tmp_path / "secret.pdf"), encrypt="open")
    canvas.drawString(72, 700, "A secret kept in 2019")
    canvas.save()
    return tmp_path / "secret.pdf"


def test_a_file_that_only_lacks_its_password_is_told_and_left_as_it_is(
    paper: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(paper), str(secret), "--password", "open", "--quiet"])
    assert main(["reread"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "unchanged  parcels"
    assert told[1].startswith("kept       secret: 'secret.pdf' is encrypted")
    assert told[1].endswith("give it with --password, or give a copy that needs none")
    assert main(["reread", "--password", "open"]) == 0
    assert capsys.readouterr().out == "unchanged  parcels\nunchanged  secret\n"


def test_a_document_that_is_named_and_lacks_its_password_was_not_read_again(
    secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(secret), "--password", "open", "--quiet"])
    assert main(["reread", "secret"]) == 1
    assert main(["reread", "secret", "--password", "shut"]) == 1
    assert "the password is wrong" in capsys.readouterr().err
    assert main(["reread", "--password", "shut"]) == 1
    assert capsys.readouterr().err.startswith("failed     secret: 'secret.pdf' is encrypted and")
    assert main(["reread", "secret", "--password", "open"]) == 0
    assert main(["show", "secret"]) == 0


def test_a_stored_file_that_has_rotten_is_told_and_the_others_are_read_again(
    paper: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = paper.with_name("rivers.md")
    other.write_text(PAPER.replace("Parcels", "Rivers"), encoding="utf-8")
    main(["add", str(paper), str(other), "--quiet"])
    connection = apsw.Connection(str(tmp_path / "library" / "library.sqlite"))
    connection.execute("UPDATE originals SET data = CAST('Moss.' AS BLOB) WHERE document = 1")
    connection.close()
    assert main(["reread"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "unchanged  rivers\n"
    assert captured.err.startswith("failed     parcels: the original of 'parcels' is not what was")


@pytest.mark.parametrize("meanwhile", ["removed", "changed", "moved"])
def test_what_another_program_did_while_a_document_was_read_again_stays(
    paper: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, meanwhile: str
) -> None:
    main(["add", str(paper), "--quiet"])
    newer = PAPER.replace("2019", "2020").encode()
    _read_otherwise(monkeypatch)
    read = SandboxPool.parse

    def slowly(*_: object, **__: object) -> Document:
        with open_library(tmp_path / "library") as other:
            if meanwhile == "removed":
                other.remove(["parcels"])
            elif meanwhile == "changed":
                monkeypatch.setattr(SandboxPool, "parse", lambda *_, **__: parsed)
                other.add_bytes(newer, str(paper))
            else:
                monkeypatch.setattr(SandboxPool, "parse", read)
                moved = paper.rename(paper.with_name("moved.md"))
                assert [one.status for one in other.add([moved])] == ["unchanged"]
        return read()  # type: ignore[call-arg]

    parsed = parse_bytes(newer, "parcels.md")
    monkeypatch.setattr(SandboxPool, "parse", slowly)
    with open_library(tmp_path / "library") as library:
        assert not library.reread("parcels")
        left = {one.id: (one.sha256, Path(one.source).name) for one in library.documents()}
    old = hashlib.sha256(PAPER.encode()).hexdigest()
    assert (
        left
        == {
            "removed": {},
            "changed": {"parcels": (parsed.sha256, "parcels.md")},
            "moved": {"parcels": (old, "moved.md")},
        }[meanwhile]
    )


@pytest.mark.parametrize("meanwhile", ["removed", "changed"])
def test_what_another_program_did_while_a_document_was_mended_stays(
    paper: Path,
    hashing_encoder: Encoder,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    meanwhile: str,
) -> None:
    main(["add", str(paper), "--quiet"])
    place = tmp_path / "library"
    with closing(apsw.Connection(str(place / "library.sqlite"))) as connection:
        connection.execute("DELETE FROM vectors")
    newer = PAPER.replace("2019", "2020").encode()
    read = SandboxPool.parse

    def slowly(pool: SandboxPool, data: bytes, name: str, *, password: str) -> Document:
        monkeypatch.setattr(SandboxPool, "parse", read)
        with open_library(place, encoder=hashing_encoder) as other:
            if meanwhile == "removed":
                other.remove(["parcels"])
            else:
                other.add_bytes(newer, str(paper))
        return read(pool, data, name, password=password)

    monkeypatch.setattr(SandboxPool, "parse", slowly)
    report = check_library(place, repair=True, encoder=hashing_encoder)
    assert report.clean
    with open_library(place) as library:
        left = [one.sha256 for one in library.documents()]
    assert left == ([hashlib.sha256(newer).hexdigest()] if meanwhile == "changed" else [])


def _read_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    later = PAPER.replace("Parcels were delayed at customs", "Letters were lost at sea")
    sha256 = hashlib.sha256(PAPER.encode()).hexdigest()  # of the same file
    document = replace(parse_bytes(later.encode(), "parcels.md"), sha256=sha256)
    monkeypatch.setattr(SandboxPool, "parse", lambda *_, **__: document)


def _fails(*_: object, **__: object) -> Document:
    raise IngestError("It is torn.")
