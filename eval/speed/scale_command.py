"""The shell command `eval scale`: how Footnote grows, from small libraries to large ones."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.export import Json
from eval.options import MOST_TEXTS, SMALLEST, JsonOption
from eval.progress import tell
from eval.writing import require_writable, write_text
from ingest.errors import UsageError

if TYPE_CHECKING:
    from eval.speed.growth_plot import Panel
    from eval.speed.scale import Size

Cell = tuple[str, str]


def scale(
    collection: Annotated[
        Path, typer.Argument(help="A folder with corpus.jsonl, queries.jsonl, qrels/test.tsv.")
    ],
    sizes: Annotated[
        str, typer.Option(help="Passages, with commas between; each costs about 25 kB of disk.")
    ] = "1000,10000,100000,300000",
    keep: Annotated[
        Path | None, typer.Option(help="Where the libraries are made, and left; else they go.")
    ] = None,
    texts: Annotated[
        int, typer.Option(min=1, help="Real passages that others are made of.")
    ] = MOST_TEXTS,
    svg: Annotated[Path | None, typer.Option(help="Write the plot of growth.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="A page: the table goes between its marks for scale.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure search, adding, removing, starting, disk and memory as a library grows."""
    from eval.machine import dated, machine
    from eval.page import require_part, write_part
    from eval.search.beir import load_collection
    from eval.speed.growth_plot import as_svg
    from eval.speed.scale import measure_growth
    from eval.speed.synthetic import material
    from index.network.minilm import load_encoder

    wanted = sizes_in(sizes)
    require_part(out, "scale")
    require_writable(svg)
    loaded = load_collection(collection)
    encoder = load_encoder()
    tell(f"encoding {texts} passages of {collection.name}")
    made_of = material([item.text for item in loaded.items[:texts]], encoder)
    with tempfile.TemporaryDirectory() as folder:
        found = measure_growth(
            keep or Path(folder), wanted, made_of, encoder, list(loaded.queries.values()), tell=tell
        )
    if svg:
        write_text(svg, as_svg(panels(found), x_label="passages"))
    if out:
        write_part(out, "scale", f"{dated()}\n\n{as_markdown(found)}")
    if as_json:
        rows: list[Json] = [as_row(size) for size in found]
        typer.echo(json.dumps({"machine": machine(), "sizes": rows}))
    else:
        typer.echo(as_markdown(found))


def sizes_in(typed: str) -> list[int]:
    """Return the numbers that stand with commas between. Raises: UsageError."""
    numbers = [part.strip() for part in typed.split(",")]
    if not all(number.isdecimal() and int(number) >= SMALLEST for number in numbers):
        raise UsageError(f"--sizes {typed!r}: numbers from {SMALLEST} up, with commas between")
    return [int(number) for number in numbers]


def as_row(size: Size) -> dict[str, Json]:
    """Return a size's figures; what was not measured is None."""
    return {name: value if math.isfinite(value) else None for name, value in asdict(size).items()}


def as_markdown(sizes: Sequence[Size]) -> str:
    """Return the table of all sizes."""
    columns = [[value for _, value in cells(size)] for size in sizes]
    names = [name for name, _ in cells(sizes[0])]
    lines = [
        "| " + " | ".join(["passages", *(f"{size.passages:,}" for size in sizes)]) + " |",
        "| --- |" + " ---: |" * len(sizes),
    ]
    lines += [
        "| " + " | ".join([name, *(column[at] for column in columns)]) + " |"
        for at, name in enumerate(names)
    ]
    return "\n".join(lines)


def cells(size: Size) -> list[Cell]:
    """Return what the table says of one size, line by line."""
    return [
        ("vector search alone", _ms(size.vectors)),
        ("bare FAISS, flat, same vectors", _ms(size.bare)),
        ("ratio", _number(size.vectors / size.bare)),
        ("search, hybrid", _ms(size.hybrid)),
        ("search, with late interaction", _ms(size.full)),
        ("recall@10 against comparing with all", _number(size.recall, 4)),
        ("memory for the vectors, bytes a passage", _number(size.held, 0)),
        ("adding a paper of 60 passages", _ms(size.added)),
        ("ratio to adding it to an empty library", _number(size.added / size.added_empty)),
        ("removing it", _ms(size.removed)),
        ("new process to first answer", _ms(size.started)),
        ("ratio to that with an empty library", _number(size.started / size.started_empty)),
        ("memory of that process at rest, MB", _number(size.resident / 1e6, 0)),
        ("disk, MB", _number(size.disk / 1e6, 0)),
    ]


def _ms(seconds: float) -> str:
    return _number(1000 * seconds, 1) + (" ms" if math.isfinite(seconds) else "")


def _number(value: float, digits: int = 2) -> str:
    return f"{value:,.{digits}f}" if math.isfinite(value) else "–"


def panels(sizes: Sequence[Size]) -> list[Panel]:
    """Return the four plots of growth."""
    from eval.speed.growth_plot import Panel

    def line(field: str, factor: float) -> list[tuple[float, float]]:
        return [(size.passages, factor * float(getattr(size, field))) for size in sizes]

    return [
        Panel(
            "Search, median",
            "ms",
            {
                "vectors alone": line("vectors", 1e3),
                "bare FAISS": line("bare", 1e3),
                "hybrid": line("hybrid", 1e3),
                "with late interaction": line("full", 1e3),
            },
        ),
        Panel(
            "Changing, median",
            "ms",
            {"adding a paper": line("added", 1e3), "removing it": line("removed", 1e3)},
        ),
        Panel("Disk", "MB", {"the library's folder": line("disk", 1e-6)}),
        Panel(
            "Memory",
            "MB",
            {"a process at rest": line("resident", 1e-6), "for vectors": _vectors_mb(sizes)},
        ),
    ]


def _vectors_mb(sizes: Sequence[Size]) -> list[tuple[float, float]]:
    return [(size.passages, size.held * size.passages / 1e6) for size in sizes]
