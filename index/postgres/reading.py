"""What can be asked of a shared library within one read transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from pgvector import HalfVector, Vector

from index.document_bytes import unpack_document
from index.encoder import Vectors
from index.postgres.inspecting import PostgresInspecting
from index.postgres.words import PLACE, Found, phrases, rank_by_bm25, tokenize
from index.sqlite_reading import CONTEXT_WEIGHT, KIND_CODES, passage_of, summary_of
from index.store import DocumentSummary, Embedding, Model, Scope
from ingest.document import Document, Passage

HNSW_FROM = 50_000  # passages; below, every vector is looked at, and nothing can be missed
EF_LEAST, EF_MOST = 300, 1_000  # how many passages HNSW looks at; pgvector allows no more
SPARE = 64  # candidates beyond those asked for, to be put in order by their exact scores
_SUMMARY = (
    "SELECT id, title, authors, year, pages, passages, refs, source, sha256, added, warnings"
    " FROM documents WHERE collection = %s"
)
_PASSAGE = (
    'SELECT p.row, p.id, d.id, p.kind, p."start", p."end", p.section, p.page, p.context, p.text'
    " FROM passages p JOIN documents d ON d.number = p.document WHERE p.collection = %s"
)


class PostgresReading(PostgresInspecting):
    """One consistent state of a collection: see `index.store.Reading`."""

    def epoch(self) -> int:
        """Return a number that changes at each commit."""
        return self._counter("epoch")

    def identity(self) -> str:
        """Return what tells this collection from any other."""
        query = "SELECT identity FROM collections WHERE number = %s"
        return next(
            (str(name) for (name,) in self.connection.execute(query, (self._collection,))), ""
        )

    def model(self) -> Model | None:
        """Return the model whose vectors are searched."""
        found = self.connection.execute(
            "SELECT m.number, m.name, m.dimension FROM collections c"
            " JOIN models m ON m.number = c.model WHERE c.number = %s",
            (self._collection,),
        ).fetchone()
        return None if found is None else Model(*found)

    def summaries(self) -> list[DocumentSummary]:
        """Return all documents, ordered by id."""
        rows = self.connection.execute(f"{_SUMMARY} ORDER BY id", (self._collection,))
        return [summary_of(row) for row in rows]

    def summary_by(self, column: str, value: str) -> DocumentSummary | None:
        """Return the document with this `id`, `sha256` or `source`, the oldest if several."""
        if column not in {"id", "sha256", "source"}:
            raise ValueError(column)
        query = f"{_SUMMARY} AND {column} = %s ORDER BY number LIMIT 1"
        found = self.connection.execute(query, (self._collection, _storable(value))).fetchone()
        return None if found is None else summary_of(found)

    def document(self, document_id: str) -> Document | None:
        """Return a document whole."""
        found = self.connection.execute(
            "SELECT body, words, source FROM documents WHERE collection = %s AND id = %s",
            (self._collection, _storable(document_id)),
            binary=True,
        ).fetchone()
        if found is None:
            return None
        return replace(unpack_document(found[0], found[1]), source=found[2])  # it may have moved

    def original(self, document_id: str) -> bytes | None:
        """Return the bytes of the file that the document was read from."""
        found = self.connection.execute(
            "SELECT o.data FROM originals o JOIN documents d ON d.number = o.document"
            " WHERE d.collection = %s AND d.id = %s",
            (self._collection, _storable(document_id)),
            binary=True,
        ).fetchone()
        return None if found is None else bytes(found[0])

    def copies(self, document_id: str) -> list[str]:
        """Return where else files with the bytes of a document lay when they were added, sorted."""
        found = self.connection.execute(
            "SELECT c.source FROM copies c JOIN documents d ON d.number = c.document"
            " WHERE d.collection = %s AND d.id = %s ORDER BY c.source",
            (self._collection, _storable(document_id)),
        )
        return [str(source) for (source,) in found]

    def passages(self, document_id: str) -> list[Passage]:
        """Return a document's passages in text order."""
        query = f'{_PASSAGE} AND d.id = %s ORDER BY p."start", p.row'
        rows = self.connection.execute(query, (self._collection, _storable(document_id)))
        return [passage_of(row) for row in rows]

    def passages_at(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of some rows."""
        found = self.connection.execute(
            f"{_PASSAGE} AND p.row = ANY(%s)", (self._collection, list(rows))
        )
        return {row[0]: passage_of(row) for row in found}

    def row_of(self, passage_id: str) -> int | None:
        """Return the row of a passage."""
        found = self.connection.execute(
            "SELECT row FROM passages WHERE collection = %s AND id = %s LIMIT 1",
            (self._collection, _storable(passage_id)),
        ).fetchone()
        return None if found is None else int(found[0])

    def nearest(self, vector: Vectors, *, limit: int, scope: Scope) -> list[tuple[int, float]]:
        """Return rows by inner product with `vector`, best first, ties by row.

        Candidates come by half precision; their order and scores are those of the whole query.
        """
        model = self.model()
        if model is None:
            return []
        wanted = limit + SPARE
        near = "pooled"
        passages = self.passage_count()
        if passages >= HNSW_FROM:
            near = f"pooled::halfvec({model.dimension})"  # what the HNSW index is over
            self.connection.execute(
                "SELECT set_config('hnsw.ef_search', %s, true),"
                " set_config('hnsw.iterative_scan', 'relaxed_order', true)",
                (str(min(max(4 * wanted, passages // 1_000, EF_LEAST), EF_MOST)),),
            )
        where, values = self._within(scope)
        query = (
            "SELECT passage, -(pooled::vector <#> %s) AS score FROM"  # noqa: S608 - our own words
            f" (SELECT passage, pooled FROM vectors WHERE model = {model.number}"
            f" AND collection = {self._collection}{where}"
            f" ORDER BY {near} <#> %s LIMIT %s)"
            " AS candidates ORDER BY score DESC, passage LIMIT %s"
        )
        half = HalfVector(vector)
        found = self.connection.execute(query, (Vector(vector), *values, half, wanted, limit))
        return [(int(row), float(score)) for row, score in found]

    def matching(self, match: str, *, limit: int, scope: Scope) -> list[tuple[int, float]]:
        """Return rows by BM25 for a full-text expression, best first, ties by row."""
        asked = phrases(match)
        if not asked:
            return []
        passages, tokens = self.sizes()
        return rank_by_bm25(
            asked,
            self.places(asked, scope),
            passages=passages,
            tokens=tokens,
            limit=limit,
            context_weight=CONTEXT_WEIGHT,
        )

    def places(self, asked: Sequence[Sequence[str]], scope: Scope) -> dict[str, Found]:
        """Return where each term of the phrases `asked` stands, inside of `scope` and outside."""
        where, values = self._within(scope)
        rows = self.connection.execute(
            f"SELECT term, (true{where}) AS inside, string_agg(places, ''::bytea)"  # noqa: S608
            " FROM postings"
            " WHERE collection = %s AND term = ANY(%s) GROUP BY 1, 2",
            (*values, self._collection, sorted({term for phrase in asked for term in phrase})),
            binary=True,
        )
        return found_of(rows.fetchall())

    def sizes(self) -> tuple[int, int]:
        """Return how many passages there are, and how many words in them."""
        query = "SELECT passages, tokens FROM collections WHERE number = %s"
        found = self.connection.execute(query, (self._collection,)).fetchone()
        return (int(found[0]), int(found[1])) if found else (0, 0)

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """Return the inner product of `vector` with the vectors of `rows`."""
        model = self.model()
        if model is None or not rows:
            return {}
        found = self.connection.execute(
            "SELECT passage, -(pooled::vector <#> %s) FROM vectors"
            " WHERE model = %s AND collection = %s AND passage = ANY(%s)",
            (Vector(vector), model.number, self._collection, list(rows)),
        )
        return {int(row): float(score) for row, score in found}

    def token_vectors(self, rows: Sequence[int]) -> dict[int, bytes]:
        """Return packed token vectors, where they are stored for the current model."""
        model = self.model()
        if model is None:
            return {}
        found = self.connection.execute(
            "SELECT passage, data FROM token_vectors"
            " WHERE model = %s AND collection = %s AND passage = ANY(%s)",
            (model.number, self._collection, list(rows)),
            binary=True,
        )
        return {int(row): bytes(data) for row, data in found}

    def embeddings_by_form(self, forms: Sequence[bytes]) -> dict[bytes, Embedding]:
        """Return vectors that the searched model has made already, by embedded form."""
        model = self.model()
        if model is None:
            return {}
        found = self.connection.execute(
            "SELECT DISTINCT ON (p.form) p.form, v.pooled, coalesce(t.data, ''::bytea)"
            " FROM passages p JOIN vectors v ON v.passage = p.row AND v.model = %s"
            " LEFT JOIN token_vectors t ON t.passage = p.row AND t.model = %s"
            " WHERE p.collection = %s AND p.form = ANY(%s)",
            (model.number, model.number, self._collection, list(dict.fromkeys(forms))),
            binary=True,
        )
        return {
            bytes(form): Embedding(pooled.to_numpy().astype(np.float32), bytes(tokens))
            for form, pooled, tokens in found
        }

    def passage_count(self) -> int:
        """Return how many passages there are."""
        return self._counter("passages")

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each word occurs, in any of its forms."""
        distinct = list(dict.fromkeys(words))
        terms = dict(zip(distinct, tokenize(distinct), strict=True))
        found = self.connection.execute(
            "SELECT term, sum(passages) FROM postings WHERE collection = %s AND term = ANY(%s)"
            " GROUP BY term",
            (self._collection, sorted({term for each in terms.values() for term in each})),
        )
        counts = {str(term): int(count) for term, count in found}
        return {
            word: min((counts.get(term, 0) for term in each), default=0)
            for word, each in terms.items()
        }

    def _counter(self, column: str) -> int:
        query = f"SELECT {column} FROM collections WHERE number = %s"  # noqa: S608 - our own word
        return next(
            (int(count) for (count,) in self.connection.execute(query, (self._collection,))), 0
        )

    def _within(self, scope: Scope) -> tuple[str, list[list[int]]]:
        """Return the conditions of a scope on a table with kinds and documents, and their values.

        A scope that names every document asks for nothing, and is not made to cost anything.
        """
        where = " AND kind = ANY(%s)"
        values = [[KIND_CODES[kind] for kind in scope.kinds]]
        if scope.documents:
            numbers = self._numbers(scope.documents)
            [(every,)] = self.connection.execute(
                "SELECT count(*) FROM documents WHERE collection = %s", (self._collection,)
            ).fetchall()
            if len(numbers) < every:
                where += " AND document = ANY(%s)"
                values.append(numbers)
        return where, values

    def _numbers(self, documents: Sequence[str]) -> list[int]:
        found = self.connection.execute(
            "SELECT number FROM documents WHERE collection = %s AND id = ANY(%s)",
            (self._collection, [_storable(name) for name in documents]),
        )
        return [int(number) for (number,) in found]


def _storable(text: str) -> str:
    """Return the text without what no stored text holds, so that it may be asked for."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def found_of(rows: Sequence[tuple[str, bool, bytes]]) -> dict[str, Found]:
    """Return the places of each term from (term, whether they are inside, packed places)."""
    found: dict[str, Found] = {}
    for term, inside, blob in rows:
        places = np.frombuffer(blob, PLACE)
        flags = np.full(len(places), inside)
        if term in found:
            places = np.concatenate([found[term].places, places])
            flags = np.concatenate([found[term].inside, flags])
        found[term] = Found(places, flags)
    return found
