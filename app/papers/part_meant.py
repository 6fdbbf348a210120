"""The part of a paper that a question means: its sections, where they stand, what it is called."""

from __future__ import annotations

from app.papers.part_spans import spans_of
from app.papers.sections import named_section
from app.question.part_token import is_usual
from app.question.questions import analyse
from ingest.document import Document, Section


def spans_meant(question: str, part: str, document: Document) -> list[tuple[int, int]]:
    """Return where the part stands that a question names; [] where the paper has none such.

    `part` is what it is called ("abstract"), "" where it is named by its number or its place.
    """
    if part == "abstract":
        return [document.abstract] if document.abstract else []
    if part:
        return spans_of(part, document)
    return [(one.start, one.end) for one in named_section(analyse(question), document)]


def sections_meant(question: str, part: str, document: Document) -> list[Section]:
    """Return the sections of the part that a question names; none for an abstract."""
    starts = {start for start, _ in spans_meant(question, part, document)}
    return [section for section in document.sections if section.start in starts]


def part_called(question: str, part: str, document: Document) -> str:
    """Return what to call that part, to open a sentence: "Section 4", "The introduction"."""
    if is_usual(part):
        return f"The {part} section" if part.endswith("s") or " " in part else f"The {part}"
    return section_called(sections_meant(question, part, document)[0])


def section_called(section: Section) -> str:
    """Return what to call a section, to open a sentence: "Section 4", "Section “Study sites”"."""
    return f"Section {section.number or f'“{section.title}”'}"


def no_part_called(part: str) -> str:
    """Return a sentence that says that there is no part that is called so."""
    return (
        "There is no abstract." if part == "abstract" else f"There is no section called “{part}”."
    )
