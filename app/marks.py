"""Which words of a sentence carry the answer."""

from __future__ import annotations

import re

from app.evidence import Candidate
from app.lexemes import words
from app.questions import Question
from app.values import Value

_CLAUSE = re.compile(r"[,;:()]|\b(?:and|while|but|whereas|with)\b")
_TRAIL = " .;,"


def marks_in(question: Question, candidate: Candidate) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentence that carry the answer, in order; empty if none stands out."""
    if not candidate.values:
        return ()
    text = candidate.text
    if question.kind in ("why", "definition", "list"):
        return _after_cue(text, candidate.values[0])
    if question.kind in ("who", "where", "which"):
        near = sorted(candidate.values, key=lambda value: -_nearness(question, text, value))
        return tuple(sorted((value.start, value.end) for value in near[:3]))
    best = max(candidate.values, key=lambda value: _nearness(question, text, value))
    return ((best.start, best.end),)


def _after_cue(text: str, cue: Value) -> tuple[tuple[int, int], ...]:
    start = cue.end
    while start < len(text) and text[start] in " :,":
        start += 1
    end = len(text)
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return ((start, end),) if end - start > 2 else ()


def _nearness(question: Question, text: str, value: Value) -> float:
    """Return how close to the value, and in its clause, the question's words stand."""
    terms = {term.stem for term in question.terms}
    low, high = _clause(text, value)
    points = 1.0 if set(value.unit.split()) & (question.units | terms) else 0.0
    for word in words(text):
        if word.stem in terms:
            distance = min(abs(word.end - value.start), abs(word.start - value.end))
            points += 1.0 / (1 + distance / 20) + (1.0 if low <= word.start < high else 0.0)
    return points


def _clause(text: str, value: Value) -> tuple[int, int]:
    low, high = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= value.start:
            low = match.end()
        elif match.start() >= value.end:
            return low, match.start()
    return low, high
