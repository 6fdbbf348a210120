from __future__ import annotations

import json
from math import log2

import pytest

from eval.beir import Collection, Item
from eval.retrieval import as_text, figures, search_all, summary

QRELS = {"q1": {"d1": 1}, "q2": {"d2": 1, "d3": 1}, "q3": {"d4": 1}}


def test_a_query_without_results_counts_zero() -> None:
    found = figures(QRELS, {"q1": {"d1": 1.0}})
    assert found["nDCG@10"].mean == pytest.approx(1 / 3)
    assert found["RR@10"].n == 3


def test_an_empty_run_is_zero_everywhere() -> None:
    assert {estimate.mean for estimate in figures(QRELS, {}).values()} == {0.0}


def test_figures_are_those_worked_out_by_hand() -> None:
    run = {"q1": {"d9": 2.0, "d1": 1.0}, "q2": {"d2": 3.0, "d9": 2.0, "d3": 1.0}, "q3": {}}
    found = figures(QRELS, run)
    second = (1 + 1 / log2(4)) / (1 + 1 / log2(3))
    assert found["nDCG@10"].mean == pytest.approx((1 / log2(3) + second) / 3)
    assert found["R@10"].mean == pytest.approx(2 / 3)
    assert found["RR@10"].mean == pytest.approx((1 / 2 + 1) / 3)
    assert found["Success@1"].mean == pytest.approx(1 / 3)


def test_a_search_is_reported_with_its_ranks_kept() -> None:
    collection = Collection(
        "small", (Item("d1", "", "one"), Item("d2", "", "two")), {"q1": "one?"}, {"q1": {"d2": 1}}
    )
    told: list[int] = []
    report = search_all(
        collection,
        lambda query: [("d2", 0.5), ("d1", 0.5)],
        signals="full",
        fingerprint="f",
        progress=told.append,
    )
    data = json.loads(json.dumps(summary(report)))
    assert data["measures"]["RR@10"]["mean"] == 1.0  # the tie is not reordered
    assert data["counts"] == {"items": 2, "queries": 1, "judgements": 1}
    assert told == [1]
    assert "small, signals full: 2 items, 1 queries" in as_text(report)
