"""What follow-ups are completed to, what is small talk, and which slips are mended."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve, respell, smalltalk
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
        ("Who wrote this paper?", "Where do they work?", "Where do the authors work?"),
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


def test_without_a_history_nothing_is_added() -> None:
    assert resolve("And the exports?", []) == "And the exports?"


@pytest.mark.parametrize("question", ["hi", "Hello!", "thanks", "Who are you?", "What can you do?"])
def test_small_talk_is_recognised(question: str) -> None:
    assert smalltalk(question)


@pytest.mark.parametrize("question", ["What is cold storage?", "help for growers", "Who is Moss?"])
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
