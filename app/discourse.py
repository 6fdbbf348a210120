"""What a paper says about itself: its limits, aim and findings, who paid for it, whose interests."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extract import Chosen
from app.lexemes import every_stem, stems
from app.questions import Question
from app.spans import sentence_spans, whole
from ingest.document import REFERENCES, Document, Section

MOST = 3  # sentences, with what they lean on
_NOUNS = r"(?:paper|article|study|document|work|research|authors?|manuscript|report|survey|review|investigation)"
_ITSELF = rf"(?:(?:the|this|that|their|its|these|present|current) )*(?:\w+ )?{_NOUNS}"
_OWN = re.compile(
    r"\b(?:we|our|us|this (?:\w+ )?(?:paper|article|study|work|research|review|survey|report)|"
    r"the (?:present|current) (?:\w+ )?(?:study|paper|work|article|review)|the authors?|here)\b",
    re.IGNORECASE,
)
_LIMITS = r"(?:limitations?|shortcomings?|drawbacks?|weakness(?:es)?|caveats?)"
_OTHERS = r"(?:previous|prior|earlier|existing|past|former|related|other) (?:\w+ ){0,2}"
_MINE = rf"(?:our|my|(?:this|these|the present|the current)(?: \w+)? {_NOUNS}(?:'s)?)"
_OF_OTHERS = re.compile(
    rf"\b(?:address|overcome|avoid|tackle|remedy|circumvent|mitigate|resolve)\w* (?:\w+ ){{0,2}}{_LIMITS}|"
    rf"\b{_LIMITS} (?:of|in|from|to|with) (?:the |most |many |all )?{_OTHERS}|"
    rf"\b(?:examin|identif|analy[sz]|point|reveal|discuss|explor|investigat)\w* (?:out )?(?:\w+ ){{0,3}}{_LIMITS}\b"
    rf"(?! (?:of|in|to|with) {_MINE})|"
    rf"\b{_OTHERS}(?:research|stud(?:y|ies)|works?|papers?|methods?|approaches|systems)\b[^.;]{{0,60}}\b{_LIMITS}",
    re.IGNORECASE,
)
_FRAMES = re.compile(
    r"\b(?:introduction|discussion|conclusions?|concluding|final|limitations?|future|outlook|summary|"
    r"acknowledge?ments?|funding|competing|conflicts?|interests?|disclosures?|declarations?)\b",
    re.IGNORECASE,
)
_ALLOWED = every_stem(
    "main key major important chief own overall any some author authors study research work paper article review "
    "acknowledge mention state name report discuss admit note point suggest propose recommend identify list give "
    "make describe find see have present current several directions direction say need require should be do done"
)
_THIS = rf"(?:the|this|that|its|their|these|present|current) (?:\w+ )?{_NOUNS}"
_INTERESTS = r"(?:conflicts? of interests?|competing (?:financial )?interests?)\b"
_PAYS = (
    r"fund(?:ed|s|ing|ers?)?|financ(?:e|ed|es|ing)|financial(?:ly)? support(?:ed)?|sponsor(?:ed|s|ship)?|"
    r"paid for|grants?"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that papers say about themselves: how it is asked for, and how it is said.

    `silent` is what is said of a paper, and of several, that do not say it; where it is empty, the
    search goes on.
    """

    words: str
    asked: re.Pattern[str]
    said: re.Pattern[str]
    silent: tuple[str, str] | None = None


def _matter(words: str, asked: str, said: str, silent: tuple[str, str] | None = None) -> Matter:
    return Matter(words, re.compile(asked, re.IGNORECASE), re.compile(said, re.IGNORECASE), silent)


_FINDINGS = _matter(
    "finding findings result results conclusion conclusions conclude outcome find show",
    rf"\b(?:findings?|results?|conclusions?|outcomes?)\b (?:of|in|from) {_ITSELF}\W*$|"
    rf"\bwhat (?:does|do|did) {_ITSELF} (?:find|conclude|show)\W*$",
    r"\bwe (?:find|found|show|showed|conclude|concluded|demonstrate)\b|\bin conclusion\b|\bto conclude\b|"
    r"\b(?:results|findings|study|paper|analysis) (?:\w+ )?(?:shows?|showed|suggests?|indicates?|reveals?|demonstrates?|concludes?)\b",
)
_MATTERS = (
    _matter(
        "limitation limitations shortcoming shortcomings weakness weaknesses caveat caveats drawback drawbacks",
        rf"\b{_LIMITS}\b.{{0,25}}\b{_ITSELF}\b|"
        rf"\b{_ITSELF}\b(?:'s?)? .{{0,25}}\b{_LIMITS}\b",
        rf"\blimitations?\b|\b{_MINE} (?:\w+ )?{_LIMITS}\b|\b{_LIMITS} (?:of|in|to|with) {_MINE}\b|"
        rf"\b(?:one|another|an?|its|main|major) (?:\w+ )?{_LIMITS} (?:is|was|are|were)\b|"
        r"\b(?:is|are|was|were) limited (?:by|to|in)\b|\bsmall sample\b",
        ("The paper states no limitations of its own.", "They state no limitations of their own."),
    ),
    _matter(
        "future further work research study studies direction directions open question questions next step steps leave",
        r"\b(?:future|further|more|next) (?:work|research|stud(?:y|ies)|directions?|steps?|investigations?)\b|"
        rf"\bopen (?:questions?|problems?)\b.{{0,25}}\b{_ITSELF}\b",
        r"\b(?:future|further|more) (?:\w+ )?(?:work|research|stud(?:y|ies)|directions?|investigations?|experiments?|efforts?)\b|"
        r"\bin (?:the )?future\b|\bremains? to be\b|\b(?:leave|left) (?:\w+ ){0,4}(?:for|to) future\b",
        ("The paper names no future research.", "They name no future research."),
    ),
    _matter(
        "fund funding funds funder funders finance financial sponsor sponsorship support grant grants pay paid money "
        "source sources agency agencies organisation organization institution institutions body bodies foundation company",
        rf"\b(?:{_PAYS})\b.{{0,25}}\b{_THIS}\b|\b{_THIS}\b.{{0,15}}\b(?:{_PAYS})\b|"
        r"^who (?:funded|financed|sponsored|paid for) (?:it|this|that)\W*$",
        r"\b(?:work|study|research|paper|article|project|publication|authors?|manuscript|review|investigation)\b[^.]{0,60}"
        r"\b(?:supported|funded|financed|sponsored)\b|\bfund(?:ed|ing) (?:\w+ ){0,3}?(?:by|from|for this)\b|"
        r"\b(?:no|any|specific|external|receiv\w*|acknowledg\w*|thank\w*)\b.{0,60}"
        r"\b(?:funding|funds|grants?|financial support|fellowship|scholarship)\b|"
        r"\bgrants? (?:numbers?|nos?\b|agreements?|from)|\bunder grants?\b|^funding\b",
        ("The paper does not say who funded it.", "They do not say who funded them."),
    ),
    _matter(
        "conflict conflicts interest interests competing financial declare declaration disclose disclosure statement",
        rf"\b(?:declare|disclose|report|have|any|there|authors?|{_THIS})\b.{{0,25}}\b{_INTERESTS}|"
        rf"\b{_INTERESTS}.{{0,25}}\b(?:declared|disclosed|reported|authors?|{_THIS})\b",
        r"\b(?:conflicts?(?: of)? interests?|competing (?:financial )?interests?)\b",
        (
            "The paper makes no statement about conflicts of interest.",
            "They make no statement about conflicts of interest.",
        ),
    ),
    _matter(
        "contribution contributions novelty new contribute",
        rf"\bcontributions?\b.{{0,25}}\b{_ITSELF}\b|\b{_ITSELF}\b.{{0,12}}\bcontribut|\bwhat is (?:new|novel) (?:in|about) {_ITSELF}\b",
        r"\bcontributions?\b|\bwe (?:propose|present|introduce|develop|contribute)\b|"
        r"\bthis (?:paper|study|article|work) (?:proposes|presents|introduces|develops|provides|contributes)\b",
    ),
    _FINDINGS,
    _matter(
        "aim aims purpose goal goals objective objectives question questions hypothesis",
        rf"\b(?:aims?|purposes?|goals?|objectives?|research questions?|hypothes[ie]s)\b.{{0,12}}\b{_ITSELF}\W*$|"
        rf"\bwhat (?:does|do|did) {_ITSELF} (?:aim|want|try|set out|seek)\b(?: at| to do| to achieve| to)?\W*$",
        r"\b(?:aims?|purpose|goals?|objectives?) (?:of|was|is|to)\b|\bwe (?:aim|aimed|set out|sought) to\b|"
        r"\bthis (?:paper|study|article|work|review) (?:aims|aimed|examines?|investigates?|explores?|studies|analy[sz]es|reviews|discusses|seeks)\b",
    ),
)


def matter_of(question: Question) -> Matter | None:
    """Return what about the paper itself is asked for, if that is all that is asked."""
    for matter in _MATTERS:
        if matter.asked.search(question.text):
            left = {term.stem for term in question.terms} - _ALLOWED - stems(matter.words)
            return None if left else matter
    return None


def discourse_answer(question: Question, document: Document) -> list[Chosen]:
    """Return what the paper says about itself, in reading order; empty where it says nothing."""
    matter = matter_of(question)
    return _told(matter, document) if matter else []


def main_findings(document: Document) -> list[Chosen]:
    """Return what the paper says that it found or concludes, in reading order."""
    return _told(_FINDINGS, document)


def _told(matter: Matter, document: Document) -> list[Chosen]:
    saying = list(_saying(matter, document))
    most = max((points for points, _, _ in saying), default=0)
    found = sorted(entry for entry in saying if entry[0] == most)[:MOST]
    spans: dict[int, Chosen] = {}
    for _, start, end in found:
        for first, last in whole(document, start, end):
            said = matter.said.search(document.text, first, last)
            marks = ((said.start() - first, said.end() - first),) if said else ()
            spans.setdefault(first, Chosen(document, first, last, 1.0, marks))
    return [spans[start] for start in sorted(spans)]


def says_nothing(question: Question, documents: Sequence[Document]) -> str:
    """Return one sentence that says that no paper speaks of what is asked, else ""."""
    matter = matter_of(question)
    if matter is None or not matter.silent:
        return ""
    if any(discourse_answer(question, paper) for paper in documents):
        return ""
    return matter.silent[len(documents) > 1]


def _saying(matter: Matter, document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield sentences that say it, with how much speaks for each."""
    for start, end in _stretches(document):
        section = document.section_at(start)
        late = section is None or bool(_FRAMES.search(section.title))
        if not late and not matter.silent and section is not None and section.number[:1].isdigit():
            continue  # the aim or the findings of a step, not of the paper
        for first, last in sentence_spans(document, start, end):
            text = document.text[first:last]
            if not matter.said.search(text) or _OF_OTHERS.search(text):
                continue
            own = bool(_OWN.search(text))
            opens = section is not None and "introduction" in section.title.casefold()
            if own or (late and matter.silent and not opens):
                named = bool(stems(matter.words) & stems(text))
                yield late + own + named, first, last


def _stretches(document: Document) -> list[tuple[int, int]]:
    """Return the abstract and the sections without the bibliography."""
    body = [section for section in document.sections if section.number != REFERENCES]
    front = [document.abstract] if document.abstract else []
    return [*front, *(_own_text(document, section) for section in body)]


def _own_text(document: Document, section: Section) -> tuple[int, int]:
    later = [other.start for other in document.sections if other.start > section.start]
    return section.start, min([section.end, *later])
