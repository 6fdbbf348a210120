"""A database that can be read and not written: on a read-only disk, or in somebody else's folder.

SQLite reads a file with a write-ahead log only where it can make that log's own files beside it. A
file that has none holds all that was committed, and is read as it is.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from urllib.parse import quote

import apsw

from index.errors import LibraryBusy


class Sealed(apsw.Connection):
    """A connection for reading that takes no locks: whoever uses it asks whether it is stale."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"file:{quote(str(path))}?immutable=1",
            flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI,
        )
        self.path = path
        self._seen = _state_of(path)

    def is_stale(self) -> bool:
        """Say whether others have begun to write the file, or have written it."""
        return not _is_sealed(self.path) or _state_of(self.path) != self._seen


def require_unchanged(connection: apsw.Connection) -> None:
    """Raise LibraryBusy where what was read may be of two states of the file."""
    if isinstance(connection, Sealed) and connection.is_stale():
        name = str(connection.path)
        raise LibraryBusy(f"{name!r} was changed while it was read. Ask again.")


def opened(path: Path) -> apsw.Connection:
    """Return a connection to a database, `Sealed` where it can only be read. Raises: apsw.Error."""
    return Sealed(path) if _is_sealed(path) else apsw.Connection(str(path))


def _is_sealed(path: Path) -> bool:
    """Say whether nothing can be written beside the file, and nobody who can is at it."""
    if not path.is_file() or may_be_written(path.parent):
        return False
    log, shared = (path.with_name(f"{path.name}-{part}") for part in ("wal", "shm"))
    with contextlib.suppress(FileNotFoundError):  # whoever was at it has just ended
        return not (log.exists() and (shared.exists() or log.stat().st_size))
    return True


def may_be_written(folder: Path) -> bool:
    """Say whether this process may make files in a folder."""
    return os.access(folder, os.W_OK, effective_ids=True)


def _state_of(path: Path) -> tuple[int, int, int]:
    facts = path.stat()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns
