"""A text as it is laid out: the sentence at a place, the page of a part, how long it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.papers.discourse import in_text, section_lead
from app.papers.front import title_span
from app.papers.pages import NO_PAGES, page_count
from app.papers.part_meant import no_part_called, part_called, sections_meant, spans_meant
from app.papers.part_spans import text_proper
from app.papers.sections import Outlined, chapters_of, heading_of
from app.question.extent_asked import ExtentAsked, extent_asked
from app.question.part_token import is_matter, is_usual
from ingest.document import Document

WHOLE = "Without abstract, bibliography and appendices, the text"
_WORD = re.compile(r"[^\W_]+(?:['’.,/-][^\W_]+)*")
_STOPS = re.compile(r"[.!?:;…。！？][\"'”’)\]]*(?:\d{1,3}|\[[\d, –-]+\])?$")
_BROKEN_OFF = re.compile(r"[^\w\"'“”‘’(\[$§#•–—-]")
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}")
_IN_A_SENTENCE, _IN_A_LINE = 3, 9  # plain words, of what ends as a sentence does, or does not


def extent_answer(question: str, document: Document) -> Outlined | None:
    """Return what the question asks of the text as it is laid out, None if it asks for more."""
    wanted = extent_asked(question)
    if wanted is None:
        return None
    if wanted.how in ("longest", "shortest"):
        return _longest(document, shortest=wanted.how == "shortest")
    spans = _spans(wanted, question, document)
    if not spans:
        return None
    if wanted.how in ("sentence", "paragraph"):
        told = _at_its_place(wanted, spans, document)
        return Outlined(told) if told else None
    first = _opens(wanted, question, document)
    called = _called(wanted, question, document)
    if wanted.how == "page":
        return Outlined([first], _pages(called, spans, document), answers=True)
    if wanted.how == "length":
        return Outlined([first], _length(called, spans, document), answers=True)
    return Outlined([first])


def no_such_extent(question: str, papers: Sequence[Document]) -> str:
    """Return a sentence that says that no paper has the part or the place that is asked for, or "".

    "How long is the evaluation?" may ask for something else.
    """
    wanted = extent_asked(question)
    if wanted is None or wanted.how in ("longest", "shortest"):
        return ""
    having = [paper for paper in papers if _spans(wanted, question, paper)]
    by_place = wanted.how in ("sentence", "paragraph")
    if not having:
        surely = is_usual(wanted.part) and not is_matter(wanted.part)
        surely |= by_place or "page" in question.casefold()
        return no_part_called(wanted.part) if wanted.part and surely else ""
    if not by_place:
        return ""
    called = _called(wanted, question, having[0])
    told = _sentences(having[0], _spans(wanted, question, having[0]))
    count = len(told if wanted.how == "sentence" else _paragraphs(told))
    return (
        f"{called} has {f'only {_number(count, wanted.how)}' if count else 'no text of its own'}."
    )


def _called(wanted: ExtentAsked, question: str, document: Document) -> str:
    return WHOLE if wanted.whole else part_called(question, wanted.part, document)


def _spans(wanted: ExtentAsked, question: str, document: Document) -> list[tuple[int, int]]:
    """Return where the part stands that is asked about, or all of the text."""
    if wanted.whole:
        return [(one.start, one.end) for one in text_proper(document)] or [(0, document.body_end)]
    return spans_meant(question, wanted.part, document)


def _opens(wanted: ExtentAsked, question: str, document: Document) -> Chosen:
    """Return the heading of the part, or the title; of an abstract its first sentence."""
    if wanted.whole:
        return title_span(document)
    if sections := sections_meant(question, wanted.part, document):
        return heading_of(document, sections[0])
    return _sentences(document, spans_meant(question, wanted.part, document))[0]


def _at_its_place(
    wanted: ExtentAsked, spans: Sequence[tuple[int, int]], document: Document
) -> list[Chosen]:
    """Return the sentence, or the sentences of the paragraph, that stand at the place."""
    told = _sentences(document, spans)
    rows = _paragraphs(told) if wanted.how == "paragraph" else [[each] for each in told]
    if not -len(rows) <= wanted.place < len(rows):
        return []
    at = wanted.place % len(rows)
    start = max(at - wanted.count + 1, 0) if wanted.place < 0 else at
    return [each for row in rows[start : start + wanted.count] for each in row]


def _sentences(document: Document, spans: Sequence[tuple[int, int]]) -> list[Chosen]:
    """Return the sentences of these parts: no headings, captions, footnotes or formulas."""
    headed = {section.start for section in document.sections}
    shown: list[Chosen] = []
    for start, end in spans:
        if start in headed:
            shown += section_lead(document, start, end, len(document.text))
        else:
            told = sentence_spans(document, start, end)
            shown += [Chosen(document, *one, 1.0) for one in told if in_text(document, one)]
    lines = [each for each in shown if " " in each.text]  # not "Background."
    return [each for each in lines if _is_sentence(each.text)] or lines


def _is_sentence(text: str) -> bool:
    """Say whether a line has the words of a sentence, and not those of a label or a formula."""
    least = _IN_A_SENTENCE if _STOPS.search(text) else _IN_A_LINE
    return not _BROKEN_OFF.match(text) and len(_PLAIN_WORD.findall(text)) >= least


def _paragraphs(sentences: Sequence[Chosen]) -> list[list[Chosen]]:
    """Return the sentences of each paragraph, which goes on behind a formula."""
    rows: list[list[Chosen]] = []
    for each in sentences:
        same_line = rows and "\n" not in each.document.text[rows[-1][-1].end : each.start]
        if rows and (same_line or each.text[0].islower()):
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _pages(called: str, spans: Sequence[tuple[int, int]], document: Document) -> str:
    """Return a sentence on which pages the part stands, or that there are none."""
    if not page_count(document):
        return NO_PAGES[0]
    first, last = _first_and_last(spans, document)
    return (
        f"{called} begins on page {first} and ends on page {last}."
        if last > first
        else (f"{called} is on page {first}.")
    )


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
    first, last = _first_and_last(spans, document) if page_count(document) else (0, 0)
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
        for tree in chapters_of(document)
    }
    telling = [one for one, words in counts.items() if words and heading_of(document, one).text]
    if len(telling) < 2:
        return None
    best = (min if shortest else max)(telling, key=lambda one: counts[one])
    named = heading_of(document, best)
    which = "shortest" if shortest else "longest"
    told = f"“{named.text}” is the {which} chapter: {_number(counts[best], 'word')}."
    return Outlined([named], told, answers=True)
