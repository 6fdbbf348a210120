"""Numbers with their units, years and names in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.language.lexemes import NUMBER_WORDS, says_something, stem

ValueKind = Literal["number", "percent", "money", "year"]

YEAR = r"(?:1[5-9]|20)\d\d"  # for patterns, as is the next
WORK_YEAR = r"(?:19|20)\d\d"  # in which a work was published
_SCALES = "thousand|million|billion|trillion|bn|mn|hundred"
CURRENCIES = (
    "yuan|rmb|cny|usd|dollars?|euros?|eur|pounds?|gbp|yen|jpy|rupees?|won|francs?|cents?|"
    r"u\.s\. dollars?|us dollars?"
)
_NUMBER = re.compile(
    r"(?P<sign>(?:US|HK|C|A)?[$€£¥]\s?)?"
    # "[12]" cites; "[34.0%]" does not.
    r"(?:(?<![\w.,\[\-–])|(?<=\[)(?=[\d.,]+\s?%))"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\d\]])"
    r"(?P<onward>[-–—]\d+(?:[.,]\d+)?(?![\d\]]))?"  # "80-90%" is one value
    rf"(?P<scale>[\s-]?(?:{_SCALES})\b)?"
    r"(?P<percent>\s?(?:%|percent\b|per cent\b|percentage points?\b|‰))?"
    rf"(?P<currency>\s?(?:{CURRENCIES})\b)?"
    r"(?P<unit>[\s-](?!(?:of|and|to|in|or|the|a|an|by|for|at|is|was|were|are|with|from|on|as|it|"
    r"its|that|this|which|who|than|per|but|through|we|they|when|while|if|then|vs|et|"
    r"respectively|year|years-on)\b)"
    r"[^\W\d_]+(?:[-/][^\W\d_]+)?)?",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    # "one parcel", but not "the one which", "no one" or "one of them"
    r"\b(?P<number>(?<!the )(?<!this )(?<!that )(?<!no )one\b(?! (?:of|another|after|by|hand|who|"
    r"which|that|can|may|might|must|should|could)\b)|"
    rf"(?:{'|'.join(list(NUMBER_WORDS)[2:])})\b)(?:[\s-](?P<unit>[^\W\d_]+))?",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"(?<![\w.,$€£¥]){YEAR}(?:s\b)?(?![\w%]|[.,]\d)")
_RANGE = re.compile(rf"\b({YEAR})\s*(?:-|–|—|to|and|until|through)\s*({YEAR})\b", re.I)
_BOUND = re.compile(
    rf"\b(?:(?P<later>after|since)|before|prior to|until|up to)\s+(?P<year>{YEAR})\b",
    re.I,
)
_LEVEL = re.compile(r"\s?-?(?:CIs?|CrI|confidence|credible|credibility)\b")  # "95% CI" is no share
_ROUGHLY = re.compile(
    r"\b(?:over|above|about|around|roughly|approximately|nearly|almost|at (?:least|most)|under|"
    r"below|up to|some|circa|ca\.|exceed\w*|"
    r"(?:more|less|fewer|greater|higher|lower|larger|smaller) than)\s+(?:[$€£¥]\s?)?$",
    re.IGNORECASE,
)
_ALSO_WORDS = frozenset(("May", "March", "Mar", "Sep", "Jan", "Dec"))
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_DAY = r"(?:the )?\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_DAY} (?:of )?(?:{MONTHS})|(?:early |mid-?|late )?(?:{MONTHS})(?: {_DAY})?)"
    r"(?:,? (?P<year>(?:1\d|20)\d\d)\b)?(?![-\w])|"
    r"\b(?:in|by|since|until|from|around|before|after|between|circa|c\.) (?P<old>1[0-4]\d\d)\b"
    r"(?=\W*$|[,;:.)!?]+\s|\s(?:and|to|the|an?|when|which|while|who|but|as|or|by|until|with|without|in|"
    r"at|for|from|after|before|on|he|she|it|they|under|during)\b)|"
    r"\b(?P<era>\d{1,4} (?:AD|BC|CE|BCE)|AD \d{1,4})\b"
)
_PLACES_OF_TEXTS = (
    r"(?:tables?|figures?|figs?\.?|sections?|secs?\.|equations?|eqs?\.?|steps?|rows?|columns?|"
    r"chapters?|appendi(?:x|ces)|algorithms?|theorems?|lemmas?|refs?\.?|references?|pages?|pp?\.)"
)
_LABELS = re.compile(  # "Figures 9 and 10", "step (5)", "(7, 10, 13)", "(6) (7)"
    rf"\b{_PLACES_OF_TEXTS}\s*\(?\d[\d.]*\w?(?:\s?(?:and|&|or|to|–|-)\s?\(?\d[\d.]*(?![\d%]))?|"
    r"\(\d{1,3}(?:[,;] ?\d{1,3}){2,}\)|\(\d{1,3}\)(?: ?\(\d{1,3}\))+",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"(?:^|(?<=[:.;\n]\s)|(?<=\n))\(?\d{1,2}[.)](?=\s)")
# It begins with a run of letters, so that a long one without a capital is gone through once.
_NAME_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]*[A-ZÀ-ÖØ-Þ][\w’'&.-]*(?<![.’'-])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|\n|[\"“(]\s*)$")


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity at `[start, end)`: what is marked in an answer. `number` is compared by value.

    It is the first one of a range such as "3-5 days".

    `unit` is the stem of the word counted or the unit of measure, "" where none follows.
    """

    kind: ValueKind
    number: str
    unit: str
    start: int
    end: int


def values(text: str) -> list[Value]:
    """Return the quantities and years of `text` in order; list numerals are left out."""
    enumerators = {match.start() for match in _ENUMERATOR.finditer(text)}
    found = [
        value
        for match in _NUMBER.finditer(text)
        if match.start() not in enumerators and (value := _value(match))
    ]
    taken = {at for value in found for at in range(value.start, value.end)}
    found.extend(
        Value(
            "number",
            stem(match["number"]),
            stem(match["unit"]) if match["unit"] else "",
            match.start(),
            match.end("number"),
        )
        for match in _NUMBER_WORD.finditer(text)
        if match.start() not in taken
    )
    return sorted(found, key=lambda value: value.start)


def labels(text: str) -> list[tuple[int, int]]:
    """Return where `text` numbers its parts and what it cites: such numbers measure nothing."""
    return [match.span() for match in _LABELS.finditer(text)]


def dates(text: str) -> list[Value]:
    """Return the years and dates of `text` in order: "1262", "16 March", "January 2020"."""
    found = [
        Value("year", match["year"] or match[part], "", match.start(part), match.end(part))
        for match in _DATE.finditer(text)
        for part in [match.lastgroup if match.lastgroup in ("old", "era") else 0]
        if part or _is_date(match.group())
    ]
    taken = {at for value in found for at in range(value.start, value.end)}
    found += [
        Value("year", match.group()[:4], "", match.start(), match.end())
        for match in _YEAR.finditer(text)
        if match.start() not in taken
    ]
    return sorted(found, key=lambda value: value.start)


def names_month(text: str) -> bool:
    """Say whether `text` names a month of the year: "in June", "May 2020"."""
    return any(re.search(MONTHS, text[date.start : date.end]) for date in dates(text))


def _is_date(text: str) -> bool:
    """Say whether a month stands with a day or year, or cannot be another word ("May", "March")."""
    return any(map(str.isdigit, text)) or text.rstrip(".") not in _ALSO_WORDS


def _value(match: re.Match[str]) -> Value:
    number = stem(match["number"])
    bare = not (match["sign"] or match["scale"] or match["percent"] or match["currency"])
    if bare and _YEAR.match(match.string, match.start("number")):
        return Value("year", number, "", match.start("number"), match.end("number"))
    scale = stem(match["scale"].strip(" -")) if match["scale"] else ""
    if match["percent"]:
        level = _LEVEL.match(match.string, match.end("percent"))
        kind: ValueKind = "number" if level else "percent"
        return Value(kind, number, "percent", match.start(), match.end("percent"))
    if match["sign"] or match["currency"]:
        currency = (match["currency"] or match["sign"]).strip()
        end = match.end("currency") if match["currency"] else match.end("scale")
        end = max(end, match.end("number"))
        return Value("money", number, f"{scale} {stem(currency)}".strip(), match.start(), end)
    unit = stem(match["unit"].strip(" -")) if match["unit"] else ""
    end = max(match.end(part) for part in ("number", "onward", "scale", "unit"))
    return Value("number", number, f"{scale} {unit}".strip(), match.start(), end)


@lru_cache(maxsize=2_048)
def years(text: str) -> frozenset[int]:
    """Return the years named in `text`."""
    return frozenset(int(match.group()[:4]) for match in _YEAR.finditer(text))


def roughly(text: str, at: int) -> int | None:
    """Return where the "over" or "more than" starts that stands before a number at `at`, if any."""
    found = _ROUGHLY.search(text, 0, at)
    return found.start() if found else None


def years_bounded(text: str) -> dict[int, tuple[int, int]]:
    """Return the years that `text` names as bounds, each with the first and the last it lets in.

    "Before 2010" asks for no word about 2010.
    """
    bounds = {}
    for match in _BOUND.finditer(text):
        year = int(match["year"])
        bounds[year] = (year, 9999) if match["later"] else (0, year)
    return bounds


def without_bounds(text: str) -> str:
    """Return `text` with blanks for the bounds that it names."""
    return _BOUND.sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=2_048)
def years_covered(text: str) -> frozenset[int]:
    """Return the years that `text` names, or spans with "2008 to 2012" or "since 2018"."""
    covered = set(years(text))
    for first, last in _RANGE.findall(text):
        if 0 <= int(last) - int(first) <= 100:
            covered.update(range(int(first), int(last) + 1))
    return frozenset(covered)


def range_around(year: int, text: str) -> str:
    """Return the shortest range of years in `text` that spans `year`, as "2008 to 2012", or ""."""
    ranges = [(int(first), int(last)) for first, last in _RANGE.findall(text)]
    around = [(first, last) for first, last in ranges if first <= year <= last]
    first, last = min(around, key=lambda span: span[1] - span[0], default=(0, 0))
    return f"{first} to {last}" if first else ""


def year_ranges(text: str) -> list[Value]:
    """Return the ranges of years of `text` in order: "2008 to 2012"."""
    return [
        Value("year", f"{match[1]}-{match[2]}", "", match.start(), match.end())
        for match in _RANGE.finditer(text)
    ]


def names(text: str) -> list[tuple[int, int]]:
    """Return the spans of names: runs of capitalised words, and words such as "CO2" or "mRNA".

    A capitalised word that opens a sentence is no name unless the run goes on, or it holds a
    second capital.
    """
    return list(_names(text))


@lru_cache(maxsize=2_048)  # one question looks at the same sentences many times
def _names(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for match in _NAME_WORD.finditer(text):
        word = match.group()
        inner = any(character.isupper() for character in word[1:])
        first = bool(_SENTENCE_START.search(text[: match.start()]))
        if not says_something(word) or (word[0].islower() and not inner):
            continue
        joined = spans and text[spans[-1][1] : match.start()] in (
            " ",
            " of ",
            " & ",
            "-",
            " and the ",
        )
        if joined:
            spans[-1] = (spans[-1][0], match.end())
        elif not first or inner or re.match(r" [A-ZÀ-ÖØ-Þ]", text[match.end() :]):
            spans.append((match.start(), match.end()))
    return tuple(spans)
