r"""Tables in LaTeX: rows of cells, each below the head of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.latex.words import Source, plain

_MOST = 1000  # characters that a cell may come to where it is repeated
_EDGE = re.compile(r"(\\(?:begin|end|tabularnewline)(?![A-Za-z])|\\.|[{}&])", re.DOTALL)
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|cmidrule\S*|cline\{[^}]*\}"
    r"|(?:row|cell)color\s*(?:\[[^\]]*\]\s*)?\{[^}]*\})"
)
_GAP = re.compile(r"\A\*?(?:\[[^\]]*\])?")  # of \\[2pt] and \\*
_ACROSS = re.compile(r"\s*\\multicolumn\s*\{\s*(\d{1,2})\s*\}")
_DOWN = re.compile(r"\\multirow\s*(?:\[[^\]]*\]\s*)?\{\s*(-?\d{1,2})\s*\}")


def rows(inside: str) -> list[str]:
    """Return the rows of a table or of aligned formulas; none ends in braces or an environment."""
    first, *others = _apart(inside, r"\\", r"\tabularnewline")
    return [first, *(_GAP.sub("", row) for row in others)]


def table_rows(inside: str, source: Source) -> list[str]:
    """Return the rows of a table, cells set apart by " | ".

    What a cell says stands in each column and row that it spans; a row of one cell says it once.
    """
    grid: list[list[str]] = []
    spans: list[tuple[int, int, int]] = []  # row, column and how far down or up the cell reaches
    for number, row in enumerate(rows(_RULES.sub("", inside))):
        cells = _apart(row, "&")
        grid.append([])
        for cell in cells:
            text = plain(cell, source)
            columns = [text] * (_across(cell, text) if len(cells) > 1 else 1)
            if (down := _DOWN.search(cell)) and len(text) * abs(int(down[1])) < _MOST:
                start = len(grid[-1])
                spans += [(number, start + at, int(down[1])) for at in range(len(columns))]
            grid[-1] += columns
    for span in spans:
        _reach(grid, *span)
    return [" | ".join(row) for row in grid if re.search(r"\w", " ".join(row))]


def _across(cell: str, text: str) -> int:
    """Return how many columns `cell`, which says `text`, spans."""
    match = _ACROSS.match(cell)
    across = int(match[1]) if match else 1
    return across if 0 < across * len(text) < _MOST else 1


def _reach(grid: Sequence[list[str]], row: int, column: int, down: int) -> None:
    """Write a cell into the empty ones that it spans below it, or above it where `down` is < 0."""
    others = range(row + 1, row + down) if down > 0 else range(row + down + 1, row)
    for other in others:
        if 0 <= other < len(grid) and column < len(grid[other]) and not grid[other][column]:
            grid[other][column] = grid[row][column]


def _apart(text: str, *marks: str) -> list[str]:
    """Return `text` cut at `marks`, those in braces or in an environment left out."""
    parts: list[list[str]] = [[]]
    depth = 0
    for piece in _EDGE.split(text):
        if piece in marks and depth == 0:
            parts.append([])
        else:
            parts[-1].append(piece)
        depth += (piece in ("{", r"\begin")) - (piece in ("}", r"\end"))
    return ["".join(part) for part in parts]
