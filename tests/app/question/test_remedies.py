"""Questions for what should be done are met with what should be done, not with what is wrong."""

from __future__ import annotations

import pytest

from app.evidence.candidates import Candidate, make_query
from app.extract import choose
from app.language.lexicon import Lexicon
from app.papers.sections import section_answer
from app.question.questions import analyse
from app.question.remedies import asks_how_to, asks_remedy, tells_remedy
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Ferries

## 1. Delays

Delays of ferries are the worst problem of the strait. A shortage of pilots causes most delays.

Pilots should be trained at the harbour school. A second quay would be dear.
Better tide tables cut delays.

## 2. Fares

Fares are high. Two reasons stand out.

Fuel is dear in winter.

Few passengers cross at night.

Nothing else is known.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "ferries.md")


@pytest.mark.parametrize(
    "question",
    [
        "What can be done about the delays?",
        "Which measures are proposed against delays?",
        "What remedy is there for the shortage of pilots?",
        "What do the authors recommend?",
        "Which measures does section 3 propose?",
        "How can the delays be reduced?",
        "What would help the pilots?",
        "How should delays be handled?",
        "What is the solution to the delays?",
        "What recommendations are given for harbours?",
    ],
)
def test_a_remedy_is_asked_for(question: str) -> None:
    assert asks_remedy(question)


@pytest.mark.parametrize(
    "question",
    [
        "What causes the delays?",
        "How long are the delays?",
        "How can pilots see the quay?",
        "What is the shortage of pilots?",
        "Who measures the tides?",
        "Which outcome measures were used?",
        "What solution were the samples kept in?",
        "What improvements were observed?",
        "What was the cure rate at 12 weeks?",
        "Which measures do the authors use to evaluate the parser?",
        "What does the price elasticity of demand depend on?",
        "What is required for T cell activation?",
        "Which dataset is used for recommendation?",
        "What is the number of region proposals?",
        "What steps does the algorithm perform?",
        "What actions can the agent take?",
        "What improvements does the model achieve over the baseline?",
        "What do the results suggest about transmission?",
    ],
)
def test_a_question_for_facts_asks_for_no_remedy(question: str) -> None:
    assert not asks_remedy(question)


def test_how_to_do_a_thing_may_be_a_remedy() -> None:
    assert asks_how_to("How can pilots see the quay?")
    assert not asks_how_to("How did pilots see the quay?")


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Pilots should be trained.", True),
        ("Better tide tables cut delays.", True),
        ("Costs can be lowered by sharing crews.", True),
        ("A shortage of pilots causes most delays.", False),
        ("Delays fell by a tenth in 2019.", False),
    ],
)
def test_a_remedy_is_told_by_how_it_is_put(sentence: str, tells: bool) -> None:
    assert tells_remedy(sentence) is tells


def chosen(question: str, document: Document, encoder: Encoder) -> list[str]:
    """Return what is shown of three sentences, of which the problem's is the nearest."""
    scores = {"A shortage": 5.0, "Pilots should": 3.0, "Better": 2.5}
    ranked = []
    for opening, score in scores.items():
        start = document.text.index(opening)
        end = document.text.index(".", start) + 1
        text = document.text[start:end]
        features = {"read": 0.0, "soft": 0.8, "lexical": 0.5}
        ranked.append((Candidate(document, 0, "1", start, end, text, features), score))
    query = make_query(analyse(question), encoder, Lexicon([document.text]))
    return [item.text for item in choose(query, ranked)]


def test_what_is_to_be_mended_is_not_shown_as_its_remedy(
    document: Document, hashing_encoder: Encoder
) -> None:
    remedies = ["Pilots should be trained at the harbour school.", "Better tide tables cut delays."]
    problem = "A shortage of pilots causes most delays."

    asked = "What can be done about the shortage of pilots?"
    assert chosen(asked, document, hashing_encoder) == remedies
    assert problem in chosen("What causes most delays?", document, hashing_encoder)


def section(question: str, document: Document) -> list[str]:
    return [item.text for item in section_answer(analyse(question), document).chosen]


def test_what_a_section_recommends_is_told_from_all_of_it(document: Document) -> None:
    assert section("What does section 1 recommend?", document) == [
        "Pilots should be trained at the harbour school.",
        "Better tide tables cut delays.",
    ]


def test_something_within_a_section_is_left_to_the_search(document: Document) -> None:
    assert section("What does section 1 say about pilots?", document) == []
    assert section("What is section 1 about?", document)


def test_a_section_that_announces_two_reasons_is_told_with_them(document: Document) -> None:
    assert section("What is section 2 about?", document)[1:] == [
        "Fares are high.",
        "Two reasons stand out.",
        "Fuel is dear in winter.",
        "Few passengers cross at night.",
    ]
