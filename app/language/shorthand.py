"""Words as they are typed in a chat: "why r costs so high", "waht is it", "whats virtuality".

Only what can be meant in no other way is written out: R stays a language, and u a velocity.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.language.lexemes import stem
from app.language.lexicon import Lexicon

_PAIRS = """
teh:the hte:the waht:what whta:what hwat:what wht:what wut:what whcih:which whihc:which
wich:which wehn:when whne:when hwo:how hwy:why wyh:why whre:where wheer:where thier:their
taht:that adn:and shud:should shuld:should shoud:should sholud:should wud:would woud:would
wuld:would cud:could coud:could cuold:could plz:please plzz:please plss:please ppl:people
bcoz:because bcuz:because tho:though
"""


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SLIPS = dict(pair.split(":") for pair in _PAIRS.split())
_WORD = re.compile(r"(?P<open>[(\[\"“'‘]*)(?P<word>[^\W\d_]+)(?P<close>['’]s)?(?P<stop>[\W_]*)")
_ASKS_IS = re.compile(  # but no "the hows and whys"
    r"(?:(?<=^)|(?<=[,;:.!?] )|(?<=\band )|(?<=\bbut )|(?<=\bso ))"
    r"(?P<asks>what|who|where|when|how)s(?= \w)",
    re.IGNORECASE,
)
_THATS = re.compile(r"\b(?P<that>that)s\b", re.IGNORECASE)
_DOES_NOT = re.compile(r"\b(?P<does>do|does|did|is|was|are|were|have|has)nt\b", re.IGNORECASE)
_QUOTES = frozenset("\"“'‘")
_ASKS_OF = _all("and but so now then about know tell me exactly")
_DOES = _all("is are was were has have had do does did can could will would should may might")
_THEY = _all("u you we they there these those my your our all any some both most")
_ITS = _all("the its their this")
_CLAUSE = _all("the it its they i of this that these those he she we you u there a an their my our")
_MANY = _all("people men women children mice data criteria")
_ONE = re.compile(r"(?:ss|us|is|news)$")
_R_DOES = _all("""
    differs varies changes denotes means equals depends increases decreases represents stands
    relates behaves correlates works looks rises falls grows drops affects measures compares
    describes gives shows indicates refers becomes remains approaches exceeds goes tends takes has
    """)
_OF_FORMULAS = _all("value values squared score scores coefficient coefficients package code")
_DONE_BY_YOU = _all("""
    tell think know say mean find explain show give name list summarise summarize help recommend
    suggest want got see understand need please pls read get check look quote cite sure ok
    """)
_DO_YOU = _DONE_BY_YOU | _all("""
    have like agree believe use speak really also ever even always work learn love remember offer
    support store keep make answer search not
    """)
_NOT = _all("dont didnt cant wont")
_ARE_YOU = _all("""
    sure a an the human real right wrong there ok okay able ai free smart kidding serious certain
    chatgpt bot only just still ever always sometimes good accurate reliable correct alive
    """)
_YOURS = _all("""
    source sources answer answers opinion opinions view views name own footnote footnotes idea
    ideas thought thoughts reply replies response job purpose help advice documents document
    papers paper library knowledge study article text authors author results findings last first
    previous next earlier other favourite favorite best words take
    """)
_BEFORE_PLS = _all("""
    is are a an the of by with in on for and or does do did using was use used uses apply applied
    run try fit employ choose prefer called via than vs versus as like without between to from
    """)
_BEFORE_NAME = _DOES | _all("by of at from for the in with and")
_WORD_FOR_IT = _all("word words term terms abbreviation abbreviations letters called name named")
_IS_A_WORD = _all(
    "mean means meant stand stands mentioned used defined occur occurs appear appears"
)


def written_out(text: str, lexicon: Callable[[], Lexicon] = Lexicon) -> str:
    """Return `text` with the short and slipped words of a chat as they are written in full.

    Those of more than one letter stay where the `lexicon` of the library has them.
    """
    typed = text.split(" ")
    found = [_WORD.fullmatch(each) for each in typed]
    bare = [each["word"].casefold() if each else "" for each in found]
    for at, match in enumerate(found):
        if match is None or (match["word"].isupper() and len(match["word"]) > 1):
            continue  # an abbreviation
        before, after = [""] * 2 + bare[:at], [*bare[at + 1 :], ""]
        if (match["word"][0].isupper() and at > 0) or _QUOTES & set(match["open"]):
            continue  # a name, or a word that is asked about
        meant = _meant(bare[at], before, after)
        if meant and (len(bare[at]) == 1 or not lexicon().knows(stem(bare[at]))):
            meant = meant.capitalize() if match["word"][0].isupper() else meant
            typed[at] = f"{match['open']}{meant}{match['close'] or ''}{match['stop']}"
            bare[at] = meant.casefold()
    return " ".join(typed)


def _meant(word: str, before: list[str], after: list[str]) -> str:
    """Return what a word stands for among those before and after it, "" where for itself."""
    if len(word) > 1 and _is_asked_about(before, after):
        return ""
    rule = _RULES.get(word)
    return rule(before, after) if rule else _SLIPS.get(word, "")


def _is_asked_about(before: list[str], after: list[str]) -> bool:
    """Say whether a word is itself asked about: "the word ur", "Is ur mentioned?"."""
    alone = before[-2] == "what" and before[-1] in ("is", "are", "was") and not after[0]
    return alone or before[-1] in _WORD_FOR_IT or after[0] in _IS_A_WORD


def _what(before: list[str], after: list[str]) -> str:
    opens = not any(before) or before[-1] in _ASKS_OF
    return "what" if opens and after[0] else ""


def _why(before: list[str], after: list[str]) -> str:
    opens = not any(before) or before[-1] in _ASKS_OF
    return "why" if opens and after[0] in _DOES | {"r"} and len(after) > 2 else ""


def _are(before: list[str], after: list[str]) -> str:
    """Return "are" where several follow: no "what r value", "why r is high", "how r differs"."""
    last, following = before[-1], after[0]
    if not following or following in _DOES | _OF_FORMULAS | _R_DOES | {"and", "or"}:
        return ""
    several = following in _THEY or _names_many(after)
    if not last:
        return "are" if several and following in _THEY | _ITS else ""
    if last == "what":
        alone = _is_many(following) and not any(after[1:])
        return "are" if alone or (several and following in _THEY | _ITS) else ""
    if last in {"why", "how", "who", "where", "when"}:
        return "are" if several else ""
    return "are" if last in {"you", "they", "we", "these", "those"} else ""


def _names_many(after: list[str]) -> bool:
    """Say whether what follows names several things: "the costs", "transport costs"."""
    reach = after[1:4] if after[0] in _ITS else after[:2]
    return any(map(_is_many, reach))


def _is_many(word: str) -> bool:
    return word in _MANY or (len(word) > 3 and word.endswith("s") and not _ONE.search(word))


def _you(before: list[str], after: list[str]) -> str:
    last, following = before[-1], after[0]
    if last == "thank" or (last == "are" and not following):
        return "you"
    if following in _NOT or last == "dont":
        return "you" if _DONE_BY_YOU & set(after[:2]) else ""
    if last in {"are", "do"}:
        return "you" if following in (_ARE_YOU if last == "are" else _DO_YOU) else ""
    if last in {"can", "could", "would", "will", "did", "have", "should", "if", "how", "what", ""}:
        return "you" if following in _DONE_BY_YOU else ""
    return "you" if last in {"that", "as", "when"} and following in {"think", "know", "say"} else ""


def _your(_before: list[str], after: list[str]) -> str:
    """Return "your" where what you have follows: Ur is a city, and "ur" opens names of genes."""
    return "your" if after[0] in _YOURS else ""


def _because(before: list[str], after: list[str]) -> str:
    return "because" if any(before) and after[0] in _CLAUSE else ""


def _about(before: list[str], after: list[str]) -> str:
    """Return "about" where no name fits: "the paper abt", no "abt associates"."""
    if not any(before):
        return "about" if after[0] in _CLAUSE | {"what", "how", "why"} else ""
    return "" if before[-1] in _BEFORE_NAME else "about"


def _by_the_way(before: list[str], after: list[str]) -> str:
    """Return "by the way" at either end of what is asked: "the btw rate" is a tax."""
    opens = not any(before) or before[-1] in _ASKS_OF
    ends = not after[0] and before[-1] not in _BEFORE_PLS | _BEFORE_NAME
    return "by the way" if opens or ends else ""


def _please(before: list[str], after: list[str]) -> str:
    """Return "please" where nothing else fits: partial least squares is called PLS as well."""
    if not any(before):
        return "please" if after[0] in _DONE_BY_YOU | _DOES | {"what", "who", "how", "why"} else ""
    if before[-1] == "you":
        return "please"
    fits = before[-1] not in _BEFORE_PLS | _DOES
    return "please" if fits and (not after[0] or after[0] in _DONE_BY_YOU) else ""


_RULES: dict[str, Callable[[list[str], list[str]], str]] = {
    "wat": _what,
    "y": _why,
    "r": _are,
    "u": _you,
    "btw": _by_the_way,
    "pls": _please,
    "ur": _your,
    "coz": _because,
    "cuz": _because,
    "abt": _about,
}


def with_apostrophes(text: str) -> str:
    """Return `text` with the apostrophes that were left out where a question or "not" begins."""
    text = _ASKS_IS.sub(r"\g<asks>'s", text)
    return _DOES_NOT.sub(r"\g<does>n't", _THATS.sub(r"\g<that>'s", text))
