"""The store as a worker sees it: what it commits ends its job, or is not committed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from index.errors import LibraryError
from index.postgres.queue import Job
from index.postgres.reading import PostgresReading
from index.postgres.store import PostgresStore
from index.postgres.writing import PostgresWriting
from index.status import Status
from index.store import Finding


class LeaseLost(LibraryError):
    """The job is another worker's by now, or anyone's; what was made of it is thrown away."""


class FencedStore:
    """A store whose next commit also ends a job, or is not made: see `index.store.Store`."""

    def __init__(self, store: PostgresStore, job: Job) -> None:
        self._store = store
        self._job = job

    def reading(self) -> contextlib.AbstractContextManager[PostgresReading]:
        """Return one consistent state, for the time of the block."""
        return self._store.reading()

    @contextlib.contextmanager
    def writing(self) -> Iterator[PostgresWriting]:
        """Return the one writer's transaction. Raises: LeaseLost, and nothing is changed."""
        with self._store.writing() as writing:
            yield writing
            # The job's row stays locked until the commit: nobody can take it in between.
            ended = writing.connection.execute(
                "UPDATE jobs SET state = 'done', data = '', problem = '', lease = NULL,"
                " ended = clock_timestamp() WHERE id = %s AND token = %s AND state = 'running'"
                " AND lease > clock_timestamp()",
                (self._job.id, self._job.token),
            )
            if ended.rowcount != 1:
                name = self._job.source.name
                raise LeaseLost(f"{name!r} took longer than its lease; it is another worker's now.")

    def publish(self, *, force: bool = False) -> str:
        """Make what speeds up searches if it is due."""
        return self._store.publish(force=force)

    def status(self) -> Status:
        """Return sizes, the model, and the state of the search index."""
        return self._store.status()

    def check_index(self) -> list[Finding]:
        """Return what is wrong with what `publish` makes."""
        return self._store.check_index()

    def close(self) -> None:
        """Leave the store open: it is not this one's."""
