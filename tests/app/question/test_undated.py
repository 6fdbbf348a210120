"""A question can be put without the time that it asks for or names."""

from __future__ import annotations

import pytest

from app.question.undated import without_time


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("When did Alibaba settle there?", "Did Alibaba settle there?"),
        ("In which period did eBay come?", "Did eBay come?"),
        ("what year was it built", "Was it built"),
        ("Did Alibaba come before 2013?", "Did Alibaba come?"),
        ("Which firms came between 2013 and 2017?", "Which firms came?"),
        ("Who came there in 2015?", "Who came there?"),
    ],
)
def test_the_time_is_left_out(question: str, left: str) -> None:
    assert without_time(question) == left


@pytest.mark.parametrize(
    "question",
    ["When do policies change?", "Did Alibaba settle there?", "How much did it grow in 2017?"],
)
def test_questions_for_no_time_of_what_was_done_stay(question: str) -> None:
    assert without_time(question) == ""
