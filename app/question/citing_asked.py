"""What is asked of the text's citations: "What does chapter 4 cite?", "Which source is cited most?"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.language.courtesies import LEADS_IN
from app.language.patterns import compiled
from app.question.metadata import IT, TAIL, THIS
from app.question.part_token import is_matter, with_part_token

How = Literal["which", "where", "how many", "most", "repeatedly", "once", "never", "how often"]

_NOUN = (
    r"(?:references?|sources?|citations?|(?:cited )?works?|papers?|publications?|articles?|stud(?:y|ies)|books?|entr(?:y|ies)|"
    r"authors?|researchers?|scholars?|writers?|journals?|periodicals?|magazines?|bodies|organi[sz]ations?|institutions?|literature|research)"
)
_SORT = r"(?:(?:other|others['’]|outside|external|different|distinct|earlier|previous|prior|scientific|academic|two|three|four|five|of the|its) )*"
_WORKS = rf"{_SORT}{_NOUN}(?:(?:,| and| or) {_SORT}{_NOUN})*"
_CITED = r"(?:cited|referenced|quoted|(?:referred|pointed) to|drawn (?:up)?on|relied (?:up)?on)"
_CITE = r"(?:cites?|references?|quotes?|refers? to|points? to|draws? (?:up)?on|rel(?:y|ies) (?:up)?on|builds? (?:up)?on|rests? (?:up)?on)"
_USED = r"(?:used|named|listed|mentioned|given)"  # of what can be nothing but a source
_SOURCES = rf"{_SORT}(?:references|sources|citations)"
_ANY = rf"(?:anything|anyone|anybody|something|(?:any )?{_WORKS})"
_DOES = r"(?:does|do|did|has|have)"
_ARE = r"(?:are|is|were|was|get|gets|being)(?: being| been)?"
_IN = r"(?:in|by|within|throughout|inside|for)"
_IN_TEXT = rf"(?: (?:anywhere )?(?:in|by|throughout) (?:{THIS}|(?:the |its )?(?:(?:main|running) text|body|authors?)|text)| at all| here)*"
_BY_IT = rf"(?:{_DOES} (?:{IT}|they|the authors?) {_CITE}|{_ARE} {_CITED})"


_MAY_ASK = re.compile(  # a word that every question on citations has
    r"cit(?:e|ing|ation)|refer|quot|sources|\b(?:draw|rel|buil|rest|point)\w* (?:(?:up)?on|to)\b",
    re.IGNORECASE,
)


def _whole(*patterns: str) -> str:
    return rf"^{LEADS_IN}(?:{'|'.join(patterns)}){TAIL}"


_OF_PART = _whole(
    rf"(?:which|what|whose|list|name|give)(?: (?:me|all|the))* {_WORKS}(?: (?:that|which))? (?:{_DOES} § {_CITE}|§ {_CITE}|{_ARE} {_CITED} {_IN} §|{_CITED} {_IN} §)",
    rf"(?:which|what|list|name|give)(?: (?:me|all|the))* {_SOURCES}(?: (?:that|which))? (?:{_DOES} § (?:use|name|list|mention|give|contain|have)|(?:{_ARE} )?(?:{_USED} |there |(?:appear|occur|stand)s? )?{_IN} §)",
    rf"(?:on|from|to) (?:which|what|whose) {_WORKS} {_DOES} § (?:draw|rely|build|rest|refer)",
    rf"(?:what|who|whom)(?: else)? (?:{_DOES} § {_CITE}|(?:{_ARE}) {_CITED} {_IN} §)",
    rf"{_DOES} § {_CITE} {_ANY}|(?:is|are)(?: there)? {_ANY} {_CITED} {_IN} §",
)
_SURELY = re.compile(
    r"\b(?:cit|referenc|quot)", re.IGNORECASE
)  # not "What do the methods build on?"
_HOW_MANY = _whole(
    rf"how many(?: {_WORKS})? (?:{_DOES} § {_CITE}|{_ARE} {_CITED} {_IN} §)",
    rf"how many {_SOURCES} (?:{_DOES} § (?:use|name|list|mention|give|contain|have)|{_ARE} (?:{_USED} |there )?{_IN} §)",
    rf"(?:what(?:['’]s| is) )?(?:the )?number of {_SOURCES}(?: (?:cited|{_USED}))? (?:{_IN}|of) §",
)
_WHERE = _whole(
    rf"(?:in )?(?:which|what) (?:section|chapter|part)s?(?: of {IT})? (?:cites? (?:the )?most(?: {_WORKS})?|(?:has|contains) (?:the )?most {_SOURCES}|{_ARE} (?:the )?most {_WORKS} {_CITED})",
)
_OFTEN = r"(?:(?:the )?most(?: often| frequently| of all)?|more (?:often|frequently) than (?:the|all|any) others?)"
_MOST = _whole(
    rf"(?:which|what|who|whose)(?: {_WORKS}| one)? {_BY_IT} {_OFTEN}{_IN_TEXT}",
    rf"(?:(?:which|what|who)(?: {_WORKS})?(?:['’]s| is| are) )?(?:the |its |their )?most(?: often| frequently|ly)?[ -]{_CITED}(?: {_WORKS})?{_IN_TEXT}",
)
_REPEATEDLY = _whole(
    rf"(?:which|what|how many|are there(?: any)?)(?: {_WORKS})?(?: (?:that|which))? {_BY_IT} (?:(?P<once>(?:only |just )?once)|more than once|several times|repeatedly|(?:at least )?twice){_IN_TEXT}",
)
_NEVER = _whole(
    rf"(?:which|what|how many|list|name|show|are there(?: any)?|is there(?: an?| any)?)(?: (?:me|all|of|the|its))* {_WORKS}(?: (?:in|of) (?:the|its) (?:bibliography|list|reference list))?(?: (?:that|which))? "
    rf"(?:{_ARE} )?(?:never|not|nowhere)(?: ever| actually| really)? {_CITED}{_IN_TEXT}",
    rf"(?:which|how many)(?: of (?:them|these|those))? {_ARE} (?:never|not|nowhere)(?: ever| actually| really)? cited{_IN_TEXT}",
    rf"(?:are|is) (?:all|every|each|any)(?: (?:one )?(?:of )?(?:the|its))? {_WORKS}(?: (?:in|of) (?:the|its) (?:bibliography|list|reference list))? (?:actually |really |never |not )?{_CITED}{_IN_TEXT}",
)
_HOW_OFTEN = _whole(
    rf"how (?:often|many times|frequently) (?:(?:is|are|was|were|has|have) (?P<work>[^?]+?) (?:been )?{_CITED}|{_DOES} (?:{IT}|they|the authors?) (?:cite|reference|quote|refer to) (?P<cited>[^?]+?)){_IN_TEXT}",
)


@dataclass(frozen=True, slots=True)
class CitingAsked:
    """What is asked of a text's citations; `part` is what the part is called, where it has a name."""

    how: How
    part: str = ""


def citing_asked(question: str) -> CitingAsked | None:
    """Return what is asked of the text's citations as such, None where something else is.

    What is asked of works on some matter, or of somebody, is left to the bibliography.
    """
    if not _MAY_ASK.search(question):
        return None
    plain, part = with_part_token(question)
    if is_matter(part) and not _SURELY.search(plain):
        return None
    if "§" in plain:
        if compiled(_HOW_MANY).match(plain):
            return CitingAsked("how many", part)
        return CitingAsked("which", part) if compiled(_OF_PART).match(plain) else None
    if again := compiled(_REPEATEDLY).match(plain):
        return CitingAsked("once" if again["once"] else "repeatedly")
    asked: tuple[tuple[str, How], ...] = (
        (_WHERE, "where"),
        (_MOST, "most"),
        (_NEVER, "never"),
        (_HOW_OFTEN, "how often"),
    )
    return next(
        (CitingAsked(how) for pattern, how in asked if compiled(pattern).match(plain)), None
    )
