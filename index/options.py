"""Options that the shell commands of the library share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from index.place import place
from ingest.errors import UsageError


def _read_from(dsn: str) -> str:
    if dsn:  # the store reads it, whichever command opens it
        os.environ["FOOTNOTE_READ_DSN"] = dsn
    return dsn


def named(typed: str | Path) -> Path:
    """Return the path that was typed. Raises: UsageError for none, which would be this folder."""
    if not str(typed).strip():
        raise UsageError("a path is empty; name a file or a folder ('.' for this one).")
    return Path(typed)


LibraryOption = Annotated[
    Path,
    typer.Option(
        "--library",
        envvar="FOOTNOTE_LIBRARY",
        parser=place,
        metavar="PLACE",
        help="The library: a folder, or postgresql://…",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ReadDsnOption = Annotated[
    str,
    typer.Option(
        "--read-dsn",
        envvar="FOOTNOTE_READ_DSN",
        callback=_read_from,
        metavar="DSN",
        show_envvar=False,
        help="A replica of the library's database to read from.",
    ),
]
