"""How well the search finds what bears an answer, beside other stacks with the same weights.

The rivals' figures come from an earlier run of theirs, each in an environment of its own, which
Footnote does without; they are kept in `eval/data/rivals.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eval.bootstrap import Estimate
from eval.quality_figures import Figure
from eval.search.beir import Collection, first_queries, load_collection
from eval.search.retrieval import DEPTH, Progress, RetrievalReport, built_collection, search_all
from index.hits import Hit
from ingest.errors import UsageError

if TYPE_CHECKING:
    from index.library import Library
    from index.reader import Reader

RIVALS = Path(__file__).parents[1] / "data" / "rivals.json"
ABSTRACTS = "scifact"
PAPERS = ("covidqa", "qasper")
MEASURE = "nDCG@10"
ABOVE_RIVALS = 1.08
MUST = {(ABSTRACTS, "full"): 0.75, (ABSTRACTS, "reader"): 0.76}
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rival:
    """What another stack, with the same weights, reached on a collection."""

    stack: str
    collection: str
    value: float


@dataclass(frozen=True, slots=True)
class Searched:
    """A collection that lies in a library; `name_of` says which of its items a hit is."""

    collection: Collection
    library: Library
    name_of: Callable[[Hit], str]


def load_rivals(path: Path) -> list[Rival]:
    """Return the rivals' figures, [] where there is no such file. Raises: UsageError."""
    if not path.is_file():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Rival(row["stack"], row["collection"], float(row[MEASURE])) for row in rows]
    except (ValueError, KeyError, TypeError) as exc:
        raise UsageError(
            f"{str(path)!r}: not a list of stacks with collection and {MEASURE} ({exc})"
        ) from exc


def search_figures(
    testbed: Path, *, rivals: Sequence[Rival], limit: int, tell: Tell, progress: Progress
) -> Iterator[Figure]:
    """Yield nDCG@10 by collection, the mean of all, and how far that is above the best rival."""
    by_way: dict[str, dict[str, Estimate]] = {}
    for report in _reports(testbed, limit=limit, tell=tell, progress=progress):
        name, way, value = report.collection.name, report.signals, report.figures[MEASURE]
        by_way.setdefault(way, {})[name] = value
        yield Figure("search", f"{name}, {way}: {MEASURE}", value, MUST.get((name, way)))
    yield from over_rivals(by_way, rivals, tell=tell)


def over_rivals(
    by_way: dict[str, dict[str, Estimate]], rivals: Sequence[Rival], *, tell: Tell
) -> Iterator[Figure]:
    """Yield each way's mean over the collections, and its ratio to the best rival's mean."""
    names = {name for found in by_way.values() for name in found}
    best = best_rival(rivals, names)
    if best is None:
        tell(f"left out: no rival's figures for all of {', '.join(sorted(names))} in rivals.json")
    for way, found in by_way.items():
        mean = mean_of(list(found.values()))
        yield Figure("search", f"mean of {len(found)}, {way}: {MEASURE}", mean)
        if best is not None and found.keys() == names:
            must = ABOVE_RIVALS if way == "full" else None
            by = 1 / best.value
            ratio = Estimate(mean.mean * by, mean.low * by, mean.high * by, mean.n)
            yield Figure("search", f"that over {best.stack} ({best.value:.4f})", ratio, must)


def mean_of(values: Sequence[Estimate]) -> Estimate:
    """Return the mean of independent figures; their intervals add up as variances do."""
    count = len(values)
    low = math.sqrt(sum((value.mean - value.low) ** 2 for value in values)) / count
    high = math.sqrt(sum((value.high - value.mean) ** 2 for value in values)) / count
    mean = sum(value.mean for value in values) / count
    return Estimate(mean, mean - low, mean + high, sum(value.n for value in values))


def best_rival(rivals: Sequence[Rival], collections: set[str]) -> Rival | None:
    """Return the stack with the best mean over the collections, of those that have all of them."""
    means = []
    for stack in sorted({rival.stack for rival in rivals}):
        found = {rival.collection: rival.value for rival in rivals if rival.stack == stack}
        if collections and collections <= found.keys():
            mean = sum(found[name] for name in collections) / len(collections)
            means.append(Rival(stack, "mean", mean))
    return max(means, key=lambda rival: rival.value, default=None)


def _reports(
    testbed: Path, *, limit: int, tell: Tell, progress: Progress
) -> Iterator[RetrievalReport]:
    """Yield one report a collection and way of searching; `limit` as in `first_queries`."""
    from index.reader import load_reader

    reader = load_reader()
    folder = testbed / "retrieval" / ABSTRACTS
    loaded = load_collection(folder)
    built, _ = built_collection(loaded, folder, progress=progress)
    abstracts = Searched(
        first_queries(loaded, limit), built.library, lambda hit: hit.passage.document_id
    )
    yield from _searches(abstracts, reader, progress)
    for name in PAPERS:
        papers = paper_collection(testbed, name, tell=tell)
        asked = replace(papers, collection=first_queries(papers.collection, limit))
        yield from _searches(asked, reader, progress)


def paper_collection(testbed: Path, name: str, *, tell: Tell) -> Searched:
    """Return the passages of a folder of papers, and the questions about them, as a collection."""
    papers = testbed / "papers"
    return questions_on(papers / name, papers / f"{name}.jsonl", tell=tell)


def questions_on(papers: Path, questions: Path, *, tell: Tell) -> Searched:
    """Return the passages of the papers in a folder, and a file of questions, as a collection."""
    from eval.export import passage_collection
    from eval.questions import load_questions
    from eval.relevance import Judge
    from eval.session import library_of
    from index.library import open_library

    library = open_library(library_of(papers, tell=tell))
    judge = Judge([summary.id for summary in library.documents()], library.document)
    asked = load_questions(questions)
    collection = passage_collection(asked, judge, library.passages, name=questions.stem)
    return Searched(collection, library, lambda hit: hit.passage.id)


def _searches(
    searched: Searched, reader: Reader | None, progress: Progress
) -> Iterator[RetrievalReport]:
    """Yield the reports of one collection: without late interaction, with it, with the reader."""
    from index.rereading import reread

    library = searched.library

    def hybrid(query: str) -> list[Hit]:
        return library.search(query, top_k=DEPTH, signals="hybrid")

    def full(query: str) -> list[Hit]:
        return library.search(query, top_k=DEPTH)

    ways: dict[str, Callable[[str], list[Hit]]] = {"hybrid": hybrid, "full": full}
    if reader is not None:
        ways["reader"] = lambda query: reread(query, full(query), reader)
    with library:
        for way, search in ways.items():
            yield _report(searched, way, search, progress)


def _report(
    searched: Searched, way: str, search: Callable[[str], list[Hit]], progress: Progress
) -> RetrievalReport:
    collection = searched.collection

    def found(query: str) -> list[tuple[str, float]]:
        return [(searched.name_of(hit), hit.score) for hit in search(query)]

    with progress(f"{collection.name}, {way}", len(collection.queries)) as told:
        return search_all(collection, found, signals=way, fingerprint="", progress=told)
