"""Papers that a question names as the library lists them: "What does rivers-2012 say?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.language.courtesies import LEADS_IN
from app.language.lexemes import with_capital
from app.question.titles_and_authors import NOUNS, SAYS, Named

SHORTEST_ID = 5  # characters of a document's id that names it wherever it stands
_SHORTEST_ASKED = 3  # and where a paper is asked for: "the limitations of 1554"
PROPERTIES = (  # that any paper has
    r"authors?|title|abstract|keywords|journal|doi|methods?|methodology|results?|findings?|"
    r"conclusions?|limitations?|contributions?|aims?|goals?|purpose|references|bibliography|"
    r"sample size|data ?sets?|funding"
)
_PROPERTY = rf"(?:{PROPERTIES}|introduction|discussion|summary|topic|subject)"
_PAPER_BEFORE = re.compile(
    rf"(?:\b(?:{NOUNS}|document|file)s (?:no\.? |number )?|\baccording to |"
    rf"^{LEADS_IN}(?:summari[sz]e|compare|contrast|describe) |^who (?:wrote|published) )$",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(rf"\b{_PROPERTY} (?:of|in|from|for) $", re.IGNORECASE)
_IN_BEFORE = re.compile(r"\bin $", re.IGNORECASE)
_DOES_BEFORE = re.compile(r"\b(?:do|does|did) $", re.IGNORECASE)
_ROW = r"(?:(?:,| and|,? or) \w[\w.-]*\w)*"
_SAYS_AFTER = re.compile(
    rf"{_ROW} (?:{SAYS}|differ|compare|have (?:in common|to say))\b", re.IGNORECASE
)
_A_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_BESIDE = re.compile(
    r"(?:, |,? (?:and|or|&|with|to|versus|vs\.?) | (?:differs?|different) from )", re.IGNORECASE
)
_JOINED = re.compile(r"the paper(?:, the paper)*,? (?:and|&) the paper")


@dataclass(frozen=True, slots=True)
class File:
    """Where a question names the document `identity`."""

    identity: str
    start: int
    end: int


def by_its_file(question: str, ids: Sequence[str]) -> Named | None:
    """Return the documents that are named as the library lists them.

    Ids that are plain words are not looked for.
    """
    files = files_in(question, ids)
    made = question
    for file in reversed(files):
        made = f"{made[: file.start]}the paper{made[file.end :]}"
    named = tuple(dict.fromkeys(file.identity for file in files))
    made = _JOINED.sub("the papers", made) if len(named) > 1 else made
    return Named(named, with_capital(made)) if named else None


def files_in(question: str, ids: Sequence[str]) -> list[File]:
    """Return where the question names documents by their ids, in its order.

    Short ids, which may be mere numbers, name a paper where one is asked for, or beside another.
    """
    low = question.casefold()
    found = sorted(
        (
            File(identity, match.start(), match.end())
            for identity in ids
            if len(identity) >= _SHORTEST_ASKED and not identity.isalpha()
            if identity.casefold() in low
            for match in re.finditer(_written(identity), question, re.IGNORECASE)
        ),
        key=lambda file: file.start,
    )
    sure = [file for file in found if _is_sure(question, file)]
    return [file for file in found if file in sure or any(_beside(question, file, sure))]


def _written(identity: str) -> str:
    return (
        rf"(?:\b(?:the )?(?:file|document|{NOUNS}) )?"
        rf"(?<![\w.-]){re.escape(identity)}(?:\.[^\W\d_]\w{{1,3}})?(?![\w-]|[.,]\d)"
    )


def _is_sure(question: str, file: File) -> bool:
    """Say whether the id can only be a paper's: a long one, or one where a paper is asked for."""
    before, after = question[: file.start], question[file.end :]
    if len(file.identity) >= SHORTEST_ID or file.end - file.start > len(file.identity):
        return True
    if _PAPER_BEFORE.search(before):
        return True
    if _DOES_BEFORE.search(before):
        return bool(_SAYS_AFTER.match(after))
    if _A_YEAR.fullmatch(file.identity):
        return False
    alone = re.match(r"\W*$|,", after)
    return bool(_OF_BEFORE.search(before) or (_IN_BEFORE.search(before) and alone))


def _beside(question: str, file: File, sure: Sequence[File]) -> list[bool]:
    """Return, for each file that is sure, whether the other stands right beside it."""
    pairs = ((one, file) if one.end <= file.start else (file, one) for one in sure if one != file)
    return [bool(_BESIDE.fullmatch(question[a.end : b.start])) for a, b in pairs]
