"""Works of a bibliography that an answer told, and what "it" then asks of the only one."""

from __future__ import annotations

import re

from app.language.values import YEAR

_ENTRY = re.compile(  # "[4] Cai, L. (2018)", not the number of a citation after a sentence
    rf"(?:^|(?<=\] ))\[(?P<number>\d{{1,3}})\] (?=[^\W\d_])[^\[\]]*?\b{YEAR}[a-z]?\b"
)
_SORT = r"(?:one|work|source|entry|reference)"
_IT = re.compile(  # "this paper" is the one that cites
    rf"\bit\b|\bthat(?: (?:{_SORT}|paper|article|study))?\b|"
    rf"\bthis(?: {_SORT})?\b(?! (?:paper|article|study|document|report)\b)",
    re.IGNORECASE,
)


def works_told(answer: str) -> list[str]:
    """Return the numbers of the entries of a bibliography that an answer shows, in their order."""
    return list(dict.fromkeys(entry["number"] for entry in _ENTRY.finditer(answer)))


def of_the_work(question: str, answer: str) -> str:
    """Return "Who wrote reference [4]?" of "Who wrote it?" after an answer that told [4] alone.

    "" where it told no work, or several, or nothing in the question points to it.
    """
    told = works_told(answer)
    if len(told) != 1 or not _IT.search(question):
        return ""
    return _IT.sub(f"reference [{told[0]}]", question, count=1)
