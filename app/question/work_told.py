"""What an answer told before its footnotes: works of a bibliography, and what "it" then asks."""

from __future__ import annotations

import re

from app.language.values import YEAR

_ENTRY = re.compile(  # "[4] Cai, L. (2018)", not the number of a citation after a sentence
    rf"(?:^|(?<=\] ))\[(?P<number>\d{{1,3}})\] (?=[^\W\d_])[^\[\]]*?\b{YEAR}[a-z]?\b"
)
_NUMBER = re.compile(r"\s*\[(?P<number>\d+)\]")
_WRITER = re.compile(r"(?:^|(?<=\] ))\[\d{1,3}\] (?P<name>[^\W\d_][\w’'-]{2,})(?=,| [^\W\d_a-z])")
_HE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_SORT = r"(?:one|work|source|entry|reference)"
_IT = re.compile(  # "this paper" is the one that cites
    rf"\bit\b|\bthat(?: (?:{_SORT}|paper|article|study))?\b|"
    rf"\bthis(?: {_SORT})?\b(?! (?:paper|article|study|document|report)\b)",
    re.IGNORECASE,
)


def works_told(answer: str) -> list[str]:
    """Return the numbers of the entries of a bibliography that an answer shows, in their order."""
    return list(dict.fromkeys(entry["number"] for entry in _ENTRY.finditer(answer)))


def footnoted(answer: str) -> list[str]:
    """Return what stands before each footnote; a number that is quoted, "Shi [19]", is none."""
    parts: list[str] = []
    start = 0
    for found in _NUMBER.finditer(answer):
        if int(found["number"]) == len(parts) + 1:
            parts.append(answer[start : found.start()])
            start = found.end()
    return [*parts, answer[start:]]


def of_the_work(question: str, answer: str) -> str:
    """Return "Who wrote reference [4]?" of "Who wrote it?" after an answer that told [4] alone.

    "What did he find?" is asked of its first author by name. "" where it told no work, or several,
    or nothing in the question points to it.
    """
    told = works_told(answer)
    if len(told) != 1:
        return ""
    if _HE.search(question) and (writer := _WRITER.search(answer)):
        return _HE.sub(writer["name"], question, count=1)
    if not _IT.search(question):
        return ""
    return _IT.sub(f"reference [{told[0]}]", question, count=1)
