"""Which data a study works with."""

from __future__ import annotations

import pytest

from app.papers.datasets import data_answer
from app.question.questions import analyse
from ingest.parse import parse_bytes

PAPER = b"""# Tea and Words

Abstract: We count words for tea.

## 1 Introduction

BIBREF1 trained models on the Coffee corpus. Previous work evaluated parsers on the Cocoa Treebank.
We show that tea has many names in data of all kinds.

## 2 Data

We conducted our experiments on Leaf Treebank and on LeafText. Tea is drunk hot.

## 3 Results

Models trained on the Leaf corpus are better than those of the Coffee corpus.
"""
TOLD = "We conducted our experiments on Leaf Treebank and on LeafText."


@pytest.mark.parametrize(
    "question",
    [
        "Which datasets were used?",
        "which benchmark corpora?",
        "What data did the authors train on?",
        "What data sets do they evaluate their models on?",
        "data sources?",
        "Corpora?",
        "What are the benchmarks used in the paper?",
        "On which corpus was the model tested?",
    ],
)
def test_the_data_are_those_that_the_paper_says_it_works_on(question: str) -> None:
    document = parse_bytes(PAPER, "tea.md")

    [told] = data_answer(analyse(question), document)

    assert told.text == TOLD


@pytest.mark.parametrize(
    "question",
    [
        "Which datasets did others use?",
        "How big is the corpus?",
        "Which corpus is the largest?",
        "What is a corpus?",
        "What data should firms share?",
        "Which data protection law holds?",
        "Is the dataset public?",
    ],
)
def test_other_questions_on_data_are_not_asked_of_the_whole_paper(question: str) -> None:
    assert data_answer(analyse(question), parse_bytes(PAPER, "tea.md")) == []


def test_a_paper_that_names_no_data_tells_none() -> None:
    bare = parse_bytes(b"# Tea\n\n## 1 Aim\n\nWe drink tea on Sundays with friends.\n", "tea.md")

    assert data_answer(analyse("Which datasets were used?"), bare) == []
