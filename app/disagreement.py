"""Two passages that give different values for the same quantity, or claim opposite things.

The same quantity is one of the same kind and unit, of the same year, said of the same, and what the
question is about: either the two clauses share their words, or both sentences speak of all that is
asked. Within one paper, where values of many groups stand, the words must be nearly the same.
Rounded values, ranges and guesses ("about 40") are no disagreement with what lies near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from app.answer import Citation, Disagreement
from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen
from app.evidence.citing import citation
from app.evidence.quantities import WEAK, Stated, same_amount, same_quantity, stated
from app.language.lexemes import Word, content_words, every_stem, linking, words
from app.language.opposites import negations, opposites
from app.language.values import Value, names, years

MOST = 2  # that an answer shows
_WEIGHED = 40  # sentences that are looked at
_KEPT = 4 * _WEIGHED  # sentences whose facts are kept: each is compared with many
_SPOKEN_OF = 0.6  # how well a sentence must cover each of the question's terms
_ALIKE = 0.6  # the share of their words that two clauses of one paper have in common
_CODE = re.compile(r"\b[^\W\d_]+\d\w*\b")
_QUANTITY = (
    r"(?!(?:is|was|has|does|gives|holds)\b)[\w-]+s|[^\W\d_]{1,2}|[a-z]*illion|thousand|percent"
)
_COUNTED = (  # "nearly 400 took part", "a total of 30"
    r"total|median|mean|average|size|number|nearly|approx\w*|around|roughly|almost|least|exactly|"
    r"another|fewer|included?|additional|remaining|over|under|some|only|just|about|all|and|between|"
    r"than|from|with|were|was|had|has|have|are|did|for|the|other|both|these|those|which|age|aged"
)
_NUMBERED = re.compile(  # "crate 117", not "held 352 apples", "weighed 40 kg"
    rf"\b(?!(?i:{_COUNTED})\b)([^\W\d_]{{3,}})(?<![^sui]s) (\d{{1,4}})\b"
    rf"(?![.,:]\d|[ -]?%| (?:{_QUANTITY})\b)"
)
_SETTING = re.compile(r"\bat (\d+(?:[.,]\d+)*) ?(°[CF]?|%|[^\W\d_]+)", re.IGNORECASE)  # "at 8 °C"
_TERMS = 3  # that a question must have, to say by itself which quantity is meant


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

    Sentences that name different things are about different things; a row of labels is none.
    """
    if one.text == other.text or not (linking(one.text) and linking(other.text)):
        return ""  # the labels of a figure's axes
    if _other_codes(one.text, other.text):
        return ""
    if _other_names(query, one, other):
        return ""
    for here, there in product(stated(one.text), stated(other.text)):
        if same_quantity(here, there) and not same_amount(here, there):
            if _other_numbered((one.text, here.value), (other.text, there.value)):
                continue
            same = _same_subject(here.subject, there.subject, one, other) and all(
                _concerns(query, side, given) for side, given in ((one, here), (other, there))
            )
            answers = _both_answer(query, one, other, here, there)
            if (same or answers) and _may_differ(one, other, here, there):
                return f"{_shown(one.text, here.value)} or {_shown(other.text, there.value)}"
    return contrary(one.text, other.text)


def _same_subject(
    here: frozenset[str], there: frozenset[str], one: Candidate, other: Candidate
) -> bool:
    """Say whether two clauses are about the same: their words are, but for one that is no name."""
    shared = here & there
    left = (here - there - _context(other)) | (there - here - _context(one))
    if len(shared) < 2 or any(opposites().get(word, frozenset()) & left for word in left):
        return False
    return not left or (len(left) == 1 and len(shared) >= 4)


def _concerns(query: Query, candidate: Candidate, given: Stated) -> bool:
    """Say whether the quantity is what the question asks for, or of what it speaks of."""
    question = query.question
    asked = {term.stem for term in question.terms}
    if question.asks_value and not _is_asked_for(candidate, given):
        return False
    return len(asked & (given.subject | every_stem(given.unit))) >= min(
        len(asked), 1 if question.asks_value else 2
    )


def _may_differ(one: Candidate, other: Candidate, here: Stated, there: Stated) -> bool:
    """Say whether the two are not of one paper that tells of several groups, doses or runs."""
    if one.document.sha256 != other.document.sha256:
        return True
    together = here.subject | there.subject
    return len(here.subject & there.subject) >= _ALIKE * len(together) > 0


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
        _speaks_of(candidate, term) or term.stem in _context(candidate)
        for candidate in (one, other)
        for term in question.terms
        if not term.stem[0].isdigit()
    )


def _speaks_of(candidate: Candidate, term: Word) -> bool:
    """Say whether a sentence covers a term; codes such as "NS5A" it must spell."""
    least = 1.0 if any(c.isupper() or c.isdigit() for c in term.text[1:]) else _SPOKEN_OF
    return candidate.soft.get(term.stem, 0.0) >= least


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


def _other_codes(one: str, other: str) -> bool:
    """Say whether each sentence has a code such as "NS5A" that the other has not."""
    here, there = _codes(one), _codes(other)
    return bool(here - there and there - here)


@lru_cache(maxsize=_KEPT)
def _codes(text: str) -> frozenset[str]:
    return frozenset(_CODE.findall(text))


def _other_numbered(one: tuple[str, Value], other: tuple[str, Value]) -> bool:
    """Say whether two values are of things of one sort with different numbers: "crate 117".

    Or were found at different settings of one sort: "at 2 °C", "at 8 °C".
    """
    here, there = (_numbered(*side) for side in (one, other))
    return any(not here[sort] & there[sort] for sort in here.keys() & there.keys())


def _numbered(text: str, value: Value) -> dict[str, set[str]]:
    """Return what has numbers, and which; that of a value without a unit is none."""
    found: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(text):
        if match.start(2) != value.start or value.unit:
            found.setdefault(match[1].casefold(), set()).add(match[2])
    for match in _SETTING.finditer(text):
        if match.start(1) != value.start:
            found.setdefault(f"at {match[2].casefold()}", set()).add(match[1])
    return found


@lru_cache(maxsize=_KEPT)
def _named(text: str) -> frozenset[str]:
    return frozenset(
        word.stem for start, end in names(text) for word in content_words(text[start:end])
    )


def contrary(one: str, other: str) -> str:
    """Return how one sentence says the contrary of the other, which is like it else; "" if not."""
    here, there = _told(one), _told(other)
    shared = len(here & there)
    left, right = here - there, there - here
    if shared < 3 or len(left) > 2 or len(right) > 2 or shared < 2 * max(len(left), len(right)):
        return ""
    if years(one) != years(other) or _figures(one) != _figures(other):
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
        if not negations(word.text) and word.stem not in WEAK and not word.stem[0].isdigit()
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
