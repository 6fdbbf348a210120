"""The item that a question asks for by its place: the third measure, the last step."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen
from app.evidence.features import covered
from app.evidence.spans import announced, paragraph_at, sentence_spans
from app.language.lexemes import NUMBER_WORDS, every_stem, stem, stems
from app.language.nouns import ITEMS
from app.language.ordinals import ANY_ORDINAL, FIGURES, PLACES
from ingest.document import Document

LOOKED_AT = 12  # sentences, best first, in whose paragraphs the item is sought
ON_IT = 0.5  # how far what leads up to the items must speak of what is asked
_PLACES = PLACES | FIGURES
_ASKED = re.compile(
    rf"\b(?:the|its|their|number) (?P<place>{'|'.join(_PLACES)})"
    rf"(?: (?:main|key|major|proposed|suggested|recommended|possible|named|given))? (?P<sort>{'|'.join(ITEMS.split())})\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    rf"(?:The )?(?P<nth>{ANY_ORDINAL})(?:ly)?\b(?:,| (?:[\w-]+ )?(?:is|was|are|should|can|must|one)\b| [a-z]+ (?:is|was)\b)|"
    r"\(?(?P<figure>\d{1,2})[.)]\s|(?P<last>Finally|Lastly|Last)\b",
    re.IGNORECASE,
)


def at_its_place(query: Query, ranked: Sequence[tuple[Candidate, float]]) -> list[Chosen]:
    """Return the item that the question asks for by its place; empty where none is found.

    The items are marked ("Third, …"), or as many as the sentence before them announces.
    """
    asked = _ASKED.search(query.question.text)
    if not asked:
        return []
    seen: dict[tuple[str, int], tuple[float, Chosen]] = {}
    for candidate, score in ranked[:LOOKED_AT]:
        document = candidate.document
        start, end = paragraph_at(document, candidate.start)
        if (document.id, start) in seen:
            continue
        spans = sentence_spans(document, start, end)
        if item := _item(document, spans, _PLACES[asked["place"].lower()]):
            led = f"{_above(document, start)} {document.text[slice(*spans[0])]}"
            on_it = covered(_wanted(query, asked), set(every_stem(led)))
            if on_it >= ON_IT and stem(asked["sort"]) in stems(document.text[start:end]):
                seen[document.id, start] = on_it, Chosen(document, *item, score)
    best = max(seen.values(), key=lambda each: each[0], default=None)
    return [best[1]] if best else []


def _wanted(query: Query, asked: re.Match[str]) -> dict[str, float]:
    """Return the question's words, less those that only say which of how many is asked for."""
    counting = every_stem(asked.group())
    return {term: weight for term, weight in query.term_weights.items() if term not in counting}


def _above(document: Document, at: int) -> str:
    section = document.section_at(at)
    return section.title if section else ""


def _item(
    document: Document, spans: Sequence[tuple[int, int]], place: int
) -> tuple[int, int] | None:
    """Return the sentence at the place, None where the paragraph does not tell which it is."""
    marked = [(_marked(document.text[slice(*span)]), span) for span in spans]
    row: list[tuple[int, tuple[int, int]]] = []
    for at, span in marked:
        if at is not None:  # "Finally" is the one after those before it
            row.append((row[-1][0] + 1 if at < 0 and row else at, span))
    if len(row) > 1:
        return row[-1][1] if place < 0 else next((span for at, span in row if at == place), None)
    for at, (start, end) in enumerate(spans):
        if (count := _count(document.text[start:end])) and len(spans) - at - 1 == count:
            return spans[at + 1 :][place] if place < count else None
    return None


def _marked(sentence: str) -> int | None:
    """Return the place that a sentence names at its head: 2 for "Third,", -1 for "Finally,"."""
    found = _ITEM.match(sentence)
    if not found:
        return None
    if found["last"]:
        return -1
    return int(found["figure"]) - 1 if found["figure"] else PLACES[found["nth"].lower()]


def _count(sentence: str) -> int:
    """Return how many a sentence says that there are, 0 where it gives no number."""
    counted = any(word.lower() in NUMBER_WORDS for word in sentence.split())
    return announced(sentence) if counted else 0
