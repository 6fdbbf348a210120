"""Bands: a page cut from top to bottom wherever something stands in the way of a gutter."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.pdf.gutters import (
    Column,
    Span,
    are_columns,
    cover_of,
    gaps,
    quiet_x,
    text_lines,
    union,
)
from ingest.pdf.lines import Segment
from ingest.pdf.tables import CAPTION


def bands(segments: Sequence[Segment]) -> list[Column]:
    """Cut the region where something crosses what is a gutter above or below it."""
    found: list[list[Column]] = []
    cover: list[Span] = []
    for stack in stacks(segments):
        own = cover_of(stack)
        both = union(cover, own)
        if found and (gaps(cover) or gaps(own)) and not gaps(both):
            moved = _lean(found[-1], stack, own, text_only=bool(gaps(cover)))
            found.append([*moved, stack])
            cover = cover_of([piece for part in found[-1] for piece in part])
        elif found:
            found[-1].append(stack)
            cover = both
        else:
            found.append([stack])
            cover = own
    flat = [[piece for part in run for piece in part] for band in found for run in _shed(band)]
    return [part for band in flat if band for part in _cut_at_crossings(band)]


def _shed(band: list[Column]) -> list[list[Column]]:
    """Part what stands above columns but in none of them (names side by side) from the columns."""
    pieces = [piece for stack in band for piece in stack]
    between = gaps(cover_of(pieces))
    wide = text_lines(pieces)
    if not between or len(wide) < 6:
        return [band]
    middles = [(left + right) / 2 for left, right in between]
    sides: dict[int, Column] = {}
    for piece in wide:
        sides.setdefault(bisect(middles, piece.x0), []).append(piece)
    edges = {
        side: (_shared(piece.x0 for piece in column), _usual(piece.x1 for piece in column))
        for side, column in sides.items()
    }
    first = 0
    while first < len(band) and not any(
        _in_column(piece, edges.get(bisect(middles, piece.x0))) for piece in band[first]
    ):
        first += 1
    if first == len(band) or len({bisect(middles, p.x0) for s in band[:first] for p in s}) < 2:
        return [band]
    if _have_captions(band[first:], middles, sides):
        return [band]
    return [band[:first], band[first:]]


def _have_captions(below: list[Column], middles: list[float], sides: Iterable[int]) -> bool:
    """Return whether each column has a caption near its top: what stands above is its figure."""
    labelled = {
        bisect(middles, piece.x0)
        for stack in below[:5]
        for piece in stack
        if CAPTION.match(piece.text)
    }
    return labelled.issuperset(sides)


def _usual(places: Iterable[float]) -> float:
    """Return the place that most lines share, to two points."""
    return 2.0 * Counter(round(place / 2) for place in places).most_common(1)[0][0]


def _shared(places: Iterable[float]) -> list[float]:
    """Return the places that three lines or more share, to two points, the usual one first."""
    counted = Counter(round(place / 2) for place in places).most_common()
    return [2.0 * place for at, (place, count) in enumerate(counted) if count >= 3 or not at]


def _in_column(piece: Segment, edges: tuple[list[float], float] | None) -> bool:
    """Return whether the line starts at an edge of the column, or near it and ends at the other.

    Paragraphs start to the right of the edge that most lines share, entries of a bibliography left.
    """
    if edges is None:
        return False
    lefts, right = edges
    indent = min(abs(piece.x0 - left) for left in lefts)
    return indent < 3 or (indent < 2.5 * piece.size and abs(piece.x1 - right) < 3)


def _lean(band: list[Column], stack: Column, cover: list[Span], *, text_only: bool) -> list[Column]:
    """Take from the end of `band` the lines that start a column of the stack below them.

    With `text_only` no row is taken that has no line of text: where the band has gutters of its
    own, names and cells belong to it.
    """
    moved: list[Column] = []
    top = min(piece.top for piece in stack)
    while band:
        last = band[-1]
        near = top - max(piece.bottom for piece in last) < last[0].size
        cover = union(cover, cover_of(last))
        if not near or not gaps(cover) or (text_only and not text_lines(last)):
            break
        top = min(piece.top for piece in last)
        moved.insert(0, band.pop())
    return moved


def stacks(segments: Sequence[Segment]) -> list[Column]:
    """Return groups of segments that overlap in height, from top to bottom."""
    found: list[Column] = []
    bottom = 0.0
    for segment in sorted(segments, key=lambda piece: piece.top):
        low = segment.base + 0.05 * segment.size
        if found and segment.base - 0.6 * segment.size < bottom:
            found[-1].append(segment)
            bottom = max(bottom, low)
        else:
            found.append([segment])
            bottom = low
    return found


def _cut_at_crossings(band: Column) -> list[Column]:
    """Cut a band in which a few segments reach across what is otherwise a gutter.

    Side by side columns whose baselines differ make one tall stack; a line that sticks out into
    the gutter would otherwise hide the gutter for all of it.
    """
    if len(band) < 8 or gaps(cover_of(band)):
        return [band]
    middle = quiet_x(band)
    crossing = [piece for piece in band if piece.x0 < middle < piece.x1]
    left = [piece for piece in band if piece.x1 <= middle]
    right = [piece for piece in band if piece.x0 >= middle]
    if min(len(left), len(right)) < 3 or not are_columns(left, right):
        return [band]
    parts: list[Column] = []
    rest = sorted(left + right, key=lambda piece: piece.base)
    for cross in sorted(crossing, key=lambda piece: piece.base):
        above = [piece for piece in rest if piece.base < cross.base - 0.3 * cross.size]
        level = [
            piece for piece in rest[len(above) :] if piece.base <= cross.base + 0.3 * cross.size
        ]
        parts.extend([above, [cross, *level]])
        rest = rest[len(above) + len(level) :]
    return [part for part in [*parts, rest] if part]
