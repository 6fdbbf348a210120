"""Moving a library from one store to another: resumed where it was cut, proven, then switched.

All goes to a place beside the target. Only when everything there has been compared with the source
does that place take the target's name, in one step; until then nobody can open half a library.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from index.document_bytes import pack_document
from index.errors import LibraryError
from index.files import sync_folder
from index.lexical import match_expression
from index.opening import open_store
from index.place import database_at, is_database, shards_of, shown
from index.sqlite_store import require_library
from index.store import Embedding, Model, Reading, Scope, Store
from ingest.document import Document, Passage
from ingest.errors import UsageError

BATCH_PASSAGES = 500  # in one transaction, so that little is repeated after a cut
PROOFS = 200  # lists of the best ten that are compared, by vectors and by words
STAGED = ".moving"

Place = tuple[str, str, float]  # a document, a passage, its score


@dataclass(frozen=True, slots=True)
class Migration:
    """What was moved, and what of it was there already from an earlier try; all are counts."""

    documents: int
    passages: int
    resumed: int
    lists: int


@dataclass(frozen=True, slots=True)
class _Whole:
    """All that a store has of one document, but for its copies, which may be noted at any time."""

    document: Document
    original: bytes
    added: str
    passages: tuple[Passage, ...]
    embeddings: tuple[Embedding, ...]

    def digest(self) -> str:
        """Return a hash of everything in it."""
        found = hashlib.sha256()
        for part in (*pack_document(self.document), self.original, self.added.encode()):
            found.update(hashlib.sha256(part).digest())
        for passage, embedding in zip(self.passages, self.embeddings, strict=True):
            found.update(json.dumps(asdict(passage)).encode())
            found.update(embedding.pooled.astype("<f2").tobytes())
            found.update(hashlib.sha256(embedding.tokens).digest())
        return found.hexdigest()


def migrate(
    source: Path, target: Path, *, progress: Callable[[int, int], None] | None = None
) -> Migration:
    """Copy the library at `source` to the new place `target`, prove the copy, and switch to it.

    `progress` is told documents done, of all. The source stays as it is. Raises: LibraryError.
    """
    if shown(source) == shown(target):
        raise UsageError(f"{shown(target)!r} is the library itself; give another place with --to.")
    require_library(source)
    _require_free(target)
    staged = _staged(target)
    origin, copy = open_store(source, whole=True), open_store(staged, whole=True)
    try:
        with origin.reading() as reading:
            model = reading.model()
            if model is None:
                raise LibraryError(f"{shown(source)!r} has no documents to move.")
            order = _in_order(reading)
            resumed = _forget_stale(reading, copy)
            _copy(reading, model, copy, order, resumed, progress)
            _note_copies(reading, copy, order)
            lists = _prove(reading, model, copy, order)
            passages = reading.passage_count()
        copy.publish(force=True)
    finally:
        origin.close()
        copy.close()
    _switch(staged, target)
    return Migration(len(order), passages, len(resumed), lists)


def _staged(target: Path) -> Path:
    """Return the place beside the target, or beside each of its shards, that is filled first."""
    if not is_database(target):
        return target.with_name(target.name + STAGED)
    return Path(",".join(map(_staged_collection, shards_of(target))))


def _staged_collection(shard: Path) -> str:
    name = database_at(shard).collection
    text = str(shard)
    if f"collection={name}" in text:
        return text.replace(f"collection={name}", f"collection={name}{STAGED}")
    return f"{text}{'&' if '?' in text else '?'}collection={name}{STAGED}"


def _require_free(target: Path) -> None:
    """Raise LibraryError where something is at the target already."""
    if is_database(target):
        with closing(open_store(target, whole=True)) as store, store.reading() as reading:
            taken = bool(reading.summaries())
    else:
        taken = target.exists() and (not target.is_dir() or any(target.iterdir()))
    if taken:
        raise LibraryError(f"{shown(target)!r} is not empty. Move to a place that is.")


def _switch(staged: Path, target: Path) -> None:
    """Give the finished copy the target's name, in one step (where there are shards: in each)."""
    if is_database(target):
        from index.postgres.store import rename_collection

        for copied, shard in zip(shards_of(staged), shards_of(target), strict=True):
            rename_collection(copied, database_at(shard).collection)
        return
    if target.exists():
        target.rmdir()  # empty: see `_require_free`
    staged.rename(target)
    sync_folder(target.parent)


def _in_order(reading: Reading) -> list[str]:
    """Return the ids of all documents in the order of their rows, which breaks ties."""
    firsts = {}
    for summary in reading.summaries():
        rows, _ = reading.forms(summary.id)
        firsts[summary.id] = int(rows[0]) if len(rows) else -1
    return sorted(firsts, key=lambda name: (firsts[name], name))


def _forget_stale(reading: Reading, copy: Store) -> frozenset[str]:
    """Return what an earlier try has copied; remove what the source no longer has like that."""
    now = {(one.id, one.sha256, one.source, one.added) for one in reading.summaries()}
    with copy.reading() as copied:
        there = copied.summaries()
    stale = [one.id for one in there if (one.id, one.sha256, one.source, one.added) not in now]
    if stale:
        with copy.writing() as writing:
            for name in stale:
                writing.remove(name)
    return frozenset(one.id for one in there) - frozenset(stale)


def _copy(
    reading: Reading,
    model: Model,
    copy: Store,
    order: Sequence[str],
    done: frozenset[str],
    progress: Callable[[int, int], None] | None,
) -> None:
    count = len(done)
    added = {summary.id: summary.added for summary in reading.summaries()}
    missing = (_whole(reading, model, name, added[name]) for name in order if name not in done)
    for batch in _batches(missing):
        with copy.writing() as writing:
            writing.use_model(model.name, model.dimension)
            for one in batch:
                writing.put(
                    one.document,
                    one.passages,
                    one.embeddings,
                    original=one.original,
                    added=one.added,
                )
        count += len(batch)
        if progress is not None:
            progress(count, len(order))


def _note_copies(reading: Reading, copy: Store, order: Sequence[str]) -> None:
    """Note where copies of files lie, also of documents that an earlier try has copied."""
    with copy.writing() as writing:
        for name in order:
            for place in reading.copies(name):
                writing.note_copy(name, place)


def _batches(documents: Iterator[_Whole]) -> Iterator[list[_Whole]]:
    batch: list[_Whole] = []
    for document in documents:
        batch.append(document)
        if sum(len(one.passages) for one in batch) >= BATCH_PASSAGES:
            yield batch
            batch = []
    if batch:
        yield batch


def _whole(reading: Reading, model: Model, name: str, added: str) -> _Whole:
    document = reading.document(name)
    original = reading.original(name)
    rows, _ = reading.forms(name)
    found, vectors = reading.vectors_of(model, rows)
    if document is None or original is None or len(found) != len(rows):
        raise LibraryError(f"document {name!r} is not whole. Run index check --repair first.")
    numbers = rows.tolist()
    passages, tokens = reading.passages_at(numbers), reading.token_vectors(numbers)
    embeddings = [
        Embedding(vector, tokens.get(row, b""))
        for row, vector in zip(numbers, vectors, strict=True)
    ]
    whole = tuple(passages[row] for row in numbers)
    return _Whole(document, original, added, whole, tuple(embeddings))


def _prove(reading: Reading, model: Model, copy: Store, order: Sequence[str]) -> int:
    """Compare the copy with the source; return how many lists of ten were equal: all of them.

    Raises: LibraryError, naming what differs.
    """
    with copy.reading() as copied:
        copied_model = copied.model()
        if copied_model is None or copied.passage_count() != reading.passage_count():
            raise LibraryError(_differs(f"{copied.passage_count()} passages were copied"))
        added = {summary.id: summary.added for summary in copied.summaries()}
        if sorted(added) != sorted(order):
            raise LibraryError(_differs(f"{len(added)} documents were copied"))
        known = {summary.id: summary.added for summary in reading.summaries()}
        for name in order:
            before = _whole(reading, model, name, known[name])
            if before.digest() != _whole(copied, copied_model, name, added[name]).digest():
                raise LibraryError(_differs(f"document {name!r} is not the same"))
        asked = _samples(reading, order)
        for row in asked:
            _compare_lists(reading, model, copied, row)
    return 2 * len(asked)


def _samples(reading: Reading, order: Sequence[str]) -> list[int]:
    """Return rows to ask about, from all over the library, the same ones each time."""
    chooser = random.Random(0)  # noqa: S311 - a sample, not a secret
    names = list(order)
    chooser.shuffle(names)
    rows = [reading.forms(name)[0].tolist() for name in islice(names, PROOFS)]
    every = [row for each in rows for row in each]
    return sorted(chooser.sample(every, min(PROOFS, len(every))))


def _compare_lists(reading: Reading, model: Model, copied: Reading, row: int) -> None:
    passage = reading.passages_at([row])[row]
    _, vectors = reading.vectors_of(model, np.array([row]))
    expression = match_expression(passage.text[:120])
    for kind in ("meaning", "words"):
        lists = []
        for side in (reading, copied):
            scored = (
                side.nearest(vectors[0], limit=10, scope=Scope())
                if kind == "meaning"
                else side.matching(expression, limit=10, scope=Scope())
                if expression
                else []
            )
            there = side.passages_at([found for found, _ in scored])
            lists.append([(there[found].document_id, there[found].id, s) for found, s in scored])
        if not _equal(*lists):
            raise LibraryError(_differs(f"the best ten by {kind} for {passage.id!r} are not equal"))


def _equal(first: Sequence[Place], second: Sequence[Place]) -> bool:
    """Return whether two lists are equal but for the order of what scores the same."""
    close = all(abs(a[2] - b[2]) < 1e-5 for a, b in zip(first, second, strict=False))
    edge = min((score for *_, score in first), default=0.0) + 1e-5
    certain = [{row[:2] for row in each if row[2] > edge} for each in (first, second)]
    return len(first) == len(second) and close and certain[0] == certain[1]


def _differs(what: str) -> str:
    return f"the copy differs: {what}; nothing was switched. Run the same command again."
