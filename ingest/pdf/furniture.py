"""Running heads, page numbers and the like: what is printed on the page but is not the paper.

Told by repetition and position. A row at the edge of the page goes if the same text (but for the
page's number) stands at the same height of other pages, or if it holds the page's number, known
because it grows by one a page. A caption, and what is like other rows but for numbers that do not
grow so, are text, and so is what stands further in. Licence lines stand once, on the first page,
and are told by their words.

To see what repeats, all pages must be known, but of each only its edges: `Edges` is what is kept.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.pdf.edges import EdgeRow, Edges
from ingest.pdf.folios import counts_with_page, is_number, number_offset, value_of
from ingest.pdf.licences import LICENCE
from ingest.pdf.tables import CAPTION

_LARGER = 1.15  # times the size of the text; page numbers are not set so beside words


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

    `rows` are by page. What is set larger than the text is a heading, and its number counts
    headings; but it counts pages where it goes on over those that lack it, as on left pages alone.
    """
    larger = any(row.size > _LARGER * body for row in rows.values())
    skips = sum(after - before > 1 for before, after in itertools.pairwise(sorted(rows)))
    if counts_with_page(rows) and (not larger or skips > 1):
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
