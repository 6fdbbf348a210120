"""Slips of the keyboard, mended by the words of the library."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable

from app.language.lexemes import STOP, stem, words
from app.language.lexicon import Lexicon
from ingest.tokens import default_counter

_ENDINGS = ("s", "es", "ed", "er", "est", "ing", "ly")
_THRICE = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
_LONG_NAME = 8  # letters of a name that is taken for a known one that resembles it
_LEAST_FORM = 4  # letters of a word whose forms are known with it
# Words that questions about papers use, whether or not the papers do.
_OF_PAPERS = Lexicon(
    [
        "author authors reference references keywords abstract title section conclusion introduction cited "
        "journal article paper published publisher publication written pages figure table"
    ]
)
# Words that they ask with, taken where the papers have none that is near.
_OF_QUESTIONS = Lexicon(
    [
        "problem problems reason reasons difference differences example examples advantage advantages "
        "disadvantage disadvantages benefit benefits drawback drawbacks weakness weaknesses challenge "
        "challenges obstacle obstacles consequence consequences effect effects cause causes measure measures "
        "suggestion suggestions recommendation recommendations recommend recommended propose proposed suggest "
        "suggested explain explained describe described compare compared comparison define definition meaning "
        "mention mentioned happen happens happened increase increased decrease decreased percentage percent "
        "average highest largest biggest smallest lowest important between because first second third last "
        "before after earlier later"
    ]
)


def respell(question: str, lexicon: Lexicon, is_word: Callable[[str], bool]) -> str:
    """Return `question` with unknown words replaced by the library's word that they resemble.

    So is "logistic", where the library writes of logistics alone. `is_word` says whether a word is
    English, and so no slip. Capitalised words, which may be names of other things, stay unless they
    are long, or lack a letter of a name that is known as English: "Kentuky".
    """
    pieces: list[str] = []
    end = 0
    for at, word in enumerate(words(question)):
        plain = _POSSESSIVE.sub("", word.text)
        if question[word.end : word.end + 1].isdigit():
            continue  # of "hhh4", which is none of these words
        is_name = plain[0].isupper() and at > 0
        known = lexicon.knows(word.stem) or _OF_QUESTIONS.knows(word.stem)
        known = known or plain.casefold() in STOP or is_word(plain.casefold())
        meant = lexicon.written(plain) if plain.islower() else ""
        if plain.islower() and not meant and not is_word(plain) and plain not in STOP:
            meant = lexicon.finished(plain)
        if (known and not meant) or not plain.islower() and (plain[1:].lower() != plain[1:]):
            continue
        near = (
            meant
            or _held_down(plain, lexicon, is_word)
            or _OF_PAPERS.nearest(plain)
            or lexicon.nearest(plain)
            or _OF_QUESTIONS.nearest(plain)
        )
        another = is_name and len(plain) < _LONG_NAME
        if near and not (another and (len(near) < len(plain) or not is_word(near))):
            fixed = near.capitalize() if plain[0].isupper() else near
            pieces += [question[end : word.start], fixed]
            end = word.start + len(plain)
    return "".join([*pieces, question[end:]])


def _held_down(word: str, lexicon: Lexicon, is_word: Callable[[str], bool]) -> str:
    """Return the word with no letter thrice in a row, if that makes one: "shippping"."""
    for written in (r"\1\1", r"\1"):
        plain = _THRICE.sub(written, word)
        if plain != word and (lexicon.knows(stem(plain)) or is_word(plain.casefold())):
            return plain.casefold()
    return ""


def english_words() -> Callable[[str], bool]:
    """Return a function that says whether the encoder knows a word whole, or what it is a form of.

    "Couriers" is cut in two, "courier" is not: no slip for "courses".
    """
    count = default_counter()

    def whole(word: str) -> bool:
        return count(word) == 3  # the word between two markers

    def known(word: str) -> bool:
        bare = (word.removesuffix(end) for end in _ENDINGS if word.endswith(end))
        return whole(word) or any(len(form) >= _LEAST_FORM and whole(form) for form in bare)

    return known
