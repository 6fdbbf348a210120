"""Counts for Prometheus, in its text format."""

from __future__ import annotations

import threading
from collections import Counter

from app.answer import Answer

_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Counts answers and errors from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: Counter[str] = Counter()
        self._errors: Counter[str] = Counter()
        self._within: Counter[float] = Counter()
        self._seconds = 0.0

    def count_answer(self, answer: Answer) -> None:
        """Count an answer and its time."""
        with self._lock:
            self._answers["abstained" if answer.abstained else "answered"] += 1
            self._seconds += answer.seconds.total
            for bound in _BUCKETS:
                self._within[bound] += answer.seconds.total <= bound

    def count_error(self, code: str) -> None:
        """Count a request that was refused or failed."""
        with self._lock:
            self._errors[code] += 1

    def text(self, *, documents: int) -> str:
        """Return all counts; `documents` is how many the library holds."""
        with self._lock:
            total = sum(self._answers.values())
            lines = [
                "# HELP footnote_documents Documents in the library.",
                "# TYPE footnote_documents gauge",
                f"footnote_documents {documents}",
                "# HELP footnote_answers_total Answers given, by outcome.",
                "# TYPE footnote_answers_total counter",
                *(
                    f'footnote_answers_total{{outcome="{name}"}} {self._answers[name]}'
                    for name in ("answered", "abstained")
                ),
                "# HELP footnote_errors_total Requests that failed, by code.",
                "# TYPE footnote_errors_total counter",
                *(
                    f'footnote_errors_total{{code="{code}"}} {count}'
                    for code, count in sorted(self._errors.items())
                ),
                "# HELP footnote_answer_seconds Time to a whole answer.",
                "# TYPE footnote_answer_seconds histogram",
                *(
                    f'footnote_answer_seconds_bucket{{le="{bound}"}} {self._within[bound]}'
                    for bound in _BUCKETS
                ),
                f'footnote_answer_seconds_bucket{{le="+Inf"}} {total}',
                f"footnote_answer_seconds_sum {self._seconds:.6f}",
                f"footnote_answer_seconds_count {total}",
            ]
        return "\n".join(lines) + "\n"
