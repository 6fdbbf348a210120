"""Sentences that a page of figures or tables cuts in two, and the half that a reader misses.

Pages stay in order in the text, so such a page stands between the halves there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.evidence.spans import paragraph_at
from ingest.document import Document
from ingest.sections import CAPTIONED
from ingest.sentences import split_sentences

_NO_TEXT = re.compile(
    rf"(?:{'|'.join(CAPTIONED)})\s*[\dIVX]|notes?\b|sources?\b|\W*$", re.IGNORECASE
)
_OPEN = re.compile(
    r"[.?!]\d{0,3} [A-Z].*(?:^|\s)[(“]?[A-Za-z-]+[,;]?$", re.DOTALL
)  # ends with a word
_GOES_ON = re.compile(r"(?!where\b)[a-z]+[,)]?(?: [^\W\d_]\S*){4}")
_ENDED = re.compile(r"[.?!][\"'”’)]*\d{0,3}$")
_PROSE = 120  # characters of a paragraph that is no row of labels
_PAGES = 2  # how far the halves may be apart


def with_other_halves(document: Document, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans`, in reading order, with the halves that the first and last lack."""
    if not spans:
        return spans
    before, behind = _half_before(document, spans[0][0]), _half_behind(document, spans[-1][1])
    return [*([before] if before else []), *spans, *([behind] if behind else [])]


def _half_before(document: Document, start: int) -> tuple[int, int] | None:
    """Return the half above of the sentence at `start`, None where it has all of itself."""
    first, last = paragraph_at(document, start)
    page = document.page_at(start)
    if first != start or page is None or not _is_rest(document.text[first:last]):
        return None
    for low, high in _above(document, first):
        text, there = document.text[low:high], document.page_at(high - 1)
        if there is None or there < page - _PAGES or _is_rest(text):
            return None
        if _is_open(text):
            begin, end = split_sentences(text)[-1]
            return (low + begin, low + end) if there < page else None
    return None


def _half_behind(document: Document, end: int) -> tuple[int, int] | None:
    """Return the half below of the sentence that ends at `end`, None where it is whole."""
    first, last = paragraph_at(document, end - 1)
    page = document.page_at(end - 1)
    if last != end or page is None or not _is_open(document.text[first:last]):
        return None
    for low, high in _below(document, last):
        text, there = document.text[low:high], document.page_at(low)
        if there is None or there > page + _PAGES or _is_open(text) and not _is_rest(text):
            return None
        if _is_rest(text):
            begin, stop = split_sentences(text)[0]
            return (low + begin, low + stop) if there > page else None
    return None


def _is_open(paragraph: str) -> bool:
    """Say whether running text stops in the middle of a sentence."""
    prose = len(paragraph) > _PROSE and " | " not in paragraph and not _NO_TEXT.match(paragraph)
    return prose and _OPEN.search(paragraph) is not None


def _is_rest(paragraph: str) -> bool:
    """Say whether a paragraph begins in the middle of a sentence, which ends in it."""
    if _GOES_ON.match(paragraph) is None or " | " in paragraph:
        return False
    start, end = split_sentences(paragraph)[0]
    return _ENDED.search(paragraph[start:end]) is not None


def _above(document: Document, start: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs above, the nearest first, up to the heading of the section."""
    section = document.section_at(start)
    while section is not None and start > section.start + 1:
        low, high = paragraph_at(document, start - 2)
        if low < section.start or low >= start:
            return
        if high > low:
            yield low, high
        start = low


def _below(document: Document, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs below, the nearest first, down to the end of the section."""
    section = document.section_at(end - 1)
    while section is not None and end + 1 < section.end:
        low, high = paragraph_at(document, end + 1)
        if high > low:
            yield low, high
        end = max(high, end + 1)
