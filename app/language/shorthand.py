"""Words as they are typed in a chat: "why r costs so high", "waht is it", "pls tell me".

Only what can be meant in no other way is written out: R stays a language, and u a velocity.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_PAIRS = """
teh:the hte:the waht:what whta:what hwat:what wht:what wut:what whcih:which whihc:which
wich:which wehn:when whne:when hwo:how hwy:why wyh:why whre:where wheer:where thier:their
taht:that adn:and abt:about plz:please plzz:please plss:please ppl:people cuz:because
coz:because bcoz:because bcuz:because ur:your urs:yours
"""


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SLIPS = dict(pair.split(":") for pair in _PAIRS.split())
_WORD = re.compile(r"(?P<open>[(\[\"“'‘]*)(?P<word>[^\W\d_]+)(?P<close>['’]s)?(?P<stop>[\W_]*)")
_ASKS_OF = _all("and but so now then about know tell me exactly")
_DOES = _all("is are was were has have had do does did can could will would should may might")
_THEY = _all("u you we they there these those the its their our my your all any some both most")
_OF_FORMULAS = _all("value values squared score scores coefficient coefficients package code")
_DONE_BY_YOU = _all("""
    tell think know say mean find explain show give name list summarise summarize help recommend
    suggest want got see understand need please pls read get check look quote cite sure ok
    """)
_BEFORE_PLS = _all("is are a an the of by with in on for and or does do using was")


def written_out(text: str) -> str:
    """Return `text` with the short and slipped words of a chat as they are written in full."""
    typed = text.split(" ")
    found = [_WORD.fullmatch(each) for each in typed]
    bare = [each["word"].casefold() if each else "" for each in found]
    for at, match in enumerate(found):
        if match is None or (match["word"].isupper() and len(match["word"]) > 1):
            continue  # an abbreviation
        before, after = [""] * 2 + bare[:at], [*bare[at + 1 :], ""]
        if match["word"][0].isupper() and at > 0:
            continue  # a name
        if meant := _SLIPS.get(bare[at], "") or _meant(bare[at], before, after):
            meant = meant.capitalize() if match["word"][0].isupper() else meant
            typed[at] = f"{match['open']}{meant}{match['close'] or ''}{match['stop']}"
            bare[at] = meant.casefold()
    return " ".join(typed)


def _meant(word: str, before: list[str], after: list[str]) -> str:
    """Return what a word stands for among those before and after it, "" where for itself."""
    rule = _RULES.get(word)
    return rule(before, after) if rule else ""


def _what(before: list[str], after: list[str]) -> str:
    opens = not any(before) or before[-1] in _ASKS_OF
    return "what" if opens and after[0] else ""


def _why(before: list[str], after: list[str]) -> str:
    opens = not any(before) or before[-1] in _ASKS_OF
    return "why" if opens and after[0] in _DOES | {"r"} and len(after) > 2 else ""


def _are(before: list[str], after: list[str]) -> str:
    """Return "are" where a question goes on so: no "what r value", no "why r is high"."""
    last, following = before[-1], after[0]
    if not following or following in _DOES | _OF_FORMULAS | {"and", "or"}:
        return ""
    if not last:
        return "are" if following in _THEY else ""
    if last == "what":
        alone = following.endswith("s") and not any(after[1:])
        return "are" if following in _THEY or alone else ""
    asks = {"why", "how", "who", "where", "when"}
    return "are" if last in asks or last in {"you", "they", "we", "these", "those"} else ""


def _you(before: list[str], after: list[str]) -> str:
    last, following = before[-1], after[0]
    if last in {"are", "do", "thank"} and following not in _OF_FORMULAS | {"and", "or"}:
        return "you"
    if last in {"can", "could", "would", "will", "did", "have", "should", "if", "how", "what", ""}:
        return "you" if following in _DONE_BY_YOU else ""
    return "you" if last in {"that", "as", "when"} and following in {"think", "know", "say"} else ""


def _please(before: list[str], after: list[str]) -> str:
    """Return "please" where nothing else fits: partial least squares is called PLS as well."""
    if not any(before):
        return "please" if after[0] in _DONE_BY_YOU | _DOES | {"what", "who", "how", "why"} else ""
    if before[-1] == "you" or after[0] in _DONE_BY_YOU:
        return "please"
    return "please" if not after[0] and before[-1] not in _BEFORE_PLS else ""


_RULES: dict[str, Callable[[list[str], list[str]], str]] = {
    "wat": _what,
    "y": _why,
    "r": _are,
    "u": _you,
    "pls": _please,
}
