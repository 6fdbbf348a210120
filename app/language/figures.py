"""What a sentence ties its figures to: one of two contraries, or a rise and not a fall."""

from __future__ import annotations

from collections.abc import Sequence

from app.language.lexemes import Word, words
from app.language.opposites import opposites, ways
from app.language.values import values

_NEAR = 4  # words before and after a figure among which stands whether it rose or fell
Contrary = tuple[str, str]  # what is said, what the source says


def of_the_contrary(claim: str, nearest: str) -> Contrary | None:
    """Return the word to which `claim` ties a figure that `nearest` ties to its contrary.

    "Exports were 5 and imports 3 tonnes" has 5 for exports, and not for imports.
    """
    here, there, amounts = words(claim), words(nearest), _amounts(claim)
    if any(word.stem == "respect" for word in there):  # "3 and 5 tonnes, respectively"
        return None
    for word in here:
        others = opposites().get(word.stem, frozenset()) - {one.stem for one in here}
        own, contrary = _places(there, {word.stem}), _places(there, others)
        if not own or not contrary or _joined(there, own, contrary):
            continue
        for figure in (one for one in here if one.stem in amounts):
            for at in _places(there, {figure.stem}):
                away, near = min((abs(place - at), place) for place in contrary)
                if 2 * away <= min(abs(place - at) for place in own):
                    return word.text, there[near].text
    return None


def of_the_other_way(claim: str, nearest: str) -> Contrary | None:
    """Return the "fell" that `claim` ties to a figure which `nearest` ties to a rise, or so."""
    here, there, amounts = words(claim), words(nearest), _amounts(claim)
    for at, figure in enumerate(here):
        if figure.stem not in amounts or _has_its_own(here[at + 1 :], amounts):
            continue
        said = ways(_around(claim, here, at))
        for place in _places(there, {figure.stem}):
            told = ways(_around(nearest, there, place))
            if len(said) == len(told) == 1 and said.keys() != told.keys():
                return next(iter(said.values())), next(iter(told.values()))
    return None


def _has_its_own(after: Sequence[Word], amounts: frozenset[str]) -> bool:
    """Say whether what rises behind a figure has one of its own: "children aged 5 rose by 10"."""
    rise = next((at for at, word in enumerate(after[:_NEAR]) if ways(word.text)), None)
    return rise is not None and any(one.stem in amounts for one in after[rise + 1 : rise + 3])


def _amounts(claim: str) -> frozenset[str]:
    """Return the figures of `claim`, but no years: much rises and falls in one of those."""
    return frozenset(
        value.number
        for value in values(claim)
        if value.kind != "year" and value.number[0].isdigit()
    )


def _places(row: Sequence[Word], stems: frozenset[str] | set[str]) -> list[int]:
    return [at for at, word in enumerate(row) if word.stem in stems]


def _joined(row: Sequence[Word], own: Sequence[int], contrary: Sequence[int]) -> bool:
    """Say whether both are named in one breath: "exports and imports"."""
    pairs = ((min(a, b), max(a, b)) for a in own for b in contrary)
    return any(b - a == 2 and row[a + 1].stem in ("and", "or") for a, b in pairs)


def _around(text: str, row: Sequence[Word], at: int) -> str:
    low, high = max(0, at - _NEAR), min(len(row), at + _NEAR + 1)
    return text[row[low].start : row[high - 1].end]
