"""A report: figures with their intervals, by kind and by document, and a row a question."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.export import Json
from app.language.plain import one_line
from eval.bootstrap import Estimate, risk_coverage
from eval.measures import Row, estimates, selective
from eval.setup import Setup
from eval.shortfalls import FAILED, SAYS, shortfall, shortfalls, wanted
from eval.writing import write_text
from index.report import counted
from ingest.errors import UsageError

FORMAT = 1
_WRITE = "write one with `eval run … --out REPORT.json`"
_COVERAGES = (0.25, 0.5, 0.75, 1.0)  # shares of the questions, the surest first


class ReportError(UsageError):
    """A report cannot be read."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run measured.

    `fingerprint` identifies the questions, `corpus` the documents that they were asked of.
    `lost` names evidence that no document of the library has. `seconds` is the whole run's time.
    `setup` is what answered.
    """

    questions: str
    fingerprint: str
    corpus: str
    documents: tuple[str, ...]
    lost: tuple[str, ...]
    seconds: float
    rows: tuple[Row, ...]
    setup: Setup = Setup()

    @property
    def measures(self) -> dict[str, Estimate]:
        """The figures over all questions."""
        return estimates(self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many questions there are, of which sort, and what became of them."""
        rows = self.rows
        return {
            "questions": len(rows),
            "answerable": sum(row.answerable for row in rows),
            "unanswerable": sum(not row.answerable for row in rows),
            "abstained": sum(row.abstained for row in rows),
            "failed": sum(bool(row.error) for row in rows),
            "documents": len(self.documents),
            "evidence_lost": len(self.lost),
        }


def grouped(rows: Sequence[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Return the rows by `key`, groups in alphabetical order."""
    groups: dict[str, list[Row]] = {}
    for row in sorted(rows, key=key):
        groups.setdefault(key(row), []).append(row)
    return groups


def wrong_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that were not dealt with rightly."""
    return [row for row in rows if row.values["accuracy"] < 1]


def summary(report: Report) -> dict[str, Json]:
    """Return what `--json` prints: all but the rows."""
    confidences, right = selective(report.rows)
    curve = risk_coverage(confidences, right)
    return {
        "format": FORMAT,
        "questions": report.questions,
        "fingerprint": report.fingerprint,
        "corpus": report.corpus,
        "setup": report.setup.to_json(),
        "documents": list(report.documents),
        "counts": dict(report.counts),
        "measures": _figures(report.measures),
        "kinds": _groups(grouped(report.rows, lambda row: row.kind)),
        "by_document": _groups(grouped(report.rows, lambda row: row.document)),
        "risk_coverage": [[kept(value) for value in point] for point in curve],
        "shortfalls": {
            name: [row.id for row in rows] for name, rows in shortfalls(report.rows).items()
        },
        "evidence_lost": list(report.lost),
        "seconds": round(report.seconds, 2),
    }


def save(report: Report, path: Path) -> None:
    """Write the report with its rows, for `compare` and `--baseline`. Raises: FootnoteError."""
    rows = [_row_to_json(row) for row in report.rows]
    body = json.dumps(summary(report), ensure_ascii=False, indent=1)[:-2]
    lines = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    write_text(path, f'{body},\n "rows": [\n  {lines}\n ]\n}}\n')


def load(path: Path) -> Report:
    """Return a report that `save` wrote. Raises ReportError if it is none."""
    return from_json(json_of(path), path)


def from_json(read: object, path: Path) -> Report:
    """Return the report that was read from `path`. Raises ReportError if it is none."""
    data: Any = read
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ReportError(f"{path}: not a report of format {FORMAT}; {_WRITE}")
    try:
        return Report(
            questions=data["questions"],
            fingerprint=data["fingerprint"],
            corpus=data["corpus"],
            documents=tuple(map(str, data["documents"])),
            lost=tuple(map(str, data["evidence_lost"])),
            seconds=float(data["seconds"]),
            rows=tuple(row_from_json(row) for row in data["rows"]),
            setup=Setup.from_json(data.get("setup")),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ReportError(f"{path}: the report is incomplete ({error}); run it again") from error


def json_of(path: Path) -> object:
    """Return what a file holds as JSON. Raises ReportError where that cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or f"it is no JSON; {_WRITE}"
        raise ReportError(f"{path}: no report can be read from it: {why}") from error


def row_from_json(saved: Mapping[str, Any]) -> Row:
    """Return a row as it was saved. Raises what a row that is not whole makes Python raise."""
    values = {name: float(value) for name, value in saved["values"].items()}
    _ = values["accuracy"]  # which every question has
    texts = ("id", "question", "kind", "document", "searched", "text", "error")
    numbers = ("confidence", "seconds", "score")
    return Row(
        **{
            **saved,
            **{name: str(saved[name]) for name in texts},
            **{name: float(saved.get(name, 0.0)) for name in numbers},
            "cited": tuple(map(str, saved["cited"])),
            "expected": tuple(map(str, saved["expected"])),
            # Reports of earlier versions do not tell these.
            **{name: tuple(map(str, saved.get(name, ()))) for name in ("answers", "must_include")},
            "values": values,
        }
    )


def as_text(report: Report) -> str:
    """Return the report as plain lines for the shell."""
    counts = report.counts
    lines = [
        f"{report.questions}: {counted(counts['questions'], 'question')} "
        f"({counts['answerable']} answerable, "
        f"{counts['unanswerable']} not), {counted(counts['documents'], 'document')}, "
        f"{counts['failed']} failed, {report.seconds:.1f} s",
        f"fingerprints: questions {report.fingerprint}, documents {report.corpus}",
        *([f"setup: {report.setup}"] if report.setup != Setup() else []),
        "",
        f"{'measure':<22}{'mean':>8}{'95 % interval':>20}{'n':>7}",
    ]
    lines += [
        f"{name:<22}{e.mean:>8.3f}{f'{e.low:.3f} to {e.high:.3f}':>20}{e.n:>7}"
        for name, e in report.measures.items()
    ]
    lines += ["", *_table(report, "kind", lambda row: row.kind)]
    if len({row.document for row in report.rows}) > 1:
        lines += ["", *_table(report, "document", lambda row: row.document)]
    lines += ["", *_risk_lines(report.rows)]
    if wrong := wrong_rows(report.rows):
        lines += ["", f"{len(wrong)} not right:"]
        lines += [
            f"  {name:<30}{len(rows):>5}  {SAYS[name]}"
            for name, rows in shortfalls(report.rows).items()
        ]
        lines += ["", *map(told, wrong)]
    if report.lost:
        lines += ["", f"{counted(len(report.lost), 'evidence item')} that no document has:"]
        lines += [f"  {item}" for item in report.lost]
    return "\n".join(lines)


def told(row: Row) -> str:
    """Return a line for a question, one for what became of it, and one for what was wanted."""
    lines = [f"  {row.id:<12} {one_line(row.question, limit=90)}", f"{'':<15}{_fate(row)}"]
    if (where := shortfall(row)) and where != FAILED and (needed := wanted(row)):
        lines.append(f"{'':<15}{where}; it had to hold {one_line(needed, limit=120)}")
    return "\n".join(lines)


def _fate(row: Row) -> str:
    if row.error:
        return f"failed: {row.error}"
    what = "abstained" if row.abstained else "answered"
    cited = ", ".join(dict.fromkeys(row.cited)) or "nothing"
    return f"{what} at {row.confidence:.2f}, cited {cited}: {one_line(row.text, limit=120)}"


def _table(report: Report, title: str, key: Callable[[Row], str]) -> list[str]:
    names = ("accuracy", "answer-inclusion", "section-accuracy", "answer-rate", "nDCG@10")
    lines = [f"{title:<22}{'n':>5}" + "".join(f"{name:>18}" for name in names)]
    for group, rows in grouped(report.rows, key).items():
        figures = estimates(rows)
        cells = [f"{figures[name].mean:.3f}" if name in figures else "–" for name in names]
        lines.append(
            f"{group or '(none named)':<22}{len(rows):>5}"
            + "".join(f"{cell:>18}" for cell in cells)
        )
    return lines


def _risk_lines(rows: Sequence[Row]) -> list[str]:
    """Return the risk-coverage curve at four places, and the one of the search's score alone."""
    lines = [f"{'answered, surest first':<28}" + "".join(f"{share:>8.2f}" for share in _COVERAGES)]
    alone = selective(rows, by=lambda row: row.score)
    for name, ranking in (("confidence", selective(rows)), ("the search's score", alone)):
        curve = risk_coverage(*ranking)
        risks = [
            next((risk for _, coverage, risk in curve if coverage >= share), 0.0)
            for share in _COVERAGES
        ]
        lines.append(f"{'wrong, by ' + name:<28}" + "".join(f"{risk:>8.3f}" for risk in risks))
    return lines


def _groups(groups: dict[str, list[Row]]) -> dict[str, Json]:
    return {
        name: {"questions": len(rows), "measures": _figures(estimates(rows))}
        for name, rows in groups.items()
    }


def _figures(figures: dict[str, Estimate]) -> dict[str, Json]:
    return {
        name: {
            "mean": kept(figure.mean),
            "low": kept(figure.low),
            "high": kept(figure.high),
            "n": figure.n,
        }
        for name, figure in figures.items()
    }


def _row_to_json(row: Row) -> dict[str, Json]:
    data: dict[str, Json] = asdict(row)
    data["confidence"] = kept(row.confidence)
    data["seconds"] = kept(row.seconds)
    data["score"] = kept(row.score)
    data["values"] = {name: kept(value) for name, value in row.values.items()}
    return data


def kept(value: float) -> float:
    """Return a value as reports keep it."""
    return round(value, 4)
