from __future__ import annotations

import json
from math import log2
from pathlib import Path

import pytest

from eval.progress import progress
from eval.search.beir import Collection, Item, write_collection
from eval.search.retrieval import (
    as_text,
    built_collection,
    figures,
    query_values,
    search_all,
    summary,
)
from index.encoder import Encoder
from index.library import open_library
from ingest.errors import UsageError

QRELS = {"q1": {"d1": 1}, "q2": {"d2": 1, "d3": 1}, "q3": {"d4": 1}}


def test_a_query_without_results_counts_zero() -> None:
    found = figures(query_values(QRELS, {"q1": {"d1": 1.0}}))
    assert found["nDCG@10"].mean == pytest.approx(1 / 3)
    assert found["RR@10"].n == 3


def test_an_empty_run_is_zero_everywhere() -> None:
    assert {estimate.mean for estimate in figures(query_values(QRELS, {})).values()} == {0.0}


def test_figures_are_those_worked_out_by_hand() -> None:
    run = {"q1": {"d9": 2.0, "d1": 1.0}, "q2": {"d2": 3.0, "d9": 2.0, "d3": 1.0}, "q3": {}}
    found = figures(query_values(QRELS, run))
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
    assert "small, signals full: 2 items, 1 query" in as_text(report)


def test_a_library_that_holds_other_documents_is_refused_and_left_as_it_is(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    own = tmp_path / "own"
    with open_library(own, encoder=hashing_encoder) as library:
        library.add_bytes(b"# On Moss\n\n## 1 Start\n\nMoss grows on slates.", "moss.md")
        before = library.documents()
    small = Collection("small", (Item("d1", "", "one"),), {"q1": "one?"}, {"q1": {"d1": 1}})
    write_collection(small, tmp_path / "small")

    with pytest.raises(UsageError, match="holds documents that are not of 'small', such as"):
        built_collection(small, tmp_path / "small", progress=progress, library=own)
    with open_library(own, encoder=hashing_encoder) as library:
        assert library.documents() == before
