"""Sentences that a page of tables cuts in two are shown whole."""

from __future__ import annotations

import pytest

from app.evidence.halves import with_other_halves
from ingest.document import Document
from ingest.layout import Block, BlockKind, Layout, Line, PageSize
from ingest.structure import compose

FIRST = "The slates of the town were looked at in spring, and those of them that bore moss in the"
REST = "autumn of the year before were washed. Nobody minded it."


def paper(*, last_page: int = 3, rest: str = REST) -> Document:
    def block(text: str, page: int, kind: BlockKind = "paragraph") -> Block:
        return Block(kind, (Line(text, page=page, size=10),))

    blocks = (
        block("On Moss", 1, "title"),
        block("1 Roofs", 1, "heading"),
        block("Moss grows on the roofs of the town. " * 4 + FIRST, 1),
        block(
            "Table 1: Moss on roofs of slate, and what the people of the town have said of it",
            2,
            "caption",
        ),
        Block("table", (Line("Slate | 3", page=2), Line("Tile | 4", page=2))),
        block(rest, last_page),
    )
    pages = tuple(PageSize(number, 600, 800) for number in range(1, last_page + 1))
    return compose(Layout(blocks, pages=pages), name="moss.pdf", data_sha256="0" * 64)


def shown(document: Document, sentence: str) -> list[str]:
    start = document.text.index(sentence)
    spans = with_other_halves(document, [(start, start + len(sentence))])
    return [document.text[slice(*span)] for span in spans]


@pytest.mark.parametrize("half", [FIRST, "autumn of the year before were washed."])
def test_each_half_brings_the_other(half: str) -> None:
    assert shown(paper(), half) == [FIRST, "autumn of the year before were washed."]


def test_a_sentence_that_has_all_of_itself_stays_alone() -> None:
    assert shown(paper(), "Nobody minded it.") == ["Nobody minded it."]


def test_what_begins_anew_is_no_other_half() -> None:
    assert shown(paper(rest="Autumn is wet, and nobody minds it much."), FIRST) == [FIRST]


def test_what_stands_far_below_is_no_other_half() -> None:
    assert shown(paper(last_page=5), FIRST) == [FIRST]
