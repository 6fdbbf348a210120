"""From a question, which is just words, to a full-text expression."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_TERMS = 64
_TERM = re.compile(
    r"\d+(?:[.,:/]\d+)*\w*"  # 158.13 and 1,200 are one thing, and so is 158.13bn
    r"|[^\W\d_]\w*(?:[-‐‑–'’./&]\w+)*"  # face-to-face, O'Brien, and/or
    r"|\w+"
)
_QUOTED = re.compile(r'["“”«»]([^"“”«»]{3,200})["“”«»]')
STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each few for from further
    had has have having he her here hers him his how i if in into is it its itself just me more
    most my no nor not now of off on once only or other our ours out over own same she should so
    some such than that the their theirs them then there these they this those through to too
    under until up us very was we were what when where which while who whom whose why will with
    would you your yours tell please paper""".split()  # noqa: SIM905 - a list of 150 strings reads worse
)


def terms(text: str) -> Iterator[re.Match[str]]:
    """Yield the words and numbers of a text, each with its place."""
    return _TERM.finditer(text)


def match_expression(query: str) -> str:
    """Return the FTS5 expression for a query, "" where it has no word at all.

    Any of the words may match; BM25 sees to the order. Whatever the query holds, each term ends up
    inside a quoted string, so nothing in it is ever syntax.
    """
    words = [match.group() for match in terms(query)]
    telling = [word for word in words if word.lower() not in STOP_WORDS] or words
    phrases = [*_QUOTED.findall(query), *(form for word in telling for form in _forms(word))]
    distinct = dict.fromkeys(quoted for phrase in phrases if (quoted := _quote(phrase)))
    return " OR ".join(list(distinct)[:MAX_TERMS])


def _forms(word: str) -> list[str]:
    """Return a word as it may stand in the text: "cross-border" also in parts and joined."""
    parts = re.findall(r"\w+", word)
    if len(parts) < 2:
        return [word]
    if parts[0].isdigit():
        return [word, word.replace(",", "")] if "," in word else [word]
    return [word, *(part for part in parts if len(part) > 2), "".join(parts)]


def _quote(phrase: str) -> str:
    """Return the phrase as an FTS5 string, "" if no word is in it."""
    if not re.search(r"\w", phrase):
        return ""
    clean = phrase.replace('"', " ").replace("\x00", " ")
    return f'"{clean}"'
