from __future__ import annotations

import pytest

from eval.bootstrap import Estimate
from eval.gates import missed, parse_limits
from ingest.errors import UsageError

KNOWN = {"answer-rate": False, "latency-p95": True, "risk-coverage-area": True}
TIMES = ("latency-p95",)


def test_limits_are_read() -> None:
    limits = parse_limits(["answer-rate=0.9", "latency-p95=.4"], flag="-f", measures=KNOWN)
    assert limits == {"answer-rate": 0.9, "latency-p95": 0.4}


@pytest.mark.parametrize("setting", ["answer-rate", "answer-rate=", "answer-rate=high", "=nan"])
def test_a_limit_without_a_number_is_wrong_usage(setting: str) -> None:
    with pytest.raises(UsageError, match="MEASURE=VALUE"):
        parse_limits([setting], flag="--fail-under", measures=KNOWN)


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ("answer-rate=90", "a share, from 0 to 1"),
        ("answer-rate=-0.1", "a share"),
        ("latency-p95=-1", "a number from 0 up"),
        ("risk-coverage-area=90", "a share, from 0 to 1"),
    ],
)
def test_a_limit_that_nothing_can_reach_or_miss_is_wrong_usage(setting: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        parse_limits([setting], flag="--fail-under", measures=KNOWN, unbounded=TIMES)
    limits = parse_limits(
        ["answer-rate=1", "latency-p95=60"], flag="-f", measures=KNOWN, unbounded=TIMES
    )
    assert limits == {"answer-rate": 1, "latency-p95": 60}


def test_of_two_limits_for_a_measure_none_is_dropped_unsaid() -> None:
    settings = ["answer-rate=0.9", "answer-rate=0.1"]
    with pytest.raises(UsageError, match="answer-rate has a limit already"):
        parse_limits(settings, flag="--fail-under", measures=KNOWN)


def test_all_unknown_measures_are_named_at_once() -> None:
    with pytest.raises(UsageError, match="'recall', 'mrr'; there are answer-rate, latency-p95, "):
        parse_limits(["recall=1", "mrr=1"], flag="--fail-under", measures=KNOWN)


@pytest.mark.parametrize(
    ("name", "limit", "held"),
    [
        ("answer-rate", 0.9, True),
        ("answer-rate", 0.91, False),
        ("latency-p95", 0.5, True),
        ("latency-p95", 0.4, False),
    ],
)
def test_a_limit_is_a_floor_or_where_lower_is_better_a_ceiling(
    name: str, limit: float, held: bool
) -> None:
    figures = {"answer-rate": Estimate(0.9, 0, 1, 9), "latency-p95": Estimate(0.45, 0, 1, 9)}
    assert (missed(figures, {name: limit}, KNOWN) == []) is held


def test_what_was_not_measured_misses_its_limit() -> None:
    assert missed({}, {"answer-rate": 0}, KNOWN) == [
        "answer-rate was not measured by these questions"
    ]
