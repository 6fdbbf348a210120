"""A year that the documents tell of by a range, or as the year before, is asked for so."""

from __future__ import annotations

import pytest

from app.question.questions import analyse
from app.question.years_retold import in_years_told, lies_in, without_time

RIVER = "In 2019 the ferries carried 48,000 cars, 12 % more than in the year before."


@pytest.mark.parametrize(
    ("question", "retold"),
    [
        ("How many more cars was that than in 2018?",
         "How many more cars was that than the year before in 2019?"),
        ("Did ferries carry more in 2019 than in 2018?",
         "Did ferries carry more in 2019 than the year before?"),
        ("By how much did it grow compared with 2018?",
         "By how much did it grow compared with the year before in 2019?"),
        ("How much did it grow from 2018 to 2019?", "How much did it grow in 2019?"),
        ("How many more cars was that than in 2010?", ""),
        ("How many cars were carried in 2018?", ""),
        ("How many cars were carried in 2019?", ""),
    ],
)  # fmt: skip
def test_the_year_before_is_asked_for_by_that_name(question: str, retold: str) -> None:
    assert in_years_told(analyse(question), [RIVER]) == retold


def test_a_year_that_the_passage_names_itself_is_asked_for_as_it_is() -> None:
    told = "In 2018 the ferries carried 40,000 cars, in 2019 12 % more than in the year before."
    assert in_years_told(analyse("How many more than in 2018 were there?"), [told]) == ""


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
