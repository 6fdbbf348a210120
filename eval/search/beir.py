"""Collections in BEIR's layout: corpus.jsonl, queries.jsonl and qrels/test.tsv."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.export import Json
from app.jsonl import lines_of
from eval.rows import rows_of
from eval.writing import write_text
from ingest.errors import UsageError

Qrels = dict[str, dict[str, int]]


class CollectionError(UsageError):
    """A folder is no collection; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Item:
    """One text to be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts, the queries that have judgements, and the judgements: grade by query and item."""

    name: str
    items: tuple[Item, ...]
    queries: dict[str, str]
    qrels: Qrels


def first_queries(collection: Collection, count: int) -> Collection:
    """Return the collection with its first `count` queries only; 0: all of them."""
    if not count:
        return collection
    queries = dict(list(collection.queries.items())[:count])
    qrels = {query: grades for query, grades in collection.qrels.items() if query in queries}
    return replace(collection, queries=queries, qrels=qrels)


def missing_items(collection: Collection) -> list[str]:
    """Return the ids that are judged relevant and are those of no text: they cannot be found."""
    there = {item.id for item in collection.items}
    judged = {
        item for grades in collection.qrels.values() for item, grade in grades.items() if grade > 0
    }
    return sorted(judged - there)


def load_collection(folder: Path) -> Collection:
    """Return the collection in `folder`. Raises UsageError."""
    qrels = _qrels(folder / "qrels" / "test.tsv")
    items = tuple(
        Item(name, _title(row, where), _field(row, "text", where))
        for name, row, where in _named_rows(folder / "corpus.jsonl")
    )
    queries = {
        name: _field(row, "text", where)
        for name, row, where in _named_rows(folder / "queries.jsonl")
    }
    if lost := sorted(qrels.keys() - queries.keys()):
        raise CollectionError(f"{folder}: judgements for the query {lost[0]!r}, which is not there")
    judged = {query: text for query, text in queries.items() if query in qrels}
    return Collection(folder.name, items, judged, qrels)


def write_collection(collection: Collection, folder: Path) -> None:
    """Write a collection in BEIR's layout into a folder that is made if need be."""
    require_columns(collection.queries)
    _write_rows(
        folder / "corpus.jsonl",
        [{"_id": item.id, "title": item.title, "text": item.text} for item in collection.items],
    )
    _write_rows(
        folder / "queries.jsonl",
        [{"_id": _column(query), "text": text} for query, text in collection.queries.items()],
    )
    lines = ["query-id\tcorpus-id\tscore"]
    lines += [
        f"{_column(query)}\t{item}\t{grade}"
        for query, grades in collection.qrels.items()
        for item, grade in grades.items()
    ]
    _write_lines(folder / "qrels" / "test.tsv", lines)


def write_run(run: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Write ranked results as a TREC run: query, Q0, item, rank, score, tag. Raises UsageError."""
    _require_item_columns(run.values())
    lines = []
    for query, scores in run.items():
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        lines += [
            f"{_column(query)} Q0 {_column(item)} {rank} {value:.6f} footnote"
            for rank, (item, value) in enumerate(ranked, start=1)
        ]
    _write_lines(path, lines)


def write_qrels(qrels: Mapping[str, Mapping[str, int]], path: Path) -> None:
    """Write judgements as TREC qrels: query, 0, item, grade. Raises UsageError."""
    _require_item_columns(qrels.values())
    _write_lines(
        path,
        [
            f"{_column(query)} 0 {_column(item)} {grade}"
            for query, grades in qrels.items()
            for item, grade in grades.items()
        ],
    )


def require_columns(names: Iterable[str]) -> None:
    """Raise UsageError where two ids would be one in a file whose columns are parted by spaces."""
    taken: dict[str, str] = {}
    for name in names:
        other = taken.setdefault(_column(name), name)
        if other != name:
            raise UsageError(
                f"the ids {other!r} and {name!r} would both be {_column(name)!r} in a TREC file; "
                "rename one"
            )


def _require_item_columns(rows: Iterable[Iterable[str]]) -> None:
    require_columns(dict.fromkeys(item for items in rows for item in items))


def _column(name: str) -> str:
    """Return an id as it can stand in a column of a file whose columns are parted by spaces."""
    return "_".join(name.split())


def _write_lines(path: Path, lines: Sequence[str]) -> None:
    write_text(path, "".join(f"{line}\n" for line in lines))


def _write_rows(path: Path, rows: Sequence[dict[str, str]]) -> None:
    _write_lines(path, [json.dumps(row, ensure_ascii=False) for row in rows])


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        return lines_of(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CollectionError(
            f"{path}: cannot be read ({reason}); a collection has corpus.jsonl, queries.jsonl and "
            "qrels/test.tsv"
        ) from error


def _named_rows(path: Path) -> Iterator[tuple[str, dict[str, Json], str]]:
    """Yield each row with its id. Raises CollectionError for an id that is there twice."""
    lines: dict[str, str] = {}
    for row, where in rows_of(path):
        name = _field(row, "_id", where)
        if name in lines:
            raise CollectionError(
                f"{where}: the id {name!r} is already used in {lines[name]}; give each its own"
            )
        lines[name] = where.rpartition(", ")[2]
        yield name, row, where


def _title(row: dict[str, Json], where: str) -> str:
    return "" if row.get("title") is None else _field(row, "title", where)


def _field(row: dict[str, Json], field: str, where: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or (field == "_id" and not value):
        raise CollectionError(f"{where}: {field!r} must be a text, not {value!r}")
    return value


def _qrels(path: Path) -> Qrels:
    qrels: Qrels = {}
    for number, line in _lines(path):
        parts = line.split("\t")
        if number == 1 and len(parts) == 3 and not parts[2].strip().lstrip("-").isdigit():
            continue  # the heading
        if len(parts) != 3 or not parts[2].strip().lstrip("-").isdigit():
            raise CollectionError(
                f"{path}, line {number}: expected query, item and grade with tabs between"
            )
        qrels.setdefault(parts[0], {})[parts[1]] = int(parts[2])
    if not qrels:
        raise CollectionError(f"{path}: no judgements in it")
    return qrels
