"""Forms that were filled in: what was typed stands beside its label, as it does on the page."""

from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import read
from tests.ingest.test_pdf import HEIGHT, draw, texts


def typed(
    canvas: Canvas, name: str, value: str, y: float, x: float = 160, **options: object
) -> None:
    canvas.acroForm.textfield(
        **{"name": name, "value": value, "x": x, "y": y, "width": 200, "height": 18, **options}
    )


def test_what_is_typed_stands_in_the_row_of_its_label_within_its_field() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Name of the roofer:")
        typed(canvas, "name", "Priya Raman", 695)
        canvas.drawString(60, 640, "This roof was looked at in spring.")

    layout = read(draw(page), name="a.pdf")
    assert texts(layout) == [
        "Name of the roofer: Priya Raman",
        "This roof was looked at in spring.",
    ]
    first = layout.blocks[0].lines[0].words[-2:]
    for word in first:
        assert 159 < word.x0 < word.x1 < 361
        assert HEIGHT - 695 - 18 - 2 < word.y0 < word.y1 < HEIGHT - 695 + 2


def test_fields_of_two_columns_are_beside_their_own_labels() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(3):
            canvas.drawString(60, 700 - 30 * row, f"Left {row}:")
            canvas.drawString(320, 700 - 30 * row, f"Right {row}:")
        for row in range(3):
            typed(canvas, f"l{row}", f"slate{row}", 695 - 30 * row, 120, width=100)
            typed(canvas, f"r{row}", f"moss{row}", 695 - 30 * row, 380, width=100)

    found = " ".join(texts(read(draw(page), name="a.pdf"))).replace("| ", "")
    for row in range(3):
        assert f"Left {row}: slate{row}" in found
        assert f"Right {row}: moss{row}" in found


def test_a_ticked_box_is_told_from_an_empty_one() -> None:
    def page(canvas: Canvas) -> None:
        for number, (text, ticked) in enumerate([("Slate", True), ("Tiles", False)]):
            canvas.drawString(60, 700 - 40 * number, text)
            canvas.acroForm.checkbox(name=text, checked=ticked, x=120, y=697 - 40 * number, size=12)

    assert texts(read(draw(page), name="a.pdf")) == ["Slate ☑", "Tiles"]


def test_what_was_chosen_from_a_list_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Roof:")
        canvas.acroForm.choice(
            name="roof",
            value="s",
            options=[("Slate", "s"), ("Tiles", "t")],
            x=120,
            y=695,
            width=90,
            height=18,
        )

    assert texts(read(draw(page), name="a.pdf")) == ["Roof: Slate"]


def test_many_lines_are_read_one_below_the_other() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "What was seen:")
        value = "Moss on all of the slates.\nMore of it on the north side than on the others."
        typed(canvas, "seen", value, 600, 60, height=80, fieldFlags="multiline", fontSize=10)

    found = " ".join(texts(read(draw(page), name="a.pdf")))
    assert found == (
        "What was seen: Moss on all of the slates. More of it on the north side than on the others."
    )


def test_a_long_value_is_read() -> None:
    def page(canvas: Canvas) -> None:
        typed(canvas, "seen", "moss " * 2_200 + "slate", 60, 60, height=700, width=500)

    found = " ".join(texts(read(draw(page), name="a.pdf")))
    assert found.count("moss") == 2_200 and found.endswith("slate")


def test_passwords_are_not_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Word:")
        typed(canvas, "word", "secret", 695, fieldFlags="password")

    assert texts(read(draw(page), name="a.pdf")) == ["Word:"]


def test_a_page_of_fields_alone_is_read() -> None:
    def page(canvas: Canvas) -> None:
        typed(canvas, "name", "Priya Raman", 695)

    assert texts(read(draw(page), name="a.pdf")) == ["Priya Raman"]
