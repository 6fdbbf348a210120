"""What stands around the sentences that are to be shown: their paragraphs, sections and titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.evidence.chosen import Chosen
from app.language.lexemes import every_stem
from ingest.document import Document

_LONGEST = 4_000  # characters of a paragraph that are looked at


@dataclass(frozen=True, slots=True)
class Around:
    """The sentences shown, and the paragraphs and sections that they stand in, each joined.

    `said` are the stems of the sentences, `beside` those of the paragraphs and the titles above.
    """

    shown: str
    paragraphs: str
    sections: str
    documents: tuple[Document, ...]
    said: frozenset[str]
    beside: frozenset[str]


def around(chosen: Sequence[Chosen]) -> Around:
    """Return the surroundings of the sentences to be shown."""
    above = " ".join(dict.fromkeys(heading(item) for item in chosen))
    shown = " ".join(item.text for item in chosen)
    paragraphs = " ".join([above, *dict.fromkeys(map(_paragraph, chosen))])
    return Around(
        shown=shown,
        paragraphs=paragraphs,
        sections=" ".join([above, *dict.fromkeys(map(_section, chosen))]),
        documents=tuple({item.document.id: item.document for item in chosen}.values()),
        said=every_stem(shown),
        beside=every_stem(paragraphs),
    )


def _paragraph(item: Chosen) -> str:
    text = item.document.text
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    return text[start : end if end >= 0 else len(text)][:_LONGEST]


def heading(item: Chosen) -> str:
    """Return the titles that stand above a sentence: the paper's and its section's."""
    section = item.document.section_at(item.start)
    return f"{item.document.title} {section.title if section else ''}"


def _section(item: Chosen) -> str:
    section = item.document.section_at(item.start)
    start, end = (
        (section.start, section.end) if section else (max(0, item.start - 2_000), item.end + 2_000)
    )
    return item.document.text[start:end]
