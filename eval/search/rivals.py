"""Footnote and other search stacks on the same collection, with the same weights, in one run.

The others are run by a script in an environment of their own, which Footnote does without: called
as `PYTHON SCRIPT STACK COLLECTION`, it prints one JSON line with `stack`, `collection`, `docs`,
`queries`, `index_s`, `query_ms_p50` and `nDCG@10`. Each document is one passage there and here.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.export import Json
from eval.search.beir import Collection, load_collection
from eval.search.quality import MEASURE
from eval.search.retrieval import DEPTH, search_all
from index.hits import Signals
from ingest.errors import FootnoteError

if TYPE_CHECKING:
    from index.encoder import Encoder

OWN: tuple[Signals, ...] = ("dense", "hybrid", "full")
NAME = "footnote"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a stack did with a collection: `index` seconds, `query` seconds (median), nDCG@10."""

    stack: str
    collection: str
    documents: int
    index: float
    query: float
    ndcg: float


def measure(
    folders: Sequence[Path], stacks: Sequence[str], *, python: Path, script: Path, tell: Tell
) -> Iterator[Measured]:
    """Yield what each stack, and Footnote by each of its ways, does with each collection."""
    from index.network.minilm import load_encoder

    encoder = load_encoder()
    for folder in folders:
        for stack in stacks:
            tell(f"{stack} on {folder.name}")
            yield rival(stack, folder, python=python, script=script)
        tell(f"{NAME} on {folder.name}")
        yield from own(load_collection(folder), encoder)


def rival(stack: str, folder: Path, *, python: Path, script: Path) -> Measured:
    """Return what another stack does with the collection. Raises: FootnoteError."""
    done = subprocess.run(  # noqa: S603 - what the caller named
        [str(python), str(script), stack, str(folder)], capture_output=True, text=True, check=False
    )
    try:
        row = json.loads(done.stdout.strip().splitlines()[-1])
        return Measured(
            stack, folder.name, int(row["docs"]), float(row["index_s"]),
            float(row["query_ms_p50"]) / 1000, float(row[MEASURE]),
        )  # fmt: skip
    except (IndexError, ValueError, KeyError, TypeError) as exc:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise FootnoteError(f"{script} {stack} {folder}: {last}") from exc


def own(collection: Collection, encoder: Encoder) -> Iterator[Measured]:
    """Yield what Footnote does with the collection, in a library made now, by each way."""
    from index.collection import build_collection

    # The first batch measures which precision is fast here; that is remembered, and no indexing.
    encoder.encode_tokens([item.text for item in collection.items[:64]])
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        items = ((item.id, item.title, item.text) for item in collection.items)
        searchable = build_collection(items, Path(folder) / "library", encoder)
        indexed = time.perf_counter() - start
        with searchable.library:
            for way in OWN:
                times: list[float] = []

                def find(query: str, way: Signals = way, times: list[float] = times) -> Found:
                    begun = time.perf_counter()
                    found = searchable.search(query, top_k=DEPTH, signals=way)
                    times.append(time.perf_counter() - begun)
                    return found

                find("warm up")
                report = search_all(
                    collection, find, signals=way, fingerprint="", progress=lambda _: None
                )
                yield Measured(
                    f"{NAME}, {way}", collection.name, len(collection.items), indexed,
                    statistics.median(times[1:]), report.figures[MEASURE].mean,
                )  # fmt: skip


Found = list[tuple[str, float]]


def as_rows(found: Sequence[Measured]) -> list[Json]:
    """Return the others' figures as `eval quality` reads them."""
    return [
        {
            "stack": one.stack,
            "collection": one.collection,
            "documents": one.documents,
            "index_s": round(one.index, 1),
            "query_ms": round(1000 * one.query, 1),
            MEASURE: round(one.ndcg, 4),
        }
        for one in found
        if not one.stack.startswith(NAME)
    ]


def as_markdown(found: Sequence[Measured]) -> str:
    """Return the table, collection by collection."""
    rows = [
        f"| {one.collection} | {one.stack} | {one.documents / one.index:,.1f} "
        f"| {1000 * one.query:,.1f} | {one.ndcg:.4f} |"
        for one in found
    ]
    head = f"| collection | stack | passages indexed a second | search, median ms | {MEASURE} |"
    return "\n".join([head, "| --- | --- | ---: | ---: | ---: |", *rows])
