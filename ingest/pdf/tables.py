"""Which rows of a column are those of a table: cells under cells, or cells below a caption."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ingest.pdf.lines import CELL_GAP, GAP, Segment, make_segment
from ingest.pdf.page import Token
from ingest.sections import CAPTIONED

Row = list[Segment]

CAPTION = re.compile(
    rf"^(?:{'|'.join(CAPTIONED)}|chart|plate|box|"
    r"supplementary (?:fig|table)\w*|"
    r"图|表|圖)\s*(?:[A-Z]?\d+|[IVX]+\b)(?:[.:|)\u2014\u2013]|\s|$)",
    re.I,
)
LABEL = re.compile(  # of an entry or item: "[3]", "(iv)", "7.", "2.1", a bullet
    r"^(?:[\[(]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[\].)]+|[\u2022\u25cf\u25aa\u2013\u2014*\u00b7-]|"
    r"\[[^\]]{1,12}\]|\d{1,3}(?:\.\d{1,3})*\.?)$"
)
_TABLE = re.compile(r"tab|表", re.I)


def table_rows(lines: Sequence[Row]) -> list[bool]:
    """Return, row by row, whether it belongs to a table: cells under cells, three rows or more.

    Below the caption of one, rows with cells are enough.
    """
    cells = [_cells(row) for row in lines]
    table = [False] * len(lines)
    for at, row in enumerate(lines):
        if _opens_table(row):
            start, end = _captioned(lines, cells, at + 1)
            table[start:end] = [True] * (end - start)
    at = 0
    while at < len(lines):
        if len(cells[at]) < 2:
            at += 1
            continue
        end, multi, last = at + 1, 1, at
        while end < len(lines):
            step = base(lines[end]) - base(lines[end - 1])
            if step > 3.2 * lines[end][0].size:
                break
            if len(cells[end]) >= 2 and _aligned(cells[last], cells[end]):
                multi, last = multi + 1, end
            elif end - last > 1:
                break
            end += 1
        if multi >= 3:
            for i in range(at, last + 1):
                table[i] = True
            at = last + 1
        else:
            at += 1
    return table


def with_narrow_cells(lines: Sequence[Row]) -> tuple[list[Row], list[bool]]:
    """Return the rows with the cells of narrow tables apart, and which rows are of one.

    Between their cells is hardly more than a space: they are told by words under words, all of
    them, below heads without digits, and by numbers in most.
    """
    found = [*lines]
    narrow = [False] * len(lines)
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and _words_under_words(lines[end - 1], lines[end]):
            end += 1
        rows = [[make_segment([word]) for word in _words(row)] for row in lines[at:end]]
        cells = [piece.text for row in rows[1:] for piece in row]
        numbers = sum(any(map(str.isdigit, cell)) for cell in cells)
        heads = all(piece.text[:1].isalpha() for piece in rows[0])
        if end - at >= 3 and heads and 2 * numbers > len(cells):
            found[at:end] = rows
            narrow[at:end] = [True] * len(rows)
        at = end
    return found, narrow


def _words_under_words(above: Row, row: Row) -> bool:
    """Say whether each of three words or more stands under the one of the row above."""
    upper, lower = _words(above), _words(row)
    step = base(row) - base(above)
    return (
        3 <= len(lower) == len(upper) <= 12
        and 0 < step < 3 * row[0].size
        and all(
            min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2) < 1.5
            for a, b in zip(upper, lower, strict=True)
        )
    )


def _words(row: Row) -> list[Token]:
    return [token for piece in row for token in piece.tokens]


def base(row: Row) -> float:
    """Return where the row's widest piece stands, in points from the top."""
    return max(row, key=lambda piece: piece.x1 - piece.x0).base


def _opens_table(row: Row) -> bool:
    text = " ".join(piece.text for piece in row)
    match = CAPTION.match(text)
    return match is not None and bool(_TABLE.match(text)) and not text[match.end() :][:1].islower()


def _captioned(
    lines: Sequence[Row], cells: Sequence[list[tuple[float, float]]], at: int
) -> tuple[int, int]:
    """Return the rows of the table whose caption's first row is before `at`; none if it has few."""
    start = end = at
    many = 0
    for row in range(at, len(lines)):
        first = start == end
        far = base(lines[row]) - base(lines[row - 1]) > 3.2 * lines[row][0].size
        if far or row - (at if first else end) > 2 or _opens_table(lines[row]):
            break
        if len(cells[row]) >= 2:
            start, end, many = row if first else start, row + 1, many + 1
    return (start, end) if many >= 3 else (at, at)


def _cells(row: Row) -> list[tuple[float, float]]:
    """Return the x-spans of the row's cells; a list mark and its text are one cell.

    Where one gap is as wide as between cells, the others are between cells, too.
    """
    spans: list[tuple[float, float]] = []
    wide = any(b.x0 - a.x1 >= CELL_GAP * b.size for a, b in itertools.pairwise(row))
    least = GAP if wide and not LABEL.match(row[0].text) else CELL_GAP
    for segment in row:
        if spans and segment.x0 - spans[-1][1] < least * segment.size:
            spans[-1] = (spans[-1][0], segment.x1)
        else:
            spans.append((segment.x0, segment.x1))
    if len(spans) == 2 and LABEL.match(row[0].text):
        return [(spans[0][0], spans[1][1])]
    return spans


def _aligned(a: Sequence[tuple[float, float]], b: Sequence[tuple[float, float]]) -> bool:
    """Return whether most cells of the shorter row stand under cells of the other."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    hits = sum(
        any(
            abs(x0 - u0) < 3 or abs(x1 - u1) < 3 or abs((x0 + x1) - (u0 + u1)) < 6
            for u0, u1 in many
        )
        for x0, x1 in few
    )
    return hits >= max(2, 0.6 * len(few))
