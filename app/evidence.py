"""The sentences that may answer a question, and what speaks for each of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.lexemes import Word, content_words, stem, words
from app.lexicon import Lexicon
from app.questions import Question
from app.values import Value, names, values, years_covered
from index.encoder import Encoder, TokenVectors, Vectors
from index.hits import Hit
from ingest.document import Document
from ingest.sentences import split_sentences

FEATURES = (
    "late", "late_gap", "lexical", "context", "pairs", "meaning", "rank", "hit", "fit", "misfit",
    "year", "name", "lead", "short", "long", "asks",
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
    the question's terms how well the sentence covers it, in [0, 1].
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
    query: Query, hits: Sequence[Hit], documents: Mapping[str, Document], tables: Sequence[Tokens]
) -> list[Candidate]:
    """Return the sentences of `hits` with their features, each once; `tables` has one item a hit."""
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    found: dict[tuple[str, int], Candidate] = {}
    for rank, (hit, tokens) in enumerate(zip(hits, tables, strict=True)):
        document = documents[hit.passage.document_id]
        for candidate in _of_passage(query, hit, tokens, document, rank=rank, best=best):
            found.setdefault((document.id, candidate.start), candidate)
    return list(found.values())


def _of_passage(
    query: Query, hit: Hit, tokens: Tokens, document: Document, *, rank: int, best: float
) -> list[Candidate]:
    passage = hit.passage
    similarity = query.tokens.vectors @ tokens.vectors.T
    offsets = tokens.offsets
    whole = _late(similarity, query.token_weights)
    context = {word.stem for word in words(f"{passage.context}\n{passage.text}")}
    candidates: list[Candidate] = []
    previous = ""
    for at, (start, end) in enumerate(sentence_spans(document, passage.start, passage.end)):
        text = document.text[start:end]
        inside = (offsets[:, 1] > start - passage.start) & (offsets[:, 0] < end - passage.start)
        columns = similarity[:, inside]
        features = _features(query, text, columns, context, previous, passage.context)
        features |= {
            "late_gap": features["late"] - whole,
            "rank": 1.0 / (1 + rank),
            "hit": hit.score / best,
            "lead": 1.0 if at == 0 else 0.0,
            "meaning": _meaning(query, tokens.vectors[inside]),
        }
        candidates.append(
            Candidate(
                document,
                rank,
                passage.section,
                start,
                end,
                text,
                features,
                values=fitting(query.question, text),
                soft=_soft(query, text, columns),
            )  # fmt: skip
        )
        previous = text
    return candidates


def sentence_spans(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences within `[start, end)`; headings are none."""
    spans = []
    for first, last in split_sentences(document.text[start:end]):
        section = document.section_at(start + first)
        heading_end = heading(document, section.start)[1] if section else 0
        if start + last > heading_end:
            spans.append((max(start + first, min(heading_end, start + last)), start + last))
    return spans


def heading(document: Document, start: int) -> tuple[int, int]:
    """Return the span of the heading line that starts at `start`."""
    end = document.text.find("\n", start)
    return start, end if end >= 0 else len(document.text)


def _late(similarity: Vectors, weights: Vectors) -> float:
    if similarity.shape[1] == 0 or not weights.sum():
        return 0.0
    return float((similarity.max(axis=1) * weights).sum() / weights.sum())


def _meaning(query: Query, vectors: Vectors) -> float:
    if not len(vectors):
        return 0.0
    pooled = vectors.mean(axis=0)
    norm = float(np.linalg.norm(pooled))
    return float(pooled @ query.tokens.pooled) / norm if norm else 0.0


def _features(
    query: Query, text: str, columns: Vectors, context: set[str], previous: str, above: str
) -> dict[str, float]:
    question = query.question
    own = [word.stem for word in content_words(text)]
    around = f"{above} {previous} {text}"
    fits = bool(fitting(question, text))
    wanted = _typed(question)
    return {
        "late": _late(columns, query.token_weights),
        "lexical": covered(query.term_weights, set(own)),
        "context": covered(query.term_weights, context),
        "pairs": _pairs(question.terms, own),
        "fit": float(wanted and fits),
        "misfit": float(wanted and not fits),
        "year": _years(question, text, around),
        "name": _names(question, text, around),
        "short": float(len(own) < 4),
        "long": min(1.0, len(text) / 600),
        "asks": float(text.rstrip().endswith("?")),
    }


def covered(weights: Mapping[str, float], stems: set[str]) -> float:
    """Return the share of the weights whose terms are among `stems`."""
    total = sum(weights.values())
    return (
        sum(weight for term, weight in weights.items() if term in stems) / total if total else 0.0
    )


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
        return 0.5
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
    return question.asks_value or question.kind in ("who", "where", "why", "list", "definition")


_WHY = ("because", "due to", "owing to", "since ", "caused", "attributed to", "as a result",
        "therefore", "lead to", "leads to", "led to", "in order to", "result of", "results from",
        "reason", "so that", "thanks to", "contribut", "stems from", "originat")  # fmt: skip
_DEFINES = (" is a", " is an", " is the", " are ", " refers to", " refer to", " means ",
            " is defined", " defined as", " denotes", " stands for", "consists of", " (")  # fmt: skip
_LISTS = ("include", "including", "such as", "following", "e.g.", "consist", "namely", ":",
          "for example", "for instance", "cover")  # fmt: skip


def fitting(question: Question, text: str) -> tuple[Value, ...]:
    """Return the values of `text` that have the form of the answer asked for."""
    if question.kind in ("who", "where", "which"):
        return _new_names(question, text)
    if not question.asks_value:
        return _cue(question, text)
    found = [
        value
        for value in values(text)
        if value.number not in question.numbers
        and not (value.kind == "year" and int(value.number) in question.years)
    ]
    if question.kind == "year":
        return tuple(value for value in found if value.kind == "year" or _is_period(value))
    if question.kind == "percent":
        return tuple(value for value in found if value.kind == "percent") or tuple(
            value for value in found if value.kind == "number" and "." in value.number
        )
    amounts = [value for value in found if value.kind != "year"]
    if question.kind == "money":
        money = [value for value in amounts if value.kind == "money"]
        return tuple(money or amounts)
    return tuple(amounts)


def _is_period(value: Value) -> bool:
    return value.unit in {stem(word) for word in ("days", "weeks", "months", "years", "century")}


def _new_names(question: Question, text: str) -> tuple[Value, ...]:
    asked = question.text.casefold()
    return tuple(
        Value("number", text[start:end], "", start, end)
        for start, end in names(text)
        if text[start:end].casefold() not in asked
    )


def _cue(question: Question, text: str) -> tuple[Value, ...]:
    """Return the words after which reasons, definitions and lists stand."""
    cues = {"why": _WHY, "definition": _DEFINES, "list": _LISTS}.get(question.kind, ())
    low = text.casefold()
    for cue in cues:
        at = low.find(cue)
        if at >= 0:
            return (Value("number", cue, "", at, at + len(cue)),)
    return ()


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
