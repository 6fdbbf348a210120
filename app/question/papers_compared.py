"""Two papers that a question sets against each other: "How do the frost and the rail paper differ?"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass

from app.language.courtesies import LEADS_IN
from app.question.titles_and_authors import NOUNS, PAPERS

_NAME = r"(?:[^\W\d_][\w’'-]*(?: [\w’'-]+){0,4}?)"
_MANY = rf"(?:(?:{NOUNS})s|studies)"
_IN = (
    r"(?:,? (?:in|on|regarding|as to|with (?:regard|respect) to|in terms of) "
    r"(?:(?:the|their|its) )?(?P<matter>(?!(?:how|what|that|which|the|their|its)\b)[\w -]{3,40}?))?"
)


def _sides(joint: str) -> str:
    """Return the pattern of two papers with `joint` between their names."""
    return (
        rf"the (?P<one>(?!two\b){_NAME})(?: (?P<noun>{NOUNS}))? (?:{joint}) (?:the )?(?P<two>{_NAME}) "
        rf"(?:(?P<many>{_MANY})|(?P<last>{NOUNS}))(?: (?:say|do))?"
    )


_BOTH = (
    rf"(?:the|these|those|both) (?:two )?(?:{PAPERS})"
    r"(?: (?:on|about) (?P<thing>.+?))?"
)
_COMPARES = rf"^{LEADS_IN}(?:compare|contrast) (?:the (?P<what>[\w -]{{3,30}}?) (?:of|in) )?"
_DIFFERENCE = (
    r"^(?:what (?:is|are|was|were)|what['’]s|name|list|tell me|explain|describe) (?:the )?(?:main |key |biggest )?"
    r"(?:differences?|similarit(?:y|ies)) between "
)
_WAYS = tuple(
    re.compile(f"{way}\\W*$", re.IGNORECASE)
    for way in (
        rf"{_COMPARES}{_sides('and|with|to|versus|vs|against')}{_IN}",
        rf"{_DIFFERENCE}{_sides('and')}{_IN}",
        rf"^(?:how|in (?:what|which) (?:ways?|respects?)) (?:do|does|did|is|are) {_sides('(?:differ(?:ent)? from|compared? (?:to|with))')}{_IN}",
        rf"^(?:how|in (?:what|which) (?:ways?|respects?)) (?:do|did) {_sides('and')} (?:differ|compare)(?: from each other)?{_IN}",
        rf"{_COMPARES}{_BOTH}{_IN}",
        rf"{_DIFFERENCE}{_BOTH}{_IN}",
        rf"^(?:how|in (?:what|which) (?:ways?|respects?)) (?:do|did) {_BOTH} (?:differ|compare)(?: from each other)?{_IN}",
    )
)


@dataclass(frozen=True, slots=True)
class PapersCompared:
    """Two papers and in what they are compared, "" where as a whole.

    `names` are what each is called, or what both are about (`thing`), where they are not told
    apart; both are empty where all the papers there are, if two, are meant.
    """

    names: tuple[str, ...] = ()
    thing: str = ""
    matter: str = ""


def papers_compared(question: str) -> PapersCompared | None:
    """Return the papers that the question compares, None where it compares other things."""
    plain = question.strip()
    for way in _WAYS:
        if match := way.match(plain):
            found = match.groupdict()
            matter = found.get("matter") or found.get("what") or ""
            if "one" not in found:
                return PapersCompared((), found["thing"] or "", matter)
            if found["noun"] or found["many"]:  # not "the plastic and the kraft paper"
                return PapersCompared((found["one"], found["two"]), "", matter)
    return None
