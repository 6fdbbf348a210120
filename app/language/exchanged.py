"""Sentences that are one of the source but for words exchanged, put in, or left out at an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.language.lexemes import Word, words
from app.language.measures import alike, measures
from app.language.opposites import opposites

_CLOSE = 0.75  # from here on two sentences are the same one, but for a change
_SHORTEST = 5  # words that a claim must have to be compared so
# Contraries only where one stands in the other's place: elsewhere they are prepositions.
_SMALL_OPPOSITES = (
    {"over", "under"}, {"over", "below"}, {"above", "under"}, {"until", "sinc"}, {"befor", "sinc"},
    {"few", "mani"}, {"few", "all"}, {"all", "some"}, {"within", "outsid"}, {"for", "against"},
)  # fmt: skip
# They tie a thing to its figure, like "was": "amounted to 5 tonnes".
_LIGHT = frozenset(word.stem for word in words("amount reach total come stand equal"))
Step = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The words `said` stand where the source has `source`, or nothing.

    `grave`: they change what is told.
    """

    said: str
    source: str
    grave: bool


def exchange(claim: str, nearest: str) -> Exchange | None:
    """Return what `claim` says otherwise than the sentence `nearest`, if it is that one changed."""
    here, there = words(claim), words(nearest)
    one, two = [word.stem for word in here], [word.stem for word in there]
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if kept < _CLOSE * len(here) or len(here) < _SHORTEST:
        return None
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    return _contrary(steps, here, there) or _foreign(steps, here, there)


def _contrary(
    steps: Sequence[Step], here: Sequence[Word], there: Sequence[Word]
) -> Exchange | None:
    """Return the words that say the contrary of those in whose place they stand."""
    for _, low, high, other_low, other_high in steps:
        for one, other in zip(here[low:high], there[other_low:other_high], strict=False):
            same_size = high - low == other_high - other_low
            turned = other.stem in opposites().get(one.stem, frozenset())
            if same_size and (turned or {one.stem, other.stem} in _SMALL_OPPOSITES):
                return Exchange(one.text, other.text, grave=True)
    return None


def _moved(steps: Sequence[Step], there: Sequence[Word], part: Sequence[Word]) -> frozenset[str]:
    """Return the words of a part of the claim that only stand elsewhere in the source.

    A phrase at one end of that may stand elsewhere, as "In 2019, …" does, and "the zone of Oakton"
    may be "Oakton's zone".
    """
    found = {
        word.stem
        for before, word in zip(part, part[1:], strict=False)
        if before.text in ("of", "the")
        for *_, start, end in steps
        if any(_owns(other) and other.stem == word.stem for other in there[start:end])
    }
    for tag, *_, start, end in steps:
        row = [word.stem for word in there[start:end]]
        taken = [word.stem for word in part if word.stem in row]
        if tag == "insert" and (start == 0 or end == len(there)) and _in_order(taken, row):
            found |= {*taken}
    return frozenset(found)


def _in_order(some: Sequence[str], row: Sequence[str]) -> bool:
    rest = iter(row)
    return all(stem in rest for stem in some)


def _owns(word: Word) -> bool:
    return word.text.endswith(("'s", "’s"))


def _foreign(steps: Sequence[Step], here: Sequence[Word], there: Sequence[Word]) -> Exchange | None:
    """Return the words of weight that the source has not, or has elsewhere."""
    two = {word.stem for word in there}
    for step in steps:
        tag, low, high, other_low, other_high = step
        unit = low > 0 and here[low - 1].stem[0].isdigit()  # "264 s" may have been "264 ms"
        new = _new(step, steps, here, there, unit=unit)
        if not new:
            continue
        grave = unit or any(word.text[0].isupper() or word.stem[0].isdigit() for word in new)
        if grave or tag == "replace" or {word.stem for word in new} <= two:
            said = " ".join(word.text for word in here[low:high])
            source = " ".join(word.text for word in there[other_low:other_high])
            return Exchange(said, source, grave)
    return None


def _new(
    step: Step, steps: Sequence[Step], here: Sequence[Word], there: Sequence[Word], *, unit: bool
) -> list[Word]:
    """Return the words of weight in a step of the claim that are not in their place, nor moved."""
    tag, low, high, other_low, other_high = step
    # At the end of the claim it may stand where the source goes on, and the claim does not.
    goes_on = high == len(here) and other_high == len(there)
    stead = not goes_on and any(word.is_content for word in there[other_low:other_high])
    moved = frozenset() if stead else _moved(steps, there, here[low:high])
    two = {word.stem for word in there}

    def known(word: Word) -> bool:
        others = alike(word.stem) - {word.stem}  # "RMB" for "yuan"
        told_once = tag == "delete" and word.stem in two & measures()  # "5 days (4 to 7)"
        return word.stem in moved or (told_once if unit else bool(others & two))

    heavy = (
        word
        for word in here[low:high]
        if (word.is_content and word.stem not in _LIGHT) or (unit and tag == "replace")
    )
    return [word for word in heavy if not known(word)]
