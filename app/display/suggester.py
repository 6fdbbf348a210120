"""Suggestions worked out beside the page, a document at a time, so that nobody waits for them."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from app.display.suggest import Suggestion

_KEPT = 256
logger = logging.getLogger(__name__)


class Suggester:
    """Makes lists of questions in one thread, and waits while somebody is being answered."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="footnote-suggester")
        self._made: OrderedDict[Hashable, Future[list[Suggestion]]] = OrderedDict()
        self._lock = threading.Lock()
        self._answering = 0

    def get(self, key: Hashable, make: Callable[[], list[Suggestion]]) -> list[Suggestion]:
        """Return what `make` made for `key`; [] while it is still at it, and where it failed."""
        with self._lock:
            future = self._made.get(key)
            if future is None:
                future = self._made[key] = self._pool.submit(make)
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
        if not future.done():
            return []
        if error := future.exception():
            logger.warning("no suggestions for %r: %s", key, error)
            return []
        return future.result()

    def is_done(self, key: Hashable) -> bool:
        """Whether the list for `key` was asked for and is finished, well or badly."""
        with self._lock:
            future = self._made.get(key)
        return future is not None and future.done()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Hold suggestions back while somebody's question is answered."""
        with self._lock:
            self._answering += 1
        try:
            yield
        finally:
            with self._lock:
                self._answering -= 1

    def wait(self) -> None:
        """Return when nobody is being answered; `make` calls it between its steps."""
        while self._answering:
            time.sleep(0.05)
