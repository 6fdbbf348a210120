"""Which of the ranked sentences are shown where it is asked what a thing is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.extract import choose
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.app.choosing import PAPER, asking, ranked


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER.encode(), "pears.md")


def test_what_a_thing_is_is_shown_and_not_what_else_is_said_of_it(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("What is ice?", hashing_encoder)
    told = [
        (replace(each, features={**each.features, "lexical": 0.0}), score)
        for each, score in ranked(document, {"Pears keep": 6.0, "Ice": 3.0, "Prices": 2.8})
    ]
    defining = [
        (replace(each, features={**each.features, "defines": float(each.text[:3] == "Ice")}), score)
        for each, score in told
    ]

    assert [item.text.split()[0] for item in choose(query, told)] == ["Pears", "Ice"]
    assert [item.text.split()[0] for item in choose(query, defining)] == ["Ice"]


def test_beside_what_is_on_the_thing_to_be_defined_only_what_names_it_is_shown(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("What is ice?", hashing_encoder)
    told = ranked(document, {"Ice": 5.0, "Pears keep": 4.8, "Prices": 4.7, "Crates": 4.6})

    assert [item.text.split()[0] for item in choose(query, told)] == ["Crates", "Ice"]


def test_a_thing_to_be_defined_may_go_by_its_initials(hashing_encoder: Encoder) -> None:
    query = asking("What is a cold room?", hashing_encoder)
    rooms = parse_bytes(
        b"# Rooms\n\nA cold room keeps pears. CRs cost little. Ice is dear.", "a.md"
    )
    told = [
        (replace(each, features={**each.features, "lexical": 0.0}), score)
        for each, score in ranked(rooms, {"A cold": 5.0, "CRs": 4.8, "Ice": 4.7})
    ]

    assert [item.text.split()[0] for item in choose(query, told)] == ["A", "CRs"]


def test_what_another_thing_of_the_sort_is_says_nothing_of_the_one_to_be_defined(
    hashing_encoder: Encoder,
) -> None:
    query = asking("What is a spring pear?", hashing_encoder)
    other = parse_bytes(b"# Pears\n\nA winter pear is sour. Growers keep pears.", "other.md")

    told = ranked(other, {"A winter": 5.0, "Growers": 4.8})
    assert [item.text.split()[0] for item in choose(query, told)] == ["Growers"]


def test_the_thing_that_a_paper_speaks_of_all_along_is_no_other_one(
    hashing_encoder: Encoder,
) -> None:
    query = asking("What is a spring pear?", hashing_encoder)
    same = parse_bytes(b"# Pears\n\nThe sweet pear is an early one. Growers keep pears.", "same.md")

    told = [
        (replace(each, features={**each.features, "lexical": 0.0}), score)
        for each, score in ranked(same, {"The sweet": 5.0, "Growers": 4.8})
    ]
    assert [item.text.split()[0] for item in choose(query, told)][0] == "The"
