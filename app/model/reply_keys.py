"""The keys of passages in a language model's reply, in whatever form it writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KEY = "p[0-9a-f]{4}"
_FILLING = r"(?:(?:passages?|keys?|sources?|refs?|see|cf|from|in|and)\b|[\s,;:=&'\"^.#])"
# "[key=p12ab]", "(p12ab; p34cd)", "[see passage P12AB]"; or the key by itself: "passage p12ab".
_WRITTEN = re.compile(
    rf"[\[(【{{]{_FILLING}*(?P<set>{_KEY}\b(?:{_FILLING}|{_KEY}\b)*)[\])】}}]"
    rf"|(?:\bpassage\s+)?\b(?P<bare>{_KEY})\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\[\^?(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]")
_SET = rf"\[{_KEY}(?:, {_KEY})*\]"
# "High. [p12ab] They …": the key belongs to the sentence before.
_AFTER_STOP = re.compile(rf"([.!?])\s*((?:{_SET}[\s.]*)+)")
_SETS = re.compile(_SET)
_ONE = re.compile(_KEY)
_AS_SAID = re.compile(
    rf"^(?:according to|as|in|from) ({_SET})(?: (?:says|states|shows|notes|reports|explains))?,? ",
    re.IGNORECASE,
)


def with_keys(text: str, known: Sequence[str]) -> str:
    """Return `text` with keys as "[p12ab, p34cd]", inside the sentences that they belong to.

    Where there are none, the numbers of passages stand for their keys.
    """

    def written(match: re.Match[str]) -> str:
        keys = _ONE.findall((match["set"] or match["bare"]).lower())
        return f"[{', '.join(keys)}]" if match["set"] or keys[0] in known else match.group()

    found = _WRITTEN.sub(written, text)
    if not _SETS.search(found):
        found = _numbered(found, known)
    return _AFTER_STOP.sub(r" \2\1 ", found)


def _numbered(text: str, known: Sequence[str]) -> str:
    """Return `text` with keys for numbers, unless one of them is that of no passage."""
    numbers = {one for row in _NUMBERS.findall(text) for one in _listed(row)}
    if not numbers <= set(range(1, len(known) + 1)):
        return text
    return _NUMBERS.sub(
        lambda match: f"[{', '.join(known[one - 1] for one in _listed(match[1]))}]", text
    )


def _listed(row: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", row)]


def keys_in(sentence: str) -> tuple[str, ...]:
    """Return the keys in a sentence `with_keys`, each once."""
    sets = " ".join(_SETS.findall(sentence))
    return tuple(dict.fromkeys(_ONE.findall(sets)))


def without_keys(sentence: str) -> str:
    """Return a sentence `with_keys` as it reads without them: no "According to [p12ab], the"."""
    said = _AS_SAID.sub("", sentence)
    if said != sentence:
        said = said[:1].upper() + said[1:]
    return _SETS.sub("", said)
