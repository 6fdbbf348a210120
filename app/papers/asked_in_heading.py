"""A question that the documents ask themselves: the heading of an FAQ, or "No water comes out."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.language.lexemes import content_words, every_stem, stems
from app.papers.discourse import section_lead
from app.question.questions import Question
from index.hits import Hit
from ingest.document import Document, Section

MOST = 6  # sentences of an answer
_LEAST = 0.6  # of the words of the heading, and of the question, that the other has
_BOTH = 1.5  # of both together
_LONGEST_LEAD = 9  # words of a sentence that opens a paragraph as a heading does
_ASKS_THE = re.compile(r"^(?:what|which)(?:['’]s| is| are) the\b|^(?:list|name|give|tell)\b", re.I)
_WHAT_TO_DO = re.compile(
    r"\bwhat (?:should|can|must|do|could) (?:i|we|one|you) do\b|\bwhat if\b|"
    r"\bwhat (?:happens|is wrong|does it mean) (?:if|when)\b|"
    r"\bhow (?:do|can|should) (?:i|we|you) fix\b",
    re.IGNORECASE,
)


def told_by_heading(
    asked: Question,
    hits: Sequence[Hit],
    opened: Callable[[str], Document],
    shown: Chosen | None,
) -> list[Chosen]:
    """Return what stands below a heading that asks the same, unless `shown` is from there.

    `shown` is what would come first otherwise; None where that would be too little: a section that
    is called what is asked for answers then, too.
    """
    places = [(opened(hit.passage.document_id), hit.passage.start) for hit in hits]
    told = _under_its_question(asked, places)
    if shown is None:
        documents = {document.id: document for document, _ in places}
        return told or _titled_so(asked, documents.values())
    return [] if _is_among(shown, told) else told


def _under_its_question(asked: Question, places: Sequence[tuple[Document, int]]) -> list[Chosen]:
    """Return what stands below a heading that asks the same; `places` are where passages start.

    Where it is asked what to do, so is the rest of a paragraph that opens with the trouble.
    """
    wanted = {term.stem for term in asked.terms}
    if not wanted:
        return []
    for document, start in places:
        section = document.section_at(start)
        if section and section.title.endswith("?") and _asks(wanted, section, document):
            return section_lead(document, section.start, section.end, MOST)
    if not _WHAT_TO_DO.search(asked.text):
        return []
    return next((rest for place in places for rest in _after_trouble(wanted, *place)), [])


def _titled_so(asked: Question, documents: Iterable[Document]) -> list[Chosen]:
    """Return the section that is called just what is asked for: "What are the risks?"."""
    wanted = {term.stem for term in asked.terms}
    if not wanted or not _ASKS_THE.search(asked.text):
        return []
    for document in documents:
        rest = wanted - _around(document)
        for section in document.body_sections:
            if rest and {word.stem for word in content_words(section.title)} == rest:
                return section_lead(document, section.start, section.end, MOST)
    return []


def _is_among(found: Chosen, told: Sequence[Chosen]) -> bool:
    """Say whether what was found is one of the sentences that are told."""
    places = {(one.document.id, one.start) for one in told}
    return (found.document.id, found.start) in places


def _asks(wanted: set[str], section: Section, document: Document) -> bool:
    """Say whether a heading asks for what is `wanted`, but for what the document is on."""
    titled = {word.stem for word in content_words(section.title)}
    if not titled:
        return False
    of_title = len(titled & wanted) / len(titled)
    of_wanted = len(wanted & (titled | _around(document))) / len(wanted)
    enough = min(of_title, of_wanted) >= _LEAST and of_title + of_wanted >= _BOTH
    return enough and bool(titled & wanted)


def _around(document: Document) -> Set[str]:
    """Return the stems of what a document is called, which its headings need not say again."""
    return every_stem(f"{document.title} {re.sub(r'[-_.]', ' ', document.id)}")


def _after_trouble(wanted: set[str], document: Document, start: int) -> Iterator[list[Chosen]]:
    """Yield the rest of each paragraph of a section whose short first sentence is the trouble."""
    section = document.section_at(start)
    if section is None:
        return
    spans = sentence_spans(document, section.start, section.end)
    for at, (first, last) in enumerate(spans):
        text = document.text[first:last]
        opens = document.text[max(0, first - 1) : first] in ("", "\n")
        if not opens or len(text.split()) > _LONGEST_LEAD or stems(text) - wanted:
            continue
        if wanted - stems(text):
            continue
        rest = _rest_of_paragraph(document, spans, at)
        if rest:
            yield [Chosen(document, *span, 1.0) for span in rest[:MOST]]


def _rest_of_paragraph(
    document: Document, spans: Sequence[tuple[int, int]], at: int
) -> Sequence[tuple[int, int]]:
    end = at + 1
    while end < len(spans) and "\n" not in document.text[spans[end - 1][1] : spans[end][0]]:
        end += 1
    return spans[at + 1 : end]
