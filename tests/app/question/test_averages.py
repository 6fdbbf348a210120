"""Whether an average is asked for, and which sentences give one."""

from __future__ import annotations

import pytest

from app.question.averages import (
    asks_age,
    asks_average,
    gives_average,
    tells_age,
    tells_average,
)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How old were the trees on average?", True),
        ("What was the median age of the trees?", True),
        ("How long is a typical branch?", True),
        ("How long does computing the median's error take?", False),
        ("How large is the error of the median?", False),
        ("What number does it mean?", False),
        ("How old were the trees?", False),
    ],
)
def test_an_average_of_something_is_asked_for_or_is_itself_the_thing(
    question: str, asks: bool
) -> None:
    assert asks_average(question) is asks


def test_an_average_of_another_thing_is_no_age() -> None:
    height = "The mean height was 12 m."

    assert gives_average("How tall were the trees on average?", height)
    assert not gives_average("How old were the trees on average?", height)
    assert gives_average("How old were the trees on average?", "Their mean age was 12 years.")


def test_what_is_usual_is_as_good_as_an_average() -> None:
    assert tells_average("Trees usually bear 30 pears.")
    assert not tells_average("One tree bore 30 pears.")


def test_an_age_is_asked_for_in_several_words() -> None:
    assert asks_age("How old were the trees?")
    assert asks_age("What was the mean age of the trees?")
    assert not asks_age("At what age is a tree planted?")


def test_an_age_is_told_by_years_or_by_the_word_for_it() -> None:
    assert tells_age("Trees aged 12 to 30 were felled.")
    assert tells_age("The tree was planted in 1912.")
    assert tells_age("Saplings of 7 months stood there.")
    assert not tells_age("The groves had from 41 to 1099 trees.")
