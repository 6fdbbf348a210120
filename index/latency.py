"""How long something takes: counts by bounds, as Prometheus wants them."""

from __future__ import annotations

import bisect
import threading

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Latency:
    """Counts times from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0

    def observe(self, seconds: float) -> None:
        """Count one time."""
        with self._lock:
            self._counts[bisect.bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    def lines(self, name: str, help_text: str) -> list[str]:
        """Return the counts as a histogram `name` in Prometheus' text format."""
        with self._lock:
            counts, seconds = list(self._counts), self._seconds
        within, buckets = 0, []
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
            within += count
            buckets.append(f'{name}_bucket{{le="{bound}"}} {within}')
        return [
            f"# HELP {name} {help_text}",
            f"# TYPE {name} histogram",
            *buckets,
            f"{name}_sum {seconds:.6f}",
            f"{name}_count {sum(counts)}",
        ]
