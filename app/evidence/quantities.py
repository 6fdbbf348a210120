"""Quantities that sentences state: how much, of what unit, of which years, said of what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.language.lexemes import Word, content_words, every_stem
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
_FIGURES = re.compile(r"[\d.,]+")
_BRACKET = re.compile(r"[()]")
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
    counted = [(_unit(value), value) for value in values(text) if _counts(text, value)]
    times = Counter(unit for unit, _ in counted)
    sentence = _Sentence(text)
    return tuple(sentence.stated(value, unit) for unit, value in counted if times[unit] == 1)


def _counts(text: str, value: Value) -> bool:
    before = text[max(0, value.start - 12) : value.start]
    number = _FIGURES.match(text, value.start)
    beyond = number.end() if number else value.end
    return (
        value.kind != "year"
        and bool(value.unit)
        and value.number.replace(".", "", 1).isdigit()
        and not _BETWEEN.search(before)
        and not _LABEL.search(before)
        and not (_ONWARD.match(text, beyond) or _ONWARD.match(text, value.end))
    )


def _unit(value: Value) -> str:
    """Return the unit by which values are compared, without the scale that is in the amount."""
    return f"{value.kind} {' '.join(part for part in value.unit.split() if part not in _SCALES)}"


class _Sentence:
    """A sentence that is looked through once, however many quantities it states."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.years = years(text)
        self.words = content_words(text)
        self.places = [word.start for word in self.words]
        self.brackets = [match.start() for match in _BRACKET.finditer(text)]
        self.ends, self.next_starts, self.starts = self._clauses()

    def stated(self, value: Value, unit: str) -> Stated:
        """Return what a value of the sentence states."""
        amount, parts = float(value.number), value.unit.split()
        for part in parts:
            amount *= _SCALES.get(part, 1.0)
        # An aside has no subject of its own.
        said = () if self._is_in_brackets(value) else self._words_of_clause(value)
        return Stated(
            value=value,
            amount=amount,
            unit=unit,
            digits=len(value.number.replace(".", "").strip("0")) or 1,
            guessed=bool(_GUESS.search(self.text[max(0, value.start - 16) : value.start])),
            years=self.years,
            subject=frozenset(
                word.stem
                for word in said
                if not word.stem[0].isdigit() and word.stem not in WEAK and word.stem not in parts
            ),
        )

    def _is_in_brackets(self, value: Value) -> bool:
        last = bisect_left(self.brackets, value.start) - 1
        return last >= 0 and self.text[self.brackets[last]] == "("

    def _words_of_clause(self, value: Value) -> Sequence[Word]:
        low = self.starts[bisect_right(self.next_starts, value.start)]
        nth = bisect_left(self.ends, value.end)
        high = self.ends[nth] if nth < len(self.ends) else len(self.text)
        return self.words[bisect_left(self.places, low) : bisect_left(self.places, high)]

    def _clauses(self) -> tuple[list[int], list[int], list[int]]:
        """Return where clauses end, where what follows begins, and where the clause there does.

        They differ, as an opening such as "In 2019," belongs to the clause after it. The last list
        has one more than the others: it begins with the first clause.
        """
        ends: list[int] = []
        next_starts: list[int] = []
        starts = [0]
        for match in _CLAUSE.finditer(self.text):
            said = bisect_left(self.places, match.start()) - bisect_left(self.places, starts[-1])
            ends.append(match.start())
            next_starts.append(match.end())
            starts.append(match.end() if said > 2 else starts[-1])
        return ends, next_starts, starts


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
