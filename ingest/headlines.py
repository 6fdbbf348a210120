"""What stands at the head of a paper in pieces: its title, and names above their places."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout import Block, Line
from ingest.people import is_affiliation, split_authors, without_addresses

_HEAD = 60  # blocks
_PITCH = 1.6  # em between the lines of a title
_OF_A_SIZE = 0.3  # points
_LARGER = 1.15  # times the usual size; in two fonts of that size a title may be set
_PLACE = re.compile(r"\W*(?:\d{1,2}|[a-z*†‡§¶#])[.)]?\s?(?=[^\W\d_a-z])")  # "1 School of", "*Dept."
_ADDRESS = re.compile(r"\S@\S|https?://|www\.")


def whole_title(blocks: Sequence[Block], at: int) -> list[Block]:
    """Return `blocks` with the title at `at` marked, and its further lines in one block with it.

    What stands beside it, as the name of the journal, may part them; so may a word in italics.
    """
    left = list(blocks)
    sizes: Counter[float] = Counter()
    for line in (line for block in left for line in block.lines):
        sizes[line.size] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size])
    title = left[at]
    while (below := _next_lines(title, left, at, usual)) is not None:
        title = replace(title, lines=title.lines + left.pop(below).lines)
    left[at] = replace(title, kind="title", level=0)
    return left


def _next_lines(title: Block, blocks: Sequence[Block], at: int, usual: float) -> int | None:
    """Return where the lines stand right below the title that are set as it is."""
    last = title.lines[-1]
    for below in range(at + 1, min(len(blocks), _HEAD)):
        block = blocks[below]
        first = block.lines[0]
        if block.kind not in ("unknown", "heading") or not (first.words and last.words):
            continue
        alike = abs(first.size - last.size) <= _OF_A_SIZE and first.page == last.page
        font = first.font == last.font or first.size >= _LARGER * usual
        step = first.words[0].y1 - last.words[-1].y1
        overlaps = first.words[0].x0 < last.words[-1].x1 and first.words[-1].x1 > last.words[0].x0
        if alike and font and overlaps and 0 < step < _PITCH * last.size:
            names = any(line.superscripts for line in block.lines) and split_authors(first.text)
            return None if names else below
    return None


def names_and_places(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with names that carry marks parted from the places below them.

    Such names are no heading, however large they are set.
    """
    parted: list[Block] = []
    heading = False  # one was seen, below which no names of authors stand
    for at, block in enumerate(blocks):
        marked = at < _HEAD and not heading and block.kind in ("unknown", "heading")
        names = _marked_names(block) if marked else 0
        if names:
            parted.append(replace(block, kind="unknown", level=0, lines=block.lines[:names]))
            if names < len(block.lines):
                rest = block.lines[names:]
                parted.append(replace(block, kind="unknown", level=0, lines=rest, continues=False))
            continue
        heading = heading or block.kind == "heading"
        parted.append(block)
    return parted


def _marked_names(block: Block) -> int:
    """Return how many lines of `block` are names with raised marks; places may follow them."""
    lines = block.lines
    places = (
        at
        for at, line in enumerate(lines)
        if at and _PLACE.match(line.text) and is_affiliation(" ".join(_two(lines, at)))
    )
    end = next(places, len(lines))
    if block.kind == "unknown" and end == len(lines):
        return 0  # nothing is to be parted
    names = replace(block, lines=lines[:end])
    marked = any(line.superscripts for line in names.lines)
    return end if marked and split_authors(spaced_text(names)) else 0


def above_places(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with lines of names parted from the lines below that say where they work."""
    return [
        part
        for block in blocks
        for part in (_above_places(block) if block.kind == "unknown" else [block])
    ]


def _above_places(block: Block) -> list[Block]:
    """Return names and places of `block` by turns; further names follow an address of e-mail."""
    parts: list[list[Line]] = []
    for at, line in enumerate(block.lines):
        names = len(parts) % 2 == 1  # were what the latest part holds
        place = is_affiliation(line.text) or bool(_ADDRESS.search(line.text))
        named = not place and bool(split_authors(_spaced(line)))
        place = place or (not named and is_affiliation(" ".join(_two(block.lines, at))))
        if names and not (named or place):
            return [block]
        if (names and place) or (named and (not parts or "@" in parts[-1][-1].text)):
            parts.append([])
        if not parts:
            return [block]
        parts[-1].append(line)
    if len(parts) < 2:
        return [block]
    return [replace(block, lines=tuple(part), continues=False) for part in parts]


def _two(lines: Sequence[Line], at: int) -> list[str]:
    return [line.text for line in lines[at : at + 2]]


def spaced_text(block: Block) -> str:
    """Return the lines of `block`; names side by side or below each other get commas between.

    What is raised points to addresses and becomes a mark; addresses behind names go.
    """
    lines = [_spaced(line) for line in block.lines]
    text = ""
    for line in without_addresses(lines) or lines:
        if text.endswith("-") and line[:1].isalpha():
            text = (text[:-1] if line[0].islower() else text) + line
            continue
        names = split_authors(text.rsplit(", ", 1)[-1]) and split_authors(line)
        glue = ", " if names and not re.search(r"(?:[,;&]|\band)\s*$", text) else " "
        text += glue + line if text else line
    return text


def _spaced(line: Line) -> str:
    pairs = list(itertools.pairwise(line.words))
    gaps = [after.x0 - word.x1 for word, after in pairs]
    spaces = [
        gap for gap, (word, after) in zip(gaps, pairs, strict=True) if after.start > word.end
    ]  # and none before a raised mark
    usual = statistics.median(spaces) if len(spaces) > 2 else 0.0
    text = line.text
    for start, end in line.superscripts:
        text = text[:start] + re.sub(r"\S", "*", text[start:end]) + text[end:]
    parts: list[str] = []
    at = 0
    for word, gap in zip(line.words, gaps, strict=False):
        height = word.y1 - word.y0
        if gap > 0.8 * height or (usual > 0 and gap > max(2.2 * usual, 0.45 * height)):
            parts.append(text[at : word.end])
            at = word.end
    return ", ".join([*parts, text[at:]])


def is_of_many(blocks: Sequence[Block], heading: int) -> bool:
    """Say whether a file that is not typeset opens with a lower heading, like those that follow."""
    first, level = blocks[heading].lines[0], blocks[heading].level
    alike = [block for block in blocks if block.kind == "heading" and block.level == level]
    return not first.size and level > 1 and len(alike) > 2
