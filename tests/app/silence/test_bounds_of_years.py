"""What came before or after a year is not told by what was in it."""

from __future__ import annotations

import pytest

from app.silence.doubts import GRAVE
from index.encoder import Encoder
from tests.app.silence.telling import found, of_one_sentence


@pytest.mark.parametrize(
    ("question", "sentence", "grades"),
    [
        ("What became of the road after 2019?", "The road was closed in 2019.", [GRAVE]),
        ("What became of the road after 2019?", "The road of 2019 was closed in 2021.", []),
        ("What became of the road after 2019?", "The road was closed from 2019 on.", []),
        ("What became of the road after 2019?", "Repairs of the road began in 2019.", []),
        ("What became of the road since 2019?", "The road was closed in 2019.", []),
        ("What was the road before 2019?", "The road was closed in 2019.", [GRAVE]),
        ("What was the road before 2019?", "The road was open until 2019.", []),
        ("What was the road before 2019?", "The road was open from 2008 to 2012.", []),
    ],
)
def test_what_came_after_a_year_is_told_by_later_years_or_by_what_began_in_it(
    question: str, sentence: str, grades: list[float], hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(sentence), hashing_encoder, sentence)

    assert [doubt.factor for doubt in doubts if doubt.kind == "year"] == grades
