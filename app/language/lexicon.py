"""How rare a word is in the library, and which known word a mistyped one stands for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Set

from app.language.lexemes import spellings, stem

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 5  # letters: shorter words have too many neighbours to guess at
TWO_SLIPS = 8  # letters from which on two slips are looked for
_MISTAKEN = 7
_ADJECTIVE = "ic"


class Lexicon:
    """Counts of the passages that hold each word. Add texts, then ask."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._passages_with: Counter[str] = Counter()
        self._spelled: Counter[str] = Counter()
        self._passages = 0
        for text in texts:
            self.add(text)

    def copy(self) -> Lexicon:
        """Return a lexicon of the same counts, to add to while this one is asked."""
        other = Lexicon()
        other._passages_with = self._passages_with.copy()
        other._spelled = self._spelled.copy()
        other._passages = self._passages
        return other

    def add(self, text: str) -> None:
        """Count a passage's words."""
        found = spellings(text)
        self._passages += 1
        self._passages_with.update({stem(spelling) for spelling in found})
        self._spelled.update({spelling.casefold() for spelling in found})

    @property
    def is_empty(self) -> bool:
        """Whether there are no passages."""
        return self._passages == 0

    def rarity(self, stem: str) -> float:
        """Return a weight in (0, 1]: 1 for a word that no passage holds, less for common ones."""
        highest = math.log(1 + (self._passages + 0.5) / 0.5)
        return math.log(1 + (self._passages + 0.5) / (self._passages_with[stem] + 0.5)) / highest

    def knows(self, stem: str) -> bool:
        """Say whether any passage holds the word."""
        return stem in self._passages_with

    def begins(self, word: str) -> bool:
        """Say whether a longer known word begins like this one, as "Staph" does."""
        plain = word.casefold()
        return len(plain) >= SHORTEST and any(known.startswith(plain) for known in self._spelled)

    def written(self, word: str) -> str:
        """Return the science that the library writes where `word` is its adjective, else "".

        "logistic networks" asks a library that writes of logistics for something else.
        """
        plain = word.casefold()
        named = f"{plain}s"
        held = self._spelled_as(plain) if plain.endswith(_ADJECTIVE) else frozenset()
        return named if named in held and plain not in held else ""

    def finished(self, word: str) -> str:
        """Return the library's word of which `word` lacks the end: "volume" for "volum", else "".

        Its stem is known, so that a search finds it, but neither the encoder nor the reader does.
        """
        plain = word.casefold()
        if len(plain) < SHORTEST or stem(plain) != plain or plain in self._spelled:
            return ""
        forms = (
            form
            for form in self._spelled
            if form.startswith(plain) and len(form) <= len(plain) + 2 and stem(form) == plain
        )
        return max(forms, key=lambda form: (self._spelled[form], form), default="")

    def _spelled_as(self, word: str) -> Set[str]:
        """Return the forms of a word that passages hold; others may be among them."""
        return self._spelled.keys()

    def nearest(self, word: str) -> str:
        """Return the most frequent known word one slip of the keyboard away, else ""."""
        plain = word.casefold()
        if len(plain) < SHORTEST or not plain.isalpha() or not plain.isascii():
            return ""
        for slips in by_likelihood(plain):
            if near := [other for other in set(slips) if other in self._spelled]:
                return max(near, key=lambda other: (self._spelled[other], other))
        far = len(plain) >= TWO_SLIPS
        near = [other for other in self._spelled if far and within_two(plain, other)]
        return max(near, key=lambda other: (self._spelled[other], other), default="")


def by_likelihood(word: str) -> Iterator[Iterator[str]]:
    """Yield what `word` may have been: letters left out or swapped, one doubled, one mistaken.

    A mistaken letter in a short word makes too many other words.
    """
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield (left + letter + right for left, right in halves for letter in _LETTERS)
    yield (left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1)
    yield (left + right[1:] for left, right in halves if right)
    if len(word) >= _MISTAKEN:
        yield (left + letter + right[1:] for left, right in halves if right for letter in _LETTERS)


def within_two(word: str, other: str) -> bool:
    """Say whether two slips make `word` of `other`; the first letter is taken to be right."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 2:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, start=1):
        before, above, row = row, before, [at]
        for column, wanted in enumerate(other, start=1):
            cost = min(row[-1] + 1, before[column] + 1, before[column - 1] + (letter != wanted))
            swapped = (
                at > 1 and column > 1 and letter == other[column - 2] and word[at - 2] == wanted
            )
            row.append(min(cost, above[column - 2] + 1) if swapped else cost)
        if min(row) > 2:
            return False
    return row[-1] <= 2
