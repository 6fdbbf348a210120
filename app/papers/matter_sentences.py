"""The sentences in which a paper says something of a matter, and how much speaks for each."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from app.evidence.chosen import Chosen
from app.evidence.spans import announces, sentence_spans
from app.papers.matters import LIMITATION, MINE, OTHERS, Matter
from app.papers.zones import NOUN
from app.question.limits_and_outlook import LIMITS
from ingest.document import Document, Section

_OWN = re.compile(
    r"\b(?:we|our|us|this (?:\w+ )?(?:paper|article|study|work|research|review|survey|report)|"
    r"the (?:present|current) (?:\w+ )?(?:study|paper|work|article|review)|the authors?|here)\b|"
    rf"(?:\b(?:a|an|the|one|another) (?:\w+ )?|^(?:\w+,? ){{0,2}}){LIMITS} (?:of|to|in) the (?:study|paper|work|research|review|survey|analysis)\b(?! (?:by|of|from)\b)",
    re.IGNORECASE,
)
ARE_LIMITS = re.compile(  # "Limitations include", "Potential limitations of this study were"
    rf"^(?:[\w-]+,? ){{0,3}}(?:limitations?|{LIMITS}(?= (?:of|to|in) ))(?: (?:of|to|in) (?:{MINE}|the (?:\w+ )?{NOUN}))? "
    r"(?:is|are|was|were|may|might|includes?|included|lies?|lay|concerns?|concerned)\b",
    re.IGNORECASE,
)
BEHIND = 1.0  # how far behind the best sentence another may be
FEW = 2  # sections of a text that is hardly divided
OPENS, CLOSES = 0.2, 0.5  # the share of it before which it opens, and after which it may close
Place = Literal["before", "behind", "late", ""]
_LEADS_ON = re.compile(  # "we conclude with directions for future work"
    r"\bwe conclude with\b|\bconcludes? (?:\w+ ){0,3}with (?:\w+ ){0,2}(?:discussion|directions?|remarks?|summary|outlook|suggestions?)\b|"
    r"^(?:in )?(?:the )?(?:(?:last|final|next|following|remaining) )?sections?\b(?: \d| (?:we|i)\b)|\brest of (?:this|the) (?:paper|article)\b|\borgani[sz]ed as\b|"
    r"\b(?:discuss|outline|present|sketch|describe|propose)\w* (?:\w+ ){0,5}(?:directions|avenues|ideas) for (?:future|further)\b",
    re.IGNORECASE,
)
_SUMS_UP = re.compile(r"\b(?:in (?:conclusion|summary)|overall|the above results)\b", re.IGNORECASE)
_AT_HOME = re.compile(rf"\b(?:{LIMITS}|future|outlook)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    rf"\b(?:address|overcome|avoid|tackle|remedy|circumvent|mitigate|resolve|minimi[sz]e|reduce|prevent)\w* (?:\w+ ){{0,2}}(?:{LIMITS}|bias)|"
    rf"\b{LIMITS} (?:of|in|from|to|with) (?:the |most |many |all )?{OTHERS}|"
    rf"\b(?:examin|identif|analy[sz]|point|reveal|discuss|explor|investigat)(?:e|es|ed|ing|s|y|ies|ied)? (?:out )?(?:\w+ ){{0,3}}{LIMITS}\b"
    rf"(?! (?:of|in|to|with) {MINE})|"
    rf"\b{OTHERS}(?:research|stud(?:y|ies)|works?|papers?|methods?|approaches|systems)\b[^.;]{{0,60}}\b{LIMITS}",
    re.IGNORECASE,
)
_DEBRIS = re.compile(r"\S\s[•●▪◦‣]\s| \| ")  # of a list or a table, run together
_FRAMES = re.compile(
    r"\b(?:introduction|discussion|conclusions?|concluding|final|limitations?|future|outlook|summary|"
    r"acknowledge?ments?|funding|competing|conflicts?|interests?|disclosures?|declarations?)\b",
    re.IGNORECASE,
)


def saying(matter: Matter, document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield sentences that say it, with how much speaks for each."""
    for start, end in stretches(document):
        section = document.section_at(start)
        late = section is None or bool(_FRAMES.search(section.title))
        of_all = matter.silent or matter.anywhere
        if not (late or of_all or section is None) and section.number[:1].isdigit():
            continue  # the aim or the findings of a step, not of the paper
        for first, last in sentence_spans(document, start, end):
            text = document.text[first:last]
            if _OF_OTHERS.search(text) or _DEBRIS.search(text) or _announces(text):
                continue
            place = "late" if late else _place(document, first)
            if points := _points(matter, text, section, place):
                yield points, first, last


def speaks_of_limits(document: Document) -> bool:
    """Say whether limitations are what any sentence is about."""
    return any(
        ARE_LIMITS.search(text) and not _OF_OTHERS.search(text)
        for low, high in stretches(document)
        for first, last in sentence_spans(document, low, high)
        for text in [document.text[first:last]]
    )


def _points(matter: Matter, text: str, section: Section | None, place: Place) -> int:
    """Return how much speaks for a sentence, 0 where it says nothing of the matter.

    `place`: "late" where its section frames the paper, else how far on it stands.
    """
    own, named = bool(_OWN.search(text)), bool(matter.asked.search(text))
    surely = bool(matter.said.search(text)) or (matter is LIMITATION and own and named)
    closes = place in ("late", "behind")
    opens = section is not None and "introduction" in section.title.casefold()
    may_hedge = place == "late" or (closes and (own or bool(_SUMS_UP.search(text))))
    may_hedge = may_hedge and section is not None and not opens
    if not surely and not (may_hedge and matter.late.search(text)):
        return 0
    at_all = matter.anywhere or (closes and matter.silent)
    by_name = named and surely and matter.may_be_late and place != "before"
    if not (own or by_name or (at_all and not opens)):
        return 0
    at_home = section is not None and bool(_AT_HOME.search(section.title))
    more = surely + at_home if matter.may_be_late else int(matter.anywhere)
    return closes + own + named + more


def _announces(text: str) -> bool:
    """Say whether a sentence only tells what will be said further on."""
    return announces(text) or bool(_LEADS_ON.search(text))


def _place(document: Document, at: int) -> Place:
    """Return where a place is in a text that is hardly divided, "" in one that has sections."""
    if len(document.sections) > FEW:
        return ""
    share = at / len(document.text)
    return "before" if share < OPENS else "behind" if share >= CLOSES else ""


def likeliest(
    scored: Iterable[tuple[float, tuple[int, int]]], document: Document, *, most: int
) -> list[Chosen]:
    """Return the best sentences, `most` of them and none far behind the first, in reading order."""
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
    told = [span for points, span in ranked[:most] if points >= ranked[0][0] - BEHIND]
    return [Chosen(document, *span, 1.0) for span in sorted(told)]


def every_sentence(document: Document) -> list[tuple[int, int]]:
    """Return the sentences of the abstract and of the sections, but the bibliography, each once."""
    front = [document.abstract] if document.abstract else []
    parts = [*front, *((section.start, section.end) for section in document.body_sections)]
    return [*dict.fromkeys(span for one in parts for span in sentence_spans(document, *one))]


def stretches(document: Document) -> list[tuple[int, int]]:
    """Return the abstract and the sections without the bibliography."""
    front = [document.abstract] if document.abstract else []
    return [*front, *(_own_text(document, section) for section in document.body_sections)]


def _own_text(document: Document, section: Section) -> tuple[int, int]:
    later = [other.start for other in document.sections if other.start > section.start]
    return section.start, min([section.end, *later])
