"""Papers that a question names as the library lists them."""

from __future__ import annotations

import pytest

from app.question.document_ids import by_its_file
from app.question.titles_and_authors import Named


@pytest.mark.parametrize(
    ("question", "document", "without"),
    [
        ("What does rivers-2012 propose?", "rivers-2012", "What does the paper propose?"),
        ("Who wrote Rivers-2012.pdf?", "rivers-2012", "Who wrote the paper?"),
        ("Summarise the paper moss04.", "moss04", "Summarise the paper."),
    ],
)
def test_a_paper_is_known_by_its_name_in_the_library(
    question: str, document: str, without: str
) -> None:
    ids = ("rivers-2012", "moss04", "orchards")
    assert by_its_file(question, ids) == Named((document,), without)


def test_an_id_that_is_a_plain_word_or_part_of_another_names_nothing() -> None:
    ids = ("rivers-2012", "moss04", "orchards")
    assert by_its_file("How many orchards are there?", ids) is None
    assert by_its_file("What does rivers-2012b say of moss042?", ids) is None


NUMBERS = ("1554", "1566", "1810.04528", "1910.14497", "1998", "p07")


@pytest.mark.parametrize(
    ("question", "documents", "without"),
    [
        (
            "Compare 1810.04528 and 1910.14497",
            ("1810.04528", "1910.14497"),
            "Compare the papers",
        ),
        (
            "How does 1810.04528 differ from 1910.14497?",
            ("1810.04528", "1910.14497"),
            "How does the paper differ from the paper?",
        ),
        (
            "What do 1554 and 1566 have in common?",
            ("1554", "1566"),
            "What do the papers have in common?",
        ),
        ("What are the limitations of 1554?", ("1554",), "What are the limitations of the paper?"),
        ("What does 1554 say about frost?", ("1554",), "What does the paper say about frost?"),
        ("How many plots were used in 1554?", ("1554",), "How many plots were used in the paper?"),
        ("In 1554, what was measured?", ("1554",), "In the paper, what was measured?"),
        ("Who wrote 1566?", ("1566",), "Who wrote the paper?"),
        ("Summarise 1554.pdf", ("1554",), "Summarise the paper"),
        ("What does paper 1998 conclude?", ("1998",), "What does the paper conclude?"),
        ("What do p07 and 1554 find?", ("p07", "1554"), "What do the papers find?"),
    ],
)
def test_a_number_names_a_paper_where_one_is_asked_for(
    question: str, documents: tuple[str, ...], without: str
) -> None:
    assert by_its_file(question, NUMBERS) == Named(documents, without)


@pytest.mark.parametrize(
    "question",
    [
        "How many of the 1566 children were ill?",
        "Were there 1554 plots?",
        "What happened in 1998?",
        "What were the results of 1998?",
        "What did 1554 growers sell?",
        "What fell by 1554.5 tonnes?",
        "What was paid in 1554 villages?",
    ],
)
def test_other_numbers_name_none(question: str) -> None:
    assert by_its_file(question, NUMBERS) is None
