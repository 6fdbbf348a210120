"""A page that a question asks for: the headings on it, and how each of them goes on there."""

from __future__ import annotations

from collections.abc import Sequence

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.papers.discourse import section_lead
from app.papers.front import title_span
from app.papers.sections import first_telling, heading_of
from app.question.questions import Question
from app.question.sections_named import page_wanted
from ingest.document import REFERENCES, Document, Page, Section

NO_PAGES = ("The file has no pages of its own.", "The files have no pages of their own.")


def page_answer(question: Question, document: Document) -> list[Chosen]:
    """Return what stands on the page that the question asks for, a sentence of each section."""
    wanted = page_wanted(question.text)
    number = wanted.among(page_count(document)) if wanted else 0
    if not number:
        return []
    page = document.pages[number - 1]
    shown = _front(document, page)
    for section in document.sections:
        if section.start < page.end and page.start < section.end:
            shown += _on_page(document, section, page)
    return shown


def no_such_page(question: Question, papers: Sequence[Document]) -> str:
    """Return one sentence that says how many pages there are, where the one asked for is not."""
    wanted = page_wanted(question.text)
    counts = [page_count(paper) for paper in papers]
    if wanted is None or any(map(wanted.among, counts)):
        return ""
    most = max(counts, default=0)
    if not most:
        return NO_PAGES[len(papers) > 1]
    pages = f"{most} page{'s' if most > 1 else ''}"
    if len(papers) == 1:
        return f"There is no {wanted.name}. It has {pages}."
    return f"There is no {wanted.name}. The longest of these papers has {pages}."


def page_count(document: Document) -> int:
    """Return how many printed pages there are; none where the format has no pages of its own."""
    return len(document.pages) if document.pages and document.pages[-1].width else 0


def _front(document: Document, page: Page) -> list[Chosen]:
    """Return the title and how the abstract begins, where they stand on the page."""
    title = title_span(document)
    first = min([section.start for section in document.sections], default=len(document.text))
    shown = [title] if page.start <= title.start < min(page.end, first) else []
    span = document.abstract or (0, 0)
    told = [(low, high) for low, high in sentence_spans(document, *span) if _on(page, low)]
    told = [(low, high) for low, high in told if " " in document.text[low:high]]
    return shown + [Chosen(document, low, high, 1.0) for low, high in told[:1]]


def _on_page(document: Document, section: Section, page: Page) -> list[Chosen]:
    """Return the heading of a section and its first telling sentence on the page."""
    title = heading_of(document, section)
    if section.number == REFERENCES:
        return [title]
    lead = section_lead(document, section.start, section.end, len(document.text))
    told = first_telling([item for item in lead if _on(page, item.start)])
    if told is None:
        return [title] if _on(page, section.start) else []
    if _on(page, section.start) and not document.text[title.end : told.start].strip():
        return [Chosen(document, title.start, told.end, 1.0, title.marks)]
    return [title, told]


def _on(page: Page, offset: int) -> bool:
    return page.start <= offset < page.end
