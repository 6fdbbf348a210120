"""What is compared, or asked without a verb, leans on the question before."""

# ruff: noqa: E501 - the table of follow-ups reads better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.question.follow_up import may_ask_of_authors
from app.whole_question import alone


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("What was the harvest of pears?", "Which one is bigger?", "Which one is bigger (harvest pears)?"),
        ("What was the harvest of pears?", "Which is bigger?", "Which is bigger (harvest pears)?"),
        ("What was the harvest of pears?", "which one grew faster?", "Which one grew faster (harvest pears)?"),
        ("Are quays short?", "Which of the two is the shortest?", "Which of the two is the shortest (quays short)?"),
        ("Does fog cause delays?", "How often?", "How often does fog cause delays?"),
        ("Does fog cause delays?", "Which instrument?", "Which instrument (fog cause delays)?"),
        ("What was the export volume?", "How much in dollars?", "How much in dollars (export volume)?"),
        ("Are tolls high?", "Why so high?", "Why so high (tolls)?"),
        ("How many ferries sank?", "Why so many?", "Why so many (ferries sank)?"),
        ("Which ferries sank?", "How many are there?", "How many are there (ferries sank)?"),
        ("How are ferries kept safe?", "Are there any other measures?", "Are there any other measures (ferries kept safe)?"),
        ("What are the risks of fog?", "What's the most important one?", "What's the most important one (risks fog)?"),
        ("What is a ferry?", "What's the difference to a barge?", "What's the difference to a barge (ferry)?"),
        ("Which ferries sank?", "Only the night ones please", "Which night ferries sank?"),
        ("Which ferries came to Oslo?", "And the red ones then?", "Which red ferries came to Oslo?"),
        ("Are tolls high?", "How high exactly?", "How high (tolls)?"),
        ("Which ferries sail?", "How many sank?", "How many sank (ferries sail)?"),
        ("Are tolls high?", "Does anyone disagree?", "Does anyone disagree (tolls high)?"),
        ("Which ferries sank?", "Was a new one bought?", "Was a new one bought (ferries sank)?"),
        ("Which ferries sank?", "Why only ferries of wood?", "Why only ferries of wood (sank)?"),
        ("Which ferries sank?", "Why just the north?", "Why just the north (ferries sank)?"),
        # these say themselves what they ask of
        ("Are tolls high?", "Is a ferry cheaper than a new one?", "Is a ferry cheaper than a new one?"),
        ("Are tolls high?", "Which is the largest harbour?", "Which is the largest harbour?"),
        ("Are tolls high?", "Which one of the ferries is fastest?", "Which one of the ferries is fastest?"),
        ("Are tolls high?", "Which of the three towns has a harbour?", "Which of the three towns has a harbour?"),
        ("Are tolls high?", "How many drowned?", "How many drowned (tolls high)?"),
        ("Are tolls high?", "Who has to act?", "Who has to act (tolls high)?"),
        ("Are tolls high?", "What comes first?", "What comes first (tolls high)?"),
        ("Are tolls high?", "What did the authors conclude?", "What did the authors conclude?"),
        ("What came after 2017?", "What went wrong in that period?", "What went wrong after 2017?"),
        ("Who came from 2013 to 2017?", "Who left in this period?", "Who left from 2013 to 2017?"),
        ("Are tolls high?", "How many ferries are there?", "How many ferries are there?"),
        ("Are tolls high?", "Are there any other risks of fog at night?", "Are there any other risks of fog at night?"),
        ("Are tolls high?", "What is the difference between tolls and taxes?", "What is the difference between tolls and taxes?"),
    ],
)  # fmt: skip
def test_what_is_compared_or_asked_without_a_verb_leans_on_the_question_before(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


@pytest.mark.parametrize(
    "question",
    [
        "Which one is safer?",
        "Which of the two grew more?",
        "Compare the two.",
        "What do both have in common?",
        "How do they differ?",
        "How are the two related to each other?",
    ],
)
def test_what_is_compared_are_the_two_things_of_which_the_same_was_asked(question: str) -> None:
    asked = [Turn("What are the risks of ferries?", "Fog."), Turn("And of barges?", "Ice.")]

    assert resolve(question, asked).endswith("(ferries risks barges)?")
    other = [Turn("Who is Moss?", "A pilot."), Turn("What are the risks of barges?", "Ice.")]
    assert resolve(question, other).endswith("(risks barges)?")


def test_what_was_wanted_is_asked_whole_where_it_says_of_what() -> None:
    before = [Turn("Why are tolls high?", "Fog. [1]")]

    assert resolve("I want the share of ferries", before) == "what is the share of ferries?"


def test_what_is_asked_without_a_verb_may_open_a_new_subject() -> None:
    assert alone("Which decoder?") == "Which decoder?"
    assert alone("Which one is bigger?") == ""
    assert alone("How much money?") == ""


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How many communities did they study?", True),
        ("What do they suggest for towns?", True),
        ("What did they use?", False),  # says of nothing by itself
        ("Which ferries did they send there?", False),
        ("Which ferries did the port send?", False),
    ],
)
def test_they_may_be_who_wrote_the_paper_where_the_rest_is_whole(question: str, asks: bool) -> None:
    assert may_ask_of_authors(question) == asks
