"""Files being added while people go on asking: a queue with one worker, since one may write."""

from __future__ import annotations

import dataclasses
import itertools
import logging
import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.plain import one_line
from ingest.errors import FootnoteError

State = Literal["waiting", "adding", "added", "updated", "unchanged", "failed"]
_KEPT_FOR_RETRY = 100 << 20  # bytes of failed files that are kept in memory, all together
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `state` is "added", "updated", "unchanged" or "failed"."""

    name: str
    state: State
    detail: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A file that `owner` gave. `detail` says what it became, or why it failed."""

    id: int
    owner: str
    name: str
    state: State
    detail: str = ""
    warnings: tuple[str, ...] = ()
    can_retry: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in ("waiting", "adding")


AddFile = Callable[[str, bytes], Iterator[Outcome]]


class Adder:
    """Adds files one after the other in a thread. `add` turns a name and bytes into outcomes."""

    def __init__(self, add: AddFile) -> None:
        self._add = add
        self._tasks: dict[int, Task] = {}
        self._bytes: dict[int, bytes] = {}
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="footnote-adder", daemon=True).start()

    def submit(self, owner: str, name: str, data: bytes) -> int:
        """Queue a file and return the task's id."""
        with self._lock:
            task = Task(next(self._ids), owner, one_line(name, limit=200), "waiting")
            self._tasks[task.id] = task
            self._bytes[task.id] = data
        self._waiting.put(task.id)
        return task.id

    def tasks(self, owner: str) -> list[Task]:
        """Return the tasks of `owner`, oldest first."""
        with self._lock:
            return [task for task in self._tasks.values() if task.owner == owner]

    def counts(self) -> Counter[State]:
        """Return how many files of all owners are in each state."""
        with self._lock:
            return Counter(task.state for task in self._tasks.values())

    def retry(self, owner: str, task: int) -> None:
        """Queue a failed task once more; nothing happens where its bytes are gone."""
        with self._lock:
            found = self._tasks.get(task)
            if found is None or found.owner != owner or not found.can_retry:
                return
            self._tasks[task] = Task(task, owner, found.name, "waiting")
        self._waiting.put(task)

    def clear(self, owner: str) -> None:
        """Forget the finished tasks of `owner`."""
        with self._lock:
            for task in [task for task in self._tasks.values() if task.owner == owner]:
                if task.is_done:
                    del self._tasks[task.id]
                    self._bytes.pop(task.id, None)

    def _work(self) -> None:
        while True:
            number = self._waiting.get()
            with self._lock:
                task = self._tasks.get(number)
                data = self._bytes.get(number)
                if task is None or data is None:
                    continue
                self._tasks[number] = dataclasses.replace(task, state="adding")
            self._finish(task, self._outcomes(task.name, data))

    def _outcomes(self, name: str, data: bytes) -> list[Outcome]:
        try:
            return list(self._add(name, data)) or [Outcome(name, "failed", "nothing to add")]
        except FootnoteError as exc:
            return [Outcome(name, "failed", str(exc))]
        except Exception:
            # The worker must outlive a bug in a reader; the log has what happened.
            logger.exception("adding %r failed", name)
            return [Outcome(name, "failed", "something unforeseen went wrong; the log says what")]

    def _finish(self, task: Task, outcomes: list[Outcome]) -> None:
        """Record the outcomes: a .zip has one a file in it, each a task of its own."""
        with self._lock:
            numbers = [task.id, *(next(self._ids) for _ in outcomes[1:])]
            retriable = len(outcomes) == 1 and self._may_keep(task.id)
            for number, outcome in zip(numbers, outcomes, strict=True):
                self._tasks[number] = Task(
                    number,
                    task.owner,
                    outcome.name,
                    outcome.state,
                    outcome.detail,
                    outcome.warnings,
                    can_retry=outcome.state == "failed" and retriable,
                )
            if not self._tasks[task.id].can_retry:
                self._bytes.pop(task.id, None)

    def _may_keep(self, number: int) -> bool:
        kept = sum(len(data) for task, data in self._bytes.items() if self._tasks[task].is_done)
        return kept + len(self._bytes[number]) <= _KEPT_FOR_RETRY
