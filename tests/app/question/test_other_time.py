"""The question before is asked of another time or stage: "And after that?", "And the next one?"."""

# ruff: noqa: E501 - the table of follow-ups reads better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve


@pytest.mark.parametrize(
    ("question", "before", "searched"),
    [
        ("And after that?", "What happened between 2008 and 2012?", "What happened after 2012?"),
        ("What came next?", "How did trade grow in 2013?", "How did trade grow after 2013?"),
        ("And what happened then?", "What grew between 2008 and 2012?", "What grew after 2012?"),
        ("And before that?", "What was built from 2013 to 2017?", "What was built before 2013?"),
        ("And the next stage?", "What grew between 2008 and 2012?", "What grew after 2012?"),
        (
            "And in the following period?",
            "Why was it slow (between 2008 and 2012)?",
            "What happened after 2012?",
        ),
        ("Then?", "Who came in the years 2013–2017?", "Who came after 2017?"),
    ],
)
def test_after_that_goes_on_from_the_years_that_were_asked_about(
    question: str, before: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


@pytest.mark.parametrize(
    ("before", "answer", "question", "searched"),
    [
        (
            "When was the brewing stage?",
            "It ran to May.",
            "And the next one?",
            "Which stage came after the brewing stage?",
        ),
        (
            "Which stage came after the brewing stage?",
            "The slow ripening stage follows.",
            "And the one after that?",
            "Which stage came after the slow ripening stage?",
        ),
        (
            "When was the first period?",
            "The initial growth stage ran to May.",
            "And the next one?",
            "Which stage came after the initial growth stage?",
        ),
        (
            "How long was the first trial phase?",
            "Six weeks.",
            "what about the previous phase?",
            "Which phase came before the first trial phase?",
        ),
    ],
)
def test_the_next_one_goes_on_from_the_stage_that_was_asked_about(
    before: str, answer: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, answer)]) == searched


@pytest.mark.parametrize("asked", ["And the second dearest?", "and the smallest one?"])
def test_a_grade_takes_the_place_of_the_grade_asked_for_last(asked: str) -> None:
    history = [Turn("Where do pears grow?", ""), Turn("Which one is the dearest?", "")]
    grade = asked.strip("?").split("the ")[1].removesuffix(" one")

    assert resolve(asked, history) == f"Which one is the {grade} (pears grow)?"


@pytest.mark.parametrize("before", ["What did the whole period cost?", "What is brewing?"])
def test_the_next_one_is_no_stage_where_none_was_named(before: str) -> None:
    assert "came after" not in resolve("And the next one?", [Turn(before, "Much.")])


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("What grew in 2019?", "Since 2018?", "What grew since 2018?"),
        ("What grew in 2019?", "Between 2013 and 2017?", "What grew between 2013 and 2017?"),
        ("What grew between 2013 and 2017?", "In 2018?", "What grew in 2018?"),
        ("What grew between 2013 and 2017?", "2018?", "What grew in 2018?"),
        ("What grew since 2012?", "And 2014?", "What grew since 2014?"),
        ("How large was the harvest of 2019?", "In 2018?", "How large was the harvest in 2018?"),
        ("How large was the 2019 harvest?", "In 2018?", "How large was the 2018 harvest?"),
        ("How large was the 2019 harvest?", "After 2018?", "How large was the harvest after 2018?"),
        ("How large was it in 2019?", "The year before?", "How large was it in 2018?"),
        ("How large was it in 2019?", "And a year later?", "How large was it in 2020?"),
        ("What did Stone (2012) find?", "And in 2013?", "What did Stone (2013) find?"),
    ],
)
def test_a_time_takes_the_place_of_a_time(before: str, question: str, searched: str) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


@pytest.mark.parametrize(
    "before",
    [
        "What was paid in March 2019?",
        "What is the 2013-2019 plan?",
        "What did Stone (2012) find?",
        "What grew between 2013 and 2019 and in 2020?",
    ],
)
def test_a_year_of_a_month_a_plan_or_a_citation_is_no_time_to_go_on_from(before: str) -> None:
    assert "after 20" not in resolve("And after that?", [Turn(before, "")])


def test_after_that_asks_nothing_of_another_time_where_none_was_named() -> None:
    searched = resolve("And after that?", [Turn("How are parcels cleared?", "")])

    assert "after 2" not in searched


@pytest.mark.parametrize(
    ("question", "before", "searched"),
    [
        ("Who came then?", "How much was sold in 2013?", "Who came in 2013?"),
        ("And which ships were built then?", "When was the brewing stage?", "And which ships were built in the brewing stage?"),
        ("Who came in that stage?", "When was the brewing stage?", "Who came in the brewing stage?"),
        # What follows from something is no time.
        ("What should they build then?", "When was the brewing stage?", "What should they build (brewing stage)?"),
    ],
)  # fmt: skip
def test_then_is_the_time_or_the_stage_that_was_asked_about(
    question: str, before: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched
