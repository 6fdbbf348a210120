"""Options that the shell commands of the evaluation share, and how they end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval.progress import tell

MOST_TEXTS = 4_000  # real passages that libraries of any size are made of
SMALLEST = 100  # passages, in which the best ten can be told from the rest

LimitOption = Annotated[
    int, typer.Option(min=0, help="Take the first N of each file's questions only; 0: all.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
AddOption = Annotated[
    Path | None,
    typer.Option(
        "--add", help="Use a library of this folder's papers instead; it is kept for next time."
    ),
]
FailUnderOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under",
        metavar="MEASURE=VALUE",
        help="Exit 1 if a measure is under VALUE (over it, where lower is better). Repeatable.",
    ),
]


def share(typed: str | float) -> float:
    """Return a number from 0 to 1, which "nan" is not, though click's own bounds let it through."""
    try:
        value = float(typed)
    except ValueError:
        value = math.nan
    if not 0.0 <= value <= 1.0:
        raise typer.BadParameter(f"{typed} is no number from 0 to 1.")
    return value


ToleranceOption = Annotated[
    float,
    typer.Option(
        parser=share, metavar="SHARE", help="How far a measure may fall below the earlier run."
    ),
]


def library_at(library: Path, add: Path | None) -> Path:
    """Return the library that is measured: the one named, or one of the papers in `add`.

    Raises: LibraryError where there is none, UsageError where `add` has no papers.
    """
    from eval.session import library_of
    from index.sqlite_store import require_library

    if add:
        return library_of(add, tell=tell)
    require_library(library)
    return library


def fail_if(misses: Sequence[str]) -> None:
    """Exit with 1 if a gate was missed, and tell which."""
    for miss in misses:
        tell(f"gate missed: {miss}")
    if misses:
        raise typer.Exit(1)
