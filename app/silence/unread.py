"""What speaks against an answer and the reader alone can tell: where it sees none."""

from __future__ import annotations

from collections.abc import Sequence

from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen, shown_of
from app.question.sorts import asks_one
from app.silence.belonging import gives_no
from app.silence.doubts import SLIGHT, Doubt

_BEARS = 0.2  # chance that a sentence says whether a claim is so, below which it does not
_ALL = 0.9  # of the weight of what is asked, that stands in a sentence
_BEGINS = 0.25  # chance that an answer begins in a sentence, below which it does not


def unread(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> list[Doubt]:
    """Return doubts where the reader, which has read the nearest passages, sees no answer shown."""
    shown = shown_of(ranked, chosen)
    return _beside_the_claim(shown) + _unmarked(query, shown, chosen)


def _beside_the_claim(shown: Sequence[Candidate]) -> list[Doubt]:
    """Return a doubt where nothing bears on what a yes-or-no question asks whether it is so."""
    bears = [one.features["bears"] for one in shown if "bears" in one.features]
    return [Doubt("claim", SLIGHT, "")] if bears and max(bears) < _BEARS else []


def _unmarked(query: Query, shown: Sequence[Candidate], chosen: Sequence[Chosen]) -> list[Doubt]:
    """Return a doubt where no words of what comes first answer: by their form, or to the reader.

    A name, a value or the one thing of a sort that is asked for should begin there; what belongs
    to a thing ("What must a seller hand over?") may be told in several sentences.
    """
    question = query.question
    named = question.kind == "who" or question.asks_value
    if not named and not (question.kind == "which" and asks_one(question.text)):
        return []
    if chosen[0].marks or not shown or shown[0].features["read"] >= _BEGINS:
        return []
    if any(one.values and one.features.get("lexical", 0.0) >= _ALL for one in shown):
        return []  # a name stands with all words of the question
    return [Doubt("unmarked", SLIGHT, gives_no(question.kind) if named else "", general=named)]
