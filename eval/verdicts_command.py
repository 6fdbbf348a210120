"""The shell command `eval verdicts`: the verdicts on sentences of papers, true and changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.options import JsonOption, fail_if, share
from ingest.errors import UsageError


def verdicts(
    papers: Annotated[
        Path,
        typer.Argument(
            help="Folder of papers to take sentences from, or a .jsonl file of claims: claim, "
            "evidence, and label (supported, contradicted, unrelated)."
        ),
    ],
    each: Annotated[int, typer.Option("--pairs", min=1, help="Pairs of each kind, at most.")] = 200,
    seed: Annotated[int, typer.Option(help="Which sentences and changes are drawn.")] = 3,
    fail_under: Annotated[
        float,
        typer.Option(
            parser=share, metavar="SHARE", help="Exit 1 if a share of right verdicts is under this."
        ),
    ] = 0.0,
    held_out: Annotated[
        bool,
        typer.Option("--held-out", help="Of a file's claims those that the reader never saw."),
    ] = False,
    use_reader: Annotated[
        bool, typer.Option("--reader/--no-reader", help="Use the trained reader, or rules alone.")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Measure the verdicts: true sentences, and the same with one thing changed.

    The change is a number, unit, year, name, negation or direction. The verdicts are those that a
    language model's sentences would carry; of a file's claims, by the labels given.
    """
    from eval import verdicts as made
    from index.reader import load_reader

    if held_out and papers.is_dir():
        raise UsageError(f"--held-out is for a file of claims, and {str(papers)!r} is none")
    if papers.is_file() or held_out:
        pairs = made.claimed_in(papers, held_out=held_out)
    else:
        pairs = made.made_pairs(made.read_papers(papers), each=each, seed=seed)
    reader = load_reader() if use_reader else None
    lines = made.measure(pairs, made.with_reader(reader) if reader else made.by_rules)
    shown = json.dumps(made.as_json(lines)) if as_json else made.as_text(lines)
    typer.echo(shown)
    shares = made.overall(lines)
    fail_if(
        [
            f"{name} is {shares[name]:.4f}, under {fail_under:g}"
            if name in shares
            else f"{name} was not measured: there is no such sentence"
            for name in made.OVERALL
            if fail_under and shares.get(name, 0.0) < fail_under
        ]
    )
