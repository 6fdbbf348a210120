"""Small print on a page of a PDF: what is a footnote, and what is none."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import read
from tests.ingest.test_pdf import LEFT, RIGHT, draw, lines


def test_small_print_under_the_names_of_authors_is_no_footnote() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 5)
        canvas.drawString(60, 704, "1")
        lines(canvas, ["Department of Reading, University of Letters"], 63, 700, size=7)
        lines(canvas, LEFT * 3, 60, 600)

    blocks = read(draw(page), name="a.pdf").blocks
    assert blocks[0].lines[0].text.endswith("University of Letters")
    assert {block.kind for block in blocks} == {"unknown"}


@pytest.mark.parametrize("size", [8, 10])  # 10 is the size of the text
def test_what_opens_with_a_raised_mark_at_the_foot_is_a_footnote(size: float) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT * 3, 60, 700)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(60, 103, "1")
        canvas.setFont("Times-Roman", size)
        canvas.drawString(63.2, 100, "A note on the left lines.")

    layout = read(draw(page), name="a.pdf")
    note = layout.blocks[-1]
    assert note.kind == "footnote"
    assert note.lines[0].text == "1A note on the left lines."
    assert note.lines[0].superscripts == ((0, 1),)


@pytest.mark.parametrize(
    "rest", ["n + 4 = 12", "The left lines.", "2H and 3H", "C was left in it."]
)
def test_what_opens_with_a_raised_figure_of_a_formula_is_no_footnote(rest: str) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT * 3, 60, 700)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(60, 103 if rest[0] != "T" else 100, "2")
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(63.2, 100, rest)

    assert read(draw(page), name="a.pdf").blocks[-1].kind == "unknown"


def test_a_note_that_goes_on_at_the_foot_of_the_next_column_is_made_whole() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT * 3, 60, 700)
        lines(canvas, RIGHT * 3, 320, 700)
        for x, mark, rest in ((60, "1", []), (320, "", ["of the left lines."])):
            top = 100 + 9.6 * len(rest)
            lines(canvas, rest, x, top, size=8)
            number = mark or "2"
            canvas.setFont("Times-Roman", 6)
            canvas.drawString(x, 103, number)
            note = "A note that says much" if mark else "Another note."
            lines(canvas, [note], x + 3.2, 100, size=8)

    found = read(draw(page), name="a.pdf").blocks
    notes = [[line.text for line in block.lines] for block in found if block.kind == "footnote"]
    assert notes == [["1A note that says much", "of the left lines.", "2Another note."]]


def test_small_print_with_raised_marks_right_below_a_heading_is_no_footnote() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT * 3, 60, 700)
        canvas.setFont("Times-Bold", 8)
        canvas.drawString(60, 110, "Author details")
        canvas.setFont("Times-Roman", 5.6)
        canvas.drawString(60, 103, "1")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(63.2, 100, "Department of Roofs, University of Moss.")

    blocks = read(draw(page), name="a.pdf").blocks
    assert {block.kind for block in blocks} == {"unknown"}


def test_a_bibliography_in_small_print_below_notes_is_none_of_them() -> None:
    entries = ["Lind, A. (2001): Moss. Wales: Press.", "Roe, B. (2002): Slates. Wales: Press."]

    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT * 3, 60, 700)
        lines(canvas, ["* The slates were let on to Ada."], 60, 330, size=8)
        lines(canvas, ["REFERENCES"], 160, 300, size=8)
        lines(canvas, entries, 60, 280, size=8)

    kinds = {
        row.text: block.kind
        for block in read(draw(page), name="a.pdf").blocks
        for row in block.lines
    }
    assert kinds["* The slates were let on to Ada."] == "footnote"
    assert [kinds[text] for text in ("REFERENCES", *entries)] == ["unknown"] * 3
