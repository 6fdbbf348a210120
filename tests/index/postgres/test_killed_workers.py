"""Workers killed without warning while they add: every document is there exactly once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.library import Library
from index.postgres.queue import Queue
from index.postgres.store import PostgresStore
from index.sources import Source

CHILD = Path(__file__).with_name("worker_child.py")
# `make soak` asks for 500 documents.
DOCUMENTS = int(os.environ.get("FOOTNOTE_QUEUE_DOCUMENTS", "40"))
KILL_EVERY = 3  # documents added: not seconds, in which a fast machine would have added them all
WORKERS = 4
LEASE = 6.0  # on a busy machine a worker may say nothing for seconds, and yet live
SECONDS = 300 + 4 * DOCUMENTS  # enough for a machine that is busy with other things
KILLS = DOCUMENTS // 4


def start(place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(place), str(LEASE)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 60)
def test_each_document_is_there_once_whatever_becomes_of_the_workers(
    shared: Library, shared_place: Path
) -> None:
    assert isinstance(shared.store, PostgresStore)
    waiting = Queue(shared.store)
    for number in range(DOCUMENTS):
        text = "\n\n".join(f"Parcel {number} was late {day} times." for day in range(30))
        name = f"paper-{number:03}.txt"
        waiting.put(Source(name, f"/papers/{name}", text.encode()))
    workers = {worker.pid: worker for worker in (start(shared_place) for _ in range(WORKERS))}
    chooser = random.Random(5)  # noqa: S311
    killed, done, end = 0, -KILL_EVERY, time.monotonic() + SECONDS
    try:
        while any(worker.poll() is None for worker in workers.values()):
            assert time.monotonic() < end, waiting.counts()
            time.sleep(0.02)
            busy = [int(row.worker.rpartition(":")[2]) for row in waiting.rows() if row.worker]
            alive = [workers[pid] for pid in busy if workers[pid].poll() is None]
            now = waiting.counts()["done"]
            if not alive or killed == KILLS or now < done + KILL_EVERY:
                continue
            done = now
            chosen = chooser.choice(alive)
            chosen.send_signal(signal.SIGKILL)  # in the middle of its work
            chosen.wait()
            killed += 1
            fresh = start(shared_place)
            workers[fresh.pid] = fresh
    finally:
        for worker in workers.values():
            worker.kill()
            worker.wait()
    assert killed >= KILLS // 2
    assert waiting.counts() == {"waiting": 0, "running": 0, "done": DOCUMENTS, "dead": 0}
    names = sorted(Path(document.source).name for document in shared.documents())
    assert names == [f"paper-{number:03}.txt" for number in range(DOCUMENTS)]
    assert shared.check().findings == ()
