"""Of what sort the thing is that is asked for: "Which laser wavelength was used?"."""

from __future__ import annotations

import re

from app.language.lexemes import Word, content_words, stems
from app.language.nouns import ITEMS, kin

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

# What is of such a sort is told by itself, without a word for the sort: "The lesson is", "3%".
_GOES_UNSAID = stems(
    f"{ITEMS} situation circumstance case clue hint trick ground bit piece line respect matter "
    "subject topic evidence advice name other word picture shape stretch sense place site time "
    "moment day week month year date decade share percentage proportion fraction rate number "
    "amount value level degree score"
)


def sort_in(text: str) -> tuple[Word, ...]:
    """Return the words that say of what sort the thing is that a "which" or "what" asks for."""
    asked = _SORT.search(text)
    return content_words(asked["sort"]) if asked else ()


def goes_unsaid(word: Word) -> bool:
    """Say whether a text that tells what is of a sort need not speak of the sort itself."""
    return word.stem in _GOES_UNSAID or kin(word.stem) != {word.stem}
