"""The tables of a shared library, and how a database gets from one version of them to the next.

Everything lies in the schema `footnote`. Each row names its collection, so that every query can be
kept to one, and row-level security can see to it that it is.
"""

from __future__ import annotations

import psycopg

from index.errors import LibraryError

PGVECTOR = (0, 8, 0)  # iterative scans of HNSW
POSTGRES = 150_000
MIGRATION_LOCK = 0x466E7431
_TABLES = """
CREATE TABLE collections (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    identity text NOT NULL,
    epoch bigint NOT NULL DEFAULT 0,
    model integer,
    passages bigint NOT NULL DEFAULT 0,
    tokens bigint NOT NULL DEFAULT 0);
CREATE TABLE models (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    name text NOT NULL,
    dimension integer NOT NULL,
    UNIQUE (collection, name));
CREATE TABLE documents (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    title text NOT NULL,
    authors text NOT NULL,
    year integer,
    pages integer NOT NULL,
    passages integer NOT NULL,
    refs integer NOT NULL,
    tokens bigint NOT NULL,
    warnings text NOT NULL,
    added text NOT NULL,
    body bytea NOT NULL,
    words bytea NOT NULL,
    UNIQUE (collection, id));
CREATE INDEX documents_by_sha256 ON documents (collection, sha256);
CREATE INDEX documents_by_source ON documents (collection, source);
CREATE TABLE originals (
    document bigint PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    collection integer NOT NULL,
    data bytea NOT NULL);
CREATE TABLE passages (
    row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    "start" integer NOT NULL,
    "end" integer NOT NULL,
    section text NOT NULL,
    page integer,
    context text NOT NULL,
    text text NOT NULL,
    form bytea NOT NULL,
    tokens integer NOT NULL);
CREATE INDEX passages_by_document ON passages (document);
CREATE INDEX passages_by_id ON passages (collection, id);
CREATE INDEX passages_by_form ON passages (collection, form);
CREATE TABLE vectors (
    model integer NOT NULL REFERENCES models ON DELETE CASCADE,
    passage bigint NOT NULL,
    collection integer NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind smallint NOT NULL,
    pooled halfvec NOT NULL,
    PRIMARY KEY (model, passage));
CREATE INDEX vectors_by_document ON vectors (document);
CREATE TABLE token_vectors (
    passage bigint PRIMARY KEY,
    model integer NOT NULL,
    collection integer NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    data bytea NOT NULL);
CREATE INDEX token_vectors_by_document ON token_vectors (document);
CREATE TABLE postings (
    collection integer NOT NULL,
    term text COLLATE "C" NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind smallint NOT NULL,
    passages integer NOT NULL,
    places bytea NOT NULL,
    PRIMARY KEY (collection, term, document, kind));
CREATE INDEX postings_by_document ON postings (document);
ALTER TABLE originals ALTER data SET STORAGE EXTERNAL;
ALTER TABLE token_vectors ALTER data SET STORAGE EXTERNAL;
"""

_CONVERSATIONS = """
CREATE TABLE conversations (
    id text COLLATE "C" PRIMARY KEY,
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    owner text COLLATE "C" NOT NULL,
    name text NOT NULL,
    created double precision NOT NULL,
    changed double precision NOT NULL);
CREATE INDEX conversations_by_owner ON conversations (collection, owner, changed DESC);
CREATE TABLE exchanges (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL,
    conversation text COLLATE "C" NOT NULL REFERENCES conversations ON DELETE CASCADE,
    asked double precision NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    shown text NOT NULL,
    rating text NOT NULL DEFAULT '',
    comment text NOT NULL DEFAULT '');
CREATE INDEX exchanges_by_conversation ON exchanges (conversation, id);
"""

# Append only: step N brings a database from version N to version N + 1.
STEPS = (_TABLES, _CONVERSATIONS)
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
    query = "SELECT to_regclass('footnote.version') IS NOT NULL"
    [(there,)] = connection.execute(query).fetchall()
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
