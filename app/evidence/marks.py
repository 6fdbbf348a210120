"""Which words of a sentence carry the answer."""

from __future__ import annotations

from app.evidence.answer_form import nearness
from app.evidence.candidates import Candidate
from app.language.values import Value
from app.question.questions import Question

_TRAIL = " .;,"
_LEAST_CHANCE = 0.25  # that the reader is right; else its answer is no mark
_LONGEST = 160  # characters of what the reader marks; more of a sentence is no mark

Marks = tuple[tuple[int, int], ...]


def marks_in(question: Question, candidate: Candidate) -> Marks:
    """Return the spans that carry the answer, in order; empty if none stands out."""
    if question.asks_value:
        return _value(question, candidate)
    if question.kind in ("why", "definition", "list") and candidate.values:
        return _after_cue(candidate.text, candidate.values[0])
    if read := _read(candidate):
        return (read,)
    if question.kind in ("who", "where", "which"):
        near = sorted(candidate.values, key=lambda v: -nearness(question, candidate.text, v))
        return tuple(sorted((value.start, value.end) for value in near[:3]))
    return ()


def _value(question: Question, candidate: Candidate) -> Marks:
    """Return the value that the reader's answer holds, else the one nearest to what is asked."""
    if not candidate.values:
        return ()
    low, high = candidate.read or (0, 0)
    read = [value for value in candidate.values if low < value.end and value.start < high]
    near = read or candidate.values
    best = max(near, key=lambda value: nearness(question, candidate.text, value))
    return ((best.start, best.end),)


def _read(candidate: Candidate) -> tuple[int, int] | None:
    """Return the reader's answer, whole words of it, if it is less than the sentence."""
    if candidate.read is None or candidate.features["read"] < _LEAST_CHANCE:
        return None
    start, end = candidate.read
    text = candidate.text
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return (start, end) if 1 < end - start <= min(_LONGEST, 3 * len(text) // 4) else None


def _after_cue(text: str, cue: Value) -> Marks:
    start = cue.end
    if cue.start == cue.end:  # recognised as a list by its commas, which say not where it starts
        return ()
    while start < len(text) and text[start] in " :,":
        start += 1
    end = len(text)
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return ((start, end),) if end - start > 2 else ()
