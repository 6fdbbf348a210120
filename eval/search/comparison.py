"""Two searches of one collection: what changed, by how much, and whether more than by chance."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.export import Json
from app.language.plain import one_line
from eval.bootstrap import paired_p_value
from eval.compare import Difference, DifferentQuestions, setback_lines, table
from eval.measures import Measure
from eval.report import ReportError, json_of
from eval.search.retrieval import DIRECTIONS, RetrievalReport, summary
from eval.writing import write_text
from index.report import counted

FORMAT = 1
RANKED_BY = "nDCG@10"  # what says whether a query came out better or worse
_SHOWN = 10  # queries of each
_WRITE = "write one with `eval retrieval … --out REPORT.json`"


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What a search of a collection reached: each measure's value by query.

    `fingerprint` identifies the collection, `texts` are its queries.
    """

    collection: str
    fingerprint: str
    signals: str
    texts: Mapping[str, str]
    values: Mapping[str, Mapping[str, float]]


def of_search(report: RetrievalReport) -> SearchReport:
    """Return the report with its values as they are saved, so that equal ones are equal."""
    return SearchReport(
        report.collection.name,
        report.fingerprint,
        report.signals,
        report.collection.queries,
        {
            query: {name: round(values[name], 6) for name in DIRECTIONS}
            for query, values in report.values.items()
        },
    )


def save(report: RetrievalReport, path: Path) -> None:
    """Write the report with its queries, for `compare` and `--baseline`. Raises: FootnoteError."""
    kept = of_search(report)
    lines = [
        json.dumps({"id": query, "query": text, "values": kept.values[query]})
        for query, text in kept.texts.items()
    ]
    body = json.dumps({"format": FORMAT, **summary(report)}, indent=1)[:-2]
    rows = ",\n  ".join(lines)
    write_text(path, f'{body},\n "queries": [\n  {rows}\n ]\n}}\n')


def is_of_search(data: object) -> bool:
    """Say whether a report, as JSON, is one of a search alone, not of questions."""
    return isinstance(data, dict) and "collection" in data


def load(path: Path) -> SearchReport:
    """Return a report that `save` wrote. Raises ReportError if it is none."""
    return from_json(json_of(path), path)


def from_json(read: object, path: Path) -> SearchReport:
    """Return the report that was read from `path`. Raises ReportError if it is none."""
    data: Any = read
    if not is_of_search(data) or data.get("format") != FORMAT:
        raise ReportError(f"{path}: not a report of `eval retrieval`; {_WRITE}")
    try:
        return SearchReport(
            str(data["collection"]),
            str(data["fingerprint"]),
            str(data["signals"]),
            {str(row["id"]): str(row["query"]) for row in data["queries"]},
            {
                str(row["id"]): {name: float(row["values"][name]) for name in DIRECTIONS}
                for row in data["queries"]
            },
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(f"{path}: the report is incomplete ({error}); run it again") from error


def require_same_collection(before: SearchReport, *, name: str, fingerprint: str) -> None:
    """Raise DifferentQuestions unless the report is of the collection with that fingerprint."""
    if before.fingerprint != fingerprint:
        raise DifferentQuestions(
            f"the collections differ ({before.collection} {before.fingerprint}, "
            f"{name} {fingerprint}): only searches of the same texts, queries and judgements "
            "compare; run the older one again on today's"
        )


def differences(before: SearchReport, after: SearchReport) -> list[Difference]:
    """Return a difference for each measure."""
    found = []
    for name in DIRECTIONS:
        first, second = _of_measure(before, name), _of_measure(after, name)
        n, p = len(first), paired_p_value(first, second)
        found.append(Difference(Measure(name, ""), sum(first) / n, sum(second) / n, p, n))
    return found


def setbacks(before: SearchReport, after: SearchReport, *, tolerance: float) -> list[str]:
    """Return a line for each measure that fell further than can be let pass."""
    return setback_lines(differences(before, after), tolerance)


def as_text(before: SearchReport, after: SearchReport) -> str:
    """Return both searches side by side as plain lines for the shell."""
    lines = [
        f"{after.collection} ({after.fingerprint}): {counted(len(after.values), 'query')}, "
        f"signals {before.signals} (A), {after.signals} (B)",
        "",
        *table(differences(before, after), digits=4),
    ]
    for title, queries in _changed(before, after).items():
        lines += ["", f"{title} in {RANKED_BY}: {len(queries)}"]
        lines += [_line(query, before, after) for query in queries[:_SHOWN]]
        lines += [f"  and {len(queries) - _SHOWN} more"] * (len(queries) > _SHOWN)
    return "\n".join(lines)


def as_json(before: SearchReport, after: SearchReport) -> dict[str, Json]:
    """Return both searches side by side as one JSON object."""
    return {
        "collection": after.collection,
        "fingerprint": after.fingerprint,
        "queries": len(after.values),
        "signals": {"a": before.signals, "b": after.signals},
        "measures": {
            d.measure.name: {"a": d.before, "b": d.after, "p": d.p}
            for d in differences(before, after)
        },
        **{title: list(queries) for title, queries in _changed(before, after).items()},
    }


def _of_measure(report: SearchReport, name: str) -> list[float]:
    return [report.values[query][name] for query in sorted(report.values)]


def _changed(before: SearchReport, after: SearchReport) -> dict[str, Sequence[str]]:
    """Return the queries that came out better, and those that came out worse, the most first."""
    change = {
        query: after.values[query][RANKED_BY] - before.values[query][RANKED_BY]
        for query in after.values
    }
    ranked = sorted(change, key=lambda query: (-abs(change[query]), query))
    return {
        "better": [query for query in ranked if change[query] > 0],
        "worse": [query for query in ranked if change[query] < 0],
    }


def _line(query: str, before: SearchReport, after: SearchReport) -> str:
    a, b = (report.values[query][RANKED_BY] for report in (before, after))
    return f"  {query:<12} {a:.3f} to {b:.3f}  {one_line(after.texts[query], limit=90)}"
