"""What goes from the edges of pages, and what looks like running heads there but is the text."""

import re
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


@pytest.mark.parametrize("when", ["10/1/24, 3:42 PM", "1.10.2024, 15:42", "10/1/2024 15:42"])
def test_the_time_at_which_a_browser_printed_a_page_goes(when: str) -> None:
    assert read_all(sheet([f"{when} Slate, a Stone - Roofs"], top=770)) == LEFT * 3


@pytest.mark.parametrize("text", ["10/1/24, a day of rain", "10/1/24, 15:42 was a time of rain"])
def test_a_date_of_which_a_text_tells_at_the_top_of_a_page_stays(text: str) -> None:
    assert read_all(sheet([text], top=770))[0] == text


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


def test_large_heads_of_left_and_right_pages_go_and_large_titles_that_count_stay() -> None:
    def large(text: str) -> Page:
        def paint(canvas: Canvas) -> None:
            lines(canvas, [text], 60, 760, size=13)
            lines(canvas, LEFT * 3, 60, 640)

        return paint

    name = "Moss Review, Vol. 12, May 3, 2021"
    heads = [f"{name} {n}" if n % 2 else f"{n} {name}" for n in range(231, 237)]
    assert read_all(*map(large, heads)) == LEFT * 18
    titles = [f"Slate roof {n}" for n in range(1, 7)]
    assert [text for text in read_all(*map(large, titles)) if text not in LEFT] == titles


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


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            canvas.drawString(60, 760, "Annals of Reading" if number % 2 else "A. Writer")
            canvas.drawString(300, 30, str(number + 200))
            lines(canvas, [f"Body of page {number}, word {w}." for w in "abcde"], 60, 700)

        return paint

    found = texts(read(draw(*(page(n) for n in range(1, 6))), name="a.pdf"))
    assert len(found) == 25
    assert all(text.startswith("Body of page") for text in found)


def test_numbers_that_count_lines_down_the_margin_are_left_out() -> None:
    def page(canvas: Canvas) -> None:
        for number in range(1, 21):
            canvas.drawRightString(50, 700 - 20 * number, str(number))
            canvas.drawString(72, 700 - 20 * number, f"Text of a line, {'very ' * number}long.")

    assert not any(re.match(r"\d", text) for text in texts(read(draw(page), name="a.pdf")))


def test_years_down_the_first_column_of_a_table_stay() -> None:
    def page(canvas: Canvas) -> None:
        lines(
            canvas, ["Table 1. Moss a year, tons", "It was counted by hand each spring."], 72, 720
        )
        rows = [("Year", "Moss", "Slate")]
        rows += [(str(year), f"{year % 7}.5", str(year % 9)) for year in range(2010, 2020)]
        for number, row in enumerate(rows):
            for x, cell in zip((72, 200, 300), row, strict=True):
                canvas.drawString(x, 680 - 14 * number, cell)

    found = " ".join(texts(read(draw(page), name="a.pdf")))
    assert [str(year) in found for year in range(2010, 2020)] == [True] * 10


def test_the_foot_of_a_web_page_that_was_printed_goes() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT, 60, 600)
        lines(canvas, ["https://example.org/moss"], 30, 20, size=8)
        lines(canvas, ["1/34"], 540, 20, size=8)

    assert texts(read(draw(page), name="a.pdf")) == LEFT


def test_heads_of_left_and_right_pages_that_stand_once_each_go() -> None:
    def page(canvas: Canvas) -> None:
        head = ["", "", "Of Moss", "A. Author"][canvas.getPageNumber()]
        if head:
            lines(canvas, [head], 280, 760, size=8)
        lines(canvas, LEFT * 3, 60, 640)

    assert texts(read(draw(page, page, page), name="a.pdf")) == LEFT * 9


def test_small_captions_at_the_top_of_pages_stay() -> None:
    def page(canvas: Canvas) -> None:
        what = ["", "", "roofs", "walls"][canvas.getPageNumber()]
        if what:
            number = canvas.getPageNumber()
            lines(canvas, [f"Figure {number}: Moss on {what} in a wet year"], 60, 760, size=8)
        lines(canvas, LEFT * 3, 60, 640)

    found = texts(read(draw(page, page, page), name="a.pdf"))
    assert len(found) == len(LEFT * 9) + 2


def test_a_notice_of_rights_over_further_lines_at_the_foot_goes() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT, 60, 600)
        if canvas.getPageNumber() == 3:
            lines(canvas, ["© 2014 The Authors"], 60, 44, size=6)
        lines(
            canvas,
            ["The journal has been paid for this", "by its authors, of whom"],
            60,
            28,
            size=6,
        )

    found = texts(read(draw(page, page, page), name="a.pdf"))
    assert found == LEFT * 3


@pytest.mark.parametrize(
    ("notice", "kept"),
    [
        (
            ["Proceedings of the 9th Moss Meeting, pages 9-16,", "Rome, June 2005. (c) 2005 ACM"],
            ["Proceedings of the 9th Moss Meeting, pages 9-16,", "Rome, June 2005."],
        ),
        (
            ["Permission to copy this is granted.", "MOSS'07, June 11-13, 2007, Rome, Italy."],
            ["MOSS'07, June 11-13, 2007, Rome, Italy."],
        ),
        (["Permission to copy this is granted", "without fee. Copyright 2007 ACM"], []),
    ],
)
def test_of_a_notice_of_rights_the_proceedings_stay(notice: list[str], kept: list[str]) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT * 3, 60, 700)
        lines(canvas, notice, 60, 90, size=8)

    found = [text.strip() for text in texts(read(draw(page), name="a.pdf"))]
    assert found == LEFT * 3 + kept


def test_the_terms_of_a_licence_at_the_top_go_and_the_journal_beside_them_stays() -> None:
    def page(canvas: Canvas) -> None:
        terms = "subject to the conditions of the Creative Commons licence BY-NC."
        lines(canvas, ["Reading (2014), 26:1, 147-154", terms, "doi:10.1017/S104"], 60, 770, size=6)
        lines(canvas, LEFT, 60, 650)

    found = texts(read(draw(page), name="a.pdf"))
    assert found == ["Reading (2014), 26:1, 147-154", "doi:10.1017/S104", *LEFT]
