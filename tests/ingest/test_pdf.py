"""PDFs as they come: each test draws the page that it is about."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.layout import Layout
from ingest.readers.pdf import read

WIDTH, HEIGHT = 612, 792
TESTBED = Path(__file__).parents[3] / "shared" / "testbed" / "pdfs"
LEFT = [
    f"Left line {word} is wide enough to be running text." for word in ["one", "two", "six", "ten"]
]
RIGHT = [
    f"Right line {word} is wide enough to be running text." for word in ["one", "two", "six", "ten"]
]


def draw(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), **options)
    for page in pages:
        canvas.setFont("Times-Roman", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(canvas: Canvas, texts: list[str], x: float, top: float, size: float = 10) -> None:
    canvas.setFont("Times-Roman", size)
    for number, text in enumerate(texts):
        canvas.drawString(x, top - 1.2 * size * number, text)


def texts(layout: Layout) -> list[str]:
    return [line.text for block in layout.blocks for line in block.lines]


def test_columns_are_read_one_after_the_other_whatever_the_order_of_the_content() -> None:
    def page(canvas: Canvas) -> None:
        for number in range(4):
            canvas.drawString(320, 700 - 12 * number, RIGHT[number])
            canvas.drawString(60, 700 - 12 * number, LEFT[number])

    assert texts(read(draw(page), name="a.pdf")) == LEFT + RIGHT


def test_a_heading_across_the_columns_comes_between_what_is_above_and_below() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT, 60, 500)
        lines(canvas, RIGHT, 320, 500)
        canvas.setFont("Times-Bold", 18)
        canvas.drawCentredString(306, 600, "A title that stands across both of the columns")

    found = texts(read(draw(page), name="a.pdf"))
    assert found == ["A title that stands across both of the columns", *LEFT, *RIGHT]


def test_a_column_that_begins_above_the_other_is_not_of_the_names_above_both() -> None:
    def page(canvas: Canvas) -> None:
        for x, name in ((80, "First A. Author"), (250, "Second B. Other"), (430, "Third C. One")):
            lines(canvas, [name, "University of Moss", "name@moss.org"], x, 740)
        canvas.drawString(150, 680, "Abstract")
        lines(canvas, LEFT * 2, 60, 657)
        lines(canvas, RIGHT * 2, 320, 680)

    found = texts(read(draw(page), name="a.pdf"))
    assert found[-len([*LEFT, *RIGHT]) * 2 - 1 :] == ["Abstract", *LEFT * 2, *RIGHT * 2]


def test_figures_of_both_columns_side_by_side_stay_in_their_columns() -> None:
    def page(canvas: Canvas) -> None:
        for x, label in ((60, "Left"), (320, "Right")):
            for number, row in enumerate([("Input", "Score"), ("one", "0.36"), ("two", "0.61")]):
                for cell, text in enumerate(row):
                    canvas.drawString(x + 20 + 80 * cell, 740 - 12 * number, f"{label[0]}{text}")
            lines(canvas, [f"Table 1: {label} caption that is as wide as the column."], x, 690)
        lines(canvas, LEFT, 60, 650)
        lines(canvas, RIGHT, 320, 650)

    found = texts(read(draw(page), name="a.pdf"))
    assert found[:3] == ["LInput | LScore", "Lone | L0.36", "Ltwo | L0.61"]
    assert found[3].startswith("Table 1: Left")
    assert found[4:8] == LEFT
    assert found[8:11] == ["RInput | RScore", "Rone | R0.36", "Rtwo | R0.61"]


def test_entries_that_hang_out_at_the_top_of_two_columns_stay_in_them() -> None:
    rest = [
        "wet for most of the year, and where it stays",
        "as no one minds it. The Journal of Moss, 3.",
    ]

    def page(canvas: Canvas) -> None:
        for x, name in ((60, "L"), (320, "R")):
            for number, where in enumerate(("old roofs", "slates", "any tile", "a church")):
                entry = f"[{name}] A. Author. How moss grows on {where} that are"
                lines(canvas, [entry], x, 740 - 36 * number)
                lines(canvas, rest, x + 15, 728 - 36 * number)

    found = " ".join(texts(read(draw(page), name="a.pdf")))
    assert found.index("[L]") < found.rindex("[L]") < found.index("[R]")


def test_a_line_spread_to_fill_its_column_is_one_line_and_cells_below_it_are_not() -> None:
    full = "A full line of the paragraph that begins and ends where the loose one does"
    loose = ["Spread", "words", "fill", "the", "line"]

    def spread(canvas: Canvas, words: list[str], y: float, right: float) -> None:
        wide = [stringWidth(word, "Times-Roman", 10) for word in words]
        gap = (right - 60 - sum(wide)) / (len(words) - 1)
        for at, word in enumerate(words):
            canvas.drawString(60 + sum(wide[:at]) + gap * at, y, word)

    def page(canvas: Canvas) -> None:
        right = 60 + stringWidth(full, "Times-Roman", 10)
        canvas.drawString(60, 700, full)
        spread(canvas, loose, 688, right)
        canvas.drawString(60, 676, full)

    assert [[line.text for line in b.lines] for b in read(draw(page), name="a.pdf").blocks] == [
        [full, " ".join(loose), full]
    ]


def test_rows_below_the_caption_of_a_table_are_its_rows_though_their_cells_are_not_aligned() -> (
    None
):
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 740, "Table 2: Doses by year")
        table = [("Age", 130, "Aim"), ("Year 1", 190, "Year 2"), ("Oral dose of it", 250, "2")]
        for number, (first, x, second) in enumerate(table):
            canvas.drawString(60 + 30 * number, 720 - 12 * number, first)
            canvas.drawString(x + 40, 720 - 12 * number, second)
        lines(canvas, LEFT, 60, 650)

    found = read(draw(page), name="a.pdf").blocks
    assert [block.kind for block in found[:3]] == ["caption", "table", "unknown"]
    rows = [line.text for line in found[1].lines]
    assert rows == ["Age | Aim", "Year 1 | Year 2", "Oral dose of it | 2"]


def test_rows_of_aligned_cells_are_a_table_and_its_label_a_caption() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT, 60, 700)
        canvas.drawString(60, 620, "Table 1: Counts by year.")
        for row, cells in enumerate([("Year", "Count"), ("2019", "17"), ("2020", "23")]):
            for column, cell in enumerate(cells):
                canvas.drawString(80 + 120 * column, 600 - 12 * row, cell)

    layout = read(draw(page), name="a.pdf")
    assert [block.kind for block in layout.blocks] == ["unknown", "caption", "table"]
    assert [line.text for line in layout.blocks[-1].lines] == [
        "Year | Count",
        "2019 | 17",
        "2020 | 23",
    ]


def test_a_paragraph_cut_by_the_end_of_a_column_is_marked_as_going_on() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, [*LEFT, "and here the column ends in the middle of a"], 60, 700)
        lines(canvas, ["sentence that goes on in the column on the right.", *RIGHT], 320, 700)

    second = read(draw(page), name="a.pdf").blocks[1]
    assert second.continues
    assert second.lines[0].text.startswith("sentence")


@pytest.mark.parametrize("at", [0, 5, 23])
def test_a_line_that_comes_close_to_the_next_column_stays_in_its_own(at: int) -> None:
    long = "This line is longer than its column is wide and ends close by"
    left = [*LEFT * 6]
    left[at] = long
    right = [*RIGHT * 6]
    start = 60 + stringWidth(long, "Times-Roman", 10) + 6

    def page(canvas: Canvas) -> None:
        lines(canvas, left, 60, 700)
        lines(canvas, right, start, 700)

    assert texts(read(draw(page), name="a.pdf")) == left + right


def test_first_lines_that_are_indented_begin_paragraphs() -> None:
    def page(canvas: Canvas) -> None:
        for number in range(12):
            canvas.drawString(60 + 12 * (number % 4 == 0), 700 - 12 * number, LEFT[number % 4])

    assert [len(block.lines) for block in read(draw(page), name="a.pdf").blocks] == [4, 4, 4]


def test_a_number_at_the_start_of_a_line_does_not_open_an_entry_within_a_sentence() -> None:
    item = ["Moss that was counted on the roofs of the town,", "by two people who know it", "well."]
    after = ["These are all roofs that any of us saw. The remaining", "252 roofs were not seen."]

    def page(canvas: Canvas) -> None:
        for number in range(2):
            lines(canvas, [f"{number + 1}. {item[0]}"], 60, 700 - 36 * number)
            lines(canvas, item[1:], 72, 688 - 36 * number)
        lines(canvas, after, 60, 628)

    assert [line.text for line in read(draw(page), name="a.pdf").blocks[-1].lines] == after


def test_a_large_initial_belongs_to_its_word() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 30)
        canvas.drawString(60, 676, "T")
        lines(
            canvas,
            ["he paragraph begins with a large letter", "that stands on two of its lines"],
            80,
            690,
        )
        lines(canvas, LEFT, 60, 664)

    assert texts(read(draw(page), name="a.pdf"))[0] == "The paragraph begins with a large letter"


def test_a_large_initial_of_a_single_line_is_not_taken_for_the_small_print_below() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 20)
        canvas.drawString(80, 690, "ournal of Frost and Fruit")
        canvas.setFont("Times-Roman", 56)
        canvas.drawString(60, 676, "J")
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(82, 677, "An IOP and SISSA journal")
        lines(canvas, LEFT, 60, 640)

    assert texts(read(draw(page), name="a.pdf"))[0] == "Journal of Frost and Fruit"


def test_bold_is_told_from_the_font_and_sizes_are_in_points() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 13)
        canvas.drawString(60, 720, "1 Introduction")
        lines(canvas, LEFT, 60, 700)

    first, rest = read(draw(page), name="a.pdf").blocks
    assert (first.lines[0].bold, first.lines[0].size) == (True, 13.0)
    assert (rest.lines[0].bold, rest.lines[0].size) == (False, 10.0)
    assert len({line.font for line in rest.lines}) == 1
    assert first.lines[0].font != rest.lines[0].font


def test_words_drawn_twice_stand_once() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(60 + shift, 700, "Fake bold heading")

    assert texts(read(draw(page), name="a.pdf")) == ["Fake bold heading"]


def test_unseen_text_is_left_out_with_a_warning() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT, 60, 700)
        unpainted = canvas.beginText(60, 500)
        unpainted.setTextRenderMode(3)
        unpainted.textOut("unpainted")
        canvas.drawText(unpainted)
        canvas.drawString(900, 500, "beside")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 400, "whitened")

    layout = read(draw(page), name="a.pdf")
    assert texts(layout) == LEFT
    assert layout.warnings == ("23 hidden characters on page 1 left out (invisible, off the page)",)


def test_text_outside_the_region_that_a_figure_is_clipped_to_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, LEFT, 60, 700)
        canvas.saveState()
        region = canvas.beginPath()
        region.rect(60, 300, 200, 100)
        canvas.clipPath(region, stroke=0)
        canvas.drawString(100, 350, "shown")
        canvas.drawString(100, 680, "beside")
        canvas.restoreState()

    layout = read(draw(page), name="a.pdf")
    assert texts(layout) == [*LEFT, "shown"]
    assert layout.warnings == ("6 hidden characters on page 1 left out (invisible, off the page)",)


def test_white_text_on_a_dark_ground_is_kept() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(50, 690, 200, 30, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 700, "White on black")

    assert texts(read(draw(page), name="a.pdf")) == ["White on black"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_lie_on_the_shown_page(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(turn)
        canvas.drawString(-100, 0, "First line of the turned page")
        canvas.drawString(-100, -12, "Second line of the turned page")

    writer = PdfWriter(clone_from=io.BytesIO(draw(page)))
    writer.pages[0].rotate(turn)
    out = io.BytesIO()
    writer.write(out)
    layout = read(out.getvalue(), name="a.pdf")
    size = layout.pages[0]
    assert texts(layout) == ["First line of the turned page", "Second line of the turned page"]
    assert (size.width, size.height) == ((WIDTH, HEIGHT) if turn % 180 == 0 else (HEIGHT, WIDTH))
    first = layout.blocks[0].lines[0].words[0]
    assert first.x0 == pytest.approx(size.width / 2 - 100, abs=1)
    assert first.y0 < size.height / 2 < first.y1 + 1


def test_each_word_has_the_box_that_it_is_printed_in() -> None:
    text = "Boxes fit words"

    layout = read(draw(lambda canvas: canvas.drawString(60, 700, text)), name="a.pdf")
    (line,) = layout.blocks[0].lines
    for word in line.words:
        before = stringWidth(text[: word.start], "Times-Roman", 10)
        width = stringWidth(text[word.start : word.end], "Times-Roman", 10)
        assert word.x0 == pytest.approx(60 + before, abs=0.5)
        assert word.x1 == pytest.approx(60 + before + width, abs=0.5)
        assert word.y0 < HEIGHT - 700 < word.y1


@pytest.mark.skipif(not TESTBED.is_dir(), reason="the test bed is not beside this checkout")
@pytest.mark.parametrize("name", ["dyer12", "cermine-test5", "0807.3577"])
def test_words_of_real_papers_are_spans_of_their_lines(name: str) -> None:
    layout = read((TESTBED / "papers" / f"{name}.pdf").read_bytes(), name=name)
    sizes = {page.number: page for page in layout.pages}
    for block in layout.blocks:
        for line in block.lines:
            ends = [0]
            for word in line.words:
                assert word.start >= ends[-1] < len(line.text)
                assert line.text[word.start : word.end].strip()
                assert -2 <= word.x0 <= word.x1 <= sizes[line.page].width + 2
                ends.append(word.end)
            assert ends[-1] == len(line.text)
            assert all(line.text[start:end] for start, end in line.superscripts)
