"""What drives a thing up or down is asked for, and is not what does the contrary."""

from __future__ import annotations

import pytest

from app.question.drivers import moved_in
from app.question.kinds import kind_of


@pytest.mark.parametrize(
    ("question", "way", "thing"),
    [
        ("What drives up the cost of storing pears?", 1, "cost"),
        ("What drives storage costs up?", 1, "cost"),
        ("Which factors push up prices?", 1, "price"),
        ("What raises the price of ice?", 1, "price"),
        ("What keeps fees down?", -1, "fee"),
        ("What brings down the viral load in mice?", -1, "load"),
        ("What can reduce the risk of rot?", -1, "risk"),
        ("What would lower the price?", -1, "price"),
    ],
)
def test_what_moves_a_thing_up_or_down_is_asked_for(question: str, way: int, thing: str) -> None:
    moved = moved_in(question)

    assert moved is not None
    assert (moved.way, moved.thing) == (way, thing)
    assert kind_of(question) in ("other", "list")


@pytest.mark.parametrize(
    "question",
    [
        "What increased in 2019?",
        "What increased after the harvest?",
        "What increase in price was seen?",
        "What growth rate did it have?",
        "What reduced dose was given?",
        "What lower bound is proven?",
        "What loss function is used?",
        "How does it reduce costs?",
        "Why did prices rise?",
    ],
)
def test_what_moves_by_itself_or_is_only_named_so_is_not(question: str) -> None:
    assert moved_in(question) is None


@pytest.mark.parametrize(
    ("text", "told", "turned"),
    [
        ("Scarce ice drives the cost up.", True, False),
        ("Scarce ice raises costs.", True, False),
        ("Good crates bring down the cost.", False, True),
        ("Ice improves taste and cuts the cost of storing.", False, True),
        ("Fees raise the cost, while crates reduce the cost of ice.", True, False),
        ("Good crates do not reduce the cost.", False, False),
        ("Ice reduces the harvest.", False, False),
    ],
)
def test_the_contrary_is_what_moves_the_same_thing_the_other_way_alone(
    text: str, told: bool, turned: bool
) -> None:
    moved = moved_in("What drives up the cost?")

    assert moved is not None
    assert (moved.is_told_in(text), moved.is_turned_in(text)) == (told, turned)
