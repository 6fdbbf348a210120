"""The store's seam: where documents, passages and vectors live, and how passages are found in it.

A `Store` gives two things: `reading()`, one consistent state for as long as the block runs, never
waiting for a writer; and `writing()`, one writer at a time, all of the block or nothing of it.
Passages are named by `row`, an integer that is never used twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.status import Status
from ingest.document import Document, Passage, PassageKind

Rows = NDArray[np.int64]
DEFAULT_KINDS: tuple[PassageKind, ...] = ("front", "body", "table", "caption")
EVERY_KIND: tuple[PassageKind, ...] = (*DEFAULT_KINDS, "reference")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages a search may return. No `documents` means all of them."""

    documents: tuple[str, ...] = ()
    kinds: tuple[PassageKind, ...] = DEFAULT_KINDS


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list of documents shows. `passages` and `references` are counts."""

    id: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    pages: int
    passages: int
    references: int
    source: str
    sha256: str
    added: str
    warnings: tuple[str, ...]

    @property
    def version(self) -> tuple[str, str]:
        """What a document that changed, or was read again, differs in: hash and time."""
        return self.sha256, self.added


@dataclass(frozen=True, slots=True)
class Embedding:
    """A passage's pooled vector, (dim,) float32 unit, and its packed token vectors or b""."""

    pooled: Vectors
    tokens: bytes


@dataclass(frozen=True, slots=True)
class Model:
    """The encoder that made a library's vectors. `number` is the store's own name for it."""

    number: int
    name: str
    dimension: int


Part = Literal["file", "document", "passages", "vectors", "words", "generation"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: in which part, in what ("" for all), and what."""

    part: Part
    document: str
    problem: str
    repaired: bool = False


class Reading(Protocol):
    """One consistent state of the library."""

    def epoch(self) -> int:
        """Return a number that changes at each commit."""
        ...

    def identity(self) -> str:
        """Return what tells this library from any other."""
        ...

    def model(self) -> Model | None:
        """Return the model whose vectors are searched, None before the first document."""
        ...

    def summaries(self) -> list[DocumentSummary]:
        """Return all documents, ordered by id."""
        ...

    def summary_by(self, column: str, value: str) -> DocumentSummary | None:
        """Return the document whose `id`, `sha256` or `source` is `value`."""
        ...

    def document(self, document_id: str) -> Document | None:
        """Return a document whole."""
        ...

    def original(self, document_id: str) -> bytes | None:
        """Return the bytes of the file that the document was read from."""
        ...

    def copies(self, document_id: str) -> list[str]:
        """Return where else files with the bytes of a document lay when they were added, sorted."""
        ...

    def passages(self, document_id: str) -> list[Passage]:
        """Return a document's passages in text order."""
        ...

    def passages_at(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of some rows."""
        ...

    def row_of(self, passage_id: str) -> int | None:
        """Return the row of a passage."""
        ...

    def nearest(self, vector: Vectors, *, limit: int, scope: Scope) -> list[tuple[int, float]]:
        """Return rows by inner product with `vector`, best first, ties by row."""
        ...

    def matching(self, match: str, *, limit: int, scope: Scope) -> list[tuple[int, float]]:
        """Return rows by BM25 for a full-text expression, best first, ties by row."""
        ...

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """Return the inner product of `vector` with the vectors of `rows`."""
        ...

    def token_vectors(self, rows: Sequence[int]) -> dict[int, bytes]:
        """Return packed token vectors, where they are stored."""
        ...

    def embeddings_by_form(self, forms: Sequence[bytes]) -> dict[bytes, Embedding]:
        """Return vectors already made for embedded forms (named by their hash)."""
        ...

    def passage_count(self) -> int:
        """Return how many passages there are."""
        ...

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each word occurs, in any of its forms."""
        ...

    def vectors_of(self, model: Model, rows: Rows) -> tuple[Rows, Vectors]:
        """Return those of `rows` (ascending) that have a vector, and the vectors, float32."""
        ...

    def rows_without(self, model: Model) -> list[int]:
        """Return the rows of the passages that have no vector of this model."""
        ...

    def forms(self, document_id: str) -> tuple[Rows, list[bytes]]:
        """Return the rows of a document's passages, ascending, and their forms' names."""
        ...

    def word_rows(self, rows: Sequence[int]) -> int:
        """Return how many of `rows` the full-text index knows."""
        ...

    def integrity_problems(self) -> list[str]:
        """Return what the database finds wrong with itself."""
        ...


class Writing(Reading, Protocol):
    """A transaction under way: sees its own changes, commits when its block ends without error."""

    def use_model(self, name: str, dimension: int) -> Model:
        """Return the model of this name, and make it the one that is searched if there is none."""
        ...

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        embeddings: Sequence[Embedding],
        *,
        original: bytes,
        added: str,
    ) -> None:
        """Store a document in place of the one with its id, if there is one.

        Where its bytes are those of before, its copies are kept.
        """
        ...

    def remove(self, document_id: str) -> None:
        """Remove a document and all that belongs to it."""
        ...

    def rename_source(self, document_id: str, source: str) -> None:
        """Record that the file of a document now lies elsewhere, which is no copy any more."""
        ...

    def note_copy(self, document_id: str, source: str) -> None:
        """Record that the file at `source` is a copy of a document, and of no other."""
        ...

    def put_embedding(self, model: Model, row: int, embedding: Embedding) -> None:
        """Store the vectors of a passage that is there already, in place of older ones."""
        ...

    def switch_model(self, model: Model) -> None:
        """Search the vectors of `model` from now on, and forget all others."""
        ...

    def rebuild_words(self) -> None:
        """Make the full-text index anew from the passages."""
        ...


class Store(Protocol):
    """Where a library lives."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Return one consistent state, for the time of the block."""
        ...

    def writing(self) -> AbstractContextManager[Writing]:
        """Return the one writer's transaction. Raises LibraryBusy."""
        ...

    def publish(self, *, force: bool = False) -> str:
        """Make what speeds up searches if it is due, or anyway; return its name, else ""."""
        ...

    def status(self) -> Status:
        """Return sizes, the model, and the state of the search index."""
        ...

    def check_index(self) -> list[Finding]:
        """Return what is wrong with what `publish` makes: nothing, or one finding."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...
