"""Answers to what comes before or after a stage or a step."""

from __future__ import annotations

import pytest

from app.papers.sequence import sequence_answer
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# The Making of Cider

## 1 How It Is Made

The work has an initial crushing stage, in which the apples are milled.

Between October and December the juice enters the fermentation stage. During this stage the vats are
kept cool. Nobody stirs them.

A stage of slow ripening ends the work. The process takes until spring.

## 2 The Trade

The trade had its first period of growth after the war.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "cider.md")


def told(question: str, document: Document) -> str:
    return " ".join(item.text for item in sequence_answer(analyse(question), document))


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What came after the crushing stage?", "Between October and December"),
        ("What comes after that stage (crushing)?", "Between October and December"),
        ("Which stage follows fermentation?", "A stage of slow ripening"),
        ("What was the next stage after fermentation?", "A stage of slow ripening"),
        ("What happened before the fermentation stage?", "The work has an initial"),
        ("Which stage preceded the stage of ripening?", "Between October and December"),
    ],
)
def test_the_neighbour_in_the_order_that_the_paper_gives_is_told(
    question: str, begins: str, document: Document
) -> None:
    assert told(question, document).startswith(begins)


def test_what_belongs_to_a_stage_is_told_with_it_and_not_what_belongs_to_the_next(
    document: Document,
) -> None:
    answer = told("What came after the crushing stage?", document)

    assert "kept cool" in answer
    assert "ripening" not in answer


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What was the second stage?", "Between October and December"),
        ("What happened in the first phase of the making?", "The work has an initial"),
        ("Describe the last stage.", "A stage of slow ripening"),
        ("How long did the second stage last?", "Between October and December"),
        ("How long was the second phase of the making?", "Between October and December"),
        ("When did the last stage begin?", "A stage of slow ripening"),
    ],
)
def test_a_stage_is_told_by_its_place_in_the_order_that_the_paper_gives(
    question: str, begins: str, document: Document
) -> None:
    assert told(question, document).startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "Describe the stages of the making.",
        "Which phases does cider go through?",
        "Into how many stages is the making divided?",
        "How does the paper divide the process?",
        "How is the history of the making split up?",
    ],
)
def test_all_stages_are_told_where_they_are_asked_for(question: str, document: Document) -> None:
    answer = told(question, document)

    for begins in ("The work has an initial", "Between October", "A stage of slow ripening"):
        assert begins in answer
    assert "Nobody stirs" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "What was the fourth stage?",  # there are three
        "What was the first period of growth?",  # the paper's own words
        "What was the first step?",  # it tells of none
        "What are the stages of a pandemic?",  # of which it does not speak
        "What was the second stage of the war against rust?",
        "How long did the second stage of the war last?",
        "How do the authors split the history of bread?",
        "How are the apples divided?",  # not what goes on in time
        "How do they split the apples in the process?",
    ],
)
def test_a_place_that_the_paper_does_not_fill_or_names_itself_is_searched(
    question: str, document: Document
) -> None:
    assert sequence_answer(analyse(question), document) == []


@pytest.mark.parametrize(
    "question",
    [
        "What came after the stage of slow ripening?",  # the last one of its section
        "What came before the crushing stage?",
        "What came after the bottling stage?",  # there is none
        "What happened after the war?",
        "What is stirred in the fermentation stage?",
    ],
)
def test_without_a_neighbour_or_an_order_the_question_is_searched(
    question: str, document: Document
) -> None:
    assert sequence_answer(analyse(question), document) == []
