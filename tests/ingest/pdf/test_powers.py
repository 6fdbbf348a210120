"""Powers of ten, whose exponents PDFs only set higher and smaller."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.layout import Line
from ingest.readers.pdf import read


def line_of(before: str, raised: str) -> Line:
    """Return the line that `before` and what is raised behind it are read as."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(60, 700, before)
    at = 60 + stringWidth(before, "Times-Roman", 10)
    canvas.setFont("Times-Roman", 7)
    canvas.drawString(at, 704, raised)
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(at + stringWidth(raised, "Times-Roman", 7), 700, " were found on the roofs.")
    canvas.save()
    return read(out.getvalue(), name="a.pdf").blocks[0].lines[0]


@pytest.mark.parametrize(
    ("before", "raised", "read_as"),
    [
        ("Spores n = 10", "5", "Spores n = 10^5 were"),
        ("Some 3×10", "11", "Some 3×10^11 were"),
        ("More than 10", "6", "More than 10^6 were"),
        ("Risks (10", "-3", "Risks (10^-3 were"),
        ("Rare 10", "-10", "Rare 10^-10 were"),
    ],
)
def test_what_is_raised_behind_a_ten_is_its_exponent(
    before: str, raised: str, read_as: str
) -> None:
    line = line_of(before, raised)
    assert line.text.startswith(read_as)
    assert line.superscripts == ()
    assert [line.text[word.start : word.end] for word in line.words][-6:-4] == [raised, "were"]


@pytest.mark.parametrize(
    ("before", "raised"), [("With version 10", "19"), ("In 110", "3"), ("All = 10", "3,4")]
)
def test_a_mark_behind_another_number_stays_a_mark(before: str, raised: str) -> None:
    line = line_of(before, raised)
    assert line.text.startswith(f"{before}{raised} were")
    assert [line.text[start:end] for start, end in line.superscripts] == [raised]
