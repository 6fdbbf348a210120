"""The rows at the edges of a page, among which its running matter is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Segment, rows

_EDGE_ROWS = 5  # rows at the top and at the bottom that may be running matter
_TOP, _BOTTOM = 0.16, 0.84  # and the parts of the page's height in which they stand


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A row at the top or the bottom of a page."""

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

    rows: tuple[EdgeRow, ...]
    sizes: Mapping[float, int]  # how many segments are set in each


def edges_of(segments: Sequence[Segment], height: float) -> Edges:
    """Return the edges of the page that has these segments; `height` is in the reading frame."""
    return Edges(tuple(_edge_rows(segments, height)), Counter(piece.size for piece in segments))


def _edge_rows(segments: Sequence[Segment], height: float) -> list[EdgeRow]:
    found: list[EdgeRow] = []
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
            found.append(EdgeRow(own, parts, text, row[0].base, rank, top, size, alone))
    return found


def _in_zone(piece: Segment, height: float, top: bool, *, spare: float = 0.0) -> bool:
    if top:
        return piece.base < (_TOP + spare) * height
    return piece.base > (_BOTTOM - spare) * height
