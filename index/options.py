"""Options that the shell commands of the library share, and how they open it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.place import place

if TYPE_CHECKING:
    from index.library import Library


def _read_from(dsn: str) -> str:
    if dsn:  # the store reads it, whichever command opens it
        os.environ["FOOTNOTE_READ_DSN"] = dsn
    return dsn


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


@contextlib.contextmanager
def opened_at(
    path: Path, *, model: str = "", new: bool = False, make: bool = True
) -> Iterator[Library]:
    """Open the library, and tell at the end what of it is out of reach.

    A `new` one may be made: now, or without `make` when something is first stored in it.
    Raises: LibraryError where there is none and it is not to be a new one.
    """
    from index.library import open_library
    from index.sqlite_store import require_library

    if not new:
        require_library(path)
    with open_library(path, model=model, make=make) as opened:
        try:
            yield opened
        finally:
            for note in opened.missing:
                typer.echo(note, err=True)
