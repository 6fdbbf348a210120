"""Of what sort the thing is that is asked for: "Which laser wavelength was used?"."""

from __future__ import annotations

import re

from app.language.lexemes import Word, content_words, stems
from app.language.nouns import ITEMS, kin
from app.question.slots import is_many

_DOES = (
    r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|"
    r"they|we|he|she|you|i"
)
_LINKS = r"in|for|on|at|from|by|with|to|under|behind|between|among|against"
_NONE = rf"{_DOES}|it|if|of|and|or|about|the|an?|this|that|else|when|up|{_LINKS}"
_DID = (  # what a thing did or does, by a word that is never one for a thing
    r"came|gave|took|won|wrote|found|built|held|ran|sold|bought|paid|sent|spent|got|met|lost|grew|"
    r"fell|rose|went|began|brought|taught|drew|chose|knew|saw|kept|became|told|sought|"
    r"gives|makes|sells|pays|serves|provides|produces|supplies|owns|governs|publishes|holds|"
    r"carries|contains|includes|gets?|buys|handles"
)
# "What comes first of all?", "Which is best of these?"
_NO_RANK = "".join(
    rf"(?<!\b{rank} )" for rank in ("first", "last", "next", "best", "most", "least")
)
_SORT = re.compile(  # not "what happens to it", nor "which apples or pears", either of which may do
    rf"\b(?:which|what) (?P<sort>(?:(?!(?:{_NONE})\b)[\w'’-]+ ){{1,4}}?)"
    # Several may go by their names.
    rf"(?:{_NO_RANK}(?=(?:{_DOES}|of|\w+ed)\b)|(?<!s )(?=(?:{_DID})\b))",
    re.IGNORECASE,
)
_SORT_IN = re.compile(  # "Which hospital in Spain", not "Which ranks highest in Spain"
    rf"\b(?:which|what) (?P<sort>(?:(?!(?:{_NONE}|{_DID}|\w+(?:ed|er|est|s)|next|best|most|more|"
    rf"less|first|last|made|ought|them|us)\b)[\w'’-]+ ){{1,3}}?)(?=(?:{_LINKS})\b)",
    re.IGNORECASE,
)
_NAME_OF = re.compile(  # "What is the name of the customs office?", not "the names of all firms"
    r"\bname of (?:the|this|that|its|their|an?) "
    rf"(?P<sort>(?:(?!(?:{_NONE}|who|which|where)\b)[\w'’-]+(?: |\b(?=\W*$))){{1,4}}?)"
    rf"(?=(?:{_NONE}|who|which|where|given|made|\w+ed)\b|\W*$)",
    re.IGNORECASE,
)

_OPENS = re.compile(  # not "What are ways in which it spreads?"
    r"(?:.*[,;:] |(?:(?:and|but|so|ok|tell me|do we know for certain) )*)"
    rf"(?:(?:{_LINKS}|of) )?(?:which|what) (?!(?:is|are|was|were)\b)",
    re.IGNORECASE,
)
_HOW_FAR = re.compile(r"\w+ly|most|more|best|least|also|then|ever|gets?", re.IGNORECASE)

# What is of such a sort is told by itself, without a word for the sort: "The lesson is", "3%".
_GOES_UNSAID = stems(
    f"{ITEMS} situation circumstance case clue hint trick ground bit piece line respect matter "
    "subject topic evidence advice name other word picture shape stretch sense place site time "
    "moment day week month year date decade share percentage proportion fraction rate number "
    "amount value level degree score author paper study work people person role"
)


def sort_in(text: str) -> tuple[Word, ...]:
    """Return the words that say of what sort the thing is that a "which" or "what" asks for.

    So do those after "the name of".
    """
    return content_words(_sort(text))


def asks_one(text: str) -> bool:
    """Say whether one thing of a sort is asked for: "Which hospital do the patients visit?".

    "Which species" may ask for several.
    """
    sort = [word for word in _sort(text).split() if not _HOW_FAR.fullmatch(word)]
    opens = _OPENS.match(text) or _NAME_OF.search(text)
    return bool(opens and sort) and not (is_many(sort[-1]) or sort[-1].endswith("s"))


def _sort(text: str) -> str:
    asked = _NAME_OF.search(text) or _SORT_IN.search(text) or _SORT.search(text)
    return asked["sort"] if asked else ""


def goes_unsaid(word: Word) -> bool:
    """Say whether a text that tells what is of a sort need not speak of the sort itself."""
    return word.stem in _GOES_UNSAID or kin(word.stem) != {word.stem}
