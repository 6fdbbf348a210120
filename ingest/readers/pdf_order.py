"""In which order the segments of a page are read: columns, and what runs across them.

A page is cut into bands from top to bottom wherever something stands in the way of a gutter (a
title, a wide table), a band with a gutter is cut into columns, and each column is treated the
same way again. A gap is a gutter only if there is running text on both sides of it, or the page's
own content writes one side after the other; so the columns of a table stay together.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from ingest.readers.pdf_lines import Segment
from ingest.readers.pdf_tables import CAPTION

Column = list[Segment]
Span = tuple[float, float]

MIN_GUTTER = 0.7  # em of the smaller text beside it
_TEXT_WIDTH = 9.0  # em; a line of running text in the narrowest column
_DEPTH = 6
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
    for band in _bands(segments):
        parts = _split(band)
        if len(parts) == 1:
            parts = _stanzas(band)
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
    if len(segments) < 2 * NARROW_LINES or _gaps(_cover(segments)):
        return []
    middle = _quiet_x(list(segments))
    left = [piece for piece in segments if piece.x0 + piece.x1 < 2 * middle]
    right = [piece for piece in segments if piece.x0 + piece.x1 >= 2 * middle]
    if min(len(left), len(right)) < NARROW_LINES:
        return []
    if max(piece.x1 for piece in left) >= min(piece.x0 for piece in right):
        return []
    wide = _text_share(left, 14) > 0.6 and _text_share(right, 14) > 0.6
    return [left, right] if wide else []


def _bands(segments: Sequence[Segment]) -> list[Column]:
    """Cut the region where something crosses what is a gutter above or below it."""
    bands: list[list[Column]] = []
    cover: list[Span] = []
    for stack in _stacks(segments):
        own = _cover(stack)
        both = _union(cover, own)
        if bands and (_gaps(cover) or _gaps(own)) and not _gaps(both):
            moved = _lean(bands[-1], stack, own, text_only=bool(_gaps(cover)))
            bands.append([*moved, stack])
            cover = _cover([piece for part in bands[-1] for piece in part])
        elif bands:
            bands[-1].append(stack)
            cover = both
        else:
            bands.append([stack])
            cover = own
    flat = [[piece for part in run for piece in part] for band in bands for run in _shed(band)]
    return [part for band in flat if band for part in _cut_at_crossings(band)]


def _shed(band: list[Column]) -> list[list[Column]]:
    """Part what stands above columns but in none of them (names side by side) from the columns."""
    pieces = [piece for stack in band for piece in stack]
    gaps = _gaps(_cover(pieces))
    wide = _wide(pieces)
    if not gaps or len(wide) < 6:
        return [band]
    middles = [(left + right) / 2 for left, right in gaps]
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


def _wide(pieces: Iterable[Segment]) -> Column:
    """Return the lines of text: those as long as a column is wide."""
    return [piece for piece in pieces if piece.x1 - piece.x0 >= 14 * piece.size]


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


def _lean(
    band: list[Column], stack: Column, cover: list[Span], *, text_only: bool
) -> list[Column]:
    """Take from the end of `band` the lines that start a column of the stack below them.

    With `text_only` no row is taken that has no line of text: where the band has gutters of its
    own, names and cells belong to it.
    """
    moved: list[Column] = []
    top = min(piece.top for piece in stack)
    while band:
        last = band[-1]
        near = top - max(piece.bottom for piece in last) < last[0].size
        cover = _union(cover, _cover(last))
        if not near or not _gaps(cover) or (text_only and not _wide(last)):
            break
        top = min(piece.top for piece in last)
        moved.insert(0, band.pop())
    return moved


def _stacks(segments: Sequence[Segment]) -> list[Column]:
    """Return groups of segments that overlap in height, from top to bottom."""
    stacks: list[Column] = []
    bottom = 0.0
    for segment in sorted(segments, key=lambda piece: piece.top):
        low = segment.base + 0.05 * segment.size
        if stacks and segment.base - 0.6 * segment.size < bottom:
            stacks[-1].append(segment)
            bottom = max(bottom, low)
        else:
            stacks.append([segment])
            bottom = low
    return stacks


def _cover(row: Sequence[Segment]) -> list[Span]:
    """Return the x-spans that the segments cover, widened by half the smallest gutter."""
    spans = [
        (piece.x0 - MIN_GUTTER / 2 * piece.size, piece.x1 + MIN_GUTTER / 2 * piece.size)
        for piece in row
    ]
    return _union(spans, [])


def _union(a: Sequence[Span], b: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted([*a, *b]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _gaps(cover: Sequence[Span]) -> list[Span]:
    return [(a[1], b[0]) for a, b in zip(cover, cover[1:], strict=False)]


def _split(band: Column) -> list[Column]:
    """Return the band's columns, left to right; the band itself where it has one column."""
    parts = [band]
    for left, right in _gaps(_cover(band)):
        middle = (left + right) / 2
        last = parts[-1]
        before = [piece for piece in last if piece.x1 <= middle]
        after = [piece for piece in last if piece.x1 > middle]
        if before and after and _are_columns(before, after):
            parts[-1:] = [before, after]
    if len(parts) == 2 and _is_sidebar(*parts):
        parts.reverse()
    return parts


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
    if len(band) > 60 or _letter_share(band) < 0.7:
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


def _are_columns(left: Column, right: Column) -> bool:
    """Return whether two sides of a gap are columns of text and not cells of a table."""
    changes, shorter = _changes(left, right), min(len(left), len(right))
    wide_left, wide_right = _text_share(left, 14) > 0.6, _text_share(right, 14) > 0.6
    if wide_left and wide_right and shorter >= 4:
        return True
    if (wide_left or wide_right) and shorter >= 4 and changes <= max(2, 0.1 * shorter):
        return True  # a figure or table may fill one of two columns
    if changes > max(1, 0.4 * shorter):
        return False
    if _text_share(left, _TEXT_WIDTH) > 0.5 and _text_share(right, _TEXT_WIDTH) > 0.5:
        return True
    return changes == 1 and shorter >= 2 and _letter_share(left) > 0.6 < _letter_share(right)


def _changes(left: Column, right: Column) -> int:
    """Return how often the page's content goes from one side to the other."""
    marked = sorted([(piece.serial, 0) for piece in left] + [(piece.serial, 1) for piece in right])
    return sum(a[1] != b[1] for a, b in zip(marked, marked[1:], strict=False))


def _text_share(side: Column, width: float) -> float:
    """Return the share of the words that stand in lines at least `width` em wide."""
    wide = sum(len(piece.tokens) for piece in side if piece.x1 - piece.x0 >= width * piece.size)
    return wide / sum(len(piece.tokens) for piece in side)


def _letter_share(side: Column) -> float:
    text = "".join(token.text for piece in side for token in piece.tokens)
    return sum(map(str.isalpha, text)) / max(1, len(text))


def _cut_at_crossings(band: Column) -> list[Column]:
    """Cut a band in which a few segments reach across what is otherwise a gutter.

    Side by side columns whose baselines differ make one tall stack; a line that sticks out into
    the gutter would otherwise hide the gutter for all of it.
    """
    if len(band) < 8 or _gaps(_cover(band)):
        return [band]
    middle = _quiet_x(band)
    crossing = [piece for piece in band if piece.x0 < middle < piece.x1]
    left = [piece for piece in band if piece.x1 <= middle]
    right = [piece for piece in band if piece.x0 >= middle]
    if min(len(left), len(right)) < 3 or not _are_columns(left, right):
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


def _quiet_x(band: Column) -> float:
    """Return the x in the middle of the region that the fewest segments cross."""
    low, high = min(piece.x0 for piece in band), max(piece.x1 for piece in band)
    steps = [low + (high - low) * part / 80 for part in range(24, 57)]
    count = [sum(piece.x0 - 1 < x < piece.x1 + 1 for piece in band) for x in steps]
    fewest = min(count)
    if fewest > 0.15 * len(band):
        return low
    best = [x for x, crossed in zip(steps, count, strict=True) if crossed == fewest]
    return best[len(best) // 2]
