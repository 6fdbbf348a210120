"""From a question, which is just words, to a full-text expression."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

MAX_TERMS = 64
LEAST_SPLIT = 7  # letters
_TERM = re.compile(
    r"\d+(?:[.,:/]\d+)*\w*"  # 158.13 and 1,200 are one thing, and so is 158.13bn
    r"|[^\W\d_]\w*(?:[-‐‑–'’./&]\w+)*"  # face-to-face, O'Brien, and/or
    r"|\w+"
)
_NUMBER = re.compile(r"(\d+(?:[.,:/]\d+)*)(\w*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_PLAIN = re.compile(r"[1-9]\d{4,8}")  # shorter ones are years and counts, seldom written 2,019
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


def match_expression(query: str, *, unknown: Collection[str] = ()) -> str:
    """Return the FTS5 expression for a query, "" where it has no word at all.

    Any of the words may match; BM25 sees to the order. Words that the library has nowhere are
    `unknown`: they may be two words there. Whatever the query holds, each term ends up inside a
    quoted string, so nothing in it is ever syntax.
    """
    words = list(terms(query))
    telling = [match for match in words if match.group().lower() not in STOP_WORDS] or words
    phrases = [
        *_QUOTED.findall(query),
        *(form for match in telling for form in _forms(match.group())),
        *_joined(telling),
        *(
            split
            for match in telling
            if match.group() in unknown
            for split in _split(match.group())
        ),
    ]
    distinct = dict.fromkeys(quoted for phrase in phrases if (quoted := quote(phrase)))
    return " OR ".join(list(distinct)[:MAX_TERMS])


def _joined(words: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield neighbours as one word: "data set" may be "dataset" in the text."""
    for one, other in itertools.pairwise(words):
        if other.start() - one.end() == 1 and (one.group() + other.group()).isalpha():
            yield one.group() + other.group()


def _split(word: str) -> Iterator[str]:
    """Yield a word as two, cut in each place: "crossborder" may be "cross-border" in the text."""
    if word.isalpha() and len(word) >= LEAST_SPLIT:
        yield from (f"{word[:at]} {word[at:]}" for at in (1, *range(3, len(word) - 2)))


def _forms(word: str) -> list[str]:
    """Return a word as it may stand in the text: "cross-border" also in parts and joined."""
    if word[0].isdigit():
        return _number_forms(word)
    parts = re.findall(r"\w+", word)
    if len(parts) < 2:
        return [word]
    return [word, *(part for part in parts if len(part) > 2), "".join(parts)]


def _number_forms(word: str) -> list[str]:
    """Return a number as it may stand in the text: "158.13bn" also alone, "1,200" also as 1200."""
    found = _NUMBER.fullmatch(word)
    number = found[1] if found and len(found[1]) > 1 else word  # but not 3D as 3
    forms = [word, number]
    if _THOUSANDS.fullmatch(number):
        forms.append(number.replace(",", ""))
    elif _PLAIN.fullmatch(number):
        forms.append(f"{int(number):,}")
    return forms


def quote(phrase: str) -> str:
    """Return the phrase as an FTS5 string, "" if no word is in it."""
    if not re.search(r"\w", phrase):
        return ""
    clean = phrase.replace('"', " ").replace("\x00", " ")
    return f'"{clean}"'
