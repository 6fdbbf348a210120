"""To which part of the paper a question limits itself."""

from __future__ import annotations

import pytest

from app.question.part_named import beside_part, part_named
from app.question.questions import analyse


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("According to the abstract, what is the aim?", "abstract"),
        ("What is said in the conclusion about pears?", "conclusion"),
        ("What does the introduction say about pears?", "introduction"),
        ("Which fields does it name at the beginning of the paper?", "opening"),
        ("According to the opening section of the article, who grows pears?", "opening"),
        ("Who is thanked in the closing remarks?", "closing"),
        ("What is asked for at the very end of the report?", "closing"),
        ("Which limits are named in the discussion section?", "discussion"),
    ],
)
def test_the_part_that_a_question_limits_itself_to_is_known(question: str, part: str) -> None:
    assert part_named(question) == part
    assert analyse(question).part == part


@pytest.mark.parametrize(
    "question",
    [
        "At the end of the study, how many were left?",
        "What was the price in the beginning?",
        "What is due by the end of the year?",
        "How many were in the background group?",
        "What does the introduction of the tax change?",
        "When was the opening of the plant?",
        "What are the results of the survey?",
    ],
)
def test_what_only_sounds_like_a_part_is_none(question: str) -> None:
    assert part_named(question) == ""


def test_the_reader_is_asked_without_the_part_where_that_stands_apart() -> None:
    assert beside_part("According to the abstract, what is the aim?") == "What is the aim?"
    assert beside_part("What drives trade, according to the introduction?") == "What drives trade?"
    assert analyse("Who pays, according to the conclusion?").as_read == "Who pays?"


@pytest.mark.parametrize(
    "question",
    [
        "What do they conclude from the results?",
        "What does the introduction say about pears?",
        "Who grows pears?",
    ],
)
def test_what_is_asked_of_a_part_is_read_as_typed(question: str) -> None:
    assert beside_part(question) == question
