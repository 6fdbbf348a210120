"""An `Answer` as JSON text and back, whole: what conversations are stored as.

The contract that other programs read is `app.export`; this is the page's own memory, and loses
nothing.
"""

from __future__ import annotations

import dataclasses
import json
from typing import TypedDict

from app.answer import Answer, Box, Citation, Mode, Seconds, Sentence, Support
from index.hits import Hit, Ranks
from ingest.document import Passage, PassageKind


class _Sentence(TypedDict):
    text: str
    citations: list[int]
    support: Support
    why: str
    marks: list[tuple[int, int]]


class _Citation(TypedDict):
    number: int
    document_id: str
    title: str
    page: int | None
    section: str
    quote: str
    start: int
    end: int
    boxes: list[Box]
    marks: list[tuple[int, int]]
    reference: str


class _Passage(TypedDict):
    id: str
    document_id: str
    kind: PassageKind
    start: int
    end: int
    section: str
    page: int | None
    context: str
    text: str


class _Hit(TypedDict):
    passage: _Passage
    score: float
    ranks: dict[str, int | None]


class _Answer(TypedDict):
    question: str
    searched: str
    sentences: list[_Sentence]
    citations: list[_Citation]
    abstained: bool
    reason: str
    confidence: float
    mode: Mode
    hits: list[_Hit]
    seconds: dict[str, float]
    id: str


def dump_answer(answer: Answer) -> str:
    """Return `answer` as one line of JSON."""
    return json.dumps(dataclasses.asdict(answer), ensure_ascii=False)


def load_answer(text: str) -> Answer:
    """Return the answer that `dump_answer` wrote: `load_answer(dump_answer(a)) == a`."""
    row: _Answer = json.loads(text)
    return Answer(
        question=row["question"],
        searched=row["searched"],
        sentences=tuple(map(_sentence, row["sentences"])),
        citations=tuple(map(_citation, row["citations"])),
        abstained=row["abstained"],
        reason=row["reason"],
        confidence=row["confidence"],
        mode=row["mode"],
        hits=tuple(map(_hit, row["hits"])),
        seconds=Seconds(**row["seconds"]),
        id=row["id"],
    )


def _spans(rows: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in rows)


def _sentence(row: _Sentence) -> Sentence:
    return Sentence(
        text=row["text"],
        citations=tuple(row["citations"]),
        support=row["support"],
        why=row["why"],
        marks=_spans(row["marks"]),
    )


def _citation(row: _Citation) -> Citation:
    return Citation(
        number=row["number"],
        document_id=row["document_id"],
        title=row["title"],
        page=row["page"],
        section=row["section"],
        quote=row["quote"],
        start=row["start"],
        end=row["end"],
        boxes=tuple((page, x0, y0, x1, y1) for page, x0, y0, x1, y1 in row["boxes"]),
        marks=_spans(row["marks"]),
        reference=row["reference"],
    )


def _hit(row: _Hit) -> Hit:
    return Hit(passage=Passage(**row["passage"]), score=row["score"], ranks=Ranks(**row["ranks"]))
