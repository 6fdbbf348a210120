"""The same text in two documents, as where a paper was added as PDF and as Markdown: taken once.

Otherwise each passage takes two of the places that are read, and each sentence halves the other's
chance of being the one that answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from index.hits import Hit

TOGETHER = 4  # words that are compared at once
SHARED = 0.8  # of a passage's runs of words: from there on it says nothing new
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def without_twins(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits, without those whose words stand before them in another document's hits.

    A passage with a number that those lack stays: editions of a paper may differ in it.
    """
    kept: list[Hit] = []
    runs: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    numbers: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        own = hit.passage.document_id
        here = _runs(hit.passage.text)
        values = set(_NUMBER.findall(hit.passage.text))
        told = any(
            values <= numbers[other] and len(here & runs[other]) >= SHARED * len(here)
            for other in runs
            if other != own
        )
        if here and told:
            continue
        kept.append(hit)
        runs[own] |= here
        numbers[own] |= values
    return kept


def bare(text: str) -> str:
    """Return the letters and digits of `text`: the same for one sentence set in two ways."""
    return "".join(_WORD.findall(text.casefold()))


def _runs(text: str) -> set[tuple[str, ...]]:
    found = _WORD.findall(text.casefold())
    return set(zip(*(found[start:] for start in range(TOGETHER)), strict=False))
