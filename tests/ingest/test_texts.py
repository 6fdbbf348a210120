"""Plain texts: which page a sentence stands on, and texts that only look like another kind."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.errors import IngestError
from ingest.parse import parse_bytes

PDF = b"%PDF-1.7\n%%EOF"


def page_of(document: Document, words: str) -> int | None:
    return document.page_at(document.text.index(words))


def test_a_blank_page_counts() -> None:
    document = parse_bytes(
        b"Moss on Slate\n\nNorth wins.\n\f \n\fSouth loses.\n\fIt rains.\f", "a.txt"
    )
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert page_of(document, "North wins") == 1
    assert page_of(document, "South loses") == 3
    assert page_of(document, "It rains") == 4


def test_a_blank_page_at_the_start_counts_and_one_at_the_end_is_no_trouble() -> None:
    document = parse_bytes(b"\fMoss on Slate\n\nNorth wins.\n\fSouth loses.\n\f\f", "a.txt")
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert page_of(document, "North wins") == 2
    assert page_of(document, "South loses") == 3


@pytest.mark.parametrize("text", [b"North wins.\n\f", b"\fNorth wins.\n", b"\f\n\f\n\fNorth wins."])
def test_a_text_on_one_page_only_has_no_pages(text: bytes) -> None:
    assert parse_bytes(text, "a.txt").pages == ()


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.tex"])
def test_a_text_that_mentions_the_mark_of_a_pdf_is_a_text(name: str) -> None:
    text = b"Notes on files\n\nEvery file begins with %PDF-1.7 and ends with %%EOF.\n"
    if name == "a.html":
        text = b"<html><body><p>" + text + b"</p></body></html>"
    assert "begins with" in parse_bytes(text, name).text


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", PDF), ("a.txt", b"\r\n" + PDF), ("a.pdf", b"junk\n" + PDF), ("a", b"junk\n" + PDF)],
)
def test_a_file_that_starts_as_a_pdf_is_one_whatever_its_name(name: str, data: bytes) -> None:
    with pytest.raises(IngestError, match="damaged"):
        parse_bytes(data, name)
