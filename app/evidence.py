"""The sentences that may answer a question, and what speaks for each of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.fitting import fitting, nearness
from app.lexemes import Word, content_words, words
from app.lexicon import Lexicon
from app.questions import Question
from app.spans import leans, sentence_spans
from app.values import Value, years_covered
from index.encoder import Encoder, TokenVectors, Vectors
from index.hits import Hit
from index.reader import Reading
from ingest.document import Document

FEATURES = (
    "late", "late_gap", "lexical", "context", "pairs", "meaning", "rank", "hit", "fit", "misfit",
    "year", "name", "lead", "short", "long", "asks", "carried", "heading", "soft", "near", "read",
    "topic", "before", "after", "defines", "cued", "relevance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its token vectors and the weight of each of its words."""

    question: Question
    tokens: TokenVectors
    token_weights: Vectors
    term_weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence at `document.text[start:end]`. `rank` is its passage's, from 0.

    `values` are those that fit the question (spans relative to `text`); `soft` says for each of
    the question's terms how well the sentence covers it, in [0, 1]; `read` is where in `text` the
    reader sees the answer, if it does so here.
    """

    document: Document
    rank: int
    section: str
    start: int
    end: int
    text: str
    features: Mapping[str, float]
    values: tuple[Value, ...] = ()
    soft: Mapping[str, float] = field(default_factory=dict)
    read: tuple[int, int] | None = None


def make_query(question: Question, encoder: Encoder, lexicon: Lexicon) -> Query:
    """Return `question` with token vectors and rarity weights."""
    tokens = encoder.encode_tokens([question.text])[0]
    content = {(word.start, word.end): word for word in words(question.text)}
    starts = sorted(content)
    weights = np.full(len(tokens.vectors), 0.02, dtype=np.float32)
    for at, (start, end) in enumerate(tokens.offsets):
        span = next(((s, e) for s, e in starts if s < end and start < e), None)
        if span is not None and content[span].is_content:
            weights[at] = lexicon.rarity(content[span].stem)
    terms = {word.stem: lexicon.rarity(word.stem) for word in question.terms}
    return Query(question, tokens, weights, terms)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A passage's token vectors, (tokens, dim) unit rows, and `offsets` (tokens, 2) into `text`."""

    vectors: Vectors
    offsets: NDArray[np.int64]


def gather(
    query: Query,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    tables: Sequence[Tokens],
    readings: Sequence[Reading] = (),
) -> list[Candidate]:
    """Return the sentences of `hits` with their features, each once; `tables`: one a hit."""
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    found: dict[tuple[str, int], Candidate] = {}
    for rank, (hit, tokens) in enumerate(zip(hits, tables, strict=True)):
        document = documents[hit.passage.document_id]
        reading = readings[rank] if readings else None
        for candidate in _of_passage(query, hit, tokens, document, reading, rank=rank, best=best):
            found.setdefault((document.id, candidate.start), candidate)
    return list(found.values())


def _of_passage(
    query: Query,
    hit: Hit,
    tokens: Tokens,
    document: Document,
    reading: Reading | None,
    *,
    rank: int,
    best: float,
) -> list[Candidate]:
    passage = hit.passage
    similarity = query.tokens.vectors @ tokens.vectors.T
    offsets = tokens.offsets
    whole = _late(similarity, query.token_weights)
    context = {word.stem for word in words(f"{passage.context}\n{passage.text}")}
    spans = _sentences(document, passage.start, passage.end)
    texts = [document.text[start:end] for start, end in spans]
    inside = [
        (offsets[:, 1] > start - passage.start) & (offsets[:, 0] < end - passage.start)
        for start, end in spans
    ]
    late = [0.0, *(_late(similarity[:, here], query.token_weights) for here in inside), 0.0]
    candidates: list[Candidate] = []
    for at, (start, end) in enumerate(spans):
        columns = similarity[:, inside[at]]
        previous = texts[at - 1] if at else ""
        soft = _soft(query, texts[at], columns)
        features = _features(query, texts[at], context, previous, passage.context) | {
            "late": late[at + 1],
            "late_gap": late[at + 1] - whole,
            "before": late[at],
            "after": late[at + 2],
            "rank": 1.0 / (1 + rank),
            "hit": hit.score / best,
            "lead": float(at == 0),
            "meaning": _meaning(query, tokens.vectors[inside[at]]),
            "relevance": reading.relevance if reading else 0.0,
            "read": _read(reading, start - passage.start, end - passage.start),
            "soft": weighted(soft, query.term_weights),
        }
        candidates.append(
            Candidate(
                document,
                rank,
                passage.section,
                start,
                end,
                texts[at],
                features,
                fitting(query.question, texts[at]),
                soft,
                _span(reading, start - passage.start, end - passage.start),
            )
        )
    return candidates


def _sentences(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences that may answer: of the front matter, those of the abstract only."""
    spans = sentence_spans(document, start, end)
    front = document.sections[0].start if document.sections else 0
    low, high = document.abstract or (0, len(document.text))
    return [
        (first, last)
        for first, last in spans
        if (first >= front or (document.abstract and low <= first < high))
        and document.text[first:last] != document.title
    ]


def _late(similarity: Vectors, weights: Vectors) -> float:
    if similarity.shape[1] == 0 or not weights.sum():
        return 0.0
    return float((similarity.max(axis=1) * weights).sum() / weights.sum())


def _read(reading: Reading | None, start: int, end: int) -> float:
    """Return the reader's chance that the answer starts in `[start, end)` of the passage."""
    if reading is None:
        return 0.0
    if reading.starts:
        return reading.answerable * reading.share(start, end)
    return reading.answerable if start < reading.end and reading.start < end else 0.0


def _span(reading: Reading | None, start: int, end: int) -> tuple[int, int] | None:
    """Return the reader's answer, counted from `start`, if it lies in `[start, end)`."""
    if reading is None or not start <= reading.start < reading.end <= end:
        return None
    return reading.start - start, reading.end - start


def _meaning(query: Query, vectors: Vectors) -> float:
    if not len(vectors):
        return 0.0
    pooled = vectors.mean(axis=0)
    norm = float(np.linalg.norm(pooled))
    return float(pooled @ query.tokens.pooled) / norm if norm else 0.0


def _features(
    query: Query, text: str, context: set[str], previous: str, above: str
) -> dict[str, float]:
    question = query.question
    own = [word.stem for word in content_words(text)]
    around = f"{above} {previous} {text}"
    fits = fitting(question, text)
    wanted = _typed(question)
    leaning = {word.stem for word in words(previous)} if leans(text) else set()
    return {
        "lexical": covered(query.term_weights, set(own)),
        "context": covered(query.term_weights, context),
        "pairs": _pairs(question.terms, own),
        "fit": float(wanted and bool(fits)),
        "cued": float(question.kind in ("why", "how", "effect", "list") and bool(fits)),
        "defines": float(question.kind == "definition" and bool(fits)),
        "misfit": float(wanted and not fits),
        "year": _years(question, text, around),
        "name": _names(question, text, around),
        "short": float(len(own) < 4),
        "long": min(1.0, len(text) / 600),
        "asks": float(text.rstrip().endswith("?")),
        "topic": covered(query.term_weights, {word.stem for word in words(around)}),
        "carried": covered(query.term_weights, set(own) | leaning),
        "heading": covered(query.term_weights, {word.stem for word in words(above)}),
        "near": max((nearness(question, text, value) for value in fits), default=0.0) / 4,
    }


def covered(weights: Mapping[str, float], stems: set[str]) -> float:
    """Return the share of the weights whose terms are among `stems`."""
    total = sum(weights.values())
    return (
        sum(weight for term, weight in weights.items() if term in stems) / total if total else 0.0
    )


def weighted(shares: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the mean of `shares`, each term by its weight."""
    total = sum(weights.get(term, 0.0) for term in shares)
    together = sum(weights.get(term, 0.0) * share for term, share in shares.items())
    return together / total if total else 0.0


def _pairs(terms: Sequence[Word], own: Sequence[str]) -> float:
    """Return the share of the question's neighbouring terms that also stand together here."""
    asked = {(a.stem, b.stem) for a, b in zip(terms, terms[1:], strict=False)}
    here = set(zip(own, own[1:], strict=False))
    return len(asked & here) / len(asked) if asked else 0.0


def _years(question: Question, text: str, around: str) -> float:
    """Return 1 where the years asked for are named, -1 where only others are, else 0."""
    if not question.years:
        return 0.0
    if question.years <= years_covered(text):
        return 1.0
    if question.years <= years_covered(around):
        return 0.9
    return -1.0 if years_covered(text) else -0.3


def _names(question: Question, text: str, around: str) -> float:
    """Return the share of the question's names that stand in the sentence, or half if near it."""
    if not question.names:
        return 0.0
    low, wide = text.casefold(), around.casefold()
    points = [
        1.0 if name.casefold() in low else 0.5 if name.casefold() in wide else 0.0
        for name in question.names
    ]
    return sum(points) / len(points)


def _typed(question: Question) -> bool:
    return question.asks_value or question.kind in (
        "who",
        "where",
        "why",
        "how",
        "effect",
        "list",
        "definition",
    )


def _soft(query: Query, text: str, columns: Vectors) -> dict[str, float]:
    """Return how well the sentence covers each term: 1 where the word stands there."""
    own = {word.stem for word in words(text)}
    cover: dict[str, float] = {}
    for term in query.question.terms:
        if term.stem in own:
            cover[term.stem] = 1.0
            continue
        offsets = query.tokens.offsets
        rows = (offsets[:, 0] < term.end) & (offsets[:, 1] > term.start)
        if not columns.size or not rows.any():
            cover[term.stem] = 0.0
            continue
        best = float(columns[rows].max(axis=1).mean())
        cover[term.stem] = max(0.0, min(1.0, (best - 0.2) / 0.6))
    return cover


def logistic(value: float) -> float:
    """Return the probability whose log odds are `value`."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
