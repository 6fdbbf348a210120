"""Quantities that sentences state: how much, of what unit, of which years, said of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.language.lexemes import content_words, every_stem
from app.language.values import Value, values, years

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
WEAK = every_stem(
    """
    mean average estimated reported found showed shown total totalled reached amounted accounted
    observed measured according respectively result results data year years number thus however
    recorded stood came valued value worth percent over compared last previous
    """
)
_GUESS = re.compile(
    r"(?:about|approximately|approx\.|around|nearly|almost|roughly|some|over|more than|less than|"
    r"under|at least|at most|up to|fewer than|as many as|[~≈<>≤≥±])\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\d\s*(?:-|–|—|to|and|±|/)|\bCI[:,]?|\b[pP]\s*[=<>])\s*$|\[$")
_ONWARD = re.compile(r"\s*(?:-|–|—|to|±|/)\s*\d")
_LABEL = re.compile(r"(?:tables?|figures?|figs?\.|sections?|equations?|eqs?\.|part|step|no\.)\s*$", re.I)  # fmt: skip  # noqa: E501
_CLAUSE = re.compile(r"[;:()]|,\s(?!\d)|\b(?:while|but|whereas|and (?=\w+ (?:was|were|is|are)))\b")
_KEPT = 160  # sentences whose facts are kept: each is compared with many


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity that a sentence states: `amount` of `unit`, of `years`, said of `subject`."""

    value: Value
    amount: float
    unit: str
    digits: int
    guessed: bool
    years: frozenset[int]
    subject: frozenset[str]


@lru_cache(maxsize=_KEPT)
def stated(text: str) -> tuple[Stated, ...]:
    """Return the quantities of `text` that have a unit, and are the only ones of it there."""
    found = [_stated(text, value) for value in values(text) if _counts(text, value)]
    units = [item.unit for item in found]
    return tuple(item for item in found if units.count(item.unit) == 1)


def _counts(text: str, value: Value) -> bool:
    before, after = text[: value.start], text[value.end :]
    number = re.match(r"[\d.,]+", text[value.start :])
    beyond = text[value.start + number.end() :] if number else after
    return (
        value.kind != "year"
        and bool(value.unit)
        and value.number.replace(".", "", 1).isdigit()
        and not _BETWEEN.search(before[-12:])
        and not _LABEL.search(before[-12:])
        and not (_ONWARD.match(beyond) or _ONWARD.match(after))
    )


def _stated(text: str, value: Value) -> Stated:
    amount, parts = float(value.number), value.unit.split()
    for part in parts:
        amount *= _SCALES.get(part, 1.0)
    low, high = _clause(text, value)
    if _in_brackets(text, value):
        low = high  # an aside, which has no subject of its own
    subject = {
        word.stem
        for word in content_words(text[low:high])
        if not word.stem[0].isdigit() and word.stem not in WEAK and word.stem not in parts
    }
    return Stated(
        value=value,
        amount=amount,
        unit=f"{value.kind} {' '.join(part for part in parts if part not in _SCALES)}",
        digits=len(value.number.replace(".", "").strip("0")) or 1,
        guessed=bool(_GUESS.search(text[max(0, value.start - 16) : value.start])),
        years=years(text),
        subject=frozenset(subject),
    )


def _in_brackets(text: str, value: Value) -> bool:
    return text.rfind("(", 0, value.start) > text.rfind(")", 0, value.start)


def _clause(text: str, value: Value) -> tuple[int, int]:
    """Return the clause that holds the value; an opening such as "In 2019," belongs to it."""
    low, high = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= value.start and len(content_words(text[low : match.start()])) > 2:
            low = match.end()
        elif match.start() >= value.end:
            return low, match.start()
    return low, high


def same_quantity(here: Stated, there: Stated) -> bool:
    """Say whether both count the same unit, in the same years."""
    return here.unit == there.unit and here.years == there.years


def same_amount(here: Stated, there: Stated) -> bool:
    """Say whether one is the other, rounded, or a guess at it."""
    low, high = sorted((here.amount, there.amount))
    if here.guessed or there.guessed:
        return high <= 1.25 * low
    digits = min(here.digits, there.digits)
    return f"{low:.{digits - 1}e}" == f"{high:.{digits - 1}e}" or high - low <= 0.001 * high
