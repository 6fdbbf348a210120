"""Search alone, on a collection in BEIR's layout: ranked items against judged ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import ir_measures
from ir_measures import AP, RR, R, Success, nDCG

from app.export import Json
from eval.bootstrap import Estimate, mean_estimate, quantile_estimate
from eval.cache import content_key
from eval.search.beir import Collection, load_collection
from index.cache_folder import cache_folder
from index.hits import Signals
from index.place import shown
from index.report import counted
from ingest.errors import UsageError

if TYPE_CHECKING:
    from index.collection import Collection as Searchable

DEPTH = 100
MEASURES = (nDCG @ 10, R @ 10, R @ 100, AP @ 100, Success @ 1, Success @ 5, RR @ 10)
DIRECTIONS = {str(measure): False for measure in MEASURES}

FILES = ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv")
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
Run = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """What a search found in a collection; `figures` are means over all judged queries.

    `values` are each query's measures; `latency` is seconds a query at the median and the 95th
    percentile.
    """

    collection: Collection
    signals: str
    fingerprint: str
    run: Run
    values: dict[str, dict[str, float]]
    figures: dict[str, Estimate]
    latency: dict[str, float]
    seconds: float


def measure_collection(
    folder: Path,
    *,
    signals: Signals,
    progress: Progress,
    library: Path | None = None,
    require: Callable[[str], None] = lambda fingerprint: None,
) -> RetrievalReport:
    """Return the report of Footnote's own search on the collection in `folder`.

    It is kept in `library`, else in the cache: a second run encodes nothing, an interrupted one
    goes on. `require` may refuse a collection by its fingerprint before anything is encoded.
    """
    loaded = load_collection(folder)
    require(_fingerprint(folder))
    built, key = built_collection(loaded, folder, progress=progress, library=library)
    with built.library, progress("searching", len(loaded.queries)) as searched:
        return search_all(
            loaded,
            lambda query: built.search(query, top_k=DEPTH, signals=signals),
            signals=signals,
            fingerprint=key,
            progress=searched,
        )


def built_collection(
    loaded: Collection, folder: Path, *, progress: Progress, library: Path | None = None
) -> tuple[Searchable, str]:
    """Return the collection of `folder`, ready to be searched, and its fingerprint.

    Raises: UsageError where `library` holds anything else.
    """
    if library:
        _require_no_others(loaded, library)
    from index.collection import build_collection  # after what is wrong with the folder is said
    from index.network.minilm import load_encoder

    key = _fingerprint(folder)
    # "whole": collections that were kept before hold texts cut off at the encoder's window.
    kept = library or cache_folder() / f"collection-{folder.name}-{key}-whole"
    with progress("encoding", len(loaded.items)) as encoded:
        return build_collection(_told(loaded, encoded), kept, load_encoder()), key


def _fingerprint(folder: Path) -> str:
    return content_key([folder / name for name in FILES])


def _require_no_others(loaded: Collection, library: Path) -> None:
    """Raise UsageError where a library holds documents that are no texts of the collection.

    They would be found among the texts, and whoever keeps papers there would be given the texts.
    """
    from index.library import open_library

    with open_library(library) as opened:
        kept = {summary.id for summary in opened.documents()}
    if others := sorted(kept - {item.id for item in loaded.items}):
        raise UsageError(
            f"--library {shown(library)!r} holds documents that are not of "
            f"{loaded.name!r}, such as {others[0]!r}. Name a new folder, or leave it out."
        )


def search_all(
    collection: Collection,
    search: Callable[[str], list[tuple[str, float]]],
    *,
    signals: str,
    fingerprint: str,
    progress: Callable[[int], None],
) -> RetrievalReport:
    """Return the report of a search that gives (item id, score) pairs, best first."""
    run: Run = {}
    times = []
    for query, text in collection.queries.items():
        started = time.perf_counter()
        hits = search(text)
        times.append(time.perf_counter() - started)
        # The rank is what counts: equal scores must not be reordered by the scorer.
        run[query] = {item: float(len(hits) - rank) for rank, (item, _) in enumerate(hits)}
        progress(len(run))
    values = query_values(collection.qrels, run)
    return RetrievalReport(
        collection,
        signals,
        fingerprint,
        run,
        values,
        figures(values),
        {
            "p50": quantile_estimate(times, 0.5).mean,
            "p95": quantile_estimate(times, 0.95).mean,
        },
        sum(times),
    )


def _told(collection: Collection, told: Callable[[int], None]) -> Iterator[tuple[str, str, str]]:
    for done, item in enumerate(collection.items, start=1):
        yield item.id, item.title, item.text
        told(done)


def query_values(
    qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Return each judged query's measures; one without results counts zero."""
    values: dict[str, dict[str, float]] = {query: {} for query in qrels}
    for metric in ir_measures.iter_calc(MEASURES, qrels, run):
        values[metric.query_id][str(metric.measure)] = float(metric.value)
    return values


def figures(values: Mapping[str, Mapping[str, float]]) -> dict[str, Estimate]:
    """Return each measure's mean over the queries."""
    return {
        name: mean_estimate([of_query[name] for of_query in values.values()]) for name in DIRECTIONS
    }


def summary(report: RetrievalReport) -> dict[str, Json]:
    """Return what `--json` prints."""
    return {
        "collection": report.collection.name,
        "signals": report.signals,
        "fingerprint": report.fingerprint,
        "counts": {
            "items": len(report.collection.items),
            "queries": len(report.collection.queries),
            "judgements": sum(len(grades) for grades in report.collection.qrels.values()),
        },
        "measures": {
            name: {
                "mean": round(figure.mean, 4),
                "low": round(figure.low, 4),
                "high": round(figure.high, 4),
                "n": figure.n,
            }
            for name, figure in report.figures.items()
        },
        "latency": {name: round(seconds, 5) for name, seconds in report.latency.items()},
        "seconds": round(report.seconds, 2),
    }


def as_text(report: RetrievalReport) -> str:
    """Return the report as plain lines for the shell."""
    median, late = (1000 * report.latency[name] for name in ("p50", "p95"))
    lines = [
        f"{report.collection.name}, signals {report.signals}: "
        f"{counted(len(report.collection.items), 'item')}, {counted(len(report.run), 'query')}, "
        f"{median:.0f} ms a query (95 %: {late:.0f} ms)",
        "",
        f"{'measure':<12}{'mean':>8}{'95 % interval':>20}",
    ]
    lines += [
        f"{name:<12}{e.mean:>8.4f}{f'{e.low:.3f} to {e.high:.3f}':>20}"
        for name, e in report.figures.items()
    ]
    return "\n".join(lines)
