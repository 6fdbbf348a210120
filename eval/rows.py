"""Files of JSON, an object a line, read and checked once: question files, texts and queries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from app.export import Json
from app.jsonl import JSONL, lines_of, text_of
from ingest.errors import UsageError


def rows_of(path: Path) -> Iterator[tuple[dict[str, Json], str]]:
    """Yield the object of each line, and where it stands: "my.jsonl, line 3".

    Raises: UsageError.
    """
    for number, line in lines_of(text_of(path, rows=True)):
        where = f"{path}, line {number}"
        yield _object(line, where), where


def _object(line: str, where: str) -> dict[str, Json]:
    try:
        row: Json = json.loads(line, object_pairs_hook=_once)
        json.dumps(row, ensure_ascii=False).encode()  # half a character could not be written again
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{where}: not JSON ({error.msg} at column {error.colno}); {JSONL}"
        ) from error
    except (
        ValueError,
        RecursionError,
    ) as error:  # also of too many digits, or brackets in brackets
        raise UsageError(f"{where}: cannot be read ({error})") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where}: expected a JSON object, not {line.strip()[:40]!r}")
    return row


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Return an object of these fields. Raises ValueError where one of two would be lost."""
    row = dict(pairs)
    for name, _ in pairs if len(row) < len(pairs) else ():
        if sum(other == name for other, _ in pairs) > 1:
            raise ValueError(f"the field {name!r} is given twice")
    return row
