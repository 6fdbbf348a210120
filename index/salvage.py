"""Making a new library of what a damaged SQLite file still gives away."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import apsw

from index.document_bytes import unpack_document
from index.encoder import Encoder
from index.errors import LibraryDamaged, LibraryError
from index.library import Library, open_library
from index.salvage_swap import swap
from index.schema import connect, explaining
from index.sqlite_store import FILE, WAIT
from ingest.document import Document
from ingest.errors import Encrypted, IngestError

GIVE_UP_AFTER = 1_000  # documents in a row that cannot be named
# What SQLite says of damage; anything else is trouble with the disk, which may pass.
_DAMAGE = (apsw.CorruptError, apsw.NotADBError, apsw.SQLError)


@dataclass(frozen=True, slots=True)
class Salvage:
    """`kept_as` is where the damaged file lies now; `lost` are (document, why)."""

    kept_as: str
    saved: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Original:
    """A file as it was stored, and where `copies` of it lay.

    `packed` is what was read from it, where that is there.
    """

    id: str
    source: str
    data: bytes | None
    packed: tuple[bytes, bytes] | None = None
    copies: tuple[str, ...] = ()


def unread(error: IngestError, advice: str) -> IngestError:
    """Return the error that says what to do about a stored file that cannot be read again."""
    if isinstance(error, Encrypted):
        return Encrypted(f"its file needs a password: {advice} with --password")
    return IngestError(f"{str(error).rstrip('.')}; {advice}")


def salvage(path: Path, *, encoder: Encoder | None = None) -> Salvage:
    """Set the damaged file aside and add its readable originals to a new library in its place.

    The new library is made beside the old one and moved in when it is complete.

    Raises: LibraryError where it is not: the file is then left as it is.
    """
    file = path / FILE
    for left in path.glob("salvage-*"):  # of an attempt that was cut off
        shutil.rmtree(left, ignore_errors=True)
    fresh = path / f"salvage-{os.getpid()}"
    try:
        saved, lost = _save(file, fresh, encoder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    try:
        kept_as = swap(path, FILE, fresh, wait=WAIT)
    except OSError as exc:
        reason = exc.strerror or exc
        raise LibraryError(f"{str(path)!r} cannot be written ({reason}). Mend it again.") from exc
    return Salvage(kept_as, tuple(saved), tuple(lost))


def _save(
    file: Path, fresh: Path, encoder: Encoder | None
) -> tuple[list[str], list[tuple[str, str]]]:
    """Make a library in the folder `fresh`; return what was saved, and what was lost and why."""
    saved: list[str] = []
    lost: list[tuple[str, str]] = []
    with open_library(fresh, encoder=encoder) as library:
        for original in _originals(file):
            if original.data is None:
                lost.append((original.id, "its original cannot be read; add the file again"))
                continue
            try:
                _put(library, original, original.data)
                saved.append(original.id)
            except IngestError as exc:  # any other error ends it: nothing has been exchanged yet
                lost.append((original.id, str(exc)))
    with explaining(fresh / FILE), contextlib.closing(connect(fresh / FILE)) as connection:
        connection.pragma("journal_mode", "delete")  # all of it is in the one file that is moved
    return saved, lost


def _put(library: Library, original: _Original, data: bytes) -> None:
    """Store a document, read anew or, where its file cannot be (a password), as it was.

    Raises: IngestError where neither can be done.
    """
    put = partial(library.put_original, data, identifier=original.id, source=original.source)
    try:
        put()
    except IngestError as exc:
        known = _unpacked(original)
        if known is None or known.sha256 != hashlib.sha256(data).hexdigest():
            raise unread(exc, "add it again") from exc
        put(known=known)
    if original.copies:
        with library.store.writing() as writing:
            for place in original.copies:
                writing.note_copy(original.id, place)


def _unpacked(original: _Original) -> Document | None:
    """Return the document as it was stored; None where that is not whole, by its checksum."""
    with contextlib.suppress(LibraryDamaged):
        return unpack_document(*original.packed) if original.packed else None
    return None


def _originals(file: Path) -> Iterator[_Original]:
    """Yield every document that can be named, with its bytes where they are whole.

    Raises: LibraryError where nothing can be named, or the disk itself does not answer: such a
    file is no less worth for being left as it is.
    """
    connection: apsw.Connection | None = None
    try:
        connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READWRITE)
        named = unread = 0
        number = _number_after(connection, 0)
        while number is not None and unread < GIVE_UP_AFTER:
            found = _read_one(connection, number)
            if found is not None:
                yield found
            known = found is not None and bool(found.source)
            named, unread = (named + 1, 0) if known else (named, unread + 1)
            number = _number_after(connection, number)
        if not named and unread:
            raise LibraryDamaged(
                f"{str(file)!r} gives nothing away, and is left as it is. Restore a backup (index "
                "restore), or move it away and add the files again."
            )
    except apsw.Error as exc:
        raise LibraryError(
            f"{str(file)!r} cannot be read ({exc}); nothing was changed. Mend it again, or mend a "
            "copy on another disk."
        ) from exc
    finally:
        if connection is not None:
            with contextlib.suppress(apsw.Error):  # it may not let itself be closed in order
                connection.close(force=True)


def _number_after(connection: apsw.Connection, number: int) -> int | None:
    """Return the next number that a document has by any table that can be read.

    Where none can, it may be the very next; None where there is no other.
    """
    found: list[int] = []
    readable = False
    for column, table in (("number", "documents"), ("document", "originals")):
        query = f"SELECT min({column}) FROM {table} WHERE {column} > ?"  # noqa: S608
        with contextlib.suppress(*_DAMAGE):
            [(following,)] = connection.execute(query, (number,))
            readable = True
            if isinstance(following, int):
                found.append(following)
    return min(found, default=None) if readable else number + 1


def _read_one(connection: apsw.Connection, number: int) -> _Original | None:
    try:
        facts = connection.execute(
            "SELECT id, source, sha256 FROM documents WHERE number = ?", (number,)
        ).fetchall()
    except _DAMAGE:
        return _Original(f"number {number}", "", None)
    if not facts:
        return None
    identifier, source, sha256 = (str(value) for value in facts[0])
    data, packed = None, None
    copies: tuple[str, ...] = ()
    with contextlib.suppress(*_DAMAGE):
        query = "SELECT data FROM originals WHERE document = ?"
        data = next((one for (one,) in connection.execute(query, (number,))), None)
    with contextlib.suppress(*_DAMAGE):
        query = "SELECT body, words FROM documents WHERE number = ?"
        packed = next(((body, words) for body, words in connection.execute(query, (number,))), None)
    with contextlib.suppress(*_DAMAGE):  # an older library notes none
        query = "SELECT source FROM copies WHERE document = ?"
        copies = tuple(str(one) for (one,) in connection.execute(query, (number,)))
    if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != sha256:
        data = None
    return _Original(identifier, source, data, packed, copies)
