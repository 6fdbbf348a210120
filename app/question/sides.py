"""One thing asked of two sides, "in Cyprus, and in Nigeria": the question for each of them."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.values import names
from app.question.naming import NOUNS

_ASKS = r"(?:what|who|whom|when|where|why|how)"
_SIDE = r"(?!(?:which|what|whom|whose|how|case|order|fact|general|turn|addition|particular|example|instance|it|them|that|this|(?:the )?(?:other|first|second|third|former|latter|last|same))\b)[^,;:?]{2,50}?"
_TWO_SIDES = re.compile(  # the link said twice makes two sides of it
    rf"^(?P<asked>(?:{_ASKS}|which|is|are|was|were|do|does|did|can|could|has|have|had|will)\b.+?) "
    rf"(?P<link>in|for|among|at|on|of) (?P<one>{_SIDE}),? and (?:also )?(?P=link) (?P<two>{_SIDE})$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(  # of both at once
    r"\b(?:differ\w*|compar\w+|between|both|either|neither|same|alike|than|together|whether|they|apart|related|more|less|if|when|\w+er)\b.* (?:in|for|among|at|on|of) ",
    re.IGNORECASE,
)
_BOTH_ASKED = re.compile(
    r"^(?:please )?(?:compare|contrast) (?P<one>[^,;:?]+?) (?:with|to|and|versus|vs\.?|against) (?P<two>[^,;:?]+?)"
    rf"\s?[,;:–—]\s?(?:and )?(?P<asked>(?:{_ASKS}|which)\b.+)$",
    re.IGNORECASE,
)
_OF_EACH = re.compile(
    r",? (?:(?:in|for|of|by|at|among) )?(?:each|both|either|the two|them)(?: (?:one|case|of them))?$",
    re.IGNORECASE,
)
_PAPER = re.compile(rf"\b(?:{NOUNS})$", re.IGNORECASE)


def two_sides(plain: str) -> list[str]:
    """Return the question for each of the two sides that it is asked of, [] for one side."""
    match = _TWO_SIDES.match(plain)
    if not match or _TOGETHER.search(plain[: match.start("one")]):
        return []
    return [f"{match['asked']} {match['link']} {match[side]}" for side in ("one", "two")]


def is_asked_of_two(plain: str) -> bool:
    """Say whether a question goes with what is compared: "Compare A and B: how many were tested?"."""
    return bool(_BOTH_ASKED.match(plain))


def compared_sides(plain: str) -> list[str]:
    """Return what is then asked of each of the two, [] where it is asked of both at once."""
    match = _BOTH_ASKED.match(plain)
    if not match or _TOGETHER.search(f"{match['asked']} of "):
        return []
    asked = _OF_EACH.sub("", match["asked"])
    return [f"{asked} {_link(match[side])} {match[side]}" for side in ("one", "two")]


def _link(side: str) -> str:
    """Return "in" before a place, another name or a paper, "for" before a thing."""
    return "in" if names(f"of {side}") or _PAPER.search(side) else "for"
