"""The queue of files that workers add to a shared library.

A job is run at least once and takes effect exactly once. A worker holds it by a lease that it
renews, and by a token that no other holder gets: the transaction that stores a document looks
whether the token still holds, and marks the job as done, just before it commits.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from psycopg import Connection

from index.adding import AddResult
from index.postgres.store import PostgresStore
from index.sources import Source

TRIES = 3
# A worker that vanished says less about the file than one that failed at it.
LOST_TRIES = 6
WAIT_SECONDS = 0.5  # before a second try; twice as long before the third
TAKEN_OUT = "it was taken out of the queue before it was added; add it again"
KEPT_DAYS = 7  # for which done jobs are remembered


@dataclass(frozen=True, slots=True)
class Job:
    """A file to add, held by one worker. `tries` counts this one."""

    id: int
    token: int
    tries: int
    source: Source


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A job as a list shows it. Times are seconds ago (`age`) and from now (`lease`)."""

    id: int
    source: str
    state: str
    tries: int
    worker: str
    problem: str
    age: float
    lease: float | None


class Queue:
    """The jobs of one collection."""

    def __init__(self, store: PostgresStore, *, lease: float = 60.0) -> None:
        self._store = store
        self._lease = lease

    def put(self, source: Source) -> int:
        """Queue a file and return its job: the one that waits already, if it is queued.

        What was given up of the same file is forgotten: tried again later, an older version would
        take the place of this one.
        """
        key = (self._store.collection, source.known_at, source.sha256)
        with self._store.connections.borrowed() as connection:
            while True:
                found = connection.execute(
                    "WITH older AS (DELETE FROM jobs WHERE collection = %s AND source = %s"
                    " AND state = 'dead') INSERT INTO jobs (collection, source, sha256, name, data)"
                    " VALUES (%s, %s, %s, %s, %b) ON CONFLICT DO NOTHING RETURNING id",
                    (*key[:2], *key, source.name, source.data),
                ).fetchone()
                found = (
                    found
                    or connection.execute(
                        "SELECT id FROM jobs WHERE collection = %s AND source = %s AND sha256 = %s"
                        " AND state IN ('waiting', 'running')",
                        key,
                    ).fetchone()
                )
                if found is not None:  # else it ended between the two
                    return int(found[0])

    def take(self, *, only: Sequence[int] | None = None) -> Job | None:
        """Return the oldest job that may be run, now held by this process; None if there is none.

        Files of one source are added in the order in which they were queued. `only` names the
        jobs that are looked at.
        """
        among = "" if only is None else " AND id = ANY(%s)"
        with self._store.connections.borrowed() as connection:
            self._bury(connection)
            found = connection.execute(
                "UPDATE jobs SET state = 'running', tries = tries + 1, worker = %s,"  # noqa: S608
                " token = nextval('job_tokens'), lease = clock_timestamp() + %s * interval '1 s'"
                " WHERE id = (SELECT id FROM jobs j WHERE collection = %s AND ("
                "   (state = 'waiting' AND ready <= clock_timestamp())"
                "   OR (state = 'running' AND lease < clock_timestamp()))"
                "  AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.collection = j.collection"
                "   AND o.source = j.source AND o.id < j.id AND o.state IN ('waiting', 'running'))"
                f"{among} ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)"
                " RETURNING id, token, tries, name, source, data",
                (
                    _worker(),
                    self._lease,
                    self._store.collection,
                    *([] if only is None else [list(only)]),
                ),
                binary=True,
            ).fetchone()
        if found is None:
            return None
        number, token, tries, name, source, data = found
        return Job(number, token, tries, Source(name, source, bytes(data)))

    def renew(self, job: Job) -> bool:
        """Hold a job for another lease; return False where it is no longer held."""
        return self._change(
            job,
            "lease = clock_timestamp() + %s * interval '1 s'",
            [self._lease],
            also=" AND lease > clock_timestamp()",
        )

    def fail(self, job: Job, problem: str, *, final: bool = False) -> str:
        """Give back a job that failed; return "waiting", "dead" after the last try, or "lost".

        It was the last where the failure is `final`: the same bytes would fail again.
        """
        dead = final or job.tries >= TRIES
        held = self._change(
            job,
            "problem = %s, lease = NULL, worker = '', state = %s,"
            " ready = clock_timestamp() + %s * interval '1 s',"
            " ended = CASE WHEN %s THEN clock_timestamp() END",
            [
                problem.replace("\x00", ""),
                "dead" if dead else "waiting",
                WAIT_SECONDS * job.tries,
                dead,
            ],
        )
        return "lost" if not held else "dead" if dead else "waiting"

    def give_back(self, job: Job) -> None:
        """Leave a job to others, as if it had not been taken."""
        self._change(job, "state = 'waiting', lease = NULL, worker = '', tries = tries - 1", [])

    def end(self, job: Job, result: AddResult) -> None:
        """Record what became of a job; one that changed nothing is done with this."""
        outcome = json.dumps(asdict(replace(result, path="")), ensure_ascii=False)
        with self._store.connections.borrowed() as connection:
            connection.execute(
                "UPDATE jobs SET outcome = %s, state = 'done', data = '', problem = '',"
                " lease = NULL, ended = coalesce(ended, clock_timestamp())"
                " WHERE id = %s AND token = %s",
                (outcome.replace("\\u0000", ""), job.id, job.token),
            )

    def withdraw(self, jobs: Sequence[int]) -> None:
        """Forget those of `jobs` that no one has begun."""
        with self._store.connections.borrowed() as connection:
            connection.execute(
                "DELETE FROM jobs WHERE collection = %s AND id = ANY(%s) AND state = 'waiting'",
                (self._store.collection, list(jobs)),
            )

    def retry(self) -> int:
        """Let all dead jobs be tried again; return how many there were."""
        with self._store.connections.borrowed() as connection:
            return connection.execute(
                "UPDATE jobs j SET state = 'waiting', tries = 0, ready = now(), ended = NULL"
                " WHERE collection = %s AND state = 'dead' AND NOT EXISTS (SELECT 1 FROM jobs o"
                " WHERE o.collection = j.collection AND o.source = j.source"
                " AND o.sha256 = j.sha256 AND o.id <> j.id AND o.state <> 'done')",
                (self._store.collection,),
            ).rowcount

    def forget(self) -> int:
        """Forget all dead jobs; return how many there were."""
        with self._store.connections.borrowed() as connection:
            return connection.execute(
                "DELETE FROM jobs WHERE collection = %s AND state = 'dead'",
                (self._store.collection,),
            ).rowcount

    def counts(self, *, only: Sequence[int] | None = None) -> dict[str, int]:
        """Return how many jobs there are in each state."""
        among = "" if only is None else " AND id = ANY(%s)"
        with self._store.connections.borrowed() as connection:
            self._bury(connection)
            found = connection.execute(
                "SELECT state, count(*) FROM jobs"  # noqa: S608 - our own words
                f" WHERE collection = %s{among} GROUP BY state",
                (self._store.collection, *([] if only is None else [list(only)])),
            ).fetchall()
        return dict.fromkeys(("waiting", "running", "done", "dead"), 0) | {
            str(state): int(count) for state, count in found
        }

    def outcomes(self, jobs: Sequence[int]) -> dict[int, AddResult]:
        """Return what became of those of `jobs` that have ended, by job; their paths are empty."""
        with self._store.connections.borrowed() as connection:
            found = connection.execute(
                "SELECT id, source, state, outcome, problem, state = 'dead' OR state = 'done' AND"
                " (outcome <> '' OR ended < clock_timestamp() - interval '2 s')"  # its worker fell
                " FROM jobs WHERE collection = %s AND id = ANY(%s)",
                (self._store.collection, list(jobs)),
            ).fetchall()
        gone = set(jobs).difference(int(number) for number, *_ in found)
        ended = dict.fromkeys(gone, AddResult("", "", "failed", error=TAKEN_OUT))
        for number, source, state, outcome, problem, has_ended in found:
            if not has_ended:
                continue
            if state == "dead":
                ended[int(number)] = AddResult("", "", "failed", error=problem)
            else:
                ended[int(number)] = _result(outcome) if outcome else self._stored(source)
        return ended

    def rows(self, *, limit: int = 50) -> list[QueueRow]:
        """Return the jobs that are running, waiting or dead, in this order, oldest first."""
        with self._store.connections.borrowed() as connection:
            found = connection.execute(
                "SELECT id, source, state, tries, worker, problem,"
                " extract(epoch FROM clock_timestamp() - queued)::float8,"
                " extract(epoch FROM lease - clock_timestamp())::float8 FROM jobs"
                " WHERE collection = %s AND state <> 'done'"
                " ORDER BY array_position(ARRAY['running', 'waiting', 'dead'], state), id LIMIT %s",
                (self._store.collection, limit),
            ).fetchall()
        return [QueueRow(*row) for row in found]

    def tidy(self) -> None:
        """Forget jobs that were done long ago."""
        with self._store.connections.borrowed() as connection:
            connection.execute(
                "DELETE FROM jobs WHERE collection = %s AND state = 'done'"
                " AND ended < now() - %s * interval '1 day'",
                (self._store.collection, KEPT_DAYS),
            )

    def _stored(self, source: str) -> AddResult:
        with self._store.reading() as reading:
            known = reading.summary_by("source", source)
        if known is None:  # removed since
            return AddResult("", "", "unchanged")
        return AddResult(
            "", known.id, "added", known.pages, known.passages, references=known.references,
            warnings=known.warnings,
        )  # fmt: skip

    def _change(self, job: Job, assignments: str, values: Sequence[object], also: str = "") -> bool:
        """Change a job's row if this process still holds it, and return whether it does."""
        with self._store.connections.borrowed() as connection:
            changed = connection.execute(
                f"UPDATE jobs SET {assignments} WHERE id = %s AND token = %s"  # noqa: S608
                f" AND state = 'running'{also}",
                (*values, job.id, job.token),
            )
        return changed.rowcount == 1

    def _bury(self, connection: Connection) -> None:
        """Give up jobs whose workers have vanished too often."""
        connection.execute(
            "UPDATE jobs SET state = 'dead', ended = clock_timestamp(), lease = NULL, worker = '',"
            " problem = 'its worker stopped without a word, at the last of ' || tries || ' tries'"
            " WHERE id IN (SELECT id FROM jobs WHERE collection = %s AND state = 'running'"
            " AND lease < clock_timestamp() AND tries >= %s FOR UPDATE SKIP LOCKED)",
            (self._store.collection, LOST_TRIES),
        )


def _result(outcome: str) -> AddResult:
    row = json.loads(outcome)
    return AddResult(**{**row, "warnings": tuple(row["warnings"])})


def _worker() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
