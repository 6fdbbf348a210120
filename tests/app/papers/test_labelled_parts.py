"""Articles, clauses and schedules are shown by their labels."""

# ruff: noqa: E501 - the tables of questions read better unbroken

from __future__ import annotations

import pytest

from app.papers.labelled_parts import LabelledPart, labelled_answer, labelled_part
from ingest.parse import parse_bytes

ACT = """# Moss Act 2019

## Chapter I – Scope

### Article 1 – Roofs

This Act applies to roofs.

## Chapter II – Duties

### Article 2 – Owners

Owners water their moss:

- in spring, and
- in autumn.

### Article 3 – Guests

Guests do not walk on it.
"""
LEASE = """# Lease

## 1 Garden

It lies behind the house.

## 2 Rent

The rent is 40 coins.

## Schedule A: Tools

| Tool | Number |
| --- | --- |
| Spade | 2 |
"""


def shown(question: str, text: str) -> list[str]:
    wanted = labelled_part(question)
    assert wanted is not None
    told = labelled_answer(wanted, parse_bytes(text.encode(), "a.md"), first=1)
    return [sentence.text for sentence, _ in told]


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("What does Article 3 say?", ACT, ["Article 3 – Guests", "Guests do not walk on it."]),
        ("What is article 1 of the Act about?", ACT, ["Article 1 – Roofs", "This Act applies to roofs."]),
        ("What is in Chapter II?", ACT, ["Chapter II – Duties", "Article 2 – Owners", "Article 3 – Guests"]),
        ("Summarise chapter 1.", ACT, ["Chapter I – Scope", "Article 1 – Roofs"]),
        ("How many articles does the Act have?", ACT, ["It has 3 articles."]),
        ("What are the articles?", ACT, ["Article 1 – Roofs", "Article 2 – Owners", "Article 3 – Guests"]),
        ("What does clause 2 say?", LEASE, ["2 Rent", "The rent is 40 coins."]),
        ("What is in Schedule A of the lease?", LEASE, ["Schedule A: Tools", "Tool | Number", "Spade | 2"]),
        ("What does article 9 say?", ACT, []),
    ],
)  # fmt: skip
def test_a_part_is_shown_by_its_label(question: str, text: str, told: list[str]) -> None:
    assert shown(question, text)[: len(told) or 1] == told


@pytest.mark.parametrize(
    "question",
    [
        "What is the fine in Article 5?",
        "Who wrote the article?",
        "What are the steps of the method?",
        "Which items were counted in 2019?",
    ],
)
def test_what_asks_for_more_is_no_question_for_a_part(question: str) -> None:
    wanted = labelled_part(question)
    assert wanted is None or wanted == LabelledPart("step", "")
