"""A report as one HTML page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from app.language.plain import one_line
from eval.bootstrap import Estimate, risk_coverage
from eval.measures import BY_NAME, Row, estimates, selective
from eval.report import Report, grouped, wrong_rows
from eval.setup import Setup
from eval.shortfalls import SAYS, shortfall, shortfalls, wanted
from eval.svg import Bar, bar_chart, histogram, line_chart
from index.report import counted

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5c6675; --rule: #dfe3e8; --page: #fff;
  --accent: #2a62a8; --track: #eef1f4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #9aa4b2; --rule: #333b47;
  --page: #14181f; --accent: #79b0f0; --track: #222933; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
p.note { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--rule);
  vertical-align: top; }
table.short { width: auto; margin-bottom: 1rem; }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (max-width: 62rem) { td.text { min-width: 18rem; } }
figure { margin: .5rem 0; overflow-x: auto; }
svg { display: block; width: 100%; min-width: 34rem; max-width: 42rem; height: auto; }
.label { font-size: 12px; fill: var(--soft); } .end { text-anchor: end; }
.mid { text-anchor: middle; }
.grid { stroke: var(--rule); } .line { stroke: var(--accent); stroke-width: 2; fill: none; }
.dashed { stroke-dasharray: 5 4; stroke: var(--soft); }
.dot, .bar { fill: var(--accent); } .track { fill: var(--track); }
.interval { stroke: var(--ink); stroke-width: 2; }
"""


def as_html(report: Report) -> str:
    """Return the whole page."""
    counts = report.counts
    note = (
        f"{counted(counts['questions'], 'question')}, {counts['answerable']} answerable, asked of "
        f"{counted(counts['documents'], 'document')} in {report.seconds:.0f} seconds. "
        f"Fingerprints: questions {report.fingerprint}, documents {report.corpus}."
        + (f" Setup: {report.setup}." if report.setup != Setup() else "")
    )
    parts = [
        f"<h1>{escape(report.questions)}</h1><p class=note>{escape(note)}</p>",
        _measures(report.measures),
        _risk_coverage(report.rows),
        _bars("Accuracy by kind", report.rows, lambda row: row.kind),
        _by_document(report.rows),
        "<h2>Time for an answer</h2>"
        + histogram(
            [row.seconds for row in report.rows if not row.error],
            title="How many questions took how long",
            x_label="seconds",
        ),
        _failures(wrong_rows(report.rows)),
        _lost(report.lost),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.questions)}: report</title><style>{_STYLE}</style></head>\n"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _measures(figures: dict[str, Estimate]) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td class=figure>{figure.mean:.3f}</td>"
        f"<td class=figure>{figure.low:.3f} to {figure.high:.3f}</td>"
        f"<td class=figure>{figure.n}</td><td class=text>{escape(BY_NAME[name].says)}"
        f"{' (lower is better)' if BY_NAME[name].lower_is_better else ''}</td></tr>"
        for name, figure in figures.items()
    )
    return (
        "<h2>Measures</h2><div class=scroll><table><tr><th>measure<th class=figure>mean"
        "<th class=figure>95 % interval<th class=figure>n<th>what it says</tr>"
        f"{rows}</table></div>"
    )


def _risk_coverage(rows: Sequence[Row]) -> str:
    curve = risk_coverage(*selective(rows))
    alone = risk_coverage(*selective(rows, by=lambda row: row.score))
    chart = line_chart(
        [(coverage, risk) for _, coverage, risk in curve],
        beside=[(coverage, risk) for _, coverage, risk in alone],
        title="Risk against coverage",
        x_label="coverage",
        y_label="risk",
    )
    return (
        "<h2>Risk and coverage</h2><p class=note>If only the questions with the highest confidence "
        "were answered: the share answered (coverage), and the share of those that would be wrong "
        f"(risk). Dashed: by the score of the search alone.</p>{chart}"
    )


def _by_document(rows: Sequence[Row]) -> str:
    if len({row.document for row in rows}) < 2:
        return ""
    return _bars("Accuracy by document", rows, lambda row: row.document or "(none named)")


def _bars(title: str, rows: Sequence[Row], key: Callable[[Row], str]) -> str:
    bars = []
    for name, group in grouped(rows, key).items():
        figure = estimates(group)["accuracy"]
        note = f"{figure.mean:.2f}, n = {figure.n}"
        bars.append(Bar(name, figure.mean, figure.low, figure.high, note))
    return f"<h2>{title}</h2>{bar_chart(bars, title=title)}"


def _failures(rows: Sequence[Row]) -> str:
    if not rows:
        return "<h2>Not right</h2><p>None.</p>"
    lines = "".join(
        f"<tr><td>{escape(row.id)}</td><td class=text>{escape(row.question)}</td>"
        f"<td>{escape(shortfall(row))}</td>"
        f"<td class=figure>{row.confidence:.2f}</td>"
        f"<td class=text>{escape(one_line(wanted(row), limit=400))}</td>"
        f"<td>{escape(', '.join(row.expected))}</td>"
        f"<td>{escape(', '.join(dict.fromkeys(row.cited)))}</td>"
        f"<td class=text>{escape(one_line(row.error or row.text, limit=400))}</td></tr>"
        for row in rows
    )
    return (
        f"<h2>Not right: {len(rows)}</h2>{_where(rows)}<div class=scroll><table><tr><th>id"
        "<th>question<th>what went wrong<th class=figure>confidence<th>the answer has to hold"
        "<th>stands in<th>cited<th>answer</tr>"
        f"{lines}</table></div>"
    )


def _where(rows: Sequence[Row]) -> str:
    lines = "".join(
        f"<tr><td>{escape(name)}</td><td class=figure>{len(of_it)}</td>"
        f"<td>{escape(SAYS[name])}</td></tr>"
        for name, of_it in shortfalls(rows).items()
    )
    return f"<div class=scroll><table class=short>{lines}</table></div>"


def _lost(items: Sequence[str]) -> str:
    if not items:
        return ""
    lines = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<h2>Evidence that no document has: {len(items)}</h2><ul>{lines}</ul>"
