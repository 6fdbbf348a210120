"""Empty cells of tables in PDFs: each test draws the table that it is about."""

import io

from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.layout import Block, Line, Word
from ingest.parse import parse_bytes
from ingest.readers import pdf
from ingest.tables import join_tables
from tests.ingest.test_pdf import draw, lines, texts

HEAD = ("Town", "2019", "2020", "Change")
PLACES = (80, 200, 300, 400)
ABY, COLE = ("Aby", "4.1", "4.4", "0.3"), ("Cole", "1.9", "2.0", "0.1")


def read(
    *rows: tuple[str, ...], places: tuple[float, ...] = PLACES, centred: bool = False
) -> Document:
    """Return the document with a caption and `rows`, each cell at its place."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(60, 700, "Table 1. Water by town, in million litres.")
    draw = canvas.drawCentredString if centred else canvas.drawString
    for number, row in enumerate(rows):
        for x, cell in zip(places, row, strict=True):
            draw(x, 680 - 12 * number, cell)
    canvas.save()
    return parse_bytes(out.getvalue(), "a.pdf")


def table(document: Document) -> list[str]:
    return document.text.split("\n\n")[-1].split("\n")


def test_an_empty_cell_keeps_its_place_in_its_row() -> None:
    found = table(read(HEAD, ABY, ("Bex", "", "7.7", ""), COLE))
    assert found[2:] == ["Bex |  | 7.7 |", "Cole | 1.9 | 2.0 | 0.1"]


def test_cells_set_in_the_middle_of_their_column_are_known_by_it() -> None:
    found = table(read(HEAD, ABY, ("Bexhill", "", "1,207.7", ""), COLE, centred=True))
    assert found[2] == "Bexhill |  | 1,207.7 |"


def test_the_head_alone_tells_the_columns_where_no_other_row_is_full() -> None:
    found = table(read(HEAD, ("Aby", "", "x", ""), ("Bex", "x", "", "x"), ("Cole", "", "x", "x")))
    assert found[1:] == ["Aby |  | x |", "Bex | x |  | x", "Cole |  | x | x"]


def test_a_head_without_a_name_for_the_first_column_stands_over_the_others() -> None:
    found = table(read(("", *HEAD[1:]), ABY, COLE))
    assert found[0] == "| 2019 | 2020 | Change"


def test_words_after_an_empty_cell_keep_their_boxes() -> None:
    document = read(HEAD, ABY, ("Bex", "", "7.7", ""), COLE)
    places = {document.text[word.start : word.end]: word.x0 for word in document.words}
    assert round(places["7.7"]) == 300
    assert round(places["Bex"]) == 80
    assert "|" not in places


def test_rows_of_one_cell_and_rows_with_empty_cells_at_the_end_only_stay_as_they_are() -> None:
    rows = [HEAD, ABY, ("Inland", "", "", ""), COLE, ("Dorn", "3.3", "", "")]
    assert table(read(*rows))[2:] == ["Inland", "Cole | 1.9 | 2.0 | 0.1", "Dorn | 3.3"]


def row(*cells: tuple[str, float]) -> Line:
    """Return a row with each cell at its place, 10 points a character."""
    words, at = [], 0
    for text, x in cells:
        words.append(Word(at, at + len(text), x, 0, x + 10 * len(text), 10))
        at += len(text) + len(" | ")
    return Line(" | ".join(text for text, _ in cells), page=1, words=tuple(words))


def joined(*lines: Line) -> list[str]:
    [found] = join_tables([Block("table", lines)])
    return [line.text for line in found.lines]


FULL = row(("Aby", 0), ("4.1", 100), ("4.4", 200))


def test_a_head_over_two_columns_or_between_them_is_in_neither() -> None:
    over, between = row(("Town", 0), ("Use of water", 105)), row(("Town", 0), ("Use", 150))
    for head in (over, between):
        assert joined(head, FULL, FULL, FULL)[0] == head.text
        assert joined(head, row(("Bex", 0), ("7.7", 200)), FULL, FULL)[0] == head.text


def test_rows_stay_as_they_are_where_the_columns_overlap() -> None:
    wide = row(("Cole", 0), ("1.9 of it new", 80), ("2.0", 220))
    assert joined(FULL, wide, row(("Bex", 0), ("7.7", 200)))[-1] == "Bex | 7.7"


def test_a_row_of_more_cells_below_the_others_is_no_measure_for_them() -> None:
    short = row(("Bex", 0), ("7.7", 200))
    assert joined(short, short, FULL) == [short.text, short.text, FULL.text]


def test_a_raised_letter_after_an_empty_cell_stays_raised() -> None:
    short = row(("Bex", 0), ("7.7a", 200))
    short = Line(short.text, page=1, words=short.words, superscripts=((9, 10),))
    [found] = join_tables([Block("table", (FULL, FULL, short))])
    last = found.lines[-1]
    assert last.text == "Bex |  | 7.7a"
    assert [last.text[start:end] for start, end in last.superscripts] == ["a"]


def test_rows_stay_as_they_are_where_most_have_their_cells_elsewhere() -> None:
    fits, other = row(("Bex", 0), ("7.7", 200)), row(("Mill", 50), ("12", 155))
    assert joined(FULL, FULL, fits, other)[2] == "Bex | 7.7"


def test_a_row_that_runs_leftwards_stays_as_it_is() -> None:
    assert joined(FULL, FULL, row(("7.7", 200), ("Bex", 0)))[-1] == "7.7 | Bex"


def test_cells_hardly_more_than_a_space_apart_are_told_by_words_under_words() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["Table 1. Moss by year"], 60, 700)
        rows = [("Year", "Slate", "Tile"), ("13", "41%", "30%"), ("15", "29%", "33%")]
        for number, row in enumerate(rows):
            for x, cell in zip((60, 82, 108), row, strict=True):
                canvas.drawString(x, 680 - 14 * number, cell)

    found = texts(pdf.read(draw(page), name="a.pdf"))
    assert found[1:] == ["Year | Slate | Tile", "13 | 41% | 30%", "15 | 29% | 33%"]


def test_words_under_words_in_prose_are_no_table() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["moss was here again", "moss was gone again", "moss was there too"], 60, 700)

    assert not any("|" in text for text in texts(pdf.read(draw(page), name="a.pdf")))


def test_a_gap_of_one_em_parts_cells_in_a_row_that_has_a_wider_one() -> None:
    def page(canvas: Canvas) -> None:
        for number, row in enumerate(
            [
                ("Kitchen", "Schools", "What was said"),
                ("On site", "9", "It is warm"),
                ("Far", "3", "Cold"),
            ]
        ):
            for x, cell in zip((60, 103, 180), row, strict=True):
                canvas.drawString(x, 700 - 14 * number, cell)

    found = texts(pdf.read(draw(page), name="a.pdf"))
    assert found == [
        "Kitchen | Schools | What was said",
        "On site | 9 | It is warm",
        "Far | 3 | Cold",
    ]
