"""What a study is appraised by: its data, its code, ethics, strengths, and how it goes with others."""

# ruff: noqa: E501 - tables of questions

from __future__ import annotations

import pytest

from app.papers.discourse import discourse_answer, says_nothing
from app.papers.matters import matter_of
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = """# Frost in Orchards

Ada Stone

## Abstract

We study frost in orchards.

## 1 Methods

Data are available for few orchards. The Ethics Committee of Lund approved the study. All growers
gave written informed consent.

## 2 Results

Frost came early. This is in line with previous reports from Norway. Losses were lower, which
contradicts earlier studies of pears. Pears were sold as before.

## 3 Discussion

A strength of this study is its length. The strength of branches was measured. All measurements and
data are available at https://example.org/frost. Our scripts can be downloaded from the same website.
"""
SHORT = "# Plums\n\n## Abstract\n\nWe grow plums.\n\n## 1 Text\n\nPlums are blue, and the data is old.\n"


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse_bytes(PAPER.encode(), "frost.md")


def told(question: str, paper: Document) -> list[str]:
    return [" ".join(each.text.split()) for each in discourse_answer(analyse(question), paper)]


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (
            ["Where can I download the data?", "Are the data publicly available?", "Did they share their data?"],
            ["All measurements and data are available at https://example.org/frost."],
        ),
        (
            ["Is the code available?", "Is the code on GitHub?", "Have the authors released their code?"],
            ["Our scripts can be downloaded from the same website."],
        ),
        (
            ["Did they get ethical approval?", "Was informed consent obtained?", "Which ethics committee approved the study?"],
            ["The Ethics Committee of Lund approved the study.", "All growers gave written informed consent."],
        ),
        (
            ["What are the strengths of the study?", "What is the paper's main strength?"],
            ["A strength of this study is its length."],
        ),
        (
            ["Do the results agree with previous studies?", "How do the findings compare with the literature?", "How does it compare to earlier work?"],
            ["This is in line with previous reports from Norway.", "Losses were lower, which contradicts earlier studies of pears."],
        ),
        (
            ["Which results contradict earlier studies?", "Do the findings differ from what others found?"],
            ["Losses were lower, which contradicts earlier studies of pears."],
        ),
    ],
)  # fmt: skip
def test_a_study_is_appraised_by_its_own_words(
    paper: Document, questions: list[str], expected: list[str]
) -> None:
    for question in questions:
        found = told(question, paper)
        assert all(each in found for each in expected), (question, found)
        assert len(found) <= len(expected) + 1, (question, found)  # and what one leans on


@pytest.mark.parametrize(
    ("question", "silence"),
    [
        ("Where can I get the data?", "The paper does not say where its data can be had."),
        ("Is the source code available?", "The paper does not say where its code can be had."),
        ("Was there ethical approval?", "The paper mentions no ethical approval or consent."),
        ("What are the strengths of this paper?", "The paper names no strengths of its own."),
        ("What is missing from the paper?", "The paper states no limitations of its own."),
        (
            "Do the results agree with earlier studies?",
            "The paper does not set its results beside those of earlier work.",
        ),
    ],
)
def test_what_a_study_does_not_say_of_it_is_said(question: str, silence: str) -> None:
    paper = parse_bytes(SHORT.encode(), "plums.md")
    assert says_nothing(analyse(question), [paper]) == silence


@pytest.mark.parametrize(
    "question",
    [
        "Is the vaccine available?",
        "Are the data available for 2019?",
        "Is informed consent needed for vaccination?",
        "What is the strength of the concrete?",
        "How do apples compare with pears?",
        "What did previous studies find?",
        "Which code is typed in?",
    ],
)
def test_what_a_paper_is_about_is_no_matter_of_appraisal(paper: Document, question: str) -> None:
    assert told(question, paper) == []


@pytest.mark.parametrize(
    "question",
    ["Summarise the methods.", "Summarize the methods", "Summarise the methods in two sentences."],
)
def test_what_is_to_be_summed_up_is_a_matter_in_either_spelling(question: str) -> None:
    matter = matter_of(analyse(question))
    assert matter is not None
    assert matter.zone == "method"


def test_that_nothing_contradicts_others_is_left_to_the_reader() -> None:
    paper = parse_bytes(SHORT.encode(), "plums.md")
    assert says_nothing(analyse("Which results contradict earlier studies?"), [paper]) == ""


def test_where_software_is_had_is_asked_of_a_manual_as_of_anything() -> None:
    manual = parse_bytes(b"# Manual\n\n## Setup\n\nPress the red key.\n", "manual.md")
    assert not manual.is_paper
    assert says_nothing(analyse("Where can I get the software?"), [manual]) == ""
