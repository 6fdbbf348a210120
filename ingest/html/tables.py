"""Tables of HTML, JATS and Word: rows of cells, each below the head of its column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.markup import Node, inline

_LONGEST = 500  # characters in a cell; more stand only in tables that lay out a page
COLUMNS, _ROWS = 100, 65_534  # that a cell may span; browsers stop at the same rows
_GROWTH = 20  # times that the text of a table may grow when its cells are spread out
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and how many columns and rows it spans."""

    text: str = ""
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that a row has itself, and the part of the table that it belongs to."""

    part: int
    cells: tuple[Cell, ...]

    def has_text(self) -> bool:
        """Say whether anything stands in the cells of the row itself."""
        return any(cell.text for cell in self.cells)


def table_rows(node: Node) -> list[str]:
    """Return the rows of a table of data, cells set apart by " | "; none for a table of layout."""
    rows = _rows(node)
    longest = max((len(cell.text) for row in rows for cell in row.cells), default=0)
    widest = max((len(row.cells) for row in rows if row.has_text()), default=0)
    nested = node.find("table") is not None
    if nested or longest > _LONGEST or widest < 2:
        return []
    return in_columns(rows)


def in_columns(rows: Sequence[Row]) -> list[str]:
    """Return the rows of a table that have text, cells set apart by " | ".

    What a cell says stands in each column and row that it spans, so that each figure keeps its
    place below its head; a cell that is a row by itself is said once.
    """
    grid = _grid(rows) if _may_be_spread(rows) else [_texts(row.cells) for row in rows]
    return [_BETWEEN.join(line) for line, row in zip(grid, rows, strict=True) if row.has_text()]


def _rows(node: Node) -> list[Row]:
    parts = {
        id(row): id(part)
        for part in node.find_all("thead", "tbody", "tfoot")
        for row in part.find_all("tr")
    }
    return [
        Row(parts.get(id(row), 0), tuple(_cell(each) for each in row.elements() if _is_cell(each)))
        for row in node.find_all("tr")
    ]


def _is_cell(node: Node) -> bool:
    return node.tag in ("td", "th")


def _cell(node: Node) -> Cell:
    """Return a cell; a span of 0 rows means all that follow in its part of the table."""
    across = min(_number(node.get("colspan")) or 1, COLUMNS)
    return Cell(inline(node).text, across, min(_number(node.get("rowspan")) or _ROWS, _ROWS))


def _number(text: str) -> int:
    match = re.match(r"\s*([0-9]{1,5})", text)
    return int(match.group(1)) if match else 1


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _may_be_spread(rows: Sequence[Row]) -> bool:
    """Say so unless the spans are out of all proportion to what the table says."""
    plain = spread = 0
    for row in rows:
        for cell in row.cells:
            size = len(cell.text) + len(_BETWEEN)
            across = cell.across if len(row.cells) > 1 else 1
            plain += size
            spread += size * across * min(cell.down, len(rows))
    return spread <= _GROWTH * plain


def _grid(rows: Sequence[Row]) -> list[list[str]]:
    """Return what stands in each column of each row; no cell reaches out of its part."""
    grid: list[list[str]] = []
    above: Mapping[int, Cell] = {}
    for number, row in enumerate(rows):
        if number and rows[number - 1].part != row.part:
            above = {}
        if len(row.cells) == 1 and not above:
            grid.append(_texts(row.cells))
        else:
            line, above = _spread(row.cells, above)
            grid.append(line)
    return grid


def _spread(
    cells: Sequence[Cell], above: Mapping[int, Cell]
) -> tuple[list[str], Mapping[int, Cell]]:
    """Return a row with what reaches into it from `above`, and what reaches into the next row."""
    line: list[str] = []
    below: dict[int, Cell] = {}
    own = list(reversed(cells))
    last = max(above, default=-1)
    while own or len(line) <= last:
        cell = above.get(len(line)) or (own.pop() if own else Cell())
        for _ in range(cell.across):
            if cell.down > 1:
                below[len(line)] = Cell(cell.text, down=cell.down - 1)
            line.append(cell.text)
    return line, below
