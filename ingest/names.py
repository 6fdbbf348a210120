"""Names of files, which need not be text: on Linux they are bytes."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.errors import IngestError


def utf8_name(path: Path) -> str:
    """Return the name of a file, as it is kept. Raises: IngestError where it is no UTF-8."""
    try:
        return os.fsencode(path).decode("utf-8")
    except UnicodeDecodeError as exc:
        raise IngestError(f"'{shown_name(path)}': this name is not UTF-8. Rename it.") from exc


def shown_name(path: Path) -> str:
    """Return the name of a file as it can be printed: with escapes for what is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
