"""One library in several databases, which are asked at once and waited for only so long.

Each document lies whole in one shard, which its id decides. What is asked of a shard that does not
answer in time is left out, and the store says so; the shard is asked again a little later. Words
are weighed by the counts of all shards that answer, so that scores are those of one library.
"""

from __future__ import annotations

import contextlib
import math
import os
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import LibraryError, LibraryUnreachable
from index.place import shown
from index.postgres.replicas import replicas
from index.postgres.store import PostgresStore
from index.shards.reading import ShardedReading
from index.shards.shard import Shard
from index.shards.writing import ShardedWriting
from index.status import Status
from index.store import Finding

DEADLINE = 3.0  # seconds of one reading that a shard may take altogether; FOOTNOTE_SHARD_SECONDS
TRIES = 3  # as long as which a library is waited for, when it is opened, while no shard answers
AVOIDED_SECONDS = 5.0  # for which a shard that did not is left alone


class ShardedStore:
    """A `Store` over several databases. Safe to use from many threads.

    One that is `whole` waits for every shard, and raises where one does not answer.
    """

    def __init__(self, places: Sequence[Path], *, wait: float, whole: bool = False) -> None:
        self._places = list(places)
        self._replicas = replicas(len(places))
        self._wait = wait
        self._deadline = math.inf if whole else _deadline()
        self._stores: dict[int, PostgresStore] = {}
        self._avoided: dict[int, float] = {}
        self._guard = threading.Lock()
        self._closed = False
        self.missing: tuple[str, ...] = ()  # what the last question had to do without
        try:
            self._reach()
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[ShardedReading]:
        """Return one state a shard, of all that answer. Raises: LibraryUnreachable if none does."""
        asked = [Shard(number, self._store) for number in self._tried()]
        reading = ShardedReading(asked, len(self._places), self._deadline)
        try:
            if not reading.begin():
                raise LibraryUnreachable(f"{self._shown()!r}: no shard answers. Check the servers.")
            yield reading
        finally:
            for shard in asked:
                shard.end()
            self._note([shard.number for shard in asked], reading.late)

    @contextlib.contextmanager
    def writing(self) -> Iterator[ShardedWriting]:
        """Return the one writer's transactions, one a shard; all shards must answer.

        They commit one after the other: each document is there wholly or not at all, but of what
        changes several documents a part may remain undone.
        """
        with contextlib.ExitStack() as stack:
            stores = [self._store(number) for number in range(len(self._places))]
            yield ShardedWriting([stack.enter_context(store.writing()) for store in stores])

    def publish(self, *, force: bool = False) -> str:
        """Make the indexes that are due in each shard."""
        names = [self._store(number).publish(force=force) for number in range(len(self._places))]
        return ", ".join(dict.fromkeys(filter(None, names)))

    def status(self) -> Status:
        """Return the sizes of all shards together."""
        each = [self._store(number).status() for number in range(len(self._places))]
        return Status(
            path=self._shown(),
            documents=sum(one.documents for one in each),
            passages=sum(one.passages for one in each),
            model=next((one.model for one in each if one.model), ""),
            dimension=max(one.dimension for one in each),
            epoch=sum(one.epoch for one in each),
            schema=each[0].schema,
            generation=", ".join(dict.fromkeys(one.generation for one in each)),
            tail=0,
            bytes=sum(one.bytes for one in each),
            notes=(*self.missing, *(note for one in each for note in one.notes)),
        )

    def check_index(self) -> list[Finding]:
        """Return what is wrong with the indexes of the shards."""
        numbers = range(len(self._places))
        return [finding for number in numbers for finding in self._store(number).check_index()]

    def close(self) -> None:
        """Close all idle connections, and what a late shard opens when it does."""
        with self._guard:
            self._closed = True
            stores = list(self._stores.values())
        for store in stores:
            store.close()

    def _reach(self) -> None:
        """Wait for the first answer of any shard: the first connections may take their time."""
        for _ in range(TRIES - 1):
            with contextlib.suppress(LibraryUnreachable), self.reading():
                return
        with self.reading():
            pass

    def _tried(self) -> list[int]:
        """Return the shards to ask: not those that did not answer just now, unless none did."""
        now, every = time.monotonic(), range(len(self._places))
        if math.isinf(self._deadline):
            return list(every)
        return [n for n in every if self._avoided.get(n, 0.0) <= now] or list(every)

    def _store(self, number: int) -> PostgresStore:
        """Return a shard's store, opened now if it was not yet."""
        with self._guard:
            known = self._stores.get(number)
        if known is not None:
            return known
        opened = PostgresStore(
            self._places[number], wait=self._wait, replica=self._replicas[number]
        )
        with self._guard:
            kept = opened if self._closed else self._stores.setdefault(number, opened)
        if kept is not opened or self._closed:
            opened.close()
        return kept

    def _note(self, asked: Sequence[int], late: Sequence[int]) -> None:
        """Remember which shards to leave alone for a while, and say what was left out."""
        with self._guard:
            self._avoided |= dict.fromkeys(asked, 0.0)
            now = time.monotonic()
            self._avoided |= dict.fromkeys(late, now + AVOIDED_SECONDS)
            without = [number for number, until in self._avoided.items() if until > now]
        self.missing = tuple(
            f"This is partial: shard {number + 1} of {len(self._places)} did not answer within "
            f"{self._deadline:g} s."
            for number in sorted(without)
        )

    def _shown(self) -> str:
        return ",".join(map(shown, self._places))


def _deadline() -> float:
    typed = os.environ.get("FOOTNOTE_SHARD_SECONDS", "") or str(DEADLINE)
    try:
        seconds = float(typed)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds <= 600.0:
        raise LibraryError(f"FOOTNOTE_SHARD_SECONDS is {typed!r}; set seconds, more than 0.")
    return seconds
