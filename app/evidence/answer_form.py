"""What in a sentence has the form of the answer: a quantity, a date, a name, a reason."""

from __future__ import annotations

import re

from app.evidence.spans import announces
from app.language.defining import defines
from app.language.lexemes import Word, every_stem, stem, words
from app.language.measures import measures
from app.language.values import Value, dates, labels, names, values, year_ranges
from app.question.questions import Question

REASON = re.compile(
    r"\b(?:because|due to|owing to|since|caus\w+|attribut\w+|as a (?:result|consequence)|"
    r"consequences? of|therefore|thus|hence|thereby|lead(?:s|ing)? to|led to|in order to|"
    r"results? (?:of|from|in)|resulting from|reasons?|so (?:that|as to)|thanks to|contribut\w+|"
    r"forc(?:es?|ed|ing)|stems? from|originat\w+|given (?:that|the)|for (?:lack|want|fear) of|"
    r"explain\w*|explanations?|"
    r"accounts? for|responsible for|factors?|conjecture\w*|hypothesi\w+|presumably|makes? it|"
    r"making it|prompt(?:s|ed)|motivat\w+|driven by|on account of|"
    r"on (?:the )?grounds? (?:of|that)|under the (?:premise|assumption)|"
    r"rationale|arises? from|underl(?:ie|ies|ying)|triggered|"
    r"to (?:avoid|ensure|prevent|reduce|allow|make sure|minimi[sz]e|increase|improve|eliminate|"
    r"protect|obtain|enable|facilitate|achieve|account for|keep|limit|mimic|exclude))\b|"
    # not ", as well as others", ", for example"
    r", (?:as(?! (?:well|such|in|shown|seen|illustrated|described|discussed|mentioned|noted|"
    r"reported|defined|opposed|compared)\b)|for(?! (?:example|instance)\b)|so|and so) |"
    r"^only (?:by|when|if|once|after|with|through)\b|"
    r"(?<!well )(?<!same )\bas "
    r"(?:the|it|they|this|these|after|there|we|he|she|no|not|most|many|some)\b",
    re.IGNORECASE,
)
_HOW = """
should|can |could|must|need to|needs to|measure|by |recommend|propose|solution|remed|require|
strateg|through|using|use of|via
"""
_EFFECT = """
lead|led to|cause|increase|reduce|raise|lower|affect|impact|result|hinder|improve|enhance|make|may |
bring|create|weaken|strengthen|so that|therefore|thus
"""
_LISTS = """
include|including|such as|following|e.g.|consist|namely|:|for example|for instance|cover
"""


_SUM = re.compile(
    r"\b(?:total(?:l?ed|s)?|combined|together|altogether|overall|sum|jointly)\b", re.IGNORECASE
)
_PAIR = re.compile(r"\b(?P<one>[^\W\d_]{3,})(?: and |/)(?:the )?(?P<two>[^\W\d_]{3,})\b")
_JOINT = re.compile(  # "the import and export list"
    r"\b[^\W\d_]{3,}(?: and |/)[^\W\d_]{3,} "
    r"(?:volumes?|values?|lists?|trade|business|turnover|amounts?)\b",
    re.IGNORECASE,
)
_SEVERAL_VALUES = re.compile(r"\brespectively\b|\d[^,.;]{0,25} and [^,.;]{0,12}\d", re.I)


def _cue_pattern(cue: str) -> re.Pattern[str]:
    """Return what finds a cue where a word begins, with all of the word that it begins."""
    opens = r"\b" if cue[0].isalpha() else ""
    rest = r"\w*" if cue[-1].isalpha() else ""
    return re.compile(f"{opens}{re.escape(cue)}{rest}", re.IGNORECASE)


_CUES: dict[str, tuple[re.Pattern[str], ...]] = {
    kind: tuple(_cue_pattern(cue) for cue in cues.strip("\n").replace("\n", "").split("|"))
    for kind, cues in {
        "how": _HOW,
        "effect": _EFFECT,
        "list": _LISTS,
    }.items()
} | {"why": (REASON,)}


_LASTS = re.compile(
    r"\bhow long\b.*\b(?:last|take|run|go on|continue)|\bhow many years\b", re.IGNORECASE
)
_CALLED = re.compile(
    r"when (?:is|are) .*\b(?:called|considered|regarded as|said to be|termed|deemed) (?P<thing>.+)",
    re.IGNORECASE,
)
_MEASURES = re.compile(  # "What does the score measure?", "What is it meant to measure?"
    r"what (?:does|do|is|are) (?P<thing>.+?) (?:(?:meant|supposed|intended|designed) to )?"
    r"(?:measure|quantify|denote)\W*$",
    re.IGNORECASE,
)
# Words that ask what another one means: "How does the paper define trust?".
_DEFINE = every_stem("define definition mean meant describe understand characterize characterise")
_ENUMERATED = re.compile(r"\b[\w’' -]{3,40}, [^,.;]{3,60}(?:,? (?:and|or|as well as) |, )\w")


def fitting(question: Question, text: str) -> tuple[Value, ...]:
    """Return the values of `text` that have the form of the answer asked for."""
    if question.kind in ("who", "where", "which"):
        return _new_names(question, text)
    if not question.asks_value:
        return _cue(question, text)
    if question.kind == "year":
        return _dates(question, text)
    labelled = labels(text)
    found = [
        value
        for value in values(text)
        if value.number not in question.numbers
        and not any(low <= value.start < high for low, high in labelled)
        and not (value.kind == "year" and int(value.number) in question.years)
    ]
    if _of_both(question, text):
        return ()
    if question.kind == "percent":
        return tuple(value for value in found if value.kind == "percent") or tuple(
            value
            for value in found
            if value.kind == "number" and "." in value.number and not value.unit
        )
    amounts = [
        value
        for value in found
        if value.kind != "year" and (text[value.start].isdigit() or _counts(question, value, text))
        if not _measures_instead(question, value)
    ]
    if _LASTS.search(question.text):
        amounts += [each for each in year_ranges(text) if each.number not in question.numbers]
    if question.kind == "money":
        money = [value for value in amounts if value.kind == "money"]
        return tuple(money or amounts)
    return tuple(amounts)


def gives_number(question: Question, text: str) -> bool:
    """Say whether the text has a number before what a "how many" counts."""
    return bool(question.units) and any(
        set(value.unit.split()) & question.units for value in values(text)
    )


_FINDS = re.compile(
    r"(?:\bwe\b|\bour (?:\w+ )?(?:results?|findings?|data|study|analys[ei]s)\b|\bconclusions?:|"
    r"\b(?:this|the present|the current) (?:[\w-]+ ){0,2}"
    r"(?:study|paper|work|analysis|review|trial)\b|"
    r"\b(?:the|these) (?:results?|findings)\b)[^.;]{0,80}?\b(?<!to )(?:finds?|found|show(?:s|ed)?|"
    r"demonstrate[sd]?|suggest(?:s|ed)?|indicate[sd]?|reveal(?:s|ed)?|conclude[sd]?|"
    r"confirm(?:s|ed)?|reject(?:s|ed)?|contradict(?:s|ed)?|observed?)\b|\bin conclusion\b|"
    r"\bno (?:\w+ )?(?:evidence|association|difference|effect)s? (?:was|were|between|of|on|that)\b",
    re.IGNORECASE,
)


def finds(text: str) -> bool:
    """Say whether a paper tells in the sentence what it found itself."""
    return bool(_FINDS.search(text))


def _of_both(question: Question, text: str) -> bool:
    """Say whether the sentence gives only the sum of what is asked for and of another thing.

    "How much was exported?" is not answered by "a total import and export volume of 5 million".
    """
    terms = {term.stem for term in question.terms}
    if not (_SUM.search(text) or _JOINT.search(text)) or _SEVERAL_VALUES.search(text):
        return False
    pairs = [
        (match, stem(match["one"]) in terms, stem(match["two"]) in terms)
        for match in _PAIR.finditer(text)
        if match["one"].endswith("ed") == match["two"].endswith("ed")  # no verb beside a noun
    ]
    halves = [(match, one) for match, one, two in pairs if one != two]
    return any(
        all(match.start() <= word.start < match.end() for word in words(text) if word.stem == half)
        for match, one in halves
        for half in [stem(match["one" if one else "two"])]
    )


def _counts(question: Question, value: Value, text: str) -> bool:
    """Say whether a number that is spelled out, such as "three", counts what is asked for."""
    if text[value.start] in "$€£¥" or not question.units:
        return True
    return bool(set(value.unit.split()) & question.units)


def _measures_instead(question: Question, value: Value) -> bool:
    """Say whether a value is in a unit of measure where things are counted.

    "Children aged 5 years" is no answer to "How many children?".
    """
    counts = bool(question.units) and question.units.isdisjoint(measures())
    return counts and value.kind == "number" and not measures().isdisjoint(value.unit.split())


def _dates(question: Question, text: str) -> tuple[Value, ...]:
    """Return the dates and periods of `text` that the question does not give itself."""
    asked = question.text.casefold()
    told = [date for date in dates(text) if text[date.start : date.end].casefold() not in asked]
    periods = [
        value
        for value in values(text)
        if _is_period(value) and value.number not in question.numbers
    ]
    return tuple(sorted([*told, *periods], key=lambda value: value.start))


def _is_period(value: Value) -> bool:
    return value.unit in {stem(word) for word in ("days", "weeks", "months", "years", "century")}


def _new_names(question: Question, text: str) -> tuple[Value, ...]:
    asked = question.text.casefold()
    return tuple(
        Value("number", text[start:end], "", start, end)
        for start, end in names(text)
        if text[start:end].casefold() not in asked
    )


def _cue(question: Question, text: str) -> tuple[Value, ...]:
    """Return the words after which reasons, definitions and lists stand."""
    cues = _CUES.get(question.kind, ())
    if question.kind == "list" and (found := _ENUMERATED.search(text)):
        return (Value("number", found.group(), "", found.start(), found.start()),)
    if question.kind == "definition":
        if announces(text):
            return ()
        said = defines({term.stem for term in to_define(question)}, text)
        return (Value("number", text[said[0] : said[1]], "", *said),) if said else ()
    for cue in cues:
        if match := cue.search(text):
            return (Value("number", match.group(), "", match.start(), match.end()),)
    return ()


def list_start(text: str) -> int:
    """Return where what is counted off in `text` starts, after "such as" or a colon, else 0."""
    found = _ENUMERATED.search(text)
    opens = [match.end() for cue in _CUES["list"] for match in cue.finditer(text)]
    return max((at for at in opens if found and at < found.end()), default=0)


def to_define(question: Question) -> tuple[Word, ...]:
    """Return what is to be defined: of "When is a graph called planar?", "planar"."""
    if named := _CALLED.match(question.text) or _MEASURES.match(question.text):
        low, high = named.span("thing")
        return tuple(term for term in question.terms if low <= term.start < high)
    return tuple(term for term in question.terms if term.stem not in _DEFINE) or question.terms


_CLAUSE = re.compile(r"[,;:()]|\b(?:and|while|but|whereas|with)\b")


def nearness(question: Question, text: str, value: Value) -> float:
    """Return how close to the value, and in its clause, the question's words stand."""
    terms = {term.stem for term in question.terms}
    low, high = _clause(text, value)
    points = 1.0 if set(value.unit.split()) & (question.units | terms) else 0.0
    for word in words(text):
        if word.stem in terms:
            distance = min(abs(word.end - value.start), abs(word.start - value.end))
            points += 1.0 / (1 + distance / 20) + (1.0 if low <= word.start < high else 0.0)
    return points


def _clause(text: str, value: Value) -> tuple[int, int]:
    low, high = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= value.start:
            low = match.end()
        elif match.start() >= value.end:
            return low, match.start()
    return low, high
