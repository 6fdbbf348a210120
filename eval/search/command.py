"""The shell commands `eval retrieval` and `eval collection`: search alone, on judged texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.options import (
    AddOption,
    FailUnderOption,
    JsonOption,
    ToleranceOption,
    fail_if,
    library_at,
)
from eval.progress import progress, tell
from eval.writing import require_writable
from index.hits import Signals
from index.options import LibraryOption
from index.place import place
from ingest.errors import FootnoteError


def retrieval(
    collection: Annotated[
        Path, typer.Argument(help="A folder with corpus.jsonl, queries.jsonl, qrels/test.tsv.")
    ],
    signals: Annotated[
        Signals, typer.Option(help="What searches: full adds late interaction to hybrid.")
    ] = "full",
    library: Annotated[
        Path | None,
        typer.Option(
            parser=place,
            metavar="PLACE",
            help="Where to keep it, a place that holds nothing else: else in the cache.",
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(help="A report of an earlier run: exit 1 if this one is worse."),
    ] = None,
    tolerance: ToleranceOption = 0.02,
    fail_under: FailUnderOption = None,
    out: Annotated[Path | None, typer.Option(help="Write the report, as JSON.")] = None,
    run_file: Annotated[
        Path | None, typer.Option("--run", help="Write what was found, as a TREC run.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure search alone on a collection in the layout of BEIR."""
    from eval import gates
    from eval.search import beir, comparison
    from eval.search.retrieval import DIRECTIONS, FILES, as_text, measure_collection, summary

    require_writable(out, run_file, read=[baseline, *(collection / name for name in FILES)])
    limits = gates.parse_limits(fail_under or [], flag="--fail-under", measures=DIRECTIONS)
    before = comparison.load(baseline) if baseline else None
    if run_file:
        loaded = beir.load_collection(collection)
        beir.require_columns(loaded.queries)
        beir.require_columns([item.id for item in loaded.items])

    def require(fingerprint: str) -> None:
        if before:
            comparison.require_same_collection(
                before, name=collection.name, fingerprint=fingerprint
            )

    report = measure_collection(
        collection, signals=signals, progress=progress, library=library, require=require
    )
    if missing := beir.missing_items(report.collection):
        tell(
            f"note: {len(missing)} of the items judged relevant, such as {missing[0]!r}, count "
            "as not found, since corpus.jsonl does not have them"
        )
    try:
        typer.echo(json.dumps(summary(report)) if as_json else as_text(report))
    finally:  # whichever of the two cannot be written, the other has the figures
        if out:
            comparison.save(report, out)
        if run_file:
            beir.write_run(report.run, run_file)
    misses = gates.missed(report.figures, limits, DIRECTIONS)
    if before:
        after = comparison.of_search(report)
        if before.signals != after.signals:
            tell(f"note: the baseline was searched with the signals {before.signals}")
        misses += comparison.setbacks(before, after, tolerance=tolerance)
    fail_if(misses)


def collection(
    questions: Annotated[Path, typer.Argument(help="JSONL, questions with their evidence.")],
    folder: Annotated[Path, typer.Argument(help="Where to write the collection.")],
    library: LibraryOption = Path("library"),
    add: AddOption = None,
) -> None:
    """Write a library's passages and a question file as a collection for `eval retrieval`."""
    from eval.export import passage_collection
    from eval.questions import load_questions
    from eval.relevance import Judge
    from eval.search.beir import write_collection
    from eval.search.retrieval import FILES
    from index.library import open_library

    there = [folder / name for name in FILES if (folder / name).exists()]
    require_writable(*there, read=[questions])
    asked = load_questions(questions)
    with open_library(library_at(library, add)) as opened:
        judge = Judge([summary.id for summary in opened.documents()], opened.document)
        made = passage_collection(asked, judge, opened.passages, name=folder.name)
    if not made.queries:
        raise FootnoteError(
            f"{questions}: no passage bears the evidence of any of its {len(asked)} questions; "
            "nothing is written. Give 'evidence' of the documents in the library"
        )
    write_collection(made, folder)
    judged = f"{len(made.queries)} of {len(asked)} questions"
    typer.echo(f"{folder}: {len(made.items)} passages, {judged}")
    if following := sum(bool(question.history) for question in asked):
        tell(
            f"note: {following} of the questions follow on earlier ones and are left out, as they "
            "ask nothing by themselves"
        )
