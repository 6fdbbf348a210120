"""Boxes with headings of their own amid a paragraph."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.layout import Block, Layout, Line
from ingest.structure import compose

PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."
BODY, BOXED = 1, 2  # fonts


def block(*texts: str, font: int = BODY, bold: bool = False, page: int = 1) -> Block:
    lines = tuple(Line(text, page=page, size=10, bold=bold, font=font) for text in texts)
    return Block("unknown", lines)


def held(*blocks: Block) -> dict[str, str]:
    """Return what each section of a paper with these blocks holds, by its label."""
    title = Block("unknown", (Line("On Moss", page=1, size=18, font=3),))
    found: Document = compose(Layout((title, *blocks)), name="a.pdf", data_sha256="0" * 64)
    return {each.label: found.text[each.start : each.end] for each in found.sections}


DISCUSSION = block("Discussion", font=3, bold=True)
CUT = block(PROSE, "The roofs that face north gained more of it than")
BOX = [
    block("Main messages", font=BOXED, bold=True),
    block("Count the slates before the rain comes, and once more when it has gone.", font=BOXED),
]
FUNDING = block("Funding", font=3, bold=True)


def test_a_box_amid_a_sentence_reads_last_in_its_section() -> None:
    sections = held(DISCUSSION, CUT, *BOX, block("the others did."), block(PROSE), FUNDING)
    assert list(sections) == ["Discussion", "Main messages", "Funding"]
    assert "more of it than the others did." in sections["Discussion"]
    assert PROSE not in sections["Main messages"]


@pytest.mark.parametrize(
    "around",
    [
        (block(PROSE), block("the others did.")),  # the paragraph before is whole
        (CUT, block("The others did.")),  # what follows begins anew
        (CUT, block("the others did.", font=BOXED)),  # all of it is the box's
        (CUT, block("the others did.", page=2)),  # pages stay in order
    ],
)
def test_other_headings_stay_where_they_are(around: tuple[Block, Block]) -> None:
    sections = held(DISCUSSION, around[0], *BOX, around[1], FUNDING)
    assert "thers did." in sections["Main messages"]
