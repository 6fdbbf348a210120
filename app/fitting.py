"""What in a sentence has the form of the answer: a quantity, a date, a name, a reason."""

from __future__ import annotations

import re

from app.lexemes import stem, words
from app.questions import Question
from app.values import Value, names, values

_WHY = """
because|due to|owing to|since |caused|attributed to|as a result|therefore|lead to|leads to|
led to|in order to|result of|results from|reason|so that|thanks to|contribut|stems from|originat
"""
_HOW = """
should|can |could|must|need to|needs to|measure|by |recommend|propose|solution|remed|require|
strateg|through|using|use of|via
"""
_EFFECT = """
lead|led to|cause|increase|reduce|raise|lower|affect|impact|result|hinder|improve|enhance|make|may |
bring|create|weaken|strengthen|so that|therefore|thus
"""
_DEFINES = """
 is a| is an| is the| are | refers to| refer to| means | is defined| defined as| denotes|
 stands for|consists of| (
"""
_LISTS = """
include|including|such as|following|e.g.|consist|namely|:|for example|for instance|cover
"""
_CUES: dict[str, tuple[str, ...]] = {
    kind: tuple(cues.strip("\n").replace("\n", "").split("|"))
    for kind, cues in {
        "why": _WHY,
        "how": _HOW,
        "effect": _EFFECT,
        "definition": _DEFINES,
        "list": _LISTS,
    }.items()
}


def fitting(question: Question, text: str) -> tuple[Value, ...]:
    """Return the values of `text` that have the form of the answer asked for."""
    if question.kind in ("who", "where", "which"):
        return _new_names(question, text)
    if not question.asks_value:
        return _cue(question, text)
    found = [
        value
        for value in values(text)
        if value.number not in question.numbers
        and not (value.kind == "year" and int(value.number) in question.years)
    ]
    if question.kind == "year":
        return tuple(value for value in found if value.kind == "year" or _is_period(value))
    if question.kind == "percent":
        return tuple(value for value in found if value.kind == "percent") or tuple(
            value for value in found if value.kind == "number" and "." in value.number
        )
    amounts = [value for value in found if value.kind != "year"]
    if question.kind == "money":
        money = [value for value in amounts if value.kind == "money"]
        return tuple(money or amounts)
    return tuple(amounts)


def _is_period(value: Value) -> bool:
    return value.unit in {stem(word) for word in ("days", "weeks", "months", "years", "century")}


def _new_names(question: Question, text: str) -> tuple[Value, ...]:
    asked = question.text.casefold()
    return tuple(
        Value("number", text[start:end], "", start, end)
        for start, end in names(text)
        if text[start:end].casefold() not in asked
    )


def _cue(question: Question, text: str) -> tuple[Value, ...]:
    """Return the words after which reasons, definitions and lists stand."""
    cues = _CUES.get(question.kind, ())
    low = text.casefold()
    for cue in cues:
        at = low.find(cue)
        if at >= 0:
            return (Value("number", cue, "", at, at + len(cue)),)
    return ()


_CLAUSE = re.compile(r"[,;:()]|\b(?:and|while|but|whereas|with)\b")


def nearness(question: Question, text: str, value: Value) -> float:
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
