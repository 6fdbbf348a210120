"""How likely it is that the evidence answers, and why not where it does not.

The probability is a logistic function of a few features; its weights, learned by
`eval/calibrate.py`, are in `abstain.json`. What the question names and the evidence lacks (a year,
a name) lowers its odds further, by the rules in `app/silence/missing.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from app.evidence.answer_form import to_define
from app.evidence.candidates import Candidate, Query, weighted
from app.evidence.chosen import Chosen, shown_of
from app.evidence.context import Around, around, heading
from app.evidence.features import covered
from app.language.lexemes import (
    Word,
    content_words,
    every_stem,
    is_character,
    stem,
    words,
)
from app.language.lexicon import Lexicon
from app.language.opposites import negations, opposites, without_set_phrases
from app.language.tongues import OTHER_SCRIPT
from app.language.values import years
from app.papers.mentioned import said_about
from app.question.sorts import sort_in
from app.silence.belonging import COMMON, gives_no
from app.silence.doubts import GRAVE, PLAIN, SLIGHT, Doubt, quoted
from app.silence.missing import missing
from app.silence.unread import unread
from index.readings import log_odds, sigmoid
from ingest.tokens import place_of_word

WEIGHTS = Path(__file__).with_name("abstain.json")
# Features that only the reader gives.
READ = ("read", "relevance", "answers", "here", "answered", "alone", "misread")
# Below these chances nothing is answered. Without the reader, which tells best that an answer only
# seems to be one, the features are less sure, and more has to speak for it.
THRESHOLD = 0.18
THRESHOLD_UNREAD = 0.25
_NAMED = 2  # missing words that are named
_PLAIN = 2_700  # words of English too common to be named as missing (the list begins at 1,996)
_SPOKEN_OF = 0.55  # how near in meaning a sentence must come to a term to speak of it
_FAR = 0.35  # no nearer than this, it does not
_IN_OTHER_WORDS = 0.45  # this near, a word that no document has is said in others ("firms")
# Below all of these a question is of other things. Of one paper it may be asked in words that name
# none of its matter; of several papers it has to say which matter it is of, as one does whose
# words all stand around what was found.
_STRANGE_TO_ONE = {"late": 0.25, "meaning": 0.2, "read": -0.25}
_STRANGE_TO_MANY = {"late": 0.5, "near": 0.36, "read": 0.4, "around": 0.9}
# Words that say together what a question is of: "the meaning of life" may stand anywhere.
_TELLING = 3
_NEAREST = 5  # sentences, whose mean likeness in meaning is "near"
_STRANGE = "strange"
_UNHEARD = 0.32  # no nearer in meaning than this, what is found speaks of no such thing
# What texts are made of, which none needs to mention.
_OF_TEXTS = every_stem(
    "sentence word paragraph line page phrase passage wording heading footnote "
    "exactly exact precisely precise roughly really actually"
)
# Verbs of a question that say only that the documents tell something: none is missing.
_FRAMES = every_stem(
    "reach get achieve attain obtain report show give use yield mention describe indicate "
    "present provide tell say exhibit reveal"
)
_REACHED = every_stem("reach achieve attain obtain")
_NOTHING_NEAR = "Nothing in these documents comes near the question."


@dataclass(frozen=True, slots=True)
class Estimate:
    """The probability that the evidence answers; `reason` says what is missing, or is "".

    `factor` is by how much the rules lower its odds; `read` is what the reader says, if any.
    `unspoken` are the question's words that what comes nearest does not speak of; `spoken` the
    stems of those that it has, or says in other words; `lacking` the kinds of what
    `app/silence/missing.py` finds to be missing; `unvalued` says whether the value, name or reason
    asked for is, and no more is known of why.
    """

    probability: float
    reason: str
    features: Mapping[str, float]
    factor: float = 1.0
    read: float | None = None
    unspoken: tuple[str, ...] = ()
    spoken: frozenset[str] = frozenset()
    lacking: tuple[str, ...] = ()
    unvalued: bool = False


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
        return Estimate(0.0, _NOTHING_NEAR, {})
    place = around(chosen)
    found = features(query, ranked, chosen, place)
    if read is not None:
        found["read"] = log_odds(read) / 5
        found["relevance"] = log_odds(ranked[0][0].features["relevance"]) / 5
        found["answered"] = max(candidate.features["read"] for candidate, _ in ranked[:4])
        found["answers"] = log_odds(max(one.features["answers"] for one, _ in ranked)) / 5
        found["here"] = log_odds(ranked[0][0].features["answers"]) / 5
        found["alone"] = ranked[0][0].features.get("alone", 0.0)
        found["misread"] = float(query.question.asks_value and _misread(ranked[0][0]))
    lacking = missing(query, ranked, chosen, place, lexicon)
    lacking += _strange(query, ranked, found)
    lacking += _unheard(query, ranked, place, lexicon)
    lacking += unread(query, ranked, chosen) if read is not None else []
    soft = _spoken(ranked, place.beside)
    named = every_stem(" ".join(query.question.names))  # a name is said in no other words
    plain = Estimate(
        1.0,
        next((doubt.why for doubt in lacking if doubt.why and not doubt.general), ""),
        found,
        factor=math.prod(doubt.factor for doubt in lacking),
        read=read,
        unspoken=tuple(t.text for t in query.question.terms if soft.get(t.stem, 1.0) < _FAR),
        spoken=frozenset(term for term, near in soft.items() if near >= _IN_OTHER_WORDS) - named,
        lacking=tuple(doubt.kind for doubt in lacking),
        unvalued=bool(found.get("untyped")) or any(doubt.general for doubt in lacking),
    )
    return replace(plain, probability=probability(plain, load_weights(read=read is not None)))


def threshold(*, read: bool) -> float:
    """Return the chance below which nothing is answered, with the reader or without."""
    return THRESHOLD if read else THRESHOLD_UNREAD


def _strange(
    query: Query, ranked: Sequence[tuple[Candidate, float]], found: Mapping[str, float]
) -> list[Doubt]:
    """Return a doubt where the question is of other things than the papers are."""
    several = any(one.document is not ranked[0][0].document for one, _ in ranked)
    alike = sorted((one.features["meaning"] for one, _ in ranked), reverse=True)[:_NEAREST]
    around = found["around"] if len(query.term_weights) >= _TELLING else 0.0
    known = {**found, "near": sum(alike) / len(alike), "around": around}
    most, grade = (_STRANGE_TO_MANY, GRAVE) if several else (_STRANGE_TO_ONE, SLIGHT)
    if any(known.get(name, -1.0) >= limit for name, limit in most.items()):
        return []
    return [Doubt(_STRANGE, grade, "")]


def _unheard(
    query: Query, ranked: Sequence[tuple[Candidate, float]], place: Around, lexicon: Lexicon
) -> list[Doubt]:
    """Return a doubt where a thing is asked about that no document names, nor anything near it.

    What is to be defined is such a thing only where none of its words is known.
    """
    if asked := said_about(query.question):
        thing: Sequence[Word] = content_words(asked.thing)
    else:
        thing = to_define(query.question) if query.question.kind == "definition" else ()
    unknown = [word for word in thing if not lexicon.knows(word.stem)]
    if not asked and len(unknown) < len(thing):
        return []
    soft = _spoken(ranked, place.beside)
    unheard = [quoted(word.text) for word in unknown if soft.get(word.stem, 1.0) < _UNHEARD]
    why = f"Nothing in these documents mentions {' or '.join(unheard)}."
    return [Doubt("unheard", PLAIN if asked else GRAVE, why)] if unheard else []


def probability(estimated: Estimate, weights: Mapping[str, float]) -> float:
    """Return the chance that the evidence answers, under `weights`.

    The rules lower its odds, not itself: where the reader is sure, one of them may be wrong.
    """
    value = weights["bias"]
    value += sum(weights.get(name, 0.0) * x for name, x in estimated.features.items())
    return sigmoid(value + math.log(estimated.factor))


def features(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    place: Around,
) -> dict[str, float]:
    """Return what speaks for and against an answer; each is about in [0, 1]."""
    best = ranked[0][0]
    soft = _spoken(ranked, place.beside)
    marked = any(item.marks for item in chosen)
    return {
        "late": best.features["late"],
        "meaning": best.features["meaning"],
        "lexical": covered(query.term_weights, every_stem(best.text)),
        "soft": weighted(soft, query.term_weights),
        "weakest": min(soft.values(), default=0.0),
        "around": covered(query.term_weights, place.beside),
        "yesno": float(query.question.kind == "yesno"),
        "goes_on": float(bool(query.question.recalled)),
        "how": float(query.question.kind == "how"),
        "why": float(query.question.kind == "why"),
        "valued": float(query.question.asks_value),  # of which the next and two more speak alone
        "unsaid": _unsaid(query, ranked, chosen) if query.question.asks_value else 0.0,
        "unsorted": _unsorted(query, soft),
        "uncued": float(query.question.kind in ("why", "definition") and not marked),
        **_at_odds(query, ranked, chosen, place),
    }


def _unsorted(query: Query, soft: Mapping[str, float]) -> float:
    """Return 1 where nothing near speaks of the sort of thing asked for: "Which antibiotic …?".

    A common word says little of it: what is asked for by "which way" goes by many another. Nor is
    "what proportion" spoken of where 30 % is, or "which decade" beside a year.
    """
    if query.question.kind in ("percent", "money", "year"):
        return 0.0
    sort = (word for word in sort_in(query.question.text) if word.stem not in _OF_TEXTS)
    return float(any(soft.get(one.stem, 1.0) < _SPOKEN_OF and not _is_common(one) for one in sort))


def _is_common(word: Word) -> bool:
    """Say whether a word, or what it is the plural of, is common in English."""
    places = (place_of_word(word.text), place_of_word(word.stem))
    return any(place is not None and place < COMMON for place in places)


def _spoken(ranked: Sequence[tuple[Candidate, float]], beside: Set[str]) -> dict[str, float]:
    """Return how well the nearest sentences and their paragraphs speak of each term."""
    best = ranked[0][0]
    near = [candidate for candidate, _ in ranked[:4] if candidate.document is best.document]
    soft = {term: max(candidate.soft.get(term, 0.0) for candidate in near) for term in best.soft}
    return soft | {term: 1.0 for term in soft if term in beside}


def _at_odds(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    place: Around,
) -> dict[str, float]:
    """Return where the sentences to be shown are of another form, or say another thing."""
    question = query.question
    names = [name for name in question.names if not every_stem(name) <= place.beside]
    telling = words(without_set_phrases(question.text))
    asked = [word.stem for word in telling if word.stem in opposites()]
    turned = [t for t in asked if t not in place.beside and opposites()[t] & place.said]
    valued = any(candidate.values for candidate in shown_of(ranked, chosen))
    denies = bool(negations(question.text)) != bool(negations(ranked[0][0].text))
    given = years(place.shown)
    return {
        "untyped": float((question.asks_value or question.kind in ("who", "where")) and not valued),
        "unnamed": len(names) / len(question.names) if names else 0.0,
        "turned": float(bool(turned)),
        "denied": float(denies),
        "misdated": float(bool(question.years and given and not question.years & given)),
    }


def _misread(candidate: Candidate) -> bool:
    """Say whether what the reader takes for the answer is no value of the kind asked for."""
    if candidate.read is None:
        return True
    low, high = candidate.read
    return not any(low < value.end and value.start < high for value in candidate.values)


def _unsaid(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> float:
    """Return the weight of the terms that the sentence with the value does not speak of."""
    with_value = [candidate for candidate in shown_of(ranked, chosen) if candidate.values]
    if not with_value:
        return 1.0
    above = every_stem(heading(chosen[0]))
    shares = [
        weighted(
            {t: float(value >= _SPOKEN_OF or t in above) for t, value in candidate.soft.items()},
            query.term_weights,
        )
        for candidate in with_value
    ]
    return 1.0 - max(shares)


def tells(word: str) -> bool:
    """Say whether a word says something of what is asked: "look" and "thing" do not.

    Nor does the verb of what is measured: "What F1 does it reach?".
    """
    if stem(word) in _REACHED:
        return False
    place = place_of_word(word)
    return place is None or place >= _PLAIN


def _rarest(words: Sequence[str]) -> list[str]:
    """Return the words that say most of what is asked: the rarest in English, in their order.

    The commonest ("look", "thing") say nothing of it.
    """
    places = {word: place_of_word(word) for word in words}
    telling = list(filter(tells, places))
    rare = sorted(telling, key=lambda word: (places[word] is not None, -(places[word] or 0)))
    return [word for word in telling if word in rare[:_NAMED]]


def reason(
    query: Query, estimated: Estimate, lexicon: Lexicon, headings: Set[str] = frozenset()
) -> str:
    """Return one sentence that says why there is no answer; `headings` are stems of those found."""
    if estimated.reason:
        return estimated.reason
    characters = [term.stem for term in query.question.terms if is_character(term.text)]
    if characters and not any(map(lexicon.knows, characters)):
        return OTHER_SCRIPT
    terms = [term for term in query.question.terms if term.stem not in _OF_TEXTS | _FRAMES]
    known = {term.stem for term in terms if lexicon.knows(term.stem)} | headings | estimated.spoken
    unknown = [term.text for term in terms if term.stem not in known]
    if rare := _rarest(unknown):
        return f"Nothing in these documents mentions {' or '.join(map(quoted, rare))}."
    if _STRANGE in estimated.lacking:
        return _NOTHING_NEAR
    rare = _rarest([word for word in estimated.unspoken if stem(word) not in _FRAMES])
    listed = " or ".join(map(quoted, rare))
    if estimated.unvalued:
        return gives_no(query.question.kind, listed)
    if listed:
        return f"What comes nearest says nothing about {listed}; it is below."
    return "What comes nearest is below; none of it answers the question."
