"""Lists whose labels stand in a column of their own, beside their entries."""

from __future__ import annotations

import random
import time

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.parse import parse_bytes
from ingest.pdf.labels import with_labels
from ingest.pdf.lines import make_segment
from ingest.pdf.page import Token
from ingest.readers.pdf import read
from tests.ingest.test_pdf import draw, lines, texts

ENTRIES = [
    [
        f"Author, A. and Other, B. (20{n:02}) On the moss of roof {n} in the wet",
        "towns. Roofs 3, 1-9",
    ]
    for n in range(1, 13)
]


def listed(canvas: Canvas, label: str) -> None:
    """Draw the entries, and the labels far from them, as a column of numbers."""
    for number, entry in enumerate(ENTRIES):
        lines(canvas, entry, 110, 700 - 24 * number)
    for number in range(len(ENTRIES)):
        lines(canvas, [label.format(number + 1)], 80, 700 - 24 * number)


@pytest.mark.parametrize("label", ["{}", "[{}]", "{}."])
def test_labels_in_a_column_of_their_own_are_read_with_their_entries(label: str) -> None:
    found = read(draw(lambda canvas: listed(canvas, label)), name="a.pdf")
    wanted = [(f"{label.format(n)} {first}", rest) for n, (first, rest) in enumerate(ENTRIES, 1)]
    assert texts(found) == [line for pair in wanted for line in pair]


def test_a_bibliography_with_such_labels_keeps_all_of_its_entries() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 12)
        canvas.drawString(80, 730, "References")
        listed(canvas, "{}")

    references = parse_bytes(draw(page), "a.pdf").references
    assert [reference.label for reference in references] == [str(n) for n in range(1, 13)]
    assert {reference.authors for reference in references} == {("A. Author", "B. Other")}


def test_entries_whose_labels_end_at_one_edge_are_parted() -> None:
    def page(canvas: Canvas) -> None:
        for number, (first, rest) in enumerate(ENTRIES[7:], 8):
            top = 900 - 24 * number
            canvas.drawRightString(90, top, str(number))
            canvas.drawString(94, top, first)
            canvas.drawString(94, top - 12, rest)

    found = read(draw(page), name="a.pdf").blocks
    assert [block.lines[0].text.split()[0] for block in found] == ["8", "9", "10", "11", "12"]


def test_numbers_of_the_rows_of_a_table_stay_cells() -> None:
    def page(canvas: Canvas) -> None:
        for number, town in enumerate(["Slateham", "Mossbury", "Roofton", "Rainford", "Dampton"]):
            for x, cell in ((80, str(number + 1)), (110, town), (220, f"{12 * number + 7}")):
                canvas.drawString(x, 700 - 12 * number, cell)

    assert texts(read(draw(page), name="a.pdf"))[0] == "1 | Slateham | 7"


def test_a_page_of_thousands_of_numbers_is_read_in_time() -> None:
    chance = random.Random(3)  # noqa: S311
    places = [(50.0 * x, 4.0 * y) for y in range(500) for x in range(12)]
    numbers = [str(chance.randrange(999)) for _ in places]
    cells = [
        make_segment([Token(number, x, y - 3, x + 9, y, y, 3.0, 0, False, at)])
        for at, (number, (x, y)) in enumerate(zip(numbers, places, strict=True))
    ]
    started = time.process_time()
    assert with_labels(cells) == cells
    assert time.process_time() - started < 2  # it took half a minute while all were compared
