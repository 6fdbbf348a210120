"""What "No, I meant the imports" and "Imports, not exports" put right in the question before."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from app.question.follow_up import is_clause
from app.question.slots import LINKS
from app.question.swapping import swapped

_OPENS = re.compile(
    r"^(?:(?:no|nope|well|wait|oh|oops|hm+|my mistake)\b(?:\s*[,:;.!]+\s*|\s+(?=(?:sorry|actually)\b\W*\w|i mean|(?:the|just|only|not|for|in) \w))|(?:sorry|actually|rather|correction|instead(?! of))\b[,:;.!\s]+)+(?=\S)",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^(?:i (?:actually |really )?(?:mean|meant|(?:was asking|asked) (?:about|for)|want(?:ed)?(?: (?:to )?(?:know|see|hear))?(?: about)?)|make that)\b,?\s+(?=\S)",
    re.IGNORECASE,
)
_JUST = re.compile(r"^(?:just|only) (?=\w)", re.IGNORECASE)
_MEANT_LAST = re.compile(r",? i (?:actually |really )?(?:mean|meant)$", re.IGNORECASE)
_NOT_FIRST = re.compile(r"not (?P<old>[^,;]+)[,;] (?:but )?(?P<new>[^,;]+)", re.IGNORECASE)
_NOT_LAST = re.compile(r"(?P<new>[^,;]+), (?:and )?not (?P<old>[^,;]+)", re.IGNORECASE)
_WHOLE = re.compile(  # "I want the share of exports": nothing of the question before is kept
    rf"^i (?:asked|want)\w*\b.* the \w+ {LINKS} \w", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LONGEST = 6  # words of a thing that is named instead of another


@dataclass(frozen=True, slots=True)
class Correction:
    """What was meant, and what was said instead, "" where that is not told."""

    new: str
    old: str

    @property
    def is_question(self) -> bool:
        """Whether all is asked anew: "Sorry, who wrote it?"."""
        return is_clause(self.new)

    def applied(self, before: str, ids: Set[str]) -> str:
        """Return the question `before` as it was meant."""
        old, new = _ARTICLE.sub("", self.old), _ARTICLE.sub("", self.new)
        told = re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
        if old and told.search(before):
            return f"{told.sub(lambda _: new, before)}?"
        return swapped(before, self.new, ids)


def correction_in(question: str) -> Correction | None:
    """Return what the question puts right in the one before, None where it is one of its own."""
    plain = question.strip(" ?.!")
    rest = _MEANT_LAST.sub("", _MEANT.sub("", _OPENS.sub("", plain, count=1), count=1))
    rest = _JUST.sub("", rest) if rest != plain else rest
    found = None if is_clause(rest) else _NOT_FIRST.fullmatch(rest) or _NOT_LAST.fullmatch(rest)
    if found:
        made = Correction(found["new"], found["old"])
    elif _WHOLE.match(plain):
        made = Correction(f"what is {rest}", "")
    elif rest != plain:
        made = Correction(rest, "")
    else:
        return None
    is_short = max(len(made.new.split()), len(made.old.split())) <= _LONGEST
    return made if made.is_question or is_short else None
