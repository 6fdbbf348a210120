"""Files of JSON, an object a line, as people give them to the shell commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from app.export import Json
from ingest.errors import UsageError

JSONL = "write one JSON object a line, with no commas between"


def text_of(path: Path, *, rows: bool = False) -> str:
    """Return the text of a file, or of standard input for "-"; a byte order mark is no part of it.

    `rows`: it is to hold an object a line, and no array of them. Raises: UsageError.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, ValueError) as exc:
        if isinstance(exc, UnicodeDecodeError):
            raise UsageError(f"{str(path)!r} is not UTF-8. Save it as UTF-8.") from exc
        reason, wanted = getattr(exc, "strerror", None) or exc, "JSONL" if rows else "JSON"
        raise UsageError(f"{str(path)!r} cannot be read: {reason}. Give a {wanted} file.") from exc
    if rows and text.lstrip().startswith("["):
        raise UsageError(f"{str(path)!r} is a JSON array: {JSONL}.")
    return text


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers.

    Only a line feed ends one: JSON may have U+2028 within a string, which `splitlines` takes for
    an end as well.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def json_of(line: str) -> Json:
    """Return what a line holds. Raises: UsageError."""
    try:
        value: Json = json.loads(line)
    except (ValueError, RecursionError) as exc:  # also of too many digits, brackets in brackets
        raise UsageError(f"Not JSON ({getattr(exc, 'msg', exc)}).") from exc
    return value
