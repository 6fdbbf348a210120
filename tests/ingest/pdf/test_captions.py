"""Captions whose label is set in another type than their text."""

from __future__ import annotations

import io

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.layout import Block
from ingest.readers.pdf import read

LABEL = "Figure 1 Slates of forty roofs in two towns by their age and what grew. "
TEXT = [
    "Those that face",
    "north stand on the left of it, and on the right of it stand all the others",
]


def page_of(first: str, *, below: float) -> tuple[Block, ...]:
    """Return the blocks of a page with a bold label, `first` beside it, and a line below."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.setFont("Times-Bold", 9)
    canvas.drawString(60, 700, LABEL)
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(60 + stringWidth(LABEL, "Times-Bold", 9), 700, first)
    canvas.drawString(60, 700 - below, TEXT[1])
    canvas.drawString(60, 700 - below - 11, "that were counted in the year of the rain.")
    canvas.save()
    return read(out.getvalue(), name="a.pdf").blocks


def test_a_caption_goes_on_in_the_type_that_its_bold_first_line_ends_in() -> None:
    (caption,) = page_of(TEXT[0], below=11)
    assert caption.kind == "caption"
    assert len(caption.lines) == 3


def test_a_bold_caption_that_leaves_room_in_its_line_ends_with_it() -> None:
    caption, text = page_of("", below=11)
    assert (caption.kind, len(caption.lines)) == ("caption", 1)
    assert (text.kind, len(text.lines)) == ("unknown", 2)


def test_a_caption_ends_above_a_wider_space() -> None:
    caption, text = page_of(TEXT[0], below=26)
    assert [len(each.lines) for each in (caption, text)] == [1, 2]
