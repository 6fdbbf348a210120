"""Reports of `python -m eval run`, read for the page that shows them.

They are files for other programs (`--json`, `--baseline`), so the page reads them as such: eval
stands after app in the line, and app imports nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FootnoteError


class ReportUnreadable(FootnoteError):
    """A report file cannot be shown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95 % interval, over `n` questions."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a report: `accuracy` is 1 where it was dealt with rightly."""

    id: str
    kind: str
    question: str
    text: str
    accuracy: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as the page shows it. `curve` holds (coverage, risk) points."""

    name: str
    questions: str
    measures: Mapping[str, Figure]
    kinds: Mapping[str, Mapping[str, Figure]]
    curve: tuple[tuple[float, float], ...]
    rows: tuple[Asked, ...]


def found_reports(folders: Iterable[Path]) -> list[Path]:
    """Return the report files in `folders`, latest first.

    Files that hold other JSON are left out; one that cannot be read at all is not, so that
    whoever looks for it is told what is wrong with it.
    """
    files = [path for folder in folders if folder.is_dir() for path in folder.glob("*.json")]
    paths = [path for path in files if _may_be_report(path)]
    return sorted(paths, key=lambda path: (-path.stat().st_mtime, path.name))


def _may_be_report(path: Path) -> bool:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    return isinstance(data, dict) and {"measures", "risk_coverage"} <= data.keys()


def read_report(path: Path) -> Shown:
    """Return the report in a file. Raises ReportUnreadable where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Shown(
            name=path.stem,
            questions=str(data["questions"]),
            measures=_figures(data["measures"]),
            kinds={kind: _figures(group["measures"]) for kind, group in data["kinds"].items()},
            curve=tuple((float(x), float(y)) for _threshold, x, y in data["risk_coverage"]),
            rows=tuple(_asked(row) for row in data.get("rows", [])),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise ReportUnreadable(
            f"{path.name}: no report can be read from it ({exc!r}). Write it again with eval run."
        ) from exc


def differences(first: Shown, second: Shown) -> list[tuple[Asked, Asked]]:
    """Return the questions that came out differently, as (in first, in second)."""
    others = {row.id: row for row in second.rows}
    return [
        (row, others[row.id])
        for row in first.rows
        if row.id in others and row.accuracy != others[row.id].accuracy
    ]


def _figures(rows: Mapping[str, Mapping[str, float]]) -> dict[str, Figure]:
    return {
        name: Figure(row["mean"], row["low"], row["high"], int(row.get("n", 0)))
        for name, row in rows.items()
    }


def _asked(row: Mapping[str, object]) -> Asked:
    values, seconds = row.get("values"), row.get("seconds")
    accuracy = values.get("accuracy", 0.0) if isinstance(values, dict) else 0.0
    return Asked(
        id=str(row.get("id", "")),
        kind=str(row.get("kind", "")),
        question=str(row.get("question", "")),
        text=str(row.get("text", "")),
        accuracy=float(accuracy),
        seconds=float(seconds) if isinstance(seconds, (int, float)) else None,
    )
