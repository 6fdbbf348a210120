"""Documents with a password in a library that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.encoder import Encoder
from index.library import open_library
from index.maintenance import check_library
from index.salvage import salvage
from tests.faults.damaging import change


@pytest.fixture
def locked_path(library_path: Path, hashing_encoder: Encoder, tmp_path: Path) -> Path:
    """A library with one document more, number 11, whose file has a password."""
    canvas = Canvas(str(tmp_path / "secret.pdf"), encrypt="open")
    canvas.drawString(72, 700, "A secret kept in 2019")
    canvas.save()
    with open_library(library_path, encoder=hashing_encoder) as library:
        [*library.add([tmp_path / "secret.pdf"], password="open")]
    return library_path


def test_a_document_with_a_password_is_saved_as_it_was(
    locked_path: Path, hashing_encoder: Encoder
) -> None:
    with open_library(locked_path, encoder=hashing_encoder) as library:
        known, data = library.document("secret"), library.original("secret")
    outcome = salvage(locked_path, encoder=hashing_encoder)
    assert ("secret" in outcome.saved, outcome.lost) == (True, ())
    with open_library(locked_path, encoder=hashing_encoder) as library:
        assert (library.document("secret"), library.original("secret")) == (known, data)
        assert library.search("secret kept")[0].passage.document_id == "secret"
    parts = {
        finding.part for finding in check_library(locked_path, encoder=hashing_encoder).findings
    }
    assert parts == {"generation"}  # of the library before


def test_a_document_with_a_password_that_is_not_whole_is_lost_with_what_to_do(
    locked_path: Path, hashing_encoder: Encoder
) -> None:
    change(locked_path, "UPDATE documents SET body = zeroblob(40) WHERE id = 'secret'")
    outcome = salvage(locked_path, encoder=hashing_encoder)
    why = "its file needs a password: add it again with --password"
    assert outcome.lost == (("secret", why),)


def test_what_follows_from_a_document_with_a_password_is_made_anew(
    locked_path: Path, hashing_encoder: Encoder
) -> None:
    change(locked_path, "UPDATE vectors SET pooled = zeroblob(128) WHERE passage = 11")
    assert not check_library(locked_path, encoder=hashing_encoder).clean
    assert check_library(locked_path, repair=True, encoder=hashing_encoder).clean
    assert check_library(locked_path, encoder=hashing_encoder).findings == ()


def test_a_document_with_a_password_that_cannot_be_mended_says_what_to_do(
    locked_path: Path, hashing_encoder: Encoder
) -> None:
    change(locked_path, "UPDATE documents SET body = zeroblob(40) WHERE id = 'secret'")
    report = check_library(locked_path, repair=True, encoder=hashing_encoder)
    [finding] = [finding for finding in report.findings if not finding.repaired]
    assert "remove the document, and add its file again with --password" in finding.problem
