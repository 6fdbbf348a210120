"""The part of a paper that a question limits itself to: a numbered section, or one by its name."""

from __future__ import annotations

from collections.abc import Sequence

from app.language.lexemes import stems
from app.question.part_named import CLOSING, OPENING
from app.question.questions import Question
from index.hits import Hit
from ingest.document import Document, Section

_CALLED = {
    OPENING: stems("introduction"),
    CLOSING: stems("conclusion concluding"),
    "conclusion": stems("conclusion concluding"),
    "conclusions": stems("conclusion concluding"),
}


def in_numbered(number: str, label: str) -> bool:
    """Say whether a section's label is that number, or that of a part of it."""
    return label == number or label.startswith(f"{number}.")


def in_part(asked: Question, hits: Sequence[Hit], papers: dict[str, Document]) -> list[Hit]:
    """Return the hits within the part that the question names; [] where it names none."""
    if asked.section:
        return [hit for hit in hits if in_numbered(asked.section, hit.passage.section)]
    if not asked.part:
        return []
    spans = {name: spans_of(asked.part, paper) for name, paper in papers.items()}
    return [
        hit
        for hit in hits
        if any(
            start < hit.passage.end and hit.passage.start < end
            for start, end in spans[hit.passage.document_id]
        )
    ]


def spans_of(part: str, paper: Document) -> list[tuple[int, int]]:
    """Return where in its text the part of a paper stands, with the sections under it."""
    body = paper.body_sections
    if part == "abstract":
        front = (0, body[0].start) if body else (0, len(paper.text))
        return [paper.abstract or front]
    called = _CALLED.get(part, stems(part))
    own = [section for section in body if called & stems(section.title)]
    if not own and body and part in (OPENING, CLOSING):
        top = [section for section in body if "." not in section.number]
        own = [(top or body)[0 if part == OPENING else -1]]
    return [(each.start, each.end) for each in body if any(_under(each, one) for one in own)]


def _under(each: Section, one: Section) -> bool:
    return each == one or bool(one.number and in_numbered(one.number, each.number))
