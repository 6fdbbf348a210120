"""Questions for what moves something up or down, and the sentences that tell the contrary of it.

"What drives up the cost?" is not answered by what brings it down, which is told in the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.language.lexemes import content_words, every_stem
from app.language.opposites import LOWERING, RAISING, UP_OR_DOWN, negations, ways

_MOVES = "|".join(verb.removesuffix("e") for verb in f"{RAISING} {LOWERING}".split())
_ASKS = re.compile(
    r"^(?:what|which (?:\w+ )?(?:factors?|things?|causes?|forces?|measures?|steps?)) "
    r"(?:(?:else|mainly|mostly|really|actually|can|could|may|might|would|will) )*"
    rf"(?P<moves>{UP_OR_DOWN}|(?:{_MOVES})(?:e?s|e?d|e)?|lower)"
    r"(?! (?:in|of|by|to|from|at|on|over|for|after|before|since|during|between|under|until|when|"
    r"while|most|more|less|least)\b)"
    r"(?!.* (?:do|does|did|is|are|was|were|has|have|had)\b)"  # "What reduced dose was given?"
    r"(?P<thing> [^,;:?]+)?",
    re.IGNORECASE,
)
_WITHIN = re.compile(r" (?:of|in|for|to|at|on|by|with|among|during|when|if|from)\b.*")
_CLAUSES = re.compile(r"[,;:]| (?:and|but|while) ")


@dataclass(frozen=True, slots=True)
class Moved:
    """Which way something is moved, up (1) or down (-1), and the stem of what it is."""

    way: int
    thing: str

    def is_told_in(self, text: str) -> bool:
        """Say whether a clause of `text` moves the thing that way, and nothing is denied."""
        return self._told(text) and not negations(text)

    def is_turned_in(self, text: str) -> bool:
        """Say whether `text` moves the thing only the other way, and does not deny it."""
        return Moved(-self.way, self.thing).is_told_in(text) and not self._told(text)

    def _told(self, text: str) -> bool:
        return any(
            ways(clause).keys() == {self.way} and self.thing in every_stem(clause)
            for clause in _CLAUSES.split(text)
        )


def moved_in(question: str) -> Moved | None:
    """Return what is asked to be moved which way, None where that is not asked."""
    asked = _ASKS.match(question)
    if not asked:
        return None
    verb, *between = asked["moves"].split()
    told = {1} if asked["up"] else {-1} if asked["down"] else ways(verb).keys()
    moved = content_words(_WITHIN.sub("", f"{' '.join(between)}{asked['thing'] or ''}"))
    things = [word.stem for word in moved if word.text not in ("up", "down")]
    way = -1 if verb.lower() == "lower" else next(iter(told), 0)
    return Moved(way, things[-1]) if way and things else None
