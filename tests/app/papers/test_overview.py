"""A part that a paper may have or not is missed only where the paper never speaks of it."""

from __future__ import annotations

import pytest

from app.papers.overview import no_such_part, titled_answer
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes


@pytest.fixture
def paper() -> Document:
    text = b"# Pears\n\n## 1. Storage\n\nRooms hold pears. The glossary tells of rooms.\n"
    return parse_bytes(text, "pears.md")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is in the appendix?", "There is no appendix in this paper."),
        (
            "Whom do the authors thank in their acknowledgements?",
            "There are no acknowledgements in this paper.",
        ),
        ("Does it have any appendices?", "There are no appendices in this paper."),
        (
            "What does the supplementary material show?",
            "There is no supplementary material in this paper.",
        ),
        ("What does the glossary say?", ""),
        ("Are there appendices?", "There are no appendices in this paper."),
        ("Which patients took a supplement?", ""),
        ("Was the appendix removed?", ""),
        ("Is there any acknowledgement of the limitations?", ""),
        ("How do growers supplement their income?", ""),
        ("How long are pears stored?", ""),
    ],
)
def test_a_part_that_is_not_there_is_said_to_be_missing(
    paper: Document, question: str, said: str
) -> None:
    assert no_such_part(analyse(question), [paper]) == said


def test_spelling_makes_no_difference() -> None:
    paper = parse_bytes(b"# Pears\n\nAcknowledgments: we thank Bob.\n", "pears.md")

    assert no_such_part(analyse("Who is thanked in the acknowledgements?"), [paper]) == ""


def test_of_several_papers_one_with_the_part_is_enough(paper: Document) -> None:
    other = parse_bytes(b"# Plums\n\nPlums ripen early. Appendix A lists them.\n", "plums.md")

    assert no_such_part(analyse("What is in the appendix?"), [paper, other]) == ""
    assert (
        no_such_part(analyse("What does the preface say?"), [paper, other])
        == "There is no preface in these papers."
    )


VOTE = b"""# The Vote on Tariffs

## 1. Introduction

Tariffs are old. They were voted on.

## 2. Methods

Votes were counted by hand. Nobody was asked.

## 3. Results

The vote was lost. Few took part.

## 4. Limitations

Testing was limited. One town was left out.

## 5. Conclusion

Tariffs stay. The vote changed nothing.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does the introduction say?", "Tariffs are old."),
        ("What is in the introduction of the paper?", "Tariffs are old."),
        ("Summarise the introduction briefly.", "Tariffs are old."),
        ("What are the results?", "The vote was lost."),
        ("What are the main results of the study?", "The vote was lost."),
        ("What does the conclusion say?", "Tariffs stay."),
        ("What does the paper conclude?", "Tariffs stay."),
        ("What did the team conclude?", "Tariffs stay."),
        ("What does the project conclude?", "Tariffs stay."),
        ("What does the report conclude?", "Tariffs stay."),
        ("What does the review conclude?", "Tariffs stay."),
        ("What does the survey conclude?", "Tariffs stay."),
        ("What does the thesis conclude?", "Tariffs stay."),
        ("What does this conclude?", "Tariffs stay."),
        ("So, what do the authors conclude?", "Tariffs stay."),
        ("What conclusion did the authors reach?", "Tariffs stay."),
        ("What conclusions are drawn?", "Tariffs stay."),
        ("How does the article end?", "Tariffs stay."),
        ("How did this study conclude?", "Tariffs stay."),
    ],
)
def test_a_part_that_is_asked_for_as_such_is_told(question: str, told: str) -> None:
    chosen = titled_answer(analyse(question), parse_bytes(VOTE, "vote.md"))

    assert chosen[0].text == told


@pytest.mark.parametrize(
    "question",
    [
        "What are the results of the vote?",
        "Give the results of the test.",
        "What is the method of transmission?",
        "What is the statute of limitations?",
        "What are the limitations of testing?",
        "What is the introduction of the euro?",
        "What is the conclusion about tariffs?",
        "What conclusion did the government reach?",
        "What did the committee conclude?",
        "How does the epidemic end?",
        "How does the poem end?",
        "How did the trial end?",
    ],
)
def test_a_result_or_an_end_of_something_else_is_no_part_of_the_paper(question: str) -> None:
    assert titled_answer(analyse(question), parse_bytes(VOTE, "vote.md")) == []
