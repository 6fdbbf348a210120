"""How long things take on this machine: search by signals, whole answers, adding, starting."""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bootstrap import quantile_estimate
from eval.questions import Json
from ingest.errors import FootnoteError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one kind of work: the median, the 95th percentile, over `n` repeats.

    `note` says what the work was.
    """

    name: str
    p50: float
    p95: float
    n: int
    note: str = ""


def timed(name: str, works: Sequence[Callable[[], object]], *, note: str = "") -> Timing:
    """Return the timing of each of `works`, done once, in order."""
    seconds = []
    for work in works:
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return timing(name, seconds, note=note)


def timing(name: str, seconds: Sequence[float], *, note: str = "") -> Timing:
    """Return the timing that `seconds` make."""
    median, late = (quantile_estimate(seconds, q).mean for q in (0.5, 0.95))
    return Timing(name, median, late, len(seconds), note)


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


def machine() -> str:
    """Return the machine in words: processor, cores, Python."""
    names = [
        line.partition(":")[2].strip()
        for line in _cpu_lines()
        if line.lower().startswith("model name")
    ]
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{name}, {len(names) or '?'} cores, Python {platform.python_version()}"


def as_markdown(timings: Sequence[Timing], *, when: str, where: str) -> str:
    """Return a table with its machine and date, and each time as a ratio to the first."""
    first = timings[0].p50
    lines = [
        f"{when}, on {where}. Times in milliseconds; `python -m eval bench` measures them anew.",
        "",
        "| what | median | 95 % within | repeats | × first | |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    lines += [
        f"| {t.name} | {t.p50 * 1000:.1f} | {t.p95 * 1000:.1f} | {t.n} | {t.p50 / first:.1f} "
        f"| {t.note} |"
        for t in timings
    ]
    return "\n".join(lines) + "\n"


def as_json(timings: Sequence[Timing], *, when: str, where: str) -> dict[str, Json]:
    """Return the timings as one object, seconds."""
    return {
        "when": when,
        "machine": where,
        "timings": [
            {
                "name": timing.name,
                "p50": round(timing.p50, 5),
                "p95": round(timing.p95, 5),
                "n": timing.n,
                "note": timing.note,
            }
            for timing in timings
        ],
    }


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
