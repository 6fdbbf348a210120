"""Numbers down a margin that count the lines of a page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.pdf.labels import with_labels
from ingest.pdf.lines import Segment, make_segment
from ingest.pdf.page import Token

_FEWEST = 8  # numbers on a page that tell by themselves that they count its lines
_STEPS = (1, 5, 10)
_DIGITS = re.compile(r"\d{1,4}")
_FLUSH = 4.0  # points


@dataclass(frozen=True, slots=True)
class Margin:
    """Where numbers stand that count lines: their edge, and whether it is the right of the page."""

    x: int
    right: bool
    step: int


def margins_of(segments: Sequence[Segment]) -> list[Margin]:
    """Return the margins of a page in which numbers count its lines."""
    return [margin for margin, _ in _columns(segments)]


def without_line_numbers(
    segments: Sequence[Segment], margins: Collection[Margin] = ()
) -> list[Segment]:
    """Return the segments of a page without what counts its lines, if it has lines.

    `margins` are those that count lines on other pages: few numbers are enough there. Where a
    heading is set so large that a number touches it, the number goes and the heading stays.
    """
    columns = [numbers for _, numbers in _columns(segments)]
    if not columns:
        columns = [found for margin in margins if (found := _at(margin, segments))]
    gone = {id(piece) for numbers in columns for piece in numbers}
    if not gone:
        return [*segments]
    kept: list[Segment] = []
    for piece in segments:
        if id(piece) in gone:
            continue
        tokens = _text_of(piece, columns)
        kept.append(piece if len(tokens) == len(piece.tokens) else make_segment(tokens))
    return kept or [*segments]


def _columns(segments: Sequence[Segment]) -> Iterator[tuple[Margin, list[Segment]]]:
    """Yield the margins whose numbers count the lines, with these, from top to bottom."""
    if sum(_is_number(piece) for piece in segments) < _FEWEST:
        return
    pieces = with_labels(segments)  # a list's labels belong to its entries
    columns: dict[int, list[Segment]] = defaultdict(list)
    for piece in filter(_is_number, pieces):
        columns[round(piece.x1 / _FLUSH)].append(piece)
    low, high = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    taken: set[int] = set()
    for at in sorted(columns):
        column = sorted(columns[at] + columns.get(at + 1, []), key=lambda piece: piece.base)
        column = [piece for piece in column if id(piece) not in taken]
        if len(column) < _FEWEST or not (column[0].x0 < low + 30 or column[0].x1 > high - 30):
            continue
        step = _step(column, share=0.8)
        if step and not _among_text(column, pieces):
            taken.update(map(id, column))
            right = column[0].x0 >= low + 30
            yield Margin(round(column[0].x0 if right else column[-1].x1), right, step), column


def _at(margin: Margin, segments: Sequence[Segment]) -> list[Segment]:
    """Return the numbers of a page in a margin that counts lines elsewhere; none if others are."""
    column = sorted(
        (piece for piece in segments if _is_number(piece) and _is_flush(piece, margin)),
        key=lambda piece: piece.base,
    )
    counts = len(column) == 1 or _step(column, share=1.0) == margin.step
    return column if column and counts and not _among_text(column, segments) else []


def _is_flush(piece: Segment, margin: Margin) -> bool:
    return abs((piece.x0 if margin.right else piece.x1) - margin.x) < _FLUSH


def _is_number(piece: Segment) -> bool:
    return len(piece.tokens) == 1 and bool(_DIGITS.fullmatch(piece.text))


def _step(column: Sequence[Segment], *, share: float) -> int:
    """Return by how much most numbers are larger than those above them, 0 if that counts none."""
    values = [int(piece.text) for piece in column]
    steps = Counter(b - a for a, b in zip(values, values[1:], strict=False))
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    return step if step in _STEPS and count >= share * (len(values) - 1) else 0


def _among_text(column: Sequence[Segment], segments: Sequence[Segment]) -> bool:
    """Say whether text stands above or between numbers, as over a table's first column.

    The numbers of lines have a margin to themselves.
    """
    own = {id(piece) for piece in column}
    left, right = min(piece.x0 for piece in column), max(piece.x1 for piece in column)
    pitch = column[1].base - column[0].base if len(column) > 1 else column[0].size
    high = column[0].base - 2.5 * pitch
    beside = [piece for piece in segments if id(piece) not in own]
    across = [
        piece
        for piece in beside
        if piece.x0 < right and piece.x1 > left and _counted(piece, column) is None
    ]
    return len(across) > 0.1 * len(beside) or any(
        high <= piece.base <= column[-1].base for piece in across
    )


def _text_of(piece: Segment, columns: Sequence[Sequence[Segment]]) -> tuple[Token, ...]:
    """Return the words of a piece of a line without a number that counts the line."""
    for column in columns:
        counted = _counted(piece, column)
        if counted is not None:
            return tuple(token for token in piece.tokens if token is not counted)
    return piece.tokens


def _counted(piece: Segment, column: Sequence[Segment]) -> Token | None:
    """Return the number at an end of `piece` that stands in the column where it is missing."""
    for token in (piece.tokens[0], piece.tokens[-1]):
        if len(piece.tokens) < 2 or not _DIGITS.fullmatch(token.text):
            continue
        first = column[0]
        flush = min(abs(token.x0 - first.x0), abs(token.x1 - first.x1)) < _FLUSH
        above = [int(other.text) for other in column if other.base < token.base]
        below = [int(other.text) for other in column if other.base > token.base]
        if flush and max(above, default=-1) < int(token.text) < min(below, default=10_000):
            return token
    return None
