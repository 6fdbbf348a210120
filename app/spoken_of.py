"""Which paper a conversation is on: the one that the last answer's words were taken from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from app.answer import Turn
from app.lexemes import words
from app.lexicon import Lexicon
from app.questions import Question
from ingest.document import Passage

ENDING = 2  # letters by which two forms of one word may differ
_OTHERS = re.compile(
    r"\b(?:papers|documents|articles|texts|library)\b|"
    r"\b(?:another|any|every|each|which|what|all|both|other|these|those) "
    r"(?:paper|study|studies|document|article|review)\b|"
    r"\belsewhere\b",
    re.IGNORECASE,
)


def spoken_of(question: str, history: Sequence[Turn], scope: Collection[str]) -> str:
    """Return the paper that `question` most likely asks about as the turns before it did, or "".

    None is meant where a question asks for papers, or where the last answer quoted several.
    `scope` are the papers that may be asked.
    """
    if len(scope) < 2 or _OTHERS.search(question):
        return ""
    last = next((turn.documents for turn in reversed(history) if turn.documents), ())
    return last[0] if len(last) == 1 and last[0] in scope else ""


def has_words_for(asked: Question, passages: Iterable[Passage], library: Lexicon) -> bool:
    """Say whether a paper's `passages` hold all those words of a question that the library holds.

    "Betweenness" is another word than "between", though their stems are the same.
    """
    wanted = {term.stem: term.text for term in asked.terms if library.knows(term.stem)}
    for passage in passages:
        for word in words(passage.text):
            meant = wanted.get(word.stem)
            if meant and abs(len(meant) - len(word.text)) <= ENDING:
                del wanted[word.stem]
    return not wanted
