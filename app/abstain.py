"""How likely it is that the evidence answers, and what is missing where it does not.

The probability is a logistic function of a few features; its weights, learned by
`eval/calibrate.py`, are in `weights.json`. What the question names and the evidence lacks (a year,
a name) lowers it further, by rules that can be read below.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from app.evidence import Candidate, Query, logistic, weighted
from app.extract import Chosen
from app.features import covered
from app.lexemes import content_words, stem, words
from app.lexicon import Lexicon
from app.values import years, years_covered
from ingest.document import Document

WEIGHTS = Path(__file__).with_name("abstain.json")
THRESHOLD = 0.15
_SPOKEN_OF = 0.55  # how near in meaning a sentence must come to a term to speak of it
_CURRENCY = {
    "yuan": ("yuan", "rmb", "cny"),
    "dollar": ("dollar", "dollars", "usd"),
    "euro": ("euro", "euros", "eur"),
    "pound": ("pounds", "gbp"),
    "yen": ("yen", "jpy"),
    "rupee": ("rupee", "rupees", "inr"),
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """The probability that the evidence answers; `reason` says what is missing, or is "".

    `factor` is by how much the rules lower it; `read` is what the reader says, if there is one.
    """

    probability: float
    reason: str
    features: Mapping[str, float]
    factor: float = 1.0
    read: float | None = None


@lru_cache(maxsize=4)
def load_weights(path: Path = WEIGHTS, *, read: bool = False) -> Mapping[str, float]:
    """Return the weight of each feature, with the reader's word among them or without."""
    groups: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return groups["with reader" if read else "weights"]


def estimate(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    lexicon: Lexicon,
    *,
    read: float | None = None,
) -> Estimate:
    """Return how likely `chosen` answers. `read` is the reader's probability, if there is one."""
    if not ranked or not chosen:
        return Estimate(0.0, "Nothing in these documents comes near the question.", {})
    found = features(query, ranked, chosen, lexicon)
    if read is not None:
        found["read"] = _log_odds(read) / 5
        found["relevance"] = _log_odds(ranked[0][0].features["relevance"]) / 5
        found["answered"] = max(candidate.features["read"] for candidate, _ in ranked[:4])
    lacking = missing(query, ranked, chosen, lexicon)
    plain = Estimate(1.0, "", found, math.prod(factor for factor, _ in lacking), read)
    reasons = [why for _, why in lacking]
    return replace(
        plain,
        probability=probability(plain, load_weights(read=read is not None)),
        reason=reasons[0] if reasons else "",
    )


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 0.005), 0.995)
    return math.log(bounded / (1 - bounded))


def probability(estimated: Estimate, weights: Mapping[str, float]) -> float:
    """Return the chance that the evidence answers, under `weights`."""
    value = weights["bias"]
    value += sum(weights.get(name, 0.0) * x for name, x in estimated.features.items())
    return logistic(value) * estimated.factor


def features(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    lexicon: Lexicon,
) -> dict[str, float]:
    """Return what speaks for and against an answer; each is about in [0, 1]."""
    best = ranked[0][0]
    around = {word.stem for word in words(_above(chosen[0]))}
    around |= {word.stem for item in chosen for word in words(_paragraph(item))}
    near = [candidate for candidate, _ in ranked[:4] if candidate.document is best.document]
    soft = {term: max(candidate.soft.get(term, 0.0) for candidate in near) for term in best.soft}
    soft |= {term: 1.0 for term in soft if term in around}
    unknown = sum(w for t, w in query.term_weights.items() if not lexicon.knows(t))
    marked = any(item.marks for item in chosen)
    return {
        "late": best.features["late"],
        "meaning": best.features["meaning"],
        "lexical": covered(query.term_weights, {word.stem for word in words(best.text)}),
        "soft": weighted(soft, query.term_weights),
        "weakest": min(soft.values(), default=0.0),
        "unknown": unknown / (sum(query.term_weights.values()) or 1.0),
        "unsaid": _unsaid(query, ranked, chosen) if query.question.asks_value else 0.0,
        "uncued": float(query.question.kind in ("why", "definition") and not marked),
    }


def _unsaid(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> float:
    """Return the weight of the terms that the sentence with the value does not speak of."""
    starts = {(item.document.id, item.start) for item in chosen}
    with_value = [
        candidate
        for candidate, _ in ranked
        if candidate.values and (candidate.document.id, candidate.start) in starts
    ]
    if not with_value:
        return 1.0
    above = {word.stem for word in words(_above(chosen[0]))}
    shares = [
        weighted(
            {t: float(value >= _SPOKEN_OF or t in above) for t, value in candidate.soft.items()},
            query.term_weights,
        )
        for candidate in with_value
    ]
    return 1.0 - max(shares)


def _paragraph(item: Chosen) -> str:
    text = item.document.text
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    return text[start : end if end >= 0 else len(text)][:4_000]


def _above(item: Chosen) -> str:
    section = item.document.section_at(item.start)
    return f"{item.document.title} {section.title if section else ''}"


def _section_text(item: Chosen) -> str:
    section = item.document.section_at(item.start)
    start, end = (
        (section.start, section.end) if section else (max(0, item.start - 2_000), item.end + 2_000)
    )
    return item.document.text[start:end]


def missing(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    lexicon: Lexicon,
) -> list[tuple[float, str]]:
    """Return what the question names and the evidence lacks: a factor and a sentence for each."""
    question = query.question
    context = " ".join(
        [*(_above(item) for item in chosen), *(_section_text(item) for item in chosen)]
    )
    documents = list({item.document.id: item.document for item in chosen}.values())
    found: list[tuple[float, str]] = []
    if question.years:
        found += _years_missing(question.years, context, chosen, documents)
    for name in question.names:
        found += _name_missing(name, context, documents, lexicon)
    found += _currency_missing(question.text, chosen)
    return found + _count_missing(query, ranked, chosen)


def _years_missing(
    asked: frozenset[int], context: str, chosen: Sequence[Chosen], documents: Sequence[Document]
) -> list[tuple[float, str]]:
    gone = sorted(asked - years_covered(context))
    if not gone:
        return []
    there = sorted(years(" ".join(item.text for item in chosen)) or years(context))
    given = f"The documents give {_listed(there)} here, not {_listed(gone)}." if there else (
        f"The documents say nothing here about {_listed(gone)}."
    )  # fmt: skip
    anywhere = set().union(*(years_covered(document.text) for document in documents))
    return [(0.3 if set(gone) <= anywhere and not there else 0.1, given)]


def _name_missing(
    name: str, context: str, documents: Sequence[Document], lexicon: Lexicon
) -> list[tuple[float, str]]:
    parts = [word for word in content_words(name) if word.text[0].isupper() or word.text.isupper()]
    there = {word.stem for word in words(context)}
    absent = [
        word for word in parts if word.stem not in there and not _spelled_out(word.text, context)
    ]
    if not absent:
        return []
    nowhere = [word for word in absent if not _known(word.text, lexicon, documents)]
    if not nowhere:
        return [(0.75, f"What comes nearest does not mention {name!r}.")]
    # Codes such as "COVID19" are spelled in many ways; a name that is a plain word is not.
    plain = any(word.text[1:].islower() and not lexicon.nearest(word.text) for word in nowhere)
    factor = 0.15 if plain else 0.4  # "Shanghai Customs" is not the customs that the paper names
    return [(factor, f"Nothing in these documents mentions {name!r}.")]


def _known(word: str, lexicon: Lexicon, documents: Sequence[Document]) -> bool:
    return (
        lexicon.knows(stem(word))
        or lexicon.begins(word)
        or any(_spelled_out(word, document.text) for document in documents)
    )


def _spelled_out(name: str, text: str) -> bool:
    """Say whether `name` is an acronym of words that stand together in `text`."""
    letters = name.removesuffix("s")
    if len(letters) < 2 or not letters.isupper():
        return False
    pattern = r"[\W_]+".join(rf"{letter}[a-z]+" for letter in map(re.escape, letters))
    return bool(re.search(rf"\b{pattern}", text, re.IGNORECASE))


def _currency_missing(question: str, chosen: Sequence[Chosen]) -> list[tuple[float, str]]:
    asked = {word.stem for word in words(question)}
    shown = {word.stem for item in chosen for word in words(item.text)}
    for currency, spellings in _CURRENCY.items():
        forms = {stem(spelling) for spelling in spellings} | {currency}
        if asked & forms and not shown & forms:
            other = next((c for c, s in _CURRENCY.items() if shown & {stem(x) for x in s}), "")
            if other:
                return [(0.15, f"The documents give the amount in {other}, not in {currency}.")]
    return []


def _count_missing(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> list[tuple[float, str]]:
    """Return a factor where what "how many" counts is not spoken of beside a number."""
    counted = [term for term in query.question.terms if term.stem in query.question.units]
    if not counted:
        return []
    head = counted[-1]
    starts = {(item.document.id, item.start) for item in chosen}
    shown = [c for c, _ in ranked if (c.document.id, c.start) in starts and c.values]
    best = max((candidate.soft.get(head.stem, 0.0) for candidate in shown), default=0.0)
    if best >= 0.6:
        return []
    return [(0.35, f"The documents give no number of {head.text}.")]


def _listed(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in numbers[:4]]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def reason(query: Query, estimated: Estimate, lexicon: Lexicon) -> str:
    """Return one sentence that says why there is no answer."""
    if estimated.reason:
        return estimated.reason
    unknown = [term.text for term in query.question.terms if not lexicon.knows(term.stem)]
    if unknown:
        listed = " or ".join(map(repr, dict.fromkeys(unknown[:2])))
        return f"Nothing in these documents mentions {listed}."
    if estimated.features.get("valueless"):
        what = {"year": "date", "percent": "percentage", "money": "amount"}.get(
            query.question.kind, "number"
        )
        return f"These documents touch on this, but give no {what} for it."
    return "These documents do not say; the nearest passages are below."
