"""The keys of passages in a language model's reply, in whatever form it writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.language.lexemes import with_capital

KEY = "p[0-9a-f]{4}"
_MADE_UP = r"p(?=[a-z]*\d|[a-f]+\b)[0-9a-z]{3,12}"  # no passage's key, but made to look like one
_ANY = rf"(?:{KEY}|{_MADE_UP})"
FILLING = r"(?:(?:passages?|keys?|sources?|refs?|see|cf|from|in|and)\b|[\s,;:=&'\"^.#|-])"
_IN_SQUARE = r"[^\[\]【】［］\n]"
# "[key=p12ab]", "[see passage P12AB]", "[p12ab, section 2]": what else stands in square brackets
# tells of the passage. In other brackets keys stand alone: "(p12ab; p34cd)"; or without any.
_WRITTEN = re.compile(
    rf"\[?[\[【［](?P<square>{_IN_SQUARE}{{0,80}}?\b{KEY}\b{_IN_SQUARE}{{0,200}})[\]】］]\]?"
    rf"|[({{（|]{FILLING}*(?P<round>{KEY}\b(?:{FILLING}|{KEY}\b)*)[)}}）|]"
    rf"|[\[【［]\s*(?P<made_up>{_MADE_UP}(?:\s*[,;]\s*{_MADE_UP})*)\s*[\]】］]"
    rf"|(?:\bpassage\s+)?\b(?P<bare>{KEY})\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\[\^?(\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*)\]")
# "[^1]: p12ab" on a line of its own says what "[1]" stands for.
_DEFINED = re.compile(
    rf"^[ \t]*[\[(]?\^?(?P<number>\d{{1,2}})[\])]?[.:]?[ \t]*[\[(\"'`]*(?P<key>{KEY})\b[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SET = rf"\[{_ANY}(?:, {_ANY})*\]"
_ALONE = re.compile(rf"(?<=\S)\s*\n[ \t]*(?=(?:{_SET}[ \t.,;]*)+$)", re.MULTILINE)
_ENDED = re.compile(rf"({_SET}[.!?])[ \t]+(?=\w)")
# "[p12ab] They rose. [p34cd] Then …": on such a line keys come first.
_KEY_FIRST = re.compile(rf"\W{{0,3}}{_SET}(?=.*\w)(?!.*{_SET}[\s.!?]*$)")
_NEXT_KEY = re.compile(rf"([.!?;。！？])\s*(?={_SET})")
# "High. [p12ab] They …": the key belongs to the sentence before.
_AFTER_STOP = re.compile(rf"([.!?。！？])\s*((?:{_SET}[\s.]*)+)")
_SETS = re.compile(_SET)
_ONE = re.compile(rf"\b{_ANY}\b")
_EMPTY_BRACKET = re.compile(rf"[(（\[]{FILLING}*[)）\]]", re.IGNORECASE)
_PASSAGE = r"(?:the )?(?:passages?|sources?|documents?)(?: with (?:the )?key)? "
_SAYS = r"(?:say|state|show|note|report|explain|mention|indicate|write)s?"
_AS_SAID = re.compile(
    rf"^(?:(?:according to|as|(?:as \w+ )?in|from|based on) (?:{_PASSAGE})?{_SET}(?: {_SAYS})?,? "
    rf"|(?:{_PASSAGE})?{_SET} {_SAYS} (?:that )?)",
    re.IGNORECASE,
)


def with_keys(text: str, known: Sequence[str]) -> str:
    """Return `text` with keys as "[p12ab, p34cd]", inside the sentences that they belong to.

    Where there are none, the numbers of passages stand for their keys.
    """

    def written(match: re.Match[str]) -> str:
        keys = _ONE.findall(match[match.lastgroup or 0].lower())
        return match.group() if match["bare"] and keys[0] not in known else _set_of(keys)

    found = _WRITTEN.sub(written, _as_defined(text))
    if not _SETS.search(found):
        found = _numbered(found, dict(enumerate(known, start=1)))
    lines = _ENDED.sub(r"\1\n", _ALONE.sub(" ", found)).split("\n")
    return "\n".join(_in_sentences(line) for line in lines)


def _set_of(keys: Sequence[str]) -> str:
    return f"[{', '.join(keys)}]"


def _in_sentences(line: str) -> str:
    """Return a line, each key in the sentence that it belongs to."""
    if _KEY_FIRST.match(line):
        return _NEXT_KEY.sub(r"\1\n", line)
    return _AFTER_STOP.sub(r" \2\1 ", line)


def _as_defined(text: str) -> str:
    """Return `text` with keys for the numbers whose keys it tells below, as Markdown has notes."""
    defined = {int(row["number"]): row["key"].lower() for row in _DEFINED.finditer(text)}
    above = _DEFINED.sub("", text)
    return _numbered(above, defined) if defined and _NUMBERS.search(above) else text


def _numbered(text: str, keys: Mapping[int, str]) -> str:
    """Return `text` with keys for numbers, unless there is none for one of them."""
    if not all(one in keys for row in _NUMBERS.findall(text) for one in _listed(row)):
        return text
    return _NUMBERS.sub(lambda match: _set_of([keys[one] for one in _listed(match[1])]), text)


def _listed(row: str) -> list[int]:
    """Return the numbers in "1, 3-5"."""
    spans = re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", row)
    return [one for low, high in spans for one in range(int(low), int(high or low) + 1)]


def keys_in(sentence: str) -> tuple[str, ...]:
    """Return the keys in a sentence `with_keys`, each once."""
    sets = " ".join(_SETS.findall(sentence))
    return tuple(dict.fromkeys(_ONE.findall(sets)))


def parts_in(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return what stands before each key or row of keys of a sentence `with_keys`, with those."""
    found: list[tuple[str, tuple[str, ...]]] = []
    start = 0
    for match in re.finditer(rf"(?:{_SET}\s*)+", sentence):
        found.append((sentence[start : match.start()], keys_in(match.group())))
        start = match.end()
    return found


def without_keys(sentence: str) -> str:
    """Return a sentence `with_keys` as it reads without them: no "According to [p12ab], the"."""
    said = _AS_SAID.sub("", sentence)
    if said != sentence:
        said = with_capital(said)
    return _EMPTY_BRACKET.sub("", _SETS.sub("", said))
