"""What was found in a file, as rows for programs and as a page for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from ingest.document import Document, Passage
from ingest.names import printed
from ingest.numbering import is_number


class SectionRow(TypedDict):
    """A section in the output of `--json`."""

    number: str
    title: str


class ReferenceRow(TypedDict):
    """A bibliography entry in the output of `--json`."""

    label: str
    text: str
    authors: list[str]
    year: int | None
    title: str


class FileRow(TypedDict):
    """A file in the output of `--json`. `passages` is a count; `error` is None if all is well."""

    path: str
    title: str
    authors: list[str]
    year: int | None
    pages: int
    passages: int
    sections: list[SectionRow]
    references: list[ReferenceRow]
    warnings: list[str]
    error: str | None


class PassageRow(TypedDict):
    """A passage in the output of `--passages`. `page` is None where the format has no pages."""

    id: str
    document: str
    kind: str
    section: str
    page: int | None
    start: int
    end: int
    context: str
    text: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """A file, and what became of it: a document with its passages, or an error."""

    path: str
    document: Document | None
    passages: Sequence[Passage]
    error: str | None


def file_row(ingested: Ingested) -> FileRow:
    """Return the row that `--json` prints for a file."""
    document = ingested.document
    return FileRow(
        path=ingested.path,
        title=document.title if document else "",
        authors=list(document.authors) if document else [],
        year=document.year if document else None,
        pages=len(document.pages) if document else 0,
        passages=len(ingested.passages),
        sections=_section_rows(document),
        references=_reference_rows(document),
        warnings=list(document.warnings) if document else [],
        error=ingested.error,
    )


def _section_rows(document: Document | None) -> list[SectionRow]:
    if document is None:
        return []
    return [SectionRow(number=each.number, title=each.title) for each in document.sections]


def _reference_rows(document: Document | None) -> list[ReferenceRow]:
    if document is None:
        return []
    return [
        ReferenceRow(
            label=each.label,
            text=each.text,
            authors=list(each.authors),
            year=each.year,
            title=each.title,
        )
        for each in document.references
    ]


def passage_row(passage: Passage) -> PassageRow:
    """Return the row that `--passages` prints for a passage."""
    return PassageRow(
        id=passage.id,
        document=passage.document_id,
        kind=passage.kind,
        section=passage.section,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        context=passage.context,
        text=passage.text,
    )


def readable(ingested: Ingested) -> str:
    """Return what was found in a file, for people: a few lines, then its sections."""
    document, path = ingested.document, printed(ingested.path)
    if document is None:
        return f"{path}\n  failed      {printed(ingested.error or '')}\n"
    lines = [path, *(f"  {name:<12}{value}" for name, value in _facts(document, ingested))]
    lines += [f"  section     {_heading(number, title)}" for number, title in _outline(document)]
    lines += [f"  warning     {warning}" for warning in document.warnings]
    return "\n".join(lines) + "\n"


def _facts(document: Document, ingested: Ingested) -> list[tuple[str, str]]:
    kinds = Counter(passage.kind for passage in ingested.passages)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    cited = len({mention.reference for mention in document.mentions})
    read_by_ocr = [str(page.number) for page in document.pages if page.ocr]
    facts = [
        ("title", document.title),
        ("authors", "; ".join(document.authors)),
        ("year", str(document.year or "")),
        ("keywords", "; ".join(document.keywords)),
        ("abstract", _abstract_words(document)),
        ("pages", str(len(document.pages) or "")),
        ("ocr", ", ".join(read_by_ocr)),
        ("words", f"{len(document.text.split()):,}"),
        ("references", f"{len(document.references)}, {cited} of them cited in the text"),
        ("passages", f"{len(ingested.passages)}: {counts}"),
    ]
    return [(name, value) for name, value in facts if value]


def _abstract_words(document: Document) -> str:
    if document.abstract is None:
        return ""
    start, end = document.abstract
    return f"{len(document.text[start:end].split())} words"


def _outline(document: Document) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in document.sections]


def _heading(number: str, title: str) -> str:
    indent = "  " * number.count(".")
    return f"{indent}{number} {title}".rstrip() if is_number(number) else title
