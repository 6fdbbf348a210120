from __future__ import annotations

import numpy as np
import pytest

from eval.bootstrap import (
    area_estimate,
    area_under,
    auroc_estimate,
    mean_estimate,
    paired_p_value,
    quantile_estimate,
    risk_coverage,
)


def test_the_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = mean_estimate([0.0, 1.0] * 10), mean_estimate([0.0, 1.0] * 200)
    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < few.high - few.low
    # The normal approximation for 400 fair coins is 0.5 ± 0.049.
    assert many.low == pytest.approx(0.451, abs=0.006)
    assert many.high == pytest.approx(0.549, abs=0.006)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert mean_estimate([0, 1, 1, 0, 1]) == mean_estimate([0, 1, 1, 0, 1])
    assert auroc_estimate([1, 2], [0, 3]) == auroc_estimate([1, 2], [0, 3])


def test_the_intervals_of_an_auroc_and_an_area_are_those_of_resampling_one_by_one() -> None:
    chance = np.random.default_rng(7)
    sure, right = chance.random(60).round(1), chance.integers(0, 2, 60)
    positive, negative = sure[:40], sure[40:]
    wins, areas = [], []
    for _ in range(3000):
        above, below = chance.choice(positive, 40), chance.choice(negative, 20)[:, None]
        wins.append(((above > below) + 0.5 * (above == below)).mean())
        at = chance.integers(0, 60, 60)
        areas.append(area_under(risk_coverage(sure[at], right[at])))

    for figure, drawn in (
        (auroc_estimate(positive, negative), wins),
        (area_estimate(sure, right), areas),
    ):
        expected = pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.02)
        assert (figure.low, figure.high) == expected


def test_one_question_has_no_spread() -> None:
    one = mean_estimate([1.0])
    assert (one.mean, one.low, one.high, one.n) == (1, 1, 1, 1)
    assert quantile_estimate([2.0], 0.95).high == 2


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([1, 1], [0, 0], 1),
        ([0], [1], 0),
        ([1], [1], 0.5),
        ([3, 1], [2], 0.5),
        ([3, 1], [0, 2], 0.75),
    ],
)
def test_auroc_counts_pairs(positive: list[float], negative: list[float], expected: float) -> None:
    assert auroc_estimate(positive, negative).mean == expected


def test_risk_coverage_takes_equal_confidences_together() -> None:
    curve = risk_coverage([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0])
    assert curve == [(0.9, 0.25, 0.0), (0.5, 0.75, pytest.approx(1 / 3)), (0.1, 1.0, 0.5)]
    assert area_under(curve) == pytest.approx(0.5 / 3 + 0.25 * 0.5)


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [
        ([1, 0, 1], [1, 0, 1], 1.0),  # nothing differs
        ([0], [1], 1.0),  # one flip decides nothing
        ([0] * 5, [1] * 5, 2 / 32),  # only all-plus and all-minus are as far out
        ([0] * 6 + [1], [1] * 6 + [1], 2 / 64),
        ([0, 0, 1], [1, 1, 0], 1.0),  # sums of ±1 ±1 ±1 are never under 1
    ],
)
def test_the_paired_test_is_exact_where_few_differ(
    first: list[float], second: list[float], p: float
) -> None:
    assert paired_p_value(first, second) == pytest.approx(p)


def test_the_paired_test_samples_where_many_differ() -> None:
    assert paired_p_value([0] * 30, [1] * 30) < 0.001
    assert paired_p_value([0, 1] * 20, [1, 0] * 20) == pytest.approx(1.0, abs=0.01)
