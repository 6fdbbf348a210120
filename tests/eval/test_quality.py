"""What is promised of the table of figures: right means, the best rival, and what was missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.bootstrap import Estimate
from eval.quality import right_share
from eval.quality_figures import Figure, as_json, as_text, missed
from eval.search.quality import Rival, best_rival, load_rivals, mean_of, over_rivals
from eval.verdicts import Line
from ingest.errors import UsageError


def test_a_mean_of_figures_has_an_interval_as_of_independent_ones() -> None:
    mean = mean_of([Estimate(0.6, 0.5, 0.7, 10), Estimate(0.8, 0.7, 0.9, 20)])
    assert mean.mean == pytest.approx(0.7)
    assert mean.low == pytest.approx(0.7 - 0.02**0.5 / 2)
    assert mean.n == 30


def test_the_best_rival_is_the_one_with_the_best_mean_of_all_collections() -> None:
    rivals = [
        Rival("one", "a", 0.9),
        Rival("two", "a", 0.6),
        Rival("two", "b", 0.5),
        Rival("three", "a", 0.7),
        Rival("three", "b", 0.6),
    ]
    best = best_rival(rivals, {"a", "b"})
    assert best is not None
    assert (best.stack, best.value) == ("three", pytest.approx(0.65))
    assert best_rival(rivals, {"a", "b", "c"}) is None


def test_a_mean_is_shown_beside_the_best_rivals() -> None:
    found = {"full": {"a": Estimate(0.7, 0.6, 0.8, 5)}}
    figures = list(over_rivals(found, [Rival("one", "a", 0.5)], tell=pytest.fail))
    assert [figure.value.mean for figure in figures] == pytest.approx([0.7, 1.4])
    assert figures[1].must == 1.08


def test_rivals_without_figures_are_left_out_with_a_line_saying_so() -> None:
    told: list[str] = []
    figures = list(over_rivals({"full": {"a": Estimate(0.7, 0.6, 0.8, 5)}}, [], tell=told.append))
    assert len(figures) == 1
    assert "no rival's figures" in told[0]


def test_rivals_figures_are_read_from_what_their_runs_printed(tmp_path: Path) -> None:
    path = tmp_path / "rivals.json"
    assert load_rivals(path) == []
    path.write_text(json.dumps([{"stack": "s", "collection": "c", "nDCG@10": 0.5, "docs": 3}]))
    assert load_rivals(path) == [Rival("s", "c", 0.5)]
    path.write_text('[{"stack": "s"}]')
    with pytest.raises(UsageError, match=r"rivals\.json"):
        load_rivals(path)


def test_the_shipped_rivals_figures_can_be_read() -> None:
    from eval.search.quality import RIVALS

    assert all(0 < rival.value < 1 for rival in load_rivals(RIVALS))


def test_what_is_missed_is_marked() -> None:
    value = Estimate(0.5, 0.4, 0.6, 9)
    figures = [
        Figure("part", "over", value, 0.4),
        Figure("part", "not over", value, 0.6),
        Figure("other", "too slow", value, 0.4, under=True),
        Figure("other", "free", value),
    ]
    assert [figure.reached for figure in figures] == [True, False, False, True]
    lines = as_text(figures).splitlines()
    assert [line.split()[0] for line in lines if "missed" in line] == ["not", "too"]
    assert [row["reached"] for row in as_json(figures)] == [True, False, False, True]  # type: ignore[index, call-overload]


def test_a_gate_names_what_is_missed_and_by_how_much() -> None:
    value = Estimate(0.5, 0.4, 0.6, 9)
    figures = [
        Figure("part", "reached", value, 0.4),
        Figure("part", "not over", value, 0.6),
        Figure("other", "too slow", value, 0.4, under=True),
        Figure("other", "free", value),
    ]
    assert missed(figures) == [
        "part: not over is 0.5000, under 0.6",
        "other: too slow is 0.5000, over 0.4",
    ]


def test_shares_of_right_verdicts_count_pairs() -> None:
    lines = [Line("as it stands", 10, 9, 1, 0), Line("shortened", 10, 10, 0, 0)]
    assert right_share(lines).mean == pytest.approx(0.95)
    assert right_share([Line("number", 10, 2, 4, 4)]).mean == pytest.approx(0.8)


def test_an_unknown_part_or_folder_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = ["--library", str(tmp_path)]
    assert main(["quality", str(tmp_path), "--part", "all", *library]) == 2
    assert main(["quality", str(tmp_path / "nowhere"), *library]) == 2
    assert "'all': one of search" in capsys.readouterr().err


def test_what_must_be_reached_and_is_not_measured_is_missed() -> None:
    figure = Figure("own", "silence", None, 0.9)
    assert not figure.reached
    assert missed([figure]) == ["own: silence was not measured by these questions"]
    assert as_text([figure]).splitlines()[-1].split() == [
        *("silence", "–", "not", "measured", "≥", "0.9", "missed")
    ]
    [row] = as_json([figure])
    assert (row["mean"], row["n"], row["reached"]) == (None, 0, False)  # type: ignore[index, call-overload]


def test_what_just_reaches_its_figure_is_shown_as_at_least_it() -> None:
    value = Estimate(1.0, 1.0, 1.0, 9)
    text = as_text([Figure("own", "quotes", value, 1.0), Figure("own", "time", value, 2.0, True)])
    assert [line.split()[-2:] for line in text.splitlines()[1:]] == [["≥", "1"], ["≤", "2"]]


def test_what_a_test_bed_lacks_is_told_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("retrieval/scifact", "papers/covidqa", "papers/qasper"):
        (tmp_path / name).mkdir(parents=True)
    assert main(["quality", str(tmp_path), "--part", "search"]) == 2
    said = capsys.readouterr()
    assert "has no papers/covidqa.jsonl" in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
