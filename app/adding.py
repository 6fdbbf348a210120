"""Files being added while people go on asking: a queue with one worker, since one may write."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import logging
import queue
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from app.language.plain import visible
from index.report import passed_over_line
from index.sources import passed_over_in
from index.telling import Tell
from ingest.archives import is_archive, members
from ingest.document import Document, packed_boxes
from ingest.errors import FootnoteError, IngestError
from ingest.parse import SUFFIXES

State = Literal["waiting", "adding", "added", "updated", "unchanged", "unpacked", "failed"]
_END_OF_NAME = 60  # characters, of at most four bytes: a disk takes 255
_KEPT_FOR_RETRY = 100 << 20  # bytes of what failed that are kept in memory, all together
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; an archive is "unpacked" where not all in it can be read.

    `detail` says why it failed, `final` that it always will; `pages`, `passages` and `references`
    are counts.
    """

    state: State
    detail: str = ""
    warnings: tuple[str, ...] = ()
    pages: int = 0
    passages: int = 0
    references: int = 0
    final: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was removed and can be put back, and when it had been `added`."""

    document: Document
    added: str

    @property
    def bytes(self) -> int:
        """About how much memory it takes."""
        return len(self.document.text) + len(packed_boxes(self.document.words).data)


@dataclass(frozen=True, slots=True)
class Task:
    """A file that `owner` gave. While it is being added, `stage` is what is being done with it.

    `done` of `total` are steps of the stage, 0 of 0 where they are not counted. `removed` is
    the document that the file was, if it is one to put back: it need not be read again.
    """

    id: int
    owner: str
    name: str
    state: State
    stage: str = ""
    done: int = 0
    total: int = 0
    outcome: Outcome = Outcome("waiting")
    can_retry: bool = False
    removed: Removed | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in ("waiting", "adding")


AddFile = Callable[[Task, bytes, Tell], Outcome]


@contextlib.contextmanager
def _laid_down(name: str, data: bytes) -> Iterator[Path]:
    """Let an upload lie on the disk for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="footnote-") as folder:
        path = Path(folder) / Path(name).name[-_END_OF_NAME:]
        path.write_bytes(data)
        yield path


def told_apart(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield files that were given at once, those of one name that differ under names of their own.

    What is uploaded is known by its name alone: the second of two would take the first one's place.
    """
    first: dict[str, bytes] = {}
    for name, data in files:
        if first.setdefault(name, data) == data:
            yield name, data
            continue
        ending, digits = PurePosixPath(name).suffix, hashlib.sha256(data).hexdigest()[:6]
        yield f"{name.removesuffix(ending)}-{digits}{ending}", data


class Adder:
    """Adds files one after the other in a thread. `add` turns a task and its bytes into an outcome.

    Each file in a .zip becomes a task of its own, named after both.
    """

    def __init__(self, add: AddFile) -> None:
        self._add = add
        self._tasks: dict[int, Task] = {}
        self._bytes: dict[int, bytes] = {}
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="footnote-adder", daemon=True).start()

    def submit(self, owner: str, name: str, data: bytes, *, removed: Removed | None = None) -> int:
        """Queue a file, that of a `removed` document to put it back, and return the task's id."""
        whole = visible(name)  # never cut: it tells the kind of the file, and the file from others
        with self._lock:
            task = Task(next(self._ids), owner, whole, "waiting", removed=removed)
            self._tasks[task.id] = task
            self._bytes[task.id] = data
        self._waiting.put(task.id)
        return task.id

    def tasks(self, owner: str) -> list[Task]:
        """Return the tasks of `owner`, oldest first."""
        with self._lock:
            return [task for task in self._tasks.values() if task.owner == owner]

    def counts(self) -> Counter[str]:
        """Return how many files of all owners are in each state."""
        with self._lock:
            return Counter(task.state for task in self._tasks.values())

    def retry(self, owner: str, task: int) -> None:
        """Queue a failed task once more; nothing happens where its bytes are gone."""
        with self._lock:
            found = self._tasks.get(task)
            if found is None or found.owner != owner or not found.can_retry:
                return
            waiting = replace(found, state="waiting", outcome=Outcome("waiting"), can_retry=False)
            self._tasks[task] = waiting
        self._waiting.put(task)

    def clear(self, owner: str, *, failed: bool = True) -> None:
        """Forget the finished tasks of `owner`: those that `failed` too, or without them."""
        with self._lock:
            for task in [task for task in self._tasks.values() if task.owner == owner]:
                if task.is_done and (failed or task.state != "failed"):
                    self._forget(task.id)

    def _work(self) -> None:
        while True:
            number = self._waiting.get()
            with self._lock:
                task, data = self._tasks.get(number), self._bytes.get(number)
                if task is None or data is None:
                    continue
                self._tasks[number] = replace(task, state="adding")
            outcome = self._outcome(task, data)
            if outcome is not None:
                self._finish(number, outcome)

    def _outcome(self, task: Task, data: bytes) -> Outcome | None:
        """Return what became of a file, None for an archive whose files are all tasks now."""

        def tell(stage: str, done: int, total: int) -> None:
            with self._lock:
                now = self._tasks.get(task.id, task)
                self._tasks[task.id] = replace(now, stage=stage, done=done, total=total)

        try:
            if is_archive(Path(task.name)):
                return self._unpacked(task, data)
            return self._add(task, data, tell)
        except IngestError as exc:
            return Outcome("failed", str(exc), final=exc.final)
        except FootnoteError as exc:
            return Outcome("failed", str(exc))
        except Exception:
            # The worker must outlive a bug in a reader; the log has what happened.
            logger.exception("adding %r failed", task.name)
            return Outcome("failed", "something unforeseen went wrong; the log says what")

    def _unpacked(self, archive: Task, data: bytes) -> Outcome | None:
        found = 0
        with _laid_down(archive.name, data) as path:
            for name, content in members(path):
                if PurePosixPath(name).suffix.lower() in SUFFIXES:
                    self.submit(archive.owner, f"{archive.name}/{name}", content)
                    found += 1
            others = passed_over_in(path)
        if not found:
            return Outcome("failed", "there is nothing in it that can be read", final=True)
        if others:
            return Outcome("unpacked", passed_over_line(others))
        with self._lock:
            self._forget(archive.id)
        return None

    def _finish(self, number: int, outcome: Outcome) -> None:
        with self._lock:
            task = self._tasks[number]
            may_help = outcome.state == "failed" and not outcome.final
            can_retry = may_help and self._may_keep(number)
            self._tasks[number] = replace(
                task,
                state=outcome.state,
                stage="",
                done=0,
                total=0,
                outcome=outcome,
                can_retry=can_retry,
                removed=task.removed if can_retry else None,
            )
            if not can_retry:
                self._bytes.pop(number, None)

    def _forget(self, number: int) -> None:
        self._tasks.pop(number, None)
        self._bytes.pop(number, None)

    def _may_keep(self, number: int) -> bool:
        kept = [task for task in self._bytes if self._tasks[task].is_done]
        return sum(map(self._size, [*kept, number])) <= _KEPT_FOR_RETRY

    def _size(self, number: int) -> int:
        """Return how many bytes a task holds in memory."""
        removed = self._tasks[number].removed
        return len(self._bytes[number]) + (removed.bytes if removed else 0)
