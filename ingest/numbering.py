"""The numbers of headings: reading them, and telling them from the numbers of list items."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["arabic", "roman", "letter", "cjk", "chapter"]

_ARABIC = re.compile(
    r"(?:(?:Section|Chapter)\s+)?(?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){0,4})(?P<stop>\.?)"
    r"(?P<space>[\s\u3000]*)(?P<title>\S.*)",
    re.DOTALL,
)
_ROMAN = re.compile(  # "II. Methods", "II.A. Data", "II.B.2. Sources"
    r"(?P<value>[IVX]{1,6})(?P<below>(?:\.(?:[A-Z]|\d{1,2})){0,3})\.[\s]+(?P<title>\S.*)", re.DOTALL
)
_LETTER = re.compile(
    r"(?:(?P<word>Appendix|APPENDIX|附录)\s*)?(?P<number>[A-Z](?:\.\d{1,2}){0,3})(?P<stop>[.:]?)"
    r"(?P<space>[\s\u3000]+)(?P<title>\S.*)",
    re.DOTALL,
)
_DIGITS = "〇一二三四五六七八九"
_CJK = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})\s*[、．.]\s*(?P<title>\S.*)", re.DOTALL)
_CHAPTER = re.compile(
    r"(?P<number>第\s*(?P<value>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[章节節部分]+)[\s\u3000]*(?P<title>\S.*)",
    re.DOTALL,
)
_PRINTED = re.compile(
    r"(?:S?\d{1,3}[a-z]?|[IVX]{1,6}|[A-Z])(?:\.(?:\d{1,3}[a-z]?|[A-Za-z]))*", re.ASCII
)
_BARE = re.compile(r"(?P<letter>[A-Z])\s+(?P<title>[A-Z\u4e00-\u9fff].+)", re.DOTALL)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Number:
    """The number before a heading as printed, as a path ("2.3.1" is (2, 3, 1)), and the rest."""

    scheme: Scheme
    path: tuple[int, ...]
    printed: str
    title: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """The number of a block that may be a heading; the heavier, the more it looks like one."""

    scheme: Scheme
    path: tuple[int, ...]
    weight: float


def parse(text: str) -> Number | None:
    """Return the heading number at the start of `text`, None where there is none."""
    text = text.strip()
    match = _ARABIC.fullmatch(text)
    if match:
        return _arabic(match)
    match = _CHAPTER.fullmatch(text)
    if match:
        value = match["value"]
        first = int(value) if value.isdigit() else _from_cjk(value)
        return Number("chapter", (first,), re.sub(r"\s", "", match["number"]), match["title"])
    match = _CJK.fullmatch(text)
    if match:
        return Number("cjk", (_from_cjk(match["number"]),), match["number"], match["title"])
    match = _ROMAN.fullmatch(text)
    if match and _starts_large(match["title"]):
        below = match["below"].split(".")[1:]
        path = (_from_roman(match["value"]), *map(_from_digits_or_letter, below))
        return Number("roman", path, match["value"] + match["below"], match["title"])
    match = _LETTER.fullmatch(text)
    return _letter(match) if match else None


def is_number(text: str) -> bool:
    """Say whether `text` is all of a heading's number: "2.3.1", "IV", "II.A", "B.2"."""
    return _PRINTED.fullmatch(text) is not None


def bare_letter(text: str) -> str:
    """Return the letter with which `text` begins as an appendix does: "A Proofs"; "" if it is none.

    That says little, for so does "A Simple Model".
    """
    match = _BARE.fullmatch(text.strip())
    return match["letter"] if match else ""


def parse_all(texts: Sequence[str], *, appendices_from: int) -> list[Number | None]:
    """Return the numbers of a paper's headings, in order; what no other heading bears out is none.

    "E. Coli Strains" is numbered beside a D or an F only, "24 hours of rain" beside a 23 or a 25.
    A first one, "I. Scope", may be the only one; a letter A only below other numbers, or where
    appendices may stand.
    """
    numbers = [parse(text) for text in texts]
    firsts = {(each.scheme, each.path[0]) for each in numbers if each}
    if ("roman", 1) in firsts:  # it may be the letter after H
        firsts.add(("letter", 9))
    strays = [each is None or _is_stray(each, texts[at], firsts) for at, each in enumerate(numbers)]
    below = min(strays.index(False) if False in strays else len(texts), appendices_from)
    return [
        None if stray and not (at >= below and each and each.printed == "A") else each
        for at, (each, stray) in enumerate(zip(numbers, strays, strict=True))
    ]


def _is_stray(number: Number, text: str, firsts: Collection[tuple[Scheme, int]]) -> bool:
    """Say whether `number` is rather a word; `firsts` are the top levels of all numbers."""
    scheme, path = number.scheme, number.path
    bare = number.title[0].islower() and re.match(r"\d+\s", text.strip())  # "24 hours"
    named = not re.match(rf"{re.escape(number.printed)}\b", text.strip())  # "Appendix A"
    below = len(path) > 1 and scheme != "roman"  # not "I.V. Petrov"
    if below or named or not (bare or scheme in ("roman", "letter")):
        return False
    if scheme == "roman" and path == (1,):
        return False
    return (scheme, path[0] - 1) not in firsts and (scheme, path[0] + 1) not in firsts


def _arabic(match: re.Match[str]) -> Number | None:
    path = tuple(int(part) for part in match["number"].split("."))
    title = match["title"]
    glued = (
        not match["space"] and not (match["stop"] and _starts_title(title)) and not _is_cjk(title)
    )
    if glued or not _starts_title(title) or path[0] > 40 or any(part > 60 for part in path):
        return None
    return Number("arabic", path, ".".join(str(part) for part in path), title)


def _letter(match: re.Match[str]) -> Number | None:
    if not (match["word"] or match["stop"] or "." in match["number"]):
        # "A new model": a bare letter is a number only where more says so, as "A Proofs" does not.
        return None
    sure = match["word"] or "." in match["number"]
    if not (_starts_title if sure else _starts_large)(match["title"]):
        return None
    first, *rest = match["number"].split(".")
    path = (ord(first) - ord("A") + 1, *(int(part) for part in rest))
    return Number("letter", path, match["number"], match["title"])


def _starts_title(title: str) -> bool:
    return title[0].isupper() or _is_cjk(title) or bool(re.match(r"[\"“‘'(¿]?[^\W\d_]", title))


def _starts_large(title: str) -> bool:
    """Say whether `title` begins with a capital, a digit or CJK, unlike "E. coli strains"."""
    title = title.lstrip("\"“‘'(¿")
    return bool(title) and title[0].isalnum() and not title[0].islower()


def _is_cjk(title: str) -> bool:
    return "\u3400" <= title[0] <= "\u9fff"


def _from_cjk(number: str) -> int:
    tens, found, ones = number.rpartition("十")
    value = _DIGITS.index(ones) if ones and ones in _DIGITS else 0
    if found:
        value += 10 * (_DIGITS.index(tens) if tens and tens in _DIGITS else 1)
    return value


def _from_digits_or_letter(part: str) -> int:
    return int(part) if part.isdigit() else ord(part) - ord("A") + 1


def _from_roman(number: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def longest_chain(candidates: Sequence[Candidate | None]) -> frozenset[int]:
    """Return the positions of the candidates that together number a paper's headings.

    For each scheme that is the heaviest run in which every number may follow the one before:
    "2.3" after "2.2", "2.2.4" or "2", never after "1.9" or "4".
    """
    members = {at: each for at, each in enumerate(candidates) if each}
    chosen: set[int] = set()
    for scheme in ("arabic", "roman", "cjk", "chapter"):
        run = _heaviest_run({at: each for at, each in members.items() if each.scheme == scheme})
        if len(run) > 1 or scheme == "chapter":
            chosen.update(run)
    chosen -= _items(members, chosen)
    chosen.update(_letters(members, chosen))
    return frozenset(chosen)


def _items(members: Mapping[int, Candidate], chosen: set[int]) -> set[int]:
    """Return the plain "1", "2" amid headings I, II, III: items, equations, rows of tables."""
    roman = sorted(at for at in chosen if members[at].scheme == "roman")
    if len(roman) < 3 or members[roman[0]].path != (1,):
        return set()
    inside = {at for at in chosen if roman[0] < at < roman[-1]}
    return {at for at in inside if members[at].scheme == "arabic" and len(members[at].path) == 1}


def _heaviest_run(members: Mapping[int, Candidate]) -> list[int]:
    best: dict[int, float] = {}
    before: dict[int, int | None] = {}
    order = list(members)
    for index, at in enumerate(order):
        here = members[at]
        start = 0.0 if here.path in ((1,), (0,)) else -1.0 - sum(here.path) / 4
        best[at], before[at] = here.weight + start, None
        for earlier in order[max(0, index - 150) : index]:
            step = _step(members[earlier].path, here.path)
            if step is not None and best[earlier] + here.weight - step > best[at]:
                best[at], before[at] = best[earlier] + here.weight - step, earlier
    run: list[int] = []
    last = max(best, key=lambda at: best[at], default=None)
    while last is not None:
        run.append(last)
        last = before[last]
    return run[::-1]


def _step(before: tuple[int, ...], after: tuple[int, ...]) -> float | None:
    """Return how much is skipped when `after` follows `before`; None where it cannot follow."""
    if after <= before:
        return None
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    if shared == len(before):  # one level or more down
        return sum(after[shared:]) - 1 if max(after[shared:]) <= 4 else None
    gap = after[shared] - before[shared] - 1 + sum(after[shared + 1 :])
    return float(gap) if gap <= 3 else None


def _letters(members: Mapping[int, Candidate], chosen: set[int]) -> set[int]:
    """Return the lettered headings: A, B, C under a roman number, or appendices at the end."""
    last = max(chosen, default=-1)
    roman = {at for at in chosen if members[at].scheme == "roman"}
    found: set[int] = set()
    expected = 1
    for at, each in members.items():
        if at in roman:
            expected = 1
        inside = bool(roman) and at > min(roman)
        if each.scheme != "letter" or not (at > last or inside):
            continue
        if each.path[0] in (expected, expected - 1) or each.weight > 3:
            found.add(at)
            expected = each.path[0] + 1
    return found
