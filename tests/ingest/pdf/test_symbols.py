"""Fonts of symbols that say other characters than they print."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.symbols import printed_by
from ingest.readers.pdf import read


@pytest.mark.parametrize(
    ("font", "said", "printed"),
    [
        ("AdvP4C4E74", "¼", "="),
        ("ABCDEF+AdvPS44A44B", "e", "–"),
        ("AdvPS3F4C13", "m", "μ"),
        ("AdvPS7DA6", "6", "±"),
        ("AdvTT5bf2ac07", "e", "e"),
        ("Symbol", "m", "m"),
    ],
)
def test_fonts_of_symbols_print_other_characters_than_they_say(
    font: str, said: str, printed: str
) -> None:
    assert said.translate(printed_by(font)) == printed


def test_a_dash_that_its_font_calls_a_letter_is_read_as_it_is_printed() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    at = 60.0
    for text, font in (
        ("Roofs of 2", "Helvetica"),
        ("e", "Times-Roman"),
        ("76 years", "Helvetica"),
    ):
        canvas.setFont(font, 10)
        canvas.drawString(at, 700, text)
        at += canvas.stringWidth(text, font, 10)
    canvas.save()
    data = out.getvalue().replace(b"/BaseFont /Times-Roman", b"/BaseFont /AdvPS44A44B")
    assert read(data, name="a.pdf").blocks[0].lines[0].text == "Roofs of 2–76 years"
