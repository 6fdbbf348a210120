"""The extractive answer: the few sentences that answer, verbatim, in reading order."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.evidence import Candidate, Query, covered, heading, logistic, sentence_spans
from app.lexemes import stems
from app.marks import marks_in
from ingest.document import Document

WEIGHTS = Path(__file__).with_name("weights.json")
MOST = 4
LONGEST = 900  # characters that an answer shows, lists excepted
LONGEST_LIST = 2_400
_AGAIN = 0.8  # a sentence that shares this much of its words with one shown says nothing new
_LEANS = re.compile(
    r"(?:However,? |Moreover,? |Furthermore,? |In addition,? |Additionally,? |Therefore,? |Thus,? |"
    r"Also,? |And |But |Here,? )?(?:It|Its|This|These|They|Their|Those|Such|Among (?:them|these)|"
    r"He|She|His|Her|The (?:former|latter|same)|Both|Of these|In this (?:case|context|way|stage)|"
    r"During this|At this|That (?:is|was))\b"
)
_ITEM = re.compile(
    r"(?:[-•*–]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|(?:First|Second|Third|Fourth|Fifth)ly?\b)"
)
_RUN_IN = re.compile(r"[A-Z][^.:;]{2,70}:\s")
_OPENS_LIST = re.compile(r"(?::|following[^.]{0,60}[.:])\s*$")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A verbatim span of a document that is shown, its probability, and the words that answer."""

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
    """Return the probability that the sentence answers."""
    return logistic(
        weights["bias"]
        + sum(weights.get(name, 0.0) * value for name, value in candidate.features.items())
    )


def rank(candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Return the candidates with their probabilities, best first."""
    weights = load_weights()
    scored = [(candidate, score(candidate, weights)) for candidate in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].rank, pair[0].start))


def choose(query: Query, ranked: Sequence[tuple[Candidate, float]]) -> list[Chosen]:
    """Return the spans to show: grouped by section, the best section first, in reading order."""
    picked = _pick(query, ranked)
    spans: dict[tuple[str, int], Chosen] = {}
    for candidate, probability in picked:
        for start, end in _whole(candidate):
            key = (candidate.document.id, start)
            marks = marks_in(query.question, candidate) if start == candidate.start else ()
            known = spans.get(key)
            if known is None or (marks and not known.marks):
                spans[key] = Chosen(candidate.document, start, end, probability, marks)
    return _ordered(list(spans.values()), picked)


def _pick(query: Query, ranked: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Return the best sentence, and those that add to it and are nearly as good."""
    if not ranked:
        return []
    best = ranked[0][1]
    single = query.question.asks_value or query.question.kind in ("who", "where")
    picked = [ranked[0]]
    size = len(ranked[0][0].text)
    for candidate, probability in ranked[1:]:
        if (
            len(picked) == (MOST - 1 if single else MOST)
            or probability < (0.5 if single else 0.4) * best
        ):
            break
        size += len(candidate.text)
        if size > LONGEST or any(_repeats(candidate, other) for other, _ in picked):
            size -= len(candidate.text)
            continue
        picked.append((candidate, probability))
    return picked + _missing_part(query, ranked, picked)


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
    for candidate, probability in ranked[len(picked) : 12]:
        if covered(left, set(stems(candidate.text))) > 0.6 and probability > 0.2 * picked[0][1]:
            return [(candidate, probability)]
    return []


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    one, two = stems(candidate.text), stems(other.text)
    return bool(one) and len(one & two) / min(len(one), len(two) or 1) >= _AGAIN


def _whole(candidate: Candidate) -> list[tuple[int, int]]:
    """Return the spans that the sentence needs around it: what it leans on, the rest of its list."""
    document = candidate.document
    section = document.section_at(candidate.start)
    low = section.start if section else 0
    high = section.end if section else _front_end(document)
    spans = sentence_spans(document, low, high)
    at = next((n for n, (start, _) in enumerate(spans) if start == candidate.start), None)
    if at is None:
        return [(candidate.start, candidate.end)]
    first, last = _list_around(document, spans, at)
    while first > 0 and at - first < 2 and _leans(document, spans, first):
        first -= 1
    return spans[first : last + 1]


def _front_end(document: Document) -> int:
    return document.sections[0].start if document.sections else len(document.text)


def _leans(document: Document, spans: Sequence[tuple[int, int]], at: int) -> bool:
    start, end = spans[at]
    gap = document.text[spans[at - 1][1] : start]
    return bool(_LEANS.match(document.text[start:end])) and "\n" not in gap


def _list_around(document: Document, spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """Return the first and last sentence of the list in which sentence `at` stands."""
    texts = [document.text[start:end] for start, end in spans]
    first = last = at
    while first > 0 and _is_item(texts[first]):
        first -= 1
    opens = _OPENS_LIST.search(texts[first]) or re.search(r"[:,]\s*1[.)]\s", texts[first])
    if first < at and not opens and not _is_item(texts[first]):
        first += 1
    if not opens and not _is_item(texts[at]):
        return at, at
    size = 0
    while last + 1 < len(texts) and _is_item(texts[last + 1]) and size < LONGEST_LIST:
        last += 1
        size += len(texts[last])
    return first, last


def _is_item(text: str) -> bool:
    return bool(_ITEM.match(text) or _RUN_IN.match(text))


def _ordered(chosen: Sequence[Chosen], picked: Sequence[tuple[Candidate, float]]) -> list[Chosen]:
    """Return spans section by section, the section of the best sentence first."""
    order: dict[tuple[str, str], int] = {}
    for candidate, _ in picked:
        place = (candidate.document.id, candidate.document.section_label(candidate.start))
        order.setdefault(place, len(order))

    def key(item: Chosen) -> tuple[int, int]:
        place = (item.document.id, item.document.section_label(item.start))
        return order.get(place, len(order)), item.start

    return sorted(chosen, key=key)


def section_lead(document: Document, start: int, end: int, count: int) -> list[Chosen]:
    """Return the first `count` sentences of the section `[start, end)`."""
    body = heading(document, start)[1]
    return [
        Chosen(document, first, last, 1.0)
        for first, last in sentence_spans(document, body, end)[:count]
    ]
