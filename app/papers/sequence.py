"""What a paper says comes before or after a thing, or at its place: the next stage, the second."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.language.courtesies import LEADS_IN
from app.language.lexemes import content_words, every_stem, stems
from app.language.ordinals import ANY_ORDINAL, ANY_STAGE, PLACES
from app.question.questions import Question
from ingest.document import Document

TOLD = 2  # sentences that are shown of it
ENOUGH = 0.6  # share of the question's words that the sentence on the thing must hold
_ASKED = re.compile(
    rf"^{LEADS_IN}(?:what|which)(?: (?:was|is|were|are) the)?(?: next)?"
    rf"(?: (?:{ANY_STAGE}))?"
    r"(?: (?:was|is|came|comes?|happen(?:ed|s)|took place|began|begins?|start(?:ed|s)?))?"
    r"(?: next| then| directly| immediately)? "
    r"(?P<way>after|before|follow(?:s|ed|ing)?|preced(?:es|ed|ing)) (?P<thing>.+)$",
    re.IGNORECASE,
)
_TIMES = "stage phase period era epoch"  # a paper's stage may be another's phase
_PLACED = re.compile(
    rf"^{LEADS_IN}(?:(?:what|which|when|how long)(?: (?:is|was))|(?:when|how long) (?:did|does)|what (?:happen(?:ed|s)|took place|was done) (?:in|during|at)|"
    r"(?:describe|explain|tell me about|what about))"
    rf" the (?P<place>{'|'.join(PLACES)}) (?P<sort>{ANY_STAGE})(?: of (?:the )?[\w’'-]+(?: [\w’'-]+)?)??"
    r"(?: (?:last|take|run|go on|begin|start|end|finish))?$",
    re.IGNORECASE,
)
_DIVIDED = "divided?|subdivided?|split|broken down|break down|periodi[sz]ed?"
_ALL = re.compile(
    rf"^{LEADS_IN}(?:what (?:are|were)|what|which|describe|list|name|outline|explain|tell me about|give me|go through)"
    r"(?: (?:the|all|of|its|their|main|different|two|three|four|five|six))* (?:stages|phases|periods|eras|epochs)"
    r"(?: of (?:(?:the|its|this) )?[\w’'-]+(?: [\w’'-]+){0,4}| (?:did|does|do|has|have) .{2,60}(?:g[oa]ne? through|go through|pass(?:ed)? through|undergo(?:ne)?)|"
    r" (?:are|were|can be)(?: there| told apart| distinguished| described| named))?$",
    re.IGNORECASE,
)
_COURSE = "development|growth|history|evolution|rise|progress|course|process|time|period"
_DIVIDES = re.compile(  # "Into which stages is the growth divided?", "How do they split its history?"
    rf"^{LEADS_IN}into (?:what|which|how many) (?:\w+ )?(?:stages|phases|periods|eras|epochs) (?:is|are|was|were|do|does|did|can) .{{2,80}}$|"
    rf"^{LEADS_IN}how (?:is|are|was|were|can) .{{0,60}}\b(?:{_COURSE})\b.{{0,40}}\b(?:{_DIVIDED})\b.{{0,60}}$|"
    # not "How did they split the data in the process?"
    rf"^{LEADS_IN}how (?:do|does|did|can) .{{2,60}}\b(?:{_DIVIDED}) (?:(?!(?:in|for|by|over|during|at|on|into|from|with|across)\b)[\w’'-]+ ){{0,4}}(?:{_COURSE})\b.{{0,60}}$",
    re.IGNORECASE,
)
_COUNTING = stems(
    f"{' '.join(PLACES)} main different two three four five six happen take place describe explain outline list name tell go pass undergo give do distinguish"
    " long last run begin start end finish"
)
_DIVIDING = _COUNTING | stems(
    f"{_COURSE.replace('|', ' ')} divide divided subdivide split break broken up down periodise periodize paper author article study"
)
_MOST = 6  # stages that are told
_MEMBER = re.compile(
    rf"\b(?:the|a|an|its|their|our|{ANY_ORDINAL}|last|final)"
    rf"(?: (?!this\b|that\b|each\b|every\b)[\w’'-]+){{0,3}} (?:{ANY_STAGE})\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    rf"\b(?:this|that|these|those|same|current|present|each|every) (?:{ANY_STAGE})s?\b", re.I
)
_NAMES = re.compile(rf"\b(?:{ANY_STAGE})s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Member:
    """A sentence that introduces a stage, a step or the like, in the section `label`."""

    label: str
    start: int
    end: int
    stems: Set[str]


def sequence_answer(question: Question, document: Document) -> list[Chosen]:
    """Return what the paper introduces next to the thing asked about; empty where it is unclear.

    Papers tell stages and steps in their order: what comes after one is the next that the same
    section introduces.
    """
    text = question.text.strip(" ?.!")
    if placed := _PLACED.match(text):
        return _at_its_place(placed, question, document)
    if (divided := _DIVIDES.match(text)) or _ALL.match(text):
        frame = _DIVIDING if divided else _COUNTING
        row = _row(_TIMES, question, document, frame=frame)[:_MOST]
        return [Chosen(document, each.start, each.end, 1.0) for each in row]
    asked = _ASKED.match(text)
    if not asked or not _NAMES.search(text):
        return []
    thing = {word.stem for word in content_words(_NAMES.sub(" ", asked["thing"]))}
    members = _members(document)
    at = _meant(thing, members)
    if at is None:
        return []
    beside = at + (1 if asked["way"][:5].lower() in ("after", "follo") else -1)
    if not 0 <= beside < len(members) or members[beside].label != members[at].label:
        return []
    return _told(document, members, beside)


def asks_at_place(question: str) -> bool:
    """Say whether a question asks for a stage by its place: "What is the second stage?"."""
    return bool(_PLACED.match(question.strip(" ?.!")))


def _at_its_place(placed: re.Match[str], question: Question, document: Document) -> list[Chosen]:
    """Return what the one section that introduces several such stages says of the second.

    Empty where the paper itself speaks of a second stage: then it is searched.
    """
    place, sort = placed["place"].lower(), placed["sort"]
    if re.search(rf"\b{place} (?:[\w’'-]+ )?{sort}", document.text, re.IGNORECASE):
        return []
    row = _row(_TIMES if sort.lower() in _TIMES.split() else sort, question, document)
    at = PLACES[place] % len(row) if row else 0
    return _told(document, row, at) if PLACES[place] < len(row) else []


def _row(
    sorts: str, question: Question, document: Document, *, frame: Set[str] = _COUNTING
) -> list[_Member]:
    """Return what the one section that introduces several things of such sorts introduces.

    Empty where that section, or the title, does not speak of what the question asks the stages of,
    which is what its words say that are not in the `frame`.
    """
    members = _members(document)
    labels = Counter(one.label for one in members if every_stem(sorts) & one.stems)
    several = {label for label, count in labels.items() if count > 1}
    alike = [one for one in members if one.label in several and every_stem(sorts) & one.stems]
    row = alike if len(several) == 1 else []
    section = document.section_at(row[0].start) if row else None
    if section is None:
        return []
    spoken = stems(f"{document.title} {document.text[section.start : section.end]}")
    asked = {word.stem for word in content_words(_NAMES.sub(" ", question.text))} - frame
    return row if asked <= spoken else []


def _members(document: Document) -> list[_Member]:
    members = []
    for section in document.body_sections:
        if any(section.start < other.start < section.end for other in document.sections):
            continue
        for start, end in sentence_spans(document, section.start, section.end):
            text = document.text[start:end]
            if _MEMBER.search(text) and not _POINTING.search(text):
                label = document.section_label(start)
                members.append(_Member(label, start, end, stems(text)))
    return members


def _meant(thing: Set[str], members: list[_Member]) -> int | None:
    """Return which member the question means: the one that holds most of its words."""
    shares = [len(thing & member.stems) for member in members]
    most = max(shares, default=0)
    clear = most > 0 and most >= ENOUGH * len(thing) and shares.count(most) == 1
    return shares.index(most) if clear else None


def _told(document: Document, members: list[_Member], at: int) -> list[Chosen]:
    """Return the member's sentence and what follows it, short of the next member."""
    member = members[at]
    end = members[at + 1].start if at + 1 < len(members) else len(document.text)
    paragraph = document.text.find("\n", member.start)
    end = min(end, paragraph if paragraph >= 0 else end)
    spans = sentence_spans(document, member.start, end)[:TOLD]
    return [Chosen(document, first, last, 1.0) for first, last in spans]
