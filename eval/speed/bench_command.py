"""The shell command `eval bench`: how long things take on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.options import AddOption, JsonOption, LimitOption, library_at
from eval.progress import tell
from index.options import LibraryOption


def bench(
    questions: Annotated[Path, typer.Argument(help="JSONL, the questions to ask.")] = Path(
        "eval/data/henan.jsonl"
    ),
    library: LibraryOption = Path("library"),
    add: AddOption = None,
    limit: LimitOption = 50,
    repeats: Annotated[int, typer.Option(min=1, help="How often a new process is started.")] = 5,
    out: Annotated[
        Path | None, typer.Option(help="A page: the table goes between its marks for bench.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure how long things take here: searching, answering, adding, starting."""
    from datetime import UTC, datetime

    from eval.machine import dated, machine
    from eval.page import require_part, write_part
    from eval.questions import load_questions
    from eval.speed import stages
    from eval.speed.bench import as_markdown, benchmark, timings_json
    from index.library import open_library
    from index.reader import load_reader

    require_part(out, "bench")
    asked = [question.question for question in load_questions(questions)[: limit or None]]
    where = library_at(library, add)
    timings = benchmark(where, asked, repeats=repeats, tell=tell)
    with open_library(where) as opened:
        reader = load_reader()
        opened.search(asked[0])
        found = stages.stages(opened, asked, reader)
        limits = stages.reached(opened, opened.encoder, asked[0])
    parts = (as_markdown(timings, dated=dated()), stages.as_markdown(found, limits))
    table = "\n".join(parts) + "\n"
    if out:
        write_part(out, "bench", table)
    if as_json:
        when = datetime.now(UTC).date().isoformat()
        row = timings_json(timings, when=when, where=machine())
        typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        typer.echo(table, nl=False)
