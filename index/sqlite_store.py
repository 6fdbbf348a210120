"""The embedded store: SQLite holds everything, FAISS generations beside it make search fast.

library.sqlite   documents, originals, passages, vectors, full-text index: the truth
index/           FAISS generations, derived (see `index.generations`)
writer.lock      held by the one writer
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import numpy as np

from index.dense import DenseView, Generation, Passages, make_view
from index.encoder import Vectors
from index.errors import LibraryBusy, LibraryDamaged, LibraryError
from index.files import exclusive, holder, make_folder
from index.place import is_database
from index.salvage_swap import READY, finish_swap
from index.schema import REPAIR, VERSION, connect, explained
from index.sealed import Sealed, require_unchanged
from index.sqlite_reading import SqliteReading
from index.sqlite_writing import SqliteWriting
from index.status import Status, sizes
from index.store import Finding, Model, Rows

FILE = "library.sqlite"
IN_MEMORY = Path(":memory:")  # as SQLite calls it: what is read where there is no file yet
WAIT = 30.0  # seconds that a second writer waits for the first
TAIL_ROWS = 64  # so many rows are searched without a generation at no cost worth speaking of
TAIL_SHARE = 0.1
BATCH = 20_000  # vectors read at a time
log = logging.getLogger(__name__)


def require_library(place: Path) -> None:
    """Raise LibraryError where there is no library: a name that was mistyped makes none.

    An empty folder is one to which nothing was added yet.
    """
    if is_database(place) or is_library(place):
        return
    if place.is_dir() and not any(place.iterdir()):
        return
    raise LibraryError(
        f"there is no library in {str(place)!r}. Check --library, or begin with: index add FILE…"
    )


def is_library(folder: Path) -> bool:
    """Say whether a library lies in a folder, or one that was mended and is to be moved in."""
    return (folder / FILE).is_file() or (folder / READY / FILE).is_file()


def require_not_emptied(file: Path) -> None:
    """Raise LibraryDamaged for a file without a byte where something was stored before.

    SQLite takes it for a new one, and would make an empty library of it without a word.
    """
    written = (file.with_name("writer.lock"), file.parent / "index")
    with contextlib.suppress(OSError):  # none is there yet, or whoever opens it says why not
        if not file.stat().st_size and any(path.exists() for path in written):
            raise LibraryDamaged(f"{str(file)!r} is damaged (it is empty). {REPAIR}")


class SqliteStore:
    """A `Store` in a folder. Safe to use from many threads and many processes.

    Where there is none, it is made at once; without `make` when something is first stored in it,
    and is read as an empty one until then.
    """

    def __init__(self, folder: Path, *, wait: float = WAIT, make: bool = True) -> None:
        self._folder = folder
        self._wait = wait
        self._file = folder / FILE
        self._idle: list[apsw.Connection] = []
        self._guard = threading.Lock()
        self._view: DenseView | None = None
        self.notes: list[str] = []
        self._is_made = False
        if make or is_library(folder):
            self._make()
        require_not_emptied(self._file)
        with self._connection():
            pass  # fails now, with a message, where the file cannot be used

    @contextlib.contextmanager
    def reading(self) -> Iterator[SqliteReading]:
        """Return one consistent state: a read transaction, which waits for no one."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield SqliteReading(connection, self._dense)
            finally:  # what went wrong may have come of a change, too
                connection.execute("ROLLBACK")
                self._require_unchanged(connection)

    def _require_unchanged(self, connection: apsw.Connection) -> None:
        try:
            require_unchanged(connection)
        except LibraryBusy:
            with self._guard:
                self._view = None  # it may be of two states
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[SqliteWriting]:
        """Return the transaction of the one writer; it commits at the end of the block."""
        self._make()
        with self._connection() as connection, self._locked():
            connection.execute("BEGIN IMMEDIATE")
            try:
                writing = SqliteWriting(connection, self._dense)
                yield writing
                writing.bump_epoch()
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def publish(self, *, force: bool = False) -> str:
        """Write a new generation if the newest rows are many, and return its name, else ""."""
        from index import generations

        with self.reading() as reading:
            if not self._is_due(reading, force=force):
                return ""
        with self.writing() as writing:
            token = writing.know_generation()
        with self._locked(), self.reading() as reading:
            model = reading.model()
            if model is None:
                return ""
            rows = self._dense(reading).rows
            step = max(len(rows) // generations.TRAINED_ON, 1)
            _, sample = reading.vectors_of(model, rows[::step])
            made_of = generations.Vectorised(_batches(reading, model, rows), sample, len(rows))
            name = generations.publish(
                self._folder / "index", made_of, model=model.name, store=token
            )
        with self._guard:
            self._view = None
        return name

    def _is_due(self, reading: SqliteReading, *, force: bool) -> bool:
        if reading.model() is None or force:
            return reading.model() is not None
        view = self._dense(reading)
        return view.stale_rows() >= max(TAIL_ROWS, TAIL_SHARE * len(view.rows))

    def status(self) -> Status:
        """Return sizes, the model, and the state of the generation."""
        with self.reading() as reading:
            model = reading.model()
            view = self._dense(reading)
            documents = len(reading.summaries())
        parts = sizes(self._folder)
        return Status(
            path=str(self._folder),
            documents=documents,
            passages=len(view.rows),
            model=model.name if model else "",
            dimension=model.dimension if model else 0,
            epoch=view.epoch,
            schema=VERSION,
            generation=view.generation.name if view.generation else "",
            tail=len(view.tail_rows),
            bytes=sum(parts.values()),
            notes=tuple(self.notes),
            parts=parts,
            generations=tuple(sorted(path.name for path in self._folder.glob("index/gen-??????"))),
            writer=holder(self._folder / "writer.lock"),
        )

    def check_index(self) -> list[Finding]:
        """Return what is wrong with the current generation: nothing, or one finding."""
        with self.reading() as reading:
            return self._check_generation(reading)

    def _check_generation(self, reading: SqliteReading) -> list[Finding]:
        from index import generations

        model = reading.model()
        if model is None:
            return []
        folder, known = self._folder / "index", reading.generations()
        generation, doubt = generations.load(folder, model=model.name, stores=known)
        if generation is not None:
            batches = _batches(reading, model, generation.rows)
            if not all(generations.holds(generation, *batch) for batch in batches):
                doubt = f"index generation {generation.name!r} does not hold the library's vectors"
        return [Finding("generation", "", doubt)] if doubt else []

    def close(self) -> None:
        """Close all idle connections."""
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            _let_go(connection)

    def _make(self) -> None:
        """Make the folder if it is not there, and what an interrupted repair left to be done."""
        if self._is_made:
            return
        try:
            make_folder(self._folder)
            finish_swap(self._folder, FILE, wait=self._wait)
        except OSError as exc:
            raise LibraryError(f"{str(self._folder)!r} cannot be made ({exc.strerror}).") from exc
        self._is_made = True

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with exclusive(self._folder / "writer.lock", wait=self._wait):
                yield
        except OSError as exc:
            raise LibraryError(
                f"{str(self._folder)!r} cannot be written ({exc.strerror or exc}). "
                "The last change was not made."
            ) from exc

    @contextlib.contextmanager
    def _connection(self) -> Iterator[apsw.Connection]:
        connection = self._idle_one()
        is_made = self._is_made
        try:
            connection = connection or connect(self._file if is_made else IN_MEMORY)
            yield connection
        except BaseException as exc:
            if connection is not None:  # what it was doing is taken back now, not some time later
                _let_go(connection)
            if isinstance(exc, apsw.Error):
                raise explained(exc, self._file) from exc
            raise
        if not is_made:
            _let_go(connection)
            return
        with self._guard:
            self._idle.append(connection)

    def _idle_one(self) -> apsw.Connection | None:
        """Return a connection that nobody uses and that sees the file as it is, None if none is."""
        with self._guard:
            connection = self._idle.pop() if self._idle else None
        if isinstance(connection, Sealed) and connection.is_stale():
            _let_go(connection)
            return None
        return connection

    def _dense(self, reading: SqliteReading) -> DenseView:
        """Return the vectors of the state that `reading` sees."""
        view, epoch = self._view, reading.epoch()
        if view is not None and view.epoch == epoch:
            return view
        view = self._build_view(reading, epoch, view)
        with self._guard:
            if self._view is None or self._view.epoch < epoch:
                self._view = view
        return view

    def _build_view(
        self, reading: SqliteReading, epoch: int, before: DenseView | None
    ) -> DenseView:
        model = reading.model()
        passages = _passages(reading, before if before and before.epoch < epoch else None)
        generation = self._generation(reading, model, before)
        return make_view(epoch, passages, generation, model, reading.vectors_of, before=before)

    def _generation(
        self, reading: SqliteReading, model: Model | None, before: DenseView | None
    ) -> Generation | None:
        """Return the current generation, from memory where it is still the one there."""
        from index import generations

        if model is None:
            return None
        folder = self._folder / "index"
        if before is not None and before.model == model:
            held = before.generation
            if (held.name if held else "") == generations.current(folder):
                return held
        generation, doubt = generations.load(folder, model=model.name, stores=reading.generations())
        if doubt and not self._has_changed_since(reading):
            note = f"{doubt}: searching the vectors in {FILE} instead; index rebuild mends it."
            log.warning("%s", note)
            self.notes.append(note)
        return generation

    def _has_changed_since(self, reading: SqliteReading) -> bool:
        """Say whether `reading` sees an older state, for which a newer generation is not made."""
        with self.reading() as now:
            return now.epoch() != reading.epoch()


def _batches(reading: SqliteReading, model: Model, rows: Rows) -> Iterator[tuple[Rows, Vectors]]:
    """Yield those of `rows` that have a vector, and the vectors, so many at a time."""
    for start in range(0, len(rows), BATCH):
        yield reading.vectors_of(model, rows[start : start + BATCH])


def _passages(reading: SqliteReading, before: DenseView | None) -> Passages:
    """Return what there is to search: what is known from an earlier state, and what changed.

    A document's passages come and go with it, under a number that is never used twice.
    """
    if before is None or not len(before.rows):
        return reading.passage_table()
    held = before.passages
    kept = np.isin(held.documents, reading.document_numbers())
    newer = reading.passage_table(after=int(held.rows[-1]))
    passages = held.without(kept).followed_by(newer) if not kept.all() else held.followed_by(newer)
    # Another file may have come in place of the one that was known, from a backup.
    return passages if len(passages) == reading.passage_count() else reading.passage_table()


def _let_go(connection: apsw.Connection) -> None:
    """Close a connection; a journal that cannot be folded in now is so at the next closing."""
    with contextlib.suppress(apsw.Error):
        connection.close(force=True)
