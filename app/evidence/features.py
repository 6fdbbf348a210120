"""What the words of a sentence say for it as the answer to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from app.evidence.answer_form import nearness
from app.evidence.spans import leans
from app.language.lexemes import Word, content_words, every_stem, stems
from app.language.values import Value, years_covered
from app.question.problems_and_remedies import (
    asks_how_to,
    asks_remedy,
    asks_trouble,
    tells_remedy,
    tells_trouble,
)
from app.question.questions import Question
from app.question.superlatives import asks_leading, puts_first
from app.question.totals import asks_total, tells_part


def of_words(
    question: Question,
    weights: Mapping[str, float],
    text: str,
    fits: tuple[Value, ...],
    *,
    context: Set[str],
    previous: str,
    above: str,
) -> dict[str, float]:
    """Return what the words of a sentence say for it; `above` and `previous` stand before it."""
    own = [word.stem for word in content_words(text)]
    around = f"{above} {previous} {text}"
    wanted = _typed(question)
    leaning: Set[str] = every_stem(previous) if leans(text) else frozenset()
    return {
        "lexical": covered(weights, set(own)),
        "context": covered(weights, context),
        "pairs": _pairs(question.terms, own),
        "fit": float(wanted and bool(fits)),
        "cued": float(question.kind in ("why", "how", "effect", "list") and bool(fits)),
        "defines": float(question.kind == "definition" and bool(fits)),
        "misfit": float(wanted and not fits),
        "remedy": sought * tells_remedy(text) if (sought := _remedy(question.text)) else 0.0,
        "trouble": float(asks_trouble(question.text) and tells_trouble(text)),
        "part": float(asks_total(question.text) and tells_part(text)),
        "first": float(asks_leading(question.text) and puts_first(text)),
        "year": _years(question, text, around),
        "name": _names(question, text, around),
        "short": float(len(own) < 4),
        "long": min(1.0, len(text) / 600),
        "asks": float(text.rstrip().endswith("?")),
        "topic": covered(weights, every_stem(above) | every_stem(previous) | every_stem(text)),
        "carried": covered(weights, set(own) | leaning),
        "heading": covered(weights, every_stem(above)),
        "near": max((nearness(question, text, value) for value in fits), default=0.0) / 4,
        "recalled": _recalled(question, own),
    }


def covered(weights: Mapping[str, float], stems: Set[str]) -> float:
    """Return the share of the weights whose terms are among `stems`."""
    total = sum(weights.values())
    return (
        sum(weight for term, weight in weights.items() if term in stems) / total if total else 0.0
    )


def _recalled(question: Question, own: Sequence[str]) -> float:
    """Return the share of what is recalled of the last answer that is told here again."""
    answered = stems(question.recalled)
    return len(answered & set(own)) / len(answered) if answered else 0.0


def _remedy(question: str) -> float:
    """Return how far a remedy is asked for, in [0, 1]."""
    return 1.0 if asks_remedy(question) else 0.5 if asks_how_to(question) else 0.0


def _pairs(terms: Sequence[Word], own: Sequence[str]) -> float:
    """Return the share of the question's neighbouring terms that also stand together here."""
    asked = {(a.stem, b.stem) for a, b in zip(terms, terms[1:], strict=False)}
    here = set(zip(own, own[1:], strict=False))
    return len(asked & here) / len(asked) if asked else 0.0


def _years(question: Question, text: str, around: str) -> float:
    """Return 1 where the years asked for are named, -1 where only others are, else 0."""
    if not question.years:
        return _within(question.bounds, years_covered(text))
    if question.years <= years_covered(text):
        return 1.0
    if question.years <= years_covered(around):
        return 0.9
    return -1.0 if years_covered(text) else -0.3


def _within(bounds: Sequence[tuple[int, int]], told: Set[int]) -> float:
    """Return 1 where all the years told keep the bounds ("before 2010"), -1 where none does."""
    if not bounds or not told:
        return 0.0
    kept = sum(all(low <= year <= high for low, high in bounds) for year in told)
    return 2 * kept / len(told) - 1


def _names(question: Question, text: str, around: str) -> float:
    """Return the share of the question's names that stand in the sentence, or half if near it."""
    if not question.names:
        return 0.0
    low, wide = text.casefold(), around.casefold()
    points = [
        1.0 if name.casefold() in low else 0.5 if name.casefold() in wide else 0.0
        for name in question.names
    ]
    return sum(points) / len(points)


def _typed(question: Question) -> bool:
    return question.asks_value or question.kind in (
        "who",
        "where",
        "why",
        "how",
        "effect",
        "list",
        "definition",
    )
