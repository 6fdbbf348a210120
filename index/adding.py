"""From files to documents in the store: read, cut, embed what is new, commit one by one."""

from __future__ import annotations

import contextlib
import datetime
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal

from index.claiming import claim, holds, placed, settled
from index.embedding import Known, OtherModel, embed, forms_of, held, use_model
from index.encoder import Encoder
from index.errors import LibraryDamaged
from index.one_ahead import one_ahead, some_ahead
from index.sources import Source, gather, is_upload, itself, sources
from index.store import DocumentSummary, Embedding, Reading, Store
from ingest.document import Document, Passage
from ingest.errors import Encrypted, IngestError
from ingest.passages import cut

Status = Literal["added", "updated", "unchanged", "failed", "queued"]
Parse = Callable[["Source"], Document]
AT_ONCE = 192  # passages of small files that are encoded together
IN_THE_SHELL = (
    "add it in the shell with python -m index add FILE --password …, or give a copy that needs none"
)


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one file. `error` is "" unless `status` is "failed".

    It is `final` where the same bytes would fail however often they are added. `pages`,
    `passages`, `embedded`, `reused` and `references` are counts.
    """

    path: str
    document: str
    status: Status
    pages: int = 0
    passages: int = 0
    embedded: int = 0
    reused: int = 0
    references: int = 0
    warnings: tuple[str, ...] = ()
    error: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` is: files done of all, passages embedded, seconds since it began."""

    done: int
    total: int
    embedded: int
    seconds: float
    path: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read, and what it holds, cut under the id that it would like to have.

    `embeddings` are those of its passages by their forms, by the `model`; `made` the forms that
    were not known.
    """

    source: Source
    document: Document
    passages: list[Passage]
    embeddings: Mapping[bytes, Embedding] = field(default_factory=dict)
    made: Set[bytes] = frozenset()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Displaced:
    """A file with bytes that the library knows as those of another file, which has changed."""

    load: Callable[[], Source]


Outcome = AddResult | Prepared | Displaced
Group = list[tuple[str, Outcome]]  # paths, with what there is of each so far


class _Gone(Exception):
    """The document is there no longer, or not whole. Ends a transaction without a change."""


class Adder:
    """Adds files to a store. `encoder` is asked for only when there is something to embed."""

    def __init__(self, store: Store, encoder: Callable[[], Encoder], parse: Parse) -> None:
        self._store = store
        self._encoder = encoder
        self._parse = parse

    def add(
        self, paths: Sequence[Path], *, jobs: int, progress: Callable[[Progress], None] | None
    ) -> Iterator[AddResult]:
        """Yield one result a file, each when its document is safely stored."""
        files = gather(paths)
        start, embedded = time.monotonic(), 0
        for done, (path, outcome) in enumerate(self._outcomes(files, jobs), start=1):
            result = replace(self._finish(outcome), path=path)
            embedded += result.embedded
            if progress is not None:
                seconds, total = time.monotonic() - start, max(len(files), done)
                progress(Progress(done, total, embedded, seconds, path))
            yield result

    def _outcomes(self, files: Sequence[Path], jobs: int) -> Iterator[tuple[str, Outcome]]:
        """Yield what there is of each file: in order, but the displaced ones when all others are.

        Only then is it known whether their bytes are still in the library: a changed file takes
        those that it had before out of it.
        """
        displaced: list[tuple[str, Outcome]] = []
        with ThreadPoolExecutor(max(jobs, 1)) as pool:
            ready = some_ahead(pool, self._read, sources(files), 2 * max(jobs, 1))
            for path, outcome in chain.from_iterable(one_ahead(self._embedded(_together(ready)))):
                if isinstance(outcome, Displaced):
                    displaced.append((path, outcome))
                else:
                    yield path, outcome
        yield from displaced

    def add_source(self, source: Source) -> AddResult:
        """Return the result of adding one file that is in memory.

        Whoever gives one so (a page, a program, the queue) has no place for a password.
        """
        try:
            [(_, outcome)] = self._embed([("", self._read(partial(itself, source)))], Known())
        except Encrypted:
            outcome = _failed(Encrypted(f"{source.name!r} needs a password: {IN_THE_SHELL}"))
        except IngestError as exc:
            outcome = _failed(exc)
        return replace(self._finish(outcome), path=source.known_at)

    def _read(self, load: Callable[[], Source]) -> Outcome:
        """Return what a file holds, or the result where there is nothing to do."""
        source = load()
        with self._store.reading() as reading:
            same = reading.summary_by("sha256", source.sha256)
            note = settled(reading, source, same) if same else None
        if same is None or not self._whole(same, source):
            return self._prepared(source)
        return Displaced(load) if note is None else _unchanged(same, note)

    def _whole(self, same: DocumentSummary, source: Source) -> bool:
        """Say whether the stored file of `same` is; damage of the database is for `index check`."""
        try:
            with self._store.reading() as reading:
                return holds(reading, same, source)
        except LibraryDamaged:
            return True

    def _prepared(self, source: Source) -> Prepared:
        document = self._parse(source)
        with _characters(source):
            return Prepared(source, document, _cut(document, self._encoder()))

    def _embedded(self, groups: Iterator[Group]) -> Iterator[Group]:
        """Yield the groups with their embeddings.

        A group is embedded while the one before is stored, so what that made is not stored yet.
        """
        before = Known()
        for group in groups:
            embedded = self._embed(group, before)
            prepared = [outcome for _, outcome in embedded if isinstance(outcome, Prepared)]
            before = Known(
                prepared[-1].model if prepared else "",
                {form: made for item in prepared for form, made in item.embeddings.items()},
            )
            yield embedded

    def _embed(self, group: Group, before: Known) -> Group:
        """Return `group` with embeddings: those made `before`, the library's, and new ones."""
        prepared = [outcome for _, outcome in group if isinstance(outcome, Prepared)]
        embedded = iter(self._with_embeddings(prepared, before))
        return [
            (path, next(embedded) if isinstance(outcome, Prepared) else outcome)
            for path, outcome in group
        ]

    def _with_embeddings(self, files: Sequence[Prepared], before: Known) -> list[Prepared]:
        """Return files that were read, each with the embeddings of its passages."""
        passages = [passage for item in files for passage in item.passages]
        if not passages:
            return [*files]
        encoder = self._encoder()
        known = held(self._store, encoder, passages)
        if before.model == encoder.name:
            known = {**before.embeddings, **known}
        made = embed(encoder, passages, known)
        every = {**known, **made}
        uncounted = set(made)  # what two files have in common was made for the first

        def embedded(item: Prepared) -> Prepared:
            forms = set(forms_of(item.passages))
            found = {form: every[form] for form in forms}
            own = forms & uncounted
            uncounted.difference_update(own)
            return replace(item, embeddings=found, made=own, model=encoder.name)

        return [embedded(item) for item in files]

    def _finish(self, outcome: Outcome) -> AddResult:
        if isinstance(outcome, AddResult):
            return outcome
        try:
            if isinstance(outcome, Displaced):
                return self._settle(outcome.load())
            with _characters(outcome.source):
                return self._store_in_time(outcome)
        except IngestError as exc:
            return _failed(exc)

    def _settle(self, source: Source) -> AddResult:
        """Return the result of a displaced file, which is new if its bytes have gone meanwhile."""
        with contextlib.suppress(_Gone), self._store.writing() as writing:
            same = writing.summary_by("sha256", source.sha256)
            if same is None or not holds(writing, same, source):
                raise _Gone
            return _unchanged(same, claim(writing, source, same))
        [prepared] = self._with_embeddings([self._prepared(source)], Known())
        return self._finish(prepared)

    def put(
        self,
        source: Source,
        *,
        identifier: str,
        known: Document | None = None,
        damaged: DocumentSummary | None = None,
    ) -> bool:
        """Read a file and store it as the document `identifier`, in place of what is there.

        Say whether it is another than `known`; if not, nothing is stored, nor where another program
        has changed, moved or removed it, or the one that is `damaged`, meanwhile. Without `known`,
        the vectors are made anew too.
        """
        document = replace(self._parse(source), id=identifier, source=source.known_at)
        if document == known:
            return False
        encoder = self._encoder()
        passages = _cut(document, encoder)
        forms = forms_of(passages)
        there = held(self._store, encoder, passages) if known else {}
        every = {**there, **embed(encoder, passages, there)}
        try:
            with self._store.writing() as writing:
                use_model(writing, encoder, encoder.name)
                if known and not _stands(writing, identifier, source):
                    return False
                if damaged and writing.summary_by("id", identifier) != damaged:
                    return False
                embeddings = [every[form] for form in forms]
                writing.put(document, passages, embeddings, original=source.data, added=_now())
        except OtherModel:
            return self.put(source, identifier=identifier, known=known, damaged=damaged)
        return True

    def _store_in_time(self, prepared: Prepared) -> AddResult:
        """Store a document, with vectors of the model to which the library has changed, if so."""
        while True:
            try:
                return self._store_document(prepared)
            except OtherModel:
                [prepared] = self._with_embeddings([prepared], Known())

    def _store_document(self, prepared: Prepared) -> AddResult:
        source, encoder = prepared.source, self._encoder()
        with self._store.writing() as writing:
            use_model(writing, encoder, prepared.model)
            same = writing.summary_by("sha256", source.sha256)
            note = claim(writing, source, same) if same else ""
            if same and holds(writing, same, source):
                # Another writer was faster, or it is twice among the files.
                return _unchanged(same, note)
            earlier = None if same else writing.summary_by("source", source.known_at)
            document = placed(writing, prepared.document, source)
            passages = [replace(one, document_id=document.id) for one in prepared.passages]
            before = writing.summary_by("id", document.id)
            forms = forms_of(passages)
            embeddings = [prepared.embeddings[form] for form in forms]
            added = source.added or _now()
            writing.put(document, passages, embeddings, original=source.data, added=added)
        made = sum(form in prepared.made for form in forms)
        stored = _stored(document, "updated" if before else "added", len(passages), made)
        notes = [note, "the stored file was damaged, and is whole again"] if same else []
        if earlier and earlier.id != document.id:
            notes.append(f"the earlier version stays as {earlier.id!r}: a copy of it was added")
        told = (*_displaced(before, document), *filter(None, notes))
        return replace(stored, warnings=(*stored.warnings, *told))


def _stands(reading: Reading, identifier: str, source: Source) -> bool:
    """Say whether a document still is the file `source`, at its place."""
    same = reading.summary_by("id", identifier)
    return bool(same and same.source == source.known_at and holds(reading, same, source))


@contextlib.contextmanager
def _characters(source: Source) -> Iterator[None]:
    """Tell in one line of a text that is none: half a pair of surrogates, for instance."""
    try:
        yield
    except UnicodeEncodeError as exc:
        raise IngestError(f"{source.name!r} holds what is no character: {exc.reason}.") from exc


def _stored(document: Document, status: Status, passages: int, made: int) -> AddResult:
    return AddResult(
        path="",  # `Adder` fills it in
        document=document.id,
        status=status,
        pages=len(document.pages),
        passages=passages,
        embedded=made,
        reused=passages - made,
        references=len(document.references),
        warnings=document.warnings,
    )


def _displaced(before: DocumentSummary | None, document: Document) -> Iterator[str]:
    """Yield what to say where an upload, known by its name alone, may be quite another paper."""
    if before and is_upload(document.source) and before.title != document.title:
        yield f"took the place of {before.title!r}, which had the same name"


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _cut(document: Document, encoder: Encoder) -> list[Passage]:
    limit = min(encoder.max_tokens, 240)
    return cut(document, count_tokens=encoder.count_tokens, max_tokens=limit)


def _unchanged(same: DocumentSummary, note: str) -> AddResult:
    return AddResult(
        path="",  # `Adder` fills it in
        document=same.id,
        status="unchanged",
        pages=same.pages,
        passages=same.passages,
        reused=same.passages,
        references=same.references,
        warnings=(*same.warnings, note) if note else same.warnings,
    )


def _together(ready: Iterator[tuple[str, Future[Outcome]]]) -> Iterator[Group]:
    """Yield what was read, in order, in groups of some passages, without waiting for more."""
    group: Group = []
    passages = 0
    for path, future in ready:
        if group and (passages >= AT_ONCE or not future.done()):
            yield group
            group, passages = [], 0
        try:
            outcome = future.result()
        except IngestError as exc:
            outcome = _failed(exc)
        group.append((path, outcome))
        passages += len(outcome.passages) if isinstance(outcome, Prepared) else 0
    if group:
        yield group


def _failed(error: IngestError) -> AddResult:
    error_line = " ".join(str(error).split())
    return AddResult("", "", "failed", error=error_line, final=error.final)
