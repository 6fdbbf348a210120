"""What can be asked of the SQLite store within one read transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import apsw
import numpy as np

from index.dense import DenseView, Passages
from index.document_bytes import unpack_document
from index.encoder import Vectors
from index.schema import TOKENIZER
from index.store import DocumentSummary, Embedding, Model, Rows, Scope
from ingest.document import Document, Passage, PassageKind

KIND_CODES: dict[PassageKind, int] = {
    "front": 0,
    "body": 1,
    "table": 2,
    "caption": 3,
    "reference": 4,
}
CONTEXT_WEIGHT = 1.0  # BM25 weight of title and heading, relative to the passage's own text
_SUMMARY = (
    "id, title, authors, year, pages, passages, refs, source, sha256, added, warnings"
    " FROM documents"
)
_PASSAGE = (
    'p.row, p.id, d.id, p.kind, p."start", p."end", p.section, p.page, p.context, p.text'
    " FROM passages p JOIN documents d ON d.number = p.document"
)


class SqliteReading:
    """One consistent state of the library: see `index.store.Reading`."""

    def __init__(
        self,
        connection: apsw.Connection,
        dense: Callable[[SqliteReading], DenseView],
    ) -> None:
        self._db = connection
        self._dense = dense
        self._view: DenseView | None = None
        self._counted: dict[str, int] = {}

    def epoch(self) -> int:
        """Return a number that changes at each commit."""
        return int(self._meta("epoch") or 0)

    def identity(self) -> str:
        """Return what tells this library from any other, also from an older copy of itself."""
        return self._meta("identity")

    def generations(self) -> list[str]:
        """Return the tokens of the generations that this state knows of, the newest last.

        An older copy of the library knows nothing of what was published since: its rows may stand
        for other passages there.
        """
        return self._meta("generations").split()

    def model(self) -> Model | None:
        """Return the model whose vectors are searched."""
        rows = self._db.execute(
            "SELECT number, name, dimension FROM models"
            " WHERE number = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'model')"
        )
        for number, name, dimension in rows:
            return Model(number, name, dimension)
        return None

    def summaries(self) -> list[DocumentSummary]:
        """Return all documents, ordered by id."""
        return [summary_of(row) for row in self._db.execute(f"SELECT {_SUMMARY} ORDER BY id")]  # noqa: S608

    def summary_by(self, column: str, value: str) -> DocumentSummary | None:
        """Return the document with this `id`, `sha256` or `source`, the oldest if several."""
        if column not in {"id", "sha256", "source"}:
            raise ValueError(column)
        query = f"SELECT {_SUMMARY} WHERE {column} = ? ORDER BY number"  # noqa: S608 - checked above
        for row in self._db.execute(query, (value,)):
            return summary_of(row)
        return None

    def document(self, document_id: str) -> Document | None:
        """Return a document whole."""
        query = "SELECT body, words, source FROM documents WHERE id = ?"
        for body, words, source in self._db.execute(query, (document_id,)):
            return replace(unpack_document(body, words), source=source)  # it may have moved
        return None

    def original(self, document_id: str) -> bytes | None:
        """Return the bytes of the file that the document was read from."""
        query = (
            "SELECT o.data FROM originals o JOIN documents d ON d.number = o.document"
            " WHERE d.id = ?"
        )
        for (data,) in self._db.execute(query, (document_id,)):
            return bytes(data)
        return None

    def copies(self, document_id: str) -> list[str]:
        """Return where else files with the bytes of a document lay when they were added, sorted."""
        query = (
            "SELECT c.source FROM copies c JOIN documents d ON d.number = c.document"
            " WHERE d.id = ? ORDER BY c.source"
        )
        return [str(source) for (source,) in self._db.execute(query, (document_id,))]

    def passages(self, document_id: str) -> list[Passage]:
        """Return a document's passages in text order."""
        query = f'SELECT {_PASSAGE} WHERE d.id = ? ORDER BY p."start", p.row'  # noqa: S608
        return [passage_of(row) for row in self._db.execute(query, (document_id,))]

    def passages_at(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of some rows."""
        query = f"SELECT {_PASSAGE} WHERE p.row IN "  # noqa: S608
        return {row[0]: passage_of(row) for row in self._select_in(query, rows)}

    def row_of(self, passage_id: str) -> int | None:
        """Return the row of a passage."""
        for (row,) in self._db.execute("SELECT row FROM passages WHERE id = ?", (passage_id,)):
            return int(row)
        return None

    def nearest(self, vector: Vectors, *, limit: int, scope: Scope) -> list[tuple[int, float]]:
        """Return rows by inner product with `vector`, best first, ties by row."""
        # Of a state that has passed the store keeps no view: it is made once for all searches.
        self._view = view = self._view or self._dense(self)
        kinds = [KIND_CODES[kind] for kind in scope.kinds]
        numbers = self._numbers(scope.documents) if scope.documents else []
        if scope.documents and not numbers:
            return []
        found = view.nearest(vector, limit, kinds=kinds, documents=numbers)
        if view.exact:
            return found
        scores = self.similarities(vector, [row for row, _ in found])
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]

    def matching(self, match: str, *, limit: int, scope: Scope) -> list[tuple[int, float]]:
        """Return rows by BM25 for a full-text expression, best first, ties by row."""
        marks = ",".join("?" * len(scope.kinds))
        where = f"p.kind IN ({marks})"
        bindings: list[str | int] = [match, *scope.kinds]
        if scope.documents:
            numbers = self._numbers(scope.documents)
            where += f" AND p.document IN ({','.join('?' * len(numbers))})"
            bindings += numbers
        query = (
            f"SELECT words.rowid, bm25(words, {CONTEXT_WEIGHT}, 1.0) AS badness"  # noqa: S608
            f" FROM words JOIN passages p ON p.row = words.rowid WHERE words MATCH ? AND {where}"
            " ORDER BY badness, words.rowid LIMIT ?"
        )
        found = self._db.execute(query, (*bindings, limit))
        return [(row, -badness) for row, badness in found]

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """Return the inner product of `vector` with the vectors of `rows`."""
        model = self.model()
        if model is None or not rows:
            return {}
        found, vectors = self.vectors_of(model, np.array(sorted(rows), dtype=np.int64))
        return dict(zip(found.tolist(), (vectors @ vector).tolist(), strict=True))

    def token_vectors(self, rows: Sequence[int]) -> dict[int, bytes]:
        """Return packed token vectors, where they are stored for the current model."""
        model = self.model()
        if model is None:
            return {}
        query = (
            f"SELECT passage, data FROM token_vectors WHERE model = {model.number} AND passage IN "  # noqa: S608, E501
        )
        return {row: bytes(data) for row, data in self._select_in(query, rows)}

    def embeddings_by_form(self, forms: Sequence[bytes]) -> dict[bytes, Embedding]:
        """Return vectors that the searched model has made already, by embedded form."""
        model = self.model()
        if model is None:
            return {}
        query = (  # CROSS JOIN: SQLite would else look through all vectors of the model
            "SELECT v.pooled, coalesce(t.data, x'') FROM passages p"
            " CROSS JOIN vectors v ON v.passage = p.row AND v.model = ?1"
            " LEFT JOIN token_vectors t ON t.passage = p.row AND t.model = ?1"
            " WHERE p.form = ?2 LIMIT 1"
        )
        found: dict[bytes, Embedding] = {}
        for form in dict.fromkeys(forms):
            for pooled, tokens in self._db.execute(query, (model.number, form)):
                vector = np.frombuffer(pooled, "<f2").astype(np.float32)
                found[form] = Embedding(vector, bytes(tokens))
        return found

    def passage_count(self) -> int:
        """Return how many passages there are."""
        query = "SELECT coalesce(sum(passages), 0) FROM documents"
        return next(int(count) for (count,) in self._db.execute(query))

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each word occurs, in any of its forms."""
        for word in words:
            if word not in self._counted:  # one question counts the same words several times
                self._counted[word] = self._frequency(word)
        return {word: self._counted[word] for word in words}

    def document_numbers(self) -> list[int]:
        """Return the numbers of all documents."""
        return [int(number) for (number,) in self._db.execute("SELECT number FROM documents")]

    def passage_table(self, *, after: int = -1) -> Passages:
        """Return the passages whose row is higher than `after`."""
        rows, documents, kinds = [], [], []
        for row, document, kind in self._db.execute(
            "SELECT row, document, kind FROM passages WHERE row > ? ORDER BY row", (after,)
        ):
            rows.append(row)
            documents.append(document)
            kinds.append(KIND_CODES[kind])
        return Passages(
            np.array(rows, np.int64), np.array(documents, np.int64), np.array(kinds, np.int8)
        )

    def vectors_of(self, model: Model, rows: Rows) -> tuple[Rows, Vectors]:
        """Return those of `rows` (ascending) that have a vector, and the vectors, float32."""
        query = f"SELECT passage, pooled FROM vectors WHERE model = {model.number} AND passage IN "  # noqa: S608
        found = sorted(self._select_in(query, rows.tolist()))
        blob = b"".join(data for _, data in found)
        vectors = np.frombuffer(blob, np.dtype("<f2")).reshape(len(found), model.dimension)
        return np.array([row for row, _ in found], np.int64), vectors.astype(np.float32)

    def rows_without(self, model: Model) -> list[int]:
        """Return the rows of the passages that have no vector of this model."""
        query = (
            "SELECT row FROM passages WHERE row NOT IN"
            " (SELECT passage FROM vectors WHERE model = ?) ORDER BY row"
        )
        return [int(row) for (row,) in self._db.execute(query, (model.number,))]

    def integrity_problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file, its references and its full-text index."""
        found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(20)")]
        problems = [line for line in found if line != "ok"]
        orphans = sum(1 for _ in self._db.execute("PRAGMA foreign_key_check"))
        if orphans:
            problems.append(f"{orphans} rows belong to nothing")
        return problems

    def forms(self, document_id: str) -> tuple[Rows, list[bytes]]:
        """Return the rows of a document's passages, ascending, and their forms' names."""
        found = list(
            self._db.execute(
                "SELECT p.row, p.form FROM passages p JOIN documents d ON d.number = p.document"
                " WHERE d.id = ? ORDER BY p.row",
                (document_id,),
            )
        )
        return np.array([row for row, _ in found], np.int64), [bytes(form) for _, form in found]

    def word_rows(self, rows: Sequence[int]) -> int:
        """Return how many of `rows` the full-text index knows."""
        query = "SELECT count(*) FROM words WHERE rowid IN "
        return next(int(count) for (count,) in self._select_in(query, rows))

    def _frequency(self, word: str) -> int:
        tokenizer = self._db.fts5_tokenizer(TOKENIZER[0], TOKENIZER[1])
        tokens = tokenizer(
            word.encode("utf-8", "replace"),
            apsw.FTS5_TOKENIZE_QUERY,
            None,
            include_offsets=False,
            include_colocated=False,
        )
        counts = [self._term_frequency(str(token)) for token in tokens]
        return min(counts, default=0)

    def _term_frequency(self, term: str) -> int:
        for (count,) in self._db.execute("SELECT doc FROM vocabulary WHERE term = ?", (term,)):
            return int(count)
        return 0

    def _numbers(self, documents: Sequence[str]) -> list[int]:
        return [
            number
            for (number,) in self._select_in("SELECT number FROM documents WHERE id IN ", documents)
        ]

    def _select_in(self, query: str, values: Sequence[int] | Sequence[str]) -> apsw.Cursor:
        """Run a query that ends in IN, over any number of values."""
        whole = query + "(SELECT value FROM json_each(?))"  # noqa: S608 - `query` is our own
        return self._db.execute(whole, (json.dumps(list(values)),))

    def _meta(self, key: str) -> str:
        for (value,) in self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)):
            return str(value)
        return ""


def summary_of(row: tuple[object, ...]) -> DocumentSummary:
    """Return what a row of the columns of a summary says."""
    identifier, title, authors, year, pages, passages, refs, source, sha256, added, warnings = row
    return DocumentSummary(
        id=str(identifier),
        title=str(title),
        authors=tuple(json.loads(str(authors))),
        year=year if isinstance(year, int) else None,
        pages=int(str(pages)),
        passages=int(str(passages)),
        references=int(str(refs)),
        source=str(source),
        sha256=str(sha256),
        added=str(added),
        warnings=tuple(json.loads(str(warnings))),
    )


def passage_of(row: Sequence[object]) -> Passage:
    """Return the passage that a row of its columns is."""
    _, identifier, document, kind, start, end, section, page, context, text = row
    return Passage(
        id=str(identifier),
        document_id=str(document),
        kind=next(known for known in KIND_CODES if known == kind),
        start=int(str(start)),
        end=int(str(end)),
        section=str(section),
        page=page if isinstance(page, int) else None,
        context=str(context),
        text=str(text),
    )
