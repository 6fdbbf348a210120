"""Headings that stand in the line of their text, told by the type that they are set in."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.layout import Block, Layout, Line
from ingest.readers.pdf import read
from ingest.structure import compose

PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."


def block(*texts: str, size: float = 10, bold: bool = False) -> Block:
    return Block("unknown", tuple(Line(text, page=1, size=size, bold=bold) for text in texts))


def labelled(label: str, text: str, *more: str) -> Block:
    """Return a paragraph whose first words, `label`, are set in another type than the rest."""
    first = Line(f"{label} {text}", page=1, size=10, lead=len(label))
    return Block("unknown", (first, *block(*more).lines))


def composed(*blocks: Block) -> Document:
    return compose(Layout(blocks), name="a.pdf", data_sha256="0" * 64)


def held(found: Document) -> dict[str, str]:
    """Return what each section holds, by its label."""
    return {each.label: found.text[each.start : each.end].strip() for each in found.sections}


TITLE = block("On Moss", size=18)
DISCUSSION = [block("Discussion", bold=True), block(PROSE, PROSE, PROSE)]


def test_declarations_in_the_line_of_their_text_are_sections() -> None:
    found = composed(
        TITLE,
        *DISCUSSION,
        labelled("Acknowledgements", "We thank the roofers of", "Sampletown."),
        labelled("Funding:", "None of it was paid for."),
    )
    sections = held(found)
    assert list(sections) == ["Discussion", "Acknowledgements", "Funding"]
    assert sections["Acknowledgements"] == (
        "Acknowledgements\n\nWe thank the roofers of Sampletown."
    )


def test_declarations_below_each_other_in_one_paragraph_are_parted() -> None:
    paragraph = Block(
        "unknown",
        (
            *labelled("Competing interests", "None.").lines,
            *labelled("Patient consent", "Obtained from all.").lines,
        ),
    )
    sections = held(composed(TITLE, *DISCUSSION, paragraph))
    assert sections["Competing interests"].endswith("None.")
    assert sections["Patient consent"].endswith("Obtained from all.")


@pytest.mark.parametrize(
    "paragraph",
    [
        block(f"Funding The roofs were paid for. {PROSE}"),  # all in one type
        labelled("Funding", "of roofs is scarce. " + PROSE),  # a word set off within a sentence
        labelled("Slates", "They are heavy. " + PROSE),
    ],
)
def test_other_words_that_open_a_paragraph_are_no_headings(paragraph: Block) -> None:
    assert list(held(composed(TITLE, *DISCUSSION, paragraph))) == ["Discussion"]


def test_labels_of_an_abstract_stay_in_it() -> None:
    found = composed(
        TITLE,
        block("Abstract", bold=True),
        labelled("Background", PROSE, PROSE),
        labelled("Funding", "None of it was paid for."),
        *DISCUSSION,
    )
    assert list(held(found)) == ["Discussion"]
    assert found.abstract is not None
    assert "Funding None" in found.text[slice(*found.abstract)]


def test_a_line_of_a_pdf_says_where_its_type_changes() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for y, start in ((700, "Times-Bold"), (688, "Times-Roman")):
        canvas.setFont(start, 10)
        canvas.drawString(60, y, "Competing interests")
        width = canvas.stringWidth("Competing interests ", start, 10)
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(60 + width, y, "The authors have none of them.")
    canvas.save()
    lines = [line for each in read(out.getvalue(), name="a.pdf").blocks for line in each.lines]
    assert [line.text[: line.lead] for line in lines] == ["Competing interests", ""]
