"""Counts for Prometheus, in its text format."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping

from app.answer import Answer
from index.latency import Latency
from index.library import Library


class Metrics:
    """Counts answers and errors from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: Counter[str] = Counter()
        self._errors: Counter[str] = Counter()
        self._times = Latency()

    def count_answer(self, answer: Answer) -> None:
        """Count an answer and its time."""
        with self._lock:
            self._answers["abstained" if answer.abstained else "answered"] += 1
        self._times.observe(answer.seconds.total)

    def count_error(self, code: str) -> None:
        """Count a request that was refused or failed."""
        with self._lock:
            self._errors[code] += 1

    def text(self, library: Library, *, queue: Mapping[str, int]) -> str:
        """Return all counts, with those of the library and of the files that wait in `queue`."""
        with self._lock:
            answers, errors = dict(self._answers), dict(self._errors)
        lines = [
            *_library(library),
            *_family(
                "footnote_queue_files",
                "Files that wait to be added, or are being added, by state.",
                "gauge",
                {f'state="{state}"': queue.get(state, 0) for state in ("waiting", "adding")},
            ),
            *_family(
                "footnote_answers_total",
                "Answers given, by outcome.",
                "counter",
                {f'outcome="{name}"': answers.get(name, 0) for name in ("answered", "abstained")},
            ),
            *_family(
                "footnote_errors_total",
                "Requests that failed, by code.",
                "counter",
                {f'code="{code}"': count for code, count in sorted(errors.items())},
            ),
            *library.searches.lines("footnote_search_seconds", "Time of a search."),
            *self._times.lines("footnote_answer_seconds", "Time to a whole answer."),
        ]
        return "\n".join(lines) + "\n"


def _library(library: Library) -> Iterator[str]:
    status = library.status()
    sizes = {f'part="{part}"': size for part, size in status.parts.items()}
    gauges: tuple[tuple[str, str, Mapping[str, int]], ...] = (
        ("documents", "Documents in the library.", {"": status.documents}),
        ("passages", "Passages in the library.", {"": status.passages}),
        ("tail_passages", "Passages newer than the search index.", {"": status.tail}),
        ("epoch", "Changes made to the library since it began.", {"": status.epoch}),
        ("generations", "Search indexes kept on disk.", {"": len(status.generations)}),
        ("doubts", "Doubts about the search index since the start.", {"": len(status.notes)}),
        ("bytes", "What the library takes on disk.", sizes or {"": status.bytes}),
    )
    for name, help_text, values in gauges:
        yield from _family(f"footnote_{name}", help_text, "gauge", values)
    yield from _family(
        "footnote_cache_requests_total",
        "Whole documents asked for, by where they came from.",
        "counter",
        {f'cache="documents",result="{name}"': library.cached[name] for name in ("hit", "miss")},
    )


def _family(name: str, help_text: str, kind: str, values: Mapping[str, int]) -> Iterator[str]:
    yield f"# HELP {name} {help_text}"
    yield f"# TYPE {name} {kind}"
    for labels, value in values.items():
        yield f"{name}{{{labels}}} {value}" if labels else f"{name} {value}"
