"""What "What does the paper say?" asks about may stand in the sentence before."""

from __future__ import annotations

import pytest

from app.question.prefaced import asked_last, with_its_preface


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "My boss wants to know whether we should sell pears. What does the paper say?",
            "Should we sell pears?",
        ),
        ("I am worried about frost. What does the paper say?", "What is said about frost?"),
        ("Should we sell pears? What do the authors say?", "Should we sell pears?"),
        (
            "We wonder how frost can be foreseen. What does the study recommend?",
            "How frost can be foreseen?",
        ),
        ("Can frost be foreseen, what does the paper say about it?", "Can frost be foreseen?"),
    ],
)
def test_the_sentence_before_is_asked_about(question: str, asked: str) -> None:
    assert with_its_preface(question) == asked


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("I'm writing a piece on ferries. How many people drowned?", "How many people drowned?"),
        ("My boss wants figures. So what were the tolls in 1994?", "What were the tolls in 1994?"),
        ("we have a quay here - which tolls are lowest", "Which tolls are lowest"),
        ("im a student of fog. what helps the pilots", "What helps the pilots"),
        ("I am a pilot. How risky is it?", ""),  # leans on what was told
        ("I want to sail, but why?", ""),
        ("Ferries are slow. How many people drowned?", ""),  # may tell what is asked about
        ("Which tolls are lowest?", ""),
    ],
)
def test_what_one_tells_of_oneself_is_no_part_of_what_is_asked(question: str, asks: str) -> None:
    assert asked_last(question) == asks


@pytest.mark.parametrize(
    "question",
    [
        "What does the paper say?",
        "Hi. What does the paper say?",
        "I have an exam tomorrow. What does the paper say?",
        "I wonder about it. What does the paper say?",
        "Frost came early. What does the paper say about plums?",
        "What does the paper say about frost?",
        "I am worried about frost. What is the paper about?",
    ],
)
def test_a_sentence_that_tells_nothing_leaves_the_question_as_it_is(question: str) -> None:
    assert with_its_preface(question) == question


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("you said tolls before, what about that", "What is said about tolls?"),
        ("but you mentioned ice earlier. tell me more", "What is said about ice?"),
        ("ferries you said?", "What is said about ferries?"),
        ("you said that before, what about it", "you said that before, what about it"),
        ("did you say tolls?", "did you say tolls?"),
        ("Why did the ferry sink, what are the reasons?", "Why did the ferry sink?"),
        ("Why did it sink? And what were the causes of that?", "Why did it sink?"),
        ("Why did it sink, what are the effects?", "Why did it sink, what are the effects?"),
    ],
)
def test_what_the_answer_said_before_is_asked_about(question: str, searched: str) -> None:
    assert with_its_preface(question) == searched
