"""How large the sample of a study is."""

from __future__ import annotations

import pytest

from app.papers.sample_size import sample_answer
from app.question.questions import analyse
from ingest.parse import parse_bytes

PAPER = b"""# Tea and Sleep

Abstract: Tea may keep people awake. Earlier studies included 90 adults. We asked how tea bears on
sleep.

## 1 Introduction

In 2011 adults drank more tea than in 2001.

## 2 Methods

The study population comprised 1,455 adults. Missing values in the sample were those of 29 adults.

## 3 Results

Sleep was measured for a sub-cohort (n = 508). Of the adults studied, 12 adults developed a cold.
"""


@pytest.mark.parametrize(
    "question",
    [
        "What was the sample size of the study?",
        "How large was the sample?",
        "How many participants did the study have?",
        "How many adults were included in the study?",
        "How many people took part?",
        "What is the number of participants in the paper?",
    ],
)
def test_all_that_a_study_is_made_of_are_told_not_a_part_of_them(question: str) -> None:
    told = sample_answer(analyse(question), parse_bytes(PAPER, "tea.md"))

    assert [item.text for item in told] == ["The study population comprised 1,455 adults."]


def test_those_that_are_called_otherwise_than_the_paper_does_are_searched_for() -> None:
    asked = analyse("How many children took part in the study?")

    assert not sample_answer(asked, parse_bytes(PAPER, "tea.md"))


@pytest.mark.parametrize(
    "question",
    [
        "How many participants developed a cold?",
        "How many people live in Henan?",
        "How many patients died in the study?",
        "How many participants were excluded from the study?",
        "How large was the sample of firms?",
        "What sample did they use?",
    ],
)
def test_a_part_of_those_studied_is_not_the_sample(question: str) -> None:
    assert not sample_answer(analyse(question), parse_bytes(PAPER, "tea.md"))
