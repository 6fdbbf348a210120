"""What the library's page shows of documents, without Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

from app.display.words import Words, counted
from app.language.plain import one_line
from index.store import DocumentSummary
from ingest.document import FRONT, REFERENCES, Document
from ingest.numbering import is_number


def listed(
    rows: Sequence[DocumentSummary], *, containing: str, order: str
) -> list[DocumentSummary]:
    """Return the documents in whose title, authors, year or name all words of `containing` occur.

    `order` is "title", "year" (newest first) or "added" (latest first).
    """
    wanted = containing.casefold().split()
    found = [row for row in rows if all(word in _searched(row) for word in wanted)]
    if order == "title":
        return sorted(found, key=lambda row: ((row.title or row.id).casefold(), row.id))
    if order == "year":
        return sorted(found, key=lambda row: (-(row.year or 0), row.id))
    return sorted(found, key=lambda row: (row.added, row.id), reverse=True)


def _searched(row: DocumentSummary) -> str:
    # Of the source the file's name only: its folder may be called what all in it are about.
    name = row.source.rsplit("/", 1)[-1]
    return " ".join((row.title, *row.authors, str(row.year or ""), row.id, name)).casefold()


def facts(row: DocumentSummary, *, words: Words) -> str:
    """Return authors, year, counts and the file's name in one line, only those there are."""
    counts = (
        (words.pages_count, row.pages),
        (words.passages_count, row.passages),
        (words.references_count, row.references),
    )
    return " · ".join(
        part
        for part in (
            ", ".join(row.authors),
            str(row.year or ""),
            *(counted(text, count) for text, count in counts if count),
            row.source.rsplit("/", 1)[-1],
        )
        if part
    )


def outline(document: Document, *, words: Words) -> list[str]:
    """Return the headings in order, indented by the depth of their numbers, with their pages."""
    lines = []
    for section in document.sections:
        numbered = is_number(section.number)
        depth = section.number.count(".") if numbered else 0
        number = f"{section.number} " if numbered else ""
        page = document.page_at(section.start)
        where = f" · {words.page_number.format(page)}" if page else ""
        lines.append("\u2003" * depth + number + one_line(section.title, limit=140) + where)
    return lines


def section_name(label: str, words: Words) -> str:
    """Return what to call the section of that label, where it is not called so itself."""
    return {FRONT: words.front_matter, REFERENCES: words.bibliography}.get(label, label)


def cited_on(document: Document, reference: int, *, words: Words) -> str:
    """Return where the text cites entry number `reference` (from 0): sections and pages."""
    places = []
    for mention in document.mentions:
        if mention.reference == reference:
            page = document.page_at(mention.start)
            label = section_name(document.section_label(mention.start), words)
            where = words.page_number.format(page) if page else ""
            places.append(f"{label} ({where})" if where else label)
    return ", ".join(dict.fromkeys(places))
