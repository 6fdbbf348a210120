"""Joining printed lines into running text: which hyphens go, which stay, where a space belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.tokens import is_common_word

HYPHENS = "-\u2010\u2011"
SOFT_HYPHEN = "\u00ad"


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_BREAKS = re.compile("\u00ad(?!\\s*\n)|[\u200b\u2060\ufeff]")
_HYPHENS = dict.fromkeys(map(ord, HYPHENS), "-")
_WORD = re.compile(rf"[^\W\d_]+(?:[{HYPHENS}][^\W\d_]+)*")
_LEFT = re.compile(rf"([^\W_]+(?:[{HYPHENS}][^\W_]+)*)[{HYPHENS}]$")
_WORD_LENGTH = 80  # of the end of a line; to search all of an endless one takes for ever
_RIGHT = re.compile(r"[^\W_]+")
_CJK = r"\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_ENDS_CJK = re.compile(rf"[{_CJK}]$")
_STARTS_CJK = re.compile(rf"[{_CJK}]")

# A hyphen after one of these is part of the word, unless the joined word is used elsewhere.
_COMPOUNDING = _words(
    "all anti cross e ex face half high long low mid multi non off on one open post pre quasi "
    "real "
    "self semi short so state sub the three time to two up well"
)
# No English word starts with one of these by itself, so what follows a hyphen is its ending.
_ENDINGS = _words(
    "able ably al ally ance ance ant ary ate ated ating ation ations cal cally cation ced cess "
    "cial "
    "cies cient cing cal ciples cy ded der ding ed ence ences ency ent ents er ers es est ety "
    "ful "
    "ial ially ible ic ical ically ics ied ies ify ing ings ion ional ions ious ise ised ism ist "
    "istic ists ities ity ive ively ize ized izing less ly ment mental mentation mented menting "
    "ments mination mation mic nal nation nated ness nology ogy ological ous ously rate rated "
    "ration "
    "rial rity ry sion sional sions sis sive structure ted tem tems ter ters tial tic tical "
    "ties ting "
    "tion tional tionally tions tious tive tively tivity tor tors tory ture tured tures ty ual "
    "ually "
    "ular ulation ure ures vely ver vious"
)


def without_breaks(text: str) -> str:
    """Return `text` without what only says where a line may end, or may not.

    A soft hyphen at which one does end stays: lines are joined by it.
    """
    return text if text.isascii() else _BREAKS.sub("", text)


_JOINING = _words("and or nor to versus und oder bis et ou y o e")


class Vocabulary:
    """How often each word and each hyphenated compound stands inside a line of the document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        broken = False
        for line in lines:
            words = [match.group() for match in _WORD.finditer(line.strip())]
            inner = words[1:] if broken else words
            broken = bool(_LEFT.search(line.rstrip()[-_WORD_LENGTH:]))
            self._counts.update(_plain(word) for word in (inner[:-1] if broken else inner))

    def count(self, word: str) -> int:
        """Return how often `word` occurs, ignoring case and the kind of hyphen."""
        return self._counts[_plain(word)]


def _plain(word: str) -> str:
    return word.translate(_HYPHENS).lower()


def joint(left: str, right: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """Return how to join the lines `left` and `right`: characters to cut off `left`, then a glue.

    Both are without surrounding white space. The glue is a space, or "" where one word runs on.
    """
    if not left or not right:
        return 0, ""
    if left.endswith(SOFT_HYPHEN):
        return 1, ""
    broken = _LEFT.search(left[-_WORD_LENGTH:])
    following = _RIGHT.match(right)
    if broken and following:
        if _is_suspended(broken.group(1), right, vocabulary):
            return 0, " "
        drops = _drops_hyphen(broken.group(1), following.group(), right, vocabulary)
        return (1, "") if drops else (0, "")
    if _ENDS_CJK.search(left) and _STARTS_CJK.match(right):
        return 0, ""
    return 0, "" if _is_open(left, right) else " "


def _is_open(left: str, right: str) -> bool:
    """Say whether `left` ends inside an address or a range of numbers."""
    last = left.rsplit(maxsplit=1)[-1]
    if re.search(r"\d[–—]$", left) and right[0].isdigit():
        return True
    address = re.search(r"https?:|www\.|doi\.org|10\.\d{4,}/", last)
    return bool(address) and last[-1] in "/_-=?&" and not right[0].isspace()


def _is_suspended(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Say whether "left-" stands for a compound that is told later: "inter- and intra-rater"."""
    first = right.split(maxsplit=1)[0]
    whole = left + first
    return first in _JOINING and not (is_common_word(whole) or vocabulary.count(whole))


def _drops_hyphen(left: str, right: str, rest: str, vocabulary: Vocabulary) -> bool:
    """Say whether the hyphen in "left-" + "right" only marks the end of the line."""
    last = re.split(f"[{HYPHENS}]", left)[-1]
    if not (last.isalpha() and right.isalpha()):
        return False
    if right[0].isupper() and not (last.isupper() and len(last) > 1):
        return False
    joined, compound = vocabulary.count(last + right), vocabulary.count(f"{left}-{right}")
    if joined != compound:
        return joined > compound
    if len(last) == 1:
        return False
    if is_common_word(last + right):  # "short-" + "ened", "pre-" + "vention", but "short-" + "term"
        return True
    if last.lower() in _COMPOUNDING:
        return False
    if re.match(rf"{right}[{HYPHENS}][^\W\d_]", rest):  # "state-" + "of-the-art"
        return False
    if right.lower() in _ENDINGS:
        return True
    # Both halves are words of their own here: "decision-" + "making", not "mak-" + "ing".
    return not (vocabulary.count(last) and vocabulary.count(right) and len(right) > 2)
