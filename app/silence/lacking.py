"""What a question wants as its answer and the evidence lacks: a number, a name, a date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from app.evidence.around import heading
from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen, shown_of
from app.evidence.fitting import fitting
from app.language.defining import leads
from app.language.lexemes import Word, every_stem
from app.language.measures import measured_in, measures
from app.language.nouns import kin
from app.language.opposites import without_set_phrases
from app.language.values import names, values, years
from app.question.questions import Question, counted_in
from app.question.superlatives import asks_first, later_rank, offers_choice, puts_first, tells_later
from app.silence.belonging import AS_WELL, gives_no
from app.silence.doubts import GRAVE, PLAIN, Doubt

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
_PLURAL = re.compile(
    r"[^s]s$|^(?:people|men|women|children|mice|feet|teeth|data|criteria)$", re.IGNORECASE
)
_WHAT_IT_IS = re.compile(
    r"(?:.*, ?)?what(?:['’]?s| is) (?P<one>an? )?(?P<thing>(?!the\b|meant\b|\w+ly\b)[\w’'-]+"
    r"(?: [\w’'-]+){0,3})(?<!\babout)(?:,? \w+ly)?\W*$",
    re.IGNORECASE,
)
_TIME = re.compile(  # "when" is told by what came before or after, too
    r"\b(?:when\w*|while|whilst|during|after\w*|before|since|until|till|once|upon|as soon as|"
    r"whenever|at the (?:time|beginning|start|end|moment)|prior|subsequent\w*|then|now|today|"
    r"always|ever|never|for ever|forever|\d+ ?(?:ms|s|secs?|mins?|h|hrs?|d|wks?|mo|yrs?)|"
    r"currently|recent\w*|previously|initially|finally|later|earlier|ago|immediate\w*|already|"
    r"(?:\w+ly|every|each|per|in|of) (?:second|minute|hour|day|week|month|quarter|year|decade)s?|"
    r"(?:second|minute|hour|day|week|month|quarter|year|decade|centur(?:y|ie)|stage|phase|period|"
    r"season|spring|summer|autumn|winter|morning|evening|night|time|date|century)s?)\b",
    re.IGNORECASE,
)

_CONDITION = re.compile(  # "when is surgery indicated" may ask for no date
    r"\b(?:if|unless|where|in (?:the )?case|provided|depend\w*|"
    r"on (?:arrival|demand|request|admission))\b",
    re.IGNORECASE,
)
_LASTS = re.compile(  # "how long is a segment" and "how long may it be" ask for metres, or words
    r"\bhow long (?:do|does|did|can|could|will|would|should|must|may|has|have|had|it)\b.*\b"
    r"(?:takes?|took|taken|lasts?|lasted|stay\w*|wait\w*|run|keep|need|live|survive|remain|continue|"
    r"work|been|going?|spend|spent)\b",
    re.IGNORECASE,
)


def lacking(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chosen: Sequence[Chosen],
    shown: str,
) -> list[Doubt]:
    """Return doubts for the count, name or value that `shown`, the text of `chosen`, lacks."""
    return [
        *_count_missing(query, shown_of(ranked, chosen)),
        *_named_missing(query.question, shown, every_stem(heading(chosen[0]))),
        *_superlative_missing(query.question, shown_of(ranked, chosen), shown),
        *_value_missing(query.question, shown),
        *_definition_missing(query.question, shown_of(ranked, chosen)),
    ]


def _count_missing(query: Query, candidates: Sequence[Candidate]) -> list[Doubt]:
    """Return a doubt where what "how many" counts is not spoken of beside a number."""
    counted = [term for term in query.question.terms if term.stem in query.question.units]
    if not counted or _counts_a_form(query.question, counted):
        return []
    # "How many students graduate": what is counted is the plural, where the phrase has one.
    head = next((term for term in reversed(counted) if _PLURAL.search(term.text)), counted[-1])
    valued = [candidate for candidate in candidates if candidate.values]
    best = max((candidate.soft.get(head.stem, 0.0) for candidate in valued), default=0.0)
    units = {word for one in valued for value in one.values for word in value.unit.split()}
    signs = frozenset().union(*(measured_in(one.text) for one in valued))
    told = kin(head.stem) & units or (head.stem in _ANYTHING and len(counted) == 1)
    if best >= AS_WELL or told or any(term.stem in signs for term in counted):
        return []
    # What is counted may go by another word; what is measured, hardly.
    grade = GRAVE if head.stem in measures() else PLAIN
    return [Doubt("count", grade, f"The documents give no number of {head.text}.")]


def _counts_a_form(question: Question, counted: Sequence[Word]) -> bool:
    """Say whether what is counted is no term: of "how many numbers stand" only the verb is one."""
    plurals = {word.stem for word in counted_in(question.text) if _PLURAL.search(word.text)}
    return bool(plurals) and plurals.isdisjoint(term.stem for term in counted)


def _named_missing(question: Question, shown: str, above: Set[str]) -> list[Doubt]:
    """Find a thing asked for that bears a name where the text names none."""
    asked = _BEARS_A_NAME.search(question.text)
    if not asked or question.kind not in ("which", "list", "where", "who"):
        return []
    known = every_stem(question.text) | _GENERIC
    known |= above if re.fullmatch(_ONE_OF_MANY, asked[1], re.IGNORECASE) else frozenset()
    if any(every_stem(shown[start:end]) - known for start, end in names(shown)):
        return []
    return [Doubt("naming", GRAVE, f"The documents do not say here which {asked[1]}.")]


def _superlative_missing(
    question: Question, candidates: Sequence[Candidate], shown: str
) -> list[Doubt]:
    """Find "which grows fastest" where the best sentence puts none first, and no figures show it.

    What goes along may put something else first.
    """
    if question.kind not in ("which", "list", "who", "where"):
        return []
    rank, wanted = later_rank(question.text), asks_first(question.text)
    best = candidates[0].text if candidates else ""
    if not (wanted or rank) or (tells_later(shown, rank) if rank else puts_first(best)):
        return []
    alike = Counter((value.kind, value.unit) for value in values(without_set_phrases(shown)))
    if max(alike.values(), default=0) > 1:
        return []
    why = (
        f"The documents do not say which of them comes {rank}."
        if rank
        else "The documents put none of them above the others here."
    )
    return [Doubt("superlative", GRAVE if offers_choice(question.text) else PLAIN, why)]


def _value_missing(question: Question, shown: str) -> list[Doubt]:
    """Find a percentage, an amount or a time asked for where the text has nothing of the sort."""
    told = any(map(str.isdigit, shown)) or bool(fitting(question, shown))
    timed = bool(_TIME.search(shown))
    if _LASTS.search(question.text) and not (timed or years(shown)):
        return [Doubt("value", PLAIN, "The documents do not say here how long.")]
    if question.kind == "year":
        told = told or timed or bool(_CONDITION.search(shown))
    if question.kind not in ("percent", "money", "year") or told:
        return []
    return [Doubt("value", PLAIN, gives_no(question.kind))]


def _definition_missing(question: Question, candidates: Sequence[Candidate]) -> list[Doubt]:
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
    return [Doubt("definition", PLAIN, why)]
