"""Questions in a script or a language that the library is not written in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.language.lexemes import stem, words
from app.language.lexicon import Lexicon

OTHER_SCRIPT = "These documents are not in the script of the question; ask in their language."
OTHER_LANGUAGE = "These documents are not in the language of the question; ask in theirs."
_LATIN_ENDS = "\u0250"  # the letters before it are Latin ones, and so are those with two accents
_TWO_ACCENTS = ("\u1e00", "\u1eff")
_KNOWN = 0.5  # of a question's words, or of a language's little ones: the library is written so
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The words that questions of a language open with, and its other little words.

    `own` are those of the first that are no English words, even alone.
    """

    opens: frozenset[str]
    little: frozenset[str]
    own: frozenset[str]


def _tongue(own: str, opens: str, little: str) -> _Tongue:
    alone = frozenset(own.split())
    return _Tongue(alone | frozenset(opens.split()), frozenset(little.split()), alone)


_TONGUES = (
    _tongue(
        "wer wieso warum weshalb welche welcher welches welchen wieviel woher wozu erkläre nenne",
        "wie was wann wo wem wen womit gibt ist sind hat haben war waren wird werden kann können "
        "bitte fasse gib beschreibe",
        "der die das dem den des ein eine einen einem einer und oder ist sind wird werden hat "
        "haben gibt es nicht mit für von vom auf zu zum zur im bei nach über sich auch aus wurde "
        "wurden",
    ),
    _tongue(
        "quel quelle quels quelles pourquoi combien résumez résume expliquez donnez nommez",
        "qui que qu où quand comment est sont y quoi existe",
        "le la les l d un une des du de au aux et est sont il elle ils elles ce cette ces cet dans "
        "sur pour par avec pas été qui que a-t-il leur leurs",
    ),
    _tongue(
        "quién quiénes qué cuál cuáles cómo cuándo dónde cuánto cuántos cuánta cuántas explica",
        "quien que cual cuales como cuando donde cuanto cuantos hay es son dime",
        "el la los las un una unos unas y de del en es son fue ha han hay se su sus por para con "
        "al qué esta este",
    ),
    _tongue(
        "perché qual quale quali quanti quante riassumi spiega",
        "chi che cosa come quando dove quanto cos è sono ci",
        "il lo la gli le un una e di del della dei delle è sono ha hanno si con non nel nella ci "
        "stato questo questa",
    ),
    _tongue(
        "quem quais quantos quantas explique",
        "que qual o como quando onde quanto por há é são",
        "o os as um uma e de da dos das em na é são foi tem há se por para com não seu sua este "
        "esta",
    ),
    _tongue(
        "waarom welke wanneer hoeveel",
        "wie wat hoe waar zijn heeft",
        "de het een en zijn heeft hebben er niet met voor van op dat bij aan naar worden wordt",
    ),
)
_PLAIN_ENGLISH = """
the are of does did what who which how why when where and to were that this it its please any can
for with from not by about
"""
_ENGLISH = frozenset(_PLAIN_ENGLISH.split())


def not_their_tongue(question: str, lexicon: Lexicon) -> str:
    """Return a sentence on the question's script or language, if the library has neither.

    Of an empty one nothing can be said.
    """
    if lexicon.is_empty:
        return ""
    if _in_other_script(question, lexicon):
        return OTHER_SCRIPT
    return OTHER_LANGUAGE if _in_other_language(question, lexicon) else ""


def _in_other_script(question: str, lexicon: Lexicon) -> bool:
    """Say whether all letters of `question` are of a script that the library hardly has.

    A number or a Latin word that the library has may be searched all the same.
    """
    found = words(question)
    strange = [word for word in found if _is_strange(word.text)]
    if len(strange) < 2 or any(lexicon.knows(word.stem) for word in found if word not in strange):
        return False
    known = sum(lexicon.knows(word.stem) for word in strange)
    return known < _KNOWN * len(strange)


def _is_strange(word: str) -> bool:
    """Say whether all letters of a word are of another script than the Latin one."""
    low, high = _TWO_ACCENTS
    return word.isalpha() and all(
        letter >= _LATIN_ENDS and not low <= letter <= high for letter in word
    )


def _in_other_language(question: str, lexicon: Lexicon) -> bool:
    """Say whether `question` opens as one of another language does, and the library has not it."""
    typed = _LETTERS.findall(question.casefold())
    if not typed or _ENGLISH.intersection(typed):
        return False
    return any(_is_of(typed, tongue) and not _writes(lexicon, tongue) for tongue in _TONGUES)


def _is_of(typed: list[str], tongue: _Tongue) -> bool:
    first, rest = typed[0], typed[1:]
    if first in tongue.own:
        return True
    return first in tongue.opens and bool(tongue.little.intersection(rest))


def _writes(lexicon: Lexicon, tongue: _Tongue) -> bool:
    """Say whether the library has so many of a language's little words that it is written in it."""
    known = sum(lexicon.knows(stem(word)) for word in tongue.little)
    return known >= _KNOWN * len(tongue.little)
