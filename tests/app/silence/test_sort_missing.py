"""A sort of thing that is asked for and that nothing near the answer speaks of."""

# ruff: noqa: E501 - a table of questions

from __future__ import annotations

import pytest

from app.chatbot import Chatbot
from app.question.questions import analyse
from app.silence.doubts import PLAIN, SLIGHT
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.app.silence.telling import found

TEXT = """# Trade in the Valley

## 1 Harvest

In 2019 the harvest of the valley fell by 6.5% to 48.2 thousand tonnes, worth 9.3 million euros.

## 2 Growers

The valley lists 310 growers. In 2021 the Orchard Union joined them.

## 3 Trees

The mean age of the trees is 14 years. The first terrace was opened in spring by the council.

Nothing else is known.
"""

SORTS = """# Care of the Trees

## 1 Spraying

Mildew of the trees was treated in spring with something that the council had bought.

## 2 Tools

A fungicide needs a pump.

## 3 Washing

Scab of the trees was treated with soda, vinegar, and soap.

No more is said.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(TEXT.encode(), "valley.md")


def test_a_sort_of_thing_that_nothing_near_speaks_of_speaks_against_an_answer(
    chatbot: Chatbot,
) -> None:
    def unsorted(question: str) -> float:
        return chatbot._finder.find(analyse(question)).estimate.features["unsorted"]

    assert unsorted("Which antibiotic was given to the trees of the harvest?")
    assert unsorted("What fertilizer did the growers use for the harvest?")
    assert not unsorted("Which harvest was the largest?")
    assert not unsorted("Which way of the growers was the best?")  # common words say little
    assert not unsorted("Which corners of the valley are the best?")
    assert not unsorted("What proportion of the harvest was sold?")  # 30 % is one
    assert not unsorted("In which decade did the growers come?")
    assert not unsorted("Which paragraph is on the harvest?")
    assert not unsorted("How large was the harvest?")


@pytest.mark.parametrize(
    ("question", "factor"),
    [
        ("Which antibiotic was the mildew treated with?", PLAIN),  # of which it says nothing at all
        ("Which fungicide was the mildew treated with?", SLIGHT),  # of which it does elsewhere
        ("Which trees were treated?", None),
        ("Which method was the mildew treated with?", None),  # told without a word for methods
        ("Which steps were taken against the mildew?", None),
    ],
)
def test_a_sort_of_thing_that_nothing_around_speaks_of_is_missing(
    question: str, factor: float | None, hashing_encoder: Encoder
) -> None:
    document = parse_bytes(SORTS.encode(), "trees.md")
    doubts = found(question, document, hashing_encoder, "Mildew")

    [told] = [each.factor for each in doubts if each.kind == "sort"] or [None]
    assert told == factor


@pytest.mark.parametrize(("near", "missing"), [(0.6, True), (0.8, False)])
def test_a_sort_of_thing_is_spoken_of_by_what_means_nearly_the_same(
    near: float, missing: bool, hashing_encoder: Encoder
) -> None:
    document = parse_bytes(SORTS.encode(), "trees.md")
    asked = "Which antibiotic was the mildew treated with?"
    doubts = found(asked, document, hashing_encoder, "Mildew", near=near)

    assert ("sort" in {each.kind for each in doubts}) == missing


def test_several_things_counted_up_are_told_by_their_names(hashing_encoder: Encoder) -> None:
    document = parse_bytes(SORTS.encode(), "trees.md")

    assert found("Which fluids was the scab treated with?", document, hashing_encoder, "Scab") == []
    [doubt] = found("Which fluid was the scab treated with?", document, hashing_encoder, "Scab")
    assert doubt.kind == "sort"
