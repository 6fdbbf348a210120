"""Tables made whole.

Rows of one cell, which a reader takes for text, go back into their table; cells that are empty on
the page keep their place, so that no number comes under the head of another column.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout import Block, Line, Word
from ingest.styles import running_style

_TABLE = re.compile(r"(?:table|tab\.|表)\s*[\dIVXA-Z]", re.I)
_SENTENCE = re.compile(r"[.!?;:,。；]\s*$")
_CAPTION = re.compile(r"(?:tab|fig|abb|cuadro|图|表)\w*\.?\s*\d", re.I)
_CELLS, _ROW = 4, 80  # blocks or lines, and characters in a line
_BETWEEN = " | "
_EDGE = 3.0  # points that the edges or middles of two cells of one column may be apart


def join_tables(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with short lines between two halves of a table, or its caption and it, in it.

    Such are the heads of its columns and of groups of rows ("Adults"), and lines close above or
    below it in another size than the text: their cells stand too close to be told. Rows with fewer
    cells than the table has columns get the empty ones where the places of the columns are clear.
    """
    size = running_style(blocks).size
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _after_cells(blocks, at, size)
        if end > at and joined and _opens(joined[-1], blocks[at]) and _is_table(blocks, end):
            rows = [line for block in blocks[at : end + 1] for line in block.lines]
            if joined[-1].kind == "table":
                joined[-1] = replace(joined[-1], lines=(*joined[-1].lines, *rows))
            else:
                joined.append(replace(blocks[end], lines=tuple(rows)))
            at = end + 1
        else:
            joined.append(blocks[at])
            at += 1
    joined = _with_edges(joined, size)
    return [_with_empty_cells(block) if block.kind == "table" else block for block in joined]


def _with_edges(blocks: Sequence[Block], size: float) -> list[Block]:
    """Return `blocks` with lines above or below a table, in another size than the text, in it.

    Not before the first heading, where tables are names side by side.
    """
    first = next((at for at, block in enumerate(blocks) if block.kind == "heading"), len(blocks))
    joined = list(blocks[:first])
    for block in blocks[first:]:
        before = joined[-1] if joined else None
        if before and _is_edge(before, block, size) and block.kind == "table":
            joined[-1] = replace(block, lines=before.lines + block.lines)
        elif before and _is_edge(block, before, size) and before.kind == "table":
            joined[-1] = replace(before, lines=before.lines + block.lines)
        else:
            joined.append(block)
    return joined


def _is_edge(row: Block, table: Block, size: float) -> bool:
    """Say whether `row` may be a row of `table`: close by, and not wider."""
    lines = [line for line in row.lines if line.words]
    inner = [line for line in table.lines if line.words]
    if row.kind != "unknown" or not lines or not inner:
        return False
    height = lines[0].words[0].y1 - lines[0].words[0].y0
    return (
        all(abs(line.size - size) > 0.05 * size for line in lines)
        and _may_be_cells(row, size)
        and (_close(lines[-1], inner[0]) or _close(inner[-1], lines[0]))
        and min(map(_left, inner)) - height < min(map(_left, lines))
        and max(map(_right, lines)) < max(map(_right, inner)) + height
    )


def _close(above: Line, line: Line) -> bool:
    """Say whether less than its height lies between `line` and the one above."""
    height = line.words[0].y1 - line.words[0].y0
    return above.page == line.page and abs(line.words[0].y0 - above.words[-1].y1) < height


def _after_cells(blocks: Sequence[Block], at: int, size: float) -> int:
    """Return where the run of blocks that may be rows of one cell ends."""
    end = at
    while end < min(len(blocks), at + _CELLS) and _may_be_cells(blocks[end], size):
        end += 1
    return end


def _may_be_cells(block: Block, size: float) -> bool:
    """Say so of short lines; of what seems a heading ("Summary") only in smaller print."""
    lines = block.lines
    small = all(0 < line.size < 0.95 * size for line in lines)
    return (
        (block.kind == "unknown" or (block.kind == "heading" and small))
        and len(lines) <= _CELLS
        and not _CAPTION.match(lines[0].text.strip())
        and all(len(line.text) < _ROW and not _SENTENCE.search(line.text) for line in lines)
    )


def _is_table(blocks: Sequence[Block], at: int) -> bool:
    return at < len(blocks) and blocks[at].kind == "table"


def _opens(before: Block, cells: Block) -> bool:
    """Say whether `cells` stand right below `before`, a table or the caption of one."""
    last, first = before.lines[-1], cells.lines[0]
    caption = before.kind == "caption" and bool(_TABLE.match(before.lines[0].text))
    return (before.kind == "table" or caption) and _below(last, first)


def _below(above: Line, line: Line) -> bool:
    if above.page != line.page or not above.words or not line.words:
        return False
    gap = line.words[0].y0 - above.words[-1].y1
    height = line.words[0].y1 - line.words[0].y0
    return -height < gap < 4 * height and _left(above) - 3 * height < _left(line) < _right(above)


def _left(line: Line) -> float:
    return min(word.x0 for word in line.words)


def _right(line: Line) -> float:
    return max(word.x1 for word in line.words)


# Empty cells -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    """The x-span of a column, and, in order, where cells in it start, end and have their middle."""

    left: float
    right: float
    starts: Sequence[float]
    ends: Sequence[float]
    middles: Sequence[float]


def _with_empty_cells(table: Block) -> Block:
    """Return `table` with the empty cells of its rows, as far as it is clear which are empty."""
    rows = [_cells(line) for line in table.lines]
    columns = _columns(rows)
    places = [_places(row, columns) for row in rows]
    short = sum(2 <= len(row) < len(columns) for row in rows)
    # Where most rows have their cells elsewhere, the full ones are no measure: two tables in one.
    if 2 * sum(map(bool, places)) <= short:
        return table
    lines = (
        _spread(line, row, place, len(columns)) if _skips(place) else line
        for line, row, place in zip(table.lines, rows, places, strict=True)
    )
    return replace(table, lines=tuple(lines)).packed()


def _cells(line: Line) -> list[Word]:
    """Return the cells of a row, each as one word; none of a row that does not run rightwards."""
    cells: list[Word] = []
    for word in line.words:
        if cells and line.text[cells[-1].end : word.start] != _BETWEEN:
            cells[-1] = _whole(cells[-1], word)
        else:
            cells.append(word)
    runs = all(a.x1 <= b.x0 for a, b in zip(cells, cells[1:], strict=False))
    return cells if runs else []


def _whole(a: Word, b: Word) -> Word:
    x0, y0, x1, y1 = min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1)
    return Word(a.start, b.end, x0, y0, x1, y1)


def _columns(rows: Sequence[Sequence[Word]]) -> list[_Column]:
    """Return the columns, as the rows that have all cells show them; none if two overlap.

    One full row is enough only at the top, where it is the head of the table.
    """
    many = [row for row in rows if len(row) > 1]
    count = max(map(len, many), default=0)
    full = [row for row in many if len(row) == count]
    if count < 3 or (len(full) < 2 and full[0] is not many[0]):
        return []
    columns = [_column(cells) for cells in zip(*full, strict=True)]
    apart = all(a.right < b.left for a, b in zip(columns, columns[1:], strict=False))
    return columns if apart else []


def _column(cells: Sequence[Word]) -> _Column:
    starts, ends = sorted(cell.x0 for cell in cells), sorted(cell.x1 for cell in cells)
    return _Column(starts[0], ends[-1], starts, ends, sorted(map(_middle, cells)))


def _places(row: Sequence[Word], columns: Sequence[_Column]) -> list[int]:
    """Return the column of each cell of a row with empty cells; nothing where one is not clear.

    A row of one cell may be the head of a group of rows, or the rest of a cell: it stays as it is.
    """
    if not 2 <= len(row) < len(columns):
        return []
    places = []
    for cell in row:
        over = [at for at, col in enumerate(columns) if cell.x0 < col.right and col.left < cell.x1]
        if len(over) != 1 or not _under(cell, columns[over[0]]):
            return []
        places += over
    return places if len(set(places)) == len(places) else []


def _under(cell: Word, column: _Column) -> bool:
    """Say whether the cell shares an edge or its middle with one of the column's."""
    return (
        _near(cell.x0, column.starts)
        or _near(cell.x1, column.ends)
        or _near(_middle(cell), column.middles)
    )


def _near(x: float, places: Sequence[float]) -> bool:
    at = bisect_left(places, x - _EDGE)
    return at < len(places) and places[at] <= x + _EDGE


def _middle(cell: Word) -> float:
    return (cell.x0 + cell.x1) / 2


def _skips(places: Sequence[int]) -> bool:
    """Say whether a cell before the last one is empty; empty ones at the end shift nothing."""
    return bool(places) and places[-1] >= len(places)


def _spread(line: Line, row: Sequence[Word], places: Sequence[int], count: int) -> Line:
    """Return `line` as a row of `count` cells, with its own at `places`."""
    texts = [""] * count
    for cell, place in zip(row, places, strict=True):
        texts[place] = line.text[cell.start : cell.end]
    starts = [cell.start for cell in row]
    shifts = [
        len("".join(text + _BETWEEN for text in texts[:place])) - start
        for start, place in zip(starts, places, strict=True)
    ]

    def moved(start: int, end: int) -> tuple[int, int]:
        shift = shifts[bisect_right(starts, start) - 1]
        return start + shift, end + shift

    words = []
    for word in line.words:
        start, end = moved(word.start, word.end)
        words.append(replace(word, start=start, end=end))
    raised = tuple(moved(*span) for span in line.superscripts)
    return replace(line, text=_BETWEEN.join(texts), words=words, superscripts=raised)
