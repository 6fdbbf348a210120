"""Whether a total is asked for, which a sentence on a part of it does not tell."""

from __future__ import annotations

import re
from functools import lru_cache

_ASKS = re.compile(
    r"\b(?:total|overall|combined|altogether|all together|"
    r"in (?:all|total)(?! (?:the|of|these|those)\b))\b",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(  # "Among them, the export volume was"
    r"(?:among|amongst|of|out of) (?:them|these|those|this|which|it|that)\b(?! \w+s\b)|"
    r"(?:thereof|specifically)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # asked anew for each sentence
def asks_total(question: str) -> bool:
    """Say whether the question asks for a total."""
    return bool(_ASKS.search(question))


def tells_part(sentence: str) -> bool:
    """Say whether a sentence goes on with parts of what was told before, and gives no total."""
    return bool(_OF_A_PART.match(sentence)) and not asks_total(sentence)
