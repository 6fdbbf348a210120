"""Running heads, page numbers and the like: what is printed on the page but is not the paper.

Told by repetition and position. A row at the edge of the page goes if the same text (but for the
page's number) stands at the same height of other pages, or if it holds the page's number, known
because it grows by one a page. A caption, and what is like other rows but for numbers that do not
grow so, are text, and so is what stands further in. Numbers down a margin go if they count the
lines. Licence lines stand once, on the first page, and are told by their words.

To see what repeats, all pages must be known, but of each only its edges: `Edges` is what is kept.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.layout import Block, Line
from ingest.readers.pdf_edges import EdgeRow, Edges
from ingest.readers.pdf_folios import counts_with_page, is_number, number_offset, value_of
from ingest.readers.pdf_lines import Segment
from ingest.readers.pdf_tables import CAPTION

_LARGER = 1.15  # times the size of the text; page numbers are not set so beside words
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


def furniture(pages: Sequence[Edges]) -> list[dict[int, str]]:
    """Return, page by page, the segments that are running matter: their places and texts.

    Where nothing else stands on any page, they are the text.
    """
    edges = [page.rows for page in pages]
    offset = number_offset(edges)
    body = _middle_size(pages)
    repeated, varied = _repeated(edges, body)
    slots = _slots(edges, repeated)
    small = _small_heads(edges, body)
    found_on: list[dict[int, str]] = []
    exact = Counter(row.text for page in edges for row in page)
    for index in range(len(pages)):
        gone: dict[int, str] = {}
        for top in (True, False):
            edge = [*_outside_text(edges[index], varied, top=top)]
            found = [
                row
                for row in edge
                if (
                    id(row) in repeated
                    or (_slot(row) in slots and row.rank == 0 and row.alone)
                    or (index > 0 and _slot(row) in small and row.rank == 0 and row.alone)
                    or is_number(row, index, offset, only_page=len(pages) == 1)
                    or (row.rank <= 3 and row.alone and LICENCE.match(row.text))
                )
            ]
            sure = [
                max(exact[row.text], repeated.get(id(row), 0)) > 3 or value_of(row.text) is not None
                for row in found
            ]
            for row in _clear(edge, found, sure):
                gone.update(zip(row.places, row.parts, strict=True))
        found_on.append(gone)
    total = sum(sum(page.sizes.values()) for page in pages)
    return found_on if sum(map(len, found_on)) < total else [{} for _ in pages]


def without_line_numbers(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments of a page without those that count its lines, if it has lines."""
    numbers = _line_numbers(segments)
    return [piece for piece in segments if id(piece) not in numbers] or [*segments]


def _clear(edge: Sequence[EdgeRow], found: list[EdgeRow], sure: Sequence[bool]) -> list[EdgeRow]:
    """Return the rows found on an edge without those that are rather text.

    Lines of text that happen to repeat stand close to the lines after them, or before them.
    """
    tight = {row.rank for row in edge if not row.alone}
    places = {row.rank: place for place, row in enumerate(found)}
    kept: dict[int, EdgeRow] = {}
    for rank, place in reversed(places.items()):
        clear = rank not in tight and (rank - 1 not in tight or rank - 1 in places)
        if clear or sure[place] or rank + 1 in kept:
            kept[rank] = found[place]
    return [*kept.values()]


def _key(row: EdgeRow) -> tuple[bool, str, int]:
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


def _repeated(
    edges: Sequence[Sequence[EdgeRow]], body: float
) -> tuple[Mapping[int, int], frozenset[int]]:
    """Return the rows that stand on several pages, a small shift aside, and those nearly so.

    Both by id, the first with the number of pages. Nearly so are rows like those of other pages but
    for their numbers, which do not count with the page: they are text. Twice is enough for a row
    that stands clear of the text at the very edge: left and right pages take turns, and papers are
    short.
    """
    pages: dict[tuple[bool, str, int], dict[int, EdgeRow]] = defaultdict(dict)
    for index, page in enumerate(edges):
        for row in page:
            pages[_key(row)][index] = row
    found: dict[int, int] = {}
    alike: set[int] = set()
    for top, text, y in pages:
        if len(text.strip("#")) < 2:
            continue
        near: dict[int, EdgeRow] = {}
        for shift in (-1, 1, 0):
            near.update(pages.get((top, text, y + shift), {}))
        kinds = _of_one_kind(near, body)
        chance = not _take_turns(kinds)
        for rows in kinds:
            own = {id(row) for index, row in rows.items() if row is pages[top, text, y].get(index)}
            if chance and len(rows) < 0.75 * len(near):
                alike |= own
            elif len(rows) >= (2 if len(edges) <= 4 or _at_very_edge(rows) else 3):
                found.update(dict.fromkeys(own, len(rows)))
            elif len(kinds) > 1:
                alike |= own
    return found, frozenset(alike)


def _at_very_edge(rows: Mapping[int, EdgeRow]) -> bool:
    return all(row.alone and row.rank <= 1 for row in rows.values())


def _of_one_kind(rows: Mapping[int, EdgeRow], body: float) -> list[dict[int, EdgeRow]]:
    """Return rows that share all but their digits, parted where these say different things.

    `rows` are by page. What is set larger than the text is a heading, and counts by itself.
    """
    larger = any(row.size > _LARGER * body for row in rows.values())
    if not larger and counts_with_page(rows):
        return [{**rows}]
    kinds: dict[tuple[str, ...], dict[int, EdgeRow]] = defaultdict(dict)
    for index, row in rows.items():
        kinds[tuple(re.findall(r"\d+", row.text))][index] = row
    return [*kinds.values()]


def _take_turns(kinds: Sequence[Mapping[int, EdgeRow]]) -> bool:
    """Say whether rows that differ in their digits do so chapter by chapter, two pages or more.

    Numbers that come back by chance, as those of forms, do not.
    """
    order = [kind for _, kind in sorted((index, at) for at, k in enumerate(kinds) for index in k)]
    turns = sum(a != b for a, b in itertools.pairwise(order))
    return turns < len(kinds) <= max(1, len(order) / 2)


def _outside_text(
    page: Sequence[EdgeRow], varied: frozenset[int], *, top: bool
) -> Iterator[EdgeRow]:
    """Yield the rows of an edge as far in as the first that is surely text."""
    for row in page:
        if row.top != top:
            continue
        if id(row) in varied or CAPTION.match(row.text):
            return
        yield row


def _slots(
    edges: Sequence[Sequence[EdgeRow]], repeated: Mapping[int, int]
) -> set[tuple[bool, int, int]]:
    """Return the places (edge, height, type size) where running heads and feet stand."""
    return {_slot(row) for page in edges for row in page if row.rank <= 1 and id(row) in repeated}


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


def _small_heads(edges: Sequence[Sequence[EdgeRow]], body: float) -> set[tuple[bool, int, int]]:
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


def _slot(row: EdgeRow) -> tuple[bool, int, int]:
    return row.top, round(row.y), round(2 * row.size)


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
