"""Wishes for the footnotes, or for plain words, that are no part of what is asked."""

# ruff: noqa: E501 - tables of questions

from __future__ import annotations

import pytest

from app.answer import Turn
from app.question.put_otherwise import SUMMARY, put_plainly, wants_plain_words
from app.question.smalltalk import (
    FOOTNOTES,
    NO_OPINION,
    NO_PICTURES,
    NO_TEXTS,
    OWN_WORDS,
    smalltalk,
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
        ("Explain frost to a ten-year-old.", "Explain frost."),
        ("Summarise the paper for my boss, please", "Summarise the paper."),
        ("Describe frost like I'm five", "Describe frost"),
        ("Is frost dangerous for children?", "Is frost dangerous for children?"),
        ("Simplify section 3.", "Summarise section 3."),
        ("Could you paraphrase the abstract for me?", "Summarise the abstract."),
        ("Can you simplify the second point?", "Explain the second point."),
        ("Simplify that", "Simplify that"),
        ("How did they simplify section 3?", "How did they simplify section 3?"),
    ],
)
def test_a_wish_for_other_words_is_no_part_of_the_question(typed: str, asked: str) -> None:
    assert put_plainly(typed, goes_on=True) == asked
    assert wants_plain_words(typed) == (typed != asked)


@pytest.mark.parametrize(
    "typed",
    ["ELI5", "Explain it in simple words.", "Explain like I'm five!", "Explain everything."],
)
def test_the_paper_is_to_be_explained_where_nothing_was_asked_before(typed: str) -> None:
    assert smalltalk(typed) == ""
    assert put_plainly(typed, goes_on=False) == SUMMARY
    assert put_plainly(typed, goes_on=True) != SUMMARY


def test_what_was_told_cannot_be_put_otherwise() -> None:
    told = [Turn("What is the prevalence of HBoV1?", "It is 8%. [1]")]
    for wish in (
        "ELI5",
        "Explain like I'm five",
        "explain it in simple words",
        "Explain that to my boss",
    ):
        assert smalltalk(wish, told) == OWN_WORDS


@pytest.mark.parametrize(
    "typed",
    [
        "Give me the gist in bullet points",
        "Highlight the key sentences.",
        "What are the most important statements of the paper?",
        "Give me a quote I can use on a slide.",
    ],
)
def test_the_key_sentences_are_those_of_a_summary(typed: str) -> None:
    assert put_plainly(typed, goes_on=True) == SUMMARY
    assert not wants_plain_words(typed)


@pytest.mark.parametrize(
    ("reply", "typed"),
    [
        (NO_TEXTS, "Make five quiz questions about this paper."),
        (NO_TEXTS, "Turn the paper into a presentation"),
        (NO_TEXTS, "Please write a short literature review on frost"),
        (NO_TEXTS, "Give me a catchy title for a talk"),
        (NO_TEXTS, "Quiz me"),
        (NO_PICTURES, "Plot the harvest by year"),
        (NO_PICTURES, "Could you draw me a mind map?"),
        (NO_OPINION, "What would you ask the authors?"),
        (NO_OPINION, "What do you find most surprising?"),
        ("", "Give me the title"),
        ("", "Make a table of the measures"),
        ("", "Write a summary"),
        ("", "What would you recommend against frost?"),
        ("", "Who plots the harvest?"),
        ("", "What do you find in the second section?"),
        ("", "Draw up a timeline"),
        ("", "Give me three examples"),
    ],
)
def test_nothing_is_made_from_a_paper_that_is_not_its_own_words(reply: str, typed: str) -> None:
    assert smalltalk(typed) == reply
