"""Running heads, page numbers and the like: what is printed on the page but is not the paper.

Told by repetition and position. A row at the edge of the page goes if the same text (digits
aside) stands at the same height of other pages, or if it holds the page's number, known because
it grows by one a page. Numbers down a margin go if they count the lines. Licence lines stand
once, on the first page, and are told by their words.

To see what repeats, all pages must be known, but of each only its edges: `Edges` is what is kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.layout import Block, Line
from ingest.readers.pdf_lines import Segment, rows
from ingest.readers.pdf_tables import CAPTION

_EDGE_ROWS = 5  # rows at the top and at the bottom that may be running matter
_TOP, _BOTTOM = 0.16, 0.84  # and the parts of the page's height in which they stand
_ROMAN = re.compile(r"^[ivxl]{1,6}$")
_NUMBER = re.compile(
    r"^\W*(?:page|p\.|第)?\s*(\d{1,5}|[ivxl]{1,6})\s*(?:(?:of|/|de|von|sur)\s*\d{1,5}|页)?\W*$",
    re.I,
)
_OF_ALL = re.compile(r"(?:page\s*)?\d{1,4}\s*(?:/|of)\s*\d{1,4}", re.I)
LICENCE = re.compile(
    r"^\W*(?:(?:c\s*)?©|\(c\)\s|copyright\b|c\s?(?:19|20)\d\d\s|"
    r"permission to (?:make|copy|reproduce)|permission is granted|all rights reserved|"
    r"this (?:work|article)\b.{0,60}licen[cs]|this is an open[- ]access|licen[cs]ed under|"
    r"download(?:ed from| date)\b|arxiv:\d{4}\.\d|arxiv:[a-z-]+/\d{7}|"
    r"preprint submitted to|\d{3}-?\d-?\d{4,5}-.{1,30}(?:©|\$)|to copy otherwise|"
    r"issn\b|isbn\b)",
    re.I,
)
_NOTICE = re.compile(
    r"©|\bc\s?(?:19|20)\d\d\s+[A-Z]|copyright (?:19|20)|\(c\) (?:19|20)|"
    r"^proceedings of (?:the )?\d",
    re.I,
)


_TERMS = re.compile(r"creative ?commons|all rights reserved|written permission of", re.I)


@dataclass(frozen=True, slots=True)
class _Row:
    places: tuple[int, ...]  # of its parts among the page's segments
    parts: tuple[str, ...]
    text: str
    y: float
    rank: int  # 0 for the outermost row of its edge
    top: bool
    size: float
    alone: bool  # stands clear of the row next to it, away from the edge


@dataclass(frozen=True, slots=True)
class Edges:
    """What of a page can tell its running matter: the rows at its edges, and its sizes of type."""

    rows: tuple[_Row, ...]
    sizes: Mapping[float, int]  # how many segments are set in each


def edges_of(segments: Sequence[Segment], height: float) -> Edges:
    """Return the edges of the page that has these segments; `height` is in the reading frame."""
    return Edges(tuple(_edge_rows(segments, height)), Counter(piece.size for piece in segments))


def furniture(pages: Sequence[Edges]) -> list[dict[int, str]]:
    """Return, page by page, the segments that are running matter: their places and texts.

    Where nothing else stands on any page, they are the text.
    """
    edges = [page.rows for page in pages]
    offset = _number_offset(edges)
    repeated = _repeated(edges)
    slots = _slots(edges, repeated)
    small = _small_heads(edges, _middle_size(pages))
    found_on: list[dict[int, str]] = []
    exact = Counter(row.text for page in edges for row in page)
    for index in range(len(pages)):
        gone: dict[int, str] = {}
        for top in (True, False):
            found = [
                row
                for row in edges[index]
                if row.top == top
                and (
                    _key(row) in repeated
                    or (_slot(row) in slots and row.rank == 0 and row.alone)
                    or (index > 0 and _slot(row) in small and row.rank == 0 and row.alone)
                    or _is_number(row, index, offset, only_page=len(pages) == 1)
                    or (row.rank <= 3 and row.alone and LICENCE.match(row.text))
                )
            ]
            sure = [exact[row.text] > 3 or _value(row.text) is not None for row in found]
            for row in _clear(found, sure):
                gone.update(zip(row.places, row.parts, strict=True))
        found_on.append(gone)
    total = sum(sum(page.sizes.values()) for page in pages)
    return found_on if sum(map(len, found_on)) < total else [{} for _ in pages]


def without_line_numbers(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments of a page without those that count its lines, if it has lines."""
    numbers = _line_numbers(segments)
    return [piece for piece in segments if id(piece) not in numbers] or [*segments]


def _clear(found: list[_Row], sure: Sequence[bool]) -> list[_Row]:
    """Return the rows without those that are rather text, the innermost of the page's edge.

    Lines of text that happen to repeat, digits aside, stand close to the lines after them.
    """
    last = len(found)
    while last and found[last - 1].rank > 0 and not (found[last - 1].alone or sure[last - 1]):
        last -= 1
    return found[:last]


def _edge_rows(segments: Sequence[Segment], height: float) -> list[_Row]:
    found: list[_Row] = []
    places = {id(piece): place for place, piece in enumerate(segments)}
    for top in (True, False):
        side = [piece for piece in segments if _in_zone(piece, height, top, spare=0.06)]
        ordered = rows(side)
        if not top:
            ordered.reverse()
        for rank, row in enumerate(ordered[:_EDGE_ROWS]):
            if not _in_zone(row[0], height, top):
                break
            inner = ordered[rank + 1] if rank + 1 < len(ordered) else None
            size = max(piece.size for piece in row)
            alone = inner is None or abs(inner[0].base - row[0].base) > 1.6 * size
            own = tuple(places[id(piece)] for piece in row)
            parts = tuple(piece.text for piece in row)
            text = " ".join(parts)
            found.append(_Row(own, parts, text, row[0].base, rank, top, size, alone))
    return found


def _in_zone(piece: Segment, height: float, top: bool, *, spare: float = 0.0) -> bool:
    if top:
        return piece.base < (_TOP + spare) * height
    return piece.base > (_BOTTOM - spare) * height


def _key(row: _Row) -> tuple[bool, str, int]:
    """Return what running heads of one kind share: edge, text without digits, height."""
    return row.top, furniture_key(row.text), round(row.y / 12)


def is_licence(block: Block, *, height: float, body_size: float) -> bool:
    """Return whether a block of the first pages is a notice of rights, for the page's foot."""
    first = block.lines[0]
    if block.kind not in ("unknown", "footnote") or not first.words or first.page > 2:
        return False
    low = first.words[0].y0 > 0.82 * height
    if LICENCE.match(first.text) and (low or first.size < 0.96 * body_size):
        return True
    return low and len(block.lines) <= 4 and any(_NOTICE.search(line.text) for line in block.lines)


def without_terms(block: Block, *, height: float, body_size: float) -> Block | None:
    """Return a block of small print at the edge of a first page without the terms of its licence.

    Journals print them beside their name, year and DOI, which stay. None where nothing does.
    """
    first = block.lines[0]
    if block.kind not in ("unknown", "footnote") or not first.words or first.page > 2:
        return block
    inside = 0.12 * height < first.words[0].y0 < 0.82 * height
    if inside or first.size > 0.8 * body_size or not any(map(_states_terms, block.lines)):
        return block
    kept: list[Line] = []
    dropping = False
    for line in block.lines:
        dropping = _states_terms(line) or (dropping and not line.text.startswith(("doi", "http")))
        if not dropping:
            kept.append(line)
        dropping = dropping and not line.text.rstrip().endswith(".")
    return replace(block, lines=tuple(kept)) if kept else None


def _states_terms(line: Line) -> bool:
    return bool(_TERMS.search(line.text))


def furniture_key(text: str) -> str:
    """Return the text without digits and marks, by which running matter is recognised."""
    return re.sub(r"[\d\W]+", "#", text.lower())


def _repeated(edges: Sequence[Sequence[_Row]]) -> set[tuple[bool, str, int]]:
    """Return the keys of rows that stand on several pages, digits and a small shift aside.

    Twice is enough for a row that stands clear of the text at the very edge: left and right
    pages take turns, and papers are short.
    """
    pages: dict[tuple[bool, str, int], dict[int, bool]] = defaultdict(dict)
    for index, page in enumerate(edges):
        for row in page:
            pages[_key(row)][index] = row.alone and row.rank <= 1
    found: set[tuple[bool, str, int]] = set()
    for top, text, y in pages:
        if len(text.strip("#")) < 2:
            continue
        near: dict[int, bool] = {}
        for shift in (-1, 1, 0):
            near.update(pages.get((top, text, y + shift), {}))
        if len(near) >= (2 if len(edges) <= 4 or all(near.values()) else 3):
            found.add((top, text, y))
    return found


def _slots(
    edges: Sequence[Sequence[_Row]], repeated: set[tuple[bool, str, int]]
) -> set[tuple[bool, int, int]]:
    """Return the places (edge, height, type size) where running heads and feet stand."""
    return {_slot(row) for page in edges for row in page if row.rank <= 1 and _key(row) in repeated}


def _middle_size(pages: Sequence[Edges]) -> float:
    """Return the size of type that half of the segments do not exceed, 0 without segments."""
    counted: Counter[float] = Counter()
    for page in pages:
        counted.update(page.sizes)
    left = counted.total() // 2
    for size in sorted(counted):
        left -= counted[size]
        if left < 0:
            return size
    return 0.0


def _small_heads(edges: Sequence[Sequence[_Row]], body: float) -> set[tuple[bool, int, int]]:
    """Return the places above the text where later pages have a short line of small print.

    In a short paper the heads of left and right pages stand once each, and repeat nothing.
    """
    counted = Counter(
        _slot(row)
        for page in edges[1:]
        for row in page
        if row.top
        and row.rank == 0
        and row.alone
        and row.size < 0.96 * body
        and len(row.text) < 80
        and not CAPTION.match(row.text)
    )
    return {slot for slot, count in counted.items() if count >= 2}


def _slot(row: _Row) -> tuple[bool, int, int]:
    return row.top, round(row.y), round(2 * row.size)


def _numbers(row: _Row) -> list[int]:
    """Return the numbers that may be the page's: the whole row, its first or last part."""
    ends = [row.text, row.parts[0], row.parts[-1]]
    words = row.text.split()
    if row.rank == 0 and len(words) > 1:
        ends += [words[0], words[-1]]
    return [number for text in dict.fromkeys(ends) if (number := _value(text)) is not None]


def _value(text: str) -> int | None:
    match = _NUMBER.match(text)
    if not match:
        return None
    digits = match.group(1).lower()
    return int(digits) if digits.isdigit() else _roman(digits)


def _roman(digits: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    total = 0
    for letter, after in zip(digits, digits[1:] + " ", strict=True):
        value = values[letter]
        total += -value if values.get(after, 0) > value else value
    return total


def _number_offset(edges: Sequence[Sequence[_Row]]) -> int | None:
    """Return page number minus page index, where most pages agree on it."""
    votes: Counter[int] = Counter()
    for index, page in enumerate(edges):
        rows_near = [row for row in page if row.rank <= 2]
        votes.update({number - index for row in rows_near for number in _numbers(row)})
    if not votes:
        return None
    offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
    return offset if count >= 2 and count >= 0.4 * len(edges) else None


def _is_number(row: _Row, index: int, offset: int | None, *, only_page: bool) -> bool:
    """Return whether the row is the page's number, alone or with a running head beside it."""
    whole = _value(row.text)
    if offset is None:
        counted = any(_OF_ALL.fullmatch(part) for part in (row.parts[0], row.parts[-1]))
        sure = whole is not None or (counted and row.alone)
        return sure and row.rank == 0 and (row.alone or only_page)
    if whole is not None and (whole == index + offset or (row.alone and row.rank == 0)):
        return True
    if index + offset not in _numbers(row) or not row.alone:
        return False
    return row.rank == 0 or len(row.parts) > 1


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
