"""Bibliographies whose heading is missing, as where they are small print, or has an ornament."""

from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.parse import parse_bytes
from tests.ingest.test_pdf import draw, lines

TEXT = [
    f"Moss number {n} was counted on the wet slates of the roofs of the town." for n in range(12)
]


def entry(number: int, *, year: str = "(20{:02})") -> list[str]:
    return [
        f"{number}. A. Author, B. Other, Moss on the roofs and the walls of town {number}.",
        f"Roof Lett. {number}, 10–19 {year.format(number)}.",
    ]


def paper(*, year: str = "(20{:02})", size: float = 7) -> Document:
    """Return a page of two columns with entries below the text of each, and another of entries."""

    def first(canvas: Canvas) -> None:
        for x, numbers in ((60, range(1, 4)), (320, range(4, 7))):
            lines(canvas, TEXT, x, 700, size=8)
            lines(canvas, [row for n in numbers for row in entry(n, year=year)], x, 500, size=size)

    def second(canvas: Canvas) -> None:
        lines(canvas, [row for n in range(7, 11) for row in entry(n, year=year)], 60, 700, size)

    return parse_bytes(draw(first, second), "a.pdf")


def test_entries_below_the_text_of_each_column_are_the_bibliography() -> None:
    document = paper()
    assert [reference.label for reference in document.references] == [
        str(number) for number in range(1, 11)
    ]
    assert [reference.year for reference in document.references] == [*range(2001, 2011)]
    assert [section.title for section in document.sections][-1] == "References"


def test_each_of_these_entries_stays_on_its_page_behind_the_text() -> None:
    document = paper()
    starts = [reference.start for reference in document.references]
    first, second = document.pages
    assert [first.start <= start < first.end for start in starts] == [True] * 6 + [False] * 4
    assert document.text.rindex("wet slates") < starts[0] < second.start


def bracketed(*entries: str) -> Document:
    """Return a page of two columns: text, and below it entries that go on in the second column."""

    def page(canvas: Canvas) -> None:
        lines(canvas, TEXT, 60, 700, size=8)
        lines(canvas, list(entries[:4]), 60, 500, size=7)
        lines(canvas, list(entries[4:]), 320, 700, size=7)

    return parse_bytes(draw(page), "a.pdf")


PREPRINTS = (
    "[1] A. Author, Roof Lett. 1, 10 (2001).",
    "[2] B. Other, Roof Lett. 2, 11 (2002).",
    "[3] It was never said how many roofs were wet.",
    "[4] C. Third, D. Fourth, and E. Fifth, who went on",
    "to count the moss, arXiv:1506.04392.",
    "[5] F. Sixth, arXiv:1506.06064.",
    "[6] https://moss.example/roofs.",
)


def test_entries_in_brackets_may_be_preprints_and_notes_and_go_on_in_the_next_column() -> None:
    document = bracketed(*PREPRINTS)
    assert [reference.label for reference in document.references] == list("123456")
    assert document.references[3].text.endswith("who went on to count the moss, arXiv:1506.04392.")
    assert document.sections[-1].title == "References"


def test_items_in_brackets_that_name_no_works_are_no_bibliography() -> None:
    items = [f"[{n}] The moss of roof {n} is wet." for n in range(1, 8)]
    assert not bracketed(*items).references


def test_numbered_small_print_without_years_or_in_the_size_of_the_text_is_no_bibliography() -> None:
    assert not paper(year="by hand").references
    assert not paper(size=8).references


def test_a_square_before_a_bold_heading_goes_and_one_before_an_item_stays() -> None:
    def page(canvas: Canvas) -> None:
        for y, heading in ((760, "INTRODUCTION"), (500, "REFERENCES")):
            canvas.setFont("ZapfDingbats", 10)
            canvas.drawString(60, y, "n")
            canvas.setFont("Times-Bold", 11)
            canvas.drawString(74, y, heading)
        lines(canvas, TEXT, 60, 740)
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawString(60, 560, "n")
        canvas.drawString(60, 548, "n")
        lines(canvas, ["Slates that are wet", "Roofs that are not"], 74, 560)
        lines(canvas, [row for n in range(1, 4) for row in entry(n)], 60, 480)

    document = parse_bytes(draw(page), "a.pdf")
    assert [section.title for section in document.sections] == ["INTRODUCTION", "REFERENCES"]
    assert len(document.references) == 3
    assert "\u25a0 Slates that are wet" in document.text
