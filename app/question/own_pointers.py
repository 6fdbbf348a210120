"""Pronouns that stand for what the question itself names: "Do pupils learn before they leave?"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.question.slots import is_many, slots_of

_NOUN_BEFORE = (  # what "that" tells which one of: "rules that keep shifting", "a firm that sells"
    r"(?:\b(?:to|of|for|in|on|with|by|from|at|about|against|between|into) (?:(?:the|new|old|other|any|all|some) )?(?:\w+ )??\w{3,}(?<!s)s|"
    r"\b(?:an?|the|any|every|some|those|all|these) (?:\w+ ){0,2}?(?!(?:do|does|did|is|are|was|were|has|have|had|can|will|would|should|could|of|for|in|on|with|by|from|at|to|like|about|and|or|than)\b)\w{3,})"
)
_TELLS_WHICH = re.compile(
    rf"{_NOUN_BEFORE} that (?=(?:\w+(?<!s)s?|don['’]t|can|could|will|would|should|may|might|must) \w)(?!(?:year|month|week|day|time|way|kind|sort|one|thing|is|was|are|were)\b)",
    re.IGNORECASE,
)
_LATER_CLAUSE = re.compile(
    r"\b(?:before|until|till|when|whenever|once|after|if|because|since|unless|while|although|how|what|whether|where|why|(?:and|or),? (?:what|which|how|why|when|where|who|are|do|did|were|can|could|should))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?),? )*(?:who|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|would|will|must|has|have|if)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)


def without_own_pointers(question: str) -> str:
    """Return the question without the pronouns whose things it names itself.

    "They" and the like are these in a later clause, if the first names many and no pronoun.
    """
    plain = _TELLS_WHICH.sub(" ", question)
    clause = next((one for one in _LATER_CLAUSE.finditer(plain) if one.start()), None)
    if clause is None or not _ASKS.match(plain):
        return plain  # "The growers, what should they do?" names a thing first, and asks once
    first, later = plain[: clause.start()], plain[clause.start() :]
    many = any(is_many(slot.text) for slot in slots_of(first.strip(" ,")))
    return f"{first}{_THEY.sub(' ', later)}" if many and not _THEY.search(first) else plain
