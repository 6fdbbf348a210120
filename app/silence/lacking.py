"""What a question wants as its answer and the evidence lacks: a number, a name, a date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from app.evidence.answer_form import fitting
from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen, shown_of
from app.evidence.context import heading
from app.language.defining import leads
from app.language.lexemes import Word, every_stem
from app.language.measures import measured_in, measures
from app.language.nouns import called, kin
from app.language.opposites import without_set_phrases
from app.language.values import names, values, years
from app.question.answer_wordings import lacks_sample, lacks_study_time
from app.question.averages import asks_age, asks_average, tells_age, tells_average
from app.question.problems_and_remedies import tells_remedy
from app.question.questions import Question, counted_in
from app.question.superlatives import (
    asks_first,
    later_rank,
    offers_choice,
    puts_first,
    sets_apart,
    tells_later,
)
from app.silence.belonging import AS_WELL, gives_no
from app.silence.doubts import GRAVE, PLAIN, Doubt

_NO_KIND = (  # "which Chinese city" asks for one, "what does the city" does not
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|should|will|would|may|might|must|"
    r"the|an?|this|that|these|those|its|their)"
)
# Several of these are told by their kind ("small companies"), and no paper's title names the one.
_ONE_OF_MANY = "company|firm|corporation|manufacturer|retailer|agency|ministry|team"
_ALSO_BODIES = "provider|supplier|vendor|carrier|operator|platform|institution|organi[sz]ation"
_BEARS_A_NAME = re.compile(
    r"\b(?:(?:which|what)|name of (?:the|its|their|an?)) "
    rf"(?:(?!{_NO_KIND}\b)\w+ ){{0,2}}(universit(?:y|ies)|countr(?:y|ies)|"
    r"cit(?:y|ies)|hospitals?|"
    r"journals?|airports?|airlines?|provinces?|islands?|rivers?|newspapers?|magazines?|colleges?|"
    r"museums?|brands?|ministers?|mayors?|banks?|languages?|ports?|continents?|towns?|"
    rf"{_ONE_OF_MANY}|(?:{_ALSO_BODIES})s?(?= (?:is|are|was|were) named\b)|"
    r"platform(?= (?:has|had|is|was|holds|leads|dominates|sells|sold)\b))\b",
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
_HOW_MUCH = re.compile(  # not "Who sets how much it is?"
    r"^(?!\W*(?:and |but |so )?(?:who|why|what|which|is|are|does|do|did|can)\b).*"
    r"\bhow (?:many|much(?! (?:do|does|did|can|will|would) .*\b(?:matter|help|depend|affect|"
    r"influence))|often|high|low|large|big|small|old|tall|wide|deep|thick|heavy)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(  # "how often" and "how much" are told without a number, too
    r"\b(?:hal(?:f|ves|ved)|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|doubl\w+|trebl\w+|"
    r"tripl\w+|\w+fold|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|"
    r"handful|hardly|dozens?|hundreds?|thousands?|millions?|billions?|once|twice|thrice|"
    r"times|none|nothing|no|nobody|never|zero|free|all|every|each|both|single|most\w*|majority|"
    r"minority|few|several|many|much|little|often|seldom|rarely|frequent\w*|always|usual\w*|"
    r"couple|pair|numerous|various|plenty|lots?|number of|equal\w*|"
    r"sometimes|occasional\w*|regular\w*|constant\w*|continu\w+|annual\w*|(?:week|month|day|"
    r"dai|hour|year|night|fortnight|quarter)ly|as \w+ as|"
    r"an? (?:second(?! \w)|minute|hour|day|week|fortnight|month|year|decade|century))\b",
    re.IGNORECASE,
)
_BESIDE_OTHERS = re.compile(  # "Is that a lot, compared with other provinces?"
    r"\b(?:compare[sd]? (?:to|with)|relative to|next to|(?<!rather )(?<!other )than) "
    r"(?:(?:in|at|for|of|those|that|these|the|all|any|most|an?) ){0,3}"
    r"(?:others?|elsewhere|rest|average|(?:national|usual|normal) (?:average|mean|rate|one))\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:than|compar\w+|others?|another|rank\w*|average|mean|median|national\w*|elsewhere|rest|"
    r"most|least|(?:the|its|in|came|comes?|placed|put) first|first (?:place|in|among)|top|worst|"
    r"(?!(?:re)?invest|suggest|request|harvest|latest|test|contest|protest|guest|honest|forest|"
    r"interest)\w{2,}est|surpass\w*|out(?:pac|perform|strip|rank|number|grow|sell|d)\w+|"
    r"neighbou?r\w*|peers?|counterparts?|leading|leads?|lags?|behind|ahead|above|"
    r"below|twice|times|half|double\w*|as (?:\w+ )+as|same(?! time\b)|alike|equal\w*|unlike|"
    r"differ\w*|against|while|whereas|nowhere|alone|only|exceed\w*|usual\w*|normal\w*|general)\b",
    re.IGNORECASE,
)

_SO_BY_NOW = re.compile(  # "Do they publish it already?", "Did it help?"
    r"^(?:is|are|do|does|did|has|have)\b.*\b(?:already|so far|at present|currently|right now|now|"
    r"yet|nowadays|these days|in use)\b",
    re.IGNORECASE,
)
_WAS_PROPOSED = re.compile(  # "Was training proposed?" is told by what should be
    r"\b(?:recommend\w*|propos\w+|suggest\w*|advis\w+|advocat\w+|urg(?:e[sd]?|ing)|"
    r"call(?:s|ed|ing)? (?:for|on)|put(?:s|ting)? forward|should|ought to)\b",
    re.IGNORECASE,
)
_WAS_SO = re.compile(r"^(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_IS_SO = re.compile(
    r"\b(?:already|now|at present|presently|currently|since|so far|yet|(?:has|have|had)(?! to\b)|"
    r"was|were|did|today|until|before|after|still|never|none|nobody|no|not|plans?|planned|\d{4}|exist\w*|"
    r"only|under \w+|(?:under|on)going|on offer|beg[aiu]n\w*|start(?:s|ed)?|pass(?:es|ed)?|failed|"
    r"use[sd]?|using|in use|practi[cs]e[sd]?)\b",
    re.IGNORECASE,
)

_DONE = re.compile(  # not "can be improved", "improved channels", "is needed"
    r"(?<!\bbe )(?<!\bis )(?<!\bare )\b\w{2,}ed\b(?= (?:the|an?|by|to|in|on|from|that|his|her|its|"
    r"their|our|at|for|with|it|them|up|down|out|off|over|no|all|only|about|\d\S*|two|three|four|"
    r"five|six|seven|eight|nine|ten)\b|\W*$|[.,;:])|"
    r"\b(?:went|came|got|took|gave|made|fell|rose|lost|won|found|said|told|saw|kept|paid|sold|"
    r"bought|left|stood|ran|grew|became|held|led|met|sent|knew|thought|brought|drew|wrote|spoke|"
    r"broke|chose|drove|cut|could)\b",
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
        *_of_study_missing(query.question, shown),
        *_average_missing(query.question, shown_of(ranked, chosen)),
        *_comparison_missing(query.question, shown),
        *_fact_missing(query.question, shown),
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
    told = (kin(head.stem) | called(head.stem)) & units or (
        head.stem in _ANYTHING and len(counted) == 1
    )
    if best >= AS_WELL or told or any(term.stem in signs for term in counted):
        return []
    # What is counted may go by another word; what is measured, hardly.
    grade = GRAVE if head.stem in measures() else PLAIN
    return [Doubt("count", grade, f"The documents give no number of {head.text}.")]


def _counts_a_form(question: Question, counted: Sequence[Word]) -> bool:
    """Say whether what is counted is no term: of "how many numbers stand" only the verb is one."""
    plurals = {word.stem for word in counted_in(question.text) if _PLURAL.search(word.text)}
    return bool(plurals) and plurals.isdisjoint(term.stem for term in counted)


def is_told_by_name(question: str) -> bool:
    """Say whether a question asks for what bears a name: "Which city?" is answered by "Luoyang"."""
    return bool(_BEARS_A_NAME.search(question))


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
    if max(alike.values(), default=0) > 1 or sets_apart(question.text, best):
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
    if asks_age(question.text) and not tells_age(shown):
        return [Doubt("value", PLAIN, "The documents do not say here how old.")]
    if _LASTS.search(question.text) and not (timed or years(shown)):
        return [Doubt("value", PLAIN, "The documents do not say here how long.")]
    if question.kind == "year":
        told = told or timed or bool(_CONDITION.search(shown))
    if question.kind == "number":
        told = not _HOW_MUCH.search(question.text) or bool(_AMOUNT.search(shown) or values(shown))
    if question.kind not in ("percent", "money", "year", "number") or told:
        return []
    return [Doubt("value", PLAIN, gives_no(question.kind), general=True)]


def _of_study_missing(question: Question, shown: str) -> list[Doubt]:
    """Find the time or the sample of a study asked for where the text tells those of no study."""
    if lacks_study_time(question.text, shown):
        why = "The documents do not say here over what time the study went on."
        return [Doubt("value", PLAIN, why)]
    if lacks_sample(question.text, shown):
        return [Doubt("value", GRAVE, "The documents do not say how large a sample was.")]
    return []


def _average_missing(question: Question, candidates: Sequence[Candidate]) -> list[Doubt]:
    """Find an average asked for where every figure is one of single cases or of all together."""
    valued = [each.text for each in candidates if each.values]
    if not question.asks_value or not valued or not asks_average(question.text):
        return []
    if any(map(tells_average, valued)):
        return []
    return [Doubt("average", PLAIN, "The documents give figures here, but no average of them.")]


def _comparison_missing(question: Question, shown: str) -> list[Doubt]:
    """Find a thing to be compared with others where the text compares it with nothing."""
    if question.kind in ("who", "where", "why", "which", "list"):
        return []  # "why is it dearer than elsewhere?" takes the comparison for granted
    if not _BESIDE_OTHERS.search(question.text) or _COMPARES.search(shown):
        return []
    return [Doubt("comparison", GRAVE, "The documents compare this with no others here.")]


def _fact_missing(question: Question, shown: str) -> list[Doubt]:
    """Find what is asked to be or have been so where the text only says what should or may be."""
    by_now = bool(_SO_BY_NOW.search(question.text))
    if question.kind != "yesno" or _WAS_PROPOSED.search(question.text):
        return []
    if not by_now and not _WAS_SO.search(question.text):
        return []
    if not tells_remedy(shown) or _IS_SO.search(shown):
        return []
    if not by_now and _DONE.search(shown):
        return []
    return [Doubt("fact", GRAVE, "The documents say what should be here, not what is so.")]


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
