"""Nouns that count what is told without saying what it is: reasons, stages, measures.

A text says "three factors" where its reader asks how many reasons there are. They are the shell
nouns of Schmid (English Abstract Nouns as Conceptual Shells, 2000), those of one meaning together.
"""

from __future__ import annotations

from functools import lru_cache

from app.language.lexemes import stem

_GROUPS = """
reason cause factor driver explanation|
problem issue challenge difficulty obstacle barrier trouble hurdle spot hindrance|
measure step action suggestion recommendation proposal remedy solution way strategy|
stage phase period era|
kind type sort category class form group variety|
part section chapter|
feature characteristic property trait attribute quality mark|
goal aim objective purpose target|
advantage benefit strength merit|
disadvantage drawback weakness shortcoming limitation|
risk danger threat hazard|
method approach technique procedure|
aspect dimension facet side point
"""


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, frozenset[str]]:
    groups = [frozenset(map(stem, group.split())) for group in _GROUPS.split("|")]
    return {word: group for group in groups for word in group}


def kin(word: str) -> frozenset[str]:
    """Return the stems that count the same as the stem `word`, itself among them."""
    return _by_stem().get(word, frozenset((word,)))
