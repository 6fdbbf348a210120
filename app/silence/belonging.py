"""Whether a value that was found is one of what the question asks about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from app.evidence.candidates import Candidate, Query, spoken_share
from app.evidence.chosen import Chosen, shown_of
from app.evidence.context import heading
from app.language.lexemes import Word, every_stem
from app.language.lexicon import Lexicon
from app.language.measures import measures
from app.question.kinds import blank
from app.question.questions import Question, said_of_counted
from app.question.sorts import asks_one
from app.silence.doubts import GRAVE, PLAIN, SLIGHT, Doubt, quoted
from ingest.tokens import place_of_word

COMMON = 5_000  # words of English that are as common as to say little of what a value is one of
# They say how much, not of what, where the documents have another word for it.
_MEASURES = every_stem("amount total turnover revenue sales worth takings proceeds roughly")
_SPOKEN = 0.45  # how near a sentence must come to such a term to speak of it
_UNSPOKEN = 0.35  # no nearer than this, it does not
AS_WELL = 0.6  # as near as this, it says the same in other words
_NOT_AT_ALL = 0.1  # no nearer than this, not even in other words
_OF_IT = 0.34  # of their weight, spoken of beside a value: it is one of what is asked
_STUDIED = every_stem(  # what a study does with whom it is of, or they do for it
    "study test sample include enrol enroll recruit take participate use collect analyse examine "
    "investigate survey interview involve select review receive consider make work need give get "
    "exist available altogether total all overall together supply provide contribute pool donate "
    "gather join part trial experiment round"
)
_ANYTHING = every_stem("thing stuff way case kind lot sort")  # words that none needs to mention
_DEATH = every_stem(  # of which much is said in the same paragraph, and other figures are given
    "die died death dead deceased fatal fatality mortality lethal lethality survive survival "
    "survivor kill killed succumb perish casualty lost"
)
_HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
_NO_COUNT = re.compile(  # of the dead: what is cited, "(1, 21)", and ages and times
    r"\(\d{1,3}(?:(?:[,;] ?|[-–])\d{1,3})+\)|"
    r"\b(?:aged|age of|ages?|under|over) \d+\b|"
    r"\b\d+(?: ?(?:[-–]|to|and) ?\d+)?[- ](?:years?|months?|weeks?|days?|hours?)\b",
    re.IGNORECASE,
)
_ASKS_ONE = ("number", "percent", "money", "who", "where", "yesno")
_TELLING = 3  # words that say together what a question is of
_DEED = 4  # words that a deed is told in
_NEAREST = 12  # sentences among which the one that speaks of most that is asked is sought
_MUCH = 0.7  # of what that one speaks of: as much of it as a sentence that answers speaks of
_NAME = re.compile(r"[A-Z][a-z][^\d]+$")  # not "ICU" or "COVID-19", which are spelled in many ways


def value_of_another(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    beside: Set[str],
    lexicon: Lexicon,
) -> list[Doubt]:
    """Find values beside which hardly anything that is asked about is spoken of.

    Or not a word that the documents use elsewhere: "clothing exports" are not all exports.
    `beside` are the stems of the paragraphs of `chosen`.
    """
    valued = [candidate for candidate in shown_of(ranked, chosen) if candidate.values]
    if not query.question.asks_value or not valued:
        return []
    above = every_stem(heading(chosen[0]))
    telling = _telling(query, above, lexicon)
    if name := _named_later(query, valued, beside, above):
        return [_not_given_for(name, query.question)]
    if word := _word_elsewhere(query, valued, beside, telling, lexicon):
        return [_not_given_for(word, query.question)]
    if deed := _not_said_of_them(query, valued, beside, lexicon):
        unheard = deed.stem in _DEATH and not any(_DEATH & every_stem(each.text) for each in valued)
        whole = _with_what_follows(deed, query.question.text)
        why = f"What comes nearest gives no figure for {quoted(whole)}."
        return [Doubt("deed", GRAVE if unheard else PLAIN, why)]
    if phrase := _phrase_elsewhere(query, valued, beside, chosen[0].document.text):
        return [_not_given_for(phrase, query.question)]
    told = (
        beside if query.question.kind == "year" else frozenset()
    )  # a date goes before what it dates
    best = max(
        sum(w for term, w in telling.items() if term in told or c.soft.get(term, 0.0) >= _SPOKEN)
        for c in valued
    )
    if best >= _OF_IT * sum(telling.values()):
        return []
    return [Doubt("of another", PLAIN, gives_no(query.question.kind), general=True)]


def _with_what_follows(deed: Word, question: str) -> str:
    """Return the words from a deed to the end of the question, "goes by air", if they are few."""
    rest = question[deed.start :].rstrip(" ?.!")
    return rest if len(rest.split()) <= _DEED else deed.text


def told_better_elsewhere(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> list[Doubt]:
    """Find one thing asked for in a sentence that speaks of much less that is asked than another.

    That one was passed over since it does not answer; what was taken in its place may well be told
    of another thing. Not so a date, which goes before what it dates; and what was said before in a
    conversation need not be said again.
    """
    question, shown = query.question, shown_of(ranked, chosen)
    if question.recalled or not shown or not _asks_one(question):
        return []
    if len(query.term_weights) < _TELLING:
        return []
    best = max(spoken_share(query, candidate) for candidate, _ in ranked[:_NEAREST])
    return [Doubt("beside", SLIGHT, "")] if spoken_share(query, shown[0]) < _MUCH * best else []


def _asks_one(question: Question) -> bool:
    """Say whether one thing is asked for: "What do the rules cover?" may ask for many."""
    if question.kind == "which":
        return asks_one(question.text)
    return question.kind in _ASKS_ONE


def _not_given_for(thing: str, question: Question) -> Doubt:
    what = "date" if question.kind == "year" else "figure"
    why = f"The documents mention {quoted(thing)}, but give no {what} for it here."
    return Doubt("elsewhere", PLAIN, why)


def _word_elsewhere(
    query: Query,
    valued: Sequence[Candidate],
    beside: Set[str],
    telling: Mapping[str, float],
    lexicon: Lexicon,
) -> str:
    """Return the most telling word of the question that stands elsewhere, or ""."""
    elsewhere = [
        term
        for term in query.question.terms
        if term.stem in telling
        and max(each.soft.get(term.stem, 0.0) for each in valued) < _UNSPOKEN
        and term.stem not in beside
        and lexicon.knows(term.stem)
    ]
    return max(elsewhere, key=lambda term: telling[term.stem]).text if elsewhere else ""


def _not_said_of_them(
    query: Query, valued: Sequence[Candidate], beside: Set[str], lexicon: Lexicon
) -> Word | None:
    """Return what those that are counted shall be or have done, where it is not told by a value.

    Of people no word of it is. Of anything a word is left out wholly that the documents have
    elsewhere: "How many of the poems were written by women?". That they were studied goes without
    saying: "How many mice were used?".
    """
    done, of_people = said_of_counted(query.question.text)
    if dying := next((word for word in done if of_people and word.stem in _DEATH), None):
        told = any(_tells_of_death(query.question, dying, each) for each in valued)
        return None if told else dying
    asked = [word for word in done if word.stem in query.term_weights]
    if not measures().isdisjoint(query.question.units):
        return None  # "How many days passed?"
    near = {
        word.stem: 1.0 if word.stem in beside else _nearest(word.stem, valued) for word in asked
    }
    studied = any(word.stem in _STUDIED for word in done)
    if of_people and not studied and max(near.values(), default=1.0) < _UNSPOKEN:
        return asked[0]
    return next((word for word in asked if _is_left_out(word, near[word.stem], lexicon)), None)


def _nearest(term: str, valued: Sequence[Candidate]) -> float:
    return max(each.soft.get(term, 0.0) for each in valued)


def _is_left_out(word: Word, near: float, lexicon: Lexicon) -> bool:
    """Say whether a word of a deed, which comes this `near`, is one that should have been said."""
    if near >= _NOT_AT_ALL or word.stem in _STUDIED | _ANYTHING or word.stem[0].isdigit():
        return False
    return lexicon.knows(word.stem)


def _tells_of_death(question: Question, dying: Word, candidate: Candidate) -> bool:
    """Say whether a sentence tells of deaths, of those whom the question numbers or names before.

    "Of 191 patients 54 died" says nothing of "the 41 patients", and "a cause of death in those
    under 5" not how many they are.
    """
    counted = question.text[: dying.start]
    named = (name for name in question.names if name in counted and _NAME.match(name))
    whose = (question.numbers & every_stem(counted)).union(*map(every_stem, named))
    above = heading(Chosen(candidate.document, candidate.start, candidate.end, 1.0))
    told = every_stem(f"{above} {_so_far(candidate)}")
    left = _NO_COUNT.sub(blank, candidate.text)
    has_count = any(left[value.start : value.end].strip() for value in candidate.values)
    return has_count and bool(_DEATH & every_stem(candidate.text)) and whose <= told


def _phrase_elsewhere(
    query: Query, valued: Sequence[Candidate], beside: Set[str], text: str
) -> str:
    """Return two words of the question that stand together in `text`, but neither beside a value.

    Each alone is often too common to tell what a value is one of: "electronic products".
    """
    near = {
        term.stem: max(each.soft.get(term.stem, 0.0) for each in valued)
        for term in query.question.terms
    }
    for one, two in pairwise(query.question.terms):
        phrase = query.question.text[one.start : two.end]
        gone = {one.stem, two.stem}.isdisjoint(beside)
        far = max(near[one.stem], near[two.stem]) < AS_WELL
        if gone and far and len(phrase.split()) == 2 and phrase.casefold() in text.casefold():
            return phrase
    return ""


def _named_later(
    query: Query, valued: Sequence[Candidate], beside: Set[str], above: Set[str]
) -> str:
    """Return a name in the question that comes up only after what may be its value, or "".

    What was said before a name is not said of what bears it, except of when: "Growth began in 2013.
    Google came."
    """
    if query.question.kind == "year":
        return ""
    fitting = (each for each in valued if _gives_amount(query.question, each))
    before = frozenset().union(above, *(every_stem(_so_far(each)) for each in fitting))
    later = (name for name in query.question.names if not every_stem(name) & before)
    return next((name for name in later if every_stem(name) <= beside), "")


def _gives_amount(question: Question, candidate: Candidate) -> bool:
    """Say whether a value may be how much was asked for: no count of "six zones", no "30%"."""
    share = _HOW_MUCH.search(question.text) is None or question.kind == "percent"
    return any(
        value.unit in question.units
        or (candidate.text[value.start].isdigit() and (share or value.kind != "percent"))
        for value in candidate.values
    )


def _so_far(candidate: Candidate) -> str:
    """Return the paragraph of a sentence up to the end of the sentence."""
    text = candidate.document.text
    return text[text.rfind("\n", 0, candidate.start) + 1 : candidate.end]


def _telling(query: Query, above: Set[str], lexicon: Lexicon) -> dict[str, float]:
    """Return the question's words, with their weights, that say what a value is one of.

    Not those that the titles give (`above`), numbers, units, what any study does ("pooled") and
    what is common in English ("reach"), nor "turnover" where the documents say "volume".
    """
    places = {term.stem: place_of_word(term.text) for term in query.question.terms}
    return {
        term: weight
        for term, weight in query.term_weights.items()
        if term not in above | measures() | _STUDIED and not any(map(str.isdigit, term))
        if term not in _MEASURES or lexicon.knows(term)
        if (place := places.get(term)) is None or place >= COMMON
    }


def gives_no(kind: str, unspoken: str = "") -> str:
    """Return a sentence that says that the value or name which a question of `kind` wants lacks.

    `unspoken` are words of the question that what comes nearest does not speak of: where there are
    any, the documents can hardly be said to touch on it.
    """
    what = {
        "year": "date",
        "percent": "percentage",
        "money": "amount",
        "number": "number",
        "why": "reason",
    }
    lacks = f"no {what.get(kind, 'name')}"
    if unspoken:
        return f"What comes nearest gives {lacks} and says nothing about {unspoken}; it is below."
    return f"These documents touch on this, but give {lacks} for it."
