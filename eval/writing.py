"""Files that a measurement writes: tried before it begins, as it may take hours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from index.files import write_whole
from ingest.errors import FootnoteError, UsageError


def require_writable(*paths: Path | None, read: Sequence[Path | None] = ()) -> None:
    """Raise UsageError for the first file that cannot be written; None are those not asked for.

    Nor may one be named twice, or be one of the files that are `read`: what is in it would be lost.
    """
    taken = [path for path in read if path]
    for path in filter(None, paths):
        try:
            _require_other(path, taken)
            taken.append(path)
            there = path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.open("ab").close()
            if not there:
                path.unlink()
        except (OSError, RuntimeError) as exc:  # the latter for links in a circle
            raise UsageError(_said(path, exc)) from exc


def write_text(path: Path, text: str) -> None:
    """Write a file, and make the folders above it; where it fails, an older one stays as it was.

    Raises: FootnoteError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_replaceable(path):
            write_whole(path.resolve(), text.encode())
        else:
            path.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise FootnoteError(_said(path, exc)) from exc


def append_text(path: Path, text: str) -> None:
    """Write at the end of a file. Raises: FootnoteError."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as exc:
        raise FootnoteError(_said(path, exc)) from exc


def is_replaceable(path: Path) -> bool:
    """Say whether a new file can take its place: no device, no pipe, none in a closed folder."""
    if not path.exists():
        return True
    return path.is_file() and os.access(path.resolve().parent, os.W_OK)


def _require_other(path: Path, taken: Sequence[Path]) -> None:
    if path.exists() and not path.is_file():
        return
    if path.resolve() in [other.resolve() for other in taken]:
        raise UsageError(f"{str(path)!r} is read or written already. Name another file.")


def _said(path: Path, error: OSError | RuntimeError) -> str:
    why = getattr(error, "strerror", None) or "a link that leads to itself"
    return f"{str(path)!r} cannot be written ({why}). Name another file."
