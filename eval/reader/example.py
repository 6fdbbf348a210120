"""One pair that the reader learns from: a query, a passage, and what is known of them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

CHARACTERS = 900  # of a passage, about 200 tokens
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]%][.!?])\s+(?=[A-Z(\[])")


@dataclass(frozen=True, slots=True)
class Example:
    """A query (question or claim) and a passage, with what is known of them.

    `span` is (start, end) in characters of the passage, None where there is none to learn.
    `answerable` and `relevant` are 1, 0 or -1 (unknown); `support` indexes `LABELS` or is -1.
    `beside` are other passages, none of which answers the query.
    """

    query: str
    passage: str
    span: tuple[int, int] | None = None
    answerable: int = -1
    relevant: int = -1
    support: int = -1
    source: str = ""
    beside: tuple[str, ...] = ()


def sentences(text: str) -> list[str]:
    """Return the sentences of plain prose, roughly: enough to make examples from."""
    return [piece for piece in _SENTENCE_END.split(text) if piece.strip()]


def fitted(example: Example, rng: random.Random) -> Example:
    """Cut a long passage to a window that holds the answer, if there is one."""
    length = len(example.passage)
    if length <= CHARACTERS:
        return example
    start, end = example.span or (rng.randrange(length),) * 2
    low = max(0, min(end - CHARACTERS, length - CHARACTERS))
    high = max(low, min(start, length - CHARACTERS))
    at = rng.randint(low, high)
    if at:
        space = example.passage.find(" ", at, max(start, at))
        at = space + 1 if space >= 0 else at
    passage = example.passage[at : at + CHARACTERS]
    span = example.span and (max(0, start - at), min(end - at, len(passage)))
    return replace(example, passage=passage, span=span)
