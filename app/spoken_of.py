"""Which paper a conversation is on: the one that the last answer's words were taken from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.abstain import tells
from app.answer import Turn
from app.language.lexemes import every_stem, stem
from app.language.lexicon import Lexicon
from app.language.values import names
from app.question.topic import parted

_OTHERS = re.compile(
    r"\b(?:papers|documents|articles|texts|library)\b|"
    r"\b(?:another|any|every|each|which|what|all|both|other|these|those) "
    r"(?:paper|study|studies|document|article|review)\b|"
    r"\belsewhere\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Talk:
    """A question as it was `typed`, and the `paper` that the conversation is on, or ""."""

    typed: str
    paper: str


def spoken_of(question: str, history: Sequence[Turn], scope: Collection[str]) -> str:
    """Return the paper that `question` most likely asks about as the turns before it did, or "".

    None is meant where a question asks for papers, or where the last answer quoted several.
    `scope` are the papers that may be asked.
    """
    if len(scope) < 2 or _OTHERS.search(question):
        return ""
    last = next((turn.documents for turn in reversed(history) if turn.documents), ())
    return last[0] if len(last) == 1 and last[0] in scope else ""


def speaks_of(unspoken: Iterable[str], question: str, typed: str, library: Lexicon) -> bool:
    """Say whether a paper speaks of what a follow-up asks about, in whatever words.

    `unspoken` are the words of `question` that what comes nearest there does not speak of. They do
    not count where the question took them over from the conversation, and they were not `typed`,
    where the `library` has them nowhere, or where they are as common as "thing".
    """
    new = every_stem(f"{parted(question.strip(' ?.!'))[0]} {typed}")
    named = every_stem(" ".join(typed[start:end] for start, end in names(typed)))
    missed = {stem(word) for word in unspoken if tells(word)}
    return not any(word in named or library.knows(word) for word in missed & new)
