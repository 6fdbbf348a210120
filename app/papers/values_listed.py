"""All years or percentages of a text, or of a part of it, each where it stands first."""

# ruff: noqa: E501 - the pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.language.courtesies import LEADS_IN
from app.language.values import YEAR
from app.papers.discourse import in_imprint
from app.papers.part_meant import part_called, spans_meant
from app.papers.prose import places_of_works
from app.papers.sections import Outlined
from app.question.metadata import IT, TAIL
from app.question.part_token import with_part_token
from ingest.document import Document

MOST = 12  # sentences that are shown
_TOLD = r"(?:mentioned|given|named|stated|reported|found|used)"
_ASKED = re.compile(
    rf"^{LEADS_IN}(?:which|what|list|name|give|show)(?: (?:me|all|the|of|every|each|single))* (?:(?P<years>years?)|percentages?|percent(?:age)? figures)"
    rf"(?: (?:that|which))?(?: (?:(?:are|is) )?(?:there|{_TOLD}))?(?: (?:does|do) (?:§|{IT}|they|the authors?) (?:mention|give|name|state|report|contain)| (?:in|by) (?:§|{IT}))?{TAIL}",
    re.IGNORECASE,
)
_SORTS = {
    "years": re.compile(rf"(?<![\d.,/-]){YEAR}(?![\d%]|[.,/-]\d)"),
    "percentages": re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)* ?(?:%|per ?cent\b)"),
}


def values_listed(question: str, document: Document) -> Outlined | None:
    """Return the sentences that give years or percentages, where all are asked for, else None.

    What only dates a work that is cited is left out. A sentence that gives none that is new is, too.
    """
    sort, spans = _asked(question, document)
    seen: set[str] = set()
    shown = [
        Chosen(document, start, end, 1.0, marks)
        for span in spans
        for start, end in sentence_spans(document, *span)
        if (marks := tuple(_new(sort, document, start, end, seen)))
    ]
    if not shown:
        return None
    listed = sorted(seen) if sort == "years" else _marked(shown)
    told = f"{_called(question, document)} gives these: {', '.join(listed)}."
    return Outlined(shown[:MOST], told, answers=True)


def no_such_values(question: str, papers: Sequence[Document]) -> str:
    """Return one sentence that says that a part gives no years or percentages, else ""."""
    asked = [(paper, *_asked(question, paper)) for paper in papers]
    told = [(paper, sort) for paper, sort, spans in asked if spans]
    return f"{_called(question, told[0][0])} gives no {told[0][1]}." if told else ""


def _asked(question: str, document: Document) -> tuple[str, list[tuple[int, int]]]:
    """Return which values are asked for, and where they are sought; "" and [] if none are."""
    plain, part = with_part_token(question)
    asked = _ASKED.match(plain)
    if not asked:
        return "", []
    within = "§" in plain
    spans = (
        spans_meant(question, part, document)
        if within
        else [(_begins(document), document.body_end)]
    )
    return "years" if asked["years"] else "percentages", spans


def _begins(document: Document) -> int:
    """Return where the abstract begins, or the first section: the front is not the text."""
    first = document.sections[0].start if document.sections else 0
    return document.abstract[0] if document.abstract else first


def _called(question: str, document: Document) -> str:
    plain, part = with_part_token(question)
    return part_called(question, part, document) if "§" in plain else "The text"


def _marked(shown: list[Chosen]) -> list[str]:
    """Return the words that are marked, in the order of the text."""
    return [item.text[start:end] for item in shown for start, end in item.marks]


def _new(
    sort: str, document: Document, start: int, end: int, seen: set[str]
) -> Iterator[tuple[int, int]]:
    """Yield where a sentence gives a value for the first time, which is added to `seen`."""
    if in_imprint(document, (start, end)):
        return
    cited = places_of_works(document, start, end)
    for match in _SORTS[sort].finditer(document.text, start, end):
        in_citation = any(first <= match.start() < last for first, last in cited)
        if not in_citation and match.group() not in seen:
            seen.add(match.group())
            yield match.start() - start, match.end() - start
