"""Where a paper tells its aim, its method and what it found."""

from __future__ import annotations

import pytest

from app.papers.discourse import discourse_answer, says_nothing
from app.papers.overview import in_short
from app.papers.zones import Zone, zone
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes

PLAIN = b"""# Bees on Balconies

Abstract: Bees are kept in many cities. Earlier studies found that parks help them. In this paper we
ask whether balconies feed them as well. We weighed forty hives in two summers. Hives near planted
balconies were 12% heavier than others. Future work will look at winters.

## 1 Introduction

Many people keep bees. Previous work has shown that bees fly far.

## 2 Methods

Hives were weighed at dawn.

## 3 Discussion

Our study has two limitations. First, both summers were warm. Second, only one city was visited.

## 4 Conclusion

We conclude that balconies feed bees.
"""
LABELLED = b"""# Sleep and Tea

Abstract: BACKGROUND: Tea is widely drunk. OBJECTIVE: To assess how tea bears on sleep. METHODS:
Ninety adults kept a diary for a month. RESULTS: Those who drank tea at night slept 40 minutes less.
CONCLUSIONS: Tea in the evening shortens sleep.

## 1 Introduction

Tea has a long history.
"""


def told(wanted: Zone, text: bytes) -> str:
    document = parse_bytes(text, "paper.md")
    return " ".join(document.text[start:end] for start, end in zone(document, wanted))


@pytest.mark.parametrize(
    ("wanted", "stands", "lacks"),
    [
        ("aim", "whether balconies feed them", "Earlier studies"),
        ("method", "We weighed forty hives", "12% heavier"),
        ("finding", "12% heavier", "Earlier studies"),
        ("finding", "balconies feed bees", "Future work"),
    ],
)
def test_each_zone_is_told_from_its_own_sentences(wanted: Zone, stands: str, lacks: str) -> None:
    text = " ".join(told(wanted, PLAIN).split())

    assert stands in text
    assert lacks not in text


@pytest.mark.parametrize(
    ("wanted", "stands", "lacks"),
    [
        ("aim", "how tea bears on sleep", "widely drunk"),
        ("method", "kept a diary", "40 minutes"),
        ("finding", "shortens sleep", "diary"),
    ],
)
def test_the_labels_of_a_structured_abstract_tell_the_zones(
    wanted: Zone, stands: str, lacks: str
) -> None:
    text = told(wanted, LABELLED)

    assert stands in text
    assert lacks not in text


def test_where_the_abstract_tells_no_finding_the_conclusion_does() -> None:
    text = PLAIN.replace(b"Hives near planted\nbalconies were 12% heavier than others.", b"")

    assert "balconies feed bees" in told("finding", text)


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse_bytes(PLAIN, "bees.md")


@pytest.mark.parametrize(
    ("question", "stands"),
    [
        ("What did the researchers find out?", "12% heavier"),
        ("What is the most important result?", "12% heavier"),
        ("What was discovered in this study on bees?", "12% heavier"),
        ("What do I take away from this paper?", "12% heavier"),
        ("What were they trying to find out?", "whether balconies feed them"),
        ("Why was this study done?", "whether balconies feed them"),
        ("What did the team set out to do?", "whether balconies feed them"),
        ("How was the study carried out?", "We weighed forty hives"),
        ("How did the researchers go about it?", "We weighed forty hives"),
        ("What are the weak points of the study?", "only one city was visited"),
        ("Where does the study fall short?", "only one city was visited"),
        ("What should be studied next?", "Future work will look at winters"),
    ],
)
def test_what_is_asked_of_the_paper_as_a_whole_is_understood_in_any_words(
    question: str, stands: str, paper: Document
) -> None:
    text = " ".join(item.text for item in discourse_answer(analyse(question), paper))

    assert stands in " ".join(text.split())


@pytest.mark.parametrize(
    "question",
    [
        "What did the researchers find out about wasps?",
        "How were the hives weighed?",
        "What should be planted next?",
        "Why do people keep bees?",
        "What are the weak points of cheap hives?",
    ],
)
def test_what_is_asked_of_a_thing_in_the_paper_is_searched(question: str, paper: Document) -> None:
    assert discourse_answer(analyse(question), paper) == []
    assert says_nothing(analyse(question), [paper]) == ""


def test_a_paper_in_short_is_its_aim_its_method_and_what_it_found() -> None:
    told = " ".join(item.text for item in in_short(parse_bytes(LABELLED, "tea.md"), 3))

    assert "how tea bears on sleep" in told
    assert "kept a diary" in told
    assert "shortens sleep" in told
    assert "widely drunk" not in told


def test_an_abstract_without_results_is_told_from_its_beginning() -> None:
    text = PLAIN.replace(b"Hives near planted\nbalconies were 12% heavier than others. ", b"")
    told = [item.text for item in in_short(parse_bytes(text, "bees.md"), 2)]

    assert told[0] == "Bees are kept in many cities."


def test_a_heading_on_summary_values_concludes_nothing() -> None:
    text = PLAIN.replace(b"## 3 Discussion", b"## 3 Summary estimates\n\nHives: 40.\n\n## 4 Talk")
    document = parse_bytes(text, "bees.md")

    assert all("Hives: 40" not in document.text[slice(*span)] for span in zone(document, "finding"))


REVIEW = b"""# Tea and Sleep

Abstract: Tea may keep people awake. We searched for studies of tea and sleep. Stone et al.
presented a survey of 140 adults. The results showed that 12% slept badly. Of those that drank
late, 30% slept badly. In conclusion, tea in the evening is likely to shorten sleep.

## 1 Introduction

Tea is drunk.

## 2 Methods

We read.
"""


def test_what_others_found_is_not_what_the_paper_found() -> None:
    paper = parse_bytes(REVIEW, "tea.md")
    found = " ".join(item.text for item in discourse_answer(analyse("What did it find?"), paper))
    found += " ".join(paper.text[slice(*span)] for span in zone(paper, "finding"))

    assert "likely to shorten" in found
    assert "12%" not in found
    assert "30%" not in found


def test_background_that_showed_something_is_no_finding() -> None:
    text = PLAIN.replace(
        b"Hives near planted\nbalconies were 12% heavier than others.",
        b"This work was motivated by recent findings that\nshowed that parks feed bees.",
    )
    paper = parse_bytes(text, "bees.md")

    assert "parks feed" not in "".join(paper.text[slice(*span)] for span in zone(paper, "finding"))


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (REVIEW, "In conclusion", "12%"),
        (LABELLED, "CONCLUSIONS", "40 minutes"),
        (REVIEW.replace(b"In conclusion, t", b"Thus, we found that t"), "Thus, we", "12%"),
        (PLAIN, "We conclude that balconies", "forty hives"),
    ],
)
def test_what_is_concluded_is_told_rather_than_all_that_was_found(
    text: bytes, said: str, unsaid: str
) -> None:
    paper = parse_bytes(text, "paper.md")
    told = discourse_answer(analyse("What does the paper conclude?"), paper)
    shown = " ".join(item.text for item in told)

    assert said in shown
    assert unsaid not in shown
