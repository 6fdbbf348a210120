"""Amounts as they are compared where their figures differ: told in thousands, or rounded."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from app.language.lexemes import stem
from app.language.measures import alike
from app.language.values import Value, roughly, values

_SCALES = {
    stem(word): Decimal(10) ** power
    for word, power in (("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9))
} | {stem("trillion"): Decimal(10) ** 12}
_ROUND = re.compile(
    r"(?:about|around|roughly|approximately|nearly|almost|some|circa|ca\.)\s", re.IGNORECASE
)
_CLOSE = Decimal("0.05")  # of the amount, by which a round one may differ from it


def is_given(value: Value, claim: str, evidence: str) -> bool:
    """Say whether `evidence` gives a value of `claim` with another figure.

    "158,130 million" is 158.13 billion, and "about 158 billion" is that as well.
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
    )


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
