"""A text as it is laid out: the sentence at a place, the page of a part, how long it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.papers.discourse import section_lead
from app.papers.front import title_span
from app.papers.part_meant import part_called, sections_meant, spans_meant
from app.papers.sections import Outlined, heading_of
from app.question.extent_asked import ExtentAsked, extent_asked
from ingest.document import Document, Section

WHOLE = "The text, without abstract and bibliography,"
_WORD = re.compile(r"[^\W_]+(?:['’.,/-][^\W_]+)*")


def extent_answer(question: str, document: Document) -> Outlined | None:
    """Return what the question asks of the text as it is laid out, None if it asks for more."""
    wanted = extent_asked(question)
    if wanted is None:
        return None
    if wanted.how in ("sentence", "paragraph"):
        told = _at_its_place(wanted, question, document)
        return Outlined(told) if told else None
    if wanted.how in ("longest", "shortest"):
        return _longest(document, shortest=wanted.how == "shortest")
    spans = _spans(wanted, question, document)
    if not spans:
        return None
    first = _opens(wanted, question, document)
    called = WHOLE if wanted.whole else part_called(question, wanted.part, document)
    if wanted.how == "page":
        return Outlined([first], _pages(called, spans, document))
    return Outlined([first], _length(called, spans, document) if wanted.how == "length" else "")


def _spans(wanted: ExtentAsked, question: str, document: Document) -> list[tuple[int, int]]:
    """Return where the part stands that is asked about, or all of the text."""
    if wanted.whole:
        return [(one.start, one.end) for one in document.body_sections] or [(0, document.body_end)]
    return spans_meant(question, wanted.part, document)


def _opens(wanted: ExtentAsked, question: str, document: Document) -> Chosen:
    """Return the heading of the part, or the title; of an abstract its first sentence."""
    if wanted.whole:
        return title_span(document)
    if sections := sections_meant(question, wanted.part, document):
        return heading_of(document, sections[0])
    return _sentences(document, spans_meant(question, wanted.part, document))[0]


def _at_its_place(wanted: ExtentAsked, question: str, document: Document) -> list[Chosen]:
    """Return the sentence, or the sentences of the paragraph, that stand at the place."""
    told = _sentences(document, _spans(wanted, question, document))
    if wanted.how == "paragraph":
        rows = _paragraphs(told)
        return rows[wanted.place] if -len(rows) <= wanted.place < len(rows) else []
    return [told[wanted.place]] if -len(told) <= wanted.place < len(told) else []


def _sentences(document: Document, spans: Sequence[tuple[int, int]]) -> list[Chosen]:
    """Return the sentences of these parts, the headings of sections left out."""
    headed = {section.start for section in document.sections}
    shown: list[Chosen] = []
    for start, end in spans:
        if start in headed:
            shown += section_lead(document, start, end, len(document.text))
        else:
            shown += [Chosen(document, *one, 1.0) for one in sentence_spans(document, start, end)]
    return [each for each in shown if " " in each.text]  # not "Background."


def _paragraphs(sentences: Sequence[Chosen]) -> list[list[Chosen]]:
    """Return the sentences of each paragraph."""
    rows: list[list[Chosen]] = []
    for each in sentences:
        goes_on = rows and "\n" not in each.document.text[rows[-1][-1].end : each.start]
        rows[-1:] = [[*rows[-1], each]] if goes_on else [*rows[-1:], [each]]
    return rows


def _pages(called: str, spans: Sequence[tuple[int, int]], document: Document) -> str:
    """Return a sentence on which pages the part stands, or that there are none."""
    if not _has_pages(document):
        return "The file has no pages of its own."
    first, last = _first_and_last(spans, document)
    return (
        f"{called} begins on page {first} and ends on page {last}."
        if last > first
        else (f"{called} is on page {first}.")
    )


def _has_pages(document: Document) -> bool:
    return bool(document.pages and document.pages[-1].width)


def _first_and_last(spans: Sequence[tuple[int, int]], document: Document) -> tuple[int, int]:
    """Return the first and the last page of a part of a document that has pages."""
    first, end = document.page_at(spans[0][0]) or 1, spans[-1][1]
    text_ends = spans[-1][0] + len(document.text[spans[-1][0] : end].rstrip())
    return first, document.page_at(max(text_ends - 1, 0)) or first


def _length(called: str, spans: Sequence[tuple[int, int]], document: Document) -> str:
    """Return a sentence on how many words, sentences and paragraphs the part has."""
    told = _sentences(document, spans)
    counts = (
        (_words(told), "word"),
        (len(told), "sentence"),
        (len(_paragraphs(told)), "paragraph"),
    )
    words, sentences, paragraphs = (_number(*each) for each in counts)
    first, last = _first_and_last(spans, document) if _has_pages(document) else (0, 0)
    on = f", on {'page' if first == last else 'pages'} {first}" if first else ""
    to = f" to {last}" if last > first else ""
    return f"{called} has {words} in {sentences} and {paragraphs}{on}{to}."


def _words(sentences: Sequence[Chosen]) -> int:
    return sum(len(_WORD.findall(each.text)) for each in sentences)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _longest(document: Document, *, shortest: bool) -> Outlined | None:
    """Return the heading of the chapter that has most words, or fewest, and how many."""
    counts = {
        tree[0]: _words(_sentences(document, [(one.start, one.end) for one in tree]))
        for tree in _chapters(document)
    }
    if len(counts) < 2:
        return None
    best = (min if shortest else max)(counts, key=lambda one: counts[one])
    words = _number(counts[best], "word")
    return Outlined(
        [heading_of(document, best)], f"It is the {'shortest' if shortest else 'longest'}: {words}."
    )


def _chapters(document: Document) -> list[list[Section]]:
    """Return the chapters, each with the sections below it."""
    trees: list[list[Section]] = []
    for section in document.body_sections:
        if trees and section.number.startswith(f"{trees[-1][0].number}."):
            trees[-1].append(section)
        else:
            trees.append([section])
    return trees
