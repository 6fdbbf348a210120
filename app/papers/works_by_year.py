"""Which works of a bibliography are of the years that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.language.lexemes import content_words, stems
from app.language.values import YEAR

_YEAR = rf"({YEAR})"
_WORKS = re.compile(
    r"\b(?:references?|citations?|sources?|bibliograph\w*|cite[sd]?|works|publications?|entries)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\b(?:between|from) {_YEAR} (?:and|to|until|through) {_YEAR}\b", re.I)
_AFTER = re.compile(rf"\b(?:after|later than|newer than|younger than) {_YEAR}\b", re.I)
_SINCE = re.compile(rf"\bsince {_YEAR}\b|\b{_YEAR} (?:or|and) (?:later|newer|after)\b", re.I)
_BEFORE = re.compile(rf"\b(?:before|earlier than|older than|prior to) {_YEAR}\b", re.I)
_UNTIL = re.compile(
    rf"\b(?:until|up to) {_YEAR}\b|\b{_YEAR} (?:or|and) (?:earlier|older|before)\b", re.I
)
_OUT = r"(?:c[ao]mes? out|appear(?:s|ed)?|(?:is|are|was|were|been) published)"
_NEWEST = re.compile(
    rf"\b(?:newest|latest|most recent(?:ly)?|youngest|{_OUT} last|last to (?:come out|appear))\b",
    re.I,
)
_OLDEST = re.compile(
    rf"\b(?:oldest|earliest|{_OUT} first|first to (?:come out|appear)|first published)\b", re.I
)
_FRAME = stems(
    "cite cited citing citation reference referenced bibliography source work paper article study "
    "publication published publish entry list listed year show give name appear appeared date "
    "dated recent newest latest oldest earliest youngest old new later older newer earlier prior "
    "many number print literature most come out first last recently"
)


@dataclass(frozen=True, slots=True)
class Years:
    """The years from `first` to `last`, and how the question says them; both 0 if none is known."""

    first: int
    last: int
    said: str


def asks_by_year(question: str) -> bool:
    """Say whether the question may be one for works of some years."""
    dated = re.search(rf"\b{_YEAR}\b", question)
    return bool(_WORKS.search(question)) and bool(
        dated or _NEWEST.search(question) or _OLDEST.search(question)
    )


class Dated(Protocol):
    """An entry of a bibliography, or a paper of the library."""

    @property
    def year(self) -> int | None:
        """The year in which it was published, if that is known."""
        ...


Work = TypeVar("Work", bound=Dated)


def years_of_works(question: str, entries: Sequence[Dated]) -> Years | None:
    """Return the years of which works are asked for, if that is all that is said of them."""
    return years_of(question, entries) if _WORKS.search(question) else None


def years_of(question: str, entries: Sequence[Dated]) -> Years | None:
    """Return the years that are asked for, of papers or works, if no more is said of them."""
    years = sorted(entry.year for entry in entries if entry.year)
    asked = _asked(question, years)
    if asked is None:
        return None
    left = {word.stem for word in content_words(question) if not word.text.isdigit()}
    return asked if left <= _FRAME else None


def _asked(question: str, years: Sequence[int]) -> Years | None:
    low, high = (years[0], years[-1]) if years else (0, 0)
    if _NEWEST.search(question):
        return Years(high, high, f"from {high}")
    if _OLDEST.search(question):
        return Years(low, low, f"from {low}")
    if found := _BETWEEN.search(question):
        return Years(int(found[1]), int(found[2]), f"from {found[1]} to {found[2]}")
    if found := _AFTER.search(question):
        return Years(int(found[1]) + 1, 9999, f"from after {found[1]}")
    if found := _SINCE.search(question):
        year = int(found[1] or found[2])
        return Years(year, 9999, f"from {year} or later")
    if found := _BEFORE.search(question):
        return Years(0, int(found[1]) - 1, f"from before {found[1]}")
    if found := _UNTIL.search(question):
        year = int(found[1] or found[2])
        return Years(0, year, f"from {year} or earlier")
    named = re.findall(rf"\b{_YEAR}\b", question)
    return Years(int(named[0]), int(named[0]), f"from {named[0]}") if len(named) == 1 else None


def of_years(asked: Years, entries: Sequence[Work]) -> list[Work]:
    """Return the entries that are of the years asked for, in their order."""
    return [entry for entry in entries if entry.year and asked.first <= entry.year <= asked.last]


def none_of_years(asked: Years, entries: Sequence[Dated], *, called: str = "references") -> str:
    """Return a sentence that says that no entry is, and of what years they are."""
    years = [entry.year for entry in entries if entry.year]
    if not years:
        return f"None of the {len(entries)} {called} gives its year."
    low, high = min(years), max(years)
    span = f"{low}" if low == high else f"{low} to {high}"
    return f"None of the {len(entries)} {called} is {asked.said}; they are from {span}."
