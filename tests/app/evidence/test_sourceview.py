from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.display.pagepicture import PagePictures, PictureError
from app.evidence.sourceview import (
    Source,
    locate,
    opening,
    page_numbers,
    paragraph_around,
    rectangles,
    source_of,
)
from ingest.document import Document, Page, Section, WordBox

TEXT = "First words here.\nApples are red. Pears are green.\nLast words."


def a_document(text: str = TEXT, words: tuple[WordBox, ...] = ()) -> Document:
    return Document(
        id="fruit",
        title="On fruit",
        authors=(),
        year=None,
        affiliations=(),
        abstract=None,
        keywords=(),
        text=text,
        pages=(Page(1, 0, 18, 200, 100), Page(2, 18, len(text), 200, 100)),
        sections=(),
        references=(),
        mentions=(),
        words=words,
        source="fruit.pdf",
        sha256="0",
        warnings=(),
    )


def a_source(quote: str, start: int) -> Source:
    return Source("fruit", "On fruit", "1", 2, quote, start, start + len(quote), ((0, 5),))


def test_a_quote_is_shown_in_its_paragraph_with_its_words_marked() -> None:
    found = locate(a_document(), a_source("Pears are green.", 34))
    assert found.standing == "stands"
    assert TEXT[found.paragraph_start : found.paragraph_end] == "Apples are red. Pears are green."
    assert [TEXT[start:end] for start, end in found.marks] == ["Pears"]
    assert found.page == 2


def test_a_section_opens_with_its_heading_and_what_follows_it() -> None:
    text = "A title\n1 Apples\nApples are red.\n2 Pears\n" + "Pears are green. " * 200
    pears = text.index("2 Pears")
    parts = (Section("1", "Apples", 8, pears), Section("2", "Pears", pears, len(text)))
    document = replace(a_document(text), sections=parts)
    source, found = opening(document, 0)
    assert (source.quote, source.section, source.page) == ("1 Apples", "1", 1)
    assert text[found.end : found.paragraph_end].strip() == "Apples are red."
    source, found = opening(document, 1)
    assert source.quote == "2 Pears"
    shown = text[found.end : found.paragraph_end]
    assert 1000 < len(shown) < 1500
    assert shown.endswith(("are", "green.", "Pears"))
    source, found = opening(document, -1)
    assert (source.quote, source.section) == ("A title", "0")


def test_a_quote_that_moved_is_found_again() -> None:
    found = locate(a_document("New start.\n" + TEXT), a_source("Pears are green.", 34))
    assert (found.standing, found.start) == ("moved", 45)


def test_a_quote_that_vanished_marks_nothing() -> None:
    found = locate(a_document(), a_source("Plums are blue.", 34))
    assert (found.standing, found.marks, found.start, found.end) == ("vanished", (), 0, 0)


def test_a_long_paragraph_is_cut_at_spaces_around_the_quote() -> None:
    text = "word " * 1000
    before, after = paragraph_around(text, 2500, 2509)
    assert 1000 < after - before < 1500
    assert text[before - 1] == " "
    assert text[after] == " "


def test_rectangles_are_parts_of_the_page_that_is_shown() -> None:
    words = (WordBox(18, 24, 2, 20, 10, 60, 20), WordBox(25, 28, 2, 63, 10, 80, 20))
    found = rectangles(a_document(words=words), [(18, 28)], page=2)
    assert found == [pytest.approx((0.1, 0.1, 0.4, 0.2), abs=0.002)]
    assert rectangles(a_document(words=words), [(18, 28)], page=1) == []


def test_nothing_is_highlighted_where_places_are_not_known() -> None:
    assert rectangles(a_document(), [(18, 28)], page=2) == []


def test_a_format_without_pages_has_no_page_numbers() -> None:
    assert page_numbers(a_document()) == (1, 2)


@pytest.mark.parametrize("key", ["", "c", "cx", "c99", "h7", "x1", "c-1"])
def test_a_key_that_stands_for_nothing_finds_nothing(key: str, an_answer: object) -> None:
    from app.answer import Answer

    assert isinstance(an_answer, Answer)
    assert source_of(an_answer, key) is None


def a_pdf(pages: int = 2) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 100))
    for number in range(1, pages + 1):
        canvas.drawString(20, 50, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def png_size(picture: bytes) -> tuple[int, int]:
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


def test_a_page_is_drawn_as_wide_as_asked() -> None:
    pictures = PagePictures()
    try:
        assert png_size(pictures.draw(a_pdf(), page=2, width=600)) == (600, 300)
        with pytest.raises(PictureError, match="there is no page 3"):
            pictures.draw(a_pdf(), page=3)
        with pytest.raises(PictureError, match="cannot be drawn"):
            pictures.draw(b"%PDF-1.7 nothing", page=1)
        assert png_size(pictures.draw(a_pdf(), page=1, width=600)) == (600, 300)
    finally:
        pictures.close()


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_drawn() -> None:
    slow = PagePictures(seconds=0.001)
    with pytest.raises(PictureError, match="too long"):
        slow.draw(a_pdf(), page=1)
    assert slow._child is None
    patient = PagePictures()
    assert patient.draw(a_pdf(), page=1, width=100)
    patient.close()


def test_hostile_pdfs_end_in_a_picture_or_a_clear_line() -> None:
    folder = Path(__file__).resolve().parents[4] / "shared" / "testbed" / "pdfs" / "malformed"
    if not folder.is_dir():
        pytest.skip("needs ../shared/testbed")
    pictures = PagePictures(seconds=5)
    try:
        for path in sorted(folder.glob("*.pdf"))[:12]:
            try:
                assert pictures.draw(path.read_bytes(), page=1)[:4] == b"\x89PNG"
            except PictureError as exc:
                assert "\n" not in str(exc)  # noqa: PT017
    finally:
        pictures.close()
