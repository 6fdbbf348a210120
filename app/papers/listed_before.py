"""What is asked of papers that were listed before: "Which of them …?", "And the third one?"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.answer import Turn
from app.papers.holdings import PLACES, is_on_library, of_several, paper_at
from app.question.across_asked import across_asked
from app.question.papers_compared import papers_compared

_GOES_ON = re.compile(r"^(?:(?:and|but|so|now|ok(?:ay)?),? )+", re.IGNORECASE)
_THEIRS = re.compile(
    r"(?:(?:what|how) (?:about|are|is|were|was) )?(?:the|their) (?P<fields>[\w ,-]{3,60}?)\W*",
    re.IGNORECASE,
)
_THEM = re.compile(  # "Which of them …?", "How many pages do they have?"
    r"(?P<of>\bof )(?:them|these|those)\b(?! \w+s\b)|(?P<do>\b(?:do|did|are|were|have) )they\b",
    re.IGNORECASE,
)
_ANOTHER_PLACE = re.compile(
    rf"(?:(?:and|so|but|now|what about|how about),? )*the (?P<which>{'|'.join(PLACES)})(?: one| paper)?\W*",
    re.IGNORECASE,
)


def of_those_listed(question: str, last: Turn) -> str:
    """Return "Which of the papers are reviews?" for "Which of them are reviews?", after a list.

    "And their limitations?", after one for each paper, is for those of each; "How do they differ?"
    is asked of two. "" for what else there is.
    """
    if not is_on_library(last.question):
        return ""
    plain = _GOES_ON.sub("", question.strip())
    told = across_asked(last.question)
    of_each = _THEIRS.fullmatch(plain) if told and told.how == "rows" else None
    made = f"List the papers with their {of_each['fields']}." if of_each else ""
    made = made or _THEM.sub(lambda found: f"{found['of'] or found['do']}the papers", plain)
    two = len(last.documents) == 2 and papers_compared(made)
    return made if made != plain and (two or of_several(made)) else ""


def points_to_list(typed: str, searched: str) -> bool:
    """Say whether "them" or "they" are papers that were listed before."""
    asks = typed != searched and (of_several(searched) or papers_compared(searched))
    return bool(asks) and bool(_THEM.search(typed))


def asks_of_each(question: str) -> bool:
    """Say whether a question asks something of all papers, so that all are those it speaks of."""
    asked = across_asked(question)
    return asked is not None and asked.how in ("rows", "years")


def at_another_place(question: str, before: str) -> str:
    """Return "What is the third paper about?" for "And the third?" after one on the second; or ""."""
    asked, told = _ANOTHER_PLACE.fullmatch(question.strip()), paper_at(before)
    if not asked or not told:
        return ""
    return f"{before[: told[1]]}the {asked['which'].lower()} paper{before[told[2] :]}"
