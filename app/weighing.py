"""The sentences that answer best, how likely they do, and the parts of a question put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from app.abstain import Estimate, estimate
from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen, merge
from app.evidence.ranking import rank
from app.evidence.singled_out import without_contrary
from app.extract import choose
from app.language.lexicon import Lexicon
from index.hits import Hit
from index.readings import Reading

TOP = 10  # hits that are shown
MOST_OF_A_THING, MOST_OF_A_QUESTION = 2, 3  # sentences, with what they lean on


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave for a question, weighed. `seconds` is what searching took."""

    query: Query
    hits: tuple[Hit, ...]
    ranked: tuple[tuple[Candidate, float], ...]
    chosen: tuple[Chosen, ...]
    estimate: Estimate
    seconds: float
    unanswered: tuple[str, ...] = ()


def weigh(
    query: Query,
    hits: Sequence[Hit],
    candidates: Sequence[Candidate],
    readings: Sequence[Reading],
    lexicon: Lexicon,
    *,
    seconds: float = 0.0,
) -> Found:
    """Return the sentences that answer best, and how likely they do."""
    ranked = rank(candidates)
    chosen = choose(query, ranked)
    read = max((reading.relevance for reading in readings), default=None)
    estimated = estimate(query, ranked, chosen, lexicon, read=read)
    shown = without_contrary(query.question, chosen)
    return Found(query, tuple(hits), tuple(ranked), tuple(shown), estimated, seconds)


def together(
    parts: Sequence[Found],
    answered: Sequence[Found],
    whole: Found | None = None,
    *,
    most: int = MOST_OF_A_THING,
) -> Found:
    """Return the evidence for the parts that are answered as one, each sentence once.

    `whole` is what was found for the whole question, where it was searched: it goes along, and
    stands alone where no part is answered. At most `most` sentences of each are shown.
    """
    searched = [whole, *parts] if whole else parts
    hits = in_turn([found.hits for found in searched])
    seconds = sum(found.seconds for found in searched)
    if whole and not answered:
        return replace(whole, hits=hits, seconds=seconds)
    least = min(answered, key=probability)
    best = max(whole or least, least, key=probability)
    shares = [*answered, whole] if whole else answered
    chosen = merge([_chosen_for(share, most) for share in shares])
    left = [part for part in parts if all(part is not other for other in answered)]
    return replace(
        whole or least,
        hits=hits,
        chosen=tuple(chosen),
        estimate=best.estimate,
        seconds=seconds,
        unanswered=tuple(part.query.question.text for part in left),
    )


def _chosen_for(part: Found, most: int) -> list[Chosen]:
    """Return the sentences that are shown for one part of a question."""
    chosen = choose(part.query, part.ranked, most=most)
    return without_contrary(part.query.question, chosen)


def of_a_stranger(found: Found) -> bool:
    """Say whether the question names what the evidence does not."""
    return "name" in found.estimate.lacking


def probability(found: Found) -> float:
    """Return how likely the evidence answers, in [0, 1]."""
    return found.estimate.probability


def in_turn(rankings: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """Return the hits of several rankings, the first of each first, each once."""
    placed = [hit for tier in zip_longest(*rankings) for hit in tier if hit is not None]
    unique: dict[str, Hit] = {}
    for hit in placed:
        unique.setdefault(hit.passage.id, hit)
    return tuple(unique.values())[:TOP]
