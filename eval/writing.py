"""Files that a measurement writes: tried before it begins, as it may take hours."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import FootnoteError, UsageError


def require_writable(*paths: Path | None) -> None:
    """Raise UsageError for the first file that cannot be written; None are those not asked for."""
    for path in filter(None, paths):
        try:
            there = path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.open("ab").close()
            if not there:
                path.unlink()
        except OSError as exc:
            raise UsageError(_said(path, exc)) from exc


def write_text(path: Path, text: str) -> None:
    """Write a file, and make the folders above it. Raises: FootnoteError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise FootnoteError(_said(path, exc)) from exc


def _said(path: Path, error: OSError) -> str:
    return f"{str(path)!r} cannot be written ({error.strerror}). Name another file."
