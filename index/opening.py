"""The store that keeps a library: in a folder, a database or several."""

from __future__ import annotations

from pathlib import Path

from index.errors import LibraryError
from index.place import is_database, shards_of, shown
from index.store import Store


def open_store(path: Path, *, wait: float = 30.0, whole: bool = False, make: bool = True) -> Store:
    """Return the store that keeps the library in the folder or database `path`.

    A folder that is not there is made now, or without `make` with what is first stored. One in
    several databases that is not to be read `whole` may leave out those that do not answer.
    """
    if not is_database(path):
        from index.sqlite_store import SqliteStore

        return SqliteStore(path, wait=wait, make=make)
    try:
        from index.postgres.replicas import replicas
        from index.postgres.store import PostgresStore
        from index.shards.store import ShardedStore
    except ImportError as exc:
        raise LibraryError(
            f"{shown(path)!r} needs the package {exc.name!r}. "
            "Install it with: pip install -r requirements-postgres.txt"
        ) from exc
    if len(shards := shards_of(path)) > 1:
        return ShardedStore(shards, wait=wait, whole=whole)
    return PostgresStore(path, wait=wait, replica=replicas(1)[0])
