"""The reader's say in the order of hits: what it reads closely, it may move.

Search looks at words and their neighbours; the reader has read question and passage together. It
is slower by far, so it reads the first hits only, and those that it did not read stay behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from index.hits import Hit
from index.readings import Reading

DEPTH = 30  # hits that are read
SHARE = 0.25  # of a hit's score that the reader gives; the rest is the search's


class Reads(Protocol):
    """Reads passages for a question: `index.reader.Reader`, or a scripted one in tests."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return one reading a passage, in their order."""
        ...


def reread(query: str, hits: Sequence[Hit], reader: Reads, *, depth: int = DEPTH) -> list[Hit]:
    """Return the hits, best first by search and reader together; scores of the first are new."""
    read = hits[:depth]
    again, _ = reordered(read, reader.read(query, [hit.passage.text for hit in read]))
    rest = hits[depth:]
    drop = max(rest[0].score - again[-1].score, 0.0) if rest else 0.0
    return again + [replace(hit, score=hit.score - drop) for hit in rest]


def reordered(hits: Sequence[Hit], readings: Sequence[Reading]) -> tuple[list[Hit], list[Reading]]:
    """Return hits and readings, best first by search and reader together; the scores are new."""
    by_reader = sorted(range(len(hits)), key=lambda at: (-readings[at].bearing, at))
    places = {at: place for place, at in enumerate(by_reader, start=1)}
    scored = [
        replace(
            hit,
            score=(1 - SHARE) * hit.score + SHARE * reading.bearing,
            ranks=replace(hit.ranks, reader=places[at]),
        )
        for at, (hit, reading) in enumerate(zip(hits, readings, strict=True))
    ]
    order = sorted(range(len(hits)), key=lambda at: (-scored[at].score, at))
    return [scored[at] for at in order], [readings[at] for at in order]
