"""In which order the segments of a page are read: columns, and what runs across them.

A page is cut into bands from top to bottom wherever something stands in the way of a gutter (a
title, a wide table), a band with a gutter is cut into columns, and each column is treated the
same way again. A gap is a gutter only if there is running text on both sides of it, or the page's
own content writes one side after the other; so the columns of a table stay together.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from ingest.pdf.bands import bands, stacks
from ingest.pdf.gutters import (
    Column,
    are_columns,
    cover_of,
    gaps,
    letter_share,
    quiet_x,
    text_lines,
    text_share,
)
from ingest.pdf.lines import Segment, in_order, make_segment
from ingest.sections import BIBLIOGRAPHY

_ALIKE = 0.3  # points
_DEPTH = 6
_ROWS = 4  # at least, that tell columns from what is above or below
NARROW_LINES = 8  # at least, of each of two columns that nearly touch


def columns(segments: Sequence[Segment], *, depth: int = 0) -> list[Column]:
    """Return the page's columns in reading order; each is to be read from top to bottom."""
    if not segments:
        return []
    if depth > _DEPTH or len(segments) == 1:
        return [list(segments)]
    if sides := _narrow_columns(segments):
        return [column for side in sides for column in columns(side, depth=depth + 1)]
    found: list[Column] = []
    cut = bands(segments)
    for at, band in enumerate(cut):
        if _is_spread(band, cut[max(0, at - 1) : at + 2]):
            band = [make_segment(in_order(band))]
        parts = _split(band)
        if len(parts) == 1:
            parts = _stanzas(band)
        if len(parts) == 1:
            parts = _around_rows_of_text(band)
        if len(parts) == 2:
            parts = _above_and_below(*parts) or parts
        if len(parts) > 1:
            for part in parts:
                found.extend(columns(part, depth=depth + 1))
            found.append([])  # keeps what follows apart
        elif found and found[-1]:
            found[-1].extend(band)
        else:
            found.append(list(band))
    return [column for column in found if column]


def _narrow_columns(segments: Sequence[Segment]) -> list[Column]:
    """Return two columns of text where a line of one comes too close to the other for a gutter.

    Nothing may cross what is between them. [] where it is not so.
    """
    if len(segments) < 2 * NARROW_LINES or gaps(cover_of(segments)):
        return []
    middle = quiet_x(list(segments))
    left = [piece for piece in segments if piece.x0 + piece.x1 < 2 * middle]
    right = [piece for piece in segments if piece.x0 + piece.x1 >= 2 * middle]
    if min(len(left), len(right)) < NARROW_LINES:
        return []
    if max(piece.x1 for piece in left) >= min(piece.x0 for piece in right):
        return []
    wide = text_share(left, 14) > 0.6 and text_share(right, 14) > 0.6
    return [left, right] if wide else []


def _is_spread(band: Column, around: Sequence[Column]) -> bool:
    """Return whether the band is one line of a paragraph, spread to fill its width.

    A full line of the same type right above or below it begins and ends where it does.
    """
    size, base = band[0].size, band[0].base
    x0, x1 = min(piece.x0 for piece in band), max(piece.x1 for piece in band)
    if len(band) < 2 or any(abs(piece.base - base) > 0.15 * size for piece in band):
        return False
    return any(
        abs(line.x0 - x0) < 2
        and abs(line.x1 - x1) < 2
        and abs(line.size - size) < 0.5
        and 0 < abs(line.base - base) < 1.8 * size
        for other in around
        for line in other
    )


def _split(band: Column) -> list[Column]:
    """Return the band's columns, left to right; the band itself where it has one column."""
    parts = [band]
    for left, right in gaps(cover_of(band)):
        middle = (left + right) / 2
        last = parts[-1]
        before = [piece for piece in last if piece.x1 <= middle]
        after = [piece for piece in last if piece.x1 > middle]
        if before and after and are_columns(before, after):
            parts[-1:] = [before, after]
    if len(parts) == 2 and _is_sidebar(*parts):
        parts.reverse()
    return parts


def _above_and_below(left: Column, right: Column) -> list[Column]:
    """Return what stands above a bibliography that has columns of its own, and that bibliography.

    Its heading is in the left column, with nothing beside it; the entries begin at one height in
    both, set as no text above them is. [] where it is not so.
    """
    for heading in left:
        if not BIBLIOGRAPHY.fullmatch(heading.text.strip()):
            continue
        below = [piece for piece in left if piece.top > heading.base]
        first = min(below, key=lambda piece: piece.top, default=heading)
        beside = [piece for piece in right if piece.base > heading.top]
        above = [piece for piece in right if piece.base <= heading.top]
        begins = min(beside, key=lambda piece: piece.top, default=heading)
        last = max(above, key=lambda piece: piece.base, default=begins)
        level = abs(begins.top - first.top) < 1 and abs(begins.size - first.size) < _ALIKE
        if first is not heading and level and abs(last.size - begins.size) > _ALIKE:
            upper = [piece for piece in left if piece.base < heading.top]
            return [upper + above, [heading, *below, *beside]]
    return []


def _around_rows_of_text(band: Column) -> list[Column]:
    """Return what is above, in and below rows in which there are lines of columns and no more.

    What is drawn above or below them, as the words of a figure, would hide that they are columns.
    The content writes them column by column; the rows of a table it does not.
    """
    rows = stacks(band)
    full = [len(row) > 1 and len(text_lines(row)) == len(row) for row in rows]
    runs = [
        list(run) for whole, run in itertools.groupby(range(len(rows)), full.__getitem__) if whole
    ]
    most = max(runs, key=len, default=[])
    text = [piece for at in most for piece in rows[at]]
    if len(most) < _ROWS or len(text) == len(band):
        return [band]
    ordered = sorted(text, key=lambda piece: piece.serial)
    upwards = sum(a.base > b.base + a.size for a, b in itertools.pairwise(ordered))
    if upwards != len(gaps(cover_of(text))):
        return [band]
    above = [piece for row in rows[: most[0]] for piece in row]
    below = [piece for row in rows[most[-1] + 1 :] for piece in row]
    return [part for part in (above, text, below) if part]


def _is_sidebar(left: Column, right: Column) -> bool:
    """Return whether the left column is small print beside the text: addresses, dates, licence."""
    widths = [max(p.x1 for p in side) - min(p.x0 for p in side) for side in (left, right)]
    words = [sum(len(p.tokens) for p in side) for side in (left, right)]
    small = median(p.size for p in left) < 0.95 * median(p.size for p in right)
    return widths[0] < 0.45 * widths[1] and words[0] < 0.4 * words[1] and small


def _stanzas(band: Column) -> list[Column]:
    """Return short pieces side by side (names with their addresses) as the content writes them.

    That is so where the content goes down one piece before it goes to the next; the cells of a
    table are written row by row.
    """
    if len(band) > 60 or letter_share(band) < 0.7:
        return [band]
    ordered = sorted(band, key=lambda piece: piece.serial)
    runs = [[ordered[0]]]
    sideways = 0
    for before, after in zip(ordered, ordered[1:], strict=False):
        if abs(after.base - before.base) < 0.8 * after.size:
            sideways += 1
        if after.base > before.base and after.x0 < before.x1 and before.x0 < after.x1:
            runs[-1].append(after)
        else:
            runs.append([after])
    beside = any(
        a is not b and abs(a[0].base - b[0].base) < a[0].size and a[0].x1 < b[0].x0
        for a in runs
        for b in runs
    )
    if not beside or len(runs) < 2 or sideways > 0.34 * len(band) or len(band) < 2 * len(runs):
        return [band]
    return runs
