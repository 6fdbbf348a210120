"""What follow-ups are completed to, what is small talk, and which slips are mended."""

# ruff: noqa: E501 - the table of follow-ups reads better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import asks_nothing_alone, resolve, respell, smalltalk
from app.lexicon import Lexicon

TOTAL = "What was the total import and export volume in 2019?"


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        (TOTAL, "Which logistics companies came?", "Which logistics companies came?"),
        (TOTAL, "And in 2020?", "What was the total import and export volume in 2020?"),
        (TOTAL, "And the exports?", "What was the exports volume in 2019?"),
        (
            "How many entries did the export list have?",
            "And the import list?",
            "How many entries did the import list have?",
        ),
        ("Why are transport costs high?", "Why?", "Why are transport costs high?"),
        ("Which problems do ports have?", "Why?", "Why do ports have problems?"),
        ("Who wrote this paper?", "Where do they work?", "Where do the authors work?"),
        ("What was the harvest in 2019?", "2020?", "What was the harvest in 2020?"),
        ("What is the price of apples?", "and of pears?", "What is the price of pears?"),
        ("How many growers are there in Spain?", "In Italy?", "How many growers are there in Italy?"),
        ("How many growers are there?", "And in Italy?", "How many growers are there in Italy?"),
        ("When was the first shop in Rome opened?", "In Paris?", "When was the first shop in Paris opened?"),
        ("What are the risks of storage?", "And the benefits?", "What are the benefits of storage?"),
        ("What profit does Redleaf make?", "And Orchard Union?", "What profit does Orchard Union make?"),
        ("Why did exports fall?", "What about imports?", "Why did imports fall?"),
        ("What measures were proposed?", "Tell me more.", "What measures were proposed?"),
    ],
)  # fmt: skip
def test_a_follow_up_is_completed_and_a_whole_question_is_left(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


def test_a_pronoun_brings_the_words_of_the_earlier_question_along() -> None:
    searched = resolve("How can they be reduced?", [Turn("What are exchange rate risks?", "")])

    assert "exchange" in searched
    assert "reduced" in searched


@pytest.mark.parametrize(
    "question",
    ["Where is that stated?", "How does that compare with Spain?", "What is the first one?"],
)
def test_what_points_back_is_no_question_of_its_own(question: str) -> None:
    assert resolve(question, [Turn("How large is the harvest of pears?", "")]).endswith(
        "(large harvest pears)?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Does the paper say that pears are sweet?",
        "Is it true that pears are sweet?",
    ],
)
def test_a_pronoun_that_points_forward_takes_nothing_over(question: str) -> None:
    assert resolve(question, [Turn("How large is the harvest?", "")]) == question


def test_a_pronoun_after_a_question_on_a_section_is_that_section() -> None:
    searched = resolve("What does it recommend?", [Turn("What is section 3.2 about?", "")])

    assert searched == "What does section 3.2 recommend?"
    more = [Turn("What does section 3.2 say about transport costs?", "")]
    assert "transport" in resolve("Why are they high?", more)
    assert "trained section" not in resolve("How was it paid?", more)
    assert "transport" in resolve("How was it paid?", more)


@pytest.mark.parametrize("question", ["Why?", "How so?", "Tell me more."])
def test_what_only_goes_on_asks_nothing_alone(question: str) -> None:
    assert asks_nothing_alone(question)
    assert not asks_nothing_alone("Why did the harvest fall?")


def test_without_a_history_nothing_is_added() -> None:
    assert resolve("And the exports?", []) == "And the exports?"


@pytest.mark.parametrize(
    "question",
    [
        "hi",
        "Hello!",
        "thanks",
        "Who are you?",
        "What can you do?",
        "Translate the abstract into French.",
        "Could you write me a short essay on storage?",
    ],
)
def test_small_talk_is_recognised(question: str) -> None:
    assert smalltalk(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is cold storage?",
        "help for growers",
        "Who is Moss?",
        "Write a summary",
        "Can you translate trust scores into percentages?",
    ],
)
def test_a_question_is_no_small_talk(question: str) -> None:
    assert smalltalk(question) == ""


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("how are trnasport costs", "how are transport costs"),
        ("what logistcs firms", "what logistics firms"),
        ("what about Hubei", "what about Hubei"),  # a name that is not Hebei mistyped
        ("completion of the harvest", "completion of the harvest"),  # an English word
    ],
)
def test_only_slips_are_mended(typed: str, mended: str) -> None:
    lexicon = Lexicon(["transport costs of logistics firms", "competition in Hebei, harvest"])
    english = {"completion", "harvest", "costs", "firms"}

    assert respell(typed, lexicon, english.__contains__) == mended
