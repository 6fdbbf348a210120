"""Several questions to a store, answered from one and the same state of it, or asked once more."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

from index.errors import PartLost
from index.store import DocumentSummary, Reading, Store

P = ParamSpec("P")
R = TypeVar("R")


def again(ask: Callable[P, R]) -> Callable[P, R]:
    """Return `ask`, done once more where a part of the library goes away in the middle of it."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return ask(*args, **kwargs)
        except PartLost:
            return ask(*args, **kwargs)

    return asked


class OneState:
    """What a thread reads of a store: a state for each reading, or the one that it holds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._mine = threading.local()
        self._summaries: Mapping[tuple[int, str], tuple[DocumentSummary, ...]] = {}  # of one state

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reading]:
        """Return the state that this thread holds, else the newest, for the time of the block."""
        held: Reading | None = getattr(self._mine, "held", None)
        if held is not None:
            yield held
            return
        with self._store.reading() as reading:
            yield reading

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold a state for the time of the block, for all that this thread reads in it."""
        with self.reading() as reading:
            outer = getattr(self._mine, "held", None)
            self._mine.held = reading
            try:
                yield
            finally:
                self._mine.held = outer

    def summaries(self) -> list[DocumentSummary]:
        """Return all documents, ordered by id; each question asks for them, so they are kept."""
        with self.reading() as reading:
            state = reading.epoch(), reading.identity()
            known = self._summaries.get(state) or tuple(reading.summaries())
            self._summaries = {state: known}
            return list(known)
