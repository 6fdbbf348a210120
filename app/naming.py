"""A paper that a question names by what it is about: "the study on cold storage of apples"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.lexemes import every_stem, words

_NOUNS = "paper|study|article|review|report|survey|work|manuscript|publication"
_NAMED = re.compile(
    rf"\bthe (?P<before>(?:(?!(?:the|of|in|on)\b)[^\W\d_][\w'’-]* ){{0,6}}?)(?P<noun>{_NOUNS})\b"
    r"(?P<after> (?:on|about|of|in|from|into|for|with) [^?.!,;]+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """The one document that a question names, and the question with "the paper" in its place."""

    document: str
    question: str


def names_a_paper(question: str) -> bool:
    """Say whether the question may name a paper by what it is about."""
    match = _NAMED.search(question)
    return bool(match and (match["before"] or match["after"]))


def named_paper(question: str, titles: Mapping[str, str]) -> Named | None:
    """Return the document whose title holds the words that name it; None if not exactly one."""
    match = _NAMED.search(question)
    if match is None:
        return None
    fitting = [
        (shared, name, end)
        for name, title in titles.items()
        for shared, end in [_shared(match, every_stem(title))]
        if shared
    ]
    most = max((shared for shared, _, _ in fitting), default=0)
    best = [(name, end) for shared, name, end in fitting if shared == most]
    if len(best) != 1:
        return None
    [(name, end)] = best
    return Named(name, f"{question[: match.start()]}the paper{question[end:]}")


def _shared(match: re.Match[str], title: frozenset[str]) -> tuple[int, int]:
    """Return how many of the naming words the title holds, and where they end; 0 if one differs."""
    before = [word for word in words(match["before"]) if word.is_content]
    if any(word.stem not in title for word in before):
        return 0, match.end("noun")
    shared, end = {word.stem for word in before}, match.end("noun")
    for word in words(match["after"] or ""):
        if not word.is_content:
            continue
        if word.stem not in title:
            break
        shared.add(word.stem)
        end = match.start("after") + word.end
    return len(shared), end
