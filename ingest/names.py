"""Files as people name them: what is none, and names, which need not be text."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

from ingest.errors import IngestError, UsageError


def named(typed: str | Path) -> Path:
    """Return the path that was typed. Raises: UsageError for none, which would be this folder."""
    if not str(typed).strip():
        raise UsageError("a path is empty; give the name of a file or a folder.")
    return Path(typed)


def require_file(path: Path) -> None:
    """Raise IngestError for what is no file but a pipe or a device, which may have no end."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # whoever reads it says why not
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise IngestError(f"'{shown_name(path)}' is no file: it cannot be read whole.")


def utf8_name(path: Path) -> str:
    """Return the name of a file, as it is kept. Raises: IngestError where it is no UTF-8."""
    try:
        return os.fsencode(path).decode("utf-8")
    except UnicodeDecodeError as exc:
        raise IngestError(f"'{shown_name(path)}': this name is not UTF-8. Rename it.") from exc


def printed(text: str) -> str:
    """Return a name, or what is said of one, on one line: no character of it moves a terminal."""
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else character.encode("unicode_escape").decode()
        for character in text
    )


def shown_name(path: Path) -> str:
    """Return the name of a file as it can be printed: with escapes for what is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
