"""True sentences made false by one small change, as a careless or a dishonest quote would be."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_OPPOSITES = """
increase decrease|increased decreased|increases decreases|increasing decreasing|higher lower|
high low|highest lowest|more fewer|greater smaller|larger smaller|largest smallest|rose fell|
before after|first last|above below|positive negative|better worse|improved worsened|early late|
earlier later|faster slower|longer shorter|most least|upper lower|north south|northern southern|
east west|eastern western|old new|older younger|oldest youngest|male female|men women|
upregulated downregulated|maximum minimum|majority minority|always never|gain loss|gained lost|
won lost|presence absence|include exclude|includes excludes|stronger weaker|strong weak|
reduced raised|reduces raises|reduce raise|outperforms underperforms|begin end|began ended|
common rare|safe unsafe|effective ineffective|significant insignificant|able unable|
beneficial harmful|active inactive|accept reject|enhanced impaired|promotes inhibits|
activates inhibits|acute chronic|left right|inside outside|with without
"""
_UNITS = """
mg g|kg g|km m|cm mm|mm m|ml l|days weeks|day week|weeks months|months years|years months|
hours minutes|minutes seconds|seconds hours|million billion|billion million|thousand million|
percent times|miles feet|meters kilometers|metres kilometres|degrees percent|ms s|GB MB
"""


def _both_ways(table: str) -> dict[str, str]:
    pairs = [entry.split() for entry in table.replace("\n", "").split("|")]
    there = {first: second for first, second in pairs}
    return {second: first for first, second in reversed(pairs)} | there


OPPOSITES = _both_ways(_OPPOSITES)
UNITS = _both_ways(_UNITS)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,]\d)")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_UNIT = re.compile(r"(?<=\d )(?:" + "|".join(map(re.escape, UNITS)) + r")\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)*")
_DIRECTION = re.compile(r"\b(?:" + "|".join(OPPOSITES) + r")\b")
_VERB = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|may|might|has been|have been|did)\b"
    r"(?! not|n't)"
)
_NOT = re.compile(r"\b(is|are|was|were|can|could|will|would|should|may|did|do|does) not\b")
_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
_NUMBER_WORD = re.compile(r"\b(?:" + "|".join(_NUMBER_WORDS) + r")\b")


_SMALL = {word: value for value, word in enumerate(("two", "three", "four", "five", "six"), 2)}
_PERCENT = re.compile(r"(?<=\d)(?:%| percent\b)")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_SPELLED = re.compile(r"\b(?:" + "|".join(_SMALL) + r")\b")
_OPENING_YEAR = re.compile(r"^(In (?:1[5-9]|20)\d\d), ([^;]{30,})\.$")
_SINCE = re.compile(r"(?<=, )as(?= (?:the|it|this|these|they)\b)")
_HOWEVER = re.compile(r"^(?:However|Moreover|Furthermore|In addition|Thus|Therefore), (\w)")


@dataclass(frozen=True, slots=True)
class Altered:
    """A changed sentence, and `kind`: number, unit, year, name, negation or direction."""

    text: str
    kind: str


KINDS = ("number", "unit", "year", "name", "negation", "direction")


def names_in(text: str) -> list[str]:
    """Return the capitalised names inside `text`, not those that open a sentence."""
    return _NAME.findall(text)


def years_and_numbers_in(text: str) -> list[str]:
    """Return the years, or where there is none the other numbers, of `text`."""
    return _YEAR.findall(text) or _NUMBER.findall(text)


def alter(
    sentence: str, rng: random.Random, *, names: Sequence[str], kinds: Sequence[str] = KINDS
) -> Altered | None:
    """Return `sentence` with one change that makes it false, or None where nothing can be changed.

    `names` are those that may stand in for a name of the sentence; `kinds` the changes allowed.
    """
    ways: list[tuple[str, re.Pattern[str], Callable[[str], str]]] = [
        ("number", _NUMBER, lambda found: _other_number(found, rng)),
        ("number", _NUMBER_WORD, lambda found: _other(found, _NUMBER_WORDS, rng)),
        ("unit", _UNIT, lambda found: UNITS[found]),
        ("year", _YEAR, lambda found: str(int(found) + rng.choice((-30, -11, -3, -1, 1, 2, 7)))),
        ("name", _NAME, lambda found: _other(found, names, rng)),
        ("direction", _DIRECTION, lambda found: OPPOSITES[found]),
        ("negation", _VERB, lambda found: f"{found} not"),
        ("negation", _NOT, lambda found: found.removesuffix(" not")),
    ]
    rng.shuffle(ways)
    for kind, pattern, change in ways:
        if kind not in kinds:
            continue
        found = list(pattern.finditer(sentence))
        if kind == "number":
            found = [match for match in found if not _YEAR.fullmatch(match.group())]
        if found:
            match = rng.choice(found)
            new = change(match.group())
            if new != match.group():
                return Altered(sentence[: match.start()] + new + sentence[match.end() :], kind)
    return None


def _other(found: str, choices: Sequence[str], rng: random.Random) -> str:
    others = [
        choice for choice in rng.sample(list(choices), min(4, len(choices))) if choice != found
    ]
    return others[0] if others else found


def _other_number(found: str, rng: random.Random) -> str:
    """Return another number of the same look: a digit changed, or ten times as much."""
    places = [at for at, character in enumerate(found) if character.isdigit()]
    if rng.random() < 0.2 and "." not in found and "," not in found:
        return found + "0"
    at = rng.choice(places[:2])
    low = 1 if at == 0 else 0
    digit = rng.choice([d for d in range(low, 10) if str(d) != found[at]])
    return found[:at] + str(digit) + found[at + 1 :]


def reword(sentence: str, rng: random.Random) -> str:
    """Return `sentence` saying the same in other words or signs, or "" where it cannot."""
    ways: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
        (_PERCENT, lambda found: " percent" if found.group().strip() == "%" else "%"),
        (_GROUPED, lambda found: found.group().replace(",", "")),
        (_SPELLED, lambda found: str(_SMALL[found.group()])),
        (_OPENING_YEAR, lambda found: f"{found[2][0].upper()}{found[2][1:]} {found[1].lower()}."),
        (_SINCE, lambda found: "because"),
        (_HOWEVER, lambda found: found[1].upper()),
    ]
    rng.shuffle(ways)
    for pattern, change in ways:
        if match := pattern.search(sentence):
            return sentence[: match.start()] + change(match) + sentence[match.end() :]
    return ""


def exchange(sentence: str, rng: random.Random) -> str:
    """Return `sentence` with two of its numbers, years or names in each other's place, or ""."""
    patterns = [_NUMBER, _YEAR, _NAME]
    rng.shuffle(patterns)
    for pattern in patterns:
        found = [match for match in pattern.finditer(sentence) if not _listed(sentence, match)]
        for one, other in zip(found, found[1:], strict=False):
            joined = re.fullmatch(r",? (?:and|or|to) |, |-|–", sentence[one.end() : other.start()])
            if one.group() != other.group() and not joined:
                between = sentence[one.end() : other.start()]
                changed = other.group() + between + one.group()
                return sentence[: one.start()] + changed + sentence[other.end() :]
    return ""


def borrow(sentence: str, around: str, rng: random.Random) -> str:
    """Return `sentence` with one of its numbers changed for one that `around` gives, or ""."""
    own = [
        match
        for match in _NUMBER.finditer(sentence)
        if not _YEAR.fullmatch(match.group()) and not _listed(sentence, match)
    ]
    others = [
        match.group()
        for match in _NUMBER.finditer(around)
        if not _YEAR.fullmatch(match.group()) and match.group() not in sentence
    ]
    if not own or not others:
        return ""
    match = rng.choice(own)
    return sentence[: match.start()] + rng.choice(others) + sentence[match.end() :]


def _listed(sentence: str, match: re.Match[str]) -> bool:
    """Say whether the match stands in brackets, as marks of citations do."""
    return sentence.rfind("[", 0, match.start()) > sentence.rfind("]", 0, match.start())
