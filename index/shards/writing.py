"""What can be changed in a library that lies in several databases: each document in its shard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from index.errors import LibraryError
from index.postgres.reading import PostgresReading
from index.postgres.writing import PostgresWriting
from index.shards.reading import Sharded, own_model
from index.store import Embedding, Model
from ingest.document import Document, Passage

T = TypeVar("T")


def home(document_id: str, shards: int) -> int:
    """Return the number of the shard that a document belongs to."""
    return int.from_bytes(hashlib.sha256(document_id.encode()).digest()[:8], "big") % shards


class ShardedWriting(Sharded):
    """Transactions under way, one a shard: see `index.store.Writing`."""

    def __init__(self, writings: Sequence[PostgresWriting]) -> None:
        super().__init__(len(writings))
        self._writings = writings

    def _all(self, question: Callable[[PostgresReading], T]) -> dict[int, T]:
        return {shard: question(one) for shard, one in enumerate(self._writings)}

    def _some(self, questions: Mapping[int, Callable[[PostgresReading], T]]) -> dict[int, T]:
        return {shard: ask(self._writings[shard]) for shard, ask in questions.items()}

    def use_model(self, name: str, dimension: int) -> Model:
        """Return the model of this name; make it the one that is searched if there is none."""
        for writing in self._writings:
            writing.use_model(name, dimension)
        return Model(0, name, dimension)

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        embeddings: Sequence[Embedding],
        *,
        original: bytes,
        added: str,
    ) -> None:
        """Store a document, in its shard, in place of the one with its id.

        Raises: LibraryError where it lies in another one.
        """
        shard = home(document.id, self._shards)
        for other, writing in enumerate(self._writings):
            if other != shard and writing.summary_by("id", document.id) is not None:
                raise LibraryError(
                    f"document {document.id!r} lies in shard {other + 1} and belongs to shard "
                    f"{shard + 1}. Name all shards, in the order in which they were filled."
                )
        for writing in self._writings:
            writing.forget_copy(document.source)
        self._writings[shard].put(document, passages, embeddings, original=original, added=added)

    def note_copy(self, document_id: str, source: str) -> None:
        """Record that the file at `source` is a copy of a document, and of no other."""
        for writing in self._writings:
            writing.note_copy(document_id, source)

    def put_embedding(self, model: Model, row: int, embedding: Embedding) -> None:
        """Store the vectors of a passage that is there already, in place of older ones."""
        writing = self._writings[row % self._shards]
        writing.put_embedding(own_model(writing, model), row // self._shards, embedding)

    def remove(self, document_id: str) -> None:
        """Remove a document and all that belongs to it."""
        for writing in self._writings:
            writing.remove(document_id)

    def rename_source(self, document_id: str, source: str) -> None:
        """Record that the file of a document now lies elsewhere, which is no copy any more."""
        for writing in self._writings:
            writing.rename_source(document_id, source)

    def switch_model(self, model: Model) -> None:
        """Refuse: shards change their model one by one."""
        raise LibraryError("change the model of each shard by itself: index rebuild --model.")

    def rebuild_words(self) -> None:
        """Make the postings, and the counts that BM25 relies on, anew from the passages."""
        for writing in self._writings:
            writing.rebuild_words()
