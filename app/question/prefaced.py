"""A question after what one tells first: that is left out, or is what "What do they say?" is about."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.lexemes import content_words, with_capital
from app.question.follow_up import DOES, is_clause, points_back
from app.question.metadata import TAIL, THIS

_WHO = rf"(?:{THIS}|they|(?:the|its) (?:authors?|writers?|researchers))"
_LEFT_OPEN = re.compile(
    rf"(?P<said>.{{8,}}?)(?:[.?!;:] ?|, | [–-] )(?:(?:so|and|now|but|then|well|please),? )*what (?:does|do|did|would|is|are) {_WHO} "
    rf"(?:say(?:ing)?|think|recommend|suggest|advise|tell (?:me|us)|propose)(?: (?:about|on|to) (?:it|that|this|them))?{TAIL}",
    re.IGNORECASE | re.DOTALL,
)
_OF_ONESELF = re.compile(  # "I'm writing a piece on ferries. How many sank?"
    r"(?P<said>(?:(?:hi|hello|hey|so|well|ok(?:ay)?)[,!. ]+)?(?:i|im|ive|we|my|our)\b(?:['’]\w+)? [^?]+?)(?:[.!;:] ?| [–-] |, (?=(?:so|and|but)\b))"
    r"(?:(?:so|and|but|now|then|well|please)\b,? )*(?P<asks>[^.?!]{12,}\?*)",
    re.IGNORECASE | re.DOTALL,
)
_YOU_SAID = re.compile(  # "You said tariffs before, what about that?"
    rf"(?:(?:but|and|so|ok(?:ay)?|well|wait)\b,? )*(?:you|it|they) (?:just |also )?(?:said|mentioned|spoke of|talked about|named) "
    r"(?:something about )?(?P<thing>(?!(?:that|it|this|so|there)\b)[^,;:?]{2,40}?)(?: (?:before|earlier|above|just now))?"
    r"(?:[,;.:] |,? (?=(?:what|how) about))(?:(?:so|and|but),? )*(?:(?:what|how) about (?:it|that|this|them)|tell me more(?: about (?:it|that|this|them))?|explain(?: (?:it|that|this))?)\W*"
    rf"|(?P<first>(?!{DOES}\b)[\w’'-]+(?: [\w’'-]+){{0,2}}?),? you (?:just )?(?:said|mentioned)(?: (?:before|earlier))?\W*",
    re.IGNORECASE,
)
_WHY_TWICE = re.compile(  # "Why did it sink, what are the reasons?"
    r"(?P<why>(?:.*\b)?why (?:\S+ ){2,}?\S+?)[,;:.?]* (?:and |i mean,? )?what (?:are|were|is|was) the (?:\w+ )?(?:reasons?|causes?|explanations?)"
    r"(?: (?:for|of|behind) (?:it|that|this))?\W*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|would|will|must|may|has|have)\b",
    re.IGNORECASE,
)
_WONDERS = (
    r"(?:know|knows|wonder(?:s|ing|ed)?|ask(?:s|ed|ing)?|sure|see|find out|decide|deciding|unsure|undecided|learn|told?|understand|clear|check|discuss(?:ing|es)?|"
    r"debat(?:e|es|ing)|question|idea|curious)"
)
_WHETHER = re.compile(
    rf"\b{_WONDERS}(?: (?:me|us|you|about|of|on|is|was))* (?:whether|if) (?:or not )?(?P<who>(?:[\w’'-]+ ){{1,4}}?)(?P<verb>should|can|could|will|would|must|may|might|is|are|was|were) (?P<rest>\S.*)$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(
    rf"\b{_WONDERS}(?: (?:me|us|you|about|of|on|is|was))* (?P<asks>(?:how|why|what|which|who|when|where|whether|if)\b.+)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|interested in|curious about|afraid of) (?P<thing>(?!(?:it|that|this|them|me|you|us|to)\b)[^,;]+)$",
    re.IGNORECASE,
)


def asked_last(question: str) -> str:
    """Return the question that stands after what one tells of oneself, if it needs none of that.

    "I'm writing a piece on ferries. How many people drowned in 1994?" asks how many drowned.
    Else "".
    """
    found = _OF_ONESELF.fullmatch(question.strip())
    asks = found["asks"].strip() if found else ""
    whole = is_clause(asks) and not points_back(asks) and len(content_words(asks)) > 1
    return with_capital(asks) if whole else ""


def with_its_preface(question: str) -> str:
    """Return what is asked where "What does the paper say?" leaves it to the sentence before.

    "I wonder whether frost can be foreseen. What does the paper say?" asks "Can frost be
    foreseen?", and "You said tariffs before, what about that?" what is said about tariffs. Where that
    sentence tells no such thing, the question stays as it is. "Why is it so, what are the reasons?"
    asks why, once.
    """
    if twice := _WHY_TWICE.fullmatch(question.strip()):
        return f"{twice['why']}?"
    if before := _YOU_SAID.fullmatch(question.strip()):
        return f"What is said about {before['thing'] or before['first']}?"
    found = _LEFT_OPEN.fullmatch(question.strip())
    said = re.split(r"(?<=[.?!]) ", found["said"])[-1].strip(" .?!") if found else ""
    if not found or not content_words(said):
        return question
    if _ASKS.match(said):
        return f"{said}?"
    if whether := _WHETHER.search(said):
        return f"{whether['verb'].capitalize()} {whether['who']}{whether['rest']}?"
    if embedded := _EMBEDDED.search(said):
        asks = embedded["asks"]
        return f"{with_capital(asks)}?"
    about = _ABOUT.search(said)
    return f"What is said about {about['thing']}?" if about else question
