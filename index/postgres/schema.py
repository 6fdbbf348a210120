"""How a database gets from one version of a shared library's tables to the next."""

from __future__ import annotations

import psycopg

from index.errors import LibraryError
from index.postgres.tables import STEPS

PGVECTOR = (0, 8, 0)  # iterative scans of HNSW
POSTGRES = 150_000
MIGRATION_LOCK = 0x466E7431
VERSION = len(STEPS)


def prepare(connection: psycopg.Connection, name: str) -> None:
    """Make the tables in the database, or bring them to this version, where that is needed.

    `connection` is in autocommit mode; `name` is the database as it may be shown.
    Raises: LibraryError where the server is too old, or the tables too new.
    """
    if connection.info.server_version < POSTGRES:
        raise LibraryError(f"{name!r} runs PostgreSQL {connection.info.server_version // 10000}; "
                           "15 or newer is needed.")  # fmt: skip
    if _version(connection) != VERSION:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATION_LOCK,))
            _migrate(connection, name)
    connection.execute(f"SET search_path = footnote, {_extension(connection, name)}")


def _migrate(connection: psycopg.Connection, name: str) -> None:
    version = _version(connection)
    if version > VERSION:
        raise LibraryError(f"{name!r} was made by a newer Footnote. Update this one.")
    if version == 0:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        connection.execute("CREATE SCHEMA footnote")
        connection.execute("CREATE TABLE footnote.version (number integer NOT NULL)")
        connection.execute("INSERT INTO footnote.version VALUES (0)")
    connection.execute(f"SET LOCAL search_path = footnote, {_extension(connection, name)}")
    for step in STEPS[version:]:
        connection.execute(step)
    connection.execute("UPDATE version SET number = %s", (VERSION,))


def _version(connection: psycopg.Connection) -> int:
    """Return the version of the tables, 0 where there are none."""
    # Not by to_regclass: what it remembers of a moment ago hides what another has made since.
    [(there,)] = connection.execute(
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
        " ON n.oid = c.relnamespace WHERE n.nspname = 'footnote' AND c.relname = 'version')"
    ).fetchall()
    if not there:
        return 0
    [(number,)] = connection.execute("SELECT number FROM footnote.version").fetchall()
    return int(number)


def _extension(connection: psycopg.Connection, name: str) -> str:
    """Return the schema, quoted, in which pgvector is."""
    found = connection.execute(
        "SELECT quote_ident(n.nspname), e.extversion FROM pg_extension e"
        " JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector'"
    ).fetchone()
    if found is None or tuple(map(int, found[1].split(".")[:3])) < PGVECTOR:
        raise LibraryError(
            f"{name!r} has no pgvector 0.8 or newer. As its administrator: CREATE EXTENSION vector."
        )
    return str(found[0])
