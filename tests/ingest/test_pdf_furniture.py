"""What goes from the edges of pages, and what looks like running heads there but is the text."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import read
from tests.ingest.test_pdf import LEFT, draw, lines, texts

Page = Callable[[Canvas], None]


def sheet(head: Sequence[str], foot: Sequence[str] = (), *, top: float = 770) -> Page:
    """Return a page of text below rows at the top, and above rows at the foot."""

    def paint(canvas: Canvas) -> None:
        lines(canvas, [*head], 60, top)
        lines(canvas, LEFT * 3, 60, 640)
        lines(canvas, [*foot], 60, 60)

    return paint


def read_all(*pages: Page) -> list[str]:
    return texts(read(draw(*pages), name="a.pdf"))


@pytest.mark.parametrize(
    "head",
    [
        "Annals of Moss 2021, 12(3) {page} of 4",
        "Page {page} of 4",
        "A. Author {page}",
        "{page} A. Author and B. Other",
        "Annals of Moss, Volume 12, May 3, 2021 {page}/17",
        "Annals of Moss 7 (2021) 110-125",
        "https://doi.org/10.1234/moss.2021.15",
        "Downloaded from moss.example on 3 May 2021",
        "第 {page} 页",
    ],
)
@pytest.mark.parametrize("first", [1, 231])
def test_heads_with_the_page_or_with_numbers_that_stay_go(head: str, first: int) -> None:
    pages = [sheet([head.format(page=first + n)], top=760) for n in range(4)]
    assert read_all(*pages) == LEFT * 12


def test_a_head_with_the_number_of_its_chapter_goes_on_all_of_its_pages() -> None:
    heads = ["3.1 Data on moss", "3.1 Data on moss", "4.2 Data on moss", "4.2 Data on moss"]
    assert read_all(*(sheet([head], top=760) for head in heads)) == LEFT * 12


def test_values_at_the_edges_of_sheets_stay() -> None:
    values = [(112, 9, 1232), (98, 12, 1078), (140, 9, 1540), (98, 11, 1463)]
    heads = [
        [f"Bergen: {rain} mm of rain", f"Days with frost: {frost}"] for rain, frost, _ in values
    ]
    feet = [f"Total cost: {cost} EUR" for *_, cost in values]
    found = read_all(*(sheet(head, [foot]) for head, foot in zip(heads, feet, strict=True)))
    assert [text for text in found if text not in LEFT] == [
        text for head, foot in zip(heads, feet, strict=True) for text in [*head, foot]
    ]


def test_captions_that_count_with_the_page_and_heads_of_their_columns_stay() -> None:
    pages = [sheet([f"Table {n}. Sales in quarter {n}", "Region and revenue"]) for n in (1, 2, 3)]
    assert len([text for text in read_all(*pages) if text not in LEFT]) == 6


@pytest.mark.parametrize("head", ["Chapter {n}", "Problem {n}", "Week {n}", "Invoice no. {n}"])
def test_what_has_a_count_of_its_own_stays(head: str) -> None:
    heads = [head.format(n=n) for n in (1, 2, 3)]
    found = read_all(*(sheet([each], top=760) for each in heads))
    assert [text for text in found if text not in LEFT] == heads


def test_large_headings_that_differ_by_a_number_stay() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, [f"The year {1990 + canvas.getPageNumber()}"], 60, 750, size=18)
        lines(canvas, LEFT * 3, 60, 640)

    found = read_all(page, page, page)
    assert [text for text in found if text not in LEFT] == [
        f"The year {n}" for n in range(1991, 1994)
    ]


def test_the_first_line_of_a_text_that_repeats_stays() -> None:
    dates = ["3 May", "7 June", "5 July"]
    pages = [
        sheet(["Minutes of the tenants", f"Met on {date}", "The roof leaks."]) for date in dates
    ]
    assert read_all(*pages).count("Minutes of the tenants") == 3


def test_tables_on_their_sides_at_one_height_stay() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT * 6, 60, 740)
        canvas.rotate(90)
        for row in range(5):
            for column in range(3):
                value = f"{canvas.getPageNumber()}{row}.{column}" if row else "ABC"[column]
                canvas.drawString(80 + 60 * column, -400 - 16 * row, value)

    found = " ".join(read_all(page, page, page))
    assert [f"{n}4.2" in found for n in (1, 2, 3)] == [True] * 3
