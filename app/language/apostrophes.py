"""Apostrophes that were left out: "whats virtuality", "that didnt help"."""

from __future__ import annotations

import re

_ASKS = re.compile(  # but no "the hows and whys"
    r"(?:(?<=^)|(?<=[,;:.!?] )|(?<=\band )|(?<=\bbut )|(?<=\bso ))"
    r"(?P<asks>what|who|where|when|how)s(?= \w)",
    re.IGNORECASE,
)
_THATS = re.compile(r"\b(?P<that>that)s\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?P<does>do|does|did|is|was|are|were|have|has)nt\b", re.IGNORECASE)


def with_apostrophes(text: str) -> str:
    """Return `text` with the apostrophes that were left out where a question or "not" begins."""
    text = _ASKS.sub(r"\g<asks>'s", text)
    return _NOT.sub(r"\g<does>n't", _THATS.sub(r"\g<that>'s", text))
