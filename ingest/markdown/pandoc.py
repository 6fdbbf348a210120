"""What Pandoc adds to Markdown: divisions, captions, and tables drawn with dashes or as a grid.

The parser of CommonMark takes their lines for text, the last row of a table for a heading. So the
fences go, and a table is written anew with a bar between cells, as GitHub and Pandoc know it too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from ingest.layout import Block, Line
from ingest.sections import text_of

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_DIVISION = re.compile(r"[ \t]*:{3,}[ \t]*(?:\{[^}]*\}|[\w-]+)?[ \t]*:*[ \t]*")
_BORDER = re.compile(r"[ \t]*\+(?:[-=:]+\+)+[ \t]*")
_RULE = re.compile(r" *-{5,} *")  # above and below a table whose rows may have several lines
_COLUMNS = re.compile(r" *-{2,}(?: +-{2,})+ *")
_CAPTION = re.compile(r"(?::|(?=[Tt]able:))\s*(?P<words>\S.*?)\s*(?:\{#[^{}]*\})?", re.DOTALL)
_Table = tuple[list[list[str]], int]  # its rows, and where it ends


def commonmark(text: str) -> str:
    """Return `text` without the fences of divisions, its tables written with bars."""
    lines = text.split("\n")
    written: list[str] = []
    fence, at = "", 0
    while at < len(lines):
        line = lines[at]
        marks = _FENCE.match(line)
        if marks and (not fence or marks.group(1).startswith(fence)):
            fence = "" if fence else marks.group(1)
        table = None if fence or marks else _table_at(lines, at)
        if table is not None:
            rows, at = table
            written += ["", *_barred(rows), ""]
        else:
            written.append("" if not fence and _DIVISION.fullmatch(line) else line)
            at += 1
    return "\n".join(written)


def with_captions(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks`, as captions the lines ": Roofs. {#tbl:roofs}" next to a table."""
    found = list(blocks)
    for at, block in enumerate(blocks):
        beside = any(each.kind == "table" for each in blocks[max(0, at - 1) : at + 2])
        caption = _CAPTION.fullmatch(text_of(block)) if beside and block.kind == "unknown" else None
        if caption is not None:
            found[at] = Block("caption", (Line(caption["words"]),))
    return found


def _table_at(lines: Sequence[str], at: int) -> _Table | None:
    """Return the table that begins at this line, None where none does."""
    if at and lines[at - 1].strip() and not _DIVISION.fullmatch(lines[at - 1]):
        return None
    if _BORDER.fullmatch(lines[at]):
        return _grid(lines, at)
    if _RULE.fullmatch(lines[at]):
        return _ruled(lines, at)
    if _COLUMNS.fullmatch(lines[at]):
        return _unheaded(lines, at)
    if at + 1 < len(lines) and lines[at].strip() and _COLUMNS.fullmatch(lines[at + 1]):
        return _simple(lines, at)
    return None


def _end(lines: Sequence[str], at: int, ends: Callable[[str], object]) -> int:
    """Return the first line from `at` on that `ends` accepts, else how many there are."""
    return next((line for line in range(at, len(lines)) if ends(lines[line])), len(lines))


def _grid(lines: Sequence[str], at: int) -> _Table | None:
    end = _end(lines, at, lambda line: not line.lstrip().startswith(("+", "|")))
    edges = [place for place, sign in enumerate(lines[at]) if sign == "+"]
    parts = itertools.groupby(lines[at:end], lambda line: bool(_BORDER.fullmatch(line)))
    rows = [_joined([_cut(line, edges) for line in part]) for border, part in parts if not border]
    return (rows, end) if rows else None


def _cut(line: str, edges: Sequence[int]) -> list[str]:
    """Return the cells of a line of a grid, by their edges where a bar stands within a cell."""
    cells = line.strip().strip("|").split("|")
    if len(cells) == len(edges) - 1:
        return cells
    return [line[a + 1 : b] for a, b in itertools.pairwise(edges)]


def _ruled(lines: Sequence[str], at: int) -> _Table | None:
    """Return a table between two rules; blank lines set its rows apart."""
    below = _end(lines, at + 1, lambda line: not line.strip() or _COLUMNS.fullmatch(line))
    if below == len(lines) or below == at + 1 or not lines[below].strip():
        return None
    end = _end(lines, below, _RULE.fullmatch)
    if end == len(lines):
        return None
    starts = _starts(lines[below])
    rows = [_joined([_sliced(line, starts) for line in lines[at + 1 : below]])]
    return [*rows, *_rows(lines[below + 1 : end], starts)], end + 1


def _unheaded(lines: Sequence[str], at: int) -> _Table | None:
    """Return a table without a head, between two lines that show its columns."""
    end = _end(lines, at + 1, lambda line: _COLUMNS.fullmatch(line) or _RULE.fullmatch(line))
    body = lines[at + 1 : end]
    if end == len(lines) or not any(line.strip() for line in body):
        return None
    starts = _starts(lines[at])
    parted = any(not line.strip() for line in body)
    rows = _rows(body, starts) if parted else [_sliced(line, starts) for line in body]
    return rows, end + 1


def _simple(lines: Sequence[str], at: int) -> _Table | None:
    """Return a table whose head stands above a line of dashes, and each row on one line."""
    end = _end(lines, at + 2, lambda line: not line.strip() or _COLUMNS.fullmatch(line))
    starts = _starts(lines[at + 1])
    rows = [_sliced(line, starts) for line in (lines[at], *lines[at + 2 : end])]
    closed = end < len(lines) and _COLUMNS.fullmatch(lines[end]) is not None
    return (rows, end + closed) if len(rows) > 1 else None


def _starts(dashes: str) -> list[int]:
    """Return where columns begin: a cell reaches to the dashes of the next one."""
    _, *others = (match.start() for match in re.finditer("-+", dashes))
    return [0, *others]


def _sliced(line: str, starts: Sequence[int]) -> list[str]:
    return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _rows(lines: Sequence[str], starts: Sequence[int]) -> list[list[str]]:
    """Return the rows of lines that blank lines set apart."""
    parts = itertools.groupby(lines, lambda line: bool(line.strip()))
    return [_joined([_sliced(line, starts) for line in part]) for filled, part in parts if filled]


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """Return the cells of a row whose text goes on over several lines."""
    return [" ".join(" ".join(cell).split()) for cell in zip(*lines, strict=True)]


def _barred(rows: Sequence[Sequence[str]]) -> list[str]:
    width = max(map(len, rows))
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * width, *lines[1:]]
