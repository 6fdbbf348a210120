"""A report tells what answered, and a comparison where that was not the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from eval.compare import as_json, as_text
from eval.html import as_html
from eval.report import as_text as report_text
from eval.report import load, save
from eval.setup import Setup

PLAIN = Setup("extractive", encoder="mini-1", reader="yes", threshold="calibrated")


def test_a_report_tells_what_answered_and_keeps_it(hand: SimpleNamespace, tmp_path: Path) -> None:
    report = replace(hand.report([hand.row("a", accuracy=1.0)]), setup=PLAIN)
    said = "etup: answerer extractive, encoder mini-1, reader yes, threshold calibrated"
    assert said in report_text(report)
    assert said in as_html(report)
    save(report, tmp_path / "report.json")
    assert load(tmp_path / "report.json").setup == PLAIN


def test_two_runs_that_were_not_set_up_alike_are_noted_as_such(hand: SimpleNamespace) -> None:
    before = replace(hand.report([hand.row("a", accuracy=1.0)]), setup=PLAIN)
    after = replace(before, setup=replace(PLAIN, reader="no"))
    assert "note: A and B had not the same reader (yes, no)" in as_text(before, after)
    assert as_json(before, after)["setup"]["b"]["reader"] == "no"  # type: ignore[index, call-overload]
    assert "note" not in as_text(before, before)


def test_what_an_earlier_version_did_not_tell_is_no_difference(hand: SimpleNamespace) -> None:
    before = hand.report([hand.row("a", accuracy=1.0)])
    assert "note" not in as_text(before, replace(before, setup=PLAIN))
