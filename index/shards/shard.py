"""One shard of a library in several databases, asked in a thread of its own for a limited time."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from typing import TypeVar

import psycopg

from index.errors import LibraryBusy, LibraryUnreachable
from index.postgres.reading import PostgresReading
from index.postgres.store import PostgresStore

T = TypeVar("T")


class Shard:
    """A shard for the time of one reading. `spent` is how many seconds it took to answer so far.

    Nobody waits for its thread: neither who asks, nor the process when it ends.
    """

    def __init__(self, number: int, store: Callable[[int], PostgresStore]) -> None:
        self.number = number
        self.spent = 0.0
        self._store = store
        self._work: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._stack = contextlib.ExitStack()
        self._opened: tuple[PostgresStore, PostgresReading] | None = None
        threading.Thread(target=self._run, name=f"shard-{number}", daemon=True).start()

    def begin(self) -> Future[None]:
        """Begin the transaction."""
        return self._submit(self._begin)

    def ask(self, question: Callable[[PostgresReading], T]) -> Future[T]:
        """Return the answer to come of a question to the shard."""
        return self._submit(lambda: self._ask(question))

    def end(self) -> None:
        """Give the connection back, as soon as what was asked last has been answered."""
        self._work.put(self._end)
        self._work.put(None)

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        start = time.monotonic()

        def run() -> None:
            try:
                answer = work()
            except BaseException as exc:  # noqa: BLE001 - raised again where the answer is awaited
                future.set_exception(exc)
                return
            self.spent += time.monotonic() - start
            future.set_result(answer)

        self._work.put(run)
        return future

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()

    def _begin(self) -> None:
        store = self._store(self.number)
        self._opened = store, self._stack.enter_context(store.reading())

    def _ask(self, question: Callable[[PostgresReading], T]) -> T:
        if self._opened is None:
            raise LibraryUnreachable("the shard is not there")
        store, reading = self._opened
        try:
            return question(reading)
        except psycopg.Error as exc:
            raise store.connections.explained(exc) from exc

    def _end(self) -> None:
        with contextlib.suppress(LibraryUnreachable, psycopg.Error):  # it is gone already
            self._stack.close()


def gather(
    shards: Sequence[Shard], futures: Sequence[Future[T]], seconds: float
) -> tuple[dict[int, T], list[int]]:
    """Return by number what shards answered, and which did not.

    `seconds` is what each may take for all that it is asked during one reading.
    """
    start = time.monotonic()
    ends = [start + seconds - shard.spent for shard in shards]
    answers: dict[int, T] = {}
    late: list[int] = []
    for shard, future, end in zip(shards, futures, ends, strict=True):
        try:
            left = min(max(end - time.monotonic(), 0.0), threading.TIMEOUT_MAX)
            answers[shard.number] = future.result(left)
        except (TooLate, LibraryUnreachable, LibraryBusy):
            late.append(shard.number)
    return answers, late
