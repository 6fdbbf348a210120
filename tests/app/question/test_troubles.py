"""What is wrong is told by other sentences than what should be done about it."""

from __future__ import annotations

import pytest

from app.question.remedies import asks_trouble, tells_trouble
from app.question.superlatives import asks_first, asks_leading, offers_choice, puts_first


@pytest.mark.parametrize(
    "question",
    [
        "Which problems do small ports have?",
        "In what respects does the quay fall short?",
        "What hampers the ferries?",
        "What stands in the way of longer routes?",
        "In which fields are the rules most deficient?",
        "What makes it hard to train pilots?",
        "List the shortcomings of the timetable.",
        "weaknesses of the harbour school",
        "What is wrong with the fares?",
        "Where is the timetable weak?",
    ],
)
def test_a_trouble_is_asked_for(question: str) -> None:
    assert asks_trouble(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many pilots are there?",
        "What should be done for the ferries?",
        "When did the harbour open?",
        "What is a harbour?",
        "Who trains the pilots?",
        "Which harbours are open in winter?",
    ],
)
def test_other_questions_ask_for_no_trouble(question: str) -> None:
    assert not asks_trouble(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "The quay is too short, and there is a shortage of pilots.",
        "Many boats lack radar.",
        "Outdated rules slow the loading down, and delays are common.",
        "The ferries cannot land at low tide.",
    ],
)
def test_what_is_wanting_is_told(sentence: str) -> None:
    assert tells_trouble(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Pilots should be trained at the harbour school.",
        "The ferry crosses the strait in an hour.",
        "A second quay was built in 2011.",
    ],
)
def test_what_is_as_it_should_be_is_no_trouble(sentence: str) -> None:
    assert not tells_trouble(sentence)


def test_the_first_of_several_is_asked_for_in_many_words() -> None:
    assert asks_first("Which harbour is the largest?")
    assert asks_leading("What sort of cargo leads the trade?")
    assert asks_first("Which harbour has the strictest checks?")
    assert asks_first("Whose pilots are the slowest?")
    assert asks_first("Which of the harbours came first?")
    assert asks_first("Which is cheaper: rail or road?")
    assert asks_first("Rail or road, which is cheaper?")
    assert asks_first("Which quay was longer, the old one or the new one?")
    assert not asks_first("Who is the harbour master, Lund or Berg?")
    assert not asks_first("Lund or Berg, who is the owner?")
    assert offers_choice("Rail or road, which is cheaper?")
    assert not offers_choice("Which port or city is the largest?")
    assert not asks_first("What was first built in the west?")
    assert not asks_first("What sort of cargo leads the trade?")
    assert not asks_first("Which harbour ships the harvest of the west?")
    assert not asks_leading("Which cargo is loaded here?")


def test_a_text_that_puts_one_first_says_so() -> None:
    assert puts_first("Timber has the largest share.")
    assert puts_first("Mostly timber is loaded.")
    assert not puts_first("Timber and grain are loaded, at least in winter.")
    assert not puts_first("First, timber is loaded.")
