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
_HOW_OLD = re.compile(
    r"\bhow old\b|\b(?:(?<!at )what|average|mean|median) age (?:is|are|was|were|did|do|of)\b",
    re.IGNORECASE,
)
_TELLS_AGE = re.compile(r"\b(?:ages?|aged|old)\b", re.IGNORECASE)
_OF_AGE = re.compile(  # without the word: "children of 7 to 12 months", "from the 14th century"
    r"\b(?:older|oldest|young\w*|year\w*|months?|weeks?|days?|hours?|decades?|centur\w+|ancient|"
    r"infants?|babies|newborns?|elderly|born|birth\w*|millenni\w+|yrs?|since|in (?:1\d|20)\d\d)\b",
    re.IGNORECASE,
)


def asks_average(question: str) -> bool:
    """Say whether a question, which asks for a figure, asks for an average."""
    return bool(_ASKS.search(question))


def asks_age(question: str) -> bool:
    """Say whether a question asks how old someone, or something, is."""
    return bool(_HOW_OLD.search(question))


def tells_age(text: str) -> bool:
    """Say whether a text may tell how old someone or something is."""
    return bool(_TELLS_AGE.search(text) or _OF_AGE.search(text))


def gives_average(question: str, sentence: str) -> bool:
    """Say whether a sentence calls a figure an average, and speaks of an age where one is asked."""
    of_it = bool(_TELLS_AGE.search(sentence)) or not _ASKS_AGE.search(question)
    return of_it and bool(_GIVES.search(sentence))


def tells_average(sentence: str) -> bool:
    """Say whether a figure in a sentence may be an average, by whatever word."""
    return bool(_GIVES.search(sentence) or _AS_GOOD.search(sentence))
