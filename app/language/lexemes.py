"""Words as they are compared: stems, numbers by value, the words that say nothing left out."""

from __future__ import annotations

import re
import threading
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|\d+(?:[.,]\d+)*|[^\W\d_{_CJK}]+(?:['’][^\W\d_{_CJK}]+)?|%|[$€£¥]")
_CHARACTER = re.compile(rf"[{_CJK}]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
_ISATION = re.compile(r"isation(?=s?$)")  # British spellings are the same word
_OUR = re.compile(r"^(behavi|col|lab|fav|hon|neighb|tum)our")
_STEMMER = Stemmer.Stemmer("english", 0)  # `stem` remembers what it found
_ONE_AT_A_TIME = threading.Lock()  # it keeps the word that it works at in itself

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
NUMBER_WORDS = {word: value for value, word in enumerate(_NUMBERS.split())}
# Forms that no rule of endings brings together; the first of each is the one compared.
_FORMS = """
analyse analysis analyses|appendix appendices|bacterium bacteria|begin began begun|
break broke broken|bring brought|
build built|buy bought|catch caught|child children|choose chose chosen choice|come came|
corpus corpora|crisis crises|criterion criteria|deliver delivery|diagnose diagnosis diagnoses|
discover discovery|
draw drew drawn|drive drove driven|fall fell fallen|feel felt|fight fought|find found|
fly flew flown|foot feet|forget forgot forgotten|freeze froze frozen|go went gone|
grow grew grown growth|hear heard|hide hid hidden|hold held|hypothesis hypotheses|
index indices|keep kept|know knew known|lead led|license licenses licence licences|
defense defenses defence defences|offense offenses offence offences|
lose lost loss losses|make made|man men|matrix matrices|meet met|mouse mice|pay paid payment|
phenomenon phenomena|recover recovery|ride rode ridden|rise rose risen|run ran|seek sought|
sell sold|send sent|shake shook shaken|shrink shrank shrunk|sink sank sunk|sleep slept|
speak spoke spoken|spectrum spectra|spend spent|steal stole stolen|stimulus stimuli|
strike struck|swell swollen|swim swam swum|
take took taken|teach taught|think thought|throw threw thrown|tooth teeth|understand understood|
wear wore worn|win won|withdraw withdrew withdrawn|woman women|write wrote written|
africa african|america american|australia australian|austria austrian|belgium belgian|
brazil brazilian|britain british|canada canadian|chile chilean|china chinese|cyprus cypriot|
denmark danish|egypt egyptian|europe european|finland finnish|france french|germany german|
greece greek|hungary hungarian|iran iranian|iraq iraqi|ireland irish|israel israeli|italy italian|
japan japanese|kenya kenyan|korea korean|mexico mexican|norway norwegian|pakistan pakistani|
peru peruvian|portugal portuguese|scotland scottish|spain spanish|sweden swedish|
switzerland swiss|taiwan taiwanese|thailand thai|uganda ugandan|ukraine ukrainian|
uruguay uruguayan|vietnam vietnamese
"""
_GROUPS = [forms.split() for forms in _FORMS.replace("\n", "").split("|")]
_SIGNS = {
    "%": "percent",
    "bn": "billion",
    "mn": "million",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
}
_SAME = _SIGNS | {
    plural: first
    for first, *others in _GROUPS
    for form in others
    for plural in (form, f"{form}s", f"{form.removesuffix('y')}ies")
}

_SAYS_NOTHING = """
a about above according after again all also am an and any are as at be became because been before
being between both but by can could did do does doing done during each either else et etc for from
further give given gave had has have having he her here hers him his how however i if in into is
it its itself just many may me might more most much must my of off on once only or other our out
over own per please s same say says said shall she should since so some such t tell than that the
their them then there these they this those through thus to too under until up upon us very via
was we were what when where whether which while who whom whose why will with within would you your
yours there's what's who's where's when's why's how's that's it's don't doesn't isn't didn't aren't
wasn't weren't hasn't haven't hadn't couldn't wouldn't shouldn't can't won't paper papers
article study document documents author authors quote quotes quoted
mention mentioned mentions describe described explain discuss discussed called named mean means
kind kinds one two already yet still ever actually really simply quite rather instead perhaps maybe
let lets get gets got getting anyway anyhow
somehow somebody someone something anybody anyone anything nobody everybody everyone everything
"""
STOP = frozenset(_SAYS_NOTHING.split())
_NAMES = frozenset(("WHO", "US", "IT"))  # in capitals no words that say nothing
_SHORT = 4  # letters of a word of which cutting an ending may leave another


class Word(NamedTuple):  # of which an answer makes thousands: three times as fast as a dataclass
    """A word at `[start, end)` of its text; equal stems are the same word."""

    text: str
    start: int
    end: int
    stem: str

    @property
    def is_content(self) -> bool:
        """Whether it says something: no article, pronoun, auxiliary or question word."""
        return says_something(self.text)


def with_capital(text: str) -> str:
    """Return `text` with a capital at its beginning, as a question has it."""
    return f"{text[:1].upper()}{text[1:]}"


def is_character(word: str) -> bool:
    """Say whether `word` is a character of Chinese or Japanese, which is taken for a word."""
    return bool(_CHARACTER.fullmatch(word))


@lru_cache(maxsize=65_536)
def says_something(word: str) -> bool:
    """Say whether `word` is none of those that stand in any text: "who" is one, "WHO" is not."""
    return word in _NAMES or word.casefold().replace("’", "'") not in STOP


@lru_cache(maxsize=2_048)
def linking(text: str) -> float:
    """Return the share of the words that say nothing of their own: 0 in a row of labels."""
    found = words(text)
    return sum(not word.is_content for word in found) / len(found) if found else 0.0


@lru_cache(maxsize=2_048)  # one question looks at the same sentences many times
def words(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of `text` in order."""
    return tuple(
        Word(match.group(), match.start(), match.end(), stem(match.group()))
        for match in _WORD.finditer(_quiet(text))
    )


def in_order(text: str) -> str:
    """Return the stems of `text` in order, each between spaces.

    "1,282" and "1282", "two" and "2", "%" and "percent" are one.
    """
    return f" {' '.join(word.stem for word in words(text))} "


@lru_cache(maxsize=2_048)
def spellings(text: str) -> frozenset[str]:
    """Return the words and numbers of `text` as they are spelled, each once."""
    return frozenset(_WORD.findall(_quiet(text)))


def _quiet(text: str) -> str:
    """Return `text` in small letters where it is all in capitals, which then mark no names."""
    loud = text.isupper() and len(text.split()) > 2
    return text.lower() if loud and len(text.lower()) == len(text) else text


@lru_cache(maxsize=2_048)
def content_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` that say something."""
    return tuple(word for word in words(text) if word.is_content)


@lru_cache(maxsize=2_048)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    return frozenset(stem(word) for word in spellings(text) if says_something(word))


@lru_cache(maxsize=2_048)
def every_stem(text: str) -> frozenset[str]:
    """Return the stems of all words of `text`, those that say nothing among them."""
    return frozenset(map(stem, spellings(text)))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the form in which a word is compared: "Exports" is "export", "1,200.0" is "1200".

    A name is not cut down to a word that says nothing: "UPS" is not "up".
    """
    if word[0].isdigit():
        return _number(word)
    if word in _NAMES:
        return word
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    if folded in NUMBER_WORDS:
        return str(NUMBER_WORDS[folded])
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if c not in _ACCENTS)
    folded = _ISATION.sub("ization", _OUR.sub(r"\1or", folded))
    folded = _SAME.get(folded, folded)
    with _ONE_AT_A_TIME:
        found = str(_STEMMER.stemWord(folded)) or folded
    if found in STOP and len(folded) <= _SHORT:
        return folded
    if found.endswith("ian") and len(found) > _SHORT:
        return found[:-1]  # "Nigerian" is of Nigeria
    return f"{found[:-1]}s" if found.endswith(("iz", "yz")) else found  # "organize", "organise"


@lru_cache(maxsize=4_096)
def other_forms(stem_of_them: str) -> tuple[str, ...]:
    """Return words of this stem that an index which only cuts endings keeps apart from it."""
    forms = next((forms for forms in _GROUPS if stem(forms[0]) == stem_of_them), [])
    if stem_of_them.endswith(("is", "ys")):
        forms = [*forms, f"{stem_of_them}e", f"{stem_of_them[:-1]}ze"]
    return tuple(forms)


def _number(word: str) -> str:
    if _GROUPED.fullmatch(word):
        word = word.replace(",", "")
    elif re.fullmatch(r"\d+,\d{1,2}", word):
        word = word.replace(",", ".")  # a decimal comma
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return f"{Decimal(word).normalize():f}"
    return word
