"""What stands around sentences: their paragraphs, sections and titles, and the period over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.evidence.candidates import Candidate
from app.evidence.chosen import Chosen
from app.evidence.spans import paragraph_at, sentence_spans
from app.language.lexemes import every_stem
from app.language.values import dates, year_ranges
from ingest.document import Document

_LONGEST = 4_000  # characters of a paragraph that are looked at
_FAR = 4_000  # characters from a sentence to what of its section still stands around it
_PERIOD = re.compile(r"\b(?:stage|phase|period|years|era|decade|epoch)\b", re.IGNORECASE)


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
    start, end = max(0, item.start - _FAR), item.end + _FAR
    if section:
        start, end = max(start, section.start), min(end, section.end)
    return item.document.text[start:end]


def period_over(candidate: Candidate | Chosen) -> Chosen | None:
    """Return the sentence with the period that a sentence without a date stands under.

    It opens the paragraph, and no other date stands in between.
    """
    document = candidate.document
    low, _ = paragraph_at(document, candidate.start)
    first = _first(document, low, candidate.start)
    if first is None:
        return None
    start, end = first
    text = document.text[start:end]
    given = year_ranges(text) or dates(text)
    if len(given) != 1 or not _PERIOD.search(text) or dates(document.text[end : candidate.end]):
        return None
    return Chosen(document, start, end, 1.0, ((given[0].start, given[0].end),))


def _first(document: Document, low: int, high: int) -> tuple[int, int] | None:
    """Return the sentence that opens the paragraph at `low`, if it ends before `high`."""
    return next(iter(sentence_spans(document, low, high)), None) if low < high else None
