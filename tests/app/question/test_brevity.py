"""A wish for a short answer."""

from __future__ import annotations

import pytest

from app.question.brevity import fewer_wished, wished


@pytest.mark.parametrize(
    ("question", "asked", "most"),
    [
        ("Briefly: why do pears rot?", "why do pears rot?", 3),
        ("TL;DR: what is it about?", "what is it about?", 3),
        ("Short answer, please: do pears rot?", "do pears rot?", 3),
        ("Why do pears rot? Keep it short.", "Why do pears rot?", 3),
        ("Why do pears rot (short answer)?", "Why do pears rot?", 3),
        ("Why do pears rot? One sentence please.", "Why do pears rot?", 1),
        ("Why do pears rot? At most three sentences.", "Why do pears rot?", 3),
        ("Only the number: how many pears?", "how many pears?", 1),
        ("How many pears rot? Just the number, please.", "How many pears rot?", 1),
        ("Do pears rot, yes or no?", "Do pears rot?", 1),
        # In its midst it may be for a section, too.
        ("Sum up section 3 in two sentences.", "Sum up section 3 in two sentences.", 2),
        ("Explain briefly why pears rot.", "Explain briefly why pears rot.", 3),
        ("In at most 4 sentences, why do they?", "In at most 4 sentences, why do they?", 4),
    ],
)
def test_a_wish_for_a_short_answer_says_in_how_many_sentences(
    question: str, asked: str, most: int
) -> None:
    assert wished(question) == (asked, most)


@pytest.mark.parametrize(
    "question",
    [
        "Why do pears rot?",
        "Which fruit is in short supply?",
        "How many sentences does the introduction have?",
        "What does the first sentence say?",
        "What is a short answer?",
        "Just the number?",  # nothing else is asked
    ],
)
def test_a_question_on_what_is_short_is_no_wish(question: str) -> None:
    assert wished(question) == (question, 0)


@pytest.mark.parametrize(
    ("wish", "most"),
    [
        ("Shorter, please", 2),
        ("That's too long", 2),
        ("tl;dr", 2),
        ("In one sentence?", 1),
        ("Summarise that in a single sentence", 1),
        ("In simpler words", 0),
        ("Explain that like I'm five", 0),
    ],
)
def test_an_answer_is_wished_shorter_not_put_otherwise(wish: str, most: int) -> None:
    assert fewer_wished(wish) == most
