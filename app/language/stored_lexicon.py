"""The lexicon of a large library, asked of its full-text index instead of counted at the start.

Counting every passage's words takes minutes at a hundred thousand passages; looking up the words
of one question takes milliseconds. The full-text index cuts words down a little differently from
`lexemes`, and what it is asked for too: "horses" is "hors" to both, but "hors" is "hor" to it.
So a stem is looked up as words that have it, and counts as known where some word begins with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set

from app.language.lexemes import other_forms, stem, words
from app.language.lexicon import SHORTEST, TWO_SLIPS, Lexicon, by_likelihood, within_two
from index.one_state import OneState
from index.store import Reading, Scope

ALIKE = 4  # letters that a word with two slips is taken to begin with rightly
LOOKED_AT = 20  # passages in which such a word is looked for
WRITTEN_IN = 100  # passages in which a word is looked for in the form that it was typed in
CUT = 4  # letters of a stem that an ending may have been cut from: "off" is not of "offe"
ENDINGS = ("e", "n", "ly", "ive")  # "hors", "avia", "slight", "negat"
_EVERYWHERE = frozenset({"percent", "billion", "million", "dollar", "euro", "pound"})  # also signs


class StoredLexicon(Lexicon):
    """A `Lexicon` over one state of a store. Nothing is counted; what was asked is remembered."""

    def __init__(self, state: OneState) -> None:
        super().__init__()
        self._state = state
        self._known: dict[str, int] = {}
        with state.reading() as reading:
            self._passages = reading.passage_count()

    def add(self, text: str) -> None:
        """Do nothing: the store counts for itself."""

    def rarity(self, stem: str) -> float:
        """Return a weight in (0, 1]: 1 for a word that no passage holds, less for common ones."""
        self._passages_with[stem] = self._counted(stem)
        return super().rarity(stem)

    def knows(self, stem: str) -> bool:
        """Say whether any passage holds the word."""
        if stem in _EVERYWHERE or self._counted(stem) > 0:
            return True
        return any(self.begins(form) for form in (stem, *other_forms(stem)))

    def begins(self, word: str) -> bool:
        """Say whether a longer known word begins like this one, as "Staph" does."""
        plain = word.casefold()
        if len(plain) < SHORTEST or not plain.isalpha():
            return False
        with self._state.reading() as reading:
            return bool(_beginning(reading, plain, 1))

    def _spelled_as(self, word: str) -> Set[str]:
        """Return the forms of a word that the first passages with it hold, among others."""
        with self._state.reading() as reading:
            return _words_of(reading, _beginning(reading, word, LOOKED_AT)).keys()

    def nearest(self, word: str) -> str:
        """Return the most frequent known word one slip of the keyboard away, else ""."""
        plain = word.casefold()
        if len(plain) < SHORTEST or not plain.isalpha() or not plain.isascii():
            return ""
        with self._state.reading() as reading:
            for slips in by_likelihood(plain):
                counts = reading.frequencies(sorted(set(slips)))
                held = sorted(counts, key=lambda other: (counts[other], other), reverse=True)
                if near := next((one for one in held if _is_written(reading, one, counts)), ""):
                    return near
            return _two_slips(reading, plain) if len(plain) >= TWO_SLIPS else ""

    def _counted(self, stem: str) -> int:
        """Return in how many passages a stem occurs."""
        if stem not in self._known:
            forms = [stem, *other_forms(stem), *_whole_words(stem)]
            if re.fullmatch(r"\d{4,}", stem):
                forms.append(f"{int(stem):,}")  # 1200 stands in papers as 1,200
            with self._state.reading() as reading:
                self._known[stem] = max(reading.frequencies(forms).values())
        return self._known[stem]


def _whole_words(of: str) -> list[str]:
    """Return words that have this stem, whether or not there are such."""
    longer = (f"{of}{ending}" for ending in ENDINGS if len(of) >= CUT and of.isalpha())
    return [word for word in longer if stem(word) == of]


def _beginning(reading: Reading, letters: str, limit: int) -> list[int]:
    """Return rows of passages with a word that begins so."""
    return [row for row, _ in reading.matching(f'"{letters}" *', limit=limit, scope=Scope())]


def _is_written(reading: Reading, word: str, counts: Mapping[str, int]) -> bool:
    """Say whether the word itself is held: "rares" counts as "rare" does, and no paper writes it.

    It is looked for in the first passages that hold a form of it.
    """
    if not counts[word]:
        return False
    rows = [row for row, _ in reading.matching(f'"{word}"', limit=WRITTEN_IN, scope=Scope())]
    return word in _words_of(reading, rows)


def _words_of(reading: Reading, rows: list[int]) -> Counter[str]:
    """Return in how many of these passages each word is, as it is written."""
    counts: Counter[str] = Counter()
    for passage in reading.passages_at(rows).values():
        counts.update({one.text.casefold() for one in words(passage.text)})
    return counts


def _two_slips(reading: Reading, word: str) -> str:
    counts = _words_of(reading, _beginning(reading, word[:ALIKE], LOOKED_AT))
    near = [other for other in counts if other.startswith(word[:ALIKE]) and within_two(word, other)]
    return max(near, key=lambda other: (counts[other], other), default="")
