"""Questions for an average: "How old were they on average?", "What was the median stay?"."""

from __future__ import annotations

import re

_ASKS = re.compile(  # not "the sensitivity of the median", nor "what does it mean"
    r"(?<!\bof )(?<!\bof the )\b(?:average|mean(?!\W*$)|median|typical|typically)\b(?!['’]s\b)",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\b(?:averag\w*|means?|medians?)\b|±", re.IGNORECASE)
# What is so usually, or for each, is as good as an average.
_AS_GOOD = re.compile(
    r"\b(?:typical\w*|usual\w*|general(?:ly)?|normal(?:ly)?|common(?:ly)?|expected|estimate\w*|"
    r"per|each|every|IQR|SD)\b",
    re.IGNORECASE,
)

_ASKS_AGE = re.compile(r"\bhow old\b|\bages?\b", re.IGNORECASE)
_TELLS_AGE = re.compile(r"\b(?:ages?|aged|old)\b", re.IGNORECASE)


def asks_average(question: str) -> bool:
    """Say whether a question, which asks for a figure, asks for an average."""
    return bool(_ASKS.search(question))


def gives_average(question: str, sentence: str) -> bool:
    """Say whether a sentence calls a figure an average, and speaks of an age where one is asked."""
    of_it = bool(_TELLS_AGE.search(sentence)) or not _ASKS_AGE.search(question)
    return of_it and bool(_GIVES.search(sentence))


def tells_average(sentence: str) -> bool:
    """Say whether a figure in a sentence may be an average, by whatever word."""
    return bool(_GIVES.search(sentence) or _AS_GOOD.search(sentence))
