"""Which words of a sentence carry the answer."""

from __future__ import annotations

from app.evidence import Candidate
from app.fitting import nearness
from app.questions import Question
from app.values import Value

_TRAIL = " .;,"


def marks_in(question: Question, candidate: Candidate) -> tuple[tuple[int, int], ...]:
    """Return the spans that carry the answer, in order; empty if none stands out."""
    if not candidate.values:
        return ()
    text = candidate.text
    if question.kind in ("how", "effect"):
        return ()
    if question.kind == "list" and _is_enumeration(candidate.values[0]):
        return ()
    if question.kind in ("why", "definition", "list"):
        return _after_cue(text, candidate.values[0])
    if question.kind in ("who", "where", "which"):
        near = sorted(candidate.values, key=lambda value: -nearness(question, text, value))
        return tuple(sorted((value.start, value.end) for value in near[:3]))
    best = max(candidate.values, key=lambda value: nearness(question, text, value))
    return ((best.start, best.end),)


def _after_cue(text: str, cue: Value) -> tuple[tuple[int, int], ...]:
    start = cue.end
    while start < len(text) and text[start] in " :,":
        start += 1
    end = len(text)
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return ((start, end),) if end - start > 2 else ()


def _is_enumeration(value: Value) -> bool:
    """Say whether the list was recognised by its commas, which say not where it starts."""
    return value.start == value.end
