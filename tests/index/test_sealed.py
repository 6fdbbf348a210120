"""A library that can be read and not written, as on a read-only disk, is asked all the same."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from index.backup import back_up
from index.encoder import Encoder
from index.errors import LibraryBusy, LibraryError
from index.library import Library, open_library
from index.sealed import opened
from ingest.document import Document, Passage
from tests.sealing import without_rights

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]


@pytest.fixture
def shelf(embedded: Library, document: Make, put: Put) -> Path:
    """Return the folder of a library with a document, which nobody has open."""
    put(embedded, document("alpha", "Parcels were delayed at customs."))
    embedded.store.publish(force=True)
    embedded.close()
    return embedded.path


def _found(library: Library) -> set[str]:
    return {hit.passage.document_id for hit in library.search("parcels customs")}


def test_a_library_that_cannot_be_written_is_searched(
    shelf: Path, hashing_encoder: Encoder
) -> None:
    with without_rights(shelf), open_library(shelf, encoder=hashing_encoder) as library:
        assert _found(library) == {"alpha"}
        assert library.document("alpha").title == "On alpha"
        assert library.store.status().notes == ()


def test_a_change_to_it_is_refused_in_one_line(shelf: Path, hashing_encoder: Encoder) -> None:
    with without_rights(shelf), open_library(shelf, encoder=hashing_encoder) as library:
        with pytest.raises(LibraryError, match=r"cannot be written .* change was not made\.$"):
            library.remove(["alpha"])
        assert _found(library) == {"alpha"}


def test_what_others_write_is_seen_at_the_next_search(
    shelf: Path, hashing_encoder: Encoder, document: Make, put: Put
) -> None:
    with open_library(shelf, encoder=hashing_encoder) as library:
        with without_rights(shelf):
            assert _found(library) == {"alpha"}
        with open_library(shelf, encoder=hashing_encoder) as owner:
            put(owner, document("beta", "Parcels were lost at customs."))
            with without_rights(shelf):
                assert _found(library) == {"alpha", "beta"}
        with without_rights(shelf):
            assert _found(library) == {"alpha", "beta"}


def test_a_reading_during_which_others_wrote_is_not_believed(
    shelf: Path, hashing_encoder: Encoder, document: Make, put: Put
) -> None:
    with without_rights(shelf):
        library = open_library(shelf, encoder=hashing_encoder)
    with contextlib.ExitStack() as reading:
        with without_rights(shelf):
            state = reading.enter_context(library.store.reading())
            assert len(state.summaries()) == 1
        with open_library(shelf, encoder=hashing_encoder) as owner:
            put(owner, document("beta", "Parcels were lost at customs."))
        with pytest.raises(LibraryBusy, match="was changed while it was read. Ask again"):
            reading.close()
    library.close()


def test_what_goes_wrong_while_others_write_is_not_called_damage(
    shelf: Path, hashing_encoder: Encoder, document: Make, put: Put
) -> None:
    with without_rights(shelf):
        library = open_library(shelf, encoder=hashing_encoder)
    with without_rights(shelf):
        state = contextlib.ExitStack()
        state.enter_context(library.store.reading())
    with open_library(shelf, encoder=hashing_encoder) as owner:
        put(owner, document("beta", "Parcels were lost at customs."))
    with pytest.raises(LibraryBusy, match="Ask again"), state:
        raise apsw.CorruptError("database disk image is malformed")
    library.close()


def test_a_backup_during_which_others_wrote_is_none(
    shelf: Path, tmp_path: Path, hashing_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_and_open(path: Path) -> apsw.Connection:
        connection = opened(path)
        os.utime(path)  # as somebody else writes it
        return connection

    monkeypatch.setattr("index.backup.opened", write_and_open)
    with without_rights(shelf), pytest.raises(LibraryBusy, match="Ask again"):
        back_up(shelf, tmp_path / "saved.zip")
    assert not (tmp_path / "saved.zip").exists()
