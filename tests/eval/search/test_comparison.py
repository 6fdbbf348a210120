"""Two searches of one collection, side by side."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.search.beir import Collection, Item, write_collection
from eval.search.comparison import as_json, as_text, load, of_search, save, setbacks
from eval.search.retrieval import RetrievalReport, search_all

Searched = Callable[[int], RetrievalReport]


@pytest.fixture
def searched() -> Searched:
    """Give a function that reports a search that finds the first N of twenty items."""
    numbers = range(20)
    collection = Collection(
        "small",
        tuple(Item(f"d{at}", "", f"text {at}") for at in numbers),
        {f"q{at}": f"Where is {at}?" for at in numbers},
        {f"q{at}": {f"d{at}": 1} for at in numbers},
    )

    def search(found: int) -> RetrievalReport:
        def hits(query: str) -> Sequence[tuple[str, float]]:
            at = int(query.removeprefix("Where is ").rstrip("?"))
            return [(f"d{at}", 1.0)] if at < found else []

        return search_all(
            collection,
            lambda query: list(hits(query)),
            signals="full",
            fingerprint="f" * 16,
            progress=lambda done: None,
        )

    return search


def test_a_saved_search_is_the_one_that_was_made(searched: Searched, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    save(searched(7), path)
    assert load(path) == of_search(searched(7))
    assert json.loads(path.read_text(encoding="utf-8"))["measures"]["Success@1"]["mean"] == 0.35


def test_what_came_out_better_and_worse_is_named(searched: Searched) -> None:
    text = as_text(of_search(searched(20)), of_search(searched(17)))
    assert "small (ffffffffffffffff): 20 queries, signals full (A), full (B)" in text
    assert "nDCG@10                 1.0000  0.8500  -0.1500   0.250" in text
    assert "worse in nDCG@10: 3\n  q17          1.000 to 0.000  Where is 17?" in text
    told = as_json(of_search(searched(17)), of_search(searched(20)))
    assert told["better"] == ["q17", "q18", "q19"]
    assert told["worse"] == []


def test_a_search_that_falls_too_far_is_worse_and_one_query_alone_never_decides(
    searched: Searched,
) -> None:
    best = of_search(searched(20))
    assert setbacks(best, of_search(searched(19)), tolerance=0.02) == []
    assert "RR@10 went from 1.000 to 0.850 (p = 0.250)" in setbacks(
        best, of_search(searched(17)), tolerance=0.02
    )


def test_compare_takes_two_searches_of_one_collection_and_no_run(
    searched: Searched, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path, found in zip(paths, (20, 17), strict=True):
        save(searched(found), path)
    names = [str(path) for path in paths]
    assert main(["compare", *names]) == 0
    assert main(["compare", *names, "--fail-if-worse"]) == 1
    assert main(["compare", *reversed(names), "--fail-if-worse"]) == 0
    assert "gate missed: RR@10" in capsys.readouterr().err
    paths[0].write_text(paths[0].read_text().replace("f" * 16, "0" * 16), encoding="utf-8")
    assert main(["compare", *names]) == 2
    assert "the collections differ (small 0000" in capsys.readouterr().err
    assert main(["compare", names[1], "eval/data/henan.baseline.json"]) == 2
    assert "not a report of `eval retrieval`" in capsys.readouterr().err


def test_reports_are_read_once_as_each_may_be_a_pipe(
    searched: Searched, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(searched(7), tmp_path / "a.json")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    threading.Thread(target=pipe.write_text, args=(text,), daemon=True).start()
    assert main(["compare", str(pipe), str(tmp_path / "a.json")]) == 0
    assert "20 queries" in capsys.readouterr().out


def test_a_baseline_of_another_collection_is_refused_before_anything_is_encoded(
    searched: Searched,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTNOTE_CACHE", str(tmp_path / "cache"))
    report, baseline = searched(20), str(tmp_path / "base.json")
    save(report, Path(baseline))
    write_collection(report.collection, tmp_path / "small")
    assert main(["retrieval", str(tmp_path / "small"), "--baseline", baseline]) == 2
    assert "only searches of the same texts, queries and judgements" in capsys.readouterr().err
    assert not (tmp_path / "cache").exists()
