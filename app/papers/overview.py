"""Answers built from the paper's own parts: summaries, titled sections, lists of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.evidence.chosen import Chosen, merge
from app.evidence.spans import heading, sentence_spans
from app.language.courtesies import LEADS_IN
from app.language.lexemes import stems
from app.papers.discourse import section_lead
from app.papers.front import front, title_span
from app.papers.sections import SAYS, asks_more, below, level, parts
from app.papers.zones import gist
from app.question.questions import Question
from ingest.document import Document, Section

_TITLED = re.compile(
    r"\b(introduction|background|methods?|methodology|results|discussion|conclusions?|limitations|"
    r"acknowledge?ments?)\b",
    re.IGNORECASE,
)
_MAY_HAVE = re.compile(  # parts that a paper may have or not, asked for as parts
    r"(?:\bin|\b(?:is|are) there|\b(?:have|has|contains?|includes?)|\bwhat (?:does|do|is|are)|"
    r"\b(?:summari[sz]e|show|show me)|^)"
    r" ?(?:(?:the|an?|any|its|their|his|her) )?\b(?P<part>"
    r"(?P<stem>appendi|acknowledge?ment|glossar|foreword|preface|epilogue|postscript|supplement)"
    r"(?:x|xes|ces|s|y|ies|ary (?:material|information|data|file|table|figure)s?)?)\b(?! of\b)",
    re.IGNORECASE,
)
_CONCLUDER = (
    r"(?:(?:the|this|these|that|its|their|both|all) "
    r"(?:(?:two|three|present|current|whole|research|same|original) )?"
    r"(?:papers?|stud(?:y|ies)|articles?|documents?|publications?|manuscripts?|text|authors?|"
    r"writers?|researchers?)|they|it)"
)
_ANY_CONCLUDER = (  # of whom it may only be asked what they conclude
    rf"(?:{_CONCLUDER}|this|(?:the|this|these|that) "
    r"(?:(?:present|current|whole|research|same|original) )?"
    r"(?:reports?|reviews?|surveys?|thesis|dissertation|work|research|team|project))"
)
_CONCLUDES = re.compile(  # "How does the poem end?" asks for no conclusion of the paper
    rf"^(?:so,? )?(?:what (?:do|does|did) {_ANY_CONCLUDER}(?: finally)? conclude|"
    rf"what conclusions? (?:do|does|did) {_CONCLUDER}(?: finally)? "
    r"(?:reach|draw|come to|make|arrive at)|"
    r"what conclusions? (?:is|are|was|were) (?:finally )?(?:drawn|reached|made)"
    rf"(?: (?:by|in) {_CONCLUDER})?|"
    rf"how (?:do|does|did) {_CONCLUDER} (?:conclude|end))\W*$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\b(?:summari[sz]e|summary|sum up|overview|outline|key points|main points)\b", re.I
)
_LISTS = re.compile(
    rf"^{LEADS_IN}(?:list|name|enumerate|give(?: me)?|what are|which are|what|which)\b",
    re.IGNORECASE,
)
_GROUPS: tuple[frozenset[str], ...] = tuple(
    stems(group)
    for group in (
        "problem challenge issue difficulty obstacle weakness barrier limitation",
        "suggestion recommendation path strategy countermeasure proposal measure solution",
        "result finding outcome",
        "method methodology approach",
        "contribution",
        "conclusion",
        "limitation",
    )
)


FEW_HEADINGS = 3  # fewer do not tell what a document is about
MOST_HEADINGS = 12  # that are shown for it
MOST_LISTED = 40  # that are shown where they are asked for
IN_A_SENTENCE = 5  # words
_LABELLED = re.compile(r"(?:Present|Apologies|[A-Z][a-z]+ attendance|Absent|Attend\w+)\s*:")
_TELLS_ALL = re.compile(
    r"^(?:executive )?(?:summary|abstract|introduction|overview|description|about|background|"
    r"purpose|synopsis|scope|text)\b",
    re.IGNORECASE,
)


def in_short(document: Document, count: int) -> list[Chosen]:
    """Return what the abstract tells of aim, method and findings, else how the paper begins."""
    spans = gist(document)
    return [Chosen(document, *span, 1.0) for span in spans] or abstract_lead(document, count)


def what_it_is(document: Document, count: int) -> list[Chosen]:
    """Return what a document is about: of what is no paper, its title, opening and headings.

    Minutes or a manual have no part that tells it in short, unless one says so by its name.
    """
    told = [section for section in document.body_sections if _TELLS_ALL.search(section.title)]
    if document.is_paper or document.abstract or told or len(document.body_sections) < FEW_HEADINGS:
        return in_short(document, count)
    opening = [item for item in _opening(document) if item.text != document.title]
    return merge([[title_span(document)], opening[:count], headings(document)[:MOST_HEADINGS]])


def _opening(document: Document) -> list[Chosen]:
    """Return the sentences of some length above the first section."""
    spans = sentence_spans(document, 0, front(document))
    texts = ((span, document.text[slice(*span)]) for span in spans)
    return [
        Chosen(document, *span, 1.0)
        for span, text in texts
        if len(text.split()) >= IN_A_SENTENCE and not _LABELLED.match(text)
    ]


def headings(document: Document) -> list[Chosen]:
    """Return the printed headings, those of the top level only where there are many."""
    sections = document.body_sections
    top = [section for section in sections if "." not in section.number]
    shown = top if len(sections) > 12 and len(top) > 1 else sections
    spans = [Chosen(document, *heading(document, section.start), 1.0) for section in shown]
    return [span for span in spans[:MOST_LISTED] if span.text.strip()]


def abstract_lead(document: Document, count: int) -> list[Chosen]:
    """Return the first sentences of the abstract, else of the first section that has some."""
    if document.abstract:
        spans = sentence_spans(document, *document.abstract)
        told = [span for span in spans if " " in document.text[slice(*span)]]  # not "Background."
        return [Chosen(document, start, end, 1.0) for start, end in told[:count]]
    for section in document.body_sections:
        if lead := section_lead(document, section.start, section.end, count):
            return lead
    return []


def titled_answer(question: Question, document: Document) -> list[Chosen]:
    """Return what the introduction, conclusion or the like says, if that is all that is asked."""
    match = _TITLED.search(question.text)
    concludes = _CONCLUDES.search(question.text)
    if concludes:
        wanted = stems("conclusion conclusions concluding")
    elif match and SAYS.search(question.text) and not asks_more(question, stems(match[1])):
        wanted = stems(match[1])
    else:
        return []
    sections = [section for section in document.sections if wanted & stems(section.title)]
    if not sections:
        return []
    first = sections[0]
    own = section_lead(document, first.start, first.end, 4)
    return own or [
        item
        for section in below(document, first)
        for item in section_lead(document, section.start, section.end, 3)
    ]


def no_such_part(question: Question, documents: Sequence[Document]) -> str:
    """Return one sentence that says that no document has the part that is asked about, else ""."""
    asked = _MAY_HAVE.search(question.text)
    if not asked:
        return ""
    stem = asked["stem"].lower()
    either = {"supplement": "(?:supplement|supporting information)"}
    stem = "acknowledge?ment" if stem.startswith("acknowledg") else either.get(stem, stem)
    spoken_of = re.compile(rf"\b{stem}", re.IGNORECASE)
    if any(spoken_of.search(paper.text) for paper in documents):
        return ""
    part = asked["part"].lower()
    there = "There are no" if part.endswith("s") else "There is no"
    return f"{there} {part} in {'this paper' if len(documents) == 1 else 'these papers'}."


def list_answer(question: Question, document: Document) -> list[Chosen]:
    """Return the headings under the section whose title is what the question wants listed."""
    if not (_LISTS.match(question.text) or _SUMMARY.search(question.text)):
        return []
    wanted = {term.stem for term in question.terms}
    for group in _GROUPS:
        if wanted & group and not _specific(question, group, document):
            parent = _titled(document, group)
            children = below(document, parent) if parent else []
            if len(children) > 1:
                return parts(document, level(children))
    return []


def summary_answer(question: Question, document: Document) -> list[Chosen]:
    """Return the sections whose title holds what is to be summarised, a lead each."""
    if not _SUMMARY.search(question.text):
        return []
    wanted = {term.stem for term in question.terms} - stems(
        "summary summarise overview outline key main point"
    )
    wanted = wanted.difference(*_GROUPS) or wanted  # "payment problems": those of payment
    best = max(
        document.sections, key=lambda section: len(wanted & stems(section.title)), default=None
    )
    if best is None or len(wanted & stems(best.title)) < max(1, (len(wanted) + 1) // 2):
        return []
    within = below(document, best)
    return (
        parts(document, level(within))
        if within
        else section_lead(document, best.start, best.end, 4)
    )


def chapter_on(wanted: Set[str], document: Document) -> Section | None:
    """Return the section with others below it whose title names what is `wanted`, by any name.

    None where that is not of a sort that a chapter gives: problems, solutions, results.
    """
    groups = (group for group in _GROUPS if wanted and wanted <= group)
    titled = (_titled(document, group) for group in groups)
    return next((one for one in titled if one and below(document, one)), None)


def _specific(question: Question, group: frozenset[str], document: Document) -> bool:
    """Say whether terms narrow the question to less than the whole paper."""
    everywhere = stems(document.title) | group
    return bool(
        {term.stem for term in question.terms}
        - everywhere
        - stems(
            "face facing identify propose author list main suggest exist raise overall whole "
            "general all"
        )
    )


def _titled(document: Document, group: frozenset[str]) -> Section | None:
    """Return the highest section whose title names one of `group`."""
    fitting = [section for section in document.sections if stems(section.title) & group]
    return min(
        fitting,
        key=lambda section: (section.number.count("."), -len(stems(section.title) & group)),
        default=None,
    )
