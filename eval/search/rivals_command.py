"""The shell command `eval rivals`: Footnote beside other search stacks with the same weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.progress import tell
from ingest.errors import UsageError

STACKS = "txtai,langchain,llamaindex,chroma"


def rivals(
    collections: Annotated[
        list[Path], typer.Argument(help="Folders with corpus.jsonl, queries.jsonl, qrels/test.tsv.")
    ],
    python: Annotated[Path, typer.Option(help="The Python of an environment that has them.")],
    script: Annotated[Path, typer.Option(help="What runs one: SCRIPT STACK COLLECTION.")],
    stacks: Annotated[str, typer.Option(help="Which, with commas between.")] = STACKS,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep their figures for `eval quality`.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="A page: the table goes between its marks for rivals.")
    ] = None,
) -> None:
    """Index and search collections with other stacks and with Footnote, in one run."""
    from eval.machine import dated
    from eval.page import require_part, write_part
    from eval.search.quality import RIVALS
    from eval.search.rivals import as_markdown, as_rows, measure
    from eval.writing import require_writable, write_text

    for path in (python, script):
        if not path.is_file():
            raise UsageError(f"{str(path)!r}: no such file")
    require_part(out, "rivals")
    require_writable(RIVALS if keep else None)
    wanted = stacks.split(",") if stacks else []
    found = list(measure(collections, wanted, python=python, script=script, tell=tell))
    table = as_markdown(found)
    if keep:
        write_text(RIVALS, f"{json.dumps(as_rows(found), indent=1)}\n")
    if out:
        write_part(out, "rivals", f"{dated()}\n\n{table}")
    typer.echo(table)
