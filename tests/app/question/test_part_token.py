"""The part of a text that is asked of as such is told from what only sounds like one."""

from __future__ import annotations

import pytest

from app.question.part_token import part_phrase, with_part_token


@pytest.mark.parametrize(
    ("question", "plain", "part"),
    [
        ("How long is the related work?", "How long is §?", "related work"),
        ("How long is the paper's introduction?", "How long is §?", "introduction"),
        ("How long is the section on cold rooms?", "How long is §?", "cold rooms"),
        ("What does the Study Sites section cite?", "What does § cite?", "study sites"),
        ("Who is cited in related work?", "Who is cited in §?", "related work"),
        ("What is in the materials and methods section?", "What is in §?", "materials and methods"),
        ("How long is the last section?", "How long is §?", ""),
        ("How long is section 3.2?", "How long is §?", ""),
    ],
)
def test_a_part_is_named_by_its_usual_name_or_by_its_heading(
    question: str, plain: str, part: str
) -> None:
    assert with_part_token(question) == (plain, part)


@pytest.mark.parametrize(
    "question",
    [
        "Where are the results of the survey?",
        "What is the longest section?",
        "How was the evaluation of the nurses done?",
        "What part of the section is wet?",
    ],
)
def test_what_only_sounds_like_a_part_is_left(question: str) -> None:
    assert with_part_token(question) == (question, "")


def test_the_words_that_name_a_part_are_told() -> None:
    assert part_phrase("What does section 3 cite?") == "section 3"
    assert part_phrase("How long is the introduction?") == "the introduction"
    assert part_phrase("How long is the road?") == ""


@pytest.mark.parametrize("words", ["the section on a ", "the word, ", "of the introduction "])
def test_a_long_row_of_words_is_read_at_once(words: str) -> None:
    with_part_token(words * 500)
