"""Workers: they take files from the queue of a shared library and add them."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.adding import Adder, AddResult, Progress
from index.errors import LibraryBusy, LibraryError, LibraryUnreachable
from index.library import Library
from index.parsing import SandboxPool
from index.place import is_database, shards_of, shown
from index.postgres.fencing import FencedStore, LeaseLost
from index.postgres.queue import Job, Queue
from index.postgres.store import PostgresStore
from index.sources import Source, gather, sources
from ingest.document import Document
from ingest.errors import IngestError

POLL = 0.5  # seconds between two looks at an empty queue
PATIENCE = 120.0  # seconds without the database before a worker gives up
LEAVING = 10.0  # seconds that one who breaks off waits for the files at hand
PUBLISH = 60.0  # seconds between two looks whether the search index is due


@dataclass(frozen=True, slots=True)
class _Task:
    """What the threads of one `work` share."""

    library: Library
    store: PostgresStore
    waiting: Queue
    lease: float
    only: Sequence[int] | None
    until_empty: bool
    stop: threading.Event


def require_shared(place: Path) -> None:
    """Raise LibraryError where a library would not be a shared one, in one database."""
    if not is_database(place) or len(shards_of(place)) > 1:
        what = "is several databases; name one" if is_database(place) else "is a folder"
        raise LibraryError(f"{shown(place)!r} {what}; this needs --library postgresql://…")


def shared_store(library: Library) -> PostgresStore:
    """Return the store of a shared library. Raises: LibraryError for any other."""
    require_shared(library.path)
    assert isinstance(library.store, PostgresStore)  # noqa: S101 - what such a place is opened as
    return library.store


def work(
    library: Library,
    *,
    jobs: int = 1,
    lease: float = 60.0,
    until_empty: bool = False,
    only: Sequence[int] | None = None,
    stop: threading.Event | None = None,
) -> Iterator[AddResult]:
    """Add files from the queue, `jobs` at once; yield what became of each.

    Goes on for ever, or until nothing waits or runs, or until `stop` is set and the files at hand
    are added. `only` names the jobs that are looked at.
    Raises: LibraryError where there is no queue.
    """
    store = shared_store(library)
    waiting = Queue(store, lease=lease)
    waiting.tidy()
    task = _Task(library, store, waiting, lease, only, until_empty, stop or threading.Event())
    results: queue.SimpleQueue[AddResult | BaseException | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            for result in _one_worker(task):
                results.put(result)
            results.put(None)
        except BaseException as exc:  # noqa: BLE001 - raised again by the caller's thread
            results.put(exc)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(max(jobs, 1))]
    for thread in threads:
        thread.start()
    try:
        yield from _until_ended(results, len(threads), store)
        if not task.stop.is_set():
            store.publish()
    finally:
        task.stop.set()
        for thread in threads:
            thread.join()


def add_by_queue(
    library: Library,
    paths: Sequence[Path],
    *,
    jobs: int = 1,
    wait: bool = True,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[AddResult]:
    """Queue files; yield one result a file, when its document is safely stored by any worker.

    This process works too while it waits, on these files alone. Without `wait` the results say
    that the files are queued, or why not.
    """
    store = shared_store(library)
    waiting = Queue(store)
    queued = [(path, _queue(waiting, load)) for path, load in sources(gather(paths))]
    if not wait:
        for path, job in queued:
            yield replace(job, path=path) if isinstance(job, AddResult) else _queued(path)
        return
    numbers = [job for _, job in queued if not isinstance(job, AddResult)]
    stop = threading.Event()
    helpers = work(library, jobs=jobs, until_empty=True, only=numbers, stop=stop)
    start, embedded = time.monotonic(), 0
    try:
        with _in_background(helpers, stop) as check:
            for done, (path, job) in enumerate(queued, start=1):
                result = job if isinstance(job, AddResult) else _outcome(waiting, job, check)
                embedded += result.embedded
                if progress is not None:
                    seconds = time.monotonic() - start
                    progress(Progress(done, len(queued), embedded, seconds, path))
                yield replace(result, path=path)
    except BaseException:  # nobody waits for the rest any more
        waiting.withdraw(numbers)
        raise


def _queue(waiting: Queue, load: Callable[[], Source]) -> int | AddResult:
    try:
        return waiting.put(load())
    except IngestError as exc:
        return AddResult("", "", "failed", error=" ".join(str(exc).split()))


def _queued(path: str) -> AddResult:
    return AddResult(path, "", "queued")


def _outcome(waiting: Queue, job: int, check: Callable[[], None]) -> AddResult:
    while True:
        ended = waiting.outcomes([job])
        if ended:
            return ended[job]
        check()
        time.sleep(POLL / 5)


@contextlib.contextmanager
def _in_background(
    helpers: Iterator[AddResult], stop: threading.Event
) -> Iterator[Callable[[], None]]:
    """Run workers beside the block; yield what raises in it the error that ended them.

    A block that is left early stops them: one at work later would give a file back to the queue
    that nobody waits for.
    """
    failed: list[BaseException] = []

    def run() -> None:
        try:
            for _ in helpers:
                pass
        except BaseException as exc:  # noqa: BLE001 - raised again by the block's thread
            failed.append(exc)

    def check() -> None:
        if failed:
            raise failed[0]

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield check
    except BaseException:
        stop.set()
        raise
    finally:
        thread.join(LEAVING if stop.is_set() else None)
    check()


def _until_ended(
    results: queue.SimpleQueue[AddResult | BaseException | None],
    running: int,
    store: PostgresStore,
) -> Iterator[AddResult]:
    looked = time.monotonic()
    while running:
        result = results.get()
        if isinstance(result, BaseException):
            raise result
        if result is None:
            running -= 1
            continue
        yield result
        if time.monotonic() - looked > PUBLISH:
            looked = time.monotonic()
            store.publish()


def _one_worker(task: _Task) -> Iterator[AddResult]:
    reached = time.monotonic()
    with SandboxPool() as sandboxes:

        def parse(source: Source) -> Document:
            return sandboxes.parse(source.data, source.name, password="")

        while not task.stop.is_set():
            try:
                job = task.waiting.take(only=task.only)
                if job is not None:
                    yield _run(task, job, parse)
                elif task.until_empty and _is_empty(task):
                    return
                reached = time.monotonic()
            except (LibraryBusy, LibraryUnreachable):  # or restarts, or a replica takes over
                if time.monotonic() - reached > PATIENCE:
                    raise
                job = None
            if job is None:
                task.stop.wait(POLL)


def _is_empty(task: _Task) -> bool:
    counts = task.waiting.counts(only=task.only)
    return not counts["waiting"] and not counts["running"]


def _run(task: _Task, job: Job, parse: Callable[[Source], Document]) -> AddResult:
    adder = Adder(FencedStore(task.store, job), lambda: task.library.encoder, parse)
    try:
        with _heartbeat(task.waiting, job, task.lease):
            result = adder.add_source(job.source)
    except LeaseLost as exc:
        return AddResult(job.source.known_at, "", "failed", error=str(exc))
    except BaseException:  # not the file's fault
        with contextlib.suppress(LibraryError):
            task.waiting.give_back(job)
        raise
    if result.status != "failed":
        task.waiting.end(job, result)
        return result
    state = task.waiting.fail(job, result.error, final=result.final)
    note = " It will be tried again." if state == "waiting" else ""
    return replace(result, error=f"{result.error}{note}")


@contextlib.contextmanager
def _heartbeat(waiting: Queue, job: Job, lease: float) -> Iterator[None]:
    """Renew the lease in the background, three times as often as it runs out."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(lease / 3):
            with contextlib.suppress(LibraryError):  # the commit finds out whether it was held
                if not waiting.renew(job):
                    return

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
