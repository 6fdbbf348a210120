"""What a question names and the evidence lacks: a year, a name, a unit, a number, a direction.

Each finding lowers the probability that the evidence answers by a factor, and says in a sentence
what the documents give instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.evidence import Candidate, Query
from app.extract import Chosen
from app.fitting import fitting
from app.lexemes import content_words, every_stem, stem, words
from app.lexicon import Lexicon
from app.otherwise import Finding, otherwise
from app.questions import Question
from app.reasons import gives_reason
from app.values import names, years, years_covered
from ingest.document import Document
from ingest.tokens import place_of_word

_SHORT = 3  # letters of words such as "Jr" that say little by being absent
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w%])")  # not "two", "2" or "19th"
_BOUND = re.compile(
    r"\b(?:above|over|below|under|exceed\w*|at (?:least|most)|up to|"
    r"(?:more|less|fewer|greater|higher|lower|larger|smaller) than)\s+(?:[$€£¥]\s?)?$",
    re.IGNORECASE,
)  # a figure after it is to be compared, not to be found
_PERIOD = re.compile(
    r"\b(?:first|second|third|fourth|last) (?:quarter|half|trimester|semester)\b|\bQ[1-4]\b|"
    r"\b(?:January|February|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\bwho (?:is|was) (?:the |its |their )?(?:[\w-]+ )??(?P<one>[^\W\d_]+)"
    r"(?= (?:of|in|at|for)\b|\W*$)|"
    r"\bname of (?:the |its )?(?:[\w-]+['’]s )?(?P<two>[^\W\d_]+)\b",
    re.IGNORECASE,
)
COMMON = 5_000  # words of English that are as common as to say little of what a value is one of
_SPOKEN = 0.45  # how near a sentence must come to such a term to speak of it
_OF_IT = 0.34  # of their weight, spoken of beside a value: it is one of what is asked
_LONGEST = 4_000  # characters of a paragraph that are looked at
_BEARS_A_NAME = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,2}(universit(?:y|ies)|countr(?:y|ies)|cit(?:y|ies)|hospitals?|"
    r"journals?|airports?|provinces?|islands?|rivers?|newspapers?|colleges?)\b",
    re.IGNORECASE,
)
_CURRENCY = {
    "yuan": ("yuan", "rmb", "cny"),
    "dollar": ("dollar", "dollars", "usd"),
    "euro": ("euro", "euros", "eur"),
    "pound": ("pounds", "gbp"),
    "yen": ("yen", "jpy"),
    "rupee": ("rupee", "rupees", "inr"),
}


@dataclass(frozen=True, slots=True)
class Around:
    """The sentences shown, and the paragraphs and sections that they stand in, each joined.

    `said` are the stems of the sentences, `beside` those of the paragraphs and the titles above.
    """

    shown: str
    paragraphs: str
    sections: str
    documents: tuple[Document, ...]
    said: frozenset[str]
    beside: frozenset[str]


def around(chosen: Sequence[Chosen]) -> Around:
    """Return the surroundings of the sentences to be shown."""
    above = " ".join(dict.fromkeys(heading(item) for item in chosen))
    shown = " ".join(item.text for item in chosen)
    paragraphs = " ".join([above, *dict.fromkeys(map(_paragraph, chosen))])
    return Around(
        shown=shown,
        paragraphs=paragraphs,
        sections=" ".join([above, *dict.fromkeys(map(_section, chosen))]),
        documents=tuple({item.document.id: item.document for item in chosen}.values()),
        said=every_stem(shown),
        beside=every_stem(paragraphs),
    )


def _paragraph(item: Chosen) -> str:
    text = item.document.text
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    return text[start : end if end >= 0 else len(text)][:_LONGEST]


def heading(item: Chosen) -> str:
    """Return the titles that stand above a sentence: the paper's and its section's."""
    section = item.document.section_at(item.start)
    return f"{item.document.title} {section.title if section else ''}"


def _section(item: Chosen) -> str:
    section = item.document.section_at(item.start)
    start, end = (
        (section.start, section.end) if section else (max(0, item.start - 2_000), item.end + 2_000)
    )
    return item.document.text[start:end]


def missing(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    place: Around,
    lexicon: Lexicon,
) -> list[Finding]:
    """Return what the question names and the evidence lacks, one of a kind, the gravest first."""
    question = query.question
    found = _years_missing(question, place)
    for name in question.names:
        found += _name_missing(name, place, lexicon)
    found += _currency_missing(question.text, place.said)
    found += _count_missing(query, ranked, chosen, lexicon)
    found += _period_missing(question, place) + _role_missing(question, place, lexicon)
    found += _named_missing(question, place.shown) + _value_missing(question, place.shown)
    found += _figures_missing(question, place)
    found += [] if found else _value_of_another(query, ranked, chosen)
    contrary = otherwise(
        question, shown=place.shown, beside=place.beside, paragraphs=place.paragraphs
    )
    found += contrary or _reason_missing(query, ranked, chosen)
    found.sort(key=lambda finding: finding.factor)
    gravest: dict[str, Finding] = {}
    for finding in found:
        gravest.setdefault(finding.kind, finding)
    return list(gravest.values())


def _years_missing(question: Question, place: Around) -> list[Finding]:
    gone = sorted(question.years - years_covered(place.sections))
    shown = years(place.shown)
    if gone:
        there = sorted(shown or years(place.sections))
        anywhere = set().union(*(years_covered(document.text) for document in place.documents))
        factor = 0.3 if set(gone) <= anywhere and not there else 0.1
        return [Finding("year", factor, _instead(there, gone))]
    gone = sorted(question.years - years_covered(place.paragraphs)) or _out_of_bounds(
        question, years_covered(place.paragraphs)
    )
    return [Finding("year", 0.4, _instead(sorted(shown), gone))] if gone and shown else []


def _out_of_bounds(question: Question, told: Set[int]) -> list[int]:
    """Return the bounds ("before 2010") that none of the years told keeps."""
    return [
        low or high
        for low, high in question.bounds
        if told and not any(low <= year <= high for year in told)
    ]


def _instead(there: Sequence[int], gone: Sequence[int]) -> str:
    if not there:
        return f"The documents say nothing here about {_listed(gone)}."
    return f"The documents give {_listed(there)} here, not {_listed(gone)}."


def _name_missing(name: str, place: Around, lexicon: Lexicon) -> list[Finding]:
    parts = [word for word in content_words(name) if word.text[0].isupper() or word.text.isupper()]
    there = every_stem(place.sections)
    absent = [
        word
        for word in parts
        if word.stem not in there and not _spelled_out(word.text, place.sections)
    ]
    if not absent:
        return []
    nowhere = [word for word in absent if not _known(word.text, lexicon, place.documents)]
    if not nowhere:
        return [Finding("name", 0.75, f"What comes nearest does not mention {name!r}.")]
    # Codes such as "COVID19" are spelled in many ways; a name that is a plain word is not.
    plain = any(
        len(word.text) > _SHORT and word.text[1:].islower() and not lexicon.nearest(word.text)
        for word in nowhere
    )
    factor = 0.1 if plain else 0.4  # "Shanghai Customs" is not the customs that the paper names
    return [Finding("name", factor, f"Nothing in these documents mentions {name!r}.")]


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


def _currency_missing(question: str, shown: Set[str]) -> list[Finding]:
    asked = every_stem(question)
    for currency, spellings in _CURRENCY.items():
        forms = {stem(spelling) for spelling in spellings} | {currency}
        if asked & forms and not shown & forms:
            other = next((c for c, s in _CURRENCY.items() if shown & {stem(x) for x in s}), "")
            if other:
                why = f"The documents give the amount in {other}, not in {currency}."
                return [Finding("currency", 0.15, why)]
    return []


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
    head = next((term for term in reversed(counted) if term.text.endswith("s")), counted[-1])
    starts = {(item.document.id, item.start) for item in chosen}
    shown = [c for c, _ in ranked if (c.document.id, c.start) in starts and c.values]
    best = max((candidate.soft.get(head.stem, 0.0) for candidate in shown), default=0.0)
    if best >= 0.6:
        return []
    factor = 0.35 if lexicon.knows(head.stem) else 0.2
    return [Finding("count", factor, f"The documents give no number of {head.text}.")]


def _value_of_another(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> list[Finding]:
    """Find values beside which hardly anything that is asked about is spoken of."""
    starts = {(item.document.id, item.start) for item in chosen}
    valued = [c for c, _ in ranked if c.values and (c.document.id, c.start) in starts]
    telling = _telling(query, every_stem(heading(chosen[0])))
    if not query.question.asks_value or not valued or not telling:
        return []
    best = max(
        sum(weight for term, weight in telling.items() if c.soft.get(term, 0.0) >= _SPOKEN)
        for c in valued
    )
    if best >= _OF_IT * sum(telling.values()):
        return []
    return [Finding("of another", 0.5, gives_no(query.question.kind))]


def _telling(query: Query, above: Set[str]) -> dict[str, float]:
    """Return the question's words, with their weights, that say what a value is one of.

    Not those that the titles give (`above`), numbers, and what is common in English ("reach").
    """
    places = {term.stem: place_of_word(term.text) for term in query.question.terms}
    return {
        term: weight
        for term, weight in query.term_weights.items()
        if term not in above and not any(map(str.isdigit, term))
        if (place := places.get(term)) is None or place >= COMMON
    }


def _period_missing(question: Question, place: Around) -> list[Finding]:
    """Find a quarter or month that the question names and the text does not."""
    for named in _PERIOD.finditer(question.text):
        if named.group().casefold() not in place.sections.casefold():
            why = f"The documents say nothing here about {named.group()!r}."
            return [Finding("period", 0.2, why)]
    return []


def _role_missing(question: Question, place: Around, lexicon: Lexicon) -> list[Finding]:
    """Find a person's role that is asked for and that no document speaks of."""
    asked = _ROLE.search(question.text)
    role = (asked["one"] or asked["two"]) if asked else ""
    if not role or lexicon.knows(stem(role)) or not content_words(role) or names(f"the {role}"):
        return []
    return [Finding("role", 0.35, f"Nothing in these documents mentions {role!r}.")]


def _named_missing(question: Question, shown: str) -> list[Finding]:
    """Find a thing asked for that bears a name where the text names none."""
    asked = _BEARS_A_NAME.search(question.text)
    if not asked or question.kind not in ("which", "list", "where"):
        return []
    told = (shown[start:end].casefold() for start, end in names(shown))
    if any(name not in question.text.casefold() for name in told):
        return []
    return [Finding("naming", 0.15, f"The documents do not say here which {asked[1]}.")]


def _value_missing(question: Question, shown: str) -> list[Finding]:
    """Find a percentage or an amount of money asked for where the text has no number at all."""
    told = any(character.isdigit() for character in shown) or fitting(question, shown)
    if question.kind not in ("percent", "money") or told:
        return []
    return [Finding("value", 0.4, gives_no(question.kind))]


def _reason_missing(
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


def _figures_missing(question: Question, place: Around) -> list[Finding]:
    """Find a figure that the question gives and that stands nowhere around."""
    asked = {
        stem(found.group())
        for found in _FIGURE.finditer(question.text)
        if not _BOUND.search(question.text, 0, found.start())
    } & question.numbers
    if not asked:
        return []
    gone = sorted(asked - {word.stem for word in words(place.sections)})
    return (
        [Finding("figure", 0.5, f"What comes nearest does not mention {gone[0]}.")] if gone else []
    )


def _listed(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in numbers[:4]]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
