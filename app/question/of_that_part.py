"""What is asked next of a part of the text: "What does it cite?", "And the conclusion?"."""

from __future__ import annotations

import re

from app.language.lexemes import stems
from app.question.citing_asked import citing_asked
from app.question.extent_asked import extent_asked
from app.question.follow_up import OPENS
from app.question.part_token import part_phrase
from app.question.sections_named import SECTION_PLACES
from app.question.swapping import stripped

_IT = re.compile(r"\b(?:it|there)\b", re.IGNORECASE)
_OF = re.compile(r"^(?:of|in|for) (?=\w)", re.IGNORECASE)
_PLACES = "|".join(SECTION_PLACES)
_AT_PLACE = re.compile(rf"\b(?:{_PLACES})(?= (?:sentence|line|paragraph)s?\b)", re.IGNORECASE)
_ANOTHER_PLACE = re.compile(
    rf"(?:the )?(?P<place>{_PLACES})(?: one| sentence| line| paragraph)?", re.IGNORECASE
)
_AS_A_WHOLE = stems(
    "what say about discuss cover describe summarise summarize explain contain tell"
)


def of_that_part(question: str, before: str) -> str:
    """Return what is asked of the part that `before` asked of, or the same of another; else "".

    Only what can be asked of a part is: "How long is it?" after "What does section 4 cite?".
    """
    part = part_phrase(before)
    if not part:
        return ""
    of_layout = _is_of_layout(before)
    other = _OF.sub("", stripped(OPENS.sub("", question)))
    if of_layout and (place := _ANOTHER_PLACE.fullmatch(other)) and _AT_PLACE.search(before):
        return _AT_PLACE.sub(place["place"].lower(), before, count=1) + "?"
    if of_layout and other and part_phrase(other) == other:
        return before.replace(part, other, 1) + "?"
    asked = _IT.sub(part, question, count=1)
    whole = of_layout or stems(before.replace(part, " ")) <= _AS_A_WHOLE
    return asked if asked != question and whole and _is_of_layout(asked) else ""


def _is_of_layout(question: str) -> bool:
    return bool(extent_asked(question) or citing_asked(question))
