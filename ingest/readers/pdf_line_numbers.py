"""Numbers down a margin that count the lines of a page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.readers.pdf_lines import Segment


def without_line_numbers(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments of a page without those that count its lines, if it has lines."""
    numbers = _line_numbers(segments)
    return [piece for piece in segments if id(piece) not in numbers] or [*segments]


def _line_numbers(segments: Sequence[Segment]) -> set[int]:
    """Return the ids of segments that count the lines down a margin."""
    numbered = [piece for piece in segments if re.fullmatch(r"\d{1,4}", piece.text)]
    if len(numbered) < 8:
        return set()
    found: set[int] = set()
    low = min(piece.x0 for piece in segments)
    high = max(piece.x1 for piece in segments)
    columns: dict[int, list[Segment]] = defaultdict(list)
    for piece in numbered:
        columns[round(piece.x1 / 4)].append(piece)
    for at in sorted(columns):
        column = sorted(columns[at] + columns.get(at + 1, []), key=lambda piece: piece.base)
        if len(column) < 8 or not (column[0].x0 < low + 30 or column[0].x1 > high - 30):
            continue
        values = [int(piece.text) for piece in column]
        steps = Counter(b - a for a, b in zip(values, values[1:], strict=False))
        step, count = steps.most_common(1)[0]
        if step not in (1, 5, 10) or count < 0.8 * (len(values) - 1):
            continue
        if not _among_text(column, segments):
            found.update(id(piece) for piece in column)
    return found


def _among_text(column: Sequence[Segment], segments: Sequence[Segment]) -> bool:
    """Say whether text stands above or between numbers, as over a table's first column.

    The numbers of lines have a margin to themselves.
    """
    own = {id(piece) for piece in column}
    left, right = min(piece.x0 for piece in column), max(piece.x1 for piece in column)
    high = column[0].base - 2.5 * (column[1].base - column[0].base)
    beside = [piece for piece in segments if id(piece) not in own]
    across = [piece for piece in beside if piece.x0 < right and piece.x1 > left]
    return len(across) > 0.1 * len(beside) or any(
        high <= piece.base <= column[-1].base for piece in across
    )
