"""A question can be put without the time that it asks for or names."""

from __future__ import annotations

import pytest

from app.question.retold import lies_in, without_time


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("When did Alibaba settle there?", "Did Alibaba settle there?"),
        ("In which period did eBay come?", "Did eBay come?"),
        ("what year was it built", "Was it built"),
        ("Did Alibaba come before 2013?", "Did Alibaba come?"),
        ("Which firms have come since 2013?", "Which firms have come?"),
        ("Which firms came between 2013 and 2017?", "Which firms came?"),
        ("Who came there in 2015?", "Who came there?"),
    ],
)
def test_the_time_is_left_out(question: str, left: str) -> None:
    assert without_time(question) == left


@pytest.mark.parametrize(
    "question",
    [
        "When do policies change?",
        "Did Alibaba settle there?",
        "How much did it grow in 2017?",
        "Did Alibaba come by 2015?",
        "Did it come around 2015?",
    ],
)
def test_questions_for_no_time_of_what_was_done_stay(question: str) -> None:
    assert without_time(question) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Which mills closed before 2018?",
        "Which mills closed until 2017?",
        "Which mills closed after 2012?",
        "Which mills have closed since 2013?",
        "Did it close between 2013 and 2017?",
        "Did it close in 2015?",
        "When did it close?",
    ],
)
def test_a_period_lies_in_the_time_that_is_named(question: str) -> None:
    assert lies_in(question, "The middle stage covers the years 2013 to 2017.")


@pytest.mark.parametrize(
    "question",
    [
        "Which mills closed before 2013?",
        "Which mills closed before 2015?",
        "Which mills closed before 2017?",
        "Which mills closed after 2017?",
        "Which mills closed after 2013?",
        "Which mills have closed since 2015?",
        "Did it close between 2016 and 2018?",
        "Did it close in 2018?",
    ],
)
def test_a_period_of_which_a_part_lies_beside_it_does_not(question: str) -> None:
    assert not lies_in(question, "The middle stage covers the years 2013 to 2017.")
