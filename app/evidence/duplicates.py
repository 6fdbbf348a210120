"""The same text in two documents, as where a paper was added as PDF and as Markdown: taken once.

So is a sentence that a document has twice, as where its text opens with the abstract again.
Otherwise each passage takes two of the places that are read, and each sentence halves the other's
chance of being the one that answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from index.hits import Hit

TOGETHER = 4  # words that are compared at once
TELLS = 40  # letters and figures from which on a sentence tells the same wherever it stands
SHARED = 0.95  # of a passage's runs of words: from there on it says nothing new
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[<>=≤≥%]")


def without_twins(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits, without those whose words stand before them in another document's hits.

    A passage with a number that those lack stays: editions of a paper may differ in it.
    """
    kept: list[Hit] = []
    runs: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    numbers: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        own = hit.passage.document_id
        tokens = _tokens(hit.passage.text)
        here = set(zip(*(tokens[start:] for start in range(TOGETHER)), strict=False))
        values = {token for token in tokens if token[0].isdigit()}
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
    """Return the words and numbers of `text`: the same for one sentence set in two ways."""
    return "".join(_tokens(text))


def says_alone(text: str) -> bool:
    """Say whether a sentence tells the same wherever it stands: no label, no row of a table."""
    return len(bare(text)) >= TELLS and " | " not in text


@lru_cache(maxsize=2_048)  # the same passages come up for many questions
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text.casefold()))
