"""BM25 over postings kept in PostgreSQL: the same words and the same sums as SQLite's FTS5.

A posting is the places of one term in one document: which passage (its row), where in it, and how
long the passage is. All statistics are counted from the postings that a question fetches anyway,
so that there is no second record of them that could be wrong.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw
import numpy as np
from numpy.typing import NDArray

from index.schema import TOKENIZER

K1, B = 1.2, 0.75  # as in FTS5
LEAST_IDF = 1e-6  # what FTS5 gives to a phrase that is in more than half of all passages
CONTEXT_AT = 32_768  # places from here on are in the title and heading, those below in the text
PLACE = np.dtype([("row", "<u4"), ("at", "<u2"), ("length", "<u2")])
_PHRASE = re.compile(r'"([^"]*)"')

Places = NDArray[np.void]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Posting:
    """The places of `term` in the passages of one kind of one document; `passages` counts them."""

    term: str
    kind: int
    passages: int
    places: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """All places of a term, (n,), and which of them (n,) are in what is searched."""

    places: Places
    inside: NDArray[np.bool_]


def tokenize(texts: Iterable[str]) -> list[list[str]]:
    """Return each text's terms in order, as FTS5 makes them."""
    connection = apsw.Connection(":memory:")
    tokenizer = connection.fts5_tokenizer(TOKENIZER[0], TOKENIZER[1])
    found = []
    for text in texts:
        terms = tokenizer(
            text.encode("utf-8", "replace"),
            apsw.FTS5_TOKENIZE_DOCUMENT,
            None,
            include_offsets=False,
            include_colocated=False,
        )
        # The end of a string in C ends a term; PostgreSQL holds no such character.
        found.append([str(term).replace("\x00", "") for term in terms])
    connection.close()
    return found


def phrases(match: str) -> list[list[str]]:
    """Return the phrases of a full-text expression (quoted strings joined by OR) as terms."""
    return [terms for terms in tokenize(_PHRASE.findall(match)) if terms]


def postings_of(
    rows: Sequence[int],
    kinds: Sequence[int],
    contexts: Sequence[Sequence[str]],
    texts: Sequence[Sequence[str]],
) -> list[Posting]:
    """Return the postings of one document's passages, given the terms of their two parts."""
    gathered: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
    for row, kind, context, text in zip(rows, kinds, contexts, texts, strict=True):
        length = min(len(context) + len(text), 65_535)
        for part, start, limit in ((text, 0, CONTEXT_AT), (context, CONTEXT_AT, 65_536)):
            for at, term in enumerate(part, start):
                place = (row, min(at, limit - 1), length)
                gathered.setdefault((term, kind), []).append(place)
    postings = []
    for (term, kind), places in sorted(gathered.items()):
        array = np.array(places, PLACE)
        postings.append(Posting(term, kind, len(np.unique(array["row"])), array.tobytes()))
    return postings


def rank_by_bm25(
    asked: Sequence[Sequence[str]],
    found: Mapping[str, Found],
    *,
    passages: int,
    tokens: int,
    limit: int,
    context_weight: float,
) -> list[tuple[int, float]]:
    """Return rows by BM25 for the phrases `asked`, best first, ties by row.

    `passages` and `tokens` count all that the collection has, searched or not.
    """
    average = tokens / max(passages, 1)
    parts: list[tuple[NDArray[np.int64], Floats]] = []
    for phrase in asked:
        hits = _phrase_places(phrase, found)
        if len(hits.places):
            parts.append(_phrase_scores(hits, passages, average, context_weight))
    if not parts:
        return []
    rows, at = np.unique(np.concatenate([rows for rows, _ in parts]), return_inverse=True)
    # Added in the order of the phrases, as FTS5 adds them: equal to the last bit.
    totals = np.zeros(len(rows))
    np.add.at(totals, at, np.concatenate([scores for _, scores in parts]))
    best = np.lexsort((rows, -totals))[:limit]
    return [(int(rows[place]), float(totals[place])) for place in best]


def _phrase_places(phrase: Sequence[str], found: Mapping[str, Found]) -> Found:
    """Return where a phrase begins: its terms one after another in one part of a passage."""
    nothing = Found(np.empty(0, PLACE), np.empty(0, np.bool_))
    first = found.get(phrase[0], nothing)
    keep = np.ones(len(first.places), np.bool_)
    for step, term in enumerate(phrase[1:], start=1):
        if not keep.any():
            break
        wanted = _keys(first.places[keep]) + step
        keep[keep] = np.isin(wanted, _keys(found.get(term, nothing).places))
    return Found(first.places[keep], first.inside[keep])


def _keys(places: Places) -> NDArray[np.int64]:
    """Return one number a place; the next place in the same passage has the next number."""
    # One number is left free between the end of a part and the beginning of the next passage's.
    keys: NDArray[np.int64] = places["row"].astype(np.int64) * 131_072 + places["at"]
    return keys


def _phrase_scores(
    hits: Found, passages: int, average: float, context_weight: float
) -> tuple[NDArray[np.int64], Floats]:
    """Return the rows (ascending) in what is searched that hold a phrase, and their scores."""
    holders = len(np.unique(hits.places["row"]))
    idf = max(math.log((passages - holders + 0.5) / (holders + 0.5)), 0.0) or LEAST_IDF
    places = hits.places[hits.inside]
    rows, first, at = np.unique(places["row"], return_index=True, return_inverse=True)
    weights = np.where(places["at"] >= CONTEXT_AT, context_weight, 1.0)
    counts = np.bincount(at, weights=weights, minlength=len(rows))
    lengths = places["length"][first].astype(np.float64)
    frequent = (counts * (K1 + 1.0)) / (counts + K1 * (1.0 - B + B * lengths / average))
    return rows.astype(np.int64), idf * frequent
