"""The shell command `eval quality`: every figure of quality, and what it must be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.options import LimitOption, fail_if
from eval.progress import progress, tell
from index.place import place
from ingest.errors import UsageError


def quality(
    testbed: Annotated[
        Path,
        typer.Argument(
            envvar="FOOTNOTE_TESTBED",
            help="Folder with papers/{covidqa,qasper}[.jsonl] and retrieval/scifact.",
        ),
    ],
    library: Annotated[
        Path,
        typer.Option(
            "--library",
            envvar="FOOTNOTE_LIBRARY",
            parser=place,
            metavar="PLACE",
            help="The library that holds the paper of corpus/.",
        ),
    ] = Path("library"),
    parts: Annotated[
        list[str] | None,
        typer.Option("--part", help="search, papers, own or verdicts; all if none. Repeatable."),
    ] = None,
    limit: LimitOption = 0,
    fail: Annotated[
        bool, typer.Option("--fail", help="Exit 1 if a figure is not what it must be.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
) -> None:
    """Print every figure of quality with its interval, and what it must be."""
    from eval.quality import NEEDED, PARTS, quality_figures
    from eval.quality_figures import as_json as shown_json
    from eval.quality_figures import as_text, missed
    from index.sqlite_store import require_library

    wanted = parts or list(PARTS)
    if unknown := [part for part in wanted if part not in PARTS]:
        raise UsageError(f"--part {unknown[0]!r}: one of {', '.join(PARTS)}")
    if not testbed.is_dir():
        raise UsageError(f"{str(testbed)!r}: no such folder")
    for name in [name for part in wanted for name in NEEDED[part]]:
        if not (testbed / name).exists():
            raise UsageError(f"{str(testbed)!r} has no {name}; --part leaves out what needs it")
    if "own" in wanted:
        require_library(library)
    figures = []
    for figure in quality_figures(
        testbed, library, parts=wanted, limit=limit, tell=tell, progress=progress
    ):
        figures.append(figure)
        tell(as_text([figure]).splitlines()[-1])  # it takes long: show them come
    typer.echo(json.dumps(shown_json(figures)) if as_json else as_text(figures))
    if fail:
        fail_if(missed(figures))
