"""The shared store: documents, passages, vectors and words of a collection, all in PostgreSQL."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from index.errors import LibraryBusy, LibraryError
from index.place import database_at, shown
from index.postgres.connection import Connections
from index.postgres.reading import HNSW_FROM, PostgresReading
from index.postgres.replicas import Readers, end_transaction
from index.postgres.schema import VERSION
from index.postgres.writing import PostgresWriting
from index.status import Status
from index.store import Finding, Model

WAIT = 30.0  # seconds that a second writer waits for the first
WRITE_SECONDS = 600
BUILDER_LOCK = 0x466E7433  # the second half is the model
WRITER_LOCK = 0x466E7432  # the first half of the advisory lock; the second is the collection


class PostgresStore:
    """A `Store` in a database. Safe to use from many threads, processes and machines.

    It is read from at `replica` where that keeps up.
    """

    def __init__(self, path: Path, *, wait: float = WAIT, replica: Path | None = None) -> None:
        database = database_at(path)
        self._name = shown(path)
        self._wait = wait
        self.connections = Connections(database, self._name)
        self._readers = Readers(self.connections, replica)
        self.notes: list[str] = []
        try:
            with self._readers.primary_or_replica() as connection:
                self.collection = _collection(connection, database.collection, self._name)
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[PostgresReading]:
        """Return one consistent state: a read transaction, which waits for no one."""
        with self._readers.begun() as connection:
            yield PostgresReading(connection, self.collection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[PostgresWriting]:
        """Return the transaction of the one writer; it commits at the end of the block."""
        with self.connections.borrowed() as connection:
            connection.execute("BEGIN")
            try:
                self._lock(connection)
                writing = PostgresWriting(connection, self.collection)
                yield writing
                writing.bump_epoch()
                connection.execute("COMMIT")
            except BaseException:
                end_transaction(connection)
                raise
            self._readers.note_commit(connection)

    def publish(self, *, force: bool = False) -> str:
        """Make the index for large collections where it is due, and return its name, else ""."""
        with self.reading() as reading:
            model = reading.model()
            if model is None:
                return ""
            large = reading.passage_count() >= HNSW_FROM
        name = hnsw_name(model)
        with self.connections.borrowed() as connection, _only_one(connection, model) as first:
            if not first or not _owns_tables(connection):  # another process builds it, or will
                return ""
            state = _index_state(connection, name)
            if state == "invalid" or (force and state):
                connection.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
                state = ""
            if large and not state:
                _build(connection, name, model)
            elif not force:
                return ""
            connection.execute("ANALYZE passages, vectors, postings, documents")
        return name if large else "exact"

    def status(self) -> Status:
        """Return sizes, the model, and the state of the index."""
        with self.reading() as reading:
            model, epoch = reading.model(), reading.epoch()
            documents, passages = len(reading.summaries()), reading.passage_count()
        with self.connections.borrowed() as connection:
            [(size,)] = connection.execute(
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c"
                " WHERE c.relnamespace = 'footnote'::regnamespace AND c.relkind = 'r'"
            ).fetchall()
            indexed = model is not None and bool(_index_state(connection, hnsw_name(model)))
        return Status(
            path=self._name,
            documents=documents,
            passages=passages,
            model=model.name if model else "",
            dimension=model.dimension if model else 0,
            epoch=epoch,
            schema=VERSION,
            generation=hnsw_name(model) if model and indexed else "exact",
            tail=0,
            bytes=int(size),
            notes=tuple(self.notes),
        )

    def check_index(self) -> list[Finding]:
        """Return what is wrong with the index for large collections: nothing, or one finding."""
        with self.reading() as reading:
            model = reading.model()
            large = reading.passage_count() >= HNSW_FROM
        if model is None:
            return []
        with self.connections.borrowed() as connection:
            state = _index_state(connection, hnsw_name(model))
        if state == "invalid":
            problem = f"the index {hnsw_name(model)!r} was not finished"
        elif not state and large:
            problem = f"there is no index {hnsw_name(model)!r}, so that each search is slow"
        else:
            return []
        return [Finding("generation", "", problem)]

    def close(self) -> None:
        """Close all idle connections."""
        self._readers.close()
        self.connections.close()

    def _lock(self, connection: psycopg.Connection) -> None:
        """Become the one writer of the collection, for the time of the transaction."""
        connection.execute(f"SET LOCAL lock_timeout = '{max(int(self._wait * 1000), 1)}ms'")
        connection.execute(f"SET LOCAL statement_timeout = '{WRITE_SECONDS}s'")
        try:
            connection.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", (WRITER_LOCK, self.collection)
            )
        except psycopg.errors.LockNotAvailable as exc:
            end_transaction(connection)
            raise LibraryBusy(
                f"{self._name!r} is being written by {self._holder(connection)}; "
                f"waited {self._wait:g} s. Try again when it is done."
            ) from exc

    def _holder(self, connection: psycopg.Connection) -> str:
        found = connection.execute(
            "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %s AND l.objid = %s",
            (WRITER_LOCK, self.collection),
        ).fetchone()
        return str(found[0]) if found and found[0] else "another program"


def rename_collection(path: Path, name: str) -> None:
    """Give the collection at `path` the name of one that has no documents, in one step."""
    database = database_at(path)
    connections = Connections(database, shown(path))
    with connections.borrowed() as connection, connection.transaction():
        connection.execute(
            "DELETE FROM collections c WHERE name = %s AND NOT EXISTS"
            " (SELECT 1 FROM documents d WHERE d.collection = c.number)",
            (name,),
        )
        connection.execute(
            "UPDATE collections SET name = %s WHERE name = %s", (name, database.collection)
        )
    connections.close()


def hnsw_name(model: Model) -> str:
    """Return the name of the HNSW index over the vectors of a model."""
    return f"vectors_hnsw_{model.number}"


def _collection(connection: psycopg.Connection, name: str, shown_as: str) -> int:
    """Return the number of a collection, which is made if it is not there."""
    query = "SELECT number FROM collections WHERE name = %s"
    found = connection.execute(query, (name,)).fetchone()
    if found is None and _owns_tables(connection):
        connection.execute(
            "INSERT INTO collections (name, identity) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            (name, secrets.token_hex(8)),
        )
        found = connection.execute(query, (name,)).fetchone()
    if found is None:  # whether there is such a collection is no business of a stranger
        raise LibraryError(f"{shown_as!r} is not open to you. Ask its owner: index members --add.")
    return int(found[0])


def _owns_tables(connection: psycopg.Connection) -> bool:
    """Return whether this role may make collections and indexes."""
    [(owns,)] = connection.execute(
        "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class"
        " WHERE oid = 'footnote.vectors'::regclass"
    ).fetchall()
    return bool(owns)


def _index_state(connection: psycopg.Connection, name: str) -> str:
    """Return "valid", "invalid" or, where there is no such index, ""."""
    found = connection.execute(
        "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", (f"footnote.{name}",)
    ).fetchone()
    return "" if found is None else "valid" if found[0] else "invalid"


@contextlib.contextmanager
def _only_one(connection: psycopg.Connection, model: Model) -> Iterator[bool]:
    """Yield whether no other process builds the index of this model during the block."""
    names = (BUILDER_LOCK, model.number)
    [(first,)] = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", names).fetchall()
    try:
        yield bool(first)
    finally:
        if first and not connection.closed:
            connection.execute("SELECT pg_advisory_unlock(%s, %s)", names)


def _build(connection: psycopg.Connection, name: str, model: Model) -> None:
    """Build the HNSW index of a model's vectors while others go on reading and writing."""
    connection.execute("SET maintenance_work_mem = '1GB'")
    connection.execute(
        sql.SQL(
            "CREATE INDEX CONCURRENTLY {} ON vectors USING hnsw"
            " ((pooled::halfvec({})) halfvec_ip_ops) WHERE model = {}"
        ).format(sql.Identifier(name), sql.Literal(model.dimension), sql.Literal(model.number))
    )
    connection.execute("RESET maintenance_work_mem")
