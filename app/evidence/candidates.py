"""The sentences that may answer a question, and what speaks for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.evidence.answer_form import fitting
from app.evidence.duplicates import bare, says_alone
from app.evidence.features import of_words
from app.evidence.off_topic import is_aside, is_markup, stands_apart
from app.evidence.spans import sentence_spans
from app.language.lexemes import every_stem, words
from app.language.lexicon import Lexicon
from app.language.nouns import called
from app.language.short_forms import TwoForms
from app.language.values import Value
from app.question.kinds import without_asides
from app.question.questions import Question
from index.encoder import Encoder, TokenVectors, Vectors
from index.hits import Hit
from index.readings import Reading
from ingest.document import Document

FEATURES = (
    "late", "late_gap", "lexical", "context", "pairs", "meaning", "rank", "hit", "fit", "misfit",
    "year", "name", "lead", "short", "long", "asks", "carried", "heading", "soft", "near", "read",
    "topic", "before", "after", "defines", "cued", "relevance", "remedy",
    "begins", "judged", "trouble", "part", "first", "alone", "recalled",
)  # fmt: skip
SAME = 0.8  # how alike two forms of one thing are: as one word is here and there


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its token vectors and the weight of each of its words.

    `term_tokens` are the places of each term's tokens, in the order of the question's terms;
    `forms` are those of what it calls by its letters or by its words.
    """

    question: Question
    tokens: TokenVectors
    token_weights: Vectors
    term_weights: Mapping[str, float]
    term_tokens: tuple[NDArray[np.int64], ...]
    forms: tuple[TwoForms, ...] = ()


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


def make_query(
    question: Question, encoder: Encoder, lexicon: Lexicon, forms: Sequence[TwoForms] = ()
) -> Query:
    """Return `question` with token vectors and rarity weights."""
    tokens = encoder.encode_tokens([question.text])[0]
    content = {(word.start, word.end): word for word in words(without_asides(question.text))}
    starts = sorted(content)
    weights = np.full(len(tokens.vectors), 0.02, dtype=np.float32)
    for at, (start, end) in enumerate(tokens.offsets):
        span = next(((s, e) for s, e in starts if s < end and start < e), None)
        if span is not None and content[span].is_content:
            weights[at] = lexicon.rarity(content[span].stem)
    terms = {word.stem: lexicon.rarity(word.stem) for word in question.terms}
    first, last = tokens.offsets[:, 0], tokens.offsets[:, 1]
    places = tuple(
        np.flatnonzero((first < term.end) & (last > term.start)) for term in question.terms
    )
    return Query(question, tokens, weights, terms, places, tuple(forms))


@dataclass(frozen=True, slots=True)
class Tokens:
    """A passage's token vectors, (tokens, dim) unit rows, and `offsets` (tokens, 2) into `text`."""

    vectors: Vectors
    offsets: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage that was found: its rank from 0, its share of the best score, its tokens.

    `alike` (question tokens, passage tokens) is how alike the tokens are.
    """

    hit: Hit
    rank: int
    share: float
    tokens: Tokens
    alike: Vectors
    document: Document


def gather(
    query: Query,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    tables: Sequence[Tokens],
    readings: Sequence[Reading] = (),
) -> list[Candidate]:
    """Return the sentences of `hits` with their features, each once; `tables`: one a hit.

    Of a sentence that stands in several documents, or twice in one, the first is taken.
    """
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    found: dict[tuple[str, int], Candidate] = {}
    told: dict[str, tuple[str, int]] = {}
    alike = _similarities(query, tables)
    for hit, tokens, matrix in zip(hits, tables, alike, strict=True):
        _match_forms(query, hit.passage.text, tokens, matrix)
    for rank, (hit, tokens) in enumerate(zip(hits, tables, strict=True)):
        document = documents[hit.passage.document_id]
        seen = Seen(hit, rank, hit.score / best, tokens, alike[rank], document)
        for candidate in _of_passage(query, seen, readings[rank] if readings else None):
            place = document.id, candidate.start
            first = told.setdefault(bare(candidate.text), place)
            if first == place or (first[0] == document.id and not says_alone(candidate.text)):
                found.setdefault(place, candidate)
    return list(found.values())


def _similarities(query: Query, tables: Sequence[Tokens]) -> list[Vectors]:
    """Return how alike the question's tokens and each passage's are; one product is the fastest."""
    if not tables:
        return []
    together = query.tokens.vectors @ np.concatenate([table.vectors for table in tables]).T
    ends = np.cumsum([len(table.vectors) for table in tables])
    return np.split(together, ends[:-1], axis=1)


def _match_forms(query: Query, text: str, tokens: Tokens, alike: Vectors) -> None:
    """Set how alike the two forms of one thing are, "SMEs" here and its words there."""
    for each in query.forms:
        for short in (True, False):
            asked = _tokens_in(query.tokens.offsets, each.spans(query.question.text, short=short))
            told = _tokens_in(tokens.offsets, each.spans(text, short=not short))
            block = np.ix_(asked, told)
            alike[block] = np.maximum(alike[block], SAME)


def _tokens_in(offsets: NDArray[np.int64], spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Return the tokens that lie in any of the spans."""
    inside = [(offsets[:, 1] > start) & (offsets[:, 0] < end) for start, end in spans]
    return np.flatnonzero(np.any(inside, axis=0)) if inside else np.zeros(0, dtype=np.int64)


def _of_passage(query: Query, seen: Seen, reading: Reading | None) -> Iterator[Candidate]:
    passage, document = seen.hit.passage, seen.document
    weights = query.token_weights
    whole = late(seen.alike, weights)
    context = every_stem(passage.context) | every_stem(passage.text)
    spans = _sentences(document, passage.start, passage.end)
    texts = [document.text[start:end] for start, end in spans]
    inside = [_tokens_between(seen, start, end) for start, end in spans]
    near = [0.0, *(late(seen.alike[:, here], weights) for here in inside), 0.0]
    apart = stands_apart(query.question, document, passage.start)
    for at, (start, end) in enumerate(spans):
        values = fitting(query.question, texts[at])
        soft = _soft(query, texts[at], seen.alike[:, inside[at]])
        features = of_words(
            query.question,
            query.term_weights,
            texts[at],
            values,
            context=context,
            previous=texts[at - 1] if at else "",
            above=passage.context,
        ) | {
            "late": near[at + 1],
            "late_gap": near[at + 1] - whole,
            "before": near[at],
            "after": near[at + 2],
            "rank": 1.0 / (1 + seen.rank),
            "hit": seen.share,
            "lead": float(at == 0),
            "meaning": _meaning(query, seen.tokens.vectors[inside[at]]),
            **_of_reading(reading, start - passage.start, end - passage.start),
            "soft": weighted(soft, query.term_weights),
            "apart": float(apart or is_aside(query.question, texts[at])),
        }
        span = _span(reading, start - passage.start, end - passage.start)
        yield Candidate(
            document, seen.rank, passage.section, start, end, texts[at], features, values, soft,
            span,
        )  # fmt: skip


def _tokens_between(seen: Seen, start: int, end: int) -> slice:
    """Return which of the passage's tokens lie in `[start, end)` of the document."""
    offsets, shift = seen.tokens.offsets, seen.hit.passage.start
    here = np.flatnonzero((offsets[:, 1] > start - shift) & (offsets[:, 0] < end - shift))
    return slice(int(here[0]), int(here[-1]) + 1) if len(here) else slice(0, 0)


def _sentences(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences that may answer: of a paper's front matter, those of the abstract only.

    What is no paper tells there who met whom, and when: minutes, contracts, manuals.
    """
    spans = sentence_spans(document, start, end)
    front = document.sections[0].start if document.sections else 0
    low, high = document.abstract or (0, 0 if document.is_paper else front)
    return [
        (first, last)
        for first, last in spans
        if (first >= front or low <= first < high)
        and document.text[first:last] != document.title
        and not is_markup(document.text[first:last])
    ]


def late(similarity: Vectors, weights: Vectors) -> float:
    """Return how near tokens are to the question's, each of which counts by its weight.

    `similarity` (question tokens, tokens) is how alike they are; the best of each counts.
    """
    if similarity.shape[1] == 0 or not weights.sum():
        return 0.0
    return float((similarity.max(axis=1) * weights).sum() / weights.sum())


def _of_reading(reading: Reading | None, start: int, end: int) -> dict[str, float]:
    """Return what the reader says for the sentence at `[start, end)` of the passage."""
    if reading is None:
        return dict.fromkeys(("relevance", "answers", "read", "begins", "judged"), 0.0)
    return {
        "relevance": reading.relevance,
        "answers": reading.answerable,
        "read": _read(reading, start, end),
        "begins": reading.share(start, end),
        "judged": 1.0 - reading.judgement.unrelated,
    }


def _read(reading: Reading, start: int, end: int) -> float:
    """Return the reader's chance that the answer starts in `[start, end)` of the passage."""
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


def spoken_share(query: Query, candidate: Candidate) -> float:
    """Return how much of what is asked, by its weight, a sentence speaks of, in [0, 1]."""
    return weighted(candidate.soft, query.term_weights)


def weighted(shares: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the mean of `shares`, each term by its weight."""
    total = sum(weights.get(term, 0.0) for term in shares)
    together = sum(weights.get(term, 0.0) * share for term, share in shares.items())
    return together / total if total else 0.0


def _soft(query: Query, text: str, columns: Vectors) -> dict[str, float]:
    """Return how well the sentence covers each term: 1 where it, or what is called so, is there."""
    own = every_stem(text)
    cover: dict[str, float] = {}
    best = columns.max(axis=1) if columns.size else None
    for term, places in zip(query.question.terms, query.term_tokens, strict=True):
        if called(term.stem) & own:
            cover[term.stem] = 1.0
        elif best is None or not len(places):
            cover[term.stem] = 0.0
        else:
            alike = float(best[places].sum()) / len(places)
            cover[term.stem] = max(0.0, min(1.0, (alike - 0.2) / 0.6))
    return cover
