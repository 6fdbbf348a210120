"""Options that the shell commands of the library share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.place import place

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
