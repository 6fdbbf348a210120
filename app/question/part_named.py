"""The part of a paper to which a question limits itself: "in the conclusion", "at its start"."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable

from app.language.lexemes import with_capital

OPENING, CLOSING = "opening", "closing"  # of the paper, whatever its headings say
# A study has an end of its own: "At the end of the study, 40 were left".
_PAPER = r"(?:the |this |that |its |their )?(?:paper|article|document|text|report|thesis|manuscript|publication)\b"
_PIECE = r"(?:section|part|chapter|paragraphs?|pages?|lines|sentences?|remarks|words)"
_PART = (
    r"(?:(?P<part>abstract|introduction|background(?! (?!and\b|of\b|to\b|section|part|chapter)\w)|methods?|results|discussion|conclusions?|limitations)\b(?: section| part| chapter)?"
    rf"|(?P<opening>(?:very )?(?:opening|beginning|start|outset)(?=(?: {_PIECE})? of {_PAPER})|(?:opening|introductory) {_PIECE})"
    rf"|(?P<closing>(?:very )?(?:end|close|ending)(?= of {_PAPER})|(?:closing|concluding) {_PIECE}))"
    rf"(?:(?: {_PIECE})? of {_PAPER})?"
)
_IN_IT = rf"\b(?:in|from|according to|of|by|at|per)\s+(?:the|its|their)\s+{_PART}"
_NAMED = (
    re.compile(_IN_IT, re.IGNORECASE),
    re.compile(  # what does the conclusion say about exports?
        rf"(?<=\bdoes )(?:the|its) {_PART}(?= (?:say|tell|state|mention|claim|argue|report|recommend|suggest)\w* (?:us )?(?:about|on|of|that)\b)",
        re.IGNORECASE,
    ),
)
TOLD_APART = ("abstract", "introduction", "conclusion", "conclusions", OPENING, CLOSING)
_APART = re.compile(
    rf"^(?:{_IN_IT}),\s*|,?\s+(?:{_IN_IT.replace('?P<', '?P<_')})(?=\W*$)", re.IGNORECASE
)


def part_named(text: str) -> str:
    """Return the part that `text` limits itself to, such as "introduction", or ""."""
    for pattern in _NAMED:
        if found := pattern.search(text):
            opens = found["opening"] and OPENING
            return opens or (found["closing"] and CLOSING) or found["part"].casefold()
    return ""


def without_part(text: str, put: Callable[[re.Match[str]], str]) -> str:
    """Return `text` with what `put` makes of the words that name the part."""
    for pattern in _NAMED:
        text = pattern.sub(put, text)
    return text


def beside_part(text: str) -> str:
    """Return a question without the part, where that stands apart from what is asked.

    What is asked "from the results" is asked of them.
    """
    if part_named(text) not in TOLD_APART:
        return text
    bare = _APART.sub("", text)
    return with_capital(bare) if bare != text else text
