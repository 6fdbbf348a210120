"""What can be asked of a library that lies in several databases, within one reading.

A row of shard `s` of `n` is known here by `row * n + s`: whoever has it knows where to ask.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from index.encoder import Vectors
from index.errors import LibraryError, LibraryUnreachable, PartLost
from index.postgres.reading import PostgresReading
from index.postgres.words import Found, phrases, rank_by_bm25
from index.shards.shard import Shard, gather
from index.sqlite_reading import CONTEXT_WEIGHT
from index.store import DocumentSummary, Embedding, Model, Rows, Scope
from ingest.document import Document, Passage

T = TypeVar("T")
Scored = list[tuple[int, float]]


class Sharded:
    """What is the same for reading and for writing: everything but how the shards are asked."""

    def __init__(self, shards: int) -> None:
        self._shards = shards

    def _all(self, question: Callable[[PostgresReading], T]) -> dict[int, T]:
        raise NotImplementedError

    def _some(self, questions: Mapping[int, Callable[[PostgresReading], T]]) -> dict[int, T]:
        raise NotImplementedError

    def epoch(self) -> int:
        """Return a number that changes at each commit."""
        return sum(self._all(lambda one: one.epoch()).values())

    def identity(self) -> str:
        """Return what tells this library from any other."""
        return "+".join(self._all(lambda one: one.identity()).values())

    def model(self) -> Model | None:
        """Return the model whose vectors are searched; its number means nothing here."""
        models = [model for model in self._all(lambda one: one.model()).values() if model]
        if len({(model.name, model.dimension) for model in models}) > 1:
            names = ", ".join(sorted({model.name for model in models}))
            raise LibraryError(f"the shards were made with several models ({names}). Rebuild them.")
        return replace(models[0], number=0) if models else None

    def summaries(self) -> list[DocumentSummary]:
        """Return all documents, ordered by id."""
        each = self._all(lambda one: one.summaries()).values()
        return sorted((row for rows in each for row in rows), key=lambda row: row.id)

    def summary_by(self, column: str, value: str) -> DocumentSummary | None:
        """Return the document with this `id`, `sha256` or `source`."""
        return self._first(lambda one: one.summary_by(column, value))

    def document(self, document_id: str) -> Document | None:
        """Return a document whole."""
        return self._first(lambda one: one.document(document_id))

    def original(self, document_id: str) -> bytes | None:
        """Return the bytes of the file that the document was read from."""
        return self._first(lambda one: one.original(document_id))

    def copies(self, document_id: str) -> list[str]:
        """Return where else files with the bytes of a document lay when they were added, sorted."""
        each = self._all(lambda one: one.copies(document_id)).values()
        return sorted(source for sources in each for source in sources)

    def passages(self, document_id: str) -> list[Passage]:
        """Return a document's passages in text order."""
        each = self._all(lambda one: one.passages(document_id)).values()
        return [passage for passages in each for passage in passages]

    def passages_at(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of some rows."""
        return self._by_row(rows, lambda one, some: one.passages_at(some))

    def row_of(self, passage_id: str) -> int | None:
        """Return the row of a passage."""
        found = self._all(lambda one: one.row_of(passage_id))
        rows = [self._row(shard, row) for shard, row in found.items() if row is not None]
        return min(rows, default=None)

    def nearest(self, vector: Vectors, *, limit: int, scope: Scope) -> Scored:
        """Return rows by inner product with `vector`, best first, ties by row."""
        each = self._all(lambda one: one.nearest(vector, limit=limit, scope=scope))
        scored = [
            (self._row(shard, row), score) for shard, found in each.items() for row, score in found
        ]
        return sorted(scored, key=lambda item: (-item[1], item[0]))[:limit]

    def matching(self, match: str, *, limit: int, scope: Scope) -> Scored:
        """Return rows by BM25 for a full-text expression, best first, ties by row."""
        asked = phrases(match)
        if not asked:
            return []
        each = self._all(lambda one: (one.sizes(), one.places(asked, scope)))
        return rank_by_bm25(
            asked,
            self._joined({shard: places for shard, (_, places) in each.items()}),
            passages=sum(passages for (passages, _), _ in each.values()),
            tokens=sum(tokens for (_, tokens), _ in each.values()),
            limit=limit,
            context_weight=CONTEXT_WEIGHT,
        )

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """Return the inner product of `vector` with the vectors of `rows`."""
        return self._by_row(rows, lambda one, some: one.similarities(vector, some))

    def token_vectors(self, rows: Sequence[int]) -> dict[int, bytes]:
        """Return packed token vectors, where they are stored."""
        return self._by_row(rows, lambda one, some: one.token_vectors(some))

    def embeddings_by_form(self, forms: Sequence[bytes]) -> dict[bytes, Embedding]:
        """Return vectors that the searched model has made already, by embedded form."""
        each = self._all(lambda one: one.embeddings_by_form(forms)).values()
        return {form: embedding for found in each for form, embedding in found.items()}

    def passage_count(self) -> int:
        """Return how many passages there are."""
        return sum(self._all(lambda one: one.passage_count()).values())

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each word occurs, in any of its forms."""
        each = list(self._all(lambda one: one.frequencies(words)).values())
        return {word: sum(counts.get(word, 0) for counts in each) for word in words}

    def vectors_of(self, model: Model, rows: Rows) -> tuple[Rows, Vectors]:
        """Return those of `rows` (ascending) that have a vector, and the vectors, float32."""

        def of_shard(one: PostgresReading, some: Sequence[int]) -> dict[int, Vectors]:
            found, vectors = one.vectors_of(own_model(one, model), np.array(some, np.int64))
            return dict(zip(found.tolist(), vectors, strict=True))

        found = sorted(self._by_row(rows.tolist(), of_shard).items())
        vectors = np.array([vector for _, vector in found], np.float32)
        known = np.array([row for row, _ in found], np.int64)
        return known, vectors.reshape(len(found), model.dimension)

    def rows_without(self, model: Model) -> list[int]:
        """Return the rows of the passages that have no vector of this model."""
        each = self._all(lambda one: one.rows_without(own_model(one, model)))
        return sorted(self._row(shard, row) for shard, rows in each.items() for row in rows)

    def forms(self, document_id: str) -> tuple[Rows, list[bytes]]:
        """Return the rows of a document's passages, ascending, and their forms' names."""
        for shard, (rows, names) in self._all(lambda one: one.forms(document_id)).items():
            if len(rows):
                return rows * self._shards + shard, names
        return np.empty(0, np.int64), []

    def word_rows(self, rows: Sequence[int]) -> int:
        """Return how many of `rows` the full-text index knows, with every one of their words."""
        return sum(self._counts(rows).values())

    def _counts(self, rows: Sequence[int]) -> dict[int, int]:
        def ask(some: list[int]) -> Callable[[PostgresReading], int]:
            return lambda one: one.word_rows(some)

        return self._some({shard: ask(some) for shard, some in self._divided(rows).items()})

    def integrity_problems(self) -> list[str]:
        """Return what is wrong with the counts that BM25 relies on."""
        each = self._all(lambda one: one.integrity_problems())
        return [f"shard {shard + 1}: {problem}" for shard, found in each.items()
                for problem in found]  # fmt: skip

    def _row(self, shard: int, row: int) -> int:
        return row * self._shards + shard

    def _divided(self, rows: Iterable[int]) -> dict[int, list[int]]:
        divided: dict[int, list[int]] = {}
        for row in rows:
            divided.setdefault(row % self._shards, []).append(row // self._shards)
        return divided

    def _by_row(
        self, rows: Sequence[int], question: Callable[[PostgresReading, list[int]], dict[int, T]]
    ) -> dict[int, T]:
        def ask(some: list[int]) -> Callable[[PostgresReading], dict[int, T]]:
            return lambda one: question(one, some)

        each = self._some({shard: ask(some) for shard, some in self._divided(rows).items()})
        return {self._row(shard, row): value for shard, found in each.items()
                for row, value in found.items()}  # fmt: skip

    def _first(self, question: Callable[[PostgresReading], T | None]) -> T | None:
        answers = self._all(question).values()
        return next((answer for answer in answers if answer is not None), None)

    def _joined(self, each: Mapping[int, Mapping[str, Found]]) -> dict[str, Found]:
        """Return the places of each term in all shards, their rows as they are known here."""
        joined: dict[str, list[Found]] = {}
        for shard, found in each.items():
            for term, one in found.items():
                places = one.places.copy()
                places["row"] = places["row"] * self._shards + shard
                joined.setdefault(term, []).append(Found(places, one.inside))
        return {
            term: Found(
                np.concatenate([one.places for one in parts]),
                np.concatenate([one.inside for one in parts]),
            )
            for term, parts in joined.items()
        }


class ShardedReading(Sharded):
    """One state a shard, of all that answer in time: see `index.store.Reading`.

    `late` names those that did not. `seconds` is how long each may take altogether. Raises PartLost
    where one has answered before and does no longer.
    """

    def __init__(self, asked: Sequence[Shard], shards: int, seconds: float) -> None:
        super().__init__(shards)
        self._asked = {shard.number: shard for shard in asked}
        self._seconds = seconds
        self._heard: set[int] = set()
        self.late: list[int] = []

    def begin(self) -> bool:
        """Begin at all shards; return whether any answers."""
        shards = list(self._asked.values())
        _, late = gather(shards, [shard.begin() for shard in shards], self._seconds)
        self._drop(late)
        return bool(self._asked)

    def _all(self, question: Callable[[PostgresReading], T]) -> dict[int, T]:
        return self._some(dict.fromkeys(self._asked, question))

    def _some(self, questions: Mapping[int, Callable[[PostgresReading], T]]) -> dict[int, T]:
        shards = [self._asked[number] for number in questions if number in self._asked]
        futures = [shard.ask(questions[shard.number]) for shard in shards]
        answers, late = gather(shards, futures, self._seconds)
        self._drop(late)
        self._heard |= answers.keys()
        return answers

    def _drop(self, late: Sequence[int]) -> None:
        """Do without these shards from now on; where that may not be, say so."""
        for number in late:
            self._asked.pop(number)
        self.late += late
        if late and math.isinf(self._seconds):
            raise LibraryUnreachable(f"shard {late[0] + 1} does not answer. Check its server.")
        if not self._heard.isdisjoint(late):  # what it said is part of what was asked so far
            raise PartLost(f"shard {late[0] + 1} has stopped answering. Ask again.")


def own_model(shard: PostgresReading, model: Model) -> Model:
    """Return a model under the number that it has in a shard."""
    own = shard.model()
    if own is None or own.name != model.name:
        raise LibraryError(f"a shard has no vectors of {model.name!r}. Rebuild it with --model.")
    return own
