"""Acronyms of a question, and what the documents say that they stand for.

A paper spells a term out once, "cross-border e-commerce (CBEC)", and uses either from then on. A
question that names the acronym is also about the passages that only have the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.lexical import STOP_WORDS, terms

_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&-]{0,6}[A-Z0-9]")
_WORDS = re.compile(r"(?:[^\W_][\w’']*[ \n-]+){1,10}$")
_BEFORE = 200  # characters in which the words stand, at most


def acronyms(query: str) -> list[str]:
    """Return the acronyms in a query, without the s of a plural: of "RNAs", "RNA"."""
    words = (match.group() for match in terms(query))
    bare = (word[:-1] if word.endswith("s") and not word.islower() else word for word in words)
    return list(dict.fromkeys(word for word in bare if _ACRONYM.fullmatch(word)))


def expansion(acronym: str, texts: Iterable[str]) -> str:
    """Return the words that a text gives for `acronym`, "" where none does."""
    pattern = re.compile(rf"\({re.escape(acronym)}s?[);,]")
    for text in texts:
        for match in pattern.finditer(text):
            before = _WORDS.search(text[max(0, match.start() - _BEFORE) : match.start()])
            words = re.findall(r"\w+", before.group()) if before else []
            if found := _initialled(acronym, words):
                return found
    return ""


def _initialled(acronym: str, words: list[str]) -> str:
    """Return the fewest last words whose initials are the acronym."""
    wanted = acronym.casefold()
    for start in range(len(words) - 2, -1, -1):
        some = words[start:]
        telling = [word for word in some if word.casefold() not in STOP_WORDS]
        initials = {"".join(word[0] for word in each).casefold() for each in (some, telling)}
        if wanted in initials and some[0].casefold() not in STOP_WORDS:
            return " ".join(some)
    return ""
