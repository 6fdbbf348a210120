"""Whether a sentence says what a thing is, as papers do: "X is a …", "X, a …", "we call … X".

A property, as papers of mathematics do: "A row is even if …".
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Set

from app.language.lexemes import every_stem, stem, stems, words

_ASIDE = r"(?:\s*\([^()]{1,80}\)|\s*\[[\d, –-]{1,20}\])?"
_MORE = rf"(?:[\s-][\w’'-]+){{0,2}}{_ASIDE}"  # "the TrustRank" algorithm
_SLOWLY = r"(?:also|often|usually|generally|typically|commonly|essentially|simply|just|thus|here|now|formally|then)"
_JUDGED = (  # "an indispensable part of trade", "one of the main problems": what it is worth, not what it is
    r"(?:an?|the|one of the)\s+(?:\w+ly\s+)?(?:most\s+)?(?:indispensable|important|integral|essential|key|major|significant|crucial|critical|vital|main|necessary|pressing|serious|growing|common)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:part|component|element|factor|issue|problem|challenge|concern|topic|cause|driver|pillar|aspect|reason|priority|area)s?\b"
)
_AFTER = re.compile(
    # "is a", "are programs that", "is defined as"; not "is unable", "are not"
    rf"^\)?{_MORE},?\s+(?P<is>(?:is|was)\s+(?:{_SLOWLY}\s+)*(?!{_JUDGED})(?:an?|the|one|any|what|how|when|where|(?:\w+ly\s+)?"
    r"(?:defined|described|known|called|named|characteri[sz]ed|understood|denoted|composed|made up|based|"
    rf"concerned|designed|intended|used))\b|(?:are|were)\s+(?:{_SLOWLY}\s+)*(?!(?:not|unable|able|likely|unlikely|"
    r"more|less|very|too|so|still|present|available|shown|found|seen|given|chosen|selected|required|needed|"
    r"important|trained|tested|evaluated|collected|removed|obtained|reported|compared|"
    # "are issued by hand"; not "are automated ladders", "are defined as"
    r"(?!defined|described|called|named|characteri[sz]ed|denoted|composed|based|concerned|designed|intended|used)\w+ed"
    r"(?=\W*$|[,;.]|\s(?:on|by|in|at|to|with|from|for|using|and|or|as|when|if|after|before|via|through|under|over|into)\b))\b)(?=\w)|"
    rf"(?:{_SLOWLY}\s+)?(?:refers? to|means?|denotes?|measures|quantif(?:y|ies)|stands? for|consists? of|comprises?|describes?|concerns?|"
    r"belongs? to|represents?|can be (?:defined|described|understood|seen|thought of|viewed|regarded))\b)|"
    # "X, a measure of", "X of f on the database x — a measure of", "X: the"
    rf"^{_MORE}(?P<is2>\s*(?:,|:|–|—)\s*(?:an?|the|which|that|one of)\b)|"
    r"^(?:\s[\w’'-]+){1,8}(?P<is3>\s*[–—]\s*(?:an?|the)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    # "we introduce", "is called"; what is named may have a word or two before it
    r"(?P<is4>\b(?:we|this (?:paper|article|work|study)|the authors?|is|are)\s+(?:\w+ly\s+)?(?:then\s+|also\s+|here\s+)?"
    r"(?:introduces?|propose[sd]?|presents?|describes?|develop(?:s|ed)?|defines?|call(?:s|ed)?|term(?:s|ed)?|name[sd]?|"
    r"known as|referred to as))\s(?:[\w’',“\"-]+\s){0,5}[“\"]?$|"
    r"(?P<is5>\bdefinition\s[\d.]*\s*\()$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:\w+ing|of|in|for|with|by|from|to|on|than|as|about|under|using|compute|computes|between|and|or)\s+"
    r"(?:(?:the|an?|our|its|their|this)\s+)?$",
    re.IGNORECASE,
)
_NOTION = re.compile(
    r"\b(?:definition|notion|concept|idea|term|aim|goal|purpose|meaning|principle) of\s+(?:(?:the|an?)\s+)?$",
    re.IGNORECASE,
)
_PROPERTY = re.compile(  # "A graph is planar if", "A row is said to be well kept whenever"
    r"\b(?P<thing>(?:[\w’'-]+\s){0,6})(?:is|are)\s(?:(?:also|then|thus)\s)?"
    r"(?:(?:called|said to be|considered|termed|deemed)\s)?(?P<what>(?!(?:not|no|at|in|on|of|to|for|by|from|with|under)\b)[\w’'-]+(?:\s[\w’'-]+)?)\s"
    r"(?P<if>iff?|whenever|exactly when|provided that)\b",
    re.IGNORECASE,
)
_OF_A_SORT = re.compile(  # "Pear rust is a", "Late frosts come from"; "the new rust" is the one asked
    r"(?!The\b)(?P<which>(?:[\w’'-]+ ){1,3}?)(?P<head>[\w’'-]+) (?:is|are|was|were|means?|denotes?|refers? to|includes?|comes? from|"
    r"concerns?|consists? of|measures?|describes?)\b",
    re.IGNORECASE,
)
_LEAD = 60  # characters that may stand before the thing where it is the subject
_NEAR = 300  # characters beside the thing in which it is said what it is


def defines(terms: Set[str], text: str) -> tuple[int, int] | None:
    """Return where in `text` the words stand that open what the thing is; None where it is not said.

    `terms` are the stems of what is to be defined.
    """
    openings = (_opening(text, start, end) for start, end in _places(terms, text))
    return next((cue for cue in openings if cue), None) or _holds_if(terms, text)


def _holds_if(terms: Set[str], text: str) -> tuple[int, int] | None:
    """Return where `text` begins to say when a property holds that is among `terms`."""
    for found in _PROPERTY.finditer(text):
        what = stems(found["what"])
        if what & terms and terms <= what | stems(found["thing"]):
            return found.span("if")
    return None


def only_names(terms: Set[str], text: str) -> bool:
    """Say whether what `terms` name is named in `text`, as in "which we call X", and no more."""
    places = _places(terms, text)
    told = any(_AFTER.match(text[end : end + _NEAR]) for _, end in places)
    return not told and any(
        _BEFORE.search(text[max(0, start - _NEAR) : start]) for start, _ in places
    )


def leads(terms: Set[str], text: str) -> bool:
    """Say whether what `terms` name is what a sentence is on: its subject, or near its start."""
    return any(_is_subject(text[:start]) for start, _ in _places(terms, text))


def defines_another(terms: Set[str], text: str) -> bool:
    """Say whether `text` says what another thing of the sort is: of plum rust, not pear rust."""
    found = _OF_A_SORT.match(text)
    if found is None or terms <= every_stem(text):
        return False
    return stem(found["head"]) in terms and bool(stems(found["which"]) - terms)


def _places(terms: Set[str], text: str) -> list[tuple[int, int]]:
    """Return where all of `terms` stand together, at most two words apart."""
    found = words(text)
    size = len(terms) + 2
    places = []
    for at, word in enumerate(found):
        if word.stem not in terms:
            continue
        near = [other for other in found[at : at + size] if other.stem in terms]
        if {other.stem for other in near} >= terms:
            left = set(terms)
            for other in near:
                left.discard(other.stem)
                if not left:
                    places.append((word.start, other.end))
                    break
    return places


def _opening(text: str, start: int, end: int) -> tuple[int, int] | None:
    low = max(0, start - _NEAR)
    before, after = text[low:start], text[end : end + _NEAR]
    subject = _is_subject(before)
    told = _AFTER.match(after)
    if told and (subject or told["is3"] or (told["is2"] and not _OBJECT.search(before))):
        return end + told.start(told.lastgroup or 0), end + told.end(told.lastgroup or 0)
    named = _BEFORE.search(before)
    if named:
        return low + named.start(named.lastgroup or 0), low + named.end(named.lastgroup or 0)
    return None


def _is_subject(before: str) -> bool:
    """Say whether what `before` goes before is the subject of its sentence."""
    return len(before) <= _LEAD and (not _OBJECT.search(before) or bool(_NOTION.search(before)))
