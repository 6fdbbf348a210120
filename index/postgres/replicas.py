"""Where a shared library is read: at a replica if one is named and keeps up, else the primary."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from index.errors import LibraryBusy, LibraryError, LibraryUnreachable
from index.place import database_at, place, shards_of, shown
from index.postgres.connection import READ_SECONDS, Connections

REPLICA = "FOOTNOTE_READ_DSN"
_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
AVOIDED_SECONDS = 5.0  # for which a replica that did not answer is left alone


def replicas(shards: int) -> list[Path] | list[None]:
    """Return which replica of each shard to read from, as FOOTNOTE_READ_DSN names them, or None.

    Raises: LibraryError where it names more or fewer.
    """
    if not (typed := os.environ.get(REPLICA, "")):
        return [None] * shards
    named = shards_of(place(typed))
    if len(named) != shards:
        raise LibraryError(
            f"{REPLICA} names {len(named)} replicas of {shards} databases. Name one of each."
        )
    return named


class Readers:
    """The connections that a store reads from; a process sees what it has itself committed."""

    def __init__(self, primary: Connections, replica: Path | None) -> None:
        self._primary = primary
        self._replica: Connections | None = None
        if replica is not None:
            self._replica = Connections(database_at(replica), shown(replica), resume=0.0)
        self._avoided_until = 0.0
        self._written = ""  # the position in the log that a replica must have reached

    def close(self) -> None:
        """Close the connections to the replica."""
        if self._replica is not None:
            self._replica.close()

    def note_commit(self, connection: psycopg.Connection) -> None:
        """Remember, just after a commit at the primary, how far a replica must be from now on."""
        if self._replica is None:
            return
        with contextlib.suppress(psycopg.Error):  # what was committed stays committed
            found = connection.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
            self._written = str(found[0]) if found else ""

    @contextlib.contextmanager
    def primary_or_replica(self) -> Iterator[psycopg.Connection]:
        """Lend a connection to the primary, or to the replica where that is all there is."""
        with contextlib.ExitStack() as stack:
            try:
                connection = stack.enter_context(self._primary.borrowed())
            except LibraryUnreachable:
                if self._replica is None:
                    raise
                connection = stack.enter_context(self._replica.borrowed())
            yield connection

    @contextlib.contextmanager
    def begun(self) -> Iterator[psycopg.Connection]:
        """Lend a connection with a read transaction begun, and end that after the block."""
        with contextlib.ExitStack() as stack:
            connection = self._at_replica(stack)
            if connection is None:
                connection = stack.enter_context(self._primary.borrowed())
                connection.execute(_BEGIN)
            try:
                connection.execute(f"SET LOCAL statement_timeout = '{READ_SECONDS}s'")
                yield connection
            finally:
                end_transaction(connection)

    def _at_replica(self, stack: contextlib.ExitStack) -> psycopg.Connection | None:
        """Return a transaction at the replica, None where there is none or it lags behind us."""
        if self._replica is None or time.monotonic() < self._avoided_until:
            return None
        try:
            with contextlib.ExitStack() as tried:
                connection = tried.enter_context(self._replica.borrowed())
                if self._keeps_up(connection):  # before the transaction chooses what it sees
                    connection.execute(_BEGIN)
                    stack.push(tried.pop_all())
                    return connection
        except (LibraryUnreachable, LibraryBusy):
            self._avoided_until = time.monotonic() + AVOIDED_SECONDS
        return None

    def _keeps_up(self, connection: psycopg.Connection) -> bool:
        """Return whether the replica has all that this process has committed."""
        written = self._written
        if not written:
            return True
        [(reached,)] = connection.execute(
            "SELECT coalesce(pg_last_wal_replay_lsn() >= %s::pg_lsn, true)", (written,)
        ).fetchall()
        if reached and self._written == written:
            self._written = ""
        return bool(reached)


def end_transaction(connection: psycopg.Connection) -> None:
    """Undo a transaction, unless the connection ended before it or a statement was cut short."""
    if connection.info.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
        connection.close()  # it can say nothing more, and the server undoes what it left
    if not connection.closed:
        connection.execute("ROLLBACK")
