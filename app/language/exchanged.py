"""Sentences that are one of the source but for words exchanged, put in, or left out at an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.language.lexemes import Word, words
from app.language.opposites import opposites

_CLOSE = 0.75  # from here on two sentences are the same one, but for a change
_SHORTEST = 5  # words that a claim must have to be compared so
# Contraries only where one stands in the other's place: elsewhere they are prepositions.
_SMALL_OPPOSITES = (
    {"over", "under"}, {"over", "below"}, {"above", "under"}, {"until", "sinc"}, {"befor", "sinc"},
    {"few", "mani"}, {"few", "all"}, {"all", "some"}, {"within", "outsid"}, {"for", "against"},
)  # fmt: skip
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


def _foreign(steps: Sequence[Step], here: Sequence[Word], there: Sequence[Word]) -> Exchange | None:
    """Return the words of weight that the source has not, or has elsewhere."""
    two = [word.stem for word in there]
    # A phrase at one end of the source may stand at the other end, as "In 2019, …" does.
    ends = [(start, end) for tag, *_, start, end in steps if tag == "insert"]
    moved = {
        stem for start, end in ends if start == 0 or end == len(two) for stem in two[start:end]
    }
    for tag, low, high, other_low, other_high in steps:
        unit = low > 0 and here[low - 1].stem[0].isdigit()  # "264 s" may have been "264 ms"
        new = [word for word in here[low:high] if word.is_content or (unit and tag == "replace")]
        at_end = tag == "delete" and (low == 0 or high == len(here))
        if not new or (at_end and {word.stem for word in new} <= moved):
            continue
        grave = unit or any(word.text[0].isupper() or word.stem[0].isdigit() for word in new)
        if grave or tag == "replace" or {word.stem for word in new} <= set(two):
            said = " ".join(word.text for word in here[low:high])
            source = " ".join(word.text for word in there[other_low:other_high])
            return Exchange(said, source, grave)
    return None
