"""Titles in pieces, and names among marks, places and buttons, on first pages as they are set."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.headlines import spaced_text
from ingest.layout import Block, Line, Word
from ingest.parse import parse_bytes
from ingest.people import split_authors
from tests.ingest.test_pdf import draw, lines

PROSE = [
    f"On roof number {n} the moss was counted by hand, and nobody minded it very much. It was wet."
    for n in range(14)
]
NAMES = [("Ada Lind", "1,2"), ("Ben Moss", "1"), ("Cay Stone", "2")]


def marked(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Write the names on one line with the numbers of their places raised behind them."""
    for at, (name, mark) in enumerate(NAMES):
        canvas.setFont("Times-Roman", size)
        canvas.drawString(x, y, name)
        x += canvas.stringWidth(name, "Times-Roman", size)
        canvas.setFont("Times-Roman", 0.6 * size)
        canvas.drawString(x, y + 0.35 * size, mark)
        x += canvas.stringWidth(mark, "Times-Roman", 0.6 * size)
        if at < len(NAMES) - 1:
            canvas.setFont("Times-Roman", size)
            canvas.drawString(x, y, ",")
            x += 1.2 * canvas.stringWidth(", ", "Times-Roman", size)


def paper(*paints: Callable[[Canvas], None], before: Sequence[str] = ()) -> Document:
    """Return a paper with what is painted above its text, the rest behind it, and a page before."""

    def page(canvas: Canvas) -> None:
        paints[0](canvas)
        canvas.setFont("Times-Bold", 12)
        canvas.drawString(60, 480, "Introduction")
        lines(canvas, PROSE, 60, 460)
        for paint in paints[1:]:
            paint(canvas)

    pages = [lambda canvas: lines(canvas, [*before], 60, 700)] if before else []
    return parse_bytes(draw(*pages, page), "a.pdf")


def test_a_title_that_the_name_of_the_journal_beside_it_parts_is_whole() -> None:
    def head(canvas: Canvas) -> None:
        lines(canvas, ["Lind et al. Roof Research (2024) 22:1"], 60, 760, size=8)
        lines(canvas, ["RESEARCH ARTICLE"], 64, 702, size=13)
        lines(canvas, ["Moss on old slates and"], 60, 660, size=24)
        lines(
            canvas,
            ["how it is counted by all of those who live below", "who see it"],
            60,
            632,
            size=24,
        )
        marked(canvas, 60, 570, 11)

    def beside(canvas: Canvas) -> None:
        lines(canvas, ["Open Access"], 460, 700, size=13)
        lines(canvas, ["Roof Research"], 470, 757, size=12)

    found = paper(head, beside)
    assert found.title == (
        "Moss on old slates and how it is counted by all of those who live below who see it"
    )
    assert found.authors == ("Ada Lind", "Ben Moss", "Cay Stone")


def test_the_last_word_of_a_title_may_be_in_italics() -> None:
    def head(canvas: Canvas) -> None:
        lines(canvas, ["Moss that was counted on the roofs in"], 60, 660, size=24)
        canvas.setFont("Times-Italic", 24)
        canvas.drawString(60, 632, "situ")
        marked(canvas, 60, 590, 11)

    assert paper(head).title == "Moss that was counted on the roofs in situ"


def test_names_with_marks_that_are_set_larger_than_the_text_are_authors_and_no_heading() -> None:
    def head(canvas: Canvas) -> None:
        lines(canvas, ["Moss that was counted on the roofs"], 60, 700, size=24)
        marked(canvas, 60, 660, 12)
        lines(canvas, ["1 University of Moss, 2 Institute of Slates"], 60, 640)
        lines(canvas, ["SUMMARY"], 60, 610, size=12)
        lines(canvas, PROSE[:6], 60, 590)

    found = paper(head, before=["In brief", *PROSE[:3]])
    assert found.authors == ("Ada Lind", "Ben Moss", "Cay Stone")
    assert [section.title for section in found.sections] == ["Introduction"]
    assert found.abstract is not None


def test_names_right_above_their_places_in_one_type_are_read_without_these() -> None:
    def head(canvas: Canvas) -> None:
        lines(canvas, ["Moss that was counted on the roofs"], 60, 700, size=20)
        marked(canvas, 60, 660, 10)
        places = ["1 School of Slates, University of Moss, Daq 163319, Wales.", "2 Roof Museum,"]
        lines(canvas, [*places, "Daq 163319, Wales."], 60, 648)

    assert paper(head).authors == ("Ada Lind", "Ben Moss", "Cay Stone")


def test_words_of_a_button_or_of_a_journal_are_no_authors() -> None:
    def head(canvas: Canvas) -> None:
        lines(canvas, ["Moss that was counted on the roofs"], 60, 700, size=20)
        marked(canvas, 60, 660, 13)
        canvas.setFont("Times-Bold", 9)
        canvas.drawString(400, 630, "Read Online")
        lines(canvas, ["Article Recommendations"], 60, 600, size=8)

    assert paper(head).authors == ("Ada Lind", "Ben Moss", "Cay Stone")


@pytest.mark.parametrize(
    "places",
    [
        ["École des Mousses, 45 rue des Toits", "Sampletown, France"],
        ["Slate Labs – Research", "http://www.slate.example/lind"],
        ["lind@moss.example"],
    ],
)
def test_a_name_in_one_block_with_the_lines_on_where_it_works_is_the_author(
    places: list[str],
) -> None:
    def head(canvas: Canvas) -> None:
        lines(canvas, ["Moss that was counted on the roofs"], 60, 700, size=20)
        lines(canvas, ["Ada B. Lind", *places], 60, 660)

    assert paper(head).authors == ("Ada B. Lind",)


def test_names_each_above_a_place_that_ends_in_an_address_are_all_authors() -> None:
    def head(canvas: Canvas) -> None:
        lines(canvas, ["Moss that was counted on the roofs"], 60, 700, size=20)
        first = ["Ada Lind", "University of Moss", "Old Sarum", "ada@moss.example"]
        lines(canvas, [*first, "Ben Stone", "Roof Museum, Port Talbot"], 60, 660)

    found = paper(head)
    assert found.authors == ("Ada Lind", "Ben Stone")
    assert found.affiliations[:2] == ("University of Moss", "Roof Museum, Port Talbot")


def test_raised_marks_right_behind_a_name_make_no_gaps_of_its_spaces() -> None:
    text = "Ada-Lou Lind1,2 and Fu-Wen Shu1,2"
    words, x = [], 60.0
    for found in re.finditer(r"[^\s\d,]+|[\d,]", text):
        x += 5.0 if text[found.start() - 1 : found.start()] == " " else 0.1
        width = 5.0 * len(found.group())
        words.append(Word(found.start(), found.end(), x, 100, x + width, 110))
        x += width
    raised = tuple(found.span() for found in re.finditer(r"[\d,]+", text))
    line = Line(text, words=tuple(words), size=10.0, superscripts=raised)
    assert split_authors(spaced_text(Block("unknown", (line,)))) == ("Ada-Lou Lind", "Fu-Wen Shu")
