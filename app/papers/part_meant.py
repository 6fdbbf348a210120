"""The part of a paper that a question means: its sections, where they stand, what it is called."""

from __future__ import annotations

from app.papers.part_spans import spans_of
from app.papers.sections import named_section
from app.question.questions import analyse
from ingest.document import Document, Section


def spans_meant(question: str, part: str, document: Document) -> list[tuple[int, int]]:
    """Return where the part stands that a question names; [] where the paper has none such.

    `part` is what it is called ("abstract"), "" where it is named by its number or its place.
    """
    if part:
        return spans_of(part, document)
    return [(one.start, one.end) for one in named_section(analyse(question), document)]


def sections_meant(question: str, part: str, document: Document) -> list[Section]:
    """Return the sections of the part that a question names; none for an abstract."""
    starts = {start for start, _ in spans_meant(question, part, document)}
    return [section for section in document.sections if section.start in starts]


def part_called(question: str, part: str, document: Document) -> str:
    """Return what to call that part, to open a sentence: "Section 4", "The introduction"."""
    if part:
        return f"The {part}"
    return f"Section {named_section(analyse(question), document)[0].label}"
