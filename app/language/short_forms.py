"""Short forms: the words that a text says "SMEs" stands for, and texts with them written out.

A text uses the one form here and the other there, and a question one of them, or words near to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_BEFORE = 200  # characters in which the words may stand
_SHORT = re.compile(r" \((?P<short>[A-Z][A-Za-z0-9&-]{0,8}?[A-Z0-9])(?P<many>s?)[);,]")
_NO_WORDS = re.compile(r"[()\[\].,;:]|\d/")  # in what is spelled out


@dataclass(frozen=True, slots=True)
class TwoForms:
    """One thing by the letters and by the words that a text calls it by, both singular."""

    short: str
    long: str

    @property
    def _opening(self) -> str:
        return re.split(r"[\s-]", self.long, maxsplit=1)[0].casefold()

    def spans(self, text: str, *, short: bool) -> list[tuple[int, int]]:
        """Return where the short form, or the long one, stands in `text`."""
        # Of hundreds of forms few come near, and a pattern is dear to make.
        if (self.short not in text) if short else (self._opening not in text.casefold()):
            return []
        pattern = _pattern(self.short if short else self.long, any_case=not short)
        return [match.span() for match in pattern.finditer(text)]


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A text with words for letters; `places` says for each character where it was before."""

    text: str
    places: Sequence[int]

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Return the span that `[start, end)` was before the words were put in."""
        if not start < end <= len(self.places):
            return start, end
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=1024)
def _pattern(form: str, *, any_case: bool) -> re.Pattern[str]:
    """Return what finds a form, its plural too, its words parted as they may be."""
    words = r"[\s-]+".join(map(re.escape, re.findall(r"[^\s-]+", form)))
    return re.compile(rf"(?<![\w-]){words}s?(?![\w-])", re.IGNORECASE if any_case else 0)


def two_forms(question: str, texts: Iterable[str]) -> list[TwoForms]:
    """Return the things that `question` calls by one of the two forms that the texts give."""
    found: dict[str, TwoForms] = {}
    for text in texts:
        for each in spelled_out(text):
            asked = [bool(each.spans(question, short=short)) for short in (True, False)]
            if any(asked) and not all(asked):
                found.setdefault(each.short, each)
    return list(found.values())


def written_out(text: str, forms: Iterable[TwoForms]) -> WrittenOut:
    """Return `text` with the words for the letters, but for those whose words it has anyway."""
    letters = sorted(
        (start, end, each.long)
        for each in forms
        if (spans := each.spans(text, short=True)) and not each.spans(text, short=False)
        for start, end in spans
    )
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, long in letters:
        if start < at:
            continue  # part of what was written out
        words = long + ("s" if text[end - 1] == "s" else "")
        pieces += [text[at:start], words]
        places += [*range(at, start), *[start] * (len(words) - 1), end - 1]
        at = end
    return WrittenOut("".join([*pieces, text[at:]]), (*places, *range(at, len(text))))


@lru_cache(maxsize=64)
def spelled_out(text: str) -> tuple[TwoForms, ...]:
    """Return what a text spells out before its letters in brackets, each as it does so first."""
    found: dict[str, TwoForms] = {}
    for each in _given(text):
        found.setdefault(each.short, each)
    return tuple(found.values())


def _given(text: str) -> Iterator[TwoForms]:
    for match in _SHORT.finditer(text):
        low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _BEFORE)
        words = text[low : match.start()]
        begins = long_form(match["short"], words)
        long = words[begins:].removesuffix(match["many"])
        if begins >= 0 and not _NO_WORDS.search(long):
            yield TwoForms(match["short"], long)


def long_form(short: str, words: str) -> int:
    """Return where the shortest end of `words` begins that spells `short` out, -1 for none.

    Each letter is found from the right, the first one where a word begins (Schwartz and Hearst
    2003, A simple algorithm for identifying abbreviation definitions in biomedical text).
    """
    at = len(words)
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and not (
            words[at].casefold() == letter
            and (number > 0 or at == 0 or not words[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return -1
    most = min(len(letters) + 5, 2 * len(letters))  # words, as there
    many = len(words[at:].split()) > most or len(words[at:]) <= len(short)
    return -1 if many else at
