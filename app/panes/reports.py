"""Measured quality: figures with their intervals, by kind, risk against coverage, and latency."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from app.display.reports import Asked, Shown, differences, found_reports, read_report
from app.display.words import Words, counted
from app.language.plain import escape_markdown, one_line
from app.panes import plots

_ROOT = Path(__file__).resolve().parent.parent.parent


def draw(words: Words) -> None:
    """Draw the report that is chosen, and how it differs from another."""
    st.title(words.evaluation_page, anchor=False)
    written = Path(os.environ.get("FOOTNOTE_REPORTS") or _ROOT / "build" / "reports")
    paths = found_reports((written, _ROOT / "eval" / "data"))
    if not paths:
        st.markdown(words.no_reports)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        path = st.selectbox(words.report, paths, format_func=lambda item: item.stem)
        rest = [None, *(item for item in paths if item != path)]
        other = st.selectbox(
            words.compare_with, rest, format_func=lambda item: item.stem if item else "–"
        )
    report = read_report(path)
    asked = counted(words.questions_count, len(report.rows)) if report.rows else ""
    st.caption(escape_markdown(" · ".join(filter(None, (report.questions, asked)))))
    if other:
        _difference(report, read_report(other), words)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _measures(report, words)
        _wrong(report, words)
    with right:
        _kinds(report, words)
        _curves(report, words)


def _measures(report: Shown, words: Words) -> None:
    st.dataframe(
        [
            {
                words.measure: name,
                words.mean: figure.mean,
                words.interval: f"{figure.low:.3f} – {figure.high:.3f}",
                "n": figure.n,
                words.says: words.meanings.get(name, ""),
            }
            for name, figure in report.measures.items()
        ],
        hide_index=True,
        column_config={words.mean: st.column_config.NumberColumn(format="%.3f")},
        height=35 * (len(report.measures) + 1) + 3,
    )


def _wrong(report: Shown, words: Words) -> None:
    rows = [row for row in report.rows if row.accuracy < 1]
    if not rows:
        return
    st.subheader(words.came_out_wrong.format(len(rows)), anchor=False)
    st.dataframe(
        [
            {
                words.questions: one_line(row.question),
                words.kind: row.kind,
                words.answer: one_line(row.text, limit=400),
            }
            for row in rows
        ],
        hide_index=True,
        column_config={words.questions: st.column_config.TextColumn(width="large")},
    )


def _kinds(report: Shown, words: Words) -> None:
    names = list(dict.fromkeys(name for kind in report.kinds.values() for name in kind))
    if not names:
        return
    measure = st.selectbox(words.measure, names, key="kind-measure") or names[0]
    figures = {kind: rows[measure] for kind, rows in report.kinds.items() if measure in rows}
    plots.bars(figures, across=one_line(measure))


def _curves(report: Shown, words: Words) -> None:
    if report.curve:
        st.subheader(words.risk_coverage, anchor=False)
        plots.line(report.curve, across=words.coverage, up=words.risk, highest=1.0)
    seconds = sorted(row.seconds for row in report.rows if row.seconds is not None)
    if seconds:
        st.subheader(words.latency, anchor=False)
        share = [((at + 1) / len(seconds), value) for at, value in enumerate(seconds)]
        plots.line(
            share, across=words.share_axis, up=words.seconds_axis, highest=max(seconds[-1], 0.1)
        )


def _difference(report: Shown, other: Shown, words: Words) -> None:
    rows = differences(report, other)
    st.subheader(words.changed.format(len(rows)), anchor=False)
    if not rows:
        st.caption(words.same_answers)
        return
    st.dataframe(
        [_changed(pair, (one_line(report.name), one_line(other.name)), words) for pair in rows],
        hide_index=True,
        column_config={words.questions: st.column_config.TextColumn(width="large")},
    )


def _changed(pair: tuple[Asked, Asked], names: tuple[str, str], words: Words) -> dict[str, str]:
    shown = {words.questions: one_line(pair[0].question), words.kind: pair[0].kind}
    for row, name in zip(pair, names, strict=True):
        shown[words.result_of.format(name)] = words.right if row.accuracy >= 1 else words.wrong
    for row, name in zip(pair, names, strict=True):
        shown[words.answer_of.format(name)] = one_line(row.text, limit=400)
    return shown
