"""The library: what everything else asks for documents, passages and hits."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import Self

from index.adding import Adder, AddResult, Progress, Source
from index.encoder import Encoder
from index.errors import EncoderError, LibraryError
from index.hits import Hit, Ranks, Signals
from index.search import rank, token_tables
from index.sqlite_store import SqliteStore
from index.store import DEFAULT_KINDS, DocumentSummary, Scope
from index.token_bytes import TokenTable
from ingest.document import Document, Passage, PassageKind
from ingest.parse import parse_bytes

CACHED_DOCUMENTS = 64


def open_library(
    path: Path, *, encoder: Encoder | None = None, model: str = "", wait: float = 30.0
) -> Library:
    """Return the library in the folder `path`, made if it is not there.

    The encoder is loaded when it is first needed: `model`, else the one that made the library's
    vectors, else FOOTNOTE_MODEL, else the default. A second writer waits `wait` seconds.
    """
    return Library(SqliteStore(path, wait=wait), path, encoder=encoder, model=model)


class Library:
    """Documents on disk and the search over them. Safe to share between threads."""

    def __init__(
        self, store: SqliteStore, path: Path, *, encoder: Encoder | None, model: str
    ) -> None:
        self.path = path
        self._store = store
        self._encoder = encoder
        self._model = model
        self._guard = threading.Lock()
        self._documents: dict[tuple[str, str], Document] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    @property
    def encoder(self) -> Encoder:
        """The model, loaded now if it was not yet.

        Raises: EncoderError where it is not the one that made the library's vectors.
        """
        with self._store.reading() as reading:
            recorded = reading.model()
        with self._guard:
            if self._encoder is None:
                from index.minilm import load_encoder

                wanted = recorded.name if recorded and not self._model else ""
                name = wanted or self._model or os.environ.get("FOOTNOTE_MODEL", "")
                self._encoder = load_encoder(name)
            encoder = self._encoder
        if recorded is not None and recorded.name != encoder.name:
            raise EncoderError(
                f"{str(self.path)!r} was made with the model {recorded.name!r}, not "
                f"{encoder.name!r}. Use that one, or run index rebuild --model."
            )
        return encoder

    @property
    def epoch(self) -> int:
        """A number that changes at each commit."""
        with self._store.reading() as reading:
            return reading.epoch()

    def add(
        self,
        paths: Sequence[Path],
        *,
        jobs: int = 1,
        password: str = "",
        progress: Callable[[Progress], None] | None = None,
    ) -> Iterator[AddResult]:
        """Add files and folders; yield one result a file, when its document is safely stored."""
        adder = self._adder(password)
        yield from adder.add(paths, jobs=jobs, progress=progress)
        self._store.publish()

    def add_bytes(self, data: bytes, name: str, *, password: str = "") -> AddResult:
        """Add a file that is in memory, such as an upload, under its name."""
        result = self._adder(password).add_source(Source(Path(name).name, name, data))
        self._store.publish()
        return result

    def _adder(self, password: str) -> Adder:
        def parse(source: Source) -> Document:
            return parse_bytes(source.data, source.name, password=password)

        return Adder(self._store, lambda: self.encoder, parse)

    def remove(self, names: Sequence[str]) -> list[str]:
        """Remove documents, all of them or (where a name is unknown) none; return their ids."""
        with self._store.writing() as writing:
            ids = [_resolve(name, writing.summaries()) for name in names]
            for identifier in ids:
                writing.remove(identifier)
        return ids

    def documents(self) -> list[DocumentSummary]:
        """Return all documents, ordered by id."""
        with self._store.reading() as reading:
            return reading.summaries()

    def resolve(self, name: str) -> str:
        """Return the id of the document that `name` names: its id, its file, or the id's start.

        Raises: LibraryError, with the names that come near.
        """
        return _resolve(name, self.documents())

    def document(self, document_id: str) -> Document:
        """Return a document whole. Raises: LibraryError."""
        with self._store.reading() as reading:
            summary = reading.summary_by("id", document_id)
            key = (document_id, summary.sha256 if summary else "")
            document = self._documents.get(key) or reading.document(document_id)
        if document is None:
            raise LibraryError(_unknown(document_id, self.documents()))
        with self._guard:
            if len(self._documents) >= CACHED_DOCUMENTS:
                self._documents.clear()
            self._documents[key] = document
        return document

    def original(self, document_id: str) -> bytes:
        """Return the bytes of the file that a document was read from. Raises: LibraryError."""
        with self._store.reading() as reading:
            data = reading.original(document_id)
        if data is None:
            raise LibraryError(_unknown(document_id, self.documents()))
        return data

    def passages(self, document_id: str) -> list[Passage]:
        """Return a document's passages in text order."""
        with self._store.reading() as reading:
            return reading.passages(document_id)

    def search(
        self,
        query: str,
        *,
        top_k: int = 10,
        signals: Signals = "full",
        documents: Sequence[str] = (),
        kinds: Sequence[PassageKind] = DEFAULT_KINDS,
    ) -> list[Hit]:
        """Return the best `top_k` passages for a query, best first."""
        scope = Scope(tuple(self.resolve(name) for name in documents), tuple(kinds))
        encoder = None if signals == "lexical" else self.encoder
        with self._store.reading() as reading:
            ranking = rank(reading, encoder, query, limit=top_k, signals=signals, scope=scope)
            best = ranking.final[:top_k]
            passages = reading.passages_at([row for row, _ in best])
        ranks = ranking.ranks()
        return [Hit(passages[row], score, ranks.get(row, Ranks())) for row, score in best]

    def token_tables(self, passage_ids: Sequence[str]) -> dict[str, TokenTable]:
        """Return the token vectors of passages, stored ones where they are, by passage id."""
        encoder = self.encoder
        with self._store.reading() as reading:
            rows = {name: row for name in passage_ids if (row := reading.row_of(name)) is not None}
            tables = token_tables(reading, encoder, list(rows.values()))
        return {name: tables[row] for name, row in rows.items()}


def _resolve(name: str, documents: Sequence[DocumentSummary]) -> str:
    ids = [document.id for document in documents]
    if name in ids:
        return name
    files = [document.id for document in documents if name in _file_names(document.source)]
    starts = [identifier for identifier in ids if name and identifier.startswith(name)]
    for found in (files, starts):
        if len(found) == 1:
            return found[0]
    raise LibraryError(_unknown(name, documents, files or starts))


def _file_names(source: str) -> set[str]:
    return {source, Path(source).name, Path(source).stem}


def _unknown(name: str, documents: Sequence[DocumentSummary], several: Sequence[str] = ()) -> str:
    if several:
        return f"{name!r} could be any of {', '.join(several[:5])}. Give more of the id."
    near = get_close_matches(name, [document.id for document in documents], n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "index list shows what there is."
    return f"no document {name!r} in the library. {hint}"
