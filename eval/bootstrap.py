"""How sure is a figure? Bootstrap intervals, and a paired test of two runs. All seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
SAMPLES = 2_000  # of the bootstrap
FLIPS = 10_000  # of the signs, in the paired test
_SEED = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `n` questions and its 95 % interval, percentiles of the bootstrap."""

    mean: float
    low: float
    high: float
    n: int


def mean_estimate(values: Sequence[float]) -> Estimate:
    """Return the mean of one value a question. `values` must not be empty."""
    array = np.asarray(values, dtype=np.float64)
    return _estimate(float(array.mean()), _drawn(len(array)) @ array / len(array), len(array))


def quantile_estimate(values: Sequence[float], quantile: float) -> Estimate:
    """Return a quantile of the values. `values` must not be empty."""
    array = np.asarray(values, dtype=np.float64)
    rows = np.random.default_rng(_SEED).integers(0, len(array), size=(SAMPLES, len(array)))
    figures = np.quantile(array[rows], quantile, axis=1)
    return _estimate(float(np.quantile(array, quantile)), figures, len(array))


def auroc_estimate(positive: Sequence[float], negative: Sequence[float]) -> Estimate:
    """Return the chance that a positive's score is above a negative's; ties count half.

    Both must not be empty. The two groups are resampled apart.
    """
    above, below = np.asarray(positive), np.asarray(negative)
    wins = (above[:, None] > below[None, :]) + 0.5 * (above[:, None] == below[None, :])
    rows, columns = _drawn(len(above)), _drawn(len(below), seed=_SEED + 1)
    figures = ((rows @ wins) * columns).sum(axis=1) / wins.size
    return _estimate(float(wins.mean()), figures, len(above) + len(below))


def risk_coverage(
    confidences: Sequence[float], right: Sequence[float]
) -> list[tuple[float, float, float]]:
    """Return (threshold, coverage, risk) for each confidence that occurs, highest first.

    With that threshold the questions at or above it are answered: `coverage` is their share,
    `risk` the share of them that are wrong.
    """
    order = np.argsort(-np.asarray(confidences, dtype=np.float64), kind="stable")
    scores = np.asarray(confidences, dtype=np.float64)[order]
    wrong = np.cumsum(1 - np.asarray(right, dtype=np.float64)[order])
    last = [at for at in range(len(scores)) if at + 1 == len(scores) or scores[at + 1] < scores[at]]
    return [(float(scores[at]), (at + 1) / len(scores), float(wrong[at]) / (at + 1)) for at in last]


def area_under(curve: Sequence[tuple[float, float, float]]) -> float:
    """Return the mean risk over all coverages of a risk-coverage curve (lower is better)."""
    area, before = 0.0, 0.0
    for _, coverage, risk in curve:
        area += (coverage - before) * risk
        before = coverage
    return area


def area_estimate(confidences: Sequence[float], right: Sequence[float]) -> Estimate:
    """Return the area under the risk-coverage curve. The arguments must not be empty."""
    scores, wrong = np.asarray(confidences, dtype=np.float64), 1 - np.asarray(right)
    _, places = np.unique(-scores, return_inverse=True)  # equal confidences share a place
    order = np.argsort(places, kind="stable")
    ends = np.cumsum(np.bincount(places)) - 1
    drawn = _drawn(len(scores))[:, order]
    covered = np.cumsum(drawn, axis=1)[:, ends]
    risks = np.cumsum(drawn * wrong[order], axis=1)[:, ends] / np.maximum(covered, 1)
    figures = (np.diff(covered, axis=1, prepend=0) * risks).sum(axis=1) / len(scores)
    return _estimate(area_under(risk_coverage(confidences, right)), figures, len(scores))


def paired_p_value(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the two-sided p-value of Fisher's paired randomisation test on the mean difference.

    Exact where at most 13 questions differ, else from `FLIPS` random sign flips.
    """
    differences = np.asarray(second, dtype=np.float64) - np.asarray(first, dtype=np.float64)
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    seen = abs(differences.sum()) - 1e-9  # a flip that ties must not be lost to rounding
    if len(differences) <= 13:
        bits = np.arange(2 ** len(differences))[:, None] >> np.arange(len(differences)) & 1
        return float(np.mean(np.abs((1 - 2 * bits) @ differences) >= seen))
    signs = np.random.default_rng(_SEED).choice((-1.0, 1.0), size=(FLIPS, len(differences)))
    return float((np.sum(np.abs(signs @ differences) >= seen) + 1) / (FLIPS + 1))


def _drawn(n: int, *, seed: int = _SEED) -> Values:
    """Return how often each of `n` questions is drawn in each resample: (SAMPLES, n)."""
    counts = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=SAMPLES)
    return counts.astype(np.float64)


def _estimate(figure: float, resampled: Values, n: int) -> Estimate:
    low, high = np.quantile(resampled, (0.025, 0.975))
    return Estimate(figure, float(low), float(high), n)
