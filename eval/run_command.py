"""The shell command `eval run`: questions with known answers, and a report on the answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.answer import Answerer
from eval.options import (
    AddOption,
    FailUnderOption,
    JsonOption,
    LimitOption,
    ToleranceOption,
    fail_if,
    library_at,
    share,
)
from eval.progress import progress, tell
from eval.writing import require_writable, write_text
from index.options import LibraryOption
from ingest.errors import FootnoteError
from ingest.running import ending_aloud

if TYPE_CHECKING:
    from eval.session import Evaluation
    from index.library import Library

RUN_EPILOG = (
    "Measures: accuracy, answer-inclusion, section-accuracy, evidence-cited, quote-fidelity, "
    "answer-rate, abstention-rate, confidence-auroc, score-auroc, risk-coverage-area, "
    "citation-recall, citation-precision, passage-inclusion@5, nDCG@10, R@10, Success@1, "
    "Success@5, RR, disagreement-notices, sentences, latency-p50, latency-p95. "
    "docs/evaluation.md says what each means."
)


def run(
    questions: Annotated[Path, typer.Argument(help="JSONL, one question with its answer a line.")],
    library: LibraryOption = Path("library"),
    add: AddOption = None,
    documents: Annotated[
        list[str] | None,
        typer.Option("--document", help="Ask these documents only. Repeatable."),
    ] = None,
    limit: LimitOption = 0,
    answerer: Annotated[
        Answerer,
        typer.Option(
            envvar="FOOTNOTE_ANSWERER",
            help="Who answers: the documents' own sentences, or an LLM.",
        ),
    ] = "extractive",
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            envvar="FOOTNOTE_STRICT",
            help="With an LLM, show the documents' own sentences in place of unsupported ones.",
        ),
    ] = False,
    use_reader: Annotated[
        bool, typer.Option("--reader/--no-reader", help="Use the trained reader, or do without.")
    ] = True,
    threshold: Annotated[
        float | None,
        typer.Option(
            parser=share,
            metavar="SHARE",
            help="Abstain under this confidence; 0 answers everything.",
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(help="A report of an earlier run: exit 1 if this run is worse."),
    ] = None,
    tolerance: ToleranceOption = 0.02,
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
    from eval.measures import DIRECTIONS, UNBOUNDED
    from eval.questions import fingerprint, load_questions, only_about
    from eval.search.beir import require_columns
    from eval.session import evaluate
    from eval.unfinished import beside

    require_writable(out, html, run_file, qrels_file, read=[questions, baseline])
    kept_in = beside(out)
    require_writable(kept_in, read=[questions, baseline, html, run_file, qrels_file])
    limits = gates.parse_limits(
        fail_under or [], flag="--fail-under", measures=DIRECTIONS, unbounded=UNBOUNDED
    )
    asked = only_about(load_questions(questions)[: limit or None], documents or [])
    if run_file or qrels_file:
        require_columns([question.id for question in asked])
    before = report.load(baseline) if baseline else None
    if before:
        compare.require_same_questions(before, name=questions.name, fingerprint=fingerprint(asked))
    where = library_at(library, add)
    chatbot = open_chatbot(
        where, answerer=answerer, use_reader=use_reader, threshold=threshold, strict=strict
    )
    with chatbot, ending_aloud(_stopping(kept_in)):
        _require_documents(chatbot.library, documents or [])
        with progress("asking", len(asked)) as told:
            evaluation = evaluate(
                asked, chatbot, name=questions.name, progress=told, kept_in=kept_in
            )
    result = evaluation.report
    if evaluation.moved:
        tell("note: the library changed while it was asked, so these figures are of no one state")
    try:
        typer.echo(
            json.dumps(report.summary(result), ensure_ascii=False)
            if as_json
            else report.as_text(result)
        )
    finally:  # whichever of the two cannot be written, the other has the figures
        _write(evaluation, out=out, html=html, run_file=run_file, qrels_file=qrels_file)
    if kept_in:
        kept_in.unlink(missing_ok=True)
    if result.counts["failed"] == len(result.rows):
        raise FootnoteError(f"every question failed: {result.rows[0].error}")
    misses = gates.missed(result.measures, limits, DIRECTIONS)
    if before:
        if before.corpus != result.corpus:
            tell("note: the baseline was measured on other documents")
        for each in before.setup.unlike(result.setup):
            tell(f"note: the baseline and this run had not the same {each}")
        misses += compare.setbacks(before, result, tolerance=tolerance)
    fail_if(misses)


def _stopping(kept_in: Path | None) -> str:
    if kept_in is None:
        return "stopping; nothing is written. With --out REPORT.json the next run goes on."
    return f"stopping; what is answered is kept in {str(kept_in)!r}: the same command goes on."


def _require_documents(library: Library, names: Sequence[str]) -> None:
    """Raise LibraryError unless each names one document: asked of none, all would fail."""
    from index.naming import resolve

    there = library.documents()
    for name in names:
        resolve(name, there)


def _write(
    evaluation: Evaluation,
    *,
    out: Path | None,
    html: Path | None,
    run_file: Path | None,
    qrels_file: Path | None,
) -> None:
    from eval import report
    from eval.html import as_html
    from eval.search import beir

    if out:
        report.save(evaluation.report, out)
    if html:
        write_text(html, as_html(evaluation.report))
    if run_file:
        beir.write_run(evaluation.run, run_file)
    if qrels_file:
        beir.write_qrels(evaluation.qrels, qrels_file)
