"""What in a sentence has the form of the answer."""

from __future__ import annotations

import pytest

from app.fitting import fitting
from app.questions import analyse


@pytest.mark.parametrize(
    ("question", "text", "after"),
    [
        ("Why is it slow?", "The delay originates in old rules.", "in old rules."),
        ("Why did prices rise?", "Prices rose because crates were few.", "crates were few."),
        ("How can it be mended?", "Firms can lend each other crates.", "lend each other crates."),
    ],
)
def test_the_answer_begins_after_the_whole_word_that_opens_it(
    question: str, text: str, after: str
) -> None:
    [cue] = fitting(analyse(question), text)

    assert text[cue.end :].lstrip() == after


def test_a_word_that_holds_a_cue_within_is_none() -> None:
    assert fitting(analyse("How is it measured?"), "American crops grow nearby.") == ()


def test_the_family_that_a_thing_belongs_to_defines_it() -> None:
    question = analyse("What is bocavirus?")

    assert fitting(question, "Human bocavirus 1 (HBoV1), which belongs to Parvoviridae, was found.")
    assert fitting(analyse("What is HBoV?"), "Bocavirus (HBoV) is a virus.")
    assert fitting(question, "The bocavirus plasmid was kindly provided by a friend.") == ()


def test_what_a_thing_consists_of_defines_it() -> None:
    question = analyse("What is the seed list?")

    assert fitting(question, "The seed list consists of thirty words.")
    assert fitting(question, "Each word is looked up in the seed list.") == ()
