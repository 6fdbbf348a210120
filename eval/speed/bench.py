"""How long things take on this machine: search by signals, whole answers, adding, starting."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from app.export import Json
from eval.bootstrap import quantile_estimate
from index.hits import Signals
from index.network.minilm import REMEMBERED
from index.report import counted
from ingest.errors import FootnoteError

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.library import Library

SIGNALS: tuple[Signals, ...] = ("dense", "lexical", "hybrid", "full")
MOST_ADDED = 30
TURNS = 3  # of what is compared
ROOT = Path(__file__).resolve().parents[2]
_TABLE = """{dated}

| what | median | 95 % within | times | ratio to the first | on |
| --- | ---: | ---: | ---: | ---: | --- |
{rows}
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one kind of work, each time that it was done. `note` says what the work was."""

    name: str
    seconds: tuple[float, ...]
    note: str = ""

    @property
    def p50(self) -> float:
        """The median."""
        return quantile_estimate(self.seconds, 0.5).mean

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return quantile_estimate(self.seconds, 0.95).mean


def benchmark(
    where: Path, questions: Sequence[str], *, repeats: int, tell: Callable[[str], None]
) -> list[Timing]:
    """Return how long searching, answering, adding and starting take with the library `where`.

    Models are loaded and warm except where a new process is timed. `tell` is told what is next.
    """
    from app.chatbot import WARM_UP, open_chatbot

    timings: list[Timing] = []
    with open_chatbot(where) as chatbot, open_chatbot(where, use_reader=False) as plain:
        library = chatbot.library
        sizes = [summary.passages for summary in library.documents()]
        note = _of(sum(sizes), len(sizes))
        for signals in SIGNALS:
            tell(f"search, {signals}")
            timings.append(_searches(library, questions, signals, note=note))
        for name, asked in (("answer", chatbot), ("answer, no reader", plain)):
            tell(name)
            asked.ask(WARM_UP)
            forget_questions(library.encoder)
            timings.append(timed(name, [partial(asked.ask, text) for text in questions], note=note))
        tell("add")
        timings += _adding(library)
    for arguments in (
        ["app", "ask", questions[0], "--library", str(where)],
        ["index", "--help"],
    ):
        tell(f"python -m {arguments[0]} {arguments[1]}")
        timings.append(cold_start(arguments, repeats=repeats))
    return timings


def forget_questions(encoder: Encoder) -> None:
    """Have the encoder forget what it was asked: to time the same question again, as a new one."""
    for number in range(REMEMBERED):
        encoder.encode([f"other question {number}"])


def _of(passages: int, documents: int) -> str:
    return f"{counted(passages, 'passage')} of {counted(documents, 'document')}"


def _searches(library: Library, questions: Sequence[str], signals: Signals, *, note: str) -> Timing:
    library.search("warm up", signals=signals)
    forget_questions(library.encoder)
    works = [partial(library.search, text, signals=signals) for text in questions]
    return timed(f"search, {signals}", works, note=note)


def _adding(library: Library) -> list[Timing]:
    """Return the times to add the first documents to a new library, one by one and as a folder.

    The last is that of encoding the same passages and nothing else, in turn with the folder.
    """
    from index.library import open_library

    some = library.documents()[:MOST_ADDED]
    files = [(library.original(summary.id), Path(summary.source).name) for summary in some]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_library(folder / "one-by-one", encoder=library.encoder) as empty:
            works = [partial(empty.add_bytes, data, source) for data, source in files]
            one_by_one = timed("add a document", works)
            added = [each for one in empty.documents() for each in empty.passages(one.id)]
        for number, (data, source) in enumerate(files):
            (folder / "files" / str(number)).mkdir(parents=True)
            (folder / "files" / str(number) / source).write_bytes(data)
        texts = [passage.embedded for passage in added]
        wholes: list[float] = []
        alones: list[float] = []
        for turn in range(TURNS):
            with open_library(folder / f"folder-{turn}", encoder=library.encoder) as empty:
                wholes += timed("", [partial(_all_of, empty.add([folder / "files"]))]).seconds
            alones += timed("", [partial(library.encoder.encode_tokens, texts)]).seconds
    share = median(alone / whole for whole, alone in zip(wholes, alones, strict=True))

    def note(seconds: float) -> str:
        return f"{_of(len(added), len(some))}, {len(added) / seconds:.0f} a second"

    return [
        replace(one_by_one, note=note(sum(one_by_one.seconds))),
        Timing("add a folder", tuple(wholes), note(median(wholes))),
        Timing(
            "encoding alone",
            tuple(alones),
            f"{note(median(alones))}, {share:.2f} of the folder's time",
        ),
    ]


def _all_of(results: Iterable[object]) -> None:
    for _ in results:
        pass


def timed(name: str, works: Sequence[Callable[[], object]], *, note: str = "") -> Timing:
    """Return the timing of each of `works`, done once, in order."""
    seconds = []
    for work in works:
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return Timing(name, tuple(seconds), note)


def cold_start(arguments: Sequence[str], *, repeats: int) -> Timing:
    """Return the timing of whole processes `python -m …`, from start to exit."""

    def work() -> None:
        done = subprocess.run(  # noqa: S603 (our own interpreter and modules)
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise FootnoteError(f"python -m {' '.join(arguments)} failed: {last}")

    shown = " ".join(argument if " " not in argument else '"…"' for argument in arguments[:3])
    return timed(f"python -m {shown}", [work] * repeats, note="a new process, start to exit")


def as_markdown(timings: Sequence[Timing], *, dated: str) -> str:
    """Return the table, in milliseconds, under its machine and date; ratios are to the first."""
    rows = [
        f"| {timing.name} | {1000 * timing.p50:.1f} | {1000 * timing.p95:.1f} "
        f"| {len(timing.seconds)} | {timing.p50 / timings[0].p50:.1f} | {timing.note} |"
        for timing in timings
    ]
    return _TABLE.format(dated=dated, rows="\n".join(rows))


def timings_json(timings: Sequence[Timing], *, when: str, where: str) -> dict[str, Json]:
    """Return the timings as one object, seconds."""
    return {
        "when": when,
        "machine": where,
        "timings": [
            {
                "name": timing.name,
                "p50": round(timing.p50, 5),
                "p95": round(timing.p95, 5),
                "n": len(timing.seconds),
                "note": timing.note,
            }
            for timing in timings
        ],
    }
