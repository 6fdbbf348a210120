"""What a run has answered so far, kept beside its report, so that an interrupted one goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from app.export import Json
from eval.cache import ROOT, content_key
from eval.measures import Row
from eval.progress import tell
from eval.report import row_from_json
from eval.writing import append_text, is_replaceable, write_text
from ingest.errors import UsageError

SUFFIX = ".unfinished"
_OPENING = b'{"about": '  # of a line, though it be cut
About = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's row, its ranked results, and the seconds since the question before it."""

    row: Row
    run: dict[str, float]
    seconds: float


def beside(out: Path | None) -> Path | None:
    """Return where a run keeps what it has; None where `out` is none, or no file of its own."""
    return out.with_name(out.name + SUFFIX) if out and is_replaceable(out) else None


def of_today(about: About) -> dict[str, Json]:
    """Return what a run is about, and the code and weights, which must be the same as well."""
    weights = [*(ROOT / "app").rglob("*.json"), *(ROOT / "index").glob("*.safetensors")]
    return {**about, "code": content_key(weights, code=["app", "eval", "index", "ingest"])}


def taken_up(path: Path, about: About) -> dict[str, Answered]:
    """Return what a run about the same has answered, by question; after it, `keep` adds more.

    Of a run about anything else nothing is taken. Raises UsageError where the file is no run's.
    """
    lines = path.read_bytes().split(b"\n") if path.is_file() else [b""]
    if lines[0] and not lines[0].startswith(_OPENING):
        raise UsageError(
            f"{str(path)!r} is in the way: it is not what an interrupted run keeps. "
            "Move it, or name another --out."
        )
    found = [_answered(row) for row in map(_object, lines) if row.get("about") == about]
    answered = {one.row.id: one for one in found if one}
    if answered:
        tell(f"going on from {str(path)!r}, where {len(answered)} are answered")
    elif lines[0]:
        tell(f"note: {str(path)!r} is of other questions, documents or settings; all are asked")
    if lines[0]:  # written anew without what was cut as it was written
        write_text(path, "".join(_line(about, one) for one in answered.values()))
    return answered


def keep(path: Path, about: About, one: Answered) -> None:
    """Add a question that was answered. Raises: FootnoteError."""
    append_text(path, _line(about, one))


def _line(about: About, one: Answered) -> str:
    """Return a line that says what it is about: two runs may keep theirs in one file at once."""
    return json.dumps({"about": about, **asdict(one)}) + "\n"


def _object(line: bytes) -> dict[str, Json]:
    try:
        row = json.loads(line)
    except ValueError:  # an empty line, or one that was cut
        return {}
    return row if isinstance(row, dict) else {}


def _answered(kept: dict[str, Json]) -> Answered | None:
    """Return what a line keeps; None of one that is not whole: that question is asked again."""
    row, run, seconds = kept.get("row"), kept.get("run"), kept.get("seconds")
    if not (isinstance(row, dict) and isinstance(run, dict) and isinstance(seconds, float)):
        return None
    scores = {name: score for name, score in run.items() if isinstance(score, float)}
    try:
        return Answered(row_from_json(row), scores, seconds)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
