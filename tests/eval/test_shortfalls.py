"""Where a wrong answer went wrong, and how a report tells it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from eval.html import as_html
from eval.measures import Row, score
from eval.relevance import Judge
from eval.report import as_text, load, save, summary
from eval.shortfalls import shortfall, shortfalls, wanted

FOUND = {"accuracy": 0.0, "passage-inclusion@5": 1.0}
MISSED = {"accuracy": 0.0, "passage-inclusion@5": 0.0}


@pytest.mark.parametrize(
    ("values", "fields", "where"),
    [
        ({"accuracy": 1.0}, {}, ""),
        (FOUND, {}, "found, not shown"),
        (FOUND, {"abstained": True}, "found, kept silent"),
        (MISSED, {}, "not found"),
        (MISSED, {"abstained": True}, "not found"),
        ({"accuracy": 0.0, "Success@5": 1.0}, {}, "found, not shown"),
        ({"accuracy": 0.0, "Success@5": 0.0}, {}, "not found"),
        ({"accuracy": 0.0}, {"answerable": False}, "answered, though unanswerable"),
        (MISSED, {"error": "no such document"}, "failed"),
    ],
)
def test_the_first_step_that_did_not_do_its_part_is_named(
    hand: SimpleNamespace, values: dict[str, float], fields: dict[str, object], where: str
) -> None:
    assert shortfall(replace(hand.row("a", **values), **fields)) == where


def wrong_rows(hand: SimpleNamespace) -> list[Row]:
    missed = replace(hand.row("a", **MISSED), answers=("12 trains", "a dozen"))
    return [missed, replace(hand.row("b", **FOUND), must_include=("Zhengzhou",))]


def test_a_report_counts_them_and_tells_what_each_answer_had_to_hold(hand: SimpleNamespace) -> None:
    report = hand.report(wrong_rows(hand))
    text = as_text(report)
    assert "  not found                         1  the top five passages do not hold" in text
    assert "not found; it had to hold “12 trains” or “a dozen”" in text
    assert "found, not shown; it had to hold “Zhengzhou”" in text
    assert summary(report)["shortfalls"] == {"not found": ["a"], "found, not shown": ["b"]}
    page = as_html(report)
    assert "<td class=text>“12 trains” or “a dozen”</td>" in page
    assert "<tr><td>found, not shown</td><td class=figure>1</td>" in page


def test_what_an_answer_had_to_hold_is_kept_with_its_row(
    hand: SimpleNamespace, judge: Judge, tmp_path: Path
) -> None:
    question = hand.question("q", answers=("12",), must_include=("trains", "daily"))
    rows = score([hand.outcome(question, hand.answer("Trains leave it daily."))], judge)
    save(hand.report(rows), tmp_path / "report.json")
    [row] = load(tmp_path / "report.json").rows
    assert wanted(row) == "“12”, with “trains” and “daily”"


def test_a_report_of_an_earlier_version_can_still_be_read(
    hand: SimpleNamespace, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    save(hand.report(wrong_rows(hand)), path)
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["setup"], data["shortfalls"]
    for row in data["rows"]:
        del row["answers"], row["must_include"]
    path.write_text(json.dumps(data), encoding="utf-8")
    report = load(path)
    assert list(shortfalls(report.rows)) == ["not found", "found, not shown"]
    assert "setup:" not in as_text(report)
