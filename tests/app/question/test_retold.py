"""A year that the documents tell of by a range, or as the year before, is asked for so."""

from __future__ import annotations

import pytest

from app.question.questions import analyse
from app.question.retold import in_years_told

RIVER = "In 2019 the ferries carried 48,000 cars, 12 % more than in the year before."


@pytest.mark.parametrize(
    ("question", "retold"),
    [
        ("How many more cars was that than in 2018?",
         "How many more cars was that than the year before in 2019?"),
        ("Did ferries carry more in 2019 than in 2018?",
         "Did ferries carry more in 2019 than the year before?"),
        ("By how much did it grow compared with 2018?",
         "By how much did it grow compared with the year before in 2019?"),
        ("How much did it grow from 2018 to 2019?", "How much did it grow in 2019?"),
        ("How many more cars was that than in 2010?", ""),
        ("How many cars were carried in 2018?", ""),
        ("How many cars were carried in 2019?", ""),
    ],
)  # fmt: skip
def test_the_year_before_is_asked_for_by_that_name(question: str, retold: str) -> None:
    assert in_years_told(analyse(question), [RIVER]) == retold


def test_a_year_that_the_passage_names_itself_is_asked_for_as_it_is() -> None:
    told = "In 2018 the ferries carried 40,000 cars, in 2019 12 % more than in the year before."
    assert in_years_told(analyse("How many more than in 2018 were there?"), [told]) == ""
