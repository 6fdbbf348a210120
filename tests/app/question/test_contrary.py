"""A plain yes-or-no question can be put with the contrary word that the documents say."""

from __future__ import annotations

import pytest

from app.question.contrary import contrary_of
from app.question.questions import analyse


@pytest.mark.parametrize(
    ("question", "told", "put"),
    [
        ("Are logistics costs low?", "Three factors keep costs high.", "Are logistics costs high?"),
        ("Is the system strong?", "It has two weak links.", "Is the system weak?"),
        (
            "Are channels adequate in Henan?",
            "Its channels are inadequate.",
            "Are channels inadequate in Henan?",
        ),
        ("Did the value fall in 2019?", "It rose by 3%.", "Did the value increase in 2019?"),
        ("Has trade declined?", "Trade grew.", "Has trade increased?"),
    ],
)
def test_the_contrary_that_is_told_is_put(question: str, told: str, put: str) -> None:
    found = contrary_of(analyse(question), told)

    assert found is not None
    assert found.question == put
    assert found.is_said_in(told)
    assert not found.is_said_in("It is not so: costs are not high, the links are never weak.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why are logistics costs low?", "Costs are high."),
        ("Are costs low or high?", "Costs are high."),
        ("Are costs lower than in 2018?", "Costs are higher."),
        ("Aren't costs low?", "Costs are high."),
        ("Did urban incomes rise?", "Rural incomes rose."),
        ("Did they count the imports?", "They counted exports."),
        ("Are costs low?", "Costs are what matters."),
        ("Can costs be low?", "Costs are high."),
    ],
)
def test_no_other_question_is(question: str, told: str) -> None:
    assert contrary_of(analyse(question), told) is None


@pytest.mark.parametrize(
    ("question", "sentence", "settled"),
    [
        ("Are costs low?", "Costs are low in May.", True),
        ("Are costs low?", "Three factors keep costs high.", True),
        ("Are costs low?", "Lower costs relieve firms of a burden.", False),
        ("Did costs fall?", "Costs fell in May.", True),
        ("Did costs fall?", "Costs matter.", False),
    ],
)
def test_a_question_is_settled_by_the_word_asked_for_or_by_its_contrary(
    question: str, sentence: str, settled: bool
) -> None:
    put = contrary_of(analyse(question), "Costs are high and rose.")

    assert put is not None
    assert put.is_settled_by(sentence) is settled
