"""What speaks against an answer: of what kind it is, how much it weighs, and a sentence on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# By how much a doubt of each grade lowers the chance of an answer. Three are enough: a factor for
# each rule, fitted to the questions at hand, foretold no better what other papers answer.
GRAVE = 0.1
PLAIN = 0.25
SLIGHT = 0.5
_WHOSE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the evidence lacks, how much less likely it makes an answer, and a sentence on it."""

    kind: str
    factor: float
    why: str


def quoted(thing: str) -> str:
    """Return a word of the question as a doubt names it: "Stone's" is 'Stone'."""
    return repr(_WHOSE.sub("", thing))
