"""What is promised of work done ahead: the next item is made meanwhile, and nothing is hidden."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from index.one_ahead import one_ahead


def test_the_next_item_is_made_while_this_one_is_used() -> None:
    begun = [threading.Event() for _ in range(3)]

    def items() -> Iterator[int]:
        for number, event in enumerate(begun):
            event.set()
            yield number

    for number in one_ahead(items()):
        assert all(event.wait(10) for event in begun[: number + 2])


def test_what_fails_while_being_made_fails_where_it_is_used() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("the second")

    made = one_ahead(items())
    assert next(made) == 1
    with pytest.raises(ValueError, match="the second"):
        next(made)


def test_nothing_is_made_after_the_user_has_stopped() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    for number in one_ahead(items()):
        if number == 1:
            break
    before = len(made)
    assert before <= 3
    assert not [one.name for one in threading.enumerate() if "ThreadPoolExecutor" in one.name]
    assert len(made) == before


def test_nothing_gives_nothing() -> None:
    assert list(one_ahead(iter(()))) == []
