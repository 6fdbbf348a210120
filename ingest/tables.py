"""Tables made whole: rows of one cell, which a reader takes for text, go back into their table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout import Block, Line
from ingest.styles import running_style

_TABLE = re.compile(r"(?:table|tab\.|表)\s*[\dIVXA-Z]", re.I)
_SENTENCE = re.compile(r"[.!?;:,。；]\s*$")
_CAPTION = re.compile(r"(?:tab|fig|abb|cuadro|图|表)\w*\.?\s*\d", re.I)
_CELLS, _ROW = 4, 80  # blocks, and characters in a line


def join_tables(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with short lines between two halves of a table, or its caption and it, in it.

    Such are the heads of its columns and of groups of rows ("Adults").
    """
    size = running_style(blocks).size
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _after_cells(blocks, at, size)
        if end > at and joined and _opens(joined[-1], blocks[at]) and _is_table(blocks, end):
            rows = [line for block in blocks[at : end + 1] for line in block.lines]
            if joined[-1].kind == "table":
                joined[-1] = replace(joined[-1], lines=(*joined[-1].lines, *rows))
            else:
                joined.append(replace(blocks[end], lines=tuple(rows)))
            at = end + 1
        else:
            joined.append(blocks[at])
            at += 1
    return joined


def _after_cells(blocks: Sequence[Block], at: int, size: float) -> int:
    """Return where the run of blocks that may be rows of one cell ends."""
    end = at
    while end < min(len(blocks), at + _CELLS) and _may_be_cells(blocks[end], size):
        end += 1
    return end


def _may_be_cells(block: Block, size: float) -> bool:
    """Say so of short lines; of what seems a heading ("Summary") only in smaller print."""
    lines = block.lines
    small = all(0 < line.size < 0.95 * size for line in lines)
    return (
        (block.kind == "unknown" or (block.kind == "heading" and small))
        and len(lines) <= 3
        and not _CAPTION.match(lines[0].text.strip())
        and all(len(line.text) < _ROW and not _SENTENCE.search(line.text) for line in lines)
    )


def _is_table(blocks: Sequence[Block], at: int) -> bool:
    return at < len(blocks) and blocks[at].kind == "table"


def _opens(before: Block, cells: Block) -> bool:
    """Say whether `cells` stand right below `before`, a table or the caption of one."""
    last, first = before.lines[-1], cells.lines[0]
    caption = before.kind == "caption" and bool(_TABLE.match(before.lines[0].text))
    return (before.kind == "table" or caption) and _below(last, first)


def _below(above: Line, line: Line) -> bool:
    if above.page != line.page or not above.words or not line.words:
        return False
    gap = line.words[0].y0 - above.words[-1].y1
    height = line.words[0].y1 - line.words[0].y0
    return -height < gap < 4 * height and _left(above) - 3 * height < _left(line) < _right(above)


def _left(line: Line) -> float:
    return min(word.x0 for word in line.words)


def _right(line: Line) -> float:
    return max(word.x1 for word in line.words)
