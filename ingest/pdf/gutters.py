"""Gutters: the gaps that what is written leaves across the page, and what is text beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.pdf.lines import Segment

Column = list[Segment]
Span = tuple[float, float]

MIN_GUTTER = 0.7  # em of the smaller text beside it
_TEXT_WIDTH = 9.0  # em; a line of running text in the narrowest column


def cover_of(row: Sequence[Segment]) -> list[Span]:
    """Return the x-spans that the segments cover, widened by half the smallest gutter."""
    spans = [
        (piece.x0 - MIN_GUTTER / 2 * piece.size, piece.x1 + MIN_GUTTER / 2 * piece.size)
        for piece in row
    ]
    return union(spans, [])


def union(a: Sequence[Span], b: Sequence[Span]) -> list[Span]:
    """Return what either of the two covers, in spans that do not touch."""
    joined: list[Span] = []
    for start, end in sorted([*a, *b]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def gaps(cover: Sequence[Span]) -> list[Span]:
    """Return what is left free between the spans."""
    return [(a[1], b[0]) for a, b in zip(cover, cover[1:], strict=False)]


def text_lines(pieces: Iterable[Segment]) -> Column:
    """Return the lines of text: those as long as a column is wide."""
    return [piece for piece in pieces if piece.x1 - piece.x0 >= 14 * piece.size]


def are_columns(left: Column, right: Column) -> bool:
    """Return whether two sides of a gap are columns of text and not cells of a table."""
    changes, shorter = _changes(left, right), min(len(left), len(right))
    wide_left, wide_right = text_share(left, 14) > 0.6, text_share(right, 14) > 0.6
    if wide_left and wide_right and shorter >= 4:
        return True
    if (wide_left or wide_right) and shorter >= 4 and changes <= max(2, 0.1 * shorter):
        return True  # a figure or table may fill one of two columns
    if changes > max(1, 0.4 * shorter):
        return False
    if text_share(left, _TEXT_WIDTH) > 0.5 and text_share(right, _TEXT_WIDTH) > 0.5:
        return True
    return changes == 1 and shorter >= 2 and letter_share(left) > 0.6 < letter_share(right)


def _changes(left: Column, right: Column) -> int:
    """Return how often the page's content goes from one side to the other."""
    marked = sorted([(piece.serial, 0) for piece in left] + [(piece.serial, 1) for piece in right])
    return sum(a[1] != b[1] for a, b in zip(marked, marked[1:], strict=False))


def text_share(side: Column, width: float) -> float:
    """Return the share of the words that stand in lines at least `width` em wide."""
    wide = sum(len(piece.tokens) for piece in side if piece.x1 - piece.x0 >= width * piece.size)
    return wide / sum(len(piece.tokens) for piece in side)


def letter_share(side: Column) -> float:
    """Return the share of the characters that are letters."""
    text = "".join(token.text for piece in side for token in piece.tokens)
    return sum(map(str.isalpha, text)) / max(1, len(text))


def quiet_x(band: Column) -> float:
    """Return the x in the middle of the region that the fewest segments cross."""
    low, high = min(piece.x0 for piece in band), max(piece.x1 for piece in band)
    steps = [low + (high - low) * part / 80 for part in range(24, 57)]
    count = [sum(piece.x0 - 1 < x < piece.x1 + 1 for piece in band) for x in steps]
    fewest = min(count)
    if fewest > 0.15 * len(band):
        return low
    best = [x for x, crossed in zip(steps, count, strict=True) if crossed == fewest]
    return best[len(best) // 2]
