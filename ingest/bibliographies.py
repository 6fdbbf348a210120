"""Bibliographies: the blocks below each of their headings, and where they end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.entries import BRACKET
from ingest.layout import Block, Line
from ingest.sections import is_bibliography, text_of
from ingest.styles import running_style

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

_SMALL = 0.95  # of the size of the text: entries without a heading are set smaller
_ALIKE = 0.3  # points
_FEWEST = 5  # entries
_LONGEST = 700  # characters of one


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


# Without a heading ------------------------------------------------------------------------------


def unheaded_entries(blocks: Sequence[Block]) -> list[int]:
    """Return where entries "1. …", "2. …" stand that no heading announces; none where in doubt.

    They are the last small print of the paper, all in one size, and go on from column to column
    below the text of each.
    """
    size = _SMALL * running_style(blocks).size
    first = next(
        (
            at
            for at in range(len(blocks) - 1, -1, -1)
            if _may_hold_entries(blocks[at], size) and _number_at(blocks[at].lines[0]) == 1
        ),
        None,
    )
    if first is None:
        return []
    found: list[int] = []
    entries: list[list[str]] = []
    for at in range(first, len(blocks)):
        if not _goes_on_counting(blocks, at, found, len(entries) + 1):
            continue
        found.append(at)
        for line in blocks[at].lines:
            if _number_at(line) == len(entries) + 1:
                entries.append([])
            entries[-1].append(line.text)
    texts = [" ".join(entry) for entry in entries]
    dated = sum(bool(YEAR.search(text)) and len(text) < _LONGEST for text in texts)
    return found if len(texts) >= _FEWEST and dated >= 0.8 * len(texts) else []


def _may_hold_entries(block: Block, size: float) -> bool:
    return block.kind in ("unknown", "footnote") and 0 < block.lines[0].size < size


def _number_at(line: Line) -> int | None:
    match = NUMBER.match(line.text.strip())
    return int(match[1] or match[2]) if match else None


def _goes_on_counting(
    blocks: Sequence[Block], at: int, found: Sequence[int], expected: int
) -> bool:
    """Say whether the block at `at` is of the entries that were `found` up to here.

    It is set as they are; behind other text, the next entry begins in it.
    """
    if not found:
        return True
    block, entry = blocks[at], blocks[found[0]]
    if block.kind != entry.kind or abs(block.lines[0].size - entry.lines[0].size) > _ALIKE:
        return False
    return found[-1] == at - 1 or any(_number_at(line) == expected for line in block.lines)
