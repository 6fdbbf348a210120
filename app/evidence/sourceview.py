"""Where a quote stands, ready to be shown: its paragraph, its page, and its rectangles."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.answer import Answer, Citation
from app.evidence.boxes import line_boxes
from index.works import spaced
from ingest.document import Document

Standing = Literal["stands", "moved", "vanished"]
Rectangle = tuple[float, float, float, float]  # x0, y0, x1, y1 as parts of the page, from top left
_AROUND = 700  # characters of the paragraph shown on either side of a quote
_PAD = 0.0015  # of the page, so that a highlight does not cut its letters


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document that an answer leans on: a citation, or a nearest passage.

    `marks` are spans of `quote`; `reference` is a bibliography entry as printed, or "".
    """

    document_id: str
    title: str
    section: str
    page: int | None
    quote: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A source found again in the document as it is now. All offsets are into its text.

    `[paragraph_start, paragraph_end)` holds the quote `[start, end)`; `marks` are spans too.
    """

    standing: Standing
    start: int
    end: int
    paragraph_start: int
    paragraph_end: int
    marks: tuple[tuple[int, int], ...]
    page: int | None


def source_of(answer: Answer, key: str) -> Source | None:
    """Return what the key of a view stands for ("c1", "h0"), None where there is none."""
    kind, number = key[:1], key[1:]
    if not number.isdecimal():
        return None
    if kind == "c":
        found = (one for one in every_citation(answer) if one.number == int(number))
        return next(map(_cited, found), None)
    if kind == "h" and int(number) < len(answer.hits):
        passage = answer.hits[int(number)].passage
        return Source(
            passage.document_id,
            "",
            passage.section,
            passage.page,
            passage.text,
            passage.start,
            passage.end,
        )
    return None


def every_citation(answer: Answer) -> list[Citation]:
    """Return what the answer cites, then what the passages that disagree with it add."""
    found = {citation.number: citation for citation in answer.citations}
    for disagreement in answer.disagreements:
        for side in disagreement.sides:
            found.setdefault(side.number, side)
    return list(found.values())


def cited_sources(answer: Answer) -> list[Source]:
    """Return what the answer cites, in its order."""
    return [_cited(citation) for citation in answer.citations]


def _cited(citation: Citation) -> Source:
    return Source(
        citation.document_id,
        citation.title,
        citation.section,
        citation.page,
        citation.quote,
        citation.start,
        citation.end,
        citation.marks,
        citation.reference,
    )


def front_of(document: Document) -> Source:
    """Return how the document begins, as a source: what a cited work opens with."""
    end = document.text.find("\n", 0, _AROUND)
    quote = document.text[: end if end > 0 else _AROUND]
    return Source(
        document.id, document.title, "0", document.page_at(0), quote, start=0, end=len(quote)
    )


def opening(document: Document, section: int) -> tuple[Source, Located]:
    """Return how section number `section` (from 0) opens: its heading, and what follows it.

    Of a document without that section, how the document opens.
    """
    if not 0 <= section < len(document.sections):
        front = front_of(document)
        return front, locate(document, front)
    part = document.sections[section]
    line = document.text.find("\n", part.start, part.end)
    heading = document.text[part.start : part.end if line < 0 else line]
    page, end = document.page_at(part.start), part.start + len(heading)
    source = Source(
        document.id, document.title, part.label, page, heading, start=part.start, end=end
    )
    stop = min(part.end, end + 2 * _AROUND)
    if stop < part.end:
        stop = max(document.text.rfind(" ", end, stop), end)
    return source, replace(locate(document, source), paragraph_end=stop)


def locate(document: Document, source: Source) -> Located:
    """Return where the source's quote stands in `document` now.

    A quote that vanished is located where it stood, with nothing marked.
    """
    start, end = source.start, source.end
    standing: Standing = "stands"
    if document.text[start:end] != source.quote:
        found = document.text.find(source.quote)
        if found < 0 or not source.quote:
            return Located("vanished", 0, 0, 0, 0, (), source.page)
        start, end, standing = found, found + len(source.quote), "moved"
    before, after = paragraph_around(document.text, start, end)
    marks = tuple((start + first, start + last) for first, last in source.marks)
    return Located(standing, start, end, before, after, marks, document.page_at(start))


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the paragraph in which `[start, end)` stands, cut where it is long."""
    before = text.rfind("\n", max(0, start - _AROUND), start) + 1
    if before == 0 and start > _AROUND:
        before = text.find(" ", start - _AROUND, start) + 1 or start
    after = text.find("\n", end, end + _AROUND)
    if after < 0:
        after = len(text) if len(text) <= end + _AROUND else text.rfind(" ", end, end + _AROUND)
    return before, max(after, end)


def rectangles(
    document: Document, spans: Iterable[tuple[int, int]], *, page: int
) -> list[Rectangle]:
    """Return what to highlight for `spans` on the 1-based `page`: one rectangle a printed line.

    Parts of the page from the top left. Empty where the places of the words are not known, or a
    rectangle would cover other words.
    """
    at = bisect.bisect_left(document.pages, page, key=lambda item: item.number)
    if at >= len(document.pages) or document.pages[at].number != page:
        return []
    size = document.pages[at]
    if not size.width or not size.height:
        return []
    return [
        (
            max(0.0, x0 / size.width - _PAD),
            max(0.0, y0 / size.height - _PAD),
            min(1.0, x1 / size.width + _PAD),
            min(1.0, y1 / size.height + _PAD),
        )
        for number, x0, y0, x1, y1 in line_boxes(document, tuple(spans))
        if number == page
    ]


def cited_work(reference: str, titles: Mapping[str, str]) -> str:
    """Return the id of the document whose title stands in the entry `reference`, "" for none.

    A short title would stand in many entries by chance, so it must have four words at least.
    """
    entry = spaced(reference)
    if not entry.strip():
        return ""
    for identity, title in titles.items():
        wanted = spaced(title)
        if wanted.count(" ") >= 5 and wanted in entry:
            return identity
    return ""


def page_numbers(document: Document) -> tuple[int, int]:
    """Return the first and the last page of `document`, (0, 0) where it has none."""
    if not document.pages or not document.pages[0].width:
        return (0, 0)
    return document.pages[0].number, document.pages[-1].number
