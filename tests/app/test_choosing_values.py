"""Which of the ranked sentences are shown where one value is asked for: a number, a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.extract import choose
from app.language.values import Value
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.app.choosing import PAPER, asking, ranked


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER.encode(), "pears.md")


def test_of_several_numbers_that_of_the_name_asked_about_comes_first(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("How many names left Oslo?", hashing_encoder)
    three = (Value("number", "3", "name", 0, 5),)
    openings = {"Three": 3.0, "Two names": 2.9}
    told = [
        (
            replace(
                each,
                features={"lexical": 1.0, "name": float(each.text.startswith("Two"))},
                values=three if each.text.startswith(tuple(openings)) else (),
            ),
            score,
        )
        for each, score in ranked(document, openings)
    ]

    assert choose(query, told)[0].text.startswith("Two names")


def test_where_a_number_is_asked_for_the_sentence_that_gives_it_comes_first(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("How many names are common?", hashing_encoder)
    two = (Value("number", "2", "name", 0, 3),)
    told = [
        (
            replace(
                each,
                features={**each.features, "lexical": 1.0},
                values=two if each.text.startswith("Two") else (),
            ),
            score,
        )
        for each, score in ranked(document, {"Growers": 3.0, "Two names": 2.9})
    ]

    assert [item.text.split()[0] for item in choose(query, told)][0] == "Two"


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("When does cold rain fall?", ["Prices", "Growers"]),
        ("Where does cold rain fall?", ["Prices", "Growers"]),
        ("Who forecast cold rain?", ["Prices"]),
        ("How many storms were there?", ["Prices"]),
    ],
)
def test_a_condition_may_tell_when_but_no_other_sentence_tells_how_many(
    document: Document, hashing_encoder: Encoder, question: str, shown: list[str]
) -> None:
    told = ranked(document, {"Prices": 5.2, "Growers": 5.0})

    chosen = choose(asking(question, hashing_encoder), told)

    assert [item.text.split()[0] for item in chosen] == shown


def test_the_number_of_what_is_counted_comes_before_other_numbers(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("How many names are common?", hashing_encoder)
    numbers = {
        "Growers": (Value("number", "30", "crate", 0, 2),),
        "Two": (Value("number", "2", "name", 0, 3),),
    }
    told = [
        (
            replace(
                each,
                features={**each.features, "lexical": 1.0},
                values=numbers.get(each.text.split()[0], ()),
            ),
            score,
        )
        for each, score in ranked(document, {"Growers": 3.0, "Two names": 2.9})
    ]

    assert [item.text.split()[0] for item in choose(query, told)][0] == "Two"


FEATURES = {"read": 0.0, "soft": 0.8, "lexical": 1.0}


@pytest.mark.parametrize(
    ("one", "two", "shown"),
    [
        (Value("number", "423", "grower", 0, 3), Value("number", "423", "", 0, 3), ["Growers"]),
        (Value("number", "5", "crate", 0, 3), Value("number", "5", "crate", 0, 3), ["Growers"]),
        (
            Value("number", "5", "crate", 0, 3),
            Value("number", "5", "name", 0, 3),
            ["Growers", "Two"],
        ),
        (
            Value("number", "423", "grower", 0, 3),
            Value("number", "424", "grower", 0, 3),
            ["Growers", "Two"],
        ),
    ],
)
def test_a_value_that_was_given_is_not_given_again_by_another_sentence(
    document: Document, hashing_encoder: Encoder, one: Value, two: Value, shown: list[str]
) -> None:
    query = asking("How many were there?", hashing_encoder)
    given = {"Growers": (one,), "Two": (two,)}
    told = [
        (replace(each, features=FEATURES, values=given[each.text.split()[0]]), score)
        for each, score in ranked(document, {"Growers": 3.0, "Two names": 2.9})
    ]

    assert [item.text.split()[0] for item in choose(query, told)][:2] == shown
