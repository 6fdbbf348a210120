from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from eval.html import as_html
from eval.report import Report, ReportError, as_text, load, save, summary


def some_report(hand: SimpleNamespace) -> Report:
    rows = [
        hand.row("a", **{"accuracy": 1.0, "nDCG@10": 0.5}),
        replace(
            hand.row("b", accuracy=0.0), kind="list", text="<b>bold</b> & more", abstained=True
        ),
        replace(hand.row("c", accuracy=0.0), error="no such document", document="henan"),
    ]
    return replace(hand.report(rows), lost=("c: henan 7",))


def test_a_report_comes_back_as_it_was_saved(hand: SimpleNamespace, tmp_path: Path) -> None:
    report = some_report(hand)
    save(report, tmp_path / "new" / "report.json")
    assert load(tmp_path / "new" / "report.json") == report


def test_the_summary_has_figures_counts_fingerprint_and_seconds(hand: SimpleNamespace) -> None:
    data = json.loads(json.dumps(summary(some_report(hand))))
    assert data["measures"]["nDCG@10"] == {"mean": 0.5, "low": 0.5, "high": 0.5, "n": 1}
    assert data["counts"]["questions"] == 3
    assert data["counts"]["failed"] == data["counts"]["abstained"] == 1
    assert data["fingerprint"] == "f" * 16
    assert data["seconds"] == 1.0
    assert data["kinds"]["list"]["measures"]["accuracy"]["mean"] == 0
    assert set(data["by_document"]) == {"", "henan"}
    assert "rows" not in data


def test_a_report_that_an_editor_gave_a_byte_order_mark_is_the_same(
    hand: SimpleNamespace, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    save(some_report(hand), path)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load(path) == some_report(hand)


@pytest.mark.parametrize("text", ["", "[" * 100_000, "[]", "{}", '{"format": 99}', '{"format": 1}'])
def test_what_is_no_report_gets_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [("values", {}), ("values", {"accuracy": "good"}), ("values", []), ("confidence", "high")],
)
def test_a_report_that_was_changed_by_hand_gets_one_line(
    hand: SimpleNamespace, tmp_path: Path, field: str, value: object
) -> None:
    path = tmp_path / "report.json"
    save(some_report(hand), path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["rows"][0][field] = value
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ReportError, match="the report is incomplete"):
        load(path)


def test_the_text_names_what_is_not_right_and_what_is_lost(hand: SimpleNamespace) -> None:
    text = as_text(some_report(hand))
    assert "2 not right:" in text
    assert "failed: no such document" in text
    assert "c: henan 7" in text


def test_one_of_a_thing_is_told_in_the_singular(hand: SimpleNamespace) -> None:
    text = as_text(replace(hand.report([hand.row("a", accuracy=1.0)]), lost=("a: henan 7",)))
    assert ": 1 question (" in text
    assert "1 evidence item that no document has:" in text


def test_a_text_that_is_cut_says_so(hand: SimpleNamespace) -> None:
    row = replace(hand.row("a", accuracy=0.0), question="why " * 50, text="word " * 100)
    report = hand.report([row])
    assert "why why…" in as_text(report)
    assert "word word…" in as_text(report)
    assert "word word…</td>" in as_html(report)


def test_of_a_long_text_without_spaces_the_beginning_is_told(hand: SimpleNamespace) -> None:
    chinese = "河南省的跨境电商进出口总额去年增长了很多"
    report = hand.report(
        [replace(hand.row("a", accuracy=0.0), question=chinese * 9, text=chinese * 30)]
    )
    assert as_text(report).count(chinese) > 8
    assert chinese * 19 in as_html(report)


def test_a_bar_tells_its_figure_and_how_many_questions_it_counts(hand: SimpleNamespace) -> None:
    rows = [hand.row("a", accuracy=1.0), hand.row("b", accuracy=0.0)]
    assert ">0.50, n = 2</text>" in as_html(hand.report(rows))


def test_risk_is_given_for_the_surest_answers_first_beside_that_of_the_search_alone(
    hand: SimpleNamespace,
) -> None:
    sure = [(0.9, 1.0, 0.2), (0.8, 1.0, 0.4), (0.3, 0.0, 0.3), (0.1, 0.0, 0.1)]
    rows = [
        replace(hand.row(f"q{at}", accuracy=right), confidence=confidence, score=score)
        for at, (confidence, right, score) in enumerate(sure)
    ]
    text = as_text(hand.report(rows)).splitlines()
    [head] = [line for line in text if line.startswith("answered, surest first")]
    risks = [line.split()[-4:] for line in text if line.startswith("wrong, by")]

    assert head.split()[-4:] == ["0.25", "0.50", "0.75", "1.00"]
    assert risks == [["0.000", "0.000", "0.333", "0.500"], ["0.000", "0.500", "0.333", "0.500"]]
    assert 'class="line dashed"' in as_html(hand.report(rows))


def test_the_page_needs_nothing_from_elsewhere_and_escapes_its_text(hand: SimpleNamespace) -> None:
    page = as_html(some_report(hand))
    assert page.count("<svg") == 4
    assert not re.search(r"https?://|<script|<link|src=|url\(", page)
    assert "<b>bold" not in page
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page


def test_the_page_lists_evidence_that_no_document_has(hand: SimpleNamespace) -> None:
    assert "has: 1</h2><ul><li>c: henan 7</li></ul>" in as_html(some_report(hand))
    assert "Evidence that no" not in as_html(hand.report([hand.row("a", accuracy=1.0)]))


def test_texts_of_the_page_keep_a_width_that_can_be_read(hand: SimpleNamespace) -> None:
    page = as_html(some_report(hand))
    assert "td.text { min-width: 18rem; }" in page
    assert page.count("<td class=text>&lt;b&gt;bold") == 1


def test_a_page_of_a_perfect_run_says_so(hand: SimpleNamespace) -> None:
    assert "<p>None.</p>" in as_html(hand.report([hand.row("a", accuracy=1.0)]))
