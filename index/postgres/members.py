"""Who may read and change a collection: roles of the database, and roles that others are in.

The owner of the tables lets them in. What a member then sees is decided by row-level security in
the database, whatever is asked and by whatever program (see `index.postgres.tables`).
"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql

from index.errors import LibraryError
from index.postgres.store import PostgresStore

_CHANGED = (
    "models", "documents", "originals", "passages", "vectors", "token_vectors", "postings", "jobs",
    "conversations", "exchanges", "copies",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A role that a collection is open to."""

    name: str
    may_write: bool


def members(store: PostgresStore) -> list[Member]:
    """Return whom the collection is open to, ordered by name; the tables' owner not among them."""
    with store.connections.borrowed() as connection:
        found = connection.execute(
            "SELECT name, may_write FROM members WHERE collection = %s ORDER BY name",
            (store.collection,),
        ).fetchall()
    return [Member(str(name), bool(may_write)) for name, may_write in found]


def admit(store: PostgresStore, name: str, *, may_write: bool) -> None:
    """Open the collection to a role. Raises: LibraryError where there is no such role."""
    role = sql.Identifier(name)
    with store.connections.borrowed() as connection, connection.transaction():
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone():
            raise LibraryError(f"the server has no role {name!r}. Make it with CREATE ROLE first.")
        connection.execute(
            "INSERT INTO members (collection, name, may_write) VALUES (%s, %s, %s)"
            " ON CONFLICT (collection, name) DO UPDATE SET may_write = excluded.may_write",
            (store.collection, name, may_write),
        )
        changed = sql.SQL(", ").join(map(sql.Identifier, _CHANGED))
        for grant in (
            sql.SQL("GRANT USAGE ON SCHEMA footnote TO {role}"),
            sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA footnote TO {role}"),
            sql.SQL("GRANT INSERT, UPDATE, DELETE ON {changed} TO {role}"),
            sql.SQL("GRANT UPDATE (epoch, model, passages, tokens) ON collections TO {role}"),
            sql.SQL("GRANT USAGE ON SEQUENCE job_tokens TO {role}"),
        ):
            connection.execute(grant.format(role=role, changed=changed))


def expel(store: PostgresStore, name: str) -> None:
    """Close the collection to a role. Raises: LibraryError where it was not open to it."""
    role = sql.Identifier(name)
    with store.connections.borrowed() as connection, connection.transaction():
        gone = connection.execute(
            "DELETE FROM members WHERE collection = %s AND name = %s", (store.collection, name)
        )
        if gone.rowcount == 0:
            raise LibraryError(f"{name!r} is no member. index members shows who is.")
        if connection.execute("SELECT 1 FROM members WHERE name = %s", (name,)).fetchone():
            return
        for revoke in (
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA footnote FROM {}"),
            sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA footnote FROM {}"),
            sql.SQL("REVOKE ALL ON SCHEMA footnote FROM {}"),
        ):
            connection.execute(revoke.format(role))
