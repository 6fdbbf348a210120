"""The store's seam: where documents, passages and vectors live, and how passages are found in it.

A `Store` gives two things: `reading()`, one consistent state for as long as the block runs, never
waiting for a writer; and `writing()`, one writer at a time, all of the block or nothing of it.
Passages are named by `row`, an integer that is never used twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from index.encoder import Vectors
from ingest.document import Document, Passage, PassageKind

DEFAULT_KINDS: tuple[PassageKind, ...] = ("front", "body", "table", "caption")


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


class Reading(Protocol):
    """One consistent state of the library."""

    def epoch(self) -> int:
        """Return a number that changes at each commit."""
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
        """Store a document in place of the one with its id, if there is one."""
        ...

    def remove(self, document_id: str) -> None:
        """Remove a document and all that belongs to it."""
        ...


class Store(Protocol):
    """Where a library lives."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Return one consistent state, for the time of the block."""
        ...

    def writing(self) -> AbstractContextManager[Writing]:
        """Return the one writer's transaction. Raises LibraryBusy."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...
