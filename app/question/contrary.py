"""A plain yes-or-no question, put with the contrary word that the documents say.

"Are the costs low?" is answered by where they are said to be high: no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.language.lexemes import Word, content_words, every_stem, stem, words
from app.language.opposites import negations, opposites, ways, without_set_phrases
from app.question.questions import Question

_PLAIN = re.compile(r"(?:is|are|was|were|do|does|did|has|have)\b", re.IGNORECASE)
_TWO_SIDES = re.compile(
    r"\b(?:or|than|why|how|what|which|who|whether|if|only|always|there)\b", re.IGNORECASE
)
# What is said of a thing stands last, or before where and since when: "Did urban incomes rise?"
# is no question whether incomes are urban.
_LAST = re.compile(
    r"\W*$|,? (?:in|for|to|at|on|by|with|among|here|now|overall|enough|during|since|under|within|"
    r"across|throughout)\b",
    re.IGNORECASE,
)
# What is so in winter, or among the young, is not said of them.
_OF_OTHERS = re.compile(
    r"\b(?:in|for|at|on|by|with|of|among|during|since|under|within|across|throughout|from) "
    r"(?:(?:the|an?|its|their|our|very|most|all) )*$",
    re.IGNORECASE,
)
# Of two kinds of things each may be so: exports tell nothing of imports.
_KINDS = every_stem(
    "import export buyer seller men women male female majority minority north south northern "
    "southern east west eastern western left right day night before after first last acute chronic "
    "upper lower inner outer up down all none more less most least"
)
_WAYS = {1: "increase", -1: "decrease"}


@dataclass(frozen=True, slots=True)
class Contrary:
    """A question with a contrary word for the one `asked`, and what a sentence says that denies it.

    It says the contrary way (`way`), or the word whose stem is `stem`.
    """

    question: str
    asked: str
    way: int
    stem: str

    def is_settled_by(self, text: str) -> bool:
        """Say whether `text` says one or the other: the word that is asked for, or its contrary."""
        if self.way:
            return bool(ways(text))
        return self.is_said_in(text) or self.asked in {word.text.casefold() for word in words(text)}

    def is_said_in(self, text: str) -> bool:
        """Say whether `text` says the contrary word, and does not deny it."""
        said = self.way in ways(text) if self.way else self.stem in every_stem(text)
        return said and not negations(text)


def contrary_of(asked: Question, told: str) -> Contrary | None:
    """Return the question with the contrary of its last word that `told` says; None without one.

    None as well where more is asked than whether something is so.
    """
    text = asked.text
    plain = asked.kind == "yesno" and _PLAIN.match(text) and not _TWO_SIDES.search(text)
    if not plain or negations(text):
        return None
    for word in content_words(text):
        says = _LAST.match(text, word.end) and not _OF_OTHERS.search(text, 0, word.start)
        if word.stem in _KINDS or not says:
            continue
        if found := _put(word, without_set_phrases(told)):
            new, way, root = found
            put = f"{text[: word.start]}{new}{text[word.end :]}"
            return Contrary(put, word.text.casefold(), way, root)
    return None


def _put(word: Word, told: str) -> tuple[str, int, str] | None:
    """Return the contrary of a word that `told` says, which way it says, and its stem."""
    for way in ways(word.text):
        if -way in ways(told) and way not in ways(told):
            done = "d" if word.text.endswith(("ed", "en", "n")) else ""
            new = f"{_WAYS[-way]}{done}"
            return new, -way, stem(new)
    contraries = opposites().get(word.stem, frozenset())
    said = next((each for each in words(told) if each.stem in contraries), None)
    return (said.text.casefold(), 0, said.stem) if said else None
