"""Two papers that a question sets against each other."""

from __future__ import annotations

import pytest

from app.question.papers_compared import PapersCompared, papers_compared

TWO = PapersCompared(("frost", "rail"))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How does the frost study differ from the rail study?", TWO),
        ("How do the frost paper and the rail paper differ?", TWO),
        ("Compare the frost and rail papers.", TWO),
        ("How is the frost paper different from the rail paper?", TWO),
        (
            "What is the difference between the frost and rail papers in sample size?",
            PapersCompared(("frost", "rail"), "", "sample size"),
        ),
        (
            "Compare the aims of the frost and the rail studies",
            PapersCompared(("frost", "rail"), "", "aims"),
        ),
        ("How do the two papers on cold storage differ?", PapersCompared((), "cold storage")),
        ("How do these two papers differ?", PapersCompared()),
    ],
)
def test_two_papers_that_are_compared_are_told(question: str, wanted: PapersCompared) -> None:
    assert papers_compared(question) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "How do the plastic and the kraft paper differ?",
        "Compare the paper industry with the steel industry.",
        "How does this study differ from previous studies?",
        "How do the papers differ in how they measure trade?",
        "What is the difference between the paper and the plastic bags?",
        "How do imports differ from exports?",
    ],
)
def test_other_things_that_are_compared_are_no_papers(question: str) -> None:
    assert papers_compared(question) is None
