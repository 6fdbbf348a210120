"""Tables of Word, whose cells may span columns and rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.html.tables import COLUMNS, Cell, Row, in_columns
from ingest.readers.markup import Node

WRAPPERS = ("sdt", "sdtcontent", "ins", "smarttag", "customxml")
_Placed = tuple[int, Node]  # a cell and the column in which it begins


def table_rows(node: Node, text_of: Callable[[Node], str]) -> list[str]:
    """Return the rows of a table; none where no row has two cells: it only sets text apart."""
    rows = [list(_placed(row)) for row in node.find_all("tr")]
    if max(map(len, rows), default=0) < 2:
        return []
    below = [{column for column, cell in row if _goes_on(cell)} for row in rows]
    own = [[each for each in row if not _goes_on(each[1])] for row in rows]
    return in_columns(
        [
            Row(0, tuple(_cell(cell, text_of, _down(below, at, column)) for column, cell in row))
            for at, row in enumerate(own)
        ]
    )


def _placed(row: Node) -> Iterator[_Placed]:
    column = 0
    for cell in _cells(row):
        yield column, cell
        column += _across(cell)


def _cells(row: Node) -> Iterator[Node]:
    """Yield the cells of a row, those in content controls too."""
    for child in row.elements():
        if child.tag == "tc":
            yield child
        elif child.tag in WRAPPERS:
            yield from _cells(child)


def _cell(node: Node, text_of: Callable[[Node], str], down: int) -> Cell:
    return Cell(text_of(node), _across(node), down)


def _down(below: Sequence[set[int]], at: int, column: int) -> int:
    """Return how many rows a cell spans: it goes on where the next rows say so of its column."""
    end = at + 1
    while end < len(below) and column in below[end]:
        end += 1
    return end - at


def _across(cell: Node) -> int:
    span = _property(cell, "gridspan")
    value = span.get("val") if span is not None else ""
    return max(1, min(int(value), COLUMNS)) if re.fullmatch(r"[0-9]{1,5}", value) else 1


def _goes_on(cell: Node) -> bool:
    """Say whether a cell is the rest of the one above it."""
    merged = _property(cell, "vmerge")
    return merged is not None and merged.get("val") in ("", "continue")


def _property(cell: Node, tag: str) -> Node | None:
    properties = next((child for child in cell.elements() if child.tag == "tcpr"), None)
    return properties.find(tag) if properties is not None else None
