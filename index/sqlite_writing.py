"""What can be changed in the SQLite store, within the one writer's transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence

from index.document_bytes import pack_document
from index.encoder import Vectors
from index.sqlite_reading import SqliteReading
from index.store import Embedding, Model
from ingest.document import Document, Passage

KNOWN_GENERATIONS = 8  # more than are kept, as publishing one can be cut off


def form_of(embedded: str) -> bytes:
    """Return the name of an embedded form: equal forms have equal vectors."""
    return hashlib.sha256(embedded.encode("utf-8", "surrogatepass")).digest()[:16]


def half(vector: Vectors) -> bytes:
    """Return a vector in half precision, which loses nothing that a ranking shows."""
    return vector.astype("<f2").tobytes()


class SqliteWriting(SqliteReading):
    """A transaction under way: see `index.store.Writing`."""

    def bump_epoch(self) -> None:
        """Mark that the state has changed."""
        self._db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'epoch'")

    def know_generation(self) -> str:
        """Return the token of a generation that is about to be published."""
        token = secrets.token_hex(8)
        known = " ".join([*self.generations(), token][-KNOWN_GENERATIONS:])
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('generations', ?)", (known,))
        return token

    def use_model(self, name: str, dimension: int) -> Model:
        """Return the model of this name; make it the one that is searched if there is none."""
        self._db.execute(
            "INSERT INTO models (name, dimension) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (name, dimension),
        )
        rows = self._db.execute("SELECT number FROM models WHERE name = ?", (name,))
        number = next(int(number) for (number,) in rows)
        self._db.execute(
            "INSERT INTO meta VALUES ('model', ?) ON CONFLICT DO NOTHING", (str(number),)
        )
        return Model(number, name, dimension)

    def switch_model(self, model: Model) -> None:
        """Search the vectors of `model` from now on, and forget all others."""
        self._db.execute("UPDATE meta SET value = ? WHERE key = 'model'", (str(model.number),))
        self._db.execute("DELETE FROM vectors WHERE model <> ?", (model.number,))
        self._db.execute("DELETE FROM token_vectors WHERE model <> ?", (model.number,))
        self._db.execute("DELETE FROM models WHERE number <> ?", (model.number,))

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
        number = self._put_document(document, len(passages), added)
        self._db.execute("INSERT INTO originals VALUES (?, ?)", (number, original))
        for passage, embedding in zip(passages, embeddings, strict=True):
            row = self._put_passage(number, passage)
            self._put_embedding(model, row, embedding)
        self._forget_copy(document.source)
        for source in copies:
            self.note_copy(document.id, source)

    def note_copy(self, document_id: str, source: str) -> None:
        """Record that the file at `source` is a copy of a document, and of no other."""
        self._forget_copy(source)
        self._db.execute(
            "INSERT INTO copies SELECT ?, number FROM documents WHERE id = ?", (source, document_id)
        )

    def _forget_copy(self, source: str) -> None:
        self._db.execute("DELETE FROM copies WHERE source = ?", (source,))

    def put_embedding(self, model: Model, row: int, embedding: Embedding) -> None:
        """Store the vectors of a passage that is there already, in place of older ones."""
        self._put_embedding(model, row, embedding)

    def remove(self, document_id: str) -> None:
        """Remove a document and all that belongs to it."""
        self._db.execute(
            "DELETE FROM words WHERE rowid IN (SELECT p.row FROM passages p"
            " JOIN documents d ON d.number = p.document WHERE d.id = ?)",
            (document_id,),
        )
        self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def rebuild_words(self) -> None:
        """Make the full-text index anew from the passages."""
        self._db.execute("INSERT INTO words (words) VALUES ('delete-all')")
        self._db.execute(
            "INSERT INTO words (rowid, context, text) SELECT row, context, text FROM passages"
        )

    def rename_source(self, document_id: str, source: str) -> None:
        """Record that the file of a document now lies elsewhere, which is no copy any more."""
        self._db.execute("UPDATE documents SET source = ? WHERE id = ?", (source, document_id))
        self._forget_copy(source)

    def _put_document(self, document: Document, passages: int, added: str) -> int:
        body, words = pack_document(document)
        self._db.execute(
            "INSERT INTO documents (id, source, sha256, title, authors, year, pages, passages,"
            " refs, warnings, added, body, words) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                document.id,
                document.source,
                document.sha256,
                document.title,
                json.dumps(document.authors, ensure_ascii=False),
                document.year,
                len(document.pages),
                passages,
                len(document.references),
                json.dumps(document.warnings, ensure_ascii=False),
                added,
                body,
                words,
            ),
        )
        return self._db.last_insert_rowid()

    def _put_passage(self, document: int, passage: Passage) -> int:
        self._db.execute(
            'INSERT INTO passages (id, document, kind, "start", "end", section, page, context,'
            " text, form) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                passage.id,
                document,
                passage.kind,
                passage.start,
                passage.end,
                passage.section,
                passage.page,
                passage.context,
                passage.text,
                form_of(passage.embedded),
            ),
        )
        row = self._db.last_insert_rowid()
        self._db.execute(
            "INSERT INTO words (rowid, context, text) VALUES (?, ?, ?)",
            (row, passage.context, passage.text),
        )
        return row

    def _put_embedding(self, model: Model, row: int, embedding: Embedding) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            (model.number, row, half(embedding.pooled)),
        )
        if embedding.tokens:
            self._db.execute(
                "INSERT OR REPLACE INTO token_vectors VALUES (?, ?, ?)",
                (row, model.number, embedding.tokens),
            )
