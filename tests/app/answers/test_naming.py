"""Papers that a question names by what they are about."""

from __future__ import annotations

import pytest

from app.naming import Named, named_paper

TITLES = {
    "storage": "Cold Storage of Apples in the Northern Valley",
    "roads": "Mountain Roads and the Price of Apples",
    "bees": "Do Bees Prefer Blue Flowers?",
}


@pytest.mark.parametrize(
    ("question", "document", "without"),
    [
        ("Summarise the paper on cold storage.", "storage", "Summarise the paper."),
        (
            "What does the study of mountain roads conclude?",
            "roads",
            "What does the paper conclude?",
        ),
        (
            "What are the limitations of the cold storage study in the Northern Valley?",
            "storage",
            "What are the limitations of the paper?",
        ),
        ("Who wrote the article about bees and flowers?", "bees", "Who wrote the paper?"),
    ],
)
def test_a_paper_is_known_by_the_words_of_its_title(
    question: str, document: str, without: str
) -> None:
    assert named_paper(question, TITLES) == Named(document, without)


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the paper on apples.",  # two are on apples
        "Summarise the paper.",
        "Summarise the paper on tides.",
        "Who took part in the household study on cold storage?",  # a study within a paper
        "How cold is the storage?",
    ],
)
def test_a_question_that_names_none_or_several_is_left_as_it_is(question: str) -> None:
    assert named_paper(question, TITLES) is None
