"""Bibliographies: the blocks below each of their headings, and where they end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.entries import BRACKET
from ingest.layout import Block, Line
from ingest.sections import is_bibliography, text_of
from ingest.styles import running_style

NUMBER = re.compile(r"\(?(\d{1,3})[.)]?\s+(?=[^\s\d])|\(?(\d{1,3})[.)](?=[^\s\d])")
YEAR = re.compile(r"(?<!\d)(?:1[6-9]\d\d|20[0-4]\d)(?!\d)")
_INVERTED = re.compile(  # Smith, J. | Smith, John
    r"[^\W\d_a-z][\w'’.-]+(?:\s[\w'’.-]+){0,2},\s+(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][a-zß-ÿ]+)"
)
STARTS_NAME = re.compile(
    rf"{_INVERTED.pattern}"
    r"|(?:[A-ZÀ-Þ]\.[\s-]?){1,3}[A-ZÀ-Þ][\w'’-]+"  # J. Smith
    r"|[A-ZÀ-Þ][\w'’-]+\s+[A-Z]{1,3}(?:,|\.|\s)"  # Smith JA,
    r"|[A-ZÀ-Þ][\w'’-]+(?:\s(?:[A-Z]\.|[A-ZÀ-Þ][\w'’-]+)){1,3}(?:,|\.|\sand\s)"  # John A. Smith,
)
_SOURCED = re.compile(rf"{YEAR.pattern}|arxiv|https?://|doi\.org|\b10\.\d{{4}}/", re.I)
_AFTER = re.compile(
    r"(?:appendix|appendices|supplement|acknowledge?ments?|about the authors?|author "
    r"(?:biograph|contribution)|figure|table|biograph)",
    re.I,
)

_SMALL = 0.95  # of the size of the text: entries without a heading are set smaller
_ALIKE = 0.3  # points
_FEWEST = 5  # entries
_FEWEST_IN_BRACKETS = 3
_HOLDING = ("unknown", "paragraph", "list", "footnote")  # kinds of blocks
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
    if _INVERTED.match(text_of(blocks[at])) and 2 * like >= len(following) > 1:
        return True  # the font of its first line is told wrongly, or another
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
    """Return where entries stand that no heading announces; none where in doubt.

    Those with labels "[1]", "[2]" … are set as the text or smaller, those with "1.", "2." … are
    small print. They are the last that is counted so in the paper, go on from column to column
    below the text of each, and are dated; of many in brackets some may say otherwise what they
    are of, as a preprint's number does, or be notes.
    """
    size = running_style(blocks).size
    found, entries = _counted(blocks, _bracket_at, at_most=size + _ALIKE)
    share = _share_of(entries, _SOURCED if len(entries) >= _FEWEST else YEAR)
    if len(entries) >= _FEWEST_IN_BRACKETS and share >= (0.5 if len(entries) >= _FEWEST else 1):
        return found
    if not size:
        return []
    found, entries = _counted(blocks, _number_at, at_most=_SMALL * size)
    return found if len(entries) >= _FEWEST and _share_of(entries, YEAR) >= 0.8 else []


def _share_of(entries: Sequence[str], pattern: re.Pattern[str]) -> float:
    """Return what share of entries say this, and are no longer than one is."""
    good = sum(bool(pattern.search(entry)) and len(entry) < _LONGEST for entry in entries)
    return good / max(len(entries), 1)


def _counted(
    blocks: Sequence[Block], number_of: Callable[[Line], int | None], *, at_most: float
) -> tuple[list[int], list[str]]:
    """Return where the last entries stand that count up from 1, and their texts."""
    first = next(
        (
            at
            for at in range(len(blocks) - 1, -1, -1)
            if _may_hold_entries(blocks[at], at_most) and number_of(blocks[at].lines[0]) == 1
        ),
        None,
    )
    found: list[int] = []
    entries: list[list[str]] = []
    for at in range(first if first is not None else len(blocks), len(blocks)):
        labels = [number_of(line) for line in blocks[at].lines]
        if found and not _goes_on(blocks, at, found, len(entries) + 1 in labels):
            continue
        found.append(at)
        for line, label in zip(blocks[at].lines, labels, strict=True):
            if label == len(entries) + 1:
                entries.append([])
            entries[-1].append(line.text)
    return found, [" ".join(entry) for entry in entries]


def _may_hold_entries(block: Block, at_most: float) -> bool:
    return block.kind in _HOLDING and block.lines[0].size <= at_most


def _number_at(line: Line) -> int | None:
    match = NUMBER.match(line.text.strip())
    return int(match[1] or match[2]) if match else None


def _bracket_at(line: Line) -> int | None:
    match = BRACKET.match(line.text.strip())
    return int(match["bracket"]) if match and match["bracket"].isdigit() else None


def _goes_on(blocks: Sequence[Block], at: int, found: Sequence[int], holds_next: bool) -> bool:
    """Say whether the block at `at` is of the entries that were `found` up to here.

    It is set as they are. The next entry begins in it, or it stands right behind one that has not
    ended, or dates it.
    """
    block, entry = blocks[at], blocks[found[0]]
    if block.kind not in _HOLDING or abs(block.lines[0].size - entry.lines[0].size) > _ALIKE:
        return False
    if holds_next or found[-1] != at - 1:
        return holds_next
    ended = blocks[at - 1].lines[-1].text.rstrip().endswith(".")
    return not ended or bool(YEAR.search(text_of(block)))
