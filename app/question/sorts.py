"""Of what sort the thing is that is asked for: "Which laser wavelength was used?"."""

from __future__ import annotations

import re

from app.language.lexemes import Word, content_words

_DOES = (
    r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|"
    r"they|we|he|she|you|i"
)
_NONE = (
    rf"{_DOES}|it|if|of|and|or|about|the|an?|this|that|else|when|up|in|for|to|on|at|from|with|by"
)
_SORT = re.compile(  # not "what happens to it", nor "which apples or pears", either of which may do
    rf"\b(?:which|what) (?P<sort>(?:(?!(?:{_NONE})\b)[\w'’-]+ ){{1,4}}?)(?=(?:{_DOES}|of|\w+ed)\b)",
    re.IGNORECASE,
)


def sort_in(text: str) -> tuple[Word, ...]:
    """Return the words that say of what sort the thing is that a "which" or "what" asks for."""
    asked = _SORT.search(text)
    return content_words(asked["sort"]) if asked else ()
