"""A question on a year, as the documents tell of that year, and a question without its time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.language.values import YEAR, range_around, years, years_bounded, years_covered
from app.question.questions import Question

NEAREST = 5  # passages of which one may tell of the year before
_BASE = re.compile(  # "more than in 2018", "from 2018 to 2019", "compared with 2018"
    r"(?P<link>\b(?:than|compared (?:to|with)|against|from))"
    rf"(?: (?:in|that of|those of))?(?: the year)? (?P<year>{YEAR})\b(?: to (?={YEAR}))?",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\byear before\b|\b(?:previous|preceding|prior|last) (?:year|period)\b|"
    r"\byear[- ](?:on|over)[- ]year\b",
    re.IGNORECASE,
)
_AUXILIARY = r"did|was|were|has|have|had"
_TIME = r"years?|periods?|stages?|phases?|decades?|time"
_ASKS_WHEN = re.compile(
    rf"^(?:when|(?:(?:in|during) )?(?:which|what) (?:{_TIME})) (?P<does>{_AUXILIARY}) (?=\w)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf",? (?:already |long )?(?:in|during|between|from|before|after|since|until) "
    rf"(?:the years? )?{YEAR}(?: ?(?:and|to|until|through|-|–) ?{YEAR})?(?=\W*$| (?:in|to|at)\b)",
    re.IGNORECASE,
)
_NEXT_TO = re.compile(rf"\b(?:before|after) (?:the years? )?(?P<year>{YEAR})", re.IGNORECASE)
_ASKS_WHETHER = re.compile(rf"^(?:{_AUXILIARY}|which|who|what)\b", re.IGNORECASE)


def in_years_told(asked: Question, passages: Sequence[str]) -> str:
    """Return the question with what the `passages` found say for its year; "" where they say none.

    That is a range of years, or "the year before".
    """
    return _spanned(asked, "\n".join(passages)) or _compared(asked, passages[:NEAREST])


def _spanned(asked: Question, text: str) -> str:
    """Return the question with a range of years for its one year, where the text names but that.

    What was so from 2008 to 2012 was so in 2010; a figure of that one year it is not.
    """
    gone = asked.years - years(text)
    if asked.asks_value or len(asked.years) != 1 or not gone:
        return ""
    [year] = gone
    span = range_around(year, text)
    told = re.sub(rf"\b(?:in|during) {year}\b", f"from {span}", asked.text, flags=re.IGNORECASE)
    return told.replace(str(year), span) if span else ""


def _compared(asked: Question, passages: Sequence[str]) -> str:
    """Return the question with "the year before" for a year that a passage speaks of as that alone.

    By how much a thing grew from 2018 to 2019 is told as "22 % more than in the year before".
    """
    base = _BASE.search(asked.text)
    if base is None:
        return ""
    year = int(base["year"])
    after = year + 1
    given = [years(text) for text in passages if _YEAR_BEFORE.search(text)]
    if asked.years - {year, after} or not any(after in each and year not in each for each in given):
        return ""
    start, rest = asked.text[: base.start()].rstrip(), asked.text[base.end() :]
    told = "" if base["link"].lower() == "from" else f" {base['link']} the year before"
    when = "" if str(after) in f"{start}{rest}" else f" in {after}"
    joined = " in " if base["link"].lower() == "from" and not when else ""
    return f"{start}{told}{when}{joined}{rest}"


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
