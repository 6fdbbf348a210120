"""Words that are typed in one or apart, and written the other way in the library.

"Ecommerce" is its "e-commerce", "inthe" its "in the", and "multi lingual" its "multilingual".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from app.language.lexemes import STOP, Word, stem, words
from app.language.lexicon import Lexicon

_SHORTEST = 5  # letters of a word that may be two
_LAST = 3  # letters of the second of them: "transacton" is no "transact on"


def joined_as_written(
    question: str,
    lexicon: Lexicon,
    says: Callable[[str], bool],
    is_word: Callable[[str], bool],
) -> str:
    """Return `question` with its words in one or apart as the library writes them.

    Only words that the library lacks are changed. It `says` a phrase where the words stand one
    after the other; `is_word` says whether a word is English, and so hardly a slip.
    """
    return _apart(_in_one(question, lexicon, says), lexicon, says, is_word)


def _in_one(question: str, lexicon: Lexicon, says: Callable[[str], bool]) -> str:
    """Return `question` with two words in one where the library has but the one."""
    pieces: list[str] = []
    end = 0
    for one, two in pairwise(words(question)):
        whole = f"{one.text}{two.text}"
        if (
            one.start >= end
            and question[one.end : two.start] in (" ", "-")
            and _is_plain(one)
            and _is_plain(two)
            and not (lexicon.knows(one.stem) and lexicon.knows(two.stem))
            and lexicon.knows(stem(whole))
            and not says(f"{one.text} {two.text}")
        ):
            pieces += [question[end : one.start], whole]
            end = two.end
    return "".join([*pieces, question[end:]])


def _is_plain(word: Word) -> bool:
    """Say whether a word may be half of one: no name, and none that stands in any text."""
    plain = word.text.casefold()
    small = plain == word.text or (word.start == 0 and plain[1:] == word.text[1:])
    return small and plain.isalpha() and plain not in STOP


def _apart(
    question: str,
    lexicon: Lexicon,
    says: Callable[[str], bool],
    is_word: Callable[[str], bool],
) -> str:
    """Return `question` with a hyphen, or a space, in words that the library writes so."""
    pieces: list[str] = []
    end = 0
    for word in words(question):
        plain = word.text.casefold()
        named = sum(map(str.isupper, word.text)) > 1
        if named or lexicon.knows(word.stem) or plain in STOP:
            continue
        halves = _halves(plain, lexicon, english=is_word(plain))
        if said := next((pair for pair in halves if says(" ".join(pair))), None):
            link = " " if STOP.intersection(said) else "-"
            first, second = word.text[: len(said[0])], word.text[len(said[0]) :]
            pieces += [question[end : word.start], f"{first}{link}{second.lower()}"]
            end = word.end
    return "".join([*pieces, question[end:]])


def _halves(word: str, lexicon: Lexicon, *, english: bool) -> Iterator[tuple[str, str]]:
    """Yield how `word` falls into two that the library has; an English one into no "is land"."""
    if len(word) < _SHORTEST or not (word.isalpha() and word.isascii()):
        return
    for at in range(1, len(word) - _LAST + 1):
        one, two = word[:at], word[at:]
        known = lexicon.knows(stem(one)) and lexicon.knows(stem(two))
        if known and not (english and STOP.intersection((one, two))):
            yield one, two
