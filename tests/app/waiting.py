"""Waiting for what goes on beside a test."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(done: Callable[[], bool]) -> None:
    """Wait until `done`, ten seconds at most."""
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end, "waited ten seconds in vain"
        time.sleep(0.01)
