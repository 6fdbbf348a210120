"""What a conversation is on: what "it" stands for, and what a question takes over from others."""

# ruff: noqa: E501 - the tables of questions read better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve


def test_what_was_taken_over_is_spoken_of_still_and_the_rest_is_not() -> None:
    first = Turn("What is hay fever?", "A disease. [1]")
    second = Turn("How common is it?", "It is common. [1]")

    assert resolve("How is it treated?", [first, second]) == "How is it treated (hay fever)?"
    third = Turn("How is it treated?", "With pills. [1]")
    compared = resolve("Compare it with asthma.", [first, second, third])
    assert compared == "Compare hay fever with asthma?"


@pytest.mark.parametrize(
    ("asked", "question", "searched"),
    [
        (["What is hay fever?", "Who paid?"], "How common is it?", "How common is it (hay fever)?"),
        (["What is hay fever?", "What comes second?"], "How common is it?", "How common is it (hay fever)?"),
        (["What is hay fever?", "How many people were studied?"], "How old were they?", "How old were they (people)?"),
        (["What is hay fever?", "How many people were studied?"], "How many of them got it?", "How many of them got it (hay fever people)?"),
        (["What happened between 2008 and 2012?"], "Why was it slow?", "Why was it slow (between 2008 and 2012)?"),
        (["What happened after 2012?"], "Who came?", "Who came (after 2012)?"),
        (["Who paid for it?"], "What did they find?", "What did the authors find?"),
        (["What is the aim of the paper?"], "How does the lock work?", "How does the lock work?"),
        (["What is the main finding?"], "Is it rare?", "Is it rare?"),
        (["How large is the sample?"], "Was it random?", "Was it random (sample)?"),
        (["What is hay fever?", "Can you protect yourself?"], "Is it rare?", "Is it rare (hay fever)?"),
        (["What is hay fever?", "Who could help?"], "Is it rare?", "Is it rare (hay fever)?"),
        (["What is hay fever?", "How many are there altogether?"], "Is it rare?", "Is it rare (hay fever)?"),
        (["How common is hay fever?"], "How is it found?", "How is it found (hay fever)?"),
        (["I'm writing on ferries. What is hay fever?"], "Is it rare?", "Is it rare (hay fever)?"),
        (["i have to write an essay about hay fever, can you help?"], "Is it rare?", "Is it rare (hay fever)?"),
        (["I am preparing a short talk on hay fever."], "Is it rare?", "Is it rare (hay fever)?"),
        (["What was frost in Oslo?", "When did spring begin there?"], "What was R0 at that time?", "What was R0 at that time (frost Oslo)?"),
    ],
)  # fmt: skip
def test_a_question_that_names_no_thing_leaves_the_older_one_spoken_of(
    asked: list[str], question: str, searched: str
) -> None:
    assert resolve(question, [Turn(each, "Told. [1]") for each in asked]) == searched


@pytest.mark.parametrize(
    "question",
    [
        "How long does it take to build a quay?",
        "Why is it bad when pilots sleep?",
        "Is it safe to swim after eating?",
        "What is it that went up by 34%?",
        "How do the tolls compare with those of Oslo?",
        "List the risks that a ferry runs.",
    ],
)
def test_a_pronoun_that_the_question_itself_explains_takes_nothing_over(question: str) -> None:
    assert resolve(question, [Turn("How large is the harvest?", "")]) == question


@pytest.mark.parametrize(
    "question",
    [
        "How long does it take?",
        "Is it safe to use?",
        "Who published that figure?",
        "How much of that was imported?",
        "Who fixed that?",
    ],
)
def test_a_pronoun_that_nothing_explains_points_back(question: str) -> None:
    assert resolve(question, [Turn("How large is the harvest?", "")]) != question


@pytest.mark.parametrize(
    ("asked", "question", "searched"),
    [
        # what stands where "it" stood was not spoken of before
        (["What is the early stage?", "What did firms do in it?"], "And in the late stage?",
         "What did firms do in the late stage?"),
        (["When did Google come to Oslo?"], "When was that?", "When was that (Google come Oslo)?"),
        (["What is the harbour?"], "How many people worked there back then?",
         "How many people worked there back then (harbour)?"),
        (["What do tolls cost?"], "whats the harbour's aim anyway", "what's the harbour's aim"),
        (["What do tolls cost?", "And fares?", "Which of the two costs more?"], "And fuel?",
         "What do fuel cost?"),
    ],
)  # fmt: skip
def test_what_was_spoken_of_goes_with_what_points_to_it(
    asked: list[str], question: str, searched: str
) -> None:
    assert resolve(question, [Turn(each, "Told. [1]") for each in asked]) == searched


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("whats the harvest and hows it going", "what's the harvest and how's it going"),
        ("the hows of harvest", "the hows of harvest"),
        ("thats what it doesnt say", "that's what it doesn't say"),
    ],
)
def test_an_apostrophe_that_was_left_out_is_put_in(typed: str, marked: str) -> None:
    assert resolve(typed, []) == marked
