"""What a question wants as its answer and the evidence lacks: a number, a name, a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from app.around import heading
from app.defining import leads
from app.evidence import Candidate, Query
from app.extract import Chosen, shown_of
from app.fitting import fitting
from app.kin import kin
from app.lexemes import every_stem
from app.lexicon import Lexicon
from app.opposites import without_set_phrases
from app.otherwise import Finding
from app.questions import Question
from app.reasons import gives_reason
from app.superlatives import asks_first, later_rank, puts_first, tells_later
from app.values import names, values
from ingest.tokens import place_of_word

_NO_KIND = (  # "which Chinese city" asks for one, "what does the city" does not
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|should|will|would|may|might|must|"
    r"the|an?|this|that|these|those|its|their)"
)
# Several of these are told by their kind ("small companies"), and no paper's title names the one.
_ONE_OF_MANY = "company|firm|corporation|manufacturer|retailer|agency|ministry|team"
_BEARS_A_NAME = re.compile(
    rf"\b(?:which|what) (?:(?!{_NO_KIND}\b)\w+ ){{0,2}}(universit(?:y|ies)|countr(?:y|ies)|"
    r"cit(?:y|ies)|hospitals?|"
    r"journals?|airports?|airlines?|provinces?|islands?|rivers?|newspapers?|magazines?|colleges?|"
    r"museums?|brands?|ministers?|mayors?|banks?|languages?|ports?|continents?|towns?|"
    rf"{_ONE_OF_MANY})\b",
    re.IGNORECASE,
)
# Words that are part of many names and tell nothing of their own: "Henan Province", "the Port".
_GENERIC = every_stem(
    "province city county university college institute republic state port airport bank hospital "
    "journal government region area section table figure chapter"
)
# "How many items" counts what the rest of the question names.
_ANYTHING = every_stem("item thing piece unit case instance one")
COMMON = 5_000  # words of English that are as common as to say little of what a value is one of
_UNITS = every_stem("yuan rmb cny dollar usd euro eur pound gbp yen jpy rupee inr percent")
# They say how much, not of what, where the documents have another word for it.
_MEASURES = every_stem("amount total turnover revenue sales worth takings proceeds roughly")
_SPOKEN = 0.45  # how near a sentence must come to such a term to speak of it
_PLURAL = re.compile(
    r"[^s]s$|^(?:people|men|women|children|mice|feet|teeth|data|criteria)$", re.IGNORECASE
)
_HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
_WHAT_IT_IS = re.compile(
    r"(?:.*, ?)?what(?:['’]?s| is) (?P<one>an? )?(?P<thing>(?!the\b|meant\b|\w+ly\b)[\w’'-]+"
    r"(?: [\w’'-]+){0,3})(?<!\babout)(?:,? \w+ly)?\W*$",
    re.IGNORECASE,
)
_UNSPOKEN = 0.35  # no nearer than this, it does not
_AS_WELL = 0.6  # as near as this, it says the same in other words
_OF_IT = 0.34  # of their weight, spoken of beside a value: it is one of what is asked


def lacking(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    shown: str,
    lexicon: Lexicon,
) -> list[Finding]:
    """Return the count, name or value asked for that `shown`, the text of `chosen`, lacks."""
    return [
        *_count_missing(query, ranked, chosen, lexicon),
        *_named_missing(query.question, shown, every_stem(heading(chosen[0]))),
        *_superlative_missing(query.question, shown_of(ranked, chosen), shown),
        *_value_missing(query.question, shown),
        *_definition_missing(query.question, shown_of(ranked, chosen)),
    ]


def _count_missing(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    lexicon: Lexicon,
) -> list[Finding]:
    """Return a factor where what "how many" counts is not spoken of beside a number."""
    counted = [term for term in query.question.terms if term.stem in query.question.units]
    if not counted:
        return []
    # "How many students graduate": what is counted is the plural, where the phrase has one.
    head = next((term for term in reversed(counted) if _PLURAL.search(term.text)), counted[-1])
    valued = [candidate for candidate in shown_of(ranked, chosen) if candidate.values]
    best = max((candidate.soft.get(head.stem, 0.0) for candidate in valued), default=0.0)
    units = {word for one in valued for value in one.values for word in value.unit.split()}
    told = kin(head.stem) & units or (head.stem in _ANYTHING and len(counted) == 1)
    if best >= _AS_WELL or told:
        return []
    factor = 0.35 if lexicon.knows(head.stem) and best >= _UNSPOKEN else 0.2
    return [Finding("count", factor, f"The documents give no number of {head.text}.")]


def value_of_another(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    beside: Set[str],
    lexicon: Lexicon,
) -> list[Finding]:
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
        return [_no_figure_for(name, 0.3)]
    if word := _word_elsewhere(query, valued, beside, telling, lexicon):
        return [_no_figure_for(word, 0.5)]
    if phrase := _phrase_elsewhere(query, valued, beside, chosen[0].document.text):
        return [_no_figure_for(phrase, 0.15)]
    best = max(
        sum(weight for term, weight in telling.items() if c.soft.get(term, 0.0) >= _SPOKEN)
        for c in valued
    )
    if best >= _OF_IT * sum(telling.values()):
        return []
    return [Finding("of another", 0.5, gives_no(query.question.kind))]


def _no_figure_for(thing: str, factor: float) -> Finding:
    why = f"The documents mention {thing!r}, but give no figure for it here."
    return Finding("elsewhere", factor, why)


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
        far = max(near[one.stem], near[two.stem]) < _AS_WELL
        if gone and far and len(phrase.split()) == 2 and phrase.casefold() in text.casefold():
            return phrase
    return ""


def _named_later(
    query: Query, valued: Sequence[Candidate], beside: Set[str], above: Set[str]
) -> str:
    """Return a name in the question that comes up only after what may be its value, or "".

    What was said before a name is not said of what bears it.
    """
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

    Not those that the titles give (`above`), numbers, units, and what is common in English
    ("reach"), nor "turnover" where the documents say "volume".
    """
    places = {term.stem: place_of_word(term.text) for term in query.question.terms}
    return {
        term: weight
        for term, weight in query.term_weights.items()
        if term not in above | _UNITS and not any(map(str.isdigit, term))
        if term not in _MEASURES or lexicon.knows(term)
        if (place := places.get(term)) is None or place >= COMMON
    }


def _named_missing(question: Question, shown: str, above: Set[str]) -> list[Finding]:
    """Find a thing asked for that bears a name where the text names none."""
    asked = _BEARS_A_NAME.search(question.text)
    if not asked or question.kind not in ("which", "list", "where", "who"):
        return []
    known = every_stem(question.text) | _GENERIC
    known |= above if re.fullmatch(_ONE_OF_MANY, asked[1], re.IGNORECASE) else frozenset()
    if any(every_stem(shown[start:end]) - known for start, end in names(shown)):
        return []
    return [Finding("naming", 0.15, f"The documents do not say here which {asked[1]}.")]


def _superlative_missing(
    question: Question, candidates: Sequence[Candidate], shown: str
) -> list[Finding]:
    """Find "which grows fastest" where the best sentence puts none first, and no figures show it.

    What goes along may put something else first.
    """
    rank = later_rank(question.text)
    wanted = question.kind in ("which", "list", "who", "where") and asks_first(question.text)
    best = candidates[0].text if candidates else ""
    if not (wanted or rank) or (tells_later(shown, rank) if rank else puts_first(best)):
        return []
    alike = Counter((value.kind, value.unit) for value in values(without_set_phrases(shown)))
    if max(alike.values(), default=0) > 1:
        return []
    why = f"The documents do not say which of them comes {rank or 'first'}."
    return [Finding("superlative", 0.25, why)]


def _value_missing(question: Question, shown: str) -> list[Finding]:
    """Find a percentage or an amount of money asked for where the text has no number at all."""
    told = any(character.isdigit() for character in shown) or fitting(question, shown)
    if question.kind not in ("percent", "money") or told:
        return []
    return [Finding("value", 0.4, gives_no(question.kind))]


def _definition_missing(question: Question, candidates: Sequence[Candidate]) -> list[Finding]:
    """Find "What is a hive?" where no sentence says what it is or is on it, and some name it.

    That may still tell what it is, in a way that is not foreseen.
    """
    asked = _WHAT_IT_IS.match(question.text)
    thing = frozenset(term.stem for term in question.terms)
    if question.kind != "definition" or not asked or not (asked["one"] or len(thing) > 1):
        return []
    if any(each.features.get("defines") or leads(thing, each.text) for each in candidates):
        return []
    why = f"The documents do not say what {asked['one'] or ''}{asked['thing']} is."
    return [Finding("definition", 0.3, why)]


def reason_lacking(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> list[Finding]:
    """Find a "why" that the text leaves open."""
    if query.question.kind != "why" or gives_reason(query, ranked, chosen):
        return []
    return [Finding("reason", 0.25, gives_no("why"))]


def gives_no(kind: str) -> str:
    """Return a sentence that says that the value or name which a question of `kind` wants lacks."""
    what = {
        "year": "date",
        "percent": "percentage",
        "money": "amount",
        "number": "number",
        "why": "reason",
    }
    return f"These documents touch on this, but give no {what.get(kind, 'name')} for it."
