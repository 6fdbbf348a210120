"""Works of the bibliography are found by their year."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot

MOSS, REED = "Merchants of the Northern Valley", "Cold Storage and the Price of Apples"


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Which works from 2015 are cited?", [MOSS]),
        ("Which publication of 2017 is cited?", [REED]),
        ("Which references were published after 2015?", [REED]),
        ("Which sources are from 2016 or earlier?", [MOSS]),
        ("List the references since 2010.", [MOSS, REED]),
        ("Which works between 2014 and 2016 are cited?", [MOSS]),
        ("What is the oldest reference?", [MOSS]),
        ("What is the most recent source?", [REED]),
        ("Which of the works cited was published first?", [MOSS]),
    ],
)
def test_works_are_found_by_their_years(chatbot: Chatbot, question: str, titles: list[str]) -> None:
    answer = chatbot.ask(question)

    assert len(answer.citations) == len(titles)
    for title, citation in zip(titles, answer.citations, strict=True):
        assert title in citation.quote


def test_they_are_counted(chatbot: Chatbot) -> None:
    answer = chatbot.ask("How many references are from 2017?")

    assert answer.text.startswith("1 of its 2 references is from 2017.")


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Which works from 2021 are cited?", "is from 2021; they are from 2015 to 2017"),
        ("Are there references from before 1990?", "is from before 1990; they are"),
    ],
)
def test_where_none_is_of_the_year_that_is_said(chatbot: Chatbot, question: str, why: str) -> None:
    answer = chatbot.ask(question)

    assert answer.abstained
    assert f"None of the 2 references {why}" in answer.reason


def test_a_year_of_something_else_is_not_one_of_the_bibliography(chatbot: Chatbot) -> None:
    answer = chatbot.ask("What was the total harvest in 2019?")

    assert "48.2 thousand tonnes" in answer.text
