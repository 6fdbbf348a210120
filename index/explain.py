"""Why a search found what it found, and why a named passage is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.encoder import Encoder
from index.hits import Hit, Ranks, Signals
from index.lexical import terms
from index.search import DEPTH, POOL, Ranking, full_text, plain, rank
from index.store import Reading, Scope
from ingest.document import Passage


@dataclass(frozen=True, slots=True)
class Scores:
    """A hit's score by each signal; None where the signal did not see it."""

    dense: float | None
    lexical: float | None
    fused: float | None
    late: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a search went.

    `words` are the query's words with the number of passages that hold each (in any form);
    `expression` is what the full-text index was asked; `scores` go with `hits`. `absence` says
    where the passage asked about is, or why it is not among the hits; "" if none was asked about.
    """

    query: str
    expression: str
    words: tuple[tuple[str, int], ...]
    hits: tuple[Hit, ...]
    scores: tuple[Scores, ...]
    absence: str


def explain(
    reading: Reading,
    encoder: Encoder | None,
    query: str,
    *,
    top_k: int,
    signals: Signals,
    scope: Scope,
    passage_id: str,
) -> Explanation:
    """Return how a search for `query` goes, step by step."""
    query = plain(query)
    ranking = rank(reading, encoder, query, limit=top_k, signals=signals, scope=scope)
    best = ranking.final[:top_k]
    passages = reading.passages_at([row for row, _ in best])
    ranks = ranking.ranks()
    frequencies = reading.frequencies([match.group() for match in terms(query)])
    return Explanation(
        query=query,
        expression=full_text(reading, query),
        words=tuple(frequencies.items()),
        hits=tuple(Hit(passages[row], score, ranks.get(row, Ranks())) for row, score in best),
        scores=tuple(_scores(ranking, [row for row, _ in best])),
        absence=_absence(reading, encoder, query, ranking, top_k, scope, passage_id)
        if passage_id
        else "",
    )


def _scores(ranking: Ranking, rows: Sequence[int]) -> list[Scores]:
    dense, lexical, fused, late = (
        dict(scored) for scored in (ranking.dense, ranking.lexical, ranking.fused, ranking.late)
    )
    return [Scores(dense.get(row), lexical.get(row), fused.get(row), late.get(row)) for row in rows]


def _absence(
    reading: Reading,
    encoder: Encoder | None,
    query: str,
    ranking: Ranking,
    top_k: int,
    scope: Scope,
    passage_id: str,
) -> str:
    row = reading.row_of(passage_id)
    if row is None:
        return f"{passage_id}: no passage of that name (index show DOCUMENT --json lists them)."
    passage = reading.passages_at([row])[row]
    if outside := _outside(passage, scope):
        return f"{passage_id}: {outside}"
    places = {found: place for place, (found, _) in enumerate(ranking.final, start=1)}
    if places.get(row, top_k + 1) <= top_k:
        return f"{passage_id}: it is there, at {places[row]}."
    facts = _places_in_all(reading, encoder, query, row, scope)
    if row not in places:
        facts.append(f"neither signal's best {POOL} hold it")
    elif ranking.late and row not in dict(ranking.late):
        facts.append(f"fused rank {places[row]} is below the {DEPTH} that are looked at closely")
    else:
        facts.append(f"rank {places[row]} in the end, of which the first {top_k} are shown")
    return f"{passage_id}: {'; '.join(facts)}."


def _outside(passage: Passage, scope: Scope) -> str:
    if passage.kind not in scope.kinds:
        return f"its kind is {passage.kind!r}; only {', '.join(scope.kinds)} were searched."
    if scope.documents and passage.document_id not in scope.documents:
        return f"it is in {passage.document_id!r}; only {', '.join(scope.documents)} were searched."
    return ""


def _places_in_all(
    reading: Reading, encoder: Encoder | None, query: str, row: int, scope: Scope
) -> list[str]:
    """Return where each signal has the passage among all there are."""
    every = reading.passage_count()
    expression = full_text(reading, query)
    matched = reading.matching(expression, limit=every, scope=scope) if expression else []
    found = [place for place, (other, _) in enumerate(matched, start=1) if other == row]
    facts = [f"word rank {found[0]} of {len(matched)}" if found else "no word in common"]
    if encoder is not None:
        [vector] = encoder.encode([query])
        near = reading.nearest(vector, limit=every, scope=scope)
        place = next(place for place, (other, _) in enumerate(near, start=1) if other == row)
        facts.append(f"meaning rank {place} of {len(near)} (similarity {near[place - 1][1]:.3f})")
    return facts
