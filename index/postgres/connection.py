"""Connections to a shared library's database: pooled, checked, and with errors of ours.

A server that was restarted, or a replica that took over from it, is found again without a restart
of ours: what is broken is thrown away, and to connect is tried again for a few seconds. Nothing
that may have changed something is ever sent twice.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator

import psycopg
from pgvector.psycopg import register_vector
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from index.errors import LibraryBusy, LibraryError, LibraryUnreachable
from index.place import Database, without_secrets
from index.postgres.schema import prepare
from ingest.running import own_command

READ_SECONDS = 60  # no statement of a question may take longer in the database
RESUME_SECONDS = 10.0  # for which a server that does not answer is tried again
POOL = 16  # connections of one process to one database; FOOTNOTE_POOL
WAIT_SECONDS = 30.0  # for one of them to come back
# What a connection says of itself, unless the DSN says otherwise. A host that is cut off, and so
# does not even refuse, is given up after about as many seconds as it is waited for at the start.
_DEFAULTS = {
    "connect_timeout": "3",
    "keepalives_idle": "3",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "8000",
}


class Connections:
    """The connections of one process to one database, for any number of threads."""

    def __init__(self, database: Database, name: str, *, resume: float = RESUME_SECONDS) -> None:
        self._database = database
        self._name = name
        self._resume = resume
        self._idle: list[psycopg.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        self._reached = False
        self._places = threading.BoundedSemaphore(_pool_size())
        self._mine = threading.local()

    @contextlib.contextmanager
    def borrowed(self) -> Iterator[psycopg.Connection]:
        """Lend a connection in autocommit mode; errors in the block become ours."""
        with self._place():
            try:
                connection = self._living() or self._reach()
                try:
                    yield connection
                finally:
                    self._take_back(connection)
            except psycopg.Error as exc:
                raise self.explained(exc) from exc

    def close(self) -> None:
        """Close all idle connections, and those that are lent when they come back."""
        with self._guard:
            self._closed = True
        self._drop_idle()

    def explained(self, error: psycopg.Error) -> LibraryError:
        """Return the error of ours that says what PostgreSQL's means, and what to do."""
        reason = " ".join(without_secrets(str(error), self._database.dsn).split())
        name = self._name
        if isinstance(error, errors.LockNotAvailable):
            return LibraryBusy(f"{name!r} is being written by another program. Try again.")
        if isinstance(error, errors.QueryCanceled):
            return LibraryError(f"{name!r} took over {READ_SECONDS} s to answer. Try again.")
        if isinstance(error, errors.InsufficientPrivilege):
            return LibraryError(f"{name!r} does not let you do this ({reason}). Ask its owner.")
        if isinstance(error, errors.DiskFull):
            return LibraryError(f"{name!r}: the server's disk is full; nothing was changed.")
        if isinstance(error, (psycopg.OperationalError, errors.ReadOnlySqlTransaction)):
            return LibraryUnreachable(
                f"{name!r} cannot be reached ({reason}). Check server and rights."
            )
        return LibraryError(f"{name!r}: {reason}. The last change was not made; try it again.")

    @contextlib.contextmanager
    def _place(self) -> Iterator[None]:
        """Hold one of the places of the pool; a thread that has one already needs no other."""
        held = getattr(self._mine, "held", 0)
        if not held and not self._places.acquire(timeout=WAIT_SECONDS):
            raise LibraryBusy(
                f"all connections to {self._name!r} have been in use for {WAIT_SECONDS:g} s. "
                "Try again, or allow more: FOOTNOTE_POOL."
            )
        self._mine.held = held + 1
        try:
            yield
        finally:
            self._mine.held -= 1
            if not held:
                self._places.release()

    def _living(self) -> psycopg.Connection | None:
        """Return an idle connection that still answers; where one does not, none of them will."""
        with self._guard:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            return None
        try:
            connection.execute("SELECT 1")
        except psycopg.Error:
            connection.close()
            self._drop_idle()
            return None
        return connection

    def _reach(self) -> psycopg.Connection:
        """Return a new connection; where one was had before, go on trying for a while."""
        end, pause = time.monotonic() + self._resume, 0.1
        while True:
            try:
                connection = self._connect()
                self._reached = True
                return connection
            except psycopg.OperationalError as exc:
                if not self._reached or time.monotonic() + pause > end or not _passing(exc):
                    raise
                time.sleep(pause)
                pause = min(2 * pause, 1.0)

    def _connect(self) -> psycopg.Connection:
        given = conninfo_to_dict(self._database.dsn)
        settings = {name: value for name, value in _DEFAULTS.items() if name not in given}
        settings["fallback_application_name"] = f"footnote {os.getpid()} ({own_command()[:40]})"
        dsn = make_conninfo(self._database.dsn, **settings)
        connection = psycopg.connect(dsn, autocommit=True)
        try:
            prepare(connection, self._name)
            register_vector(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _take_back(self, connection: psycopg.Connection) -> None:
        if connection.closed or connection.broken:
            return
        if connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            connection.close()  # left in the middle of something: nothing of it may be reused
            return
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _drop_idle(self) -> None:
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


def _pool_size() -> int:
    typed = os.environ.get("FOOTNOTE_POOL", "") or str(POOL)
    if not typed.isdecimal() or not 1 <= int(typed) <= 1000:
        raise LibraryError(f"FOOTNOTE_POOL is {typed!r}; set a number from 1 to 1000.")
    return int(typed)


def _passing(error: psycopg.OperationalError) -> bool:
    """Return whether a refusal may be over soon: not where it is about who asks, or for what."""
    lasting = ("authentication", "pg_hba.conf", "does not exist", "certificate")
    return not any(word in str(error) for word in lasting)
