"""What "No, I meant the imports" puts right in the question before."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.question.correcting import correction_in
from app.question.smalltalk import past_courtesy

PEARS = Turn("What was the harvest of pears in 2019?", "It was large. [1]")


@pytest.mark.parametrize(
    "question",
    [
        "I meant plums",
        "No, I meant plums.",
        "no, plums",
        "sorry, I mean plums",
        "no sorry, i mean plums",
        "Actually, plums",
        "rather plums",
        "plums, I mean",
        "I mean plums, not pears",
        "Not pears, but plums",
        "Plums, not pears",
    ],
)
def test_what_was_meant_takes_the_place_of_what_was_said(question: str) -> None:
    searched = resolve(past_courtesy(question), [PEARS]).casefold()

    assert searched == "what was the harvest of plums in 2019?"


def test_what_is_put_right_is_what_the_next_question_goes_on_from() -> None:
    history = [PEARS, Turn("No, I meant plums", "It was small. [1]")]

    assert resolve("And in 2020?", history) == "What was the harvest of plums in 2020?"


def test_what_was_said_instead_is_exchanged_where_it_stands() -> None:
    before = Turn("How high are tolls in Oslo and fees in Bergen?", "")

    searched = resolve("I meant Narvik, not Bergen", [before])
    assert searched == "How high are tolls in Oslo and fees in Narvik?"


def test_a_whole_question_after_sorry_is_asked_instead() -> None:
    assert resolve("Sorry, who wrote the paper?", [PEARS]) == "who wrote the paper?"


@pytest.mark.parametrize(
    "question",
    [
        "Why are well-known firms rather small?",
        "Which countries try out such a bank?",
        "Is it true, not false?",
        "No more than five growers were asked?",
        "And plums?",
    ],
)
def test_a_question_of_its_own_puts_nothing_right(question: str) -> None:
    assert correction_in(question) is None


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("no the price", "What was the price of pears in 2019?"),
        ("no just plums", "What was the harvest of plums in 2019?"),
        ("no the price i mean", "What was the price of pears in 2019?"),
    ],
)
def test_a_no_needs_no_comma(question: str, searched: str) -> None:
    assert resolve(question, [PEARS]) == searched
