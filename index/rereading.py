"""The reader's say in the order of hits: what it reads closely, it may move.

Search looks at words and their neighbours; the reader has read question and passage together. It
is slower by far, so it reads the first hits only, and those that it did not read stay behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from index.hits import Hit
from index.reader import Reading

DEPTH = 30  # hits that are read
SHARE = 0.5  # of a hit's score; the rest is the search's


class Reads(Protocol):
    """Reads passages for a question: `index.reader.Reader`, or a scripted one in tests."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return one reading a passage, in their order."""
        ...


def reread(
    query: str,
    hits: Sequence[Hit],
    reader: Reads,
    *,
    depth: int = DEPTH,
    share: float = SHARE,
) -> list[Hit]:
    """Return the hits, best first by search and reader together; scores of the first are new."""
    read = hits[:depth]
    if not read:
        return list(hits)
    readings = reader.read(query, [hit.passage.text for hit in read])
    by_reader = sorted(range(len(read)), key=lambda at: (-readings[at].relevance, at))
    places = {at: place for place, at in enumerate(by_reader, start=1)}
    scored = [
        replace(
            hit,
            score=(1 - share) * hit.score + share * readings[at].relevance,
            ranks=replace(hit.ranks, reader=places[at]),
        )
        for at, hit in enumerate(read)
    ]
    order = sorted(range(len(scored)), key=lambda at: (-scored[at].score, at))
    lowest = min(hit.score for hit in scored)
    rest = hits[len(read) :]
    drop = max(rest[0].score - lowest, 0.0) if rest else 0.0
    return [scored[at] for at in order] + [replace(hit, score=hit.score - drop) for hit in rest]
