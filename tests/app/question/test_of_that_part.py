"""What is asked next of a part of the text, or the same of another."""

from __future__ import annotations

import pytest

from app.question.of_that_part import of_that_part


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        ("How long is section 4", "What does it cite?", "What does section 4 cite?"),
        ("What is section 3 about", "How does it end?", "How does section 3 end?"),
        ("What does section 2 cite", "How long is it?", "How long is section 2?"),
        (
            "What is the first sentence of the abstract",
            "and the conclusion?",
            "What is the first sentence of the conclusion?",
        ),
        ("What does the conclusion cite", "What about section 3?", "What does section 3 cite?"),
        ("How long is section 4", "And of section 3?", "How long is section 3?"),
        (
            "What is the first sentence of section 3",
            "And the last one?",
            "What is the last sentence of section 3?",
        ),
    ],
)
def test_it_is_the_part_that_was_asked_of(before: str, question: str, meant: str) -> None:
    assert of_that_part(question, before) == meant


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Which road is described in section 3", "How long is it?"),
        ("How long is section 4", "Why is it cold there?"),
        ("How long is the road", "How does it end?"),
        ("What does section 3 say of frost", "And the conclusion?"),
        ("What is the first stage in section 3", "And the last one?"),
    ],
)
def test_what_is_asked_of_other_things_is_left(before: str, question: str) -> None:
    assert of_that_part(question, before) == ""
