"""One of those that are counted off or graded for another: "reference 3", "the second"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.ordinals import ANY_ORDINAL, ORDINALS
from app.question.slots import LINKS, MOST, is_many

ORDINAL = rf"{ANY_ORDINAL}|next|last"
STATISTIC = r"average|median|mean|minimum|maximum|total"

_KIND = "reference|citation|source|entry|footnote|note|number|table|figure|page|section|chapter|appendix|equation"
_COUNTED_OFF = re.compile(  # "reference 2", "section 3": one of those that are counted off
    rf"(?<![\w’'-])(?:the )?(?P<kind>{_KIND}) "
    r"\[?(?P<number>\d{1,3})(?![\w.]*\d)(?!\]?\s*(?:,|and|or|to|-|–)\s*\[?\d)\]?",
    re.IGNORECASE,
)
_ANOTHER_OF_THEM = re.compile(
    rf"(?:the )?(?P<place>{ANY_ORDINAL}|next|previous)(?: (?:one|(?P<kind>{_KIND})))?|(?:(?:number|no\.?) )?\[?(?P<number>\d{{1,3}})\]?",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?:the )?(?:very )?last(?: (?:one|(?P<kind>{_KIND})))?", re.IGNORECASE)
_AT_ITS_PLACE = re.compile(  # "the last page", where "page 2" may be put
    rf"\bthe (?:very )?(?:{ORDINAL}|previous) (?P<kind>{_KIND})\b", re.IGNORECASE
)
_THE_ONE = re.compile(r"(?:the one|that) (?P<link>of|by|from|on|about) (?P<whom>.+)", re.IGNORECASE)
_RANK = re.compile(rf"(?:the )?(?:{ORDINAL}|main|{MOST})", re.IGNORECASE)
_GRADE = re.compile(rf"(?:the )?(?P<grade>{ORDINAL}|main|{STATISTIC}|{MOST})", re.IGNORECASE)
_OLD_GRADE = re.compile(  # "the first" in "the first case", not in "the first of them"
    rf"\b(?P<article>the|an?|its|their) (?P<grade>{ORDINAL}|main|{STATISTIC}|{MOST})(?= (?!(?:{LINKS}|and|or)\b)\w)",
    re.IGNORECASE,
)


def counted_off(frame: str, rest: str) -> str:
    """Return the frame with "reference 3" for "reference 2": "the third", "the next", "and 3".

    "The last page" takes the place of "page 2", too, and that of "the last page".
    """
    old = _COUNTED_OFF.search(frame)
    if old is None:
        return _numbered(frame, rest)
    rest_of_frame = frame[old.end() :]
    if (last := _LAST.fullmatch(rest)) and _of_kind(last, old):
        return f"{frame[: old.start()]}the last {old['kind'].lower()}{rest_of_frame}"
    one = _THE_ONE.fullmatch(rest)
    if one and f" {one['link'].casefold()} " not in rest_of_frame.casefold():
        return f"{frame[: old.start()]}the {old['kind']} {one['link']} {one['whom']}{rest_of_frame}"
    new = _ANOTHER_OF_THEM.fullmatch(rest)
    number = _counted(new, int(old["number"])) if new and _of_kind(new, old) else 0
    if number < 1 or new and new["place"] and _OLD_GRADE.search(frame):
        return ""
    return f"{frame[: old.start('number')]}{number}{frame[old.end('number') :]}"


def _numbered(frame: str, rest: str) -> str:
    """Return the frame with "page 2" for "the last page"; "" where that is not so."""
    old, new = _AT_ITS_PLACE.search(frame), _COUNTED_OFF.fullmatch(rest)
    if old is None or new is None or not _of_kind(new, old):
        return ""
    return f"{frame[: old.start()]}{rest}{frame[old.end() :]}"


def _of_kind(new: re.Match[str], old: re.Match[str]) -> bool:
    """Say whether one is of the kind of the other, or does not say of which it is."""
    kind = new["kind"]
    return kind is None or kind.casefold() == old["kind"].casefold()


def _counted(new: re.Match[str], old: int) -> int:
    """Return the number that is meant beside the number `old`."""
    if new["number"]:
        return int(new["number"])
    place = new["place"].casefold()
    beside = {"next": old + 1, "previous": old - 1}
    return beside[place] if place in beside else 1 + ORDINALS.index(place)


def graded_anew(frame: str, rest: str) -> str:
    """Return the frame with "the second" for "the first", of the same thing."""
    old, new = _OLD_GRADE.search(frame), _GRADE.fullmatch(rest.removesuffix(" one"))
    if old is None or new is None or is_many(rest):
        return ""
    if re.fullmatch(STATISTIC, new["grade"]) and re.fullmatch(ORDINAL, old["grade"]):
        return ""
    article = "the" if old["article"].lower() in ("a", "an") else old["article"]
    return f"{frame[: old.start()]}{article} {new['grade']}{frame[old.end() :]}"


def is_rank(text: str) -> bool:
    """Say whether the text is "the second" or "the most common", and no "most children"."""
    return bool(_RANK.fullmatch(text)) and not is_many(text)
