"""A part that a paper may have or not is missed only where the paper never speaks of it."""

from __future__ import annotations

import pytest

from app.outline import no_such_part
from app.questions import analyse
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
