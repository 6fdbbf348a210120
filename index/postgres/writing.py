"""What can be changed in a shared library, within the one writer's transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pgvector import HalfVector

from index.document_bytes import pack_document
from index.errors import LibraryError
from index.postgres.reading import PostgresReading
from index.postgres.words import postings_of, tokenize
from index.sqlite_reading import KIND_CODES
from index.sqlite_writing import form_of
from index.store import Embedding, Model
from ingest.document import Document, Passage
from ingest.errors import IngestError


class PostgresWriting(PostgresReading):
    """A transaction under way: see `index.store.Writing`."""

    def bump_epoch(self) -> None:
        """Mark that the state has changed. Raises: LibraryError for who may only read.

        Row-level security does not refuse what such a person deletes; it finds nothing to delete.
        """
        changed = self.connection.execute(
            "UPDATE collections SET epoch = epoch + 1 WHERE number = %s", (self._collection,)
        )
        if changed.rowcount != 1:
            raise LibraryError("this library is open to you for reading only. Ask its owner.")

    def use_model(self, name: str, dimension: int) -> Model:
        """Return the model of this name; make it the one that is searched if there is none."""
        self.connection.execute(
            "INSERT INTO models (collection, name, dimension) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (self._collection, name, dimension),
        )
        [(number,)] = self.connection.execute(
            "SELECT number FROM models WHERE collection = %s AND name = %s",
            (self._collection, name),
        ).fetchall()
        self.connection.execute(
            "UPDATE collections SET model = %s WHERE number = %s AND model IS NULL",
            (number, self._collection),
        )
        return Model(int(number), name, dimension)

    def switch_model(self, model: Model) -> None:
        """Search the vectors of `model` from now on, and forget all others."""
        values = (model.number, self._collection)
        self.connection.execute("UPDATE collections SET model = %s WHERE number = %s", values)
        for table, column in (("vectors", "model"), ("token_vectors", "model"),
                              ("models", "number")):  # fmt: skip
            self.connection.execute(
                f"DELETE FROM {table} WHERE {column} <> %s AND collection = %s",  # noqa: S608
                values,
            )

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
        before = self.summary_by("id", document.id)
        same = before is not None and before.sha256 == document.sha256
        copies = self.copies(document.id) if same else []
        self.remove(document.id)
        model = self.model()
        assert model is not None  # noqa: S101 - use_model comes first
        if any("\x00" in part for part in (document.title, *(each.text for each in passages))):
            raise IngestError(f"{document.source!r} holds what is no character: NUL.")
        contexts = tokenize(passage.context for passage in passages)
        texts = tokenize(passage.text for passage in passages)
        lengths = [len(one) + len(other) for one, other in zip(contexts, texts, strict=True)]
        number = self._put_document(document, len(passages), sum(lengths), added)
        self.connection.execute(
            "INSERT INTO originals VALUES (%s, %s, %b)", (number, self._collection, original)
        )
        rows = self._put_passages(number, passages, lengths)
        kinds = [KIND_CODES[passage.kind] for passage in passages]
        self._put_postings(number, rows, kinds, contexts, texts)
        self._put_embeddings(model, number, rows, kinds, embeddings)
        self._count(len(passages), sum(lengths))
        self.forget_copy(document.source)
        for source in copies:
            self.note_copy(document.id, source)

    def note_copy(self, document_id: str, source: str) -> None:
        """Record that the file at `source` is a copy of a document, and of no other."""
        self.forget_copy(source)
        self.connection.execute(
            "INSERT INTO copies SELECT collection, %s, number FROM documents"
            " WHERE collection = %s AND id = %s",
            (source, self._collection, document_id),
        )

    def forget_copy(self, source: str) -> None:
        """Record that the file at `source` is a copy of no document."""
        self.connection.execute(
            "DELETE FROM copies WHERE collection = %s AND source = %s", (self._collection, source)
        )

    def put_embedding(self, model: Model, row: int, embedding: Embedding) -> None:
        """Store the vectors of a passage that is there already, in place of older ones."""
        [(number, kind)] = self.connection.execute(
            "SELECT document, kind FROM passages WHERE collection = %s AND row = %s",
            (self._collection, row),
        ).fetchall()
        self._put_embeddings(model, number, [row], [KIND_CODES[kind]], [embedding])

    def remove(self, document_id: str) -> None:
        """Remove a document and all that belongs to it."""
        gone = self.connection.execute(
            "DELETE FROM documents WHERE collection = %s AND id = %s RETURNING passages, tokens",
            (self._collection, document_id),
        )
        for passages, tokens in gone.fetchall():
            self._count(-passages, -tokens)

    def rename_source(self, document_id: str, source: str) -> None:
        """Record that the file of a document now lies elsewhere, which is no copy any more."""
        self.connection.execute(
            "UPDATE documents SET source = %s WHERE collection = %s AND id = %s",
            (source, self._collection, document_id),
        )
        self.forget_copy(source)

    def rebuild_words(self) -> None:
        """Make the postings, and the counts that BM25 relies on, anew from the passages."""
        self.connection.execute("DELETE FROM postings WHERE collection = %s", (self._collection,))
        numbers = [
            number
            for (number,) in self.connection.execute(
                "SELECT number FROM documents WHERE collection = %s ORDER BY number",
                (self._collection,),
            )
        ]
        for number in numbers:
            self._rebuild_document_words(number)
        self.connection.execute(
            "UPDATE collections SET (passages, tokens) = (SELECT count(*), coalesce(sum(tokens), 0)"
            " FROM passages WHERE collection = %s) WHERE number = %s",
            (self._collection, self._collection),
        )

    def _rebuild_document_words(self, number: int) -> None:
        found = self.connection.execute(
            "SELECT row, kind, context, text FROM passages WHERE document = %s ORDER BY row",
            (number,),
        ).fetchall()
        contexts = tokenize(context for _, _, context, _ in found)
        texts = tokenize(text for _, _, _, text in found)
        lengths = [len(one) + len(other) for one, other in zip(contexts, texts, strict=True)]
        rows = [row for row, *_ in found]
        self.connection.execute(
            "UPDATE passages p SET tokens = u.tokens FROM unnest(%s::bigint[], %s::integer[])"
            " AS u (row, tokens) WHERE p.row = u.row AND p.tokens <> u.tokens",
            (rows, lengths),
        )
        self.connection.execute(
            "UPDATE documents SET tokens = %s WHERE number = %s", (sum(lengths), number)
        )
        kinds = [KIND_CODES[kind] for _, kind, _, _ in found]
        self._put_postings(number, rows, kinds, contexts, texts)

    def _put_document(self, document: Document, passages: int, tokens: int, added: str) -> int:
        body, words = pack_document(document)
        [(number,)] = self.connection.execute(
            "INSERT INTO documents (collection, id, source, sha256, title, authors, year, pages,"
            " passages, refs, tokens, warnings, added, body, words)"
            " VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%b,%b) RETURNING number",
            (
                self._collection,
                document.id,
                document.source,
                document.sha256,
                document.title,
                json.dumps(document.authors, ensure_ascii=False),
                document.year,
                len(document.pages),
                passages,
                len(document.references),
                tokens,
                json.dumps(document.warnings, ensure_ascii=False),
                added,
                body,
                words,
            ),
        ).fetchall()
        return int(number)

    def _put_passages(
        self, document: int, passages: Sequence[Passage], lengths: Sequence[int]
    ) -> list[int]:
        """Store passages and return their rows, which rise in the order of the passages."""
        if not passages:
            return []
        columns = [
            [passage.id for passage in passages],
            [passage.kind for passage in passages],
            [passage.start for passage in passages],
            [passage.end for passage in passages],
            [passage.section for passage in passages],
            [passage.page for passage in passages],
            [passage.context for passage in passages],
            [passage.text for passage in passages],
            [form_of(passage.embedded) for passage in passages],
            list(lengths),
        ]
        found = self.connection.execute(
            'INSERT INTO passages (collection, document, id, kind, "start", "end", section, page,'
            " context, text, form, tokens) SELECT %s, %s, u.* FROM unnest(%s::text[], %s::text[],"
            " %s::integer[], %s::integer[], %s::text[], %s::integer[], %s::text[], %s::text[],"
            " %s::bytea[], %s::integer[]) AS u RETURNING row",
            (self._collection, document, *columns),
        ).fetchall()
        return [int(row) for (row,) in found]

    def _put_postings(
        self,
        document: int,
        rows: Sequence[int],
        kinds: Sequence[int],
        contexts: Sequence[Sequence[str]],
        texts: Sequence[Sequence[str]],
    ) -> None:
        postings = postings_of(rows, kinds, contexts, texts)
        self.connection.execute(
            "INSERT INTO postings (collection, document, term, kind, passages, places)"
            " SELECT %s, %s, u.* FROM unnest(%s::text[], %s::smallint[], %s::integer[],"
            " %b::bytea[]) AS u",
            (
                self._collection,
                document,
                [posting.term for posting in postings],
                [posting.kind for posting in postings],
                [posting.passages for posting in postings],
                [posting.places for posting in postings],
            ),
        )

    def _put_embeddings(
        self,
        model: Model,
        document: int,
        rows: Sequence[int],
        kinds: Sequence[int],
        embeddings: Sequence[Embedding],
    ) -> None:
        pooled = [HalfVector(embedding.pooled) for embedding in embeddings]
        self.connection.execute(
            "INSERT INTO vectors (model, collection, document, passage, kind, pooled)"
            " SELECT %s, %s, %s, u.* FROM unnest(%s::bigint[], %s::smallint[], %s::halfvec[]) AS u"
            " ON CONFLICT (model, passage) DO UPDATE SET pooled = excluded.pooled",
            (model.number, self._collection, document, list(rows), list(kinds), pooled),
        )
        tokens = [
            (row, each.tokens) for row, each in zip(rows, embeddings, strict=True) if each.tokens
        ]
        self.connection.execute(
            "INSERT INTO token_vectors (model, collection, document, passage, data)"
            " SELECT %s, %s, %s, u.* FROM unnest(%s::bigint[], %b::bytea[]) AS u"
            " ON CONFLICT (passage, document)"
            " DO UPDATE SET model = excluded.model, data = excluded.data",
            (
                model.number,
                self._collection,
                document,
                [row for row, _ in tokens],
                [data for _, data in tokens],
            ),
        )

    def _count(self, passages: int, tokens: int) -> None:
        self.connection.execute(
            "UPDATE collections SET passages = passages + %s, tokens = tokens + %s"
            " WHERE number = %s",
            (passages, tokens, self._collection),
        )
