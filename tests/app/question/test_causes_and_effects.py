"""A question for causes, effects or remedies alone is of what was spoken of before."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import otherwise, resolve
from app.question.kinds import kind_of

FROST = Turn("What are the dangers of late frost?", "Buds freeze. [1]")


@pytest.mark.parametrize(
    "question",
    [
        "What are the causes?",
        "what are the main consequences",
        "what's the reason?",
        "And what are the effects?",
        "what can be done?",
        "What should be done then?",
        "What has to be done?",
        "what could we do?",
        "what would help?",
        "What is recommended?",
        "what solutions are there?",
        "Which measures are proposed?",
        "Are there any remedies?",
        "What are the advantages and disadvantages?",
        "List the main risks.",
        "Who is responsible?",
        "who is to blame?",
    ],
)
def test_what_asks_for_a_relation_alone_is_of_the_last_topic(question: str) -> None:
    assert resolve(question, [FROST]).endswith(" (dangers late frost)?")
    assert resolve(question, []) == question


@pytest.mark.parametrize(
    "question",
    [
        "What are the causes of hail?",
        "What are the recommendations of the paper?",
        "What does the paper recommend?",
        "What can be done about hail?",
        "Who is responsible for the harvest?",
        "What solutions do the authors offer?",
        "What are the risk ratios of plums?",
        "What are the measures of length?",
    ],
)
def test_what_names_a_thing_or_the_paper_takes_nothing_over(question: str) -> None:
    assert "frost" not in resolve(question, [FROST])


def test_the_topic_is_that_of_the_turn_before_and_stays() -> None:
    done = Turn("What can be done?", "Nets help. [1]")
    assert resolve("What are the costs?", [FROST]) == "What are the costs?"
    assert (
        resolve("What are the causes?", [FROST, done])
        == "What are the causes (dangers late frost)?"
    )

    writers = Turn("Who wrote this paper?", "Moss. [1]")
    assert resolve("What are the causes?", [FROST, writers]) == "What are the causes?"
    problems = Turn("What are the problems?", "Frost and hail. [1]")
    assert resolve("What are the solutions?", [problems]) == "What are the solutions?"


def test_problems_and_recommendations_may_be_those_of_the_whole_paper() -> None:
    assert otherwise("What are the recommendations?", [FROST]) == "What are the recommendations?"
    assert otherwise("Who is responsible?", [FROST]) == ""


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What are the solutions of high storage cost?", "list"),
        ("What can be done about the price?", "how"),
        ("What are the consequences of the low value?", "effect"),
        ("What is the cost of storage?", "money"),
        ("What are the costs and benefits worth?", "money"),
        ("What can be done: by when (frost)?", "year"),
        ("What is the risk ratio of plums?", "number"),
        ("What is the risk of death in percent?", "percent"),
        ("What are the benefits paid per month in dollars?", "money"),
        ("What are the risks of borrowing at a low price in dollars?", "list"),
        ("What are the effects of the price paid in dollars?", "effect"),
    ],
)  # fmt: skip
def test_what_is_asked_for_tells_the_kind_and_not_what_it_is_of(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_long_row_of_words_is_read_at_once() -> None:
    assert kind_of("list " + "all the " * 300 + "years")
