"""The sentences of a paper's prose: of its abstract and its sections, without captions and rows."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator

from app.evidence.spans import sentence_spans
from app.language.values import MONTHS, WORK_YEAR
from app.papers.discourse import section_lead
from ingest.document import Document

LEAST_WORDS = 4
_CAPTION = re.compile(r"(?:table|fig(?:ure|\.)?|chart|box|scheme|panel)\s*[\dIVX]", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?:;][\"”’')\]]*(?:\s*\[\d[\d, –-]*\])?$")
_HISTORY = re.compile(r"(?:received|accepted|submitted|revised|published)\b[:\s]+\d", re.IGNORECASE)
_MONTH = rf"(?!(?:{MONTHS})\b)"
_DATED_WORK = re.compile(  # "(Stone et al., 1997; 2004)", "Stone and Moss (2011)"; not "(May 2001)"
    rf"\([^()]*\b{_MONTH}(?:[A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+)?|et al\.?),? {WORK_YEAR}[^()]*\)|"
    rf"\b{_MONTH}(?:[A-Z][\w’'-]+|et al\.?)(?:,? ?[(\[]{WORK_YEAR}[a-z]?[)\]]|, {WORK_YEAR}[a-z]?[);])"
)


def places_of_works(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Return where works are cited in `[start, end)`, found in the bibliography or not."""
    linked = [(one.start, one.end) for one in document.mentions if start <= one.start < end]
    return linked + [found.span() for found in _DATED_WORK.finditer(document.text, start, end)]


def prose(document: Document) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of the abstract and of the sections stand, in their order."""
    if document.abstract:
        yield from _told(document, sentence_spans(document, *document.abstract))
    for section in document.body_sections:
        lead = section_lead(document, section.start, section.end, len(document.text))
        yield from _told(document, [(each.start, each.end) for each in lead])


def _told(document: Document, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield those that are sentences: they come to an end, and head no table or figure.

    When a paper was received and accepted is not told in it.
    """
    for start, end in spans:
        text = document.text[start:end].strip()
        whole = _CLOSED.search(text) and len(text.split()) >= LEAST_WORDS
        if whole and not (_CAPTION.match(text) or _HISTORY.match(text)):
            yield start, end
