"""Wishes for the footnotes, or for plain words, that are no part of what is asked."""

# ruff: noqa: E501 - tables of questions

from __future__ import annotations

import pytest

from app.answer import Turn
from app.question.smalltalk import (
    FOOTNOTES,
    past_courtesy,
    smalltalk,
    wants_plain_words,
)


@pytest.mark.parametrize(
    "question",
    ["Show me where.", "can you show me where it says that?", "tell me where that is from"],
)
def test_who_wants_to_be_shown_where_asks_for_the_footnotes(question: str) -> None:
    told = [Turn("What is the prevalence of HBoV1?", "It is 8%. [1]")]

    assert smalltalk(question, told) == FOOTNOTES
    assert smalltalk("show me where the ferries land", told) == ""


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("what is this about, in plain words", "what is this about"),
        ("In simple terms, what is frost?", "what is frost?"),
        ("What is frost in layman's terms please?", "What is frost?"),
        ("Who writes in plain English about frost?", "Who writes in plain English about frost?"),
    ],
)
def test_a_wish_for_plain_words_is_no_part_of_the_question(typed: str, asked: str) -> None:
    assert past_courtesy(typed) == asked
    assert wants_plain_words(typed) == (typed != asked)
