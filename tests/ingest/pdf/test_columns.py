"""Short columns of text above or below what is drawn or set in cells."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import read
from tests.ingest.test_pdf import draw, lines, texts

COLUMNS = [
    [f"The {word} of roof {n} was wet in each year" for n in range(5)]
    for word in ("moss", "slate", "gutter")
]
LABELS = [
    ("Cell type 1", "Type of wall", "Wall or roof"),
    ("0 20 40", "0.1 0.2 1", "D2 D4 D7"),
] * 12


def labels(canvas: Canvas, top: float) -> None:
    for at, row in enumerate(LABELS):
        for x, cell in zip((70, 250, 430), row, strict=True):
            lines(canvas, [cell], x, top - 9 * at, size=7)


def test_a_few_lines_of_three_columns_above_the_words_of_a_figure_are_columns() -> None:
    def page(canvas: Canvas) -> None:
        for x, column in zip((50, 225, 400), COLUMNS, strict=True):
            lines(canvas, column, x, 740, size=9)
        labels(canvas, 640)

    assert texts(read(draw(page), name="a.pdf"))[:15] == [row for col in COLUMNS for row in col]


def test_such_lines_below_them_are_columns_too() -> None:
    def page(canvas: Canvas) -> None:
        labels(canvas, 740)
        for x, column in zip((50, 225, 400), COLUMNS, strict=True):
            lines(canvas, column, x, 500, size=9)

    assert texts(read(draw(page), name="a.pdf"))[-15:] == [row for col in COLUMNS for row in col]


def test_a_bibliography_below_two_columns_has_columns_of_its_own() -> None:
    thanks = [
        f"Ada and Ben thank the {n} owners of the roofs that they were let on" for n in range(9)
    ]
    entries = [
        f"{n}. Lind A, Roe B (200{n}) Moss and slates on roofs. Roof Lett 3: {n}."
        for n in range(1, 9)
    ]

    def page(canvas: Canvas) -> None:
        lines(
            canvas,
            [f"The moss of roof {n} was wet all year long" for n in range(12)],
            50,
            740,
            size=10,
        )
        lines(canvas, thanks, 320, 740, size=8)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(50, 560, "References")
        lines(canvas, entries[:4], 50, 540, size=7)
        lines(canvas, entries[4:], 320, 540, size=7)

    found = texts(read(draw(page), name="a.pdf"))
    assert found[-9:] == ["References", *entries]
    assert thanks == [text for text in found if "thank" in text]
