"""Vector search over a published generation and the rows that came after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.store import Model, Rows

Mask = NDArray[np.bool_]


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

    @property
    def exact(self) -> bool:
        """Whether its scores are those of the vectors as the store has them."""
        ...

    def search(
        self, vector: Vectors, limit: int, bits: NDArray[np.uint8] | None
    ) -> tuple[Rows, Vectors]:
        """Return positions and scores of the best vectors of those that `bits` admits."""
        ...


@dataclass(frozen=True, slots=True)
class Passages:
    """What there is to search, (n,) each: rows ascending, their documents, and their kinds."""

    rows: Rows
    documents: NDArray[np.int64]
    kinds: NDArray[np.int8]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    def without(self, kept: Mask) -> Passages:
        """Return those that `kept` (n,) marks."""
        return Passages(self.rows[kept], self.documents[kept], self.kinds[kept])

    def followed_by(self, others: Passages) -> Passages:
        """Return these and the others, whose rows are all higher."""
        return Passages(
            np.concatenate([self.rows, others.rows]),
            np.concatenate([self.documents, others.documents]),
            np.concatenate([self.kinds, others.kinds]),
        )


@dataclass(frozen=True, slots=True)
class Admitted:
    """What a search may return: `bits` of the generation (None: all of it) and `tail` (t,)."""

    bits: NDArray[np.uint8] | None
    tail: Mask


@dataclass(frozen=True, slots=True)
class DenseView:
    """All vectors of one state of the library.

    `places` (n,) says where in the generation each passage is, -1 for those that it lacks; `tail`
    holds the vectors of `tail_rows`, the lacking ones that have a vector.
    """

    epoch: int
    passages: Passages
    generation: Generation | None
    model: Model | None
    places: NDArray[np.int64]
    tail_rows: Rows
    tail: Vectors
    _admitted: dict[tuple[int, ...], Admitted] = field(default_factory=dict)

    @property
    def rows(self) -> Rows:
        """The passages, ascending."""
        return self.passages.rows

    @property
    def exact(self) -> bool:
        """Whether `nearest` gives the scores of the vectors as the store has them."""
        return self.generation is None or self.generation.exact

    def stale_rows(self) -> int:
        """Return how many rows the generation lacks, or holds in vain."""
        held = len(self.generation.rows) if self.generation else 0
        return len(self.tail_rows) + held - (len(self.rows) - len(self.tail_rows))

    def nearest(
        self, vector: Vectors, limit: int, *, kinds: Sequence[int], documents: Sequence[int] = ()
    ) -> list[tuple[int, float]]:
        """Return the `limit` best rows of these kinds (and documents, if any), ties by row.

        Where the view is not `exact`, some more, from which the best are to be chosen.
        """
        admitted = self._admit(tuple(kinds), documents)
        rows, scores = self._from_generation(vector, limit, admitted.bits)
        if admitted.tail.any():
            rows = np.concatenate([rows, self.tail_rows[admitted.tail]])
            scores = np.concatenate([scores, self.tail[admitted.tail] @ vector])
        best = np.lexsort((rows, -scores))[: limit if self.exact else None]
        return [(int(rows[at]), float(scores[at])) for at in best]

    def _from_generation(
        self, vector: Vectors, limit: int, bits: NDArray[np.uint8] | None
    ) -> tuple[Rows, Vectors]:
        if self.generation is None or (bits is not None and not len(bits)):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        positions, scores = self.generation.search(vector, limit, bits)
        return self.generation.rows[positions], scores

    def _admit(self, kinds: tuple[int, ...], documents: Sequence[int]) -> Admitted:
        """Return what may be found; kept where it does not depend on single documents."""
        known = self._admitted.get(kinds)
        if known is not None and not documents:
            return known
        allowed = np.isin(self.passages.kinds, kinds)
        if documents:
            return self._marked(allowed & np.isin(self.passages.documents, documents))
        return self._admitted.setdefault(kinds, self._marked(allowed))

    def _marked(self, allowed: Mask) -> Admitted:
        tail = allowed[np.searchsorted(self.rows, self.tail_rows)]
        places = self.places[allowed]
        places = places[places >= 0]
        held = len(self.generation.rows) if self.generation else 0
        if not len(places):
            return Admitted(np.empty(0, np.uint8), tail)
        if len(places) == held:
            return Admitted(None, tail)
        mask = np.zeros(held, np.bool_)
        mask[places] = True
        return Admitted(np.packbits(mask, bitorder="little"), tail)


def make_view(
    epoch: int,
    passages: Passages,
    generation: Generation | None,
    model: Model | None,
    vectors_of: Callable[[Model, Rows], tuple[Rows, Vectors]],
    *,
    before: DenseView | None = None,
) -> DenseView:
    """Return the view of a state; tail vectors that `before` holds already are not read again."""
    places = _places(passages.rows, generation)
    lacking = passages.rows[places < 0]
    rows, tail = np.empty(0, np.int64), np.empty((0, model.dimension if model else 0), np.float32)
    if model is not None and len(lacking):
        if before is not None and before.model == model:
            kept = np.isin(before.tail_rows, lacking, assume_unique=True)
            rows, tail = before.tail_rows[kept], before.tail[kept]
        missing = np.setdiff1d(lacking, rows, assume_unique=True)
        if len(missing):
            found, vectors = vectors_of(model, missing)
            rows, tail = np.concatenate([rows, found]), np.concatenate([tail, vectors])
            order = np.argsort(rows, kind="stable")
            rows, tail = rows[order], tail[order]
    return DenseView(epoch, passages, generation, model, places, rows, tail)


def _places(rows: Rows, generation: Generation | None) -> NDArray[np.int64]:
    """Return each row's position in the generation, -1 where it is not there."""
    if generation is None or not len(generation.rows):
        return np.full(len(rows), -1, np.int64)
    places = np.searchsorted(generation.rows, rows)
    places[places == len(generation.rows)] = 0
    return np.where(generation.rows[places] == rows, places, -1)
