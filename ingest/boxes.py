"""Boxes with headings of their own that a page sets amid a paragraph: "Main messages", say.

They read last in the section that they stand in, so that its text after the box is not theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import numbering
from ingest.layout import Block
from ingest.sections import is_named, text_of

_LONGEST = 8  # blocks


def with_boxes_last(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with each box that cuts a sentence moved to the end of its section.

    It stays where the section goes on over the page, as pages stay in order.
    """
    ordered = list(blocks)
    for at in range(len(ordered) - 2):
        past = _end_of_box(ordered, at)
        if past is None:
            continue
        rest = range(past, len(ordered))
        end = next((far for far in rest if ordered[far].kind == "heading"), len(ordered))
        if ordered[end - 1].lines[-1].page == ordered[at + 1].lines[0].page:
            ordered[at + 1 : end] = ordered[past:end] + ordered[at + 1 : past]
    return ordered


def _end_of_box(blocks: Sequence[Block], at: int) -> int | None:
    """Return where the sentence that the block `at` breaks off goes on behind a box, if it does.

    A box is a heading and text in another font than that of the paragraph that it cuts.
    """
    cut, box = blocks[at], blocks[at + 1]
    if cut.kind != "unknown" or box.kind != "heading" or not cut.lines[-1].font:
        return None
    if is_named(text_of(box)) or numbering.parse(text_of(box)):
        return None
    if not re.search(r"[a-z,-]$", cut.lines[-1].text.rstrip()):
        return None
    for past in range(at + 2, min(at + 2 + _LONGEST, len(blocks))):
        block = blocks[past]
        if block.kind == "unknown" and block.lines[0].font == cut.lines[-1].font:
            return past if block.lines[0].text[:1].islower() else None
    return None
