"""A place is a name, with its capital or without."""

from __future__ import annotations

import pytest

from app.language.places import with_capitals
from app.question.questions import analyse


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("ferries from oslo to new york", "ferries from Oslo to New York"),
        ("is rio de janeiro's harbour larger?", "is Rio de Janeiro's harbour larger?"),
        ("how is turkey meat kept at nice farms", "how is turkey meat kept at nice farms"),
        ("does www.berlin.example say so?", "does www.berlin.example say so?"),
        ("Which chinaware is sold in China?", "Which chinaware is sold in China?"),
    ],
)  # fmt: skip
def test_a_place_gets_its_capital_and_a_common_word_none(typed: str, spelled: str) -> None:
    assert with_capitals(typed) == spelled


def test_a_place_typed_small_is_a_name_that_an_answer_must_be_about() -> None:
    assert analyse("does it compete with shanghai?").names == ("Shanghai",)
    assert analyse("does it compete with Shanghai?").names == ("Shanghai",)
