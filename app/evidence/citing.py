"""From chosen spans to sentences with numbered citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answer import Citation, Sentence
from app.evidence.boxes import line_boxes
from app.evidence.chosen import Chosen
from ingest.document import REFERENCES, Document

_LABEL = re.compile(r"(?:Abstract|ABSTRACT|Text)(?:[:.]|\s?[—–])\s*(?=(?:\S+\s+){3})")


def cite(chosen: Sequence[Chosen]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return a sentence and a citation for each span; what is quoted needs no further support."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for number, item in enumerate(chosen, start=1):
        citations.append(citation(item, number=number))
        sentences.append(quoted(item, (number,)))
    return tuple(sentences), tuple(citations)


def quoted(item: Chosen, numbers: tuple[int, ...]) -> Sentence:
    """Return the sentence that shows `item` word for word."""
    item = without_label(item)
    return Sentence(item.text, numbers, "supported", "quoted word for word", item.marks)


def without_label(item: Chosen) -> Chosen:
    """Return a sentence without what labels the part of the paper that it opens: "Abstract: "."""
    label = _LABEL.match(item.document.text, item.start, item.end)
    if label is None:
        return item
    shift = label.end() - item.start
    marks = tuple((low - shift, high - shift) for low, high in item.marks if low >= shift)
    return replace(item, start=label.end(), marks=marks)


def citation(item: Chosen, *, number: int) -> Citation:
    """Return the pointer to `item`, with its boxes and the entry that it leans on."""
    item = without_label(item)
    document = item.document
    page = document.page_at(item.start)
    return Citation(
        number=number,
        document_id=document.id,
        title=document.title,
        page=page,
        section=document.section_label(item.start),
        quote=document.text[item.start : item.end],
        start=item.start,
        end=item.end,
        boxes=line_boxes(document, [(item.start, item.end)]),
        marks=item.marks,
        reference=leaned_on(document, item.start, item.end),
        ocr=any(one.ocr for one in document.pages if one.number == page),
    )


def leaned_on(document: Document, start: int, end: int) -> str:
    """Return the text of the bibliography entries that the span is, or cites; else ""."""
    if document.section_label(start) == REFERENCES:
        entries = [
            entry for entry in document.references if entry.start < end and start < entry.end
        ]
        return " ".join(entry.text for entry in entries)
    cited = [mention for mention in document.mentions if start <= mention.start < end]
    unique = dict.fromkeys(mention.reference for mention in cited)
    return " ".join(document.references[at].text for at in unique)
