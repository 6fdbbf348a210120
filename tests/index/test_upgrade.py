"""Libraries of every schema there ever was can be opened, and are brought up to date."""

from __future__ import annotations

import gzip
from pathlib import Path

import apsw
import pytest

import index.schema
from index.encoder import Encoder
from index.errors import LibraryError
from index.library import open_library

DATA = Path(__file__).parent / "data"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The library that Footnote 0.1.0 made of two small files, with the encoder of the tests."""
    folder = tmp_path / "library"
    folder.mkdir()
    data = gzip.decompress((DATA / "library-1.sqlite.gz").read_bytes())
    (folder / "library.sqlite").write_bytes(data)
    return folder


def schema_of(folder: Path) -> list[object]:
    connection = apsw.Connection(str(folder / "library.sqlite"))
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    version = connection.pragma("user_version")
    connection.close()
    return [version, *rows]


def test_the_library_of_the_first_release_is_opened_searched_checked_and_added_to(
    first: Path, hashing_encoder: Encoder
) -> None:
    with open_library(first, encoder=hashing_encoder) as opened:
        assert [summary.id for summary in opened.documents()] == ["boats", "parcels"]
        assert opened.document("parcels").references[0].year == 1999
        best = opened.search("parcels delayed at customs")[0].passage
        assert "delayed at customs in 2019" in best.text
        assert opened.check().findings == ()
        assert opened.add_bytes(b"Letters came on Monday.", "letters.txt").status == "added"
        assert opened.add_bytes(b"Boats sank in the river.", "boats.txt").status == "updated"
        opened.rebuild()
        assert opened.check().findings == ()


def test_a_library_that_was_brought_up_to_date_has_the_schema_of_a_new_one(
    first: Path, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    for folder in (first, tmp_path / "new"):
        open_library(folder, encoder=hashing_encoder).close()
    assert schema_of(first) == schema_of(tmp_path / "new")


def test_a_step_is_done_once_and_whole_or_not_at_all(
    first: Path, hashing_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, steps = schema_of(first), index.schema._STEPS
    broken = "CREATE TABLE shelves (name TEXT); CREATE TABLE shelves (name TEXT);"
    monkeypatch.setattr(index.schema, "_STEPS", (*steps, broken))
    with pytest.raises(LibraryError, match="already exists"):
        open_library(first, encoder=hashing_encoder)
    assert schema_of(first) == before
    monkeypatch.setattr(index.schema, "_STEPS", (*steps, "CREATE TABLE shelves (name TEXT);"))
    for _ in range(2):
        with open_library(first, encoder=hashing_encoder) as opened:
            assert len(opened.documents()) == 2
    assert schema_of(first)[0] == len(steps) + 1
    monkeypatch.setattr(index.schema, "_STEPS", steps)
    with pytest.raises(LibraryError, match="made by a newer Footnote"):
        open_library(first, encoder=hashing_encoder)
