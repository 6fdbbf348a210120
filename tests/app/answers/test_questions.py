"""What kind of answer a question asks for."""

from __future__ import annotations

import pytest

from app.questions import analyse


@pytest.mark.parametrize(
    "question",
    [
        "What learning rate did the authors use?",
        "What batch size was used?",
        "Which dose is recommended?",
        "How many trees were planted?",
        "What was the mean age?",
    ],
)
def test_a_measure_asks_for_a_number(question: str) -> None:
    assert analyse(question).kind == "number"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What growth rate do the authors report?", "percent"),
        ("What profit margin do growers make?", "percent"),
        ("When was the mill opened?", "year"),
        ("And since when?", "year"),
        ("What is the force called when two trees fall?", "which"),
        ("When the mill was opened, how many trees were there?", "number"),
        ("Which method has the best accuracy?", "which"),
        ("What level of detail is needed?", "which"),
        ("Who measured the size of the trees?", "who"),
    ],
)
def test_a_measure_that_is_only_spoken_of_is_not_what_is_asked_for(
    question: str, kind: str
) -> None:
    assert analyse(question).kind == kind


def test_what_the_authors_do_is_asked_of_their_work_not_of_authors() -> None:
    asked = analyse("What do the authors say about cold storage?")
    assert {term.text for term in asked.terms} == {"cold", "storage"}
