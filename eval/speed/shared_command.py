"""The shell command `eval shared`: a library in PostgreSQL against the same one in a folder."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.options import MOST_TEXTS, SMALLEST, JsonOption
from eval.progress import tell

if TYPE_CHECKING:
    from eval.speed.shared_growth import Side
    from index.hits import Signals

PEOPLE = (1, 16)
QUESTIONS = 50
# Of a server for one machine with 8 GB for it; the rest are PostgreSQL's own defaults.
SETTINGS = ("shared_buffers=2GB", "maintenance_work_mem=1GB", "max_wal_size=8GB")


def shared(
    collection: Annotated[
        Path, typer.Argument(help="A folder with corpus.jsonl, queries.jsonl, qrels/test.tsv.")
    ],
    size: Annotated[int, typer.Option(min=SMALLEST, help="Passages in each of the two.")] = 100_000,
    server: Annotated[
        str, typer.Option(help="postgresql://… of an empty database; else a server of our own.")
    ] = "",
    keep: Annotated[
        Path | None, typer.Option(help="Where the folder is made, and left; else it goes.")
    ] = None,
    tokens: Annotated[
        bool,
        typer.Option(
            "--tokens/--no-tokens", help="Vectors of tokens; without, the search is hybrid."
        ),
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Measure searching in PostgreSQL against a folder: one person, and sixteen at once."""
    from eval.machine import machine
    from eval.search.beir import load_collection
    from eval.speed.shared_growth import measure_side
    from eval.speed.synthetic import grow, material
    from index.library import open_library
    from index.network.minilm import load_encoder
    from index.place import place

    loaded = load_collection(collection)
    encoder = load_encoder()
    made_of = None
    questions = list(loaded.queries.values())[:QUESTIONS]
    sides = []
    with tempfile.TemporaryDirectory() as folder, _server(server) as dsn:
        for name, where in (("folder", (keep or Path(folder)) / "library"), ("database", dsn)):
            with open_library(place(where), encoder=encoder) as library:
                if library.status().passages < size:
                    texts = [item.text for item in loaded.items[:MOST_TEXTS]]
                    made_of = made_of or material(texts, encoder)
                    grow(library.store, made_of, encoder, to=size, with_tokens=tokens)
                tell(f"{name}: searching")
                signals: Signals = "full" if tokens else "hybrid"
                sides.append(measure_side(name, library, questions, PEOPLE, signals=signals))
    if as_json:
        typer.echo(json.dumps({"machine": machine(), "sides": [asdict(side) for side in sides]}))
    else:
        typer.echo(as_markdown(sides))


@contextlib.contextmanager
def _server(typed: str) -> Iterator[str]:
    from eval.speed.postgres_server import temporary_server

    if typed:
        yield typed
        return
    with temporary_server(settings=SETTINGS) as started:
        yield started.dsn


def as_markdown(sides: Sequence[Side]) -> str:
    """Return the table of both sides, and what they have found in common."""
    from eval.speed.shared_growth import shared_best

    lines = [
        f"{sides[0].passages:,} passages; "
        f"{shared_best(sides[0], sides[1]):.1%} of the best ten are the same.",
        "",
        "| library | at once | median | 95 % within | a second | recall@10 | disk |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for side in sides:
        lines += [
            f"| {side.name} | {each.people} | {1000 * each.p50:.1f} ms | {1000 * each.p95:.1f} ms "
            f"| {each.rate:.1f} | {side.recall:.4f} | {side.bytes / 1e6:,.0f} MB |"
            for each in side.searches
        ]
    return "\n".join(lines)
