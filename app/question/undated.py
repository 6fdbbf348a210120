"""A question without the time that it asks for or names: "When did it come?", "Did it come?"."""

from __future__ import annotations

import re

_AUXILIARY = r"did|was|were|has|have|had"
_TIME = r"years?|periods?|stages?|phases?|decades?|time"
_ASKS_WHEN = re.compile(
    rf"^(?:when|(?:(?:in|during) )?(?:which|what) (?:{_TIME})) (?P<does>{_AUXILIARY}) (?=\w)",
    re.IGNORECASE,
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_NAMED = re.compile(
    rf",? (?:already |long )?(?:in|during|between|from|before|after|since|until|by|around) "
    rf"(?:the years? )?{_YEAR}(?: ?(?:and|to|until|through|-|–) ?{_YEAR})?(?=\W*$| (?:in|to|at)\b)",
    re.IGNORECASE,
)
_ASKS_WHETHER = re.compile(rf"^(?:{_AUXILIARY}|which|who|what)\b", re.IGNORECASE)


def without_time(question: str) -> str:
    """Return `question` without the "when" or the years of what was done; "" where it has none."""
    if asked := _ASKS_WHEN.match(question):
        return f"{asked['does'].capitalize()} {question[asked.end() :]}"
    told = _NAMED.sub("", question, count=1)
    return told if told != question and _ASKS_WHETHER.match(question) else ""
