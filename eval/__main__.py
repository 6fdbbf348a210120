"""The shell commands of the evaluation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from eval.progress import progress, tell
from eval.quality_command import quality
from eval.reader_command import reader
from eval.rivals_command import rivals
from eval.scale_command import scale
from eval.shared_command import shared
from eval.verdicts_command import verdicts
from index.hits import Signals
from index.place import place
from ingest.errors import FootnoteError, UsageError

if TYPE_CHECKING:
    from eval.session import Evaluation

Answerer = Literal["extractive", "llm"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Measure Footnote: ask questions with known answers, and compare runs.",
)

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

RUN_EPILOG = (
    "Measures: accuracy, answer-inclusion, section-accuracy, evidence-cited, quote-fidelity, "
    "answer-rate, abstention-rate, confidence-auroc, score-auroc, risk-coverage-area, "
    "citation-recall, citation-precision, passage-inclusion@5, nDCG@10, R@10, Success@1, "
    "Success@5, RR, disagreement-notices, sentences, latency-p50, latency-p95. "
    "docs/evaluation.md says what each means."
)


@app.command(epilog=RUN_EPILOG)
def run(
    questions: Annotated[Path, typer.Argument(help="JSONL, one question with its answer a line.")],
    library: LibraryOption = Path("library"),
    add: AddOption = None,
    documents: Annotated[
        list[str] | None,
        typer.Option("--document", help="Ask these documents only. Repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option(help="Ask the first N questions only; 0: all.")] = 0,
    answerer: Annotated[
        Answerer, typer.Option(help="Who answers: the documents' own sentences, or an LLM.")
    ] = "extractive",
    use_reader: Annotated[
        bool, typer.Option("--reader/--no-reader", help="Use the trained reader, or do without.")
    ] = True,
    threshold: Annotated[
        float | None, typer.Option(help="Abstain under this confidence; 0 answers everything.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(help="A report of an earlier run: exit 1 if this run is worse."),
    ] = None,
    tolerance: Annotated[
        float, typer.Option(help="How far a measure may fall below the baseline.")
    ] = 0.02,
    fail_under: FailUnderOption = None,
    out: Annotated[Path | None, typer.Option(help="Write the report, as JSON.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report, as a page.")] = None,
    run_file: Annotated[
        Path | None, typer.Option("--run", help="Write what was found, as a TREC run.")
    ] = None,
    qrels_file: Annotated[
        Path | None, typer.Option("--qrels", help="Write what there is to find, as TREC qrels.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the questions of a file and report how the answers did."""
    from app.chatbot import open_chatbot
    from eval import compare, gates, report
    from eval.measures import DIRECTIONS
    from eval.questions import fingerprint, load_questions, only_about
    from eval.session import evaluate, library_of

    limits = gates.parse_limits(fail_under or [], flag="--fail-under", measures=DIRECTIONS)
    asked = only_about(load_questions(questions)[: limit or None], documents or [])
    before = report.load(baseline) if baseline else None
    if before:
        compare.require_same_questions(before, name=questions.name, fingerprint=fingerprint(asked))
    where = library_of(add, tell=tell) if add else library
    chatbot = open_chatbot(where, answerer=answerer, use_reader=use_reader, threshold=threshold)
    with chatbot, progress("asking", len(asked)) as told:
        evaluation = evaluate(asked, chatbot, name=questions.name, progress=told)
    _write(evaluation, out=out, html=html, run_file=run_file, qrels_file=qrels_file)
    result = evaluation.report
    print(
        json.dumps(report.summary(result), ensure_ascii=False)
        if as_json
        else report.as_text(result)
    )
    misses = gates.missed(result.measures, limits, DIRECTIONS)
    if before:
        if before.corpus != result.corpus:
            tell("note: the baseline was measured on other documents")
        misses += compare.setbacks(before, result, tolerance=tolerance)
    _fail_if(misses)


app.command()(reader)
app.command()(verdicts)
app.command()(quality)
app.command()(scale)
app.command()(rivals)
app.command()(shared)


@app.command(name="compare")
def compare_reports(
    before: Annotated[Path, typer.Argument(metavar="A.json", help="The earlier report.")],
    after: Annotated[Path, typer.Argument(metavar="B.json", help="The later report.")],
    fail_if_worse: Annotated[
        bool, typer.Option("--fail-if-worse", help="Exit 1 if B is worse than A.")
    ] = False,
    tolerance: Annotated[float, typer.Option(help="How far a measure may fall.")] = 0.02,
) -> None:
    """Compare two runs of the same questions: by measure, by kind, by question."""
    from eval import compare, report

    first, second = report.load(before), report.load(after)
    compare.require_same_questions(first, name=second.questions, fingerprint=second.fingerprint)
    print(compare.as_text(first, second))
    if fail_if_worse:
        _fail_if(compare.setbacks(first, second, tolerance=tolerance))


@app.command()
def retrieval(
    collection: Annotated[
        Path, typer.Argument(help="A folder with corpus.jsonl, queries.jsonl, qrels/test.tsv.")
    ],
    signals: Annotated[
        Signals, typer.Option(help="What searches: full adds late interaction to hybrid.")
    ] = "full",
    library: Annotated[
        Path | None,
        typer.Option(parser=place, metavar="PLACE", help="Where to keep it: else in the cache."),
    ] = None,
    fail_under: FailUnderOption = None,
    run_file: Annotated[
        Path | None, typer.Option("--run", help="Write what was found, as a TREC run.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure search alone on a collection in the layout of BEIR."""
    from eval import beir, gates
    from eval.retrieval import DIRECTIONS, as_text, measure_collection, summary

    limits = gates.parse_limits(fail_under or [], flag="--fail-under", measures=DIRECTIONS)
    report = measure_collection(collection, signals=signals, progress=progress, library=library)
    if run_file:
        beir.write_run(report.run, run_file)
    print(json.dumps(summary(report)) if as_json else as_text(report))
    _fail_if(gates.missed(report.figures, limits, DIRECTIONS))


@app.command()
def collection(
    questions: Annotated[Path, typer.Argument(help="JSONL, questions with their evidence.")],
    folder: Annotated[Path, typer.Argument(help="Where to write the collection.")],
    library: LibraryOption = Path("library"),
    add: AddOption = None,
) -> None:
    """Write a library's passages and a question file as a collection for `eval retrieval`."""
    from eval.beir import write_collection
    from eval.export import passage_collection
    from eval.questions import load_questions
    from eval.relevance import Judge
    from eval.session import library_of
    from index.library import open_library

    asked = load_questions(questions)
    with open_library(library_of(add, tell=tell) if add else library) as opened:
        judge = Judge([summary.id for summary in opened.documents()], opened.document)
        made = passage_collection(asked, judge, opened.passages, name=folder.name)
    write_collection(made, folder)
    print(f"{folder}: {len(made.items)} passages, {len(made.queries)} of {len(asked)} questions")


@app.command()
def bench(
    questions: Annotated[Path, typer.Argument(help="JSONL, the questions to ask.")] = Path(
        "eval/data/henan.jsonl"
    ),
    library: LibraryOption = Path("library"),
    add: AddOption = None,
    limit: Annotated[int, typer.Option(help="Ask the first N questions only; 0: all.")] = 50,
    repeats: Annotated[int, typer.Option(help="How often a new process is started.")] = 5,
    out: Annotated[
        Path | None, typer.Option(help="A page: the table goes between its marks for bench.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure how long things take here: searching, answering, adding, starting."""
    from datetime import UTC, datetime

    from eval import stages
    from eval.bench import as_markdown, benchmark, dated, machine, timings_json
    from eval.page import write_part
    from eval.questions import load_questions
    from eval.session import library_of
    from index.library import open_library
    from index.reader import load_reader

    asked = [question.question for question in load_questions(questions)[: limit or None]]
    where = library_of(add, tell=tell) if add else library
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
        print(json.dumps(timings_json(timings, when=when, where=machine()), ensure_ascii=False))
    else:
        print(table, end="")


def _write(
    evaluation: Evaluation,
    *,
    out: Path | None,
    html: Path | None,
    run_file: Path | None,
    qrels_file: Path | None,
) -> None:
    from eval import beir, report
    from eval.html import as_html

    if out:
        report.save(evaluation.report, out)
    if html:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(as_html(evaluation.report), encoding="utf-8")
    if run_file:
        beir.write_run(evaluation.run, run_file)
    if qrels_file:
        beir.write_qrels(evaluation.qrels, qrels_file)


def _fail_if(misses: list[str]) -> None:
    for miss in misses:
        tell(f"gate missed: {miss}")
    if misses:
        raise typer.Exit(1)


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 a gate missed or failure, 2 wrong usage."""
    try:
        app(argv)
    except SystemExit as finished:
        return finished.code if isinstance(finished.code, int) else 1
    except UsageError as error:
        tell(f"eval: {error}")
        return 2
    except FootnoteError as error:
        tell(f"eval: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
