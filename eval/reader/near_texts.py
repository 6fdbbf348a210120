"""The texts nearest to a query by the rare words they share: hard negatives for training."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[a-z]{3,}|\d+")
STEM = 6  # characters that stand for a word
COMMON = 0.02  # share of the texts from which on a word is no sign of nearness
NEAREST = 12  # texts that are told


class NearTexts:
    """An inverted index over `texts`; scores are sums of idf over the shared stems."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for word in stems(text):
                self._holders[word].append(number)
        most = max(20, COMMON * len(texts))
        self._holders = {word: at for word, at in self._holders.items() if len(at) <= most}

    def nearest(self, query: str) -> Iterator[str]:
        """Yield the nearest texts, best first; nothing where no rare word is shared."""
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(stems(query)):
            holders = self._holders.get(word, ())
            for number in holders:
                scores[number] += math.log(1 + len(self._texts) / len(holders))
        for number, _ in sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:NEAREST]:
            yield self._texts[number]


def stems(text: str) -> set[str]:
    """Return the beginnings of the words of `text`, which stand for the words."""
    return {word[:STEM] for word in _WORD.findall(text.casefold())}


def alike(one: str, other: str) -> bool:
    """Say whether one text is mostly the other, as editions of one paragraph are."""
    first, second = stems(one), stems(other)
    return 2 * len(first & second) > min(len(first), len(second))
