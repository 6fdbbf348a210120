"""Abstracts, introductions and whole texts that no label or heading opens."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.parse import parse_bytes
from tests.ingest.test_pdf import draw, lines

PARAGRAPH = "Moss grows on roofs, and nobody minds it until the slates come off. We count it. " * 2
PLACES = "Department of Roofs, University of Examples, Sampletown, Wales, United Kingdom. " * 4


def document(text: str) -> Document:
    return parse_bytes(text.encode(), "paper.txt")


def test_a_file_without_headings_has_one_section_of_text() -> None:
    prose = "Moss grows on roofs, and nobody minds it much until the slates begin to come off. " * 6
    found = document(f"On Moss and Roofs\n\n{prose}\n\n{prose}")
    assert [section.title for section in found.sections] == ["Text"]
    assert found.title == "On Moss and Roofs"


@pytest.mark.parametrize("last", ["Acknowledgements", "Author contributions", "References"])
def test_text_that_only_the_last_sections_follow_is_no_front_matter(last: str) -> None:
    place = "Department of Roofs, University of Examples, Sampletown"
    parts = ["On Moss and Roofs", place, PARAGRAPH, PARAGRAPH, last, "[1] A. Stone. 2001."]
    found = document("\n\n".join(parts))
    assert [section.title for section in found.sections] == ["Text", last]
    assert found.text[found.sections[0].start :].startswith("Moss grows")


@pytest.mark.parametrize(
    ("paragraphs", "first"), [(1, "Introduction"), (2, "Introduction"), (3, "Text")]
)
def test_two_paragraphs_above_the_first_heading_are_the_abstract_and_three_the_text(
    paragraphs: int, first: str
) -> None:
    text = "\n\n".join(["On Moss and Roofs", *[PARAGRAPH * 2] * paragraphs])
    found = document(f"{text}\n\nIntroduction\n\n{PARAGRAPH}")
    assert found.sections[0].title == first
    assert (found.abstract is not None) == (first != "Text")


@pytest.mark.parametrize(
    "between",
    [
        "Received 3 May, accepted 4 June. ",
        "Write to a@b.example. ",
        "Citation: Stone A (2020) On moss and roofs. ",
        "Address correspondence to Ada Stone, 12 King Street. ",
        "PACS numbers: 12.3, 4.5. ",
        "Dedicated to the memory of Cy Hill. ",
    ],
)
def test_what_is_said_of_the_paper_above_its_first_heading_is_no_abstract(between: str) -> None:
    found = document(
        f"On Moss and Roofs\n\n{between}{PARAGRAPH * 2}\n\nIntroduction\n\n{PARAGRAPH}"
    )
    assert found.abstract is None


@pytest.mark.parametrize(("times", "first"), [(1, "Methods"), (4, "Text")])
def test_an_introduction_without_a_heading_below_an_abstract_is_text(
    times: int, first: str
) -> None:
    top = f"On Moss and Roofs\n\nAbstract: {PARAGRAPH}\n\nKeywords: moss, roofs"
    found = document(
        f"{top}\n\n{PARAGRAPH * times}\n\n{PARAGRAPH * times}\n\nMethods\n\n{PARAGRAPH}"
    )
    assert found.sections[0].title == first


ROWS = [
    f"Moss number {n} was counted on the wet slates of the roofs. Nobody knew." for n in range(9)
]


def letter(*, font: str = "Times-Roman", size: float = 10, text: str = "Times-Roman") -> Document:
    """Return a page whose first of four paragraphs, above the first heading, is set so."""

    def page(canvas: Canvas) -> None:
        lines(canvas, ["On Moss and Roofs"], 60, 740, size=20)
        lines(canvas, ["Ada Lind and Ben Stone"], 60, 700)
        for at, row in enumerate(ROWS):
            canvas.setFont(font, size)
            canvas.drawString(60, 670 - 1.2 * size * at, row)
        for number in range(3):
            canvas.setFont(text, 10)
            for at, row in enumerate(ROWS):
                canvas.drawString(72 if not at else 60, 540 - 125 * number - 12 * at, row)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(60, 170, "Methods")
        lines(canvas, ROWS, 60, 150)

    return parse_bytes(draw(page), "a.pdf")


@pytest.mark.parametrize(("font", "size"), [("Times-Bold", 10), ("Times-Roman", 11)])
def test_a_first_paragraph_in_a_type_of_its_own_is_the_abstract(font: str, size: float) -> None:
    found = letter(font=font, size=size)
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == " ".join(ROWS)
    assert [section.title for section in found.sections] == ["Text", "Methods"]


@pytest.mark.parametrize("font", ["Times-Roman", "Times-Bold"])
def test_a_first_paragraph_in_the_type_of_the_text_is_none(font: str) -> None:
    assert letter(font=font, text=font).abstract is None


def test_a_text_without_headings_that_begins_a_page_is_not_of_the_abstract_before() -> None:
    def cover(canvas: Canvas) -> None:
        lines(canvas, ["On Moss and Roofs"], 60, 740, size=20)
        canvas.setFont("Times-Bold", 12)
        canvas.drawString(60, 700, "Abstract")
        lines(canvas, ROWS, 60, 680)

    def page(canvas: Canvas) -> None:
        for number in range(3):
            lines(canvas, [f"Roof {number} is old.", *ROWS], 60, 720 - 200 * number)

    found = parse_bytes(draw(cover, page), "a.pdf")
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == " ".join(ROWS)


def test_addresses_beside_an_abstract_without_a_label_are_no_part_of_it() -> None:
    abstract = f"{PARAGRAPH * 2}{PARAGRAPH * 2}".strip()
    found = document(
        f"On Moss and Roofs\n\nAda Stone\n\n{PLACES}\n\n{abstract}\n\nIntroduction\n\n{PARAGRAPH}"
    )
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == abstract


@pytest.mark.parametrize("opening", ["Roofs of slate, too, are wet. ", "Funding of moss rose. "])
@pytest.mark.parametrize("about", [True, False])
def test_what_is_said_of_the_paper_below_its_abstract_is_no_introduction(
    opening: str, about: bool
) -> None:
    labels = (
        "Citation: Stone A (2020). ",
        "© 2020 Stone. ",
        "Funding: none. ",
        "Disclosure: none. ",
    )
    below = "\n\n".join((label if about else opening) + PARAGRAPH * 2 for label in labels)
    found = document(
        f"On Moss and Roofs\n\nAbstract: {PARAGRAPH}\n\n{below}\n\nMethods\n\n{PARAGRAPH}"
    )
    assert found.sections[0].title == ("Methods" if about else "Text")


def test_entries_whose_first_lines_stand_in_begin_there() -> None:
    entries = [
        (
            "Lind, Ada and Ben Roe. 2001. “Moss on",
            "Older Slates in Wales and Beyond.” Roof",
            "Letters. 3:1, pp. 1–9.",
        ),
        (
            "Roe, Ben. 2002. “Gutters and Rain and",
            "What Becomes of Both.” Working Paper,",
            "University of Examples.",
        ),
        (
            "Stone, Cay. 2003. “The Price of a Roof",
            "That Is Let to Two Owners.” Economics of",
            "Roofs. 12:1, pp. 27–36.",
        ),
        ("Tarn, Dora. 2004. “Walls of Sampletown", "Counted by Hand.” Mimeo."),
    ]

    def page(canvas: Canvas) -> None:
        lines(canvas, ["On Moss and Roofs"], 60, 740, size=16)
        lines(canvas, [PARAGRAPH[:80]] * 6, 60, 700, size=10)
        lines(canvas, ["References"], 60, 600, size=12)
        y = 580.0
        for entry in entries:
            for at, line in enumerate(entry):
                lines(canvas, [line], 60 if at else 72, y, size=9)
                y -= 11

    found = parse_bytes(draw(page), "a.pdf").references
    assert [each.year for each in found] == [2001, 2002, 2003, 2004]
    assert found[1].title == "Gutters and Rain and What Becomes of Both"
