"""Answers to what a paper says about itself."""

from __future__ import annotations

import pytest

from app.discourse import discourse_answer, says_nothing
from app.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Trade in Apples

Abstract: The aim of this study is to find out why growers sell early.

## 1 Introduction

Storage has its limitations everywhere. We study the growers of one valley.

## 2 Discussion

We found that growers sell early for want of storage. This study has two limitations. First, it
covers one valley only. Second, it asked no merchants.

## 3 Conclusion

Growers need storage.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "apples.md")


def texts(question: str, document: Document) -> str:
    return " ".join(item.text for item in discourse_answer(analyse(question), document))


def test_the_limits_of_the_study_are_its_own_and_are_listed(document: Document) -> None:
    told = texts("What limitations do the authors acknowledge?", document)

    assert "two limitations" in told
    assert "everywhere" not in told


def test_aim_and_findings_are_told_from_where_the_paper_states_them(document: Document) -> None:
    assert "why growers sell early" in texts("What is the aim of this study?", document)
    assert "want of storage" in texts("What are the main findings of the paper?", document)


@pytest.mark.parametrize(
    "question",
    ["What are the limitations of cold storage?", "What does the study find about merchants?"],
)
def test_a_question_about_something_in_the_paper_is_searched(
    document: Document, question: str
) -> None:
    assert discourse_answer(analyse(question), document) == []
    assert says_nothing(analyse(question), [document]) == ""


def test_a_paper_that_names_no_future_research_is_said_not_to(document: Document) -> None:
    question = analyse("What future research do the authors suggest?")

    assert says_nothing(question, [document]) == "The paper names no future research."
