"""The last question, asked of other papers: "Only from the second paper", "And the other papers?"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answer import Turn

_NOUN = r"(?:paper|document|article|study|publication|file)"
_ONE = rf"(?:the|that) (?:[\w-]+ ){{0,3}}?{_NOUN}(?: (?:on|about|by|from) [\w ,.-]{{3,60}}?)?"
_LEADS = r"(?:(?:and|but|now|ok(?:ay)?|no|please|sorry),? )*"
_ENDS = r"(?:,? (?:then|please|this time))?\W*"
_ONLY = re.compile(
    rf"{_LEADS}(?:(?:only|just) (?:use |ask |search |consider |take |look (?:at|in(?:to|side)?) )?(?:from |in |of |by |within |according to )?(?P<only>{_ONE})|"
    rf"(?:(?:use|ask|search|consider|take) )?(?:from |in )?(?P<last>{_ONE}) (?:only|alone)|(?:use|ask|search|consider) only (?P<verb>{_ONE})){_ENDS}",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    rf"{_LEADS}(?:leave out|leave aside|without|except(?: for)?|exclude|excluding|ignore|ignoring|skip|not (?:from|in)|anywhere but in) (?P<one>{_ONE}){_ENDS}",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    rf"{_LEADS}(?:what (?:do|about) |how about )?(?:in |from |by )?(?:(?:all )?(?:of )?the|any|your) (?:other|rest of the|remaining) "
    rf"(?:papers|documents|articles|studies|publications|files)(?: (?:say|tell|report|find))?(?: (?:about|on) (?:it|that|this|them))?{_ENDS}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Limited:
    """The paper that alone is to be asked, or `without` which; "" for those told from so far."""

    paper: str
    without: bool


def limited_to(question: str) -> Limited | None:
    """Return of which papers the last question is to be asked now, None where more is asked."""
    plain = " ".join(question.split())
    if found := _ONLY.fullmatch(plain):
        return Limited(found["only"] or found["last"] or found["verb"], without=False)
    if found := _WITHOUT.fullmatch(plain):
        return Limited(found["one"], without=True)
    return Limited("", without=True) if _OTHERS.fullmatch(plain) else None


def asked_before(history: Sequence[Turn]) -> list[Turn]:
    """Return the turns, each that only asked the one before of other papers with that question."""
    turns: list[Turn] = []
    for turn in history:
        again = turns and limited_to(turn.question)
        turns.append(replace(turn, question=turns[-1].question) if again else turn)
    return turns
