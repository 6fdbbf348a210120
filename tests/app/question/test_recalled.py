"""What the last answer told is read along with a follow-up that may be on it."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.question.questions import analyse, as_read
from app.question.recalled import is_silent, recalled

LATE = Turn("Why did the clinic open late?", "The fridges had come without a plug. [1]")


def told_for(typed: str, *history: Turn) -> str:
    return recalled(typed, resolve(typed, history), history)


def test_a_follow_up_recalls_what_the_answer_brought_up() -> None:
    assert told_for("Who delivered them?", LATE) == "fridges come without plug"


def test_a_bare_why_is_asked_of_what_was_answered() -> None:
    asked = Turn("Who should supervise platforms?", "The ministry of trade should do so. [1]")

    assert told_for("Why?", asked) == "ministry trade"


def test_of_a_long_answer_the_rarest_words_are_recalled_in_their_order() -> None:
    words = "Porcelain insulators, ceramic bushings, copper busbars, steel lattices, oak sleepers"
    told = told_for(
        "Who made them?", Turn("What was bought for the line?", f"{words} and many other things.")
    )

    assert told.startswith("porcelain insulators ceramic bushings")
    assert len(told.split()) == 9
    assert "things" not in told


def test_of_several_sentences_the_one_that_says_most_of_what_was_asked_is_recalled() -> None:
    answer = "Snow fell in May. [1] The clinic opened late for want of fridges. [2]"

    assert told_for("Who paid for them?", Turn(LATE.question, answer)) == "want fridges"


def test_numbers_and_capitals_are_no_part_of_it() -> None:
    asked = Turn("Why was the clinic late?", "Ada Holm lost 12 fridges in 1994, not one percent.")

    assert told_for("Who was that?", asked) == "ada holm lost fridges"


@pytest.mark.parametrize(
    "reason",
    [
        "These documents do not say.",
        "The paper does not say who funded it.",
        "They do not say who funded them.",
        "What comes nearest says nothing about 'late'; it is below.",
        "Nothing in these documents mentions 'late'.",
    ],
)
def test_silence_tells_nothing_but_what_was_told_before_it_counts(reason: str) -> None:
    silent = Turn("When was that?", reason)

    assert told_for("Who delivered them?", Turn("How late was the clinic?", reason)) == ""
    assert told_for("Who delivered them?", LATE, silent) == "fridges come without plug"


def test_what_was_told_on_another_topic_before_a_silence_counts_no_more() -> None:
    silent = Turn("Is there a shortage of doctors?", "These documents do not say.")

    assert told_for("How many are there?", LATE, silent) == ""


def test_a_word_of_thanks_is_no_answer() -> None:
    thanks = Turn("Thanks!", "You are welcome.")

    assert told_for("Who delivered them?", LATE, thanks) == "fridges come without plug"


@pytest.mark.parametrize(
    "typed",
    [
        "Which nurses were trained in Oslo?",  # stands by itself
        "Back to ferries: how fast are they?",  # is on another thing
        "And the older men?",  # takes the place of the topic
        "Did the nurses of Oslo strike (in May)?",  # the bracket was typed
        "Which of the two is larger?",  # compares what was asked about
    ],
)
def test_what_leans_on_no_answer_recalls_none(typed: str) -> None:
    history = [LATE, Turn("How many nurses had it?", "Nine nurses of the ward had learned it.")]

    assert told_for("Who taught them?", *history) == "nurses ward learned"
    assert told_for(typed, *history) == ""


def test_what_was_told_is_read_and_no_answer_has_to_bear_it() -> None:
    asked = analyse("Who delivered them (clinic late)?", recalled="fridges plug")

    assert asked.as_read == "Who delivered them (clinic late – fridges plug)?"
    assert not {"fridges", "plug"} & {term.text for term in asked.terms}
    assert not analyse("Who delivered the fridges?", recalled="fridges plug").recalled
    assert as_read("Who delivered them (clinic)?", "") == "Who delivered them (clinic)?"


@pytest.mark.parametrize(
    "reason",
    [
        "There is no section 9. It has 5.",
        "There is no page 9. It has 6 pages.",
        "There is no ninth section. It has 5.",
        "Section 3.1 has no subsections.",
        "The file has no pages of its own.",
        "The first 5 of 9 documents do not say who paid.",
        "There is no such reference: the list has 5.",
        "Nothing in these documents mentions 'zinc'.",
        "The paper does not say who funded it.",
    ],
)
def test_a_reason_for_silence_is_no_answer(reason: str) -> None:
    assert is_silent(reason)


@pytest.mark.parametrize(
    "answer",
    [
        "There is no section of society that pays more. [1]",
        "The paper does not say so in vain. [1]",
        "Fridges had come without a plug.",
    ],
)
def test_what_a_paper_tells_is_an_answer(answer: str) -> None:
    assert not is_silent(answer)
