"""Connections to a shared library's database: kept, checked, and with errors of ours."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
from pgvector.psycopg import register_vector
from psycopg import errors

from index.errors import LibraryBusy, LibraryError, LibraryUnreachable
from index.place import Database, without_secrets
from index.postgres_schema import prepare

CONNECT_SECONDS = 10
READ_SECONDS = 60  # no question may take longer in the database


class Connections:
    """The connections of one process to one database, for any number of threads."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._idle: list[psycopg.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    @contextlib.contextmanager
    def borrowed(self) -> Iterator[psycopg.Connection]:
        """Lend a connection in autocommit mode; errors in the block become ours."""
        try:
            connection = self._living() or self._connect()
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
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

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
        if isinstance(error, psycopg.OperationalError):
            return LibraryUnreachable(
                f"{name!r} cannot be reached ({reason}). Check server and rights."
            )
        return LibraryError(f"{name!r}: {reason}. The last change was not made; try it again.")

    def _living(self) -> psycopg.Connection | None:
        """Return an idle connection that still answers."""
        while True:
            with self._guard:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                return None
            try:
                connection.execute("SELECT 1")
            except psycopg.Error:
                connection.close()
                continue
            return connection

    def _connect(self) -> psycopg.Connection:
        command = " ".join(Path(word).name for word in sys.argv[:3])
        connection = psycopg.connect(
            self._database.dsn,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            fallback_application_name=f"footnote {os.getpid()} ({command[:40]})",
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
        )
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
