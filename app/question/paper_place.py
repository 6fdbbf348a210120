"""The place that a paper is on, called as the paper calls it: "the province".

A paper on Henan Province names it in its title, and says "the province" where it tells of it.
"""

from __future__ import annotations

import re

from app.language.lexemes import STOP
from app.language.places import places_in, with_capitals

_SORT = (
    "province|city|county|country|prefecture|district|municipality|region|state|canton|island|"
    "town|village|township|kingdom|republic|territory"
)
_NAME = r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+)?"
_WITH_SORT = re.compile(
    rf"\b(?P<name>{_NAME}) (?P<sort>(?i:{_SORT}))\b|"
    rf"\b(?P<sort2>(?i:{_SORT})) of (?P<name2>{_NAME})\b"
)
# "Alibaba came to Henan": there "the province" may stand as well; not in "the Henan model".
_BEFORE = r"(?<!\w)(?P<before>(?:in|into|to|from|within|across|throughout|inside|at|for|of|by) )"

_AFTER = r"(?P<own>['’]s)?(?![\w-])(?P<next> [\w’'-]+)?"


def as_its_place(question: str, title: str, text: str) -> str:
    """Return `question` with "the province" for the one place that a paper's title names.

    "" where the title names none or several, where its `text` does not call it so, and where the
    question does not name it, or as a part of another name.
    """
    place = _place_of(title, text)
    if place is None:
        return ""
    name, sort = place
    spelled = with_capitals(question)
    named = re.compile(
        rf"{_BEFORE}(?:the )?{re.escape(name)}(?: {sort})?{_AFTER}",
        re.IGNORECASE,
    )

    def called(match: re.Match[str]) -> str:
        following = match["next"] or ""
        if following and not match["own"] and following.strip().casefold() not in STOP:
            return match.group()
        return f"{match['before']}the {sort}{match['own'] or ''}{following}"

    told = named.sub(called, spelled)
    left = re.search(rf"\b{re.escape(name)}\b", told, re.IGNORECASE)
    return told if told != spelled and not left else ""


def _place_of(title: str, text: str) -> tuple[str, str] | None:
    """Return the one place of a title, and of what sort it is; None where it is not sure."""
    named = [*_WITH_SORT.finditer(title)]
    names = {match["name"] or match["name2"] for match in named}
    sorts = {(match["sort"] or match["sort2"]).casefold() for match in named}
    others = places_in(title)
    if not named and len(others) == 1:
        [place] = others
        same = [
            match
            for match in _WITH_SORT.finditer(text)
            if (match["name"] or match["name2"]).casefold() == place
        ]
        names, sorts = {place}, {(match["sort"] or match["sort2"]).casefold() for match in same}
    if len(names) != 1 or len(sorts) != 1:
        return None
    [name], [sort] = names, sorts
    alone = others <= {name.casefold()}
    return (name, sort) if alone and re.search(rf"\bthe {sort}\b", text) else None
