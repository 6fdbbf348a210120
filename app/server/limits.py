"""How much one visitor may ask of the server."""

from __future__ import annotations

import threading
import time
from collections import deque

FILES_AT_ONCE = 50
QUESTIONS_A_MINUTE = 60


class Rate:
    """At most `limit` calls in `seconds` for each key. Keys that fall silent are forgotten."""

    def __init__(self, limit: int, *, seconds: float = 60.0) -> None:
        self.limit = limit
        self._seconds = seconds
        self._calls: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def allows(self, key: str, *, now: float | None = None) -> bool:
        """Count a call of `key` and return whether it is within the limit."""
        at = time.monotonic() if now is None else now
        with self._lock:
            for other in [
                key for key, calls in self._calls.items() if calls[-1] <= at - self._seconds
            ]:
                del self._calls[other]
            calls = self._calls.setdefault(key, deque())
            while calls and calls[0] <= at - self._seconds:
                calls.popleft()
            if len(calls) >= self.limit:
                return False
            calls.append(at)
            return True
