"""A total is not told by a sentence on its parts."""

from __future__ import annotations

import pytest

from app.question.totals import asks_total, tells_part


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("What was the total harvest in 2019?", True),
        ("How much was sold altogether?", True),
        ("What was traded in all?", True),
        ("How large were the combined exports?", True),
        ("How large were the exports?", False),
        ("Did it fall in all the valleys?", False),
    ],
)
def test_a_total_is_asked_for_in_so_many_words(question: str, total: bool) -> None:
    assert asks_total(question) == total


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Among them, the exports were 12 tonnes.", True),
        ("Of this, 12 tonnes were sold abroad.", True),
        ("Specifically, pears made up 3 tonnes.", True),
        ("Among them, the total was 12 tonnes.", False),
        ("Of these growers, 12 left.", False),
        ("The harvest was 48 tonnes, among them 12 of pears.", False),
    ],
)
def test_a_part_is_told_by_what_goes_on_from_the_whole(sentence: str, part: bool) -> None:
    assert tells_part(sentence) == part
