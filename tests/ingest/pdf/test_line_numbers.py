"""Manuscripts whose lines are counted down a margin."""

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import read
from tests.ingest.test_pdf import draw, texts

Line = tuple[str, float]


def numbered(rows: Sequence[str | Line], first: int) -> Callable[[Canvas], None]:
    """Return a page of lines, a heading with the size of its type, counted from `first` on."""

    def paint(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            text, size = row if isinstance(row, tuple) else (row, 11)
            y = 700 - 22 * at
            canvas.setFont("Times-Roman", 11)
            canvas.drawRightString(54, y, str(first + at))
            canvas.setFont("Times-Roman", size)
            canvas.drawString(66 if size > 11 else 72, y, text)

    return paint


def prose(count: int, word: str) -> list[str]:
    return [
        f"The {word} was counted by hand on slate number {n} of the wall." for n in range(count)
    ]


def test_a_number_that_touches_a_large_heading_goes_and_the_heading_stays() -> None:
    rows: list[str | Line] = [*prose(6, "moss"), ("Methods", 20), *prose(6, "fern")]
    assert texts(read(draw(numbered(rows, 31)), name="a.pdf")) == [
        *prose(6, "moss"),
        "Methods",
        *prose(6, "fern"),
    ]


def test_few_numbers_go_from_a_margin_that_counts_the_lines_of_other_pages() -> None:
    pages = [prose(12, "moss"), prose(12, "fern"), prose(3, "lichen"), ["It was dry."]]
    counted = [numbered(rows, 1 + 12 * at) for at, rows in enumerate(pages)]
    found = texts(read(draw(*counted), name="a.pdf"))
    assert found == [line for page in pages for line in page]


def test_a_first_line_counted_1_is_no_running_head_with_the_number_of_page_1() -> None:
    def with_foot(page: Callable[[Canvas], None], number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            page(canvas)
            canvas.setFont("Times-Roman", 9)
            canvas.drawString(300, 40, str(number))

        return paint

    pages = [[f"Mosses of {wall}", *prose(11, wall)] for wall in ("walls", "roofs", "stones")]
    counted = [numbered(rows, 1 + 12 * at) for at, rows in enumerate(pages)]
    found = texts(read(draw(*(with_foot(p, n) for n, p in enumerate(counted, 1))), name="a.pdf"))
    assert found == [line for page in pages for line in page]


def test_numbers_of_a_list_on_a_page_of_its_own_stay() -> None:
    def items(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for number in (7, 9):
            canvas.drawRightString(54, 700 - 22 * number, str(number))
            canvas.drawString(72, 700 - 22 * number, f"Wall {number} was wet.")

    pages = [numbered(prose(12, word), 1 + 12 * at) for at, word in enumerate(("moss", "fern"))]
    found = " ".join(texts(read(draw(*pages, items), name="a.pdf")))
    assert "7 Wall 7 was wet." in found and "9 Wall 9 was wet." in found


def test_small_numbers_close_to_the_lines_that_they_count_go() -> None:
    rows = prose(12, "moss")

    def page(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            canvas.setFont("Helvetica", 5)
            canvas.drawRightString(62, 700 - 24 * at, str(40 + at))
            canvas.setFont("Times-Roman", 12)
            canvas.drawString(72, 700 - 24 * at, row)

    assert texts(read(draw(page), name="a.pdf")) == rows
