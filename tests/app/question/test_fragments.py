"""What a fragment asks after another question: it takes no thing's place where it is no thing."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.question.fragments import adds

# ruff: noqa: E501 - the table of follow-ups reads better unbroken


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("How many ferries sailed?", "more than the year before?", "How many ferries sailed: more than the year before?"),
        ("How high is the toll (Oslo harbour)?", "lower than in Bergen?", "How high is the toll: lower than in Bergen (Oslo harbour)?"),
        ("How big was the harvest in 2019?", "up or down?", "How big was the harvest in 2019: up or down?"),
        ("When did Moss come to Oslo?", "just Moss or others as well?", "Did Moss come to Oslo: just Moss or others as well?"),
        ("Were pilots worse off?", "than who?", "Were pilots worse off: than who?"),
        ("How much do ferries burn?", "measured on what?", "How much do ferries burn: measured on what?"),
        ("How is fog found?", "too late sometimes?", "How is fog found: too late sometimes?"),
        ("Who has to mend the quay?", "by when?", "Who has to mend the quay: by when?"),
        ("Which ferries grew fastest?", "how fast exactly?", "How fast exactly ferries grew fastest?"),
        ("What are the risks of ice?", "why not the locks?", "Why not the locks (risks ice)?"),
        ("What is the harbour?", "in use already?", "In use already (harbour)?"),
    ],
)  # fmt: skip
def test_a_fragment_that_is_no_thing_is_asked_with_the_question_before(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "Told. [1]")]) == searched


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("When did Moss come to Oslo?", "Stone too?", "When did Stone come to Oslo?"),
        ("What is the price of pears?", "plums as well?", "What is the price of plums?"),
        ("What is the price of pears in Oslo?", "in Bergen too?", "What is the price of pears in Bergen?"),
    ],
)  # fmt: skip
def test_what_only_says_that_another_is_meant_too_takes_no_place(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "Told. [1]")]) == searched


def test_what_was_added_is_asked_no_more_of_the_next_thing() -> None:
    asked = ["How big was the harvest in 2019?", "up or down?"]
    history = [Turn(each, "Told. [1]") for each in asked]

    assert resolve("why was it so?", history) == "Why was it so (harvest 2019)?"
    assert resolve("and in 2020?", history) == "How big was the harvest in 2020?"


@pytest.mark.parametrize(
    "fragment", ["the exports", "in Rome", "2019", "other papers", "a paper on more than one port"]
)
def test_a_thing_a_place_or_a_time_adds_nothing(fragment: str) -> None:
    assert not adds(fragment)


@pytest.mark.parametrize("things", ["never smokers", "still births", "very small children"])
def test_people_and_things_told_by_how_often_or_how_much_are_asked_about(things: str) -> None:
    asked = resolve(f"And {things}?", [Turn("How many smokers were there?", "")])

    assert asked == f"How many {things} were there?"
