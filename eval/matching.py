"""Does a text hold an answer? Compared word by word, blind to how it is spelled and set.

Case, accents of width, spaces, punctuation, hyphens and thousands separators do not count;
numbers are compared by value, so "1,234.50" is "1234.5" and "ten" is "10", but "58.13" is not
found in "158.13".
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from array import array
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

# fmt: off
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)
# fmt: on
_SAME = {word: str(value) for value, word in enumerate(_NUMBER_WORDS)} | {
    "%": "percent",
    "bn": "billion",
    "mn": "million",
}
# A plain space is no thousands separator here: "in 10 300 people" may be two numbers.
_GROUPED = re.compile("(?<![\\d.])\\d{1,3}(?:[,'\u2019\u00a0\u2009\u202f]\\d{3})+(?!\\d)")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|(?<![\w.])\.\d+|%|[^\W\d_]+")
_PER_CENT = re.compile(r"\bper cent\b")


def words(text: str) -> list[str]:
    """Return the words and numbers of `text` in the form in which they are compared."""
    plain = _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), text)
    plain = unicodedata.normalize("NFKC", plain).casefold()
    plain = _PER_CENT.sub("percent", plain)
    return [_word(match.group()) for match in _TOKEN.finditer(plain)]


def holds(text: str, answer: str) -> bool:
    """Say whether the words of `answer` stand in `text`, one after the other."""
    needle = words(answer)
    if not needle:
        return False
    return f" {' '.join(needle)} " in f" {' '.join(words(text))} "


def includes(text: str, *, answers: Sequence[str], must_include: Sequence[str]) -> bool:
    """Say whether `text` holds any of `answers` (if there are any) and all of `must_include`."""
    if answers and not any(holds(text, answer) for answer in answers):
        return False
    return all(holds(text, needed) for needed in must_include)


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Return every span of `text` that reads like `quote`, letters and digits compared only.

    A match starts and ends where a word does. Words broken at a line's end in one of the two and
    mended in the other still match.
    """
    needle, _ = _squash(quote)
    if not needle:
        return []
    squashed, offsets = _squash(text)
    spans = []
    at = squashed.find(needle)
    while at >= 0:
        start, end = offsets[at], offsets[at + len(needle) - 1] + 1
        if not _inside_word(text, start) and not _inside_word(text, end):
            spans.append((start, end))
        at = squashed.find(needle, at + 1)
    return spans


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether `[start, end)` shares with a span at least half of the shorter of the two."""
    first = max(0, bisect.bisect_left(spans, (start, start)) - 1)
    for span_start, span_end in spans[first:]:
        if span_start >= end:
            return False
        shared = min(end, span_end) - max(start, span_start)
        if shared > 0 and 2 * shared >= min(end - start, span_end - span_start):
            return True
    return False


def _word(token: str) -> str:
    if token[-1].isdigit():
        return f"{Decimal(token).normalize():f}"
    return _SAME.get(token, token)


@lru_cache(maxsize=64)
def _squash(text: str) -> tuple[str, array[int]]:
    letters: list[str] = []
    offsets = array("I")
    for at, character in enumerate(text):
        for letter in unicodedata.normalize("NFKC", character).casefold():
            if letter.isalnum():
                letters.append(letter)
                offsets.append(at)
    return "".join(letters), offsets


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
