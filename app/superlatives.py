"""Questions that ask which one comes first, and the sentences that put one first."""

from __future__ import annotations

import re

from app.opposites import without_set_phrases

# "Strictest" and the like, but no "harvest".
_MOST = (
    r"(?!(?:(?:rain)?forest|(?:mid|\w+th)?west|harvest|interest|contest|protest|arrest|digest|priest|invest|behest|"
    r"tempest)\b)(?:\w{2,}[^\Waeiou]est|\w{2,}iest)|largest|best|worst|least|freest"
)
_ASKS = re.compile(rf"\b(?:which|what|who|where)\b.{{0,60}}\b(?:{_MOST}|most)\b", re.IGNORECASE)
# "Which sector leads" too, but a text that lacks it is not silent on that: it may be a guide.
_ASKS_ALSO = re.compile(
    r"\b(?:which|what|who|where)\b.{0,60}\b(?:leads|dominates?|ranks?|tops|prevails|main|top|"
    r"leading|number one|above all)\b",
    re.IGNORECASE,
)
_RANKS = re.compile(
    rf"\b(?:{_MOST}|most|mostly|first|last|top|leading|dominan\w+|dominat\w+|mainly|"
    r"main|majority|primar\w+|predominan\w+|chief\w*|outperform\w*|exceed\w*|surpass\w*|rank\w*|"
    r"\w+er than|more \w+ than|less \w+ than|maximum|minimum|peak\w*|especially|particularly|"
    r"above all)\b",
    re.IGNORECASE,
)


def asks_first(question: str) -> bool:
    """Say whether it is asked which of several is the largest, the best, the least."""
    return bool(_ASKS.search(question))


def asks_leading(question: str) -> bool:
    """Say whether it is asked which one comes first, in whatever words."""
    return asks_first(question) or bool(_ASKS_ALSO.search(question))


def puts_first(text: str) -> bool:
    """Say whether a text puts one thing before others."""
    return bool(_RANKS.search(without_set_phrases(text)))
