"""The library: what everything else asks for documents, passages and hits."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from index import journal
from index.adding import Adder, AddResult, Progress
from index.check import CheckReport, check_store, original_missing, require_whole
from index.claiming import moved_to_copy
from index.embedding import change_to
from index.encoder import Encoder
from index.encoder_in_use import EncoderInUse
from index.errors import LibraryError, LibraryUnreachable, UnknownDocument
from index.explain import Explanation, explain
from index.hits import Hit, Ranks, Signals
from index.latency import Latency
from index.lexical import quote
from index.naming import resolve, unknown
from index.one_state import OneState, again
from index.opening import open_store
from index.parsing import SandboxPool
from index.place import shards_of
from index.search import made_tables, rank, token_tables
from index.sources import Source
from index.status import Status
from index.store import DEFAULT_KINDS, DocumentSummary, Reading, Scope, Store
from index.telling import Tell, TellingEncoder
from index.token_bytes import TokenTable
from ingest.document import Document, Passage, PassageKind

R = TypeVar("R")
CACHED_DOCUMENTS = 64
log = logging.getLogger(__name__)


def open_library(
    path: Path,
    *,
    encoder: Encoder | None = None,
    model: str = "",
    wait: float = 30.0,
    whole: bool = False,
    make: bool = True,
) -> Library:
    """Return the library in the folder or database `path`, made if it is not there.

    A folder is without `make` made only when something is first stored. The encoder is loaded when
    it is first needed: `model`, else the one that made the library's vectors, else FOOTNOTE_MODEL,
    else the default. A second writer waits `wait` seconds. `whole`: see `open_store`.
    """
    store = open_store(path, wait=wait, whole=whole, make=make)
    return Library(store, path, encoder=encoder, model=model)


class Library:
    """Documents on disk and the search over them. Safe to share between threads.

    `searches` counts how long searches took, `cached` whole documents that were asked for, by
    "hit" and "miss".
    """

    def __init__(self, store: Store, path: Path, *, encoder: Encoder | None, model: str) -> None:
        self.path = path
        self.store = store
        self.state = OneState(store)
        self._encoder = EncoderInUse(path, given=encoder, model=model)
        self.searches = Latency()
        self.cached: Counter[str] = Counter()
        self._guard = threading.Lock()
        self._documents: dict[tuple[str, DocumentSummary | None], Document] = {}

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
        self.store.close()

    @property
    def encoder(self) -> Encoder:
        """The model, loaded now if it was not yet.

        Raises: EncoderError where it is not the one that made the library's vectors.
        """
        with self.state.reading() as reading:
            return self._encoder.of(reading)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the latest search had to do without: databases that do not answer, if any."""
        found: tuple[str, ...] = getattr(self.store, "missing", ())
        return found

    @property
    def epoch(self) -> int:
        """A number that changes at each commit."""
        with self.state.reading() as reading:
            return reading.epoch()

    @again
    def in_one_state(self, ask: Callable[[], R]) -> R:
        """Return what `ask` returns; all that this thread reads for it is of one state.

        Not so of a library in several databases: each has only so long to answer one reading.
        """
        if len(shards_of(self.path)) > 1:
            return ask()
        with self.state.held():
            return ask()

    def add(
        self,
        paths: Sequence[Path],
        *,
        jobs: int = 1,
        password: str = "",
        progress: Callable[[Progress], None] | None = None,
    ) -> Iterator[AddResult]:
        """Add files and folders; yield one result a file, when its document is safely stored."""
        with self._adder(password) as adder:
            for result in adder.add(paths, jobs=jobs, progress=progress):
                _note(result)
                yield result
        self._publish()

    def add_bytes(self, data: bytes, name: str, *, tell: Tell | None = None) -> AddResult:
        """Add a file that is in memory, such as an upload, under its name; `tell` what is done."""
        with self._adder("", tell) as adder:
            return self._added(adder, Source(Path(name).name, name, data))

    def put_back(
        self, document: Document, data: bytes, *, added: str = "", tell: Tell | None = None
    ) -> AddResult:
        """Add a document that was removed, with the bytes of its file, as it was.

        It has the id that it had, if that is still free, was `added` when it was (else now), and is
        not read anew: its file may have a password. It never takes the place of another that was
        added meanwhile.
        """
        name = Path(document.source).name
        with self._adder("", tell, known=document) as adder:
            source = Source(name, document.source, data, document.id, added)
            return self._added(adder, source)

    def _added(self, adder: Adder, source: Source) -> AddResult:
        result = adder.add_source(source)
        _note(result)
        self._publish()
        return result

    def _publish(self) -> None:
        with journal.timed(log, "publish") as facts:
            facts["generation"] = self.store.publish()

    def put_original(
        self,
        data: bytes,
        *,
        identifier: str,
        source: str,
        known: Document | None = None,
        damaged: DocumentSummary | None = None,
    ) -> None:
        """Store the bytes of a file as the document `identifier`, whatever was there.

        They are read anew, unless it is `known` what they hold. Where the one that is `damaged` was
        changed or removed meanwhile, that stays.

        Raises: IngestError where they can no longer be read.
        """
        with self._adder("", known=known) as adder:
            found = Source(Path(source).name, source, data)
            adder.put(found, identifier=identifier, damaged=damaged)

    def reread(self, document_id: str, *, password: str = "") -> bool:
        """Read a document again, as this version reads; return whether that changed anything.

        Raises: IngestError where it can no longer be read, Encrypted among them, and LibraryDamaged
        where its file is not what was added; it stays then as it is.
        """
        known = self.document(document_id)
        data = self.original(document_id)
        require_whole(document_id, data, known.sha256)
        source = Source(Path(known.source).name, known.source, data)
        with self._adder(password) as adder:
            changed = adder.put(source, identifier=document_id, known=known)
        if changed:
            self._publish()
        return changed

    @contextlib.contextmanager
    def _adder(
        self, password: str, tell: Tell | None = None, known: Document | None = None
    ) -> Iterator[Adder]:
        """Yield what adds files to the library; where it is `known`, no file is read for it."""
        with SandboxPool() as sandboxes:

            def parse(source: Source) -> Document:
                if known is not None:
                    return known
                if tell:
                    tell("reading", 0, 0)
                return sandboxes.parse(source.data, source.name, password=password)

            def encoder() -> Encoder:
                return TellingEncoder(self.encoder, tell) if tell else self.encoder

            yield Adder(self.store, encoder, parse)

    def remove(self, names: Sequence[str], *, unless_copied: bool = False) -> list[str]:
        """Remove documents, all of them or (where a name is unknown) none; return their ids.

        Those stay that are to be removed `unless_copied`, and of which a copy lies somewhere.
        """
        with self.store.writing() as writing:
            known = {each.id: each for each in writing.summaries()}
            ids = list(dict.fromkeys(resolve(name, list(known.values())) for name in names))
            if unless_copied:
                ids = [each for each in ids if not moved_to_copy(writing, known[each])]
            for identifier in ids:
                writing.remove(identifier)
        for identifier in ids:
            journal.event(log, "remove", document=identifier)
        return ids

    def documents(self) -> list[DocumentSummary]:
        """Return all documents, ordered by id."""
        return self.state.summaries()

    def resolve(self, name: str) -> str:
        """Return the id of the document that `name` names: its id, its file, or the id's start.

        Raises: UnknownDocument or AmbiguousName, with the names that come near.
        """
        try:
            return resolve(name, self.documents())
        except UnknownDocument:
            raise self.not_found(name) from None

    def not_found(self, name: str) -> LibraryError:
        """Return what to raise: a document may be in a part that does not answer now."""
        known = self.documents()
        if self.missing:
            return LibraryUnreachable(f"{name!r} was not found. {' '.join(self.missing)}")
        return unknown(name, known)

    @again
    def document(self, document_id: str) -> Document:
        """Return a document whole. Raises: UnknownDocument."""
        with self.state.reading() as reading:
            summary = reading.summary_by("id", document_id)
            key = (document_id, summary)
            held = self._documents.get(key)
            document = held or reading.document(document_id)
        if document is None:
            raise self.not_found(document_id)
        with self._guard:
            self.cached["hit" if held else "miss"] += 1
            if len(self._documents) >= CACHED_DOCUMENTS:
                self._documents.clear()
            self._documents[key] = document
        return document

    def original(self, document_id: str) -> bytes:
        """Return the bytes of the file that a document was read from.

        Raises: UnknownDocument, and LibraryDamaged where only the file is missing.
        """
        with self.state.reading() as reading:
            data = reading.original(document_id)
            known = reading.summary_by("id", document_id)
        if data is None and known is not None:
            raise original_missing(document_id)
        if data is None:
            raise self.not_found(document_id)
        return data

    def passages(self, document_id: str) -> list[Passage]:
        """Return a document's passages in text order."""
        with self.state.reading() as reading:
            return reading.passages(document_id)

    @again
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
        started = time.perf_counter()
        with journal.timed(log, "search", signals=signals, top_k=top_k) as facts:
            scope = self._scope(documents, kinds)
            with self.state.reading() as reading:
                encoder = self._encoder_for(signals, reading)
                ranking = rank(reading, encoder, query, limit=top_k, signals=signals, scope=scope)
                best = ranking.final[:top_k]
                passages = reading.passages_at([row for row, _ in best])
            ranks = ranking.ranks()
            hits = [Hit(passages[row], score, ranks.get(row, Ranks())) for row, score in best]
            facts["hits"] = len(hits)
        self.searches.observe(time.perf_counter() - started)
        return hits

    @again
    def says(self, phrase: str) -> bool:
        """Say whether some passage has these words, in any form, one after the other."""
        wanted = quote(phrase)
        if not wanted:
            return False
        with self.state.reading() as reading:
            return bool(reading.matching(wanted, limit=1, scope=Scope()))

    def _scope(self, documents: Sequence[str], kinds: Sequence[PassageKind]) -> Scope:
        return Scope(tuple(self.resolve(name) for name in documents), tuple(kinds))

    def _encoder_for(self, signals: Signals, reading: Reading) -> Encoder | None:
        return None if signals == "lexical" else self._encoder.of(reading)

    @again
    def explain(
        self,
        query: str,
        *,
        top_k: int = 10,
        signals: Signals = "full",
        documents: Sequence[str] = (),
        passage: str = "",
    ) -> Explanation:
        """Return how `search` goes, by signal, and why `passage` (an id) is where it is."""
        scope = self._scope(documents, DEFAULT_KINDS)
        with self.state.reading() as reading:
            return explain(
                reading,
                self._encoder_for(signals, reading),
                query,
                top_k=top_k,
                signals=signals,
                scope=scope,
                passage_id=passage,
            )

    def status(self) -> Status:
        """Return sizes, the model, and the state of the search index."""
        return self.store.status()

    def check(self) -> CheckReport:
        """Return what is wrong with the library. Raises: LibraryDamaged where it is unreadable."""
        return check_store(self.store)

    def rebuild(self, *, change_model: bool = False) -> str:
        """Make the full-text index and the generation anew; return the generation's name.

        With `change_model` the library changes to the model that it was opened with: its vectors
        are made beside the old ones, and searched from the moment when all are there.
        """
        if change_model:
            change_to(self.store, self._encoder.load())
        with self.store.writing() as writing:
            writing.rebuild_words()
        return self.store.publish(force=True)

    @again
    def token_tables(self, passages: Sequence[Passage]) -> list[TokenTable]:
        """Return the token vectors of passages: stored, or made anew where one has just gone."""
        with self.state.reading() as reading:
            encoder = self._encoder.of(reading)
            rows = [reading.row_of(passage.id) for passage in passages]
            tables = token_tables(reading, encoder, [row for row in rows if row is not None])
        gone = [passage for row, passage in zip(rows, passages, strict=True) if row is None]
        made = iter(made_tables(encoder, gone))
        return [next(made) if row is None else tables[row] for row in rows]


def _note(result: AddResult) -> None:
    told = ("status", "document", "passages", "embedded", "error")
    journal.event(log, "add", **{name: getattr(result, name) for name in told})
