"""Amounts as they are compared where their figures differ: in thousands, rounded, or as a bound."""

from __future__ import annotations

import re
from collections.abc import Set
from decimal import Decimal, InvalidOperation
from typing import Literal

from app.language.lexemes import content_words, stem
from app.language.measures import alike
from app.language.values import Value, roughly, values

_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALES = {stem(word): Decimal(10) ** power for word, power in _POWERS.items()}
_ROUND = re.compile(
    r"(?:about|around|roughly|approximately|nearly|almost|some|circa|ca\.)\s", re.IGNORECASE
)
_CLOSE = Decimal("0.05")  # of the amount, by which a round one may differ from it
_THAN = r"(?:{}) than"
_MORE = _THAN.format("more|greater|higher|larger|longer|older")
_LESS = _THAN.format("less|fewer|lower|smaller|shorter|younger")
_BEFORE = re.compile(
    rf"\b(?:(?P<under>(?:no|not) {_MORE}|(?:not|never) exceed\w*|{_LESS}|under|below|up to|"
    rf"at most)|(?P<over>(?:no|not) {_LESS}|{_MORE}|over|above|exceed\w*|upwards? of|"
    r"in excess of|at least))\s+(?:an? |the )?(?:[A-Z]{0,3}[$€£¥]\s?)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:or|and) (?:(?P<over>more|over|above)|(?P<under>less|fewer|below))\b(?! than)",
    re.IGNORECASE,
)
_FAR = 2  # times the amount: beyond it nobody would speak of a bound
_REACH = 6  # words after a figure among which what it counts stands

Bound = Literal["", "over", "under"]


def is_given(value: Value, claim: str, evidence: str) -> bool:
    """Say whether `evidence` gives a value of `claim` with another figure.

    "158,130 million" is 158.13 billion, "about 158 billion" is that as well, and "more than 150
    billion" is true of it.
    """
    amount = _amount(value)
    if amount is None:
        return False
    at = roughly(claim, value.start)
    rounded = at is not None and bool(_ROUND.match(claim, at))
    others = (_amount(other) for other in values(evidence) if _alike(value, other))
    return any(
        other == amount or (rounded and _rounds_to(other, amount))
        for other in others
        if other is not None
    ) or _is_bound(value, amount, claim, evidence)


def _is_bound(value: Value, amount: Decimal, claim: str, evidence: str) -> bool:
    """Say whether a value of `claim` is named as a bound that the nearest one of `evidence` keeps.

    The nearest, as others may be of a part or of the year before; and an exact one: another bound
    than the source's is true, or may be, but is not what it says.
    """
    bound = _bound(claim, value)
    if not bound:
        return False
    counted = _counted(claim, value)
    told = [
        (abs(other - amount), other, one)
        for one in values(evidence)
        if (other := _amount(one)) is not None and _of_one_thing(value, counted, one, evidence)
    ]
    if not told:
        return False
    _, nearest, one = min(told, key=lambda it: it[0])
    return _keeps(nearest, bound, amount) and not _bound(evidence, one)


def _bound(text: str, value: Value) -> Bound:
    """Return on which side of a value of `text` the true one lies: "more than 5", "5 or less"."""
    found = _BEFORE.search(text, 0, value.start) or _AFTER.match(text, value.end)
    if not found:
        return ""
    return "over" if found["over"] else "under"


def _keeps(exact: Decimal, bound: Bound, amount: Decimal) -> bool:
    if bound == "over":
        return amount <= exact <= amount * _FAR
    return amount / _FAR <= exact <= amount


def _of_one_thing(value: Value, counted: Set[str], other: Value, evidence: str) -> bool:
    """Say whether a value and one of `evidence` count the same: shares, money, a thing named."""
    if value.kind != other.kind:
        return False
    if value.kind != "number":
        return _alike(value, other)
    there = _counted(evidence, other)
    return counted == there or any(alike(word) & there for word in counted)


def _counted(text: str, value: Value) -> set[str]:
    """Return the stems of the words after a figure, up to the next one."""
    stems: set[str] = set()
    for word in content_words(text[value.start :])[: _REACH + 1]:
        if word.stem[0].isdigit() and word.start > 0:
            break
        stems.add(word.stem)
    return stems - {value.number}


def _amount(value: Value) -> Decimal | None:
    try:
        number = Decimal(value.number)
    except InvalidOperation:  # "3-5"
        return None
    scales = [_SCALES[word] for word in value.unit.split() if word in _SCALES]
    return number * scales[0] if scales else number


def _alike(one: Value, other: Value) -> bool:
    """Say whether both are amounts of what may be the same: a share, a currency, a thing."""
    if "year" in (one.kind, other.kind) or (one.kind == "percent") != (other.kind == "percent"):
        return False
    of_one, of_other = (
        [unit for unit in v.unit.split() if unit not in _SCALES] for v in (one, other)
    )
    return not of_one or not of_other or bool(alike(of_one[-1]) & alike(of_other[-1]))


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Say whether `exact`, with as few digits as `rounded` has, is `rounded`."""
    last = rounded.normalize().as_tuple().exponent
    if not isinstance(last, int) or abs(exact - rounded) > _CLOSE * abs(exact):
        return False
    return exact.quantize(Decimal((0, (1,), last))) == rounded
