"""A figure or a thing that is told of something else than what is asked about."""

# ruff: noqa: E501 - a table of questions

from __future__ import annotations

import pytest

from index.encoder import Encoder
from ingest.parse import parse_bytes
from tests.app.silence.telling import found, of_one_sentence


@pytest.mark.parametrize(
    ("question", "sentence", "is_missed"),
    [
        ("What was the average age of the pickers?", "No picker was under the age of 18 years.", True),
        ("What was the average age of the pickers?", "The pickers had a mean age of 31 years.", False),
        ("What was the average age of the pickers?", "The age of the pickers was 31 ± 4 years.", False),
        ("What is the age of a typical picker?", "Pickers usually reach the age of 31 years.", False),
        ("What was the age of the pickers?", "No picker was under the age of 18 years.", False),
    ],
)  # fmt: skip
def test_a_figure_is_no_average_unless_it_is_called_one(
    question: str, sentence: str, is_missed: bool, hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(sentence), hashing_encoder, sentence)

    assert ("average" in {each.kind for each in doubts}) is is_missed


@pytest.mark.parametrize(
    ("question", "shown", "doubted"),
    [
        ("How many crates of Oakton pears went bad?", "The pears", True),
        (
            "How many crates of Oakton pears went bad?",
            "Oakton pears",
            False,
        ),  # speaks of most of it
        ("How many bad pears?", "The pears", False),  # of which too little is asked to tell
        ("When did crates of Oakton pears go bad?", "The pears", False),  # a date goes before
        ("How do crates of Oakton pears go bad?", "The pears", False),  # in many sentences together
        ("Which Oakton pears in crates went bad?", "The pears", False),  # several may be
    ],
)
def test_one_thing_is_doubted_where_another_sentence_speaks_of_much_more_that_is_asked(
    question: str, shown: str, doubted: bool, hashing_encoder: Encoder
) -> None:
    text = (
        "# Valley\n\nThe pears were 7 tonnes.\n\nOakton pears in 9 crates went bad.\n\nNo more.\n"
    )
    document = parse_bytes(text.encode(), "valley.md")
    doubts = found(question, document, hashing_encoder, shown)

    assert ("beside" in [doubt.kind for doubt in doubts]) is doubted


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("What share of the apples goes by air?", "goes by air"),
        ("How many of the apples were grown by women?", "grown by women"),
        ("How many of the apples were grown by women who live beyond the hills?", "grown"),
    ],
)
def test_what_has_no_figure_is_named_with_what_follows(
    question: str, deed: str, hashing_encoder: Encoder
) -> None:
    told = of_one_sentence("Of the apples, 39% were shown.\n\nWomen have grown. It goes by air.")

    doubts = found(question, told, hashing_encoder, "Of the apples")

    told_so = [doubt.why for doubt in doubts if doubt.kind == "deed"]
    assert told_so == [f"What comes nearest gives no figure for '{deed}'."]
