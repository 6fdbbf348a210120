"""What speaks against an answer: of what kind it is, how much it weighs, and a sentence on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# By how much a doubt of each grade lowers the odds of an answer, measured where each was found.
# Three are enough: a factor for each rule, fitted to the questions at hand, foretold no better what
# other papers answer.
GRAVE = 0.02
PLAIN = 0.2
SLIGHT = 0.45
_WHOSE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the evidence lacks, by how much that lowers the odds of an answer, and what is said.

    `general`: that tells only what sort of value is wanting, not of what.
    """

    kind: str
    factor: float
    why: str
    general: bool = False


def quoted(thing: str) -> str:
    """Return a word of the question as a doubt names it: "Stone's" is 'Stone'."""
    return repr(_WHOSE.sub("", thing))
