"""From bytes to text, when nobody says in which encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from ingest.cleaning import without_breaks
from ingest.errors import UnsupportedFormat

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers read where a page declares the key (https://encoding.spec.whatwg.org/#names-and-
# labels): larger encodings, from which the quotes, dashes and the euro sign of such pages come.
_IN_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_INPUTENC = re.compile(rb"^[^%\n]*\\usepackage\s*\[\s*([\w-]+)\s*\]\s*\{inputenc\}", re.M)
_IN_LATEX = {"ansinew": "cp1252", "applemac": "mac-roman"}  # names that Python does not know
# The letters beyond a to z of languages in Latin letters, by the encoding that they are kept in.
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßéà",  # German
    "áéíñóúü",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àçèéíïòóúüñ",  # Catalan
    "àèéìíîòóùú",  # Italian
    "áàâèéêëïíîóôöúûü",  # Dutch, Afrikaans
    "æøåéèêóòôäöü",  # Danish, Norwegian
    "åäöéàüšž",  # Swedish, Finnish
    "äöõüšž",  # Estonian
    "áæðéíóöþúýø",  # Icelandic, Faroese
    "áéíóú",  # Irish
    "çëâ",  # Albanian
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Bosnian, Slovene
)
_TURKISH = ("çğıiöşüâîû",)  # with i, the first character of İ in small letters
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")  # Lithuanian, Latvian, Estonian
_VIETNAMESE = ("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ",)
_OTHERS = (
    ("cp1250", _CENTRAL),
    ("iso8859-2", _CENTRAL),
    ("cp1254", _TURKISH),
    ("cp1257", _BALTIC),
    ("cp1258", _VIETNAMESE),
)
_RUN = re.compile(r"[^\x00-\x7f\xa0]{1,200}")
_SAMPLE = 20_000  # runs that are looked at: more tell nothing new
_SIGNS = frozenset("ªºµˆƒ")  # letters to Python, but not parts of words
_JOINING = frozenset("’–—…·´¬\xad×÷±µ")  # may stand between two letters
_OPENING = frozenset("¡¿‚„")  # follow no letter
_APART = frozenset("¤ˆ˜ƒ¨¸¯¦")  # touch no letter
_BESIDE = frozenset("‘’“”‚„‹›«»–—…¹²³\xad")  # may stand beside another mark
_HEAD = 4096  # bytes that show which encoding it is
_TO_JAPANESE = re.compile(rb"\x1b\$[@B][!-~]{2}")
_REPLACED = "some bytes are not valid UTF-8 and were replaced"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and a warning where its encoding had to be guessed.

    Raises `UnsupportedFormat` where the bytes are no text in any encoding. Control characters
    are dropped, form feeds kept; soft hyphens within a line and zero-width spaces go too.
    """
    text, warnings = _decode(data)
    if text.count("\0") > max(4, len(text) // 100):
        raise UnsupportedFormat("the file is not text, although its name says so.")
    return without_breaks(_CONTROL.sub("", text)), warnings


def in_utf8(data: bytes, label: str) -> bytes:
    """Return a page in UTF-8 that declares the encoding `label`, read as browsers read it.

    What is UTF-8, or declares what is no encoding of text, is returned as it is.
    """
    try:
        name = codecs.lookup(label).name
        encoding = _IN_BROWSERS.get(name, name)
        return data if encoding == "utf-8" else data.decode(encoding, errors="replace").encode()
    except (LookupError, UnicodeError):  # "undefined", which scripts write, is a codec that fails
        return data


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    if unmarked := _unmarked(data):
        return data.decode(unmarked, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _mended(data) or _as_declared(data) or _guess(data)


def _unmarked(data: bytes) -> str:
    """Return the encoding of a text that UTF-8 would take for another one, else "".

    That is UTF-16 without a mark, of which every second byte is 0 in a text in Latin letters, and
    the Japanese encoding that switches between alphabets, all of it in ASCII.
    """
    head = data[:_HEAD]
    zeros = head[::2].count(0), head[1::2].count(0)
    most = len(head) * 0.35
    if max(zeros) > most and min(zeros) * 20 < max(zeros):
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return "iso2022_jp_2" if _TO_JAPANESE.search(data) and data.isascii() else ""


def _mended(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return a text in UTF-8 of which a few bytes are broken, None for any other."""
    text = data.decode("utf-8", errors="replace")
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return (text, (_REPLACED,)) if text.count("\ufffd") * 10 <= beyond else None


def _as_declared(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return a LaTeX file in the encoding that it declares, None where it is not in it."""
    match = _INPUTENC.search(data)
    label = match.group(1).decode() if match else ""
    try:
        name = codecs.lookup(_IN_LATEX.get(label, label)).name
        return data.decode(_IN_BROWSERS.get(name, name)), ()
    except (LookupError, UnicodeError):
        return None


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    latin = _latin(data)
    if latin:
        return data.decode(latin), (f"encoding guessed as {latin}",)
    best = from_bytes(data).best()
    if best is not None:
        return str(best), (f"encoding guessed as {best.encoding}",)
    text = data.decode("utf-8", errors="replace")
    share = text.count("\ufffd") / max(1, len(text))
    if share > 0.1:
        raise UnsupportedFormat("the file is not text in any known encoding.")
    return text, (_REPLACED,)


# Languages in Latin letters --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Beyond:
    """What is beyond ASCII in a text: letters, marks, and what is odd among Latin letters."""

    letters: Counter[str]
    marks: int
    odd: int

    def fit(self, alphabets: Iterable[str]) -> float:
        """Return the share of it that a text in one of the languages may have, the best one's."""
        best = max(sum(self.letters[letter] for letter in set(each)) for each in alphabets)
        return (best + self.marks) / max(1, self.letters.total() + self.marks + self.odd)


def _latin(data: bytes) -> str:
    """Return the encoding of `data` if it is a text in Latin letters, else "".

    That is Windows-1252, unless its letters are better those of a language in another encoding.
    Where letters beyond a to z are few, they are in names, and each may be of another language.
    """
    western = _beyond(_decoded(data, "cp1252"))
    plausible = western.fit(["".join(_WESTERN)]) > 0.9
    few = len(data.translate(None, bytes(range(128)))) * 100 < len(data)
    if plausible and few:
        return "cp1252"
    fits = {name: _beyond(_decoded(data, name)).fit(alphabets) for name, alphabets in _OTHERS}
    best = max(fits, key=lambda name: fits[name])
    if fits[best] > max(0.95, western.fit(_WESTERN)):
        return best
    return "cp1252" if plausible else ""


def _decoded(data: bytes, encoding: str) -> str:
    """Return the text of `data`, "" where some of it is not in `encoding`."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        return ""


def _beyond(text: str) -> _Beyond:
    """Count what is beyond ASCII in `text`; where there is very much, in the first part of it."""
    text = unicodedata.normalize("NFC", text)  # Vietnamese keeps its tones apart from its letters
    letters: Counter[str] = Counter()
    odd = marks = 0
    for match in islice(_RUN.finditer(text), _SAMPLE):
        run, start, end = match.group(), match.start(), match.end()
        if _is_foreign(run):
            odd += len(run)
            continue
        befores, afters = (text[start - 1 : start], *run), (*run[1:], text[end : end + 1])
        for before, char, after in zip(befores, run, afters, strict=False):
            if _is_odd(before, char, after):
                odd += 1
            elif _is_letter(char):
                letters[char.lower()[0]] += 1
            else:
                marks += 1
    return _Beyond(letters, marks, odd)


def _is_foreign(run: str) -> bool:
    """Say whether so many characters beyond ASCII come in a row as in no word in Latin letters."""
    return len(run) > 3 and len(set(run)) > 2 and not _BESIDE.issuperset(run)


def _is_odd(before: str, char: str, after: str) -> bool:
    """Say whether `char` does not stand between `before` and `after` in a text in Latin letters."""
    if _is_letter(char):
        return char.isupper() and before.islower()
    if char < "\xa0":
        return True
    if char in _APART:
        return _is_letter(before) or _is_letter(after)
    if _is_letter(before) and (char in _OPENING or (_is_letter(after) and char not in _JOINING)):
        return True
    return char not in _BESIDE and (_clashes(char, before) or _clashes(char, after))


def _clashes(mark: str, other: str) -> bool:
    """Say whether `other` is a mark too, and not one that stands beside others."""
    beyond = other > "\xa0" and not _is_letter(other)
    return beyond and other != mark and other not in _BESIDE


def _is_letter(char: str) -> bool:
    return char.isalpha() and char not in _SIGNS
