"""How Footnote grows: search, adding, removing, starting, disk and memory from small to large.

Everything is a ratio within one run where it can be: to bare FAISS on the same vectors, to the same
work in an empty library. Times are medians, and what is compared is measured in turn.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import faiss
import numpy as np

from eval.speed.bench import ROOT
from eval.speed.synthetic import Material, exact_best, grow
from index.encoder import Encoder, Vectors
from index.generations import Generation, one_thread
from index.library import Library, open_library
from index.sqlite_store import SqliteStore
from ingest.errors import FootnoteError

TOKENS_UNTIL = 100_000  # passages; beyond, token vectors would only fill the disk
BARE_UNTIL = 400_000  # passages; beyond, bare FAISS would need gigabytes
QUERIES = 50
TIMES = 3
TOP = 10
BATCH = 20_000
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size. Times in seconds, memory in bytes; NaN where not measured.

    `vectors` is vector search alone, `bare` the same by FAISS itself (flat, float32); `added` and
    `added_empty` are one paper, `removed` its removal; `started` and `started_empty` are whole
    processes from start to first answer; `resident` is what such a process holds at rest.
    """

    passages: int
    vectors: float
    bare: float
    hybrid: float
    full: float
    recall: float
    added: float
    added_empty: float
    removed: float
    started: float
    started_empty: float
    disk: float
    held: float
    resident: float


def measure_growth(
    where: Path,
    sizes: Sequence[int],
    made_of: Material,
    encoder: Encoder,
    questions: Sequence[str],
    *,
    tell: Tell,
) -> list[Size]:
    """Return what is measured while a library in the folder `where` grows."""
    found = []
    with open_library(where / "empty", encoder=encoder) as empty:
        empty.add_bytes(paper(made_of, "first"), "first.md")
        for size in sorted(sizes):
            with open_library(where / "library", encoder=encoder) as library:
                tell(f"{size} passages: growing")
                tokens = size <= TOKENS_UNTIL
                grow(library.store, made_of, encoder, to=size, with_tokens=tokens)
                found.append(_measure(library, empty, made_of, questions, size, tell=tell))
    return found


def paper(made_of: Material, name: str) -> bytes:
    """Return a paper in Markdown that no library has yet."""
    chosen = [made_of.texts[at % len(made_of.texts)] for at in range(0, 7 * 60, 7)]
    parts = [f"# A paper called {name}"]
    parts += [f"## {at // 6 + 1} Part\n\n{name} {text}" for at, text in enumerate(chosen)]
    return "\n\n".join(parts).encode()


def _measure(
    library: Library,
    empty: Library,
    made_of: Material,
    questions: Sequence[str],
    size: int,
    *,
    tell: Tell,
) -> Size:
    asked = list(questions[:QUERIES])
    vectors = library.encoder.encode(asked)
    tell(f"{size} passages: searching")
    recall, held = _recall(library, vectors)
    alone, bare = _vector_search(library, vectors, compare=size <= BARE_UNTIL)
    hybrid = median_of([partial(library.search, text, signals="hybrid") for text in asked])
    full = float("nan")
    if size <= TOKENS_UNTIL:
        full = median_of([partial(library.search, text) for text in asked])
    tell(f"{size} passages: adding and removing")
    added, added_empty, removed = _changes(library, empty, made_of, size)
    tell(f"{size} passages: starting")
    started = started_empty = resident = float("nan")
    if size <= TOKENS_UNTIL:
        started, started_empty = _starts(library, empty, asked[0])
        resident = probe(library.path, asked[:5])[-1]["resident"]
    return Size(
        passages=size,
        vectors=alone,
        bare=bare,
        hybrid=hybrid,
        full=full,
        recall=recall,
        added=added,
        added_empty=added_empty,
        removed=removed,
        started=started,
        started_empty=started_empty,
        disk=library.status().bytes,
        held=held,
        resident=resident,
    )


def median_of(works: Sequence[Callable[[], object]]) -> float:
    """Return the median time of the works, done once before the clock runs."""
    works[0]()
    times = []
    for work in works:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _recall(library: Library, queries: Vectors) -> tuple[float, float]:
    """Return recall@10 against comparing with all vectors, and the bytes that a vector takes."""
    store = library.store
    assert isinstance(store, SqliteStore)  # noqa: S101 - a folder is what is measured here
    with store.reading() as reading:
        view = store._dense(reading)  # noqa: SLF001 - what it holds is what is measured
        model = reading.model()
        assert model is not None  # noqa: S101
        starts = range(0, len(view.rows), BATCH)
        batches = (reading.vectors_of(model, view.rows[at : at + BATCH]) for at in starts)
        expected = exact_best(iter(batches), queries, top=TOP)
    found = [_nearest(library, query) for query in queries]
    hits = sum(len(want & got) for want, got in zip(expected, found, strict=True))
    held = view.rows.nbytes + view.passages.documents.nbytes + view.passages.kinds.nbytes
    held += view.places.nbytes + view.tail.nbytes + view.tail_rows.nbytes
    if isinstance(view.generation, Generation):
        held += view.generation.rows.nbytes
        held += len(view.generation.rows) * view.generation.index.sa_code_size()
    return hits / sum(len(want) for want in expected), held / len(view.rows)


def _nearest(library: Library, query: Vectors) -> set[int]:
    from index.store import Scope

    with library.store.reading() as reading:
        return {row for row, _ in reading.nearest(query, limit=TOP, scope=Scope())}


def _vector_search(library: Library, queries: Vectors, *, compare: bool) -> tuple[float, float]:
    """Return the median of our vector search, and of bare FAISS on the same vectors, in turn."""
    bare = _bare_index(library) if compare else None
    own_times, bare_times = [], []
    for query in [*queries[:3], *queries]:
        start = time.perf_counter()
        _nearest(library, query)
        own_times.append(time.perf_counter() - start)
        if bare is not None:
            start = time.perf_counter()
            with one_thread():
                bare.search(query[None, :], TOP)
            bare_times.append(time.perf_counter() - start)
    bare_median = statistics.median(bare_times[3:]) if bare_times else float("nan")
    return statistics.median(own_times[3:]), bare_median


def _bare_index(library: Library) -> faiss.Index:
    with library.store.reading() as reading:
        model = reading.model()
        assert model is not None  # noqa: S101
        index = faiss.IndexFlatIP(model.dimension)
        rows = np.arange(1, reading.passage_count() + 1)
        for start in range(0, len(rows), BATCH):
            index.add(reading.vectors_of(model, rows[start : start + BATCH])[1])
    return index


def _changes(
    library: Library, empty: Library, made_of: Material, size: int
) -> tuple[float, float, float]:
    """Return the times of adding a paper here, adding one to the empty library, and removing."""
    here: list[float] = []
    there: list[float] = []
    removed: list[float] = []
    for turn in range(TIMES):
        for one, times in ((empty, there), (library, here)):
            name = f"new-{size}-{turn}"
            data = paper(made_of, name)
            start = time.perf_counter()
            result = one.add_bytes(data, f"{name}.md")
            times.append(time.perf_counter() - start)
            if result.status != "added":
                raise FootnoteError(f"{name}: {result.error or result.status}")
            start = time.perf_counter()
            one.remove([result.document])
            if one is library:
                removed.append(time.perf_counter() - start)
    return statistics.median(here), statistics.median(there), statistics.median(removed)


def _starts(library: Library, empty: Library, question: str) -> tuple[float, float]:
    here: list[float] = []
    there: list[float] = []
    for _ in range(TIMES):
        for one, times in ((empty, there), (library, here)):
            start = time.perf_counter()
            _run(["-m", "app", "ask", question, "--library", str(one.path)])
            times.append(time.perf_counter() - start)
    return statistics.median(here), statistics.median(there)


def probe(where: Path, questions: Sequence[str]) -> list[dict[str, float]]:
    """Return what a process of its own held after each of the questions (see `eval.probe`)."""
    printed = _run(["-m", "eval.probe", str(where), *questions])
    return [json.loads(line) for line in printed.splitlines()]


def _run(arguments: Sequence[str]) -> str:
    done = subprocess.run(  # noqa: S603 - our own interpreter and modules
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise FootnoteError(f"python {' '.join(arguments[:3])} failed: {last}")
    return done.stdout
