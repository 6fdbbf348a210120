"""What papers tell in their text of works that they name there by who wrote them."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot
from app.papers.works_in_text import (
    body_asked,
    cites_in_text,
    told_by,
    told_of,
    work_named,
    work_told_of,
)
from ingest.document import Document
from ingest.parse import parse_bytes

REVIEW = b"""# Frost and Fruit: a Review

## 1 Studies

The largest orchard was described by Moss et al.(12) in the north. Each tree was counted. Of the
ripe plums, 12% froze. Finally, Hale et al. [3] froze plums too. We froze none.

Others count otherwise (Stone et al., 2012; Zar, 2015). Rivers and Hale (2010) melted ice. It took
a day.

Trade between Rome and Paris fell. Le Roux (2009) froze pears.

## References

[1] Gold, C. (2015). Frost. Fruit Trade Review, 12-19.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(REVIEW, "review.md")


def told(question: str, document: Document) -> list[str]:
    work = work_told_of(question)
    return [item.text.replace("\n", " ") for item in told_of(work, document)] if work else []


@pytest.mark.parametrize(
    ("question", "first", "sentences"),
    [
        ("What did Moss et al. find?", "The largest orchard", 3),
        ("What did Moss find?", "The largest orchard", 3),
        ("What did Moss and colleagues report about it?", "The largest orchard", 3),
        ("What do Hale et al. show?", "Finally, Hale et al.", 1),
        ("What did Rivers and Hale find?", "Rivers and Hale (2010)", 2),
        ("What did Rivers and Hale (2010) find?", "Rivers and Hale (2010)", 2),
        ("What did Le Roux (2009) study?", "Le Roux (2009)", 1),
    ],
)
def test_a_work_is_told_by_the_sentence_that_names_it_and_those_that_go_on(
    question: str, first: str, sentences: int, document: Document
) -> None:
    shown = told(question, document)

    assert shown[0].startswith(first)
    assert len(shown) == sentences


def test_of_a_work_only_what_is_asked_about_goes_along(document: Document) -> None:
    assert told("What did Moss et al. find about ripe plums?", document) == [
        "The largest orchard was described by Moss et al.(12) in the north.",
        "Of the ripe plums, 12% froze.",
    ]
    assert not told("What did Moss et al. find about bees?", document)


@pytest.mark.parametrize(
    "question",
    [
        "What did Rivers and Hale (2011) find?",
        "What did Stone et al. find?",  # only cited in brackets
        "What did Rome and Paris report?",
        "What did Zar find?",
        "What did the authors find?",
        "How many plums did Moss et al. count?",
        "What did Gold find?",
    ],
)
def test_what_names_no_work_that_is_told_of_is_searched(question: str, document: Document) -> None:
    assert not told(question, document)


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("Moss et al", "The largest orchard"),
        ("Stone et al.", "Others count otherwise"),
        ("Zar 2015", "Others count otherwise"),
        ("Rivers and Hale", "Rivers and Hale"),
    ],
)
def test_a_paper_cites_what_its_text_names(named: str, sentence: str, document: Document) -> None:
    work = work_named(named)

    assert work is not None
    assert cites_in_text(work, document)[0].text.startswith(sentence)


@pytest.mark.parametrize("named", ["Gold (2015)", "Zar 2014", "Rome and Paris", "Plums et al."])
def test_a_paper_does_not_cite_in_its_text_what_that_does_not_name(
    named: str, document: Document
) -> None:
    work = work_named(named)

    assert work is not None
    assert not cites_in_text(work, document)


def test_what_a_body_found_is_told_where_its_work_is_and_not_wherever_it_is_named() -> None:
    text = (
        b"# Quays\n\n## 1 Trade\n\nResearch by the Harbour Office shows empty quays. "
        b"Ships of the Harbour Office sail.\n"
    )
    paper = parse_bytes(text, "quays.md")
    [shown] = told_by("Harbour Office", paper)

    assert shown.text == "Research by the Harbour Office shows empty quays."
    assert told_by("Orchard Union", paper) == []


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("What did the Harbour Office find?", "Harbour Office"),
        ("What does the Ministry of Fruit report?", "Ministry of Fruit"),
        ("What did they find?", ""),
        ("What did the growers say?", ""),
        ("What did the Harbour Office say about quays?", ""),
    ],
)
def test_a_body_whose_findings_are_asked_for_is_known(question: str, body: str) -> None:
    assert body_asked(question) == body


@pytest.fixture
def cited(chatbot: Chatbot) -> Chatbot:
    own = (
        b"# Bees in Snow\n\nFay Moss, Kim Hale\n\nAbstract: We watched bees. We found that "
        b"bees sleep in snow.\n\n## 1 Results\n\nWe found that most bees sleep in snow.\n"
    )
    chatbot.library.add_bytes(REVIEW, "review.md")
    chatbot.library.add_bytes(own, "bees.md")
    return chatbot


def test_a_work_of_which_a_paper_tells_is_not_its_last_author_s(cited: Chatbot) -> None:
    answer = cited.ask("What did Hale et al. find?")

    assert "froze plums too" in answer.text
    assert "bees" not in answer.text


def test_a_paper_and_a_work_by_those_of_one_name_are_both_told(cited: Chatbot) -> None:
    text = cited.ask("What did Moss et al. find?").text

    assert text.index("bees sleep") < text.index("largest orchard")


@pytest.mark.parametrize(
    "question",
    [
        "Who cites Hale et al.?",
        "Which papers cite Hale?",
        "Who refers to Hale et al.?",
        "Does any paper cite Hale?",
    ],
)
def test_papers_that_cite_someone_in_their_text_are_named(cited: Chatbot, question: str) -> None:
    answer = cited.ask(question)

    assert "Frost and Fruit" in answer.text
    assert "froze plums too" in answer.text
    assert "Bees" not in answer.text
