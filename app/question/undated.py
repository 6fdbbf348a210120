"""A question without the time that it asks for or names: "When did it come?", "Did it come?"."""

from __future__ import annotations

import re

from app.language.values import years, years_bounded, years_covered

_AUXILIARY = r"did|was|were|has|have|had"
_TIME = r"years?|periods?|stages?|phases?|decades?|time"
_ASKS_WHEN = re.compile(
    rf"^(?:when|(?:(?:in|during) )?(?:which|what) (?:{_TIME})) (?P<does>{_AUXILIARY}) (?=\w)",
    re.IGNORECASE,
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_NAMED = re.compile(
    rf",? (?:already |long )?(?:in|during|between|from|before|after|since|until) "
    rf"(?:the years? )?{_YEAR}(?: ?(?:and|to|until|through|-|–) ?{_YEAR})?(?=\W*$| (?:in|to|at)\b)",
    re.IGNORECASE,
)
_NEXT_TO = re.compile(rf"\b(?:before|after) (?:the years? )?(?P<year>{_YEAR})", re.IGNORECASE)
_ASKS_WHETHER = re.compile(rf"^(?:{_AUXILIARY}|which|who|what)\b", re.IGNORECASE)


def without_time(question: str) -> str:
    """Return `question` without the "when" or the years of what was done; "" where it has none."""
    if asked := _ASKS_WHEN.match(question):
        return f"{asked['does'].capitalize()} {question[asked.end() :]}"
    told = _NAMED.sub("", question, count=1)
    return told if told != question and _ASKS_WHETHER.match(question) else ""


def lies_in(question: str, period: str) -> bool:
    """Say whether a period lies in the time that the question names: "since 2013", "in 2015".

    What was done from 2013 to 2017 may have been done before 2015, or after it.
    """
    covered = years_covered(period)
    bounds = years_bounded(question)
    within = all(low <= year <= high for low, high in bounds.values() for year in covered)
    beside = {int(found["year"]) for found in _NEXT_TO.finditer(question)}
    return within and not beside & covered and years(question) - bounds.keys() <= covered
