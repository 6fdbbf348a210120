"""Which papers are about a thing, mention it or cite it, and where each does so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.language.lexemes import in_order, linking, stem, stems
from app.papers.front import title_span
from index.hits import Hit
from ingest.document import Document

OFTEN = 8  # times that a paper names what it is about, where its title and abstract do not
_SHORT = 5  # letters of a stem below which its words may differ: "animal", "animates"
_COMMAS = 4  # in a list
_LISTED = 0.1  # of its words that link others
_IRREGULAR = {"children": "child", "women": "woman", "men": "man", "people": "person"}
_ASIDE = re.compile(  # thanks, and what was bought of whom
    r"\b(?:grateful|thanks?|acknowledge[sd]?|funded by|grants?|scholarships?|purchased from|"
    r"catalogu?e? (?:no|number)|Inc\.|GmbH|Ltd)\b|\bcat\. ?(?:no|#)",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r"\b(?:acknowledge?ments?|funding|author contributions?|disclosures?)\b", re.IGNORECASE
)


def papers_on(
    thing: str, hits: Sequence[Hit], document: Callable[[str], Document], *, about: bool = False
) -> list[list[Chosen]]:
    """Return the papers that speak of a thing, or cite it: each one's title, and where it does so.

    `hits` are what a search for the thing gave. Those whose title names it come first. A paper is
    `about` what its title, abstract or keywords name, or what it names often.
    """
    found: dict[str, list[Chosen]] = {}
    papers: dict[str, Document] = {}
    for hit in hits:
        paper = papers.setdefault(hit.passage.document_id, document(hit.passage.document_id))
        if len(found.get(paper.id, [])) > 1:
            continue
        told = _told(thing, hit, paper)
        if told or (hit.passage.kind != "reference" and _titled(thing, paper)):
            found[paper.id] = [title_span(paper), *told]
    if not found:
        found = _in_parts(thing, hits, papers) if len(thing.split()) > 1 and not about else {}
    if about:
        found = {
            name: [told[0], *(_in_abstract(thing, papers[name]) or told[1:])]
            for name, told in found.items()
            if _is_about(thing, papers[name])
        }
    ordered = sorted(found, key=lambda name: not _titled(thing, papers[name]))
    return [found[name] for name in ordered]


def _is_about(thing: str, paper: Document) -> bool:
    front = bool(_in_abstract(thing, paper)) or names(thing, " ; ".join(paper.keywords)) > 0
    return _titled(thing, paper) or front or names(thing, paper.text) >= OFTEN


def _titled(thing: str, paper: Document) -> bool:
    if len(thing.split()) > 1:
        return stems(thing) <= stems(paper.title)
    return names(thing, paper.title) > 0


def names(thing: str, text: str) -> int:
    """Return how often `text` names a thing, whose words stand together there."""
    key = in_order(thing)
    if len(key.split()) > 1 or len(key.strip()) >= _SHORT:
        return in_order(text).count(key)
    word = thing.strip().casefold()
    one = _IRREGULAR.get(word) or re.sub(r"(?<=[^su])s$", "", word)
    forms = rf"\b(?:{re.escape(word)}|{re.escape(one)}(?:e?s)?)\b"
    return len(re.findall(forms, text, re.IGNORECASE)) if stem(word) in key.split() else 0


def _in_abstract(thing: str, paper: Document) -> list[Chosen]:
    """Return the first sentence of the abstract that names the thing."""
    spans = sentence_spans(paper, *paper.abstract) if paper.abstract else []
    named = (span for span in spans if names(thing, paper.text[slice(*span)]))
    return [Chosen(paper, *span, 1.0) for span in named][:1]


def _in_parts(
    thing: str, hits: Sequence[Hit], papers: dict[str, Document]
) -> dict[str, list[Chosen]]:
    """Return the papers of which a sentence has all the words, though not together."""
    found: dict[str, list[Chosen]] = {}
    for hit in hits:
        paper = papers[hit.passage.document_id]
        told = _told(thing, hit, paper, together=False)
        if told and paper.id not in found:
            found[paper.id] = [title_span(paper), *told]
    return found


def _told(thing: str, hit: Hit, paper: Document, *, together: bool = True) -> list[Chosen]:
    """Return the first sentence of a hit, or entry of a bibliography, that names the thing."""
    low, high = hit.passage.start, hit.passage.end
    if hit.passage.kind == "reference":
        entries = ((entry.start, entry.end) for entry in paper.references)
        cited = [(start, end) for start, end in entries if low <= start < high]
        named = (span for span in cited if stems(thing) <= stems(paper.text[slice(*span)]))
        return [Chosen(paper, *span, 1.0) for span in named][:1]
    for start, end in sentence_spans(paper, low, high):
        text = paper.text[start:end]
        said = names(thing, text) if together else stems(thing) <= stems(text)
        if said and text.strip() != paper.title and not _is_aside(text, paper, start):
            return [Chosen(paper, start, end, 1.0)]
    return []


def _is_aside(text: str, paper: Document, at: int) -> bool:
    """Say whether a sentence only thanks, lists words or says what was bought."""
    section = paper.section_at(at)
    thanks = section is not None and _ASIDES.search(section.title)
    listed = text.count(",") >= _COMMAS and linking(text) <= _LISTED
    return bool(thanks or listed or _ASIDE.search(text))
