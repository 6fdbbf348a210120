"""Where a paper has a part, names a thing, or says what kind of work it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.language.lexemes import stems
from app.papers.exhibits import every_exhibit
from app.papers.front import front_end, keywords_in, title_span
from app.papers.metadata import tell
from app.papers.sections import heading_of
from app.papers.topics import names
from app.question.papers_having import Having
from app.question.questions import analyse
from ingest.document import Document

_OPENING = 4_000  # characters of a paper without an abstract in which it says what it is
_OURS = r"(?:this|our|the present|the current|the following)"
_MADE = (
    r"(?:we|the authors) (?:\w+ )?(?:report|present|describe|conduct|perform|undertook|did|made|"
    r"provide)(?:e?d|s)? (?:here )?(?:an?|the|our)"
)


def told_by(wanted: Having, paper: Document) -> list[Chosen]:
    """Return where a paper has what is wanted, or names it; empty where it does not."""
    if wanted.what == "exhibit":
        return every_exhibit(analyse(f"List all {wanted.things[0]}s."), paper)[:1]
    if wanted.what == "part":
        return _part(wanted.things[0], paper)
    if wanted.what == "kind":
        return _of_kind(wanted.things[0], paper)
    if wanted.without and names(wanted.without, paper.text[: paper.body_end]):
        return []
    told = [_named(thing, paper) for thing in wanted.things]
    return [*dict.fromkeys(item for each in told for item in each)] if all(told) else []


def holds(wanted: Having, paper: Document, found: bool) -> bool:
    """Say whether a paper is one of those wanted, given whether it has what is named.

    One whose headings could not be read may have any part.
    """
    if not wanted.lacking:
        return found
    return not found and (bool(paper.body_sections) or not wanted.is_section)


def headless(wanted: Having, papers: Sequence[Document]) -> str:
    """Return a sentence on the papers without headings, where parts are asked for; else ""."""
    bare = sum(1 for paper in papers if not paper.body_sections)
    if not wanted.is_section or not bare:
        return ""
    return f"{bare} {'has' if bare == 1 else 'have'} no headings that could be read."


def _part(thing: str, paper: Document) -> list[Chosen]:
    """Return the heading of the section, the first sentence of the abstract, or the keywords."""
    if thing == "abstract" and paper.abstract:
        spans = sentence_spans(paper, *paper.abstract)[:1] or [paper.abstract]
        return [Chosen(paper, *span, 1.0) for span in spans]
    if thing == "keyword":
        return keywords_in(paper)[:1]
    if thing in ("author", "year", "doi"):
        told = tell(thing if thing != "author" else "authors", paper, first=1)
        return [Chosen(paper, cited.start, cited.end, 1.0) for _, cited in told[:1]]
    if thing == "bibliography":
        return [Chosen(paper, entry.start, entry.end, 1.0) for entry in paper.references[:1]]
    headed = (part for part in paper.sections if stems(thing) <= stems(part.title))
    return [heading_of(paper, part) for part in headed][:1]


def _named(thing: str, paper: Document) -> list[Chosen]:
    """Return the first sentence that names a thing, or the place where its name stands."""
    if not names(thing, paper.text[: paper.body_end]):
        return []
    if names(thing, paper.title):
        return [title_span(paper)]
    for start, end in sentence_spans(paper, 0, paper.body_end):
        if names(thing, paper.text[start:end]):
            return [Chosen(paper, start, end, 1.0)]
    return [title_span(paper)]  # its words are of two sentences


def _of_kind(kind: str, paper: Document) -> list[Chosen]:
    """Return the title, if it says that the paper is of the kind, or the sentence that does."""
    word = re.escape(kind).replace(r"\ ", "[ -]")
    if re.search(rf"\b{word}\b(?= ?(?:$|[:.,;–—-])| (?:of|on)\b)", paper.title, re.IGNORECASE):
        return [title_span(paper)]  # "Sales of Book Reviews" is none
    verb = r"|\b(?:we|this (?:paper|article|study)|the authors) (?:\w+ )?review(?:s|ed)?\b"
    says = re.compile(
        rf"\b(?:{_OURS}|{_MADE}) (?:[\w-]+ ){{0,3}}?{word}\b"
        rf"{verb if kind == 'review' else ''}",
        re.IGNORECASE,
    )
    low, high = paper.abstract or (0, min(len(paper.text), max(front_end(paper), _OPENING)))
    for start, end in sentence_spans(paper, low, high):
        if said := says.search(paper.text, start, end):
            marks = ((said.start() - start, said.end() - start),)
            return [Chosen(paper, start, end, 1.0, marks)]
    return []
