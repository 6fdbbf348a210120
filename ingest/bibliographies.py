"""Bibliographies: the blocks below each of their headings, and where they end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.entries import BRACKET
from ingest.layout import Block
from ingest.sections import is_bibliography, text_of

NUMBER = re.compile(r"\(?(\d{1,3})[.)]?\s+(?=[^\s\d])|\(?(\d{1,3})[.)](?=[^\s\d])")
YEAR = re.compile(r"(?<!\d)(?:1[6-9]\d\d|20[0-4]\d)(?!\d)")
STARTS_NAME = re.compile(
    r"[^\W\d_a-z][\w'’.-]+(?:\s[\w'’.-]+){0,2},\s+(?:[A-ZÀ-Þ]\."
    r"|[A-ZÀ-Þ][a-zß-ÿ]+)"  # Smith, J. | Smith, John
    r"|(?:[A-ZÀ-Þ]\.[\s-]?){1,3}[A-ZÀ-Þ][\w'’-]+"  # J. Smith
    r"|[A-ZÀ-Þ][\w'’-]+\s+[A-Z]{1,3}(?:,|\.|\s)"  # Smith JA,
    r"|[A-ZÀ-Þ][\w'’-]+(?:\s(?:[A-Z]\.|[A-ZÀ-Þ][\w'’-]+)){1,3}(?:,|\.|\sand\s)"  # John A. Smith,
)
_AFTER = re.compile(
    r"(?:appendix|appendices|supplement|acknowledge?ments?|about the authors?|author "
    r"(?:biograph|contribution)|figure|table|biograph)",
    re.I,
)


def regions_of(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the ranges of the blocks below each heading of a bibliography."""
    regions: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        if (
            block.kind != "heading"
            or not is_bibliography(block)
            or (regions and at < regions[-1][1])
        ):
            continue
        end = at + 1
        while end < len(blocks) and not (
            blocks[end].kind == "heading" and not _inside(blocks, end)
        ):
            end += 1
        end = _before_exhibits(blocks, at + 1, end)
        if YEAR.search(" ".join(text_of(each) for each in blocks[at + 1 : end])):
            regions.append((at + 1, end))
    return regions


def _inside(blocks: Sequence[Block], at: int) -> bool:
    """Say whether the heading at `at` is an entry taken for one: entries go on after it."""
    if _AFTER.match(text_of(blocks[at])):
        return False
    following = [text_of(block) for block in blocks[at + 1 : at + 6] if block.kind != "heading"]
    like = sum(bool(YEAR.search(text)) and len(text) < 700 for text in following)
    return bool(BRACKET.match(text_of(blocks[at]))) or (like >= 4 and like == len(following))


def _before_exhibits(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return where the entries in `[start, end)` end: manuscripts have tables and figures behind.

    The first begins a page, where there are pages, and no entry stands after it.
    """
    first = end
    for at in range(end - 1, start, -1):
        block, before = blocks[at], blocks[at - 1]
        if _holds_entry(block):
            break
        page = block.lines[0].page
        if block.kind in ("caption", "table") and (not page or page != before.lines[-1].page):
            first = at
    return first


def _holds_entry(block: Block) -> bool:
    """Say whether an entry may begin in `block`; of a table, in its first row."""
    lines = block.lines[:1] if block.kind == "table" else block.lines
    texts = (line.text.strip() for line in lines if block.kind != "caption")
    opens = (BRACKET, NUMBER, STARTS_NAME)
    return any(p.match(text) for text in texts for p in opens) and bool(YEAR.search(text_of(block)))
