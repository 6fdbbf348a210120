from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from eval.compare import (
    DifferentQuestions,
    as_text,
    changed,
    differences,
    require_same_questions,
    setbacks,
)
from eval.measures import Row


def rows(hand: SimpleNamespace, right: int, of: int, **fields: object) -> list[Row]:
    return [replace(hand.row(f"q{at}", accuracy=float(at < right)), **fields) for at in range(of)]


def test_the_same_run_has_no_setback(hand: SimpleNamespace) -> None:
    report = hand.report(rows(hand, 40, 50))
    assert setbacks(report, report) == []
    assert differences(report, report)[0].p == 1.0


def test_a_drop_over_the_tolerance_is_a_setback(hand: SimpleNamespace) -> None:
    before, after = hand.report(rows(hand, 50, 50)), hand.report(rows(hand, 48, 50))
    assert "accuracy went from 1.000 to 0.960 (p = 0.500)" in setbacks(before, after)
    assert setbacks(before, after, tolerance=0.05) == []
    assert setbacks(after, before) == []  # better is no setback


def test_a_significant_drop_within_the_tolerance_is_a_setback(hand: SimpleNamespace) -> None:
    before, after = hand.report(rows(hand, 1000, 1000)), hand.report(rows(hand, 990, 1000))
    assert len(setbacks(before, after)) == 1


def test_one_question_alone_never_decides(hand: SimpleNamespace) -> None:
    before, after = hand.report(rows(hand, 20, 20)), hand.report(rows(hand, 19, 20))
    assert setbacks(before, after) == []


def test_a_collapsed_kind_is_a_setback_though_the_mean_holds(hand: SimpleNamespace) -> None:
    main = rows(hand, 200, 200)
    small = [replace(row, id=f"r{row.id}", kind="reference") for row in rows(hand, 4, 4)]
    lost = [replace(row, values={"accuracy": 0.0}) for row in small[:2]] + small[2:]
    found = setbacks(hand.report(main + small), hand.report(main + lost))
    assert found == ["the kind 'reference' collapsed: accuracy went from 1.000 to 0.500"]


def test_where_lower_is_better_a_rise_is_the_setback(hand: SimpleNamespace) -> None:
    low = [replace(row, confidence=0.9 - at / 100) for at, row in enumerate(rows(hand, 10, 20))]
    high = [replace(row, confidence=0.1 + at / 100) for at, row in enumerate(rows(hand, 10, 20))]
    found = setbacks(hand.report(low), hand.report(high))
    assert len(found) == 1
    assert found[0].startswith("risk-coverage-area")


def test_slower_is_no_setback(hand: SimpleNamespace) -> None:
    slow = [replace(row, seconds=9.0) for row in rows(hand, 20, 20)]
    assert setbacks(hand.report(rows(hand, 20, 20)), hand.report(slow)) == []


def test_a_measure_that_is_gone_is_a_setback(hand: SimpleNamespace) -> None:
    before = hand.report([hand.row("a", **{"accuracy": 1.0, "quote-fidelity": 1.0})])
    after = hand.report([hand.row("a", accuracy=1.0)])
    assert setbacks(before, after) == ["quote-fidelity is no longer measured"]


def test_a_measure_without_a_gate_may_be_gone(hand: SimpleNamespace) -> None:
    before = hand.report([hand.row("a", accuracy=1.0, sentences=2.0)])
    assert setbacks(before, hand.report([hand.row("a", accuracy=1.0)])) == []


def test_that_nothing_is_answered_wrongly_any_more_is_no_setback(hand: SimpleNamespace) -> None:
    cited = {"quote-fidelity": 1.0, "citation-recall": 1.0, "citation-precision": 1.0}
    before = hand.report([replace(hand.row("a", accuracy=0.0, **cited), answerable=False)])
    after = hand.report([replace(hand.row("a", accuracy=1.0), answerable=False)])
    assert setbacks(before, after) == []


def test_other_questions_do_not_compare(hand: SimpleNamespace) -> None:
    with pytest.raises(DifferentQuestions, match="the question sets differ"):
        require_same_questions(hand.report([]), name="set.jsonl", fingerprint="0" * 16)
    require_same_questions(hand.report([]), name="set.jsonl", fingerprint="f" * 16)


def test_what_turned_is_named_question_by_question(hand: SimpleNamespace) -> None:
    before = hand.report([hand.row("a", accuracy=1.0), hand.row("b", accuracy=0.0)])
    after = hand.report([hand.row("a", accuracy=0.0), hand.row("b", accuracy=1.0)])
    turned = changed(before, after)
    assert [row.id for row in turned["turned right"]] == ["b"]
    assert [row.id for row in turned["turned wrong"]] == ["a"]
    text = as_text(before, replace(after, corpus="0" * 16))
    assert "note: the documents differ" in text
    assert "Question a?" in text


def test_equal_values_are_equal_to_a_report_that_keeps_fewer_digits(hand: SimpleNamespace) -> None:
    exact = [hand.row(f"q{at}", accuracy=1.0, **{"nDCG@10": 0.63093}) for at in range(40)]
    saved = [replace(row, values={"accuracy": 1.0, "nDCG@10": 0.6309}) for row in exact]
    found = differences(hand.report(saved), hand.report(exact))
    assert [d.p for d in found if d.measure.name == "nDCG@10"] == [1.0]
