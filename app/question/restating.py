"""A question put otherwise: the one before with another question word, one as a claim.

The first is what "When?" and "In which journal?" ask.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.courtesies import LEADS_IN
from app.language.lexemes import with_capital
from app.question.follow_up import BARE, DOES, PHRASE, PLACED, TIMES
from app.question.metadata import IT
from app.question.titles_and_authors import without_capital
from app.question.topic import parted

_AND = re.compile(r"^(?:but|and|so|or)\b,? ", re.IGNORECASE)
_WHY = re.compile(r"(?:why|how) (?:so|come|not|is that)", re.IGNORECASE)
_PLACE_FIRST = re.compile(  # "In the frost review, what was counted"
    rf"^(?P<place>(?:{PLACED}) (?!which\b|what\b|whom\b|whose\b)[^,;:]{{2,60}}), (?P<asks>.+)$",
    re.IGNORECASE,
)
_NOUN_FIRST = re.compile(  # "Which problems does a port have": why does it have problems
    rf"^(?:which|what|how many|how much) (?!{TIMES}\b)(?P<noun>\w+(?: \w+)?) (?P<aux>{DOES}) (?P<rest>\S.*)$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"(?<=^what) else\b|(?<=^who) else\b|(?<=^where) else\b", re.IGNORECASE)
_HOW_LARGE = re.compile(
    r"^how (?P<noun>\w+) (?P<aux>is|are|was|were) (?P<rest>\S.*)$", re.IGNORECASE
)
_WORD = re.compile(
    rf"^(?:(?:which|what) {TIMES}|(?:{PLACED}) (?:which|what) [\w’'-]+(?= {DOES}\b)|(?:(?:{PLACED}) )?(?:what|which|who|whom|when|where|how(?: many| much)?|why|list|name|explain|describe))\b\s*",
    re.IGNORECASE,
)
_TURNED = re.compile(rf"(?:{DOES}|may|might|must|shall)(?:n?['’]t)?\b", re.IGNORECASE)
_STARTS_SUBJECT = (  # "What could firms do", "Which steps should the state take"
    r"(?:the|an?|its|their|we|you|they|he|she|it|i|one|this|that|these|those|people|\w+s|(?-i:[A-Z])\w*)\b"
)
_IS_SUBJECT = re.compile(  # "What is", "Who should act"; not "What did he", "What could firms do"
    r"(?:who|what|which)(?:['’]s| (?:is|are|was|were)| (?:has|have|had|can|could|should|will|would|may|might|must|shall) "
    rf"(?!{_STARTS_SUBJECT}))\b",
    re.IGNORECASE,
)
_WHO_ACTS = re.compile(  # "Who should mend it": "How?" asks how they should
    r"who (?P<aux>can|could|must|should|will|would) (?P<does>(?!be\b)\w.*)", re.IGNORECASE
)
_IN_WHAT_WAY = re.compile(r"(?:how|when|where)(?: exactly)?", re.IGNORECASE)
_IS = re.compile(r"is|are|was|were", re.IGNORECASE)
_YES_OR_NO = re.compile(rf"{_TURNED.pattern} (?:(?:there|any)\b ?)*", re.IGNORECASE)
_EMPTY_NOUN = re.compile(  # "What aspects do the rules cover?"; what a paper covers is told by its parts
    rf"^{LEADS_IN}(?:what|which) (?:(?:main|different|various|other|specific) )?(?:aspects|areas|fields|matters|subjects|topics|domains) "
    rf"(?P<rest>(?:do|does|did) (?!{IT}\b|they\b|the authors?\b).+ (?:cover|touch (?:up)?on|concern|include|involve|deal with|address|regard|encompass|extend to|span|relate to|comprise))(?=\W*$)",
    re.IGNORECASE,
)
_EMPTY_DOER = re.compile(  # "Which measures would make it cheaper?"
    rf"^{LEADS_IN}(?:what|which) (?:(?:other|different|specific|concrete|possible|practical) )?(?:measures?|steps?|means|ways|changes?|things?|actions?|factors?|moves?|kinds? of (?:measures?|steps?|changes?|actions?)) "
    rf"(?=(?:would|could|can|might|may|should|will) (?!be\b|{_STARTS_SUBJECT})\w+)",
    re.IGNORECASE,
)


def without_empty_noun(question: str) -> str:
    """Return "What do the rules cover?" for "What aspects do the rules cover?", "" for others.

    Few texts call what they tell "aspects", and one that does may speak of others.
    """
    restated = _EMPTY_DOER.sub("What ", _EMPTY_NOUN.sub(r"What \g<rest>", question))
    return restated if restated != question else ""


def with_its_word(question: str, before: str) -> str:
    """Return the question `before`, asked with the question word that `question` is; else ""."""
    plain = _AND.sub("", question.strip(" ?.!"))
    phrase = PHRASE.match(question)
    if not phrase and not BARE.match(question):
        return ""
    if plain.casefold() == "really" or before.casefold().startswith(plain.casefold()):
        return f"{before}?"
    asked, topic = parted(before)
    tail = f" ({topic})" if topic else ""
    if (acts := _WHO_ACTS.fullmatch(asked)) and _IN_WHAT_WAY.fullmatch(plain):
        return f"{with_capital(plain)} {acts['aux']} they {acts['does']}{tail}?"
    told = without_capital(_statement(asked))
    if not _TURNED.match(told) or _IS_SUBJECT.match(asked):
        return ""  # "Who should act" has no subject that "why" can be asked of
    word = "why" if _WHY.fullmatch(plain) else plain
    word = f"in {without_capital(word)}" if phrase and phrase["time"] else word
    return f"{with_capital(word)} {told}{tail}?"


def as_claim(question: str) -> str:
    """Return a yes-or-no question as what it asks whether it is so, "" for any other question.

    Word for word, which is no good English and says what it says: "Is the port open in winter?"
    claims "the port open in winter".
    """
    plain = _AND.sub("", question.strip(" ?.!"))
    asks = _YES_OR_NO.match(plain)
    claim = plain[asks.end() :] if asks else ""
    return f"{claim}." if claim else ""


def _statement(question: str) -> str:
    """Return the question without its question word: what "why?" is asked of."""
    plain = _ELSE.sub("", question.strip(" ?.!"))
    if placed := _PLACE_FIRST.match(plain):
        return f"{_statement(placed['asks'])} {without_capital(placed['place'])}"
    if large := _HOW_LARGE.match(plain):
        return f"{large['aux']} {large['rest']} {large['noun']}"
    if noun := _NOUN_FIRST.match(plain):
        is_first = _IS.fullmatch(noun["aux"]) or noun["rest"].startswith("be ")
        told = (noun["noun"], noun["rest"]) if is_first else (noun["rest"], noun["noun"])
        return " ".join((noun["aux"], *told))
    return _WORD.sub("", plain) or question
