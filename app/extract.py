"""The extractive answer: the few sentences that answer, verbatim, in reading order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.evidence import Candidate, Query
from app.features import covered
from app.lexemes import stems
from app.marks import marks_in
from app.spans import heading, leans, sentence_spans, whole
from ingest.document import Document

WEIGHTS = Path(__file__).with_name("weights.json")
MOST = 4
ENOUGH = 3  # sentences that a question for more than a value gets, where there are more
GAP = 1.0  # how far behind the best a sentence may be
GAP_BESIDE = 3.0  # the same for the second and third of the same section
LONGEST = 900  # characters that an answer shows, lists excepted
_AGAIN = 0.8  # a sentence that shares this much of its words with one shown says nothing new


@dataclass(frozen=True, slots=True)
class Chosen:
    """A verbatim span of a document that is shown, its score, and the words that answer."""

    document: Document
    start: int
    end: int
    score: float
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The words shown."""
        return self.document.text[self.start : self.end]


@lru_cache(maxsize=4)
def load_weights(path: Path = WEIGHTS) -> Mapping[str, float]:
    """Return the weight of each feature, learned by `eval/calibrate.py`."""
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["sentence"]
    return weights


def score(candidate: Candidate, weights: Mapping[str, float]) -> float:
    """Return what speaks for the sentence, as log odds against the other sentences."""
    return sum(weights.get(name, 0.0) * value for name, value in candidate.features.items())


def rank(candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Return the candidates with their scores, best first."""
    weights = load_weights()
    scored = [(candidate, score(candidate, weights)) for candidate in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].rank, pair[0].start))


def choose(
    query: Query, ranked: Sequence[tuple[Candidate, float]], *, most: int = MOST
) -> list[Chosen]:
    """Return the spans to show: grouped by section, the best section first, in reading order.

    `most` counts sentences, without what they lean on.
    """
    shown: list[Chosen] = []
    for candidate, score in _pick(query, ranked)[:most]:
        for start, end in whole(candidate.document, candidate.start, candidate.end):
            marks = marks_in(query.question, candidate) if start == candidate.start else ()
            shown.append(Chosen(candidate.document, start, end, score, marks))
    return merge([shown])


def merge(shares: Sequence[Sequence[Chosen]]) -> list[Chosen]:
    """Return the spans of all shares, each once: sections as they first come, in reading order."""
    spans: dict[tuple[str, int], Chosen] = {}
    places: dict[tuple[str, str], int] = {}
    for item in (item for share in shares for item in share):
        key = (item.document.id, item.start)
        if key not in spans or (item.marks and not spans[key].marks):
            spans[key] = item
        places.setdefault(_place(item), len(places))
    return sorted(spans.values(), key=lambda item: (places[_place(item)], item.start))


def _place(item: Chosen) -> tuple[str, str]:
    return item.document.id, item.document.section_label(item.start)


def _pick(query: Query, ranked: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Return the best sentence, those nearly as good, and what goes on from the best."""
    if not ranked:
        return []
    best, top = ranked[0]
    single = _single(query)
    picked = [ranked[0]]
    size = len(best.text)
    for candidate, score in ranked[1:]:
        beside = candidate.document is best.document and candidate.section == best.section
        wide = beside and len(picked) < (2 if single else ENOUGH)
        if len(picked) == MOST or score < top - GAP_BESIDE:
            break
        if score < top - (GAP_BESIDE if wide else GAP) or (single and not candidate.values):
            continue
        fits = size + len(candidate.text) <= LONGEST
        if fits and not any(_repeats(candidate, other) for other, _ in picked):
            picked.append((candidate, score))
            size += len(candidate.text)
    picked += _in_form(query, ranked, picked)
    picked += _going_on(query, ranked, picked, size)
    return picked + _missing_part(query, ranked, picked)


def _single(query: Query) -> bool:
    """Say whether one value or name is asked for."""
    return query.question.asks_value or query.question.kind in ("who", "where")


def _in_form(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return a sentence that has the form of the answer, where none that is shown has it."""
    if any(candidate.values for candidate, _ in picked):
        return []
    best, top = picked[0]
    for candidate, score in ranked:
        beside = candidate.document is best.document and candidate.section == best.section
        if candidate.values and beside and score > top - 2 * GAP_BESIDE:
            return [(candidate, score)]
    return []


def _going_on(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
    size: int,
) -> list[tuple[Candidate, float]]:
    """Return the sentences after the best one that tell more of the same, as far as needed.

    Papers name a thing first and say the asked-for about it in the next sentence.
    """
    best = picked[0][0]
    wanted = (0 if best.values else 1) if _single(query) else ENOUGH - len(picked)
    shown = {candidate.start for candidate, _ in picked}
    after = sorted(
        (
            pair
            for pair in ranked
            if pair[0].document is best.document and pair[0].start > best.start
        ),
        key=lambda pair: pair[0].start,
    )
    more: list[tuple[Candidate, float]] = []
    last = best
    for candidate, score in after:
        apart = best.document.text[last.end : candidate.start]
        if (
            "\n" in apart
            or size + len(candidate.text) > LONGEST
            or candidate.section != best.section
        ):
            break
        if candidate.start not in shown:
            if len(more) >= wanted and not (leans(candidate.text) and not more):
                break
            more.append((candidate, score))
            size += len(candidate.text)
        last = candidate
    return more


def _missing_part(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return the sentence that speaks of what the others leave out of a question with two parts."""
    shown: set[str] = set()
    for candidate, _ in picked:
        shown |= stems(candidate.text)
    left = {term: weight for term, weight in query.term_weights.items() if term not in shown}
    if len(left) < 2 or covered(query.term_weights, shown) > 0.6:
        return []
    for candidate, score in ranked[len(picked) : 12]:
        if covered(left, set(stems(candidate.text))) > 0.6 and score > picked[0][1] - 2 * GAP:
            return [(candidate, score)]
    return []


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    one, two = stems(candidate.text), stems(other.text)
    return bool(one) and len(one & two) / min(len(one), len(two) or 1) >= _AGAIN


def section_lead(document: Document, start: int, end: int, count: int) -> list[Chosen]:
    """Return the first `count` sentences of the section `[start, end)`."""
    body = heading(document, start)[1]
    return [
        Chosen(document, first, last, 1.0)
        for first, last in sentence_spans(document, body, end)[:count]
    ]
