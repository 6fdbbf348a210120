"""Where sentences start and end."""

from __future__ import annotations

import re

# What may follow the stop and still belong to the sentence: closing quotes and brackets, and
# citation marks set after it ("… of branding. [2] In 2018 …"), or raised ("… in patients.1,2").
_CLOSERS = r"[\"'”’»)\]}】」』]*"
_MARKS = r"(?:[ \t]?\[\d[\d,;–—\- ]*\]\.?|\[\^[^\]\s]{1,40}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹⁻,–]*)*"
_RAISED = r"\d{1,3}(?:[,–\- ]\d{1,3})*"  # some journals set marks apart by spaces
_END = re.compile(
    rf"(?P<stop>[.!?…]+){_CLOSERS}(?:{_MARKS}|(?P<raised>{_RAISED}))(?=\s|$)"
    rf"|[。！？]+{_CLOSERS}(?:\[\d[\d,–\-]*\])*"
    r"|\n+"
)

# Lower case, without the final point. The first kind never ends a sentence.


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_NEVER = _words(
    "e.g i.e cf vs viz resp approx ca dr mr mrs ms prof st jr sr fig figs eq eqs eqn sec secs "
    "sect ch "
    "chap tab tabs ref refs no nos vol vols pp p ed eds rev gen col capt lt sgt hon incl esp "
    "assoc "
    "op loc ibid w.r.t s.t a.k.a et seq supp suppl app appl dept univ u.n ph jan feb mar apr jun "
    "jul aug sep sept oct nov dec mt ft vgl bzw z.b d.h u.a n art al v ver"
)
# These abbreviate right before a number: "Thm.2", "max.10"; "… to the max. Then …" ends.
_BEFORE_NUMBER = _words("thm lem alg algo def defn prop cor rem ex exp obs min max table appx para")
_WORDS = _words("no art app col gen p fig sec v ver")
# The second kind ends one when the next word looks like the start of a sentence.
_SOMETIMES = _words("al etc inc ltd co corp u.s u.k u.s.a e.u a.m p.m b.c a.d ph.d m.d b.sc m.sc")
_STARTERS = _words(
    "the a an this these those that it its they their we our he she his her in on at for from "
    "by to "
    "as if when while although though however moreover furthermore therefore thus hence finally "
    "first "
    "second third here there such some many most all both each after before since because with "
    "without until unless unlike despite during whereas no not then also and but or so yet i you "
    "results our"
)

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[A-ZÀ-ÖØ-Þ]")
_BEFORE_RAISED = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*[)\]\"”’%]*|\d+(?:%|[)\]]+)")
_NUMBERED = re.compile(r"\d|[A-Z]{2,}REF\d|S\d")  # "3", "FIGREF8" of a paper read for its text
_LABEL = re.compile(r"(?:^|\n)\s*(?:Figure|Table|Scheme)\.$")  # "Figure. 1: Roofs of slate"
_SHORTEST_WORD = 3  # letters before the stop; "v.2" and "p.12" are no words with a mark
_ENUMERATION = re.compile(r"[\[(]?(?:\d{1,3}(?:\.\d{1,2})*|[A-Z]|[ivxIVX]{1,5})[\])]?")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, in order, without surrounding white space.

    Abbreviations, initials, decimals and section numbers do not end a sentence; a line break does,
    since the canonical text has them only between paragraphs and between the rows of a table.
    Citation marks after the stop belong to the sentence before. Together the spans hold every
    character that is not white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group("stop"):
            is_number = _ENUMERATION.fullmatch(text[start : match.start()].lstrip())
            if is_number or not _ends(text, match):
                continue
        _keep(spans, text, start, match.end())
        start = match.end()
    _keep(spans, text, start, len(text))
    return spans


def _keep(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Say whether the stop in `match` ends a sentence, from the words on both sides."""
    following = text[match.end() : match.end() + 40].lstrip()
    if not following or "\n" in text[match.end() : match.end() + 2]:
        return True
    if following.startswith(". ") or following == ".":
        return False  # dots set apart: "1, . . . , n"
    if match.group("stop") == "." and text[: match.start()].endswith(" . "):
        return _starts(following)
    if match.group("stop") != "." and not match["raised"]:
        return not following[0].islower()
    before = _token_before(text, match.start("stop"))
    if match["raised"]:
        may = before.lower() in _SOMETIMES and _starts(following)  # "et al.11 The roofs"
        return may or (_may_bear_mark(before) and following[0].isupper())
    if _is_abbreviation(before, following) or _LABEL.search(
        text, max(0, match.end() - 20), match.end()
    ):
        return False
    opener = following.lstrip("\"'“‘«([")
    return not opener[:1].islower() or match.end() > match.end("stop") + 3


def _may_bear_mark(before: str) -> bool:
    """Say whether a number right after the stop may be a citation's mark: "soil.5", not "Fig.5"."""
    fits = _BEFORE_RAISED.fullmatch(before) is not None
    return fits and len(before) >= _SHORTEST_WORD and before.lower() not in _NEVER | _BEFORE_NUMBER


def _token_before(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < 24 and not text[start - 1].isspace():
        start -= 1
    return text[start:end].lstrip("([{\"'“‘«")


def _starts(following: str) -> bool:
    """Say whether a word that often starts sentences comes next, with its capital."""
    word = re.match(r"[^\W\d_]*", following)
    return word is not None and word.group().lower() in _STARTERS and following[0].isupper()


def _is_abbreviation(before: str, following: str) -> bool:
    lower = before.lower()
    if lower in _SOMETIMES or _INITIALS.fullmatch(before):
        return not _starts(following)
    if lower in _NEVER:
        # "no", "art" and the like abbreviate before a number; "no." may also end a sentence.
        return lower not in _WORDS or bool(_NUMBERED.match(following))
    return False
