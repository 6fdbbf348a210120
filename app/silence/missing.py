"""What a question names and the evidence lacks: a year, a name, a figure, a currency, a role.

Each doubt lowers the probability that the evidence answers by a factor, and says in a sentence
what the documents give instead.
"""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen, shown_of
from app.evidence.context import Around, heading
from app.evidence.spans import leans
from app.language.lexemes import Word, content_words, every_stem, says_something, stem, words
from app.language.lexicon import Lexicon
from app.language.measures import alike, measured_in
from app.language.nouns import called, is_someone
from app.language.values import names, roughly, years, years_covered
from app.question.follow_up import OPENS, is_clause
from app.question.questions import Question
from app.question.sorts import goes_unsaid, sort_in
from app.silence.belonging import told_better_elsewhere, value_of_another
from app.silence.doubts import GRAVE, PLAIN, SLIGHT, Doubt, quoted
from app.silence.lacking import is_told_by_name, lacking
from app.silence.otherwise import otherwise
from app.silence.reasons import reason_lacking
from ingest.document import Document

# What has a year for its beginning or its end; the year takes the place of {0}.
_BEGINS_IN = r"\b(?:since|from|after|as of|beg[aiu]n\w*|start\w*|open\w*|launch\w*|found\w*|establish\w*)\b[^.;]{{0,25}}\b{0}\b|\b{0} ?(?:onwards?\b|on\b|to\b|[-–])"
_ENDS_IN = r"\b(?:until|till|to|by|before|up to|end\w* in)\b[^.;]{{0,15}}\b{0}\b|[-–] ?{0}\b"
_SPOKEN_OF = 0.7  # how near a sentence must come to a sort of thing to speak of one
_FAR = 0.35  # no nearer than this, it does not, nor of anything like it
_SHORT = 3  # letters of words such as "Jr" that say little by being absent
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w%])")  # not "two", "2" or "19th"
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
_CURRENCIES = ("yuan", "dollars", "euros", "pounds", "yen", "rupees")  # as they are counted


def missing(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    place: Around,
    lexicon: Lexicon,
) -> list[Doubt]:
    """Return doubts for what the question names and the evidence lacks, the gravest of a kind."""
    question, shown = query.question, shown_of(ranked, chosen)
    found = _years_missing(question, place)
    for name in question.names:
        found += _name_missing(name, question, place, shown, lexicon)
    found += _currency_missing(question.text, place)
    found += _period_missing(question, place) + _role_missing(question, lexicon)
    found += _figures_missing(question, place)
    found += lacking(query, ranked, chosen, place.shown)
    found += [] if found else _sort_missing(query, shown, place)
    found += [] if found else value_of_another(query, ranked, chosen, place.beside, lexicon)
    found += told_better_elsewhere(query, ranked, chosen)
    contrary = otherwise(
        query,
        spans=[item.text for item in chosen],
        beside=place.beside,
        above=every_stem(heading(chosen[0])),
        paragraphs=place.paragraphs,
        valued=_valued(question, ranked, chosen),
    )
    found += contrary or reason_lacking(query, ranked, chosen)
    found.sort(key=lambda doubt: doubt.factor)
    gravest: dict[str, Doubt] = {}
    for doubt in found:
        gravest.setdefault(doubt.kind, doubt)
    return list(gravest.values())


def nowhere_of(typed: str, asked: str, lexicon: Lexicon) -> str:
    """Return that no document mentions what "And plums?" names; "" where one does, or for others.

    Such a question is on that thing alone, and is answered by what is told of others; people and
    firms go by many names. `asked` is what was searched: a slip of the keyboard that was mended, or
    an acronym, is not in it any more.
    """
    thing = OPENS.sub("", typed.strip())
    if thing == typed.strip() or is_clause(thing) or is_someone(thing):
        return ""
    told = every_stem(asked)
    gone = [
        word.text
        for word in content_words(thing)
        if word.stem in told
        and not lexicon.begins(word.text)
        and not any(lexicon.knows(one) for one in called(word.stem))
    ]
    return f"Nothing in these documents mentions {quoted(gone[0])}." if gone else ""


def _valued(
    question: Question, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> tuple[str, Set[str]] | None:
    """Return the first sentence with a value asked for, and its stems and those of the titles.

    None where no value is asked for, or the sentence points back at what it is of.
    """
    shown = (each for each in shown_of(ranked, chosen) if each.values and question.asks_value)
    best = next(shown, None)
    if best is None or leans(best.text):
        return None
    return best.text, every_stem(f"{heading(chosen[0])} {best.text}")


def _years_missing(question: Question, place: Around) -> list[Doubt]:
    if not question.years and not question.bounds:
        return []
    gone = sorted(question.years - years_covered(place.sections))
    shown = years(place.shown)
    if gone:
        there = sorted(shown or years(place.sections))
        anywhere = set().union(*(years_covered(document.text) for document in place.documents))
        grade = PLAIN if set(gone) <= anywhere and not there else GRAVE
        return [Doubt("year", grade, _instead(there, gone))]
    if gone := sorted(question.years - years_covered(place.paragraphs)):
        return [Doubt("year", PLAIN, _instead(sorted(shown), gone))] if shown else []
    return _out_of_bounds(question, place)


def _out_of_bounds(question: Question, place: Around) -> list[Doubt]:
    """Find a bound ("before 2010") that none of the years told keeps."""
    shown = sorted(years(place.shown) or years(place.paragraphs))
    for low, high in question.bounds:
        if shown and not _keeps(low, high, question.text, place.paragraphs):
            text = "\n".join(document.text for document in place.documents)
            grade = PLAIN if _keeps(low, high, question.text, text) else GRAVE
            way = "before" if low == 0 else "after"
            return [
                Doubt(
                    "year",
                    grade,
                    f"The documents give {_listed(shown)} here, no year {way} {low or high}.",
                )
            ]
    return []


def _keeps(low: int, high: int, question: str, text: str) -> bool:
    """Say whether the text tells of a year within the bounds.

    "After 2019" asks for later years, or for what began then; "since 2019" for that one as well.
    """
    bound = low or high
    beyond = {year for year in years_covered(text) if low <= year <= high}
    if beyond - {bound} or not re.search(rf"\b(?:after|before|prior to) {bound}\b", question, re.I):
        return bool(beyond)
    return bool(
        re.search((_ENDS_IN if low == 0 else _BEGINS_IN).format(bound), text, re.IGNORECASE)
    )


def _instead(there: Sequence[int], gone: Sequence[int]) -> str:
    if not there:
        return f"The documents say nothing here about {_listed(gone)}."
    return f"The documents give {_listed(there)} here, not {_listed(gone)}."


def _name_missing(
    name: str, question: Question, place: Around, shown: Sequence[Candidate], lexicon: Lexicon
) -> list[Doubt]:
    """Find a name that stands nowhere around; a value there is one of another thing."""
    parts = [word for word in content_words(name) if word.text[0].isupper() or word.text.isupper()]
    there = every_stem(place.sections)
    absent = [
        word
        for word in parts
        if word.stem not in there
        and word.stem not in measured_in(place.sections)  # "Celsius" as "25°C"
        and not _spelled_out(word.text, place.sections)
    ]
    if not absent:
        return []
    nowhere = [word for word in absent if not _known(word.text, lexicon, place.documents)]
    called_so = _with_what_it_is_of(name, question.text)
    if not nowhere:
        printed = re.compile(rf"(?<!\w){re.escape(called_so)}(?!\w)", re.IGNORECASE)
        why = (
            f"The documents mention {quoted(called_so)}, but not beside what comes nearest."
            if any(printed.search(document.text) for document in place.documents)
            else f"What comes nearest does not mention {quoted(called_so)}."
        )
        if any(_is_of_other_papers(word, question, place, shown) for word in absent):
            return [Doubt("name", GRAVE, why)]
        return [Doubt("name", PLAIN if question.asks_value else SLIGHT, why)]
    # Codes such as "COVID19" are spelled in many ways; a name that is a plain word is not.
    plain = any(_is_plain(word) and not lexicon.nearest(word.text) for word in nowhere)
    grade = GRAVE if plain else PLAIN  # "Shanghai Customs" is not the customs that the paper names
    whole = len(nowhere) == len(parts) or name.split() == [word.text for word in parts]
    unknown = called_so if whole else " ".join(word.text for word in nowhere)
    return [Doubt("name", grade, f"Nothing in these documents mentions {quoted(unknown)}.")]


def _is_plain(word: Word) -> bool:
    return len(word.text) > _SHORT and word.text[1:].islower()


def _is_of_other_papers(
    word: Word, question: Question, place: Around, shown: Sequence[Candidate]
) -> bool:
    """Say whether a name is one that the papers shown have nowhere, nor anything near it.

    Others of the library do. What opens a question has a capital without being a name.
    """
    if not _is_plain(word) or question.text.startswith(word.text):
        return False
    near = max((each.soft.get(word.stem, 0.0) for each in shown), default=0.0)
    return near < _FAR and not any(word.stem in every_stem(each.text) for each in place.documents)


def _known(word: str, lexicon: Lexicon, documents: Sequence[Document]) -> bool:
    return (
        lexicon.knows(stem(word))
        or lexicon.begins(word)
        or any(_spelled_out(word, document.text) for document in documents)
    )


def _with_what_it_is_of(name: str, question: str) -> str:
    """Return a name of one letter with the word before it, as in "vitamin C", another as it is."""
    before = re.search(rf"([^\W\d_]+) {re.escape(name)}(?!\w)", question)
    of_it = len(name) == 1 and before is not None and says_something(before[1])
    return before.group() if before and of_it else name


def _spelled_out(name: str, text: str) -> bool:
    """Say whether `name` is an acronym of words that stand together in `text`."""
    letters = name.removesuffix("s")
    if len(letters) < 2 or not letters.isupper():
        return False
    pattern = r"[\W_]+".join(rf"{letter}[a-z]+" for letter in map(re.escape, letters))
    return bool(re.search(rf"\b{pattern}", text, re.IGNORECASE))


def _currency_missing(question: str, place: Around) -> list[Doubt]:
    asked = every_stem(question)
    shown = place.said | measured_in(place.shown)
    for currency in _CURRENCIES:
        forms = alike(stem(currency))
        if asked & forms and not shown & forms:
            other = next((each for each in _CURRENCIES if shown & alike(stem(each))), "")
            if other:
                why = f"The documents give the amount in {other}, not in {currency}."
                return [Doubt("currency", GRAVE, why)]
    return []


def _period_missing(question: Question, place: Around) -> list[Doubt]:
    """Find a quarter or month that the question names and the text does not."""
    for named in _PERIOD.finditer(question.text):
        if named.group().casefold() not in place.sections.casefold():
            why = f"The documents say nothing here about {named.group()!r}."
            return [Doubt("period", GRAVE, why)]
    return []


def _role_missing(question: Question, lexicon: Lexicon) -> list[Doubt]:
    """Find a person's role that is asked for and that no document speaks of."""
    asked = _ROLE.search(question.text)
    role = (asked["one"] or asked["two"]) if asked else ""
    if not role or lexicon.knows(stem(role)) or not content_words(role) or names(f"the {role}"):
        return []
    return [Doubt("role", SLIGHT, f"Nothing in these documents mentions {role!r}.")]


def _sort_missing(query: Query, shown: Sequence[Candidate], place: Around) -> list[Doubt]:
    """Find "which antibiotic" where nothing around speaks of any; a paper may nowhere do so."""
    question = query.question
    sort = sort_in(question.text)
    if question.kind not in ("which", "list", "where", "who") or not sort:
        return []
    if is_told_by_name(question.text) or (question.kind == "list" and shown and shown[0].values):
        return []  # several things counted up are told by their names
    if any(goes_unsaid(word) or _is_spoken_of(word, shown, place.beside) for word in sort):
        return []
    head = sort[-1]
    anywhere = any(called(head.stem) & every_stem(each.text) for each in place.documents)
    why = f"The documents do not say here which {head.text}."
    return [Doubt("sort", SLIGHT if anywhere else PLAIN, why)]


def _is_spoken_of(word: Word, shown: Sequence[Candidate], beside: Set[str]) -> bool:
    near = max((each.soft.get(word.stem, 0.0) for each in shown), default=0.0)
    return near >= _SPOKEN_OF or bool(called(word.stem) & beside)


def _figures_missing(question: Question, place: Around) -> list[Doubt]:
    """Find a figure that the question gives and that stands nowhere around."""
    asked = {
        stem(found.group())
        for found in _FIGURE.finditer(question.text)
        if roughly(question.text, found.start()) is None  # else it is to be compared, not found
    } & question.numbers
    if not asked:
        return []
    gone = sorted(asked - {word.stem for word in words(place.sections)})
    return (
        [Doubt("figure", PLAIN, f"What comes nearest does not mention {gone[0]}.")] if gone else []
    )


def _listed(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in numbers[:4]]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
