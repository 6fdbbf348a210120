"""One of those that are counted off or graded for another: "reference 3", "the second"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.ordinals import ANY_ORDINAL, ORDINALS
from app.question.slots import LINKS, MOST, is_many

ORDINAL = rf"{ANY_ORDINAL}|next|last"
STATISTIC = r"average|median|mean|minimum|maximum|total"

_COUNTED_OFF = re.compile(  # "reference 2", "section 3": one of those that are counted off
    r"(?<![\w’'-])(?:the )?(?P<kind>reference|citation|source|entry|footnote|note|number|table|figure|section|chapter|appendix|equation) "
    r"\[?(?P<number>\d{1,3})(?![\w.]*\d)(?!\]?\s*(?:,|and|or|to|-|–)\s*\[?\d)\]?",
    re.IGNORECASE,
)
_ANOTHER_OF_THEM = re.compile(
    rf"(?:the )?(?P<place>{ANY_ORDINAL}|next|previous)(?: one)?|(?:(?:number|no\.?) )?\[?(?P<number>\d{{1,3}})\]?",
    re.IGNORECASE,
)
_THE_ONE = re.compile(r"(?:the one|that) (?P<link>of|by|from|on|about) (?P<whom>.+)", re.IGNORECASE)
_RANK = re.compile(rf"(?:the )?(?:{ORDINAL}|main|{MOST})", re.IGNORECASE)
_GRADE = re.compile(rf"(?:the )?(?P<grade>{ORDINAL}|main|{STATISTIC}|{MOST})", re.IGNORECASE)
_OLD_GRADE = re.compile(  # "the first" in "the first case", not in "the first of them"
    rf"\b(?P<article>the|an?|its|their) (?P<grade>{ORDINAL}|main|{STATISTIC}|{MOST})(?= (?!(?:{LINKS}|and|or)\b)\w)",
    re.IGNORECASE,
)


def counted_off(frame: str, rest: str) -> str:
    """Return the frame with "reference 3" for "reference 2": "the third", "the next", "and 3"."""
    old = _COUNTED_OFF.search(frame)
    if old is None:
        return ""
    rest_of_frame = frame[old.end() :]
    one = _THE_ONE.fullmatch(rest)
    if one and f" {one['link'].casefold()} " not in rest_of_frame.casefold():
        return f"{frame[: old.start()]}the {old['kind']} {one['link']} {one['whom']}{rest_of_frame}"
    new = _ANOTHER_OF_THEM.fullmatch(rest)
    number = _counted(new, int(old["number"])) if new else 0
    if number < 1 or new and new["place"] and _OLD_GRADE.search(frame):
        return ""
    return f"{frame[: old.start('number')]}{number}{frame[old.end('number') :]}"


def _counted(new: re.Match[str], old: int) -> int:
    """Return the number that is meant beside the number `old`."""
    if new["number"]:
        return int(new["number"])
    place = new["place"].casefold()
    beside = {"next": old + 1, "previous": old - 1}
    return beside[place] if place in beside else 1 + ORDINALS.index(place)


def graded_anew(frame: str, rest: str) -> str:
    """Return the frame with "the second" for "the first", of the same thing."""
    old, new = _OLD_GRADE.search(frame), _GRADE.fullmatch(rest)
    if old is None or new is None or is_many(rest):
        return ""
    if re.fullmatch(STATISTIC, new["grade"]) and re.fullmatch(ORDINAL, old["grade"]):
        return ""
    article = "the" if old["article"].lower() in ("a", "an") else old["article"]
    return f"{frame[: old.start()]}{article} {new['grade']}{frame[old.end() :]}"


def is_rank(text: str) -> bool:
    """Say whether the text is "the second" or "the most common", and no "most children"."""
    return bool(_RANK.fullmatch(text)) and not is_many(text)
