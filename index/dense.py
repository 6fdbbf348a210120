"""Exact vector search over a published generation and the rows that came after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.store import Model, Rows


class Generation(Protocol):
    """A published set of vectors, `rows` (count,) ascending (see `index.generations`)."""

    @property
    def name(self) -> str:
        """What it is called on disk."""
        ...

    @property
    def rows(self) -> Rows:
        """Which passages it holds, living or not."""
        ...

    def search(self, vector: Vectors, limit: int, mask: NDArray[np.bool_]) -> tuple[Rows, Vectors]:
        """Return positions and scores of the best vectors that `mask` (count,) admits."""
        ...


@dataclass(frozen=True, slots=True)
class DenseView:
    """All vectors of one state of the library.

    `rows` (n,) are the passages, ascending, with `documents` (n,) and `kinds` (n,) beside them;
    `tail` holds the vectors of `tail_rows`, those that the generation lacks.
    """

    epoch: int
    rows: Rows
    documents: NDArray[np.int64]
    kinds: NDArray[np.int8]
    generation: Generation | None
    model: Model | None
    tail_rows: Rows
    tail: Vectors

    def stale_rows(self) -> int:
        """Return how many rows the generation lacks, or holds in vain."""
        held = len(self.generation.rows) if self.generation else 0
        return len(self.tail_rows) + held - (len(self.rows) - len(self.tail_rows))

    def nearest(
        self, vector: Vectors, limit: int, allowed: NDArray[np.bool_]
    ) -> list[tuple[int, float]]:
        """Return the `limit` best rows of those that `allowed` (n,) admits, ties by row."""
        live = self.rows[allowed]
        if not len(live):
            return []
        rows, scores = self._from_generation(vector, limit, live)
        in_tail = np.isin(self.tail_rows, live, assume_unique=True)
        rows = np.concatenate([rows, self.tail_rows[in_tail]])
        scores = np.concatenate([scores, self.tail[in_tail] @ vector])
        best = np.lexsort((rows, -scores))[:limit]
        return [(int(rows[at]), float(scores[at])) for at in best]

    def _from_generation(self, vector: Vectors, limit: int, live: Rows) -> tuple[Rows, Vectors]:
        if self.generation is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        mask = np.isin(self.generation.rows, live, assume_unique=True)
        if not mask.any():
            return np.empty(0, np.int64), np.empty(0, np.float32)
        positions, scores = self.generation.search(vector, limit, mask)
        return self.generation.rows[positions], scores
