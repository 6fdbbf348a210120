"""The library's SQLite file: its tables, how it is opened, and which versions can be read.

apsw bundles a current SQLite; the one that comes with many systems has a bug that can corrupt a
database in write-ahead mode when two connections check-point at once (fixed in 3.51.3).
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import apsw

from index.errors import LibraryDamaged, LibraryError
from index.sealed import Sealed, opened

APPLICATION_ID = 0x466E7431  # "Fnt1", so that a foreign database is told from ours
BUSY_MS = 5_000
REPAIR = "Run index check --repair."
TOKENIZER = ("porter", ["unicode61", "remove_diacritics", "2"])

# Append only: step N brings a file from version N to version N + 1.
_STEPS = (
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE models (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    dimension INTEGER NOT NULL);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    year INTEGER,
    pages INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    refs INTEGER NOT NULL,
    warnings TEXT NOT NULL,
    added TEXT NOT NULL,
    body BLOB NOT NULL,
    words BLOB NOT NULL);
CREATE INDEX documents_by_sha256 ON documents (sha256);
CREATE INDEX documents_by_source ON documents (source);
CREATE TABLE originals (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    data BLOB NOT NULL);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    section TEXT NOT NULL,
    page INTEGER,
    context TEXT NOT NULL,
    text TEXT NOT NULL,
    form BLOB NOT NULL);
CREATE INDEX passages_by_document ON passages (document);
CREATE INDEX passages_by_id ON passages (id);
CREATE INDEX passages_by_form ON passages (form);
CREATE TABLE vectors (
    model INTEGER NOT NULL REFERENCES models,
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    pooled BLOB NOT NULL,
    PRIMARY KEY (model, passage)) WITHOUT ROWID;
CREATE INDEX vectors_by_passage ON vectors (passage);
CREATE TABLE token_vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES models,
    data BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
    context, text, content='', contentless_delete=1,
    tokenize="porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
INSERT INTO meta VALUES ('epoch', '0');
INSERT INTO meta VALUES ('identity', lower(hex(randomblob(8))));
""",
    """
CREATE TABLE copies (
    source TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX copies_by_document ON copies (document);
""",
)
VERSION = len(_STEPS)


def connect(path: Path) -> apsw.Connection:
    """Return a connection to the library's file, ready for use, `Sealed` if it cannot be written.

    Raises: LibraryError where the file is not ours, or of a newer version.
    """
    with explaining(path):
        connection = opened(path)
        connection.set_busy_timeout(BUSY_MS)
        connection.pragma("trusted_schema", False)
        connection.pragma("foreign_keys", True)
        if not isinstance(connection, Sealed):
            log_ahead(connection)
        connection.pragma("synchronous", "full")  # acknowledged means durable
        connection.pragma("cache_size", -12_288)  # KiB; the system holds more
        _recognise(connection, path)
    return connection


def log_ahead(connection: apsw.Connection) -> None:
    """Let the file have a write-ahead log.

    SQLite does not wait for a file that another process turns to it at that moment: we do.
    """
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.pragma("journal_mode", "wal")
            return
        except apsw.BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


@contextlib.contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn what SQLite says within the block into an error of ours about the file `path`."""
    try:
        yield
    except apsw.Error as exc:
        raise explained(exc, path) from exc
    except UnicodeEncodeError as exc:
        raise LibraryError(
            f"{str(path)!r}: this name is not UTF-8. Choose another, or set LC_ALL=C.UTF-8."
        ) from exc


def explained(error: apsw.Error, path: Path) -> LibraryError:
    """Return the error of ours that says what SQLite's means, and what to do."""
    name, reason = str(path), str(error)
    if isinstance(error, apsw.CorruptError | apsw.NotADBError):
        return LibraryDamaged(f"{name!r} is damaged ({reason}). {REPAIR}")
    if isinstance(error, apsw.FullError):
        return LibraryError(f"{name!r}: the disk is full; nothing was changed. Make room for it.")
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError):
        return LibraryError(f"{name!r} cannot be opened for writing ({reason}). Check its rights.")
    return LibraryError(f"{name!r}: {reason}. The last change was not made; try it again.")


def _recognise(connection: apsw.Connection, path: Path) -> None:
    """Make sure that the file is a library of this version: make it one, or bring it up to date."""
    if _version(connection, path) == len(_STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")  # others may be about to do the same
    try:
        for step in _STEPS[_version(connection, path) :]:
            connection.execute(step)
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", len(_STEPS))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: apsw.Connection, path: Path) -> int:
    """Return the version of a library, 0 for an empty file. Raises: LibraryError for any other."""
    with connection:  # all of one moment, as another process may be making it a library
        version = int(connection.pragma("user_version"))
        made_by = connection.pragma("application_id")
        tables = connection.execute("SELECT count(*) FROM sqlite_master").get
    if made_by != APPLICATION_ID:
        if tables == 0:
            return 0
        raise LibraryError(f"{str(path)!r} is not a Footnote library. Choose another folder.")
    if version > len(_STEPS):
        raise LibraryError(f"{str(path)!r} was made by a newer Footnote. Update this one.")
    return version
