"""Measured quality: figures with their intervals, by kind, risk against coverage, and latency."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.plain import escape_markdown, one_line
from app.reports import Shown, differences, found_reports, read_report
from app.words import Words

_ROOT = Path(__file__).resolve().parent.parent.parent
_FOLDERS = (_ROOT / "build" / "reports", _ROOT / "eval" / "data")


def draw(words: Words) -> None:
    """Draw the report that is chosen, and how it differs from another."""
    st.title(words.evaluation_page, anchor=False)
    paths = found_reports(_FOLDERS)
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
    st.caption(escape_markdown(report.questions))
    _measures(report, words)
    _kinds(report, words)
    _curves(report, words)
    if other:
        _difference(report, read_report(other), words)


def _measures(report: Shown, words: Words) -> None:
    st.dataframe(
        [
            {
                words.measure: name,
                words.mean: round(figure.mean, 3),
                words.interval: f"{figure.low:.3f} – {figure.high:.3f}",
                "n": figure.n,
            }
            for name, figure in report.measures.items()
        ],
        hide_index=True,
    )


def _kinds(report: Shown, words: Words) -> None:
    names = list(dict.fromkeys(name for kind in report.kinds.values() for name in kind))
    if not names:
        return
    measure = st.selectbox(words.measure, names, key="kind-measure")
    figures = {
        kind: round(rows[measure].mean, 3) for kind, rows in report.kinds.items() if measure in rows
    }
    st.bar_chart(
        [{words.kind: kind, measure: mean} for kind, mean in figures.items()],
        x=words.kind,
        y=measure,
        horizontal=True,
    )


def _curves(report: Shown, words: Words) -> None:
    if report.curve:
        st.subheader(words.risk_coverage, anchor=False)
        st.line_chart(
            [{words.coverage: x, words.risk: y} for x, y in report.curve],
            x=words.coverage,
            y=words.risk,
        )
    seconds = sorted(row.seconds for row in report.rows if row.seconds is not None)
    if seconds:
        st.subheader(words.latency, anchor=False)
        st.line_chart(
            [
                {words.share_axis: (at + 1) / len(seconds), words.seconds_axis: value}
                for at, value in enumerate(seconds)
            ],
            x=words.share_axis,
            y=words.seconds_axis,
        )


def _difference(report: Shown, other: Shown, words: Words) -> None:
    rows = differences(report, other)
    st.subheader(words.changed.format(len(rows)), anchor=False)
    if rows:
        st.dataframe(
            [
                {
                    words.questions: one_line(first.question),
                    words.kind: first.kind,
                    report.name: first.accuracy,
                    other.name: second.accuracy,
                }
                for first, second in rows
            ],
            hide_index=True,
        )
