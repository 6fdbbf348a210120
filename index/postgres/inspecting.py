"""What is looked at in a shared library to check, move and change it, rather than to search it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import psycopg

from index.encoder import Vectors
from index.postgres.words import PLACE
from index.store import Model, Rows


class PostgresInspecting:
    """One consistent state of a collection, part by part."""

    def __init__(self, connection: psycopg.Connection, collection: int) -> None:
        self.connection = connection
        self._collection = collection

    def vectors_of(self, model: Model, rows: Rows) -> tuple[Rows, Vectors]:
        """Return those of `rows` (ascending) that have a vector, and the vectors, float32."""
        found = self.connection.execute(
            "SELECT passage, pooled FROM vectors"
            " WHERE model = %s AND collection = %s AND passage = ANY(%s) ORDER BY passage",
            (model.number, self._collection, rows.tolist()),
            binary=True,
        ).fetchall()
        vectors = np.array([pooled.to_numpy() for _, pooled in found], np.float32)
        known = np.array([row for row, _ in found], np.int64)
        return known, vectors.reshape(len(found), model.dimension)

    def rows_without(self, model: Model) -> list[int]:
        """Return the rows of the passages that have no vector of this model."""
        found = self.connection.execute(
            "SELECT row FROM passages p WHERE collection = %s AND NOT EXISTS"
            " (SELECT 1 FROM vectors v WHERE v.passage = p.row AND v.model = %s) ORDER BY row",
            (self._collection, model.number),
        )
        return [int(row) for (row,) in found]

    def forms(self, document_id: str) -> tuple[Rows, list[bytes]]:
        """Return the rows of a document's passages, ascending, and their forms' names."""
        found = self.connection.execute(
            "SELECT p.row, p.form FROM passages p JOIN documents d ON d.number = p.document"
            " WHERE d.collection = %s AND d.id = %s ORDER BY p.row",
            (self._collection, document_id),
            binary=True,
        ).fetchall()
        return np.array([row for row, _ in found], np.int64), [bytes(form) for _, form in found]

    def word_rows(self, rows: Sequence[int]) -> int:
        """Return how many of `rows` the full-text index knows, with every one of their words."""
        found = self.connection.execute(
            "SELECT row, document, tokens FROM passages WHERE collection = %s AND row = ANY(%s)",
            (self._collection, list(rows)),
        ).fetchall()
        blobs = self.connection.execute(
            "SELECT places FROM postings WHERE collection = %s AND document = ANY(%s)",
            (self._collection, list({document for _, document, _ in found})),
            binary=True,
        )
        places = np.frombuffer(b"".join(blob for (blob,) in blobs), PLACE)
        known, counts = np.unique(places["row"], return_counts=True)
        indexed = dict(zip(known.tolist(), counts.tolist(), strict=True))
        return sum(indexed.get(row, 0) == tokens for row, _, tokens in found)

    def integrity_problems(self) -> list[str]:
        """Return what is wrong with the collection's counts, which BM25 relies on."""
        [kept] = self.connection.execute(
            "SELECT passages, tokens FROM collections WHERE number = %s", (self._collection,)
        ).fetchall()
        [there] = self.connection.execute(
            "SELECT count(*), coalesce(sum(tokens), 0) FROM passages WHERE collection = %s",
            (self._collection,),
        ).fetchall()
        if tuple(map(int, kept)) == tuple(map(int, there)):
            return []
        return [f"{kept[0]} passages with {kept[1]} words are recorded, {there[0]} with {there[1]}"
                " are there"]  # fmt: skip
