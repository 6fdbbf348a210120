"""Tables of contents: their lines look like headings and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout import Block
from ingest.styles import LARGER

_TITLE = re.compile(
    r"(?:table\s+of\s+)?contents|目\s*[录錄次]|inhalt(?:sverzeichnis)?|table\s+des\s+mati[èe]res"
    r"|sommaire|[íi]ndice|оглавление|содержание",
    re.I,
)
_ENTRY = re.compile(r".*[^\W_].*?(?:\s|\.{2,}|…|\|)\s*(?:\d{1,4}|[ivxlc]{1,6})\s*", re.I)


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the lines below "Contents", page numbers at their ends, as a list."""
    kept = list(blocks)
    for at, block in enumerate(blocks):
        if len(block.lines) == 1 and _TITLE.fullmatch(block.lines[0].text.strip(" .:")):
            end = at + 1
            while end < len(blocks) and _lists_pages(blocks[end], title=block):
                end += 1
            entries = sum(len(each.lines) for each in blocks[at + 1 : end])
            if entries >= 3:
                kept[at:end] = [_listed(each) for each in blocks[at:end]]
    return kept


def _lists_pages(block: Block, *, title: Block) -> bool:
    if block.lines[0].size > LARGER * title.lines[0].size:
        return False  # "Chapter 3" in the type of the chapters
    ending = sum(bool(_ENTRY.fullmatch(line.text.strip())) for line in block.lines)
    return ending * 3 >= len(block.lines) * 2


def _listed(block: Block) -> Block:
    return block if block.kind == "table" else replace(block, kind="list", level=0)
