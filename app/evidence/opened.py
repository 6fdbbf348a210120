"""The period that opens a paragraph and dates what follows in it.

"The middle stage covers the years 2013 to 2017. … Many firms settled in the province."
"""

from __future__ import annotations

import re

from app.evidence.candidates import Candidate
from app.evidence.chosen import Chosen
from app.evidence.spans import paragraph_at, sentence_spans
from app.language.values import dates, year_ranges
from ingest.document import Document

_PERIOD = re.compile(r"\b(?:stage|phase|period|years|era|decade|epoch)\b", re.IGNORECASE)


def period_over(candidate: Candidate) -> Chosen | None:
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
