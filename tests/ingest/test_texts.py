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


def test_authors_and_their_places_on_the_lines_below_a_title_are_no_part_of_it() -> None:
    head = "Moss Growth on Slate\nRoofs of Towns\nFirst Author and Second B. Author\n"
    place = "Department of Roofs, University of Examples\n"
    for names in (head, head.replace(" and Second B. Author", "")):
        document = parse_bytes(f"{names}{place}\nABSTRACT\nMoss grows.\n".encode(), "a.txt")
        assert document.title == "Moss Growth on Slate Roofs of Towns"
        assert document.authors[0] == "First Author"
        assert document.affiliations == (place.strip(),)


def test_a_title_on_several_lines_is_whole() -> None:
    text = b"Moss Growth on Slate and\nRoofs of Wet\nNorthern Towns\n\nMoss grows on roofs.\n"
    assert (
        parse_bytes(text, "a.txt").title == "Moss Growth on Slate and Roofs of Wet Northern Towns"
    )


@pytest.mark.parametrize("end", ["\n", "\n\f"])
def test_heads_and_feet_of_an_rfc_are_no_text_and_its_title_is_the_title(end: str) -> None:
    head = "Roof Group                 F. Author\nRequest: 9876                  May 2019\n\n"
    pages = ["   A Protocol for Moss on Roofs\n\nMoss grows on", "slate. It rains.", "The end."]
    feet = [f"\n\nAuthor          Roofs          [Page {n}]\n" for n in (1, 2, 3)]
    above = "\nRFC 9876          Moss          May 2019\n\n"
    pages = [page + foot for page, foot in zip(pages, feet, strict=True)]
    document = parse_bytes((head + f"{end}{above}".join(pages)).encode(), "a.txt")
    assert document.title == "A Protocol for Moss on Roofs"
    assert document.text.split("\n\n")[2:] == ["Moss grows on slate. It rains.", "The end."]
    assert page_of(document, "The end") == 3


def test_a_line_that_two_pages_of_many_begin_with_is_text() -> None:
    pages = [
        "Moss grows.\n\nIt rains.",
        *(f"{word} grow.\n\nIt is wet." for word in ("A", "B", "B")),
    ]
    document = parse_bytes("\f".join([*pages, "C\n\nD", "E\n\nF"]).encode(), "a.txt")
    assert document.text.count("B grow.") == 2
