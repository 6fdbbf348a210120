"""Two passages that give different values for the same quantity, or claim opposite things.

The same quantity is one of the same kind and unit, of the same year, said of the same: either the
two clauses share their words, or both sentences speak of all that the question asks about. Rounded
values, ranges and guesses ("about 40") are no disagreement with what lies near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from app.answer import Citation, Disagreement
from app.citing import citation
from app.evidence import Candidate, Query
from app.extract import Chosen
from app.lexemes import content_words, every_stem, words
from app.opposites import negations, opposites
from app.values import Value, names, values, years

MOST = 2  # that an answer shows
_WEIGHED = 40  # sentences that are looked at
_KEPT = 4 * _WEIGHED  # sentences whose facts are kept: each is compared with many
_SPOKEN_OF = 0.6  # how well a sentence must cover each of the question's terms
_TERMS = 3  # that a question must have, to say by itself which quantity is meant
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WEAK = every_stem(
    """
    mean average estimated reported found showed shown total totalled reached amounted accounted
    observed measured according respectively result results data year years number thus however
    recorded stood came valued value worth percent over compared last previous
    """
)
_GUESS = re.compile(
    r"(?:about|approximately|approx\.|around|nearly|almost|roughly|some|over|more than|less than|"
    r"under|at least|at most|up to|fewer than|as many as|[~≈<>≤≥±])\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\d\s*(?:-|–|—|to|and|±|/)|\bCI[:,]?|\b[pP]\s*[=<>])\s*$|\[$")
_ONWARD = re.compile(r"\s*(?:-|–|—|to|±|/)\s*\d")
_LABEL = re.compile(r"(?:tables?|figures?|figs?\.|sections?|equations?|eqs?\.|part|step|no\.)\s*$", re.I)  # fmt: skip  # noqa: E501
_CLAUSE = re.compile(r"[;:()]|,\s(?!\d)|\b(?:while|but|whereas|and (?=\w+ (?:was|were|is|are)))\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity that a sentence states: `amount` of `unit`, of `years`, said of `subject`."""

    value: Value
    amount: float
    unit: str
    digits: int
    guessed: bool
    years: frozenset[int]
    subject: frozenset[str]


def disagreements(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    citations: Sequence[Citation],
) -> tuple[Disagreement, ...]:
    """Return what of the answer other sentences, or its own, disagree with; `citations` are its."""
    near = [candidate for candidate, _ in ranked[:_WEIGHED]]
    shown = [candidate for candidate in near if _number(candidate, citations)]
    found: list[Disagreement] = []
    seen: set[tuple[str, int]] = set()
    for one, other in product(shown, near):
        key = (other.document.id, other.start)
        if one is other or key in seen or len(found) == MOST:
            continue
        if about := differ(query, one, other):
            seen |= {key, (one.document.id, one.start)}
            sides = (_cited(one, citations, 0), _cited(other, citations, len(found)))
            found.append(Disagreement(about, sides))
    return tuple(found)


def differ(query: Query, one: Candidate, other: Candidate) -> str:
    """Return on what the two sentences disagree, such as "5.2 days or 6.4 days"; "" if on nothing.

    Sentences that name different things are about different things.
    """
    if one.text == other.text or _other_names(query, one, other):
        return ""
    for here, there in product(stated(one.text), stated(other.text)):
        if _same_quantity(here, there) and not _same_amount(here, there):
            same = _same_subject(here.subject, there.subject, one, other)
            if same or _both_answer(query, one, other, here, there):
                return f"{_shown(one.text, here.value)} or {_shown(other.text, there.value)}"
    return contrary(one.text, other.text)


@lru_cache(maxsize=_KEPT)
def stated(text: str) -> tuple[Stated, ...]:
    """Return the quantities of `text` that have a unit, and are the only ones of it there."""
    found = [_stated(text, value) for value in values(text) if _counts(text, value)]
    units = [item.unit for item in found]
    return tuple(item for item in found if units.count(item.unit) == 1)


def _counts(text: str, value: Value) -> bool:
    before, after = text[: value.start], text[value.end :]
    number = re.match(r"[\d.,]+", text[value.start :])
    beyond = text[value.start + number.end() :] if number else after
    return (
        value.kind != "year"
        and bool(value.unit)
        and value.number.replace(".", "", 1).isdigit()
        and not _BETWEEN.search(before[-12:])
        and not _LABEL.search(before[-12:])
        and not (_ONWARD.match(beyond) or _ONWARD.match(after))
    )


def _stated(text: str, value: Value) -> Stated:
    amount, parts = float(value.number), value.unit.split()
    for part in parts:
        amount *= _SCALES.get(part, 1.0)
    low, high = _clause(text, value)
    subject = {
        word.stem
        for word in content_words(text[low:high])
        if not word.stem[0].isdigit() and word.stem not in _WEAK and word.stem not in parts
    }
    return Stated(
        value=value,
        amount=amount,
        unit=f"{value.kind} {' '.join(part for part in parts if part not in _SCALES)}",
        digits=len(value.number.replace(".", "").strip("0")) or 1,
        guessed=bool(_GUESS.search(text[max(0, value.start - 16) : value.start])),
        years=years(text),
        subject=frozenset(subject),
    )


def _clause(text: str, value: Value) -> tuple[int, int]:
    """Return the clause that holds the value; an opening such as "In 2019," belongs to it."""
    low, high = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= value.start and len(content_words(text[low : match.start()])) > 2:
            low = match.end()
        elif match.start() >= value.end:
            return low, match.start()
    return low, high


def _same_quantity(here: Stated, there: Stated) -> bool:
    return here.unit == there.unit and here.years == there.years


def _same_amount(here: Stated, there: Stated) -> bool:
    """Say whether one is the other, rounded, or a guess at it."""
    low, high = sorted((here.amount, there.amount))
    if here.guessed or there.guessed:
        return high <= 1.25 * low
    digits = min(here.digits, there.digits)
    return f"{low:.{digits - 1}e}" == f"{high:.{digits - 1}e}" or high - low <= 0.001 * high


def _same_subject(
    here: frozenset[str], there: frozenset[str], one: Candidate, other: Candidate
) -> bool:
    """Say whether two clauses are about the same: their words are, but for one that is no name."""
    shared = here & there
    left = (here - there - _context(other)) | (there - here - _context(one))
    if len(shared) < 2 or any(opposites().get(word, frozenset()) & left for word in left):
        return False
    return not left or (len(left) == 1 and len(shared) >= 4)


@lru_cache(maxsize=256)
def _above(title: str, heading: str) -> frozenset[str]:
    return every_stem(f"{title} {heading}")


def _context(candidate: Candidate) -> frozenset[str]:
    section = candidate.document.section_at(candidate.start)
    return _above(candidate.document.title, section.title if section else "")


def _both_answer(
    query: Query, one: Candidate, other: Candidate, here: Stated, there: Stated
) -> bool:
    """Say whether both sentences give a value for all that the question asks about."""
    question = query.question
    if not question.asks_value or len(question.terms) < _TERMS:
        return False
    if not _is_asked_for(one, here) or not _is_asked_for(other, there):
        return False
    return all(
        candidate.soft.get(term.stem, 0.0) >= _SPOKEN_OF or term.stem in _context(candidate)
        for candidate in (one, other)
        for term in question.terms
        if not term.stem[0].isdigit()
    )


def _is_asked_for(candidate: Candidate, given: Stated) -> bool:
    return any(value.start == given.value.start for value in candidate.values)


def _other_names(query: Query, one: Candidate, other: Candidate) -> bool:
    """Say whether each sentence names something that the other does not."""
    asked = every_stem(query.question.text)
    left = [
        _named(this.text) - every_stem(that.text) - _context(that) - asked
        for this, that in ((one, other), (other, one))
    ]
    return all(left)


@lru_cache(maxsize=_KEPT)
def _named(text: str) -> frozenset[str]:
    return frozenset(
        word.stem for start, end in names(text) for word in content_words(text[start:end])
    )


def contrary(one: str, other: str) -> str:
    """Return how one sentence says the contrary of the other, which is like it else; "" if not."""
    here, there = _told(one), _told(other)
    if years(one) != years(other) or _figures(one) != _figures(other):
        return ""
    left, right = here - there, there - here
    shared = len(here & there)
    if shared < 3 or len(left) > 2 or len(right) > 2 or shared < 2 * max(len(left), len(right)):
        return ""
    denied = negations(one) % 2 != negations(other) % 2
    turned = [(a, b) for a in left for b in right if b in opposites().get(a, frozenset())]
    if turned and not denied and len(left) == len(right) == 1:
        return f"{_spelled(one, turned[0][0])} or {_spelled(other, turned[0][1])}"
    if denied and not turned and not left and not right:
        return "whether it is so or not"
    return ""


@lru_cache(maxsize=_KEPT)
def _told(text: str) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in content_words(text)
        if not negations(word.text) and word.stem not in _WEAK and not word.stem[0].isdigit()
    )


@lru_cache(maxsize=_KEPT)
def _figures(text: str) -> tuple[str, ...]:
    return tuple(sorted(word.stem for word in words(text) if word.stem[0].isdigit()))


def _spelled(text: str, wanted: str) -> str:
    return next(word.text for word in words(text) if word.stem == wanted)


def _shown(text: str, value: Value) -> str:
    return " ".join(text[value.start : value.end].split())


def _number(candidate: Candidate, citations: Sequence[Citation]) -> int:
    """Return the number of the citation whose quote holds the sentence, 0 if none does."""
    return next(
        (
            cited.number
            for cited in citations
            if cited.document_id == candidate.document.id
            and cited.start <= candidate.start
            and candidate.end <= cited.end
        ),
        0,
    )


def _cited(candidate: Candidate, citations: Sequence[Citation], more: int) -> Citation:
    """Return the sentence as a citation: under the answer's number, or the next that is free."""
    last = max((cited.number for cited in citations), default=0)
    number = _number(candidate, citations) or last + more + 1
    chosen = Chosen(candidate.document, candidate.start, candidate.end, 0.0)
    return citation(chosen, number=number)
