"""What a document is made of: its outline and its paragraphs."""

from __future__ import annotations

from ingest.document import Document


def outline(document: Document) -> list[tuple[str, str]]:
    """Return the number and the title of each section."""
    return [(section.number, section.title) for section in document.sections]


def paragraphs(document: Document) -> list[str]:
    return document.text.split("\n\n")
