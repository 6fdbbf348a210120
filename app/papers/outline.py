"""Answers built from the paper's own parts: summaries, sections by number, lists of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.evidence.chosen import Chosen, merge
from app.evidence.spans import announced, heading, sentence_spans, whole
from app.language.lexemes import stems
from app.papers.discourse import section_lead
from app.papers.zones import gist
from app.question.questions import Question
from app.question.remedies import asks_remedy, tells_remedy
from ingest.document import REFERENCES, Document, Section

MOST_SECTIONS = 8
LEAD = 3  # sentences that open a section
ADVICE = 4  # sentences of a section that tell what should be done
_SAYS = re.compile(
    r"\b(?:what (?:does|do|did|is|are|was)|summari[sz]e|describe|explain|overview|outline|tell me|"
    r"content of|discuss|about|says?|covers?|title|called|heading|show|give|read|quote|print|"
    r"display|open|see)\b|^(?:section|chapter|sec\.|§) ?[\d.]+\W*$",
    re.IGNORECASE,
)
# What is asked of a section as a whole.
_ABOUT_IT = stems(
    "say discuss cover explain summarise summarize summary title heading content tell describe "
    "deal treat address present talk speak focus look outline overview main point key message "
    "detail briefly short paper article study text document author section part chapter about "
    "gist contain argue conclude review purpose goal aim show introduce present report examine "
    "give read quote print display open see text full"
)
_ADVICE = stems(
    "recommend recommendation propose proposal suggest suggestion advise advice measure solution "
    "remedy demand call do improve need"
)
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
    r"^(?:please )?(?:list|name|enumerate|give(?: me)?|what are|which are|what|which)\b",
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


def in_short(document: Document, count: int) -> list[Chosen]:
    """Return what the abstract tells of aim, method and findings, else how the paper begins."""
    spans = gist(document)
    return [Chosen(document, *span, 1.0) for span in spans] or abstract_lead(document, count)


def abstract_lead(document: Document, count: int) -> list[Chosen]:
    """Return the first sentences of the abstract, else of the first section that has some."""
    if document.abstract:
        spans = sentence_spans(document, *document.abstract)
        told = [span for span in spans if " " in document.text[slice(*span)]]  # not "Background."
        return [Chosen(document, start, end, 1.0) for start, end in told[:count]]
    for section in document.sections:
        if section.number != REFERENCES and (
            lead := section_lead(document, section.start, section.end, count)
        ):
            return lead
    return []


def named_section(question: Question, document: Document) -> list[Section]:
    """Return the section whose number the question names, and those below it."""
    number = question.section
    return [
        section
        for section in document.sections
        if number and (section.number == number or section.number.startswith(f"{number}."))
    ]


def section_answer(question: Question, document: Document) -> list[Chosen]:
    """Return what the section that the question names says; empty where it asks for more."""
    sections = named_section(question, document)
    if not sections:
        return []
    titled = stems(sections[0].title)
    if asks_remedy(question.text) and not _asks_more(question, titled | _ADVICE):
        return _advice(document, sections)
    if not _SAYS.search(question.text) or _asks_more(question, titled):
        return []
    if len(sections) == 1:
        return [_heading(document, sections[0]), *_lead(document, sections[0])]
    return _parts(document, sections)


def _lead(document: Document, section: Section) -> list[Chosen]:
    """Return the section's first sentences, and what one of them says is to come."""
    lead = section_lead(document, section.start, section.end, LEAD)
    for at, item in reversed([*enumerate(lead)]):
        if count := announced(item.text):
            return lead[: at + 1] + _owed(document, item.end, section.end)[:count]
    return lead


def _owed(document: Document, start: int, end: int) -> list[Chosen]:
    """Return the sentences after `start`; where a paragraph opens there, those that open one."""
    rest = sentence_spans(document, start, end)
    opening = [span for span in rest if document.text[span[0] - 1] == "\n"]
    owed = opening if opening[:1] == rest[:1] else rest
    return [Chosen(document, first, last, 1.0) for first, last in owed]


def _advice(document: Document, sections: Sequence[Section]) -> list[Chosen]:
    """Return the sentences that tell what should be done, with what they lean on."""
    end = max(section.end for section in sections)
    told = [
        span
        for span in sentence_spans(document, sections[0].start, end)
        if tells_remedy(document.text[slice(*span)])
    ]
    shown = [span for one in told[:ADVICE] for span in whole(document, *one)]
    return merge([[Chosen(document, start, end, 1.0) for start, end in shown]])


def titled_answer(question: Question, document: Document) -> list[Chosen]:
    """Return what the introduction, conclusion or the like says, if that is all that is asked."""
    match = _TITLED.search(question.text)
    concludes = _CONCLUDES.search(question.text)
    if concludes:
        wanted = stems("conclusion conclusions concluding")
    elif match and _SAYS.search(question.text) and not _asks_more(question, stems(match[1])):
        wanted = stems(match[1])
    else:
        return []
    sections = [section for section in document.sections if wanted & stems(section.title)]
    if not sections:
        return []
    first = sections[0]
    own = section_lead(document, first.start, first.end, 4)
    below = _below(document, first)
    return own or [
        item for section in below for item in section_lead(document, section.start, section.end, 3)
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
            children = _below(document, parent) if parent else []
            if len(children) > 1:
                return _parts(document, _level(children))
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
    below = _below(document, best)
    return (
        _parts(document, _level(below))
        if below
        else section_lead(document, best.start, best.end, 4)
    )


def _asks_more(question: Question, known: Set[str] = frozenset()) -> bool:
    """Say whether the question wants something in the section rather than the section.

    `known` are stems that say nothing more, such as its title's.
    """
    terms = {term.stem for term in question.terms} - known
    return bool(question.years or question.numbers or terms - _ABOUT_IT)


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


def _below(document: Document, parent: Section) -> list[Section]:
    if not parent.number or parent.number == REFERENCES:
        return []
    return [
        section for section in document.sections if section.number.startswith(f"{parent.number}.")
    ]


def _level(sections: Sequence[Section]) -> list[Section]:
    """Return the sections of the highest level."""
    top = min(section.number.count(".") for section in sections)
    return [section for section in sections if section.number.count(".") == top]


def _parts(document: Document, sections: Sequence[Section]) -> list[Chosen]:
    """Return each section's heading with its first sentence, where it has one of its own."""
    shown: list[Chosen] = []
    for section in sections[:MOST_SECTIONS]:
        lead = section_lead(document, section.start, section.end, 1)
        end = lead[0].end if lead else heading(document, section.start)[1]
        title = heading(document, section.start)
        shown.append(Chosen(document, section.start, end, 1.0, ((0, title[1] - title[0]),)))
    return shown


def _heading(document: Document, section: Section) -> Chosen:
    start, end = heading(document, section.start)
    return Chosen(document, start, end, 1.0, ((0, end - start),))
