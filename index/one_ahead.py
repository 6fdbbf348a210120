"""Making the next items while this one is used."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


def one_ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield `items`, each made by a thread of its own while the one before is used.

    Whoever stops early waits until the item that is being made is done.
    """
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item


def some_ahead(
    pool: ThreadPoolExecutor, work: Callable[[S], T], items: Iterator[tuple[str, S]], ahead: int
) -> Iterator[tuple[str, Future[T]]]:
    """Yield each item's name with the future of its work, in order, `ahead` of them under way."""
    waiting: deque[tuple[str, Future[T]]] = deque()
    for name, item in items:
        waiting.append((name, pool.submit(work, item)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting
