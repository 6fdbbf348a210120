"""What a paper holds against itself, leaves open, did not expect or advises, in any words."""

from __future__ import annotations

import pytest

from app.papers.discourse import says_nothing
from app.question.questions import analyse
from ingest.parse import parse_bytes
from tests.app.papers.apples import PAPER, texts

OPEN = b"""# Trade in Pears

Abstract: We asked the growers of one valley why they sell early.

## 1 Introduction

We want to know why they sell early. Why pears rot remains unclear.

## 2 Methods

The evaluation on two markets is not exhaustive, but it is what we could do. We did not weigh them.

## 3 Results

Surprisingly, the small ones sold first. Attempts to sell the large ones failed.

## 4 Conclusion

As we did not ask merchants, their view is missing. Why the small ones keep remains unknown. Future
work should ask merchants. We also plan to visit a second valley. The growers may not be
representative of other valleys.

## Acknowledgements

We would like to thank the growers.
"""


@pytest.mark.parametrize(
    ("question", "told", "left"),
    [
        ("Do the authors concede that their evaluation is narrow?", "not exhaustive", "valleys"),
        ("What are the shortcomings of the evaluation?", "not exhaustive", "merchants"),
        ("How far can the results be trusted?", "not be representative", "weigh"),
        ("Do the results hold for other valleys?", "not be representative", "exhaustive"),
        ("What did the authors fail to do?", "did not ask merchants", "weigh"),
        ("What is next?", "second valley", "unknown"),
        ("What will the team do next?", "ask merchants", "thank"),
        ("What is left unexplained?", "remains unknown", "second valley"),
        ("What surprised them?", "Surprisingly", "failed"),
        ("What did not work?", "Attempts to sell the large ones failed.", "Surprisingly"),
    ],
)
def test_what_a_paper_holds_against_itself_is_told_where_it_says_so_in_any_words(
    question: str, told: str, left: str
) -> None:
    paper = parse_bytes(OPEN, "pears.md")

    assert told in texts(question, paper)
    assert left not in texts(question, paper)


def test_a_paper_that_was_surprised_by_nothing_is_said_to_be_so() -> None:
    document = parse_bytes(PAPER, "apples.md")
    asked = analyse("What surprised the authors?")

    assert says_nothing(asked, [document]) == "The paper calls nothing that it found unexpected."


@pytest.mark.parametrize(
    "question",
    ["How far can the results be trusted?", "What is planned for later?", "What did not work?"],
)
def test_what_may_be_told_in_other_words_is_searched(question: str) -> None:
    text = PAPER.replace(
        b"This study has two limitations. First, it\ncovers one valley only. Second, it asked no "
        b"merchants.",
        b"",
    )
    paper = parse_bytes(text, "apples.md")

    assert texts(question, paper) == ""
    assert says_nothing(analyse(question), [paper]) == ""


def test_a_text_without_sections_tells_its_limits_in_its_second_half() -> None:
    first = b"We did not measure rain, which others did. " + b"Pears grow in the valley. " * 30
    last = b"We did not measure frost. Further studies are needed."
    paper = parse_bytes(b"# On pears\n\nText: " + first + last, "pears.txt")

    told = texts("What are the limitations of the study?", paper)
    assert "frost" in told
    assert "rain" not in told
    assert "Further studies" in texts("What should be studied next?", paper)


ADVISING = b"""# Frost in Orchards

Abstract: Frost is common. The ministry recommends smoke. We found that smoke does nothing.
Growers must water their trees before frost.

## 1 Introduction

It is essential to know frost.

## 2 Conclusion

It is therefore critical that wells are kept open. More studies are needed. The results should be
interpreted with care.
"""


def test_what_the_authors_advise_is_theirs_and_no_call_for_more_studies() -> None:
    told = texts("What do the authors call for?", parse_bytes(ADVISING, "frost.md"))

    assert told == (
        "Growers must water their trees before frost. "
        "It is therefore critical that wells are kept open."
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (ADVISING.replace(b"Growers", b"Governments"), "What do they urge governments to do?"),
        (ADVISING.replace(b"## 2 Conclusion", b"## 2 Recommendations"), "What do they recommend?"),
        (PAPER, "What do the authors recommend?"),
    ],
)
def test_advice_to_those_whom_the_paper_names_or_under_its_heading_is_searched(
    text: bytes, question: str
) -> None:
    assert texts(question, parse_bytes(text, "frost.md")) == ""


def test_who_edited_a_paper_is_told_where_it_says_so() -> None:
    by = "Edited by: the Institute of Fruit, Northern Branch."
    paper = parse_bytes(
        PAPER + f"\n## Notes\n\nRows were edited by hand.\n\n{by}\n".encode(), "a.md"
    )

    assert texts("Who edited the paper?", paper) == by
