"""A library in PostgreSQL beside the same library in a folder: how fast, and how well, they search.

Both hold the same passages (see `eval.speed.synthetic`) and are asked the same questions, by one
thread and by several at once, each with a connection of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import quantile_estimate
from eval.speed.synthetic import exact_best
from index.encoder import Vectors
from index.hits import Hit, Signals
from index.library import Library
from index.store import Model, Reading, Scope

TOP = 10
BATCH = 20_000
LEAST = 6  # questions a thread
Search = Callable[[str], list[Hit]]


@dataclass(frozen=True, slots=True)
class Searches:
    """Searches by `people` at once: seconds at the median and the 95th percentile, and a second."""

    people: int
    p50: float
    p95: float
    rate: float


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the libraries does. `recall` is of the ten nearest, against comparing with all.

    `best` are the ids of the best ten passages of each question; `bytes` is all it takes on disk.
    """

    name: str
    passages: int
    searches: tuple[Searches, ...]
    recall: float
    best: tuple[tuple[str, ...], ...]
    bytes: int


def measure_side(
    name: str,
    library: Library,
    questions: Sequence[str],
    people: Sequence[int],
    *,
    signals: Signals,
) -> Side:
    """Return what is measured on one library; its encoder is loaded, and its caches are warm."""

    def search(question: str) -> list[Hit]:
        return library.search(question, top_k=TOP, signals=signals)

    best = tuple(tuple(hit.passage.id for hit in search(question)) for question in questions)
    status = library.status()
    return Side(
        name,
        status.passages,
        tuple(searched(search, questions, count) for count in people),
        recall(library, library.encoder.encode(questions)),
        best,
        status.bytes,
    )


def searched(search: Search, questions: Sequence[str], people: int) -> Searches:
    """Return how long searches take while `people` threads ask, each from another question on.

    Every question is asked once at least, and every thread asks several.
    """
    each = max(-(-len(questions) // people), LEAST)

    def ask(number: int) -> list[float]:
        times = []
        for at in range(each):
            start = time.perf_counter()
            search(questions[(number * each + at) % len(questions)])
            times.append(time.perf_counter() - start)
        return times

    start = time.perf_counter()
    with ThreadPoolExecutor(people) as pool:
        times = [seconds for asked in pool.map(ask, range(people)) for seconds in asked]
    wall = time.perf_counter() - start
    p50, p95 = (quantile_estimate(times, share).mean for share in (0.5, 0.95))
    return Searches(people, p50, p95, len(times) / wall)


def recall(library: Library, queries: Vectors) -> float:
    """Return the share of the ten nearest vectors that the library's vector search finds."""
    with library.store.reading() as reading:
        model = reading.model()
        assert model is not None  # noqa: S101
        expected = exact_best(_vectors(reading, model), queries, top=TOP)
        found = [
            {row for row, _ in reading.nearest(query, limit=TOP, scope=Scope())}
            for query in queries
        ]
    hits = sum(len(want & got) for want, got in zip(expected, found, strict=True))
    return hits / sum(len(want) for want in expected)


def _vectors(reading: Reading, model: Model) -> Iterator[tuple[NDArray[np.int64], Vectors]]:
    left, start = reading.passage_count(), 1
    while left > 0:
        rows, vectors = reading.vectors_of(model, np.arange(start, start + BATCH))
        yield rows, vectors
        left, start = left - len(rows), start + BATCH


def shared_best(first: Side, second: Side) -> float:
    """Return the share of the best ten passages, of all questions, that both have found."""
    pairs = list(zip(first.best, second.best, strict=True))
    return sum(len(set(one) & set(other)) for one, other in pairs) / sum(
        max(len(one), len(other)) for one, other in pairs
    )
