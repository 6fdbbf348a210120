"""Stretches of a document that are shown whole: sentences, what they lean on, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from app.evidence.bare_lists import LONGEST_LIST, STOPS, leads_up, unmarked_list
from app.evidence.note_marks import after_mark, before_mark
from app.language.lexemes import linking, stem, stems, with_capital
from app.language.nouns import ITEMS, kin, plural
from ingest.document import Document, Section
from ingest.sentences import split_sentences

_PAPER = "paper|article|study|work|research|review|report|project|manuscript"
_LEANS = re.compile(
    r"(?:However,? |Moreover,? |Furthermore,? |In addition,? |Additionally,? |Therefore,? |Thus,? |"
    r"Also,? |And |But |Here,? )?(?:It|Its|"
    rf"This(?! (?:{_PAPER})\b)|"
    r"These|They|Their|Those|Such|Among (?:them|these)|"
    r"He|She|His|Her|The (?:former|latter|same)|Both|Of these|In this (?:case|context|way|stage)|"
    r"During this|At this|That (?:is|was))\b"
)
_ONES = re.compile(r"(?!Loved)[A-Z][a-z]+ ones\b")
_POINTING = (  # not "in this paper", "for those who"
    r"(?:this|these|those|them|such)\b"
    r"(?! (?:as|who|whom|whose|which|that|with|in|of|for|from|without|"
    rf"(?:present |current )?(?:{_PAPER}|"
    r"section|chapter|appendix|book|thesis|survey)s?)\b)"
)
_LEANS_INSIDE = re.compile(  # without what stands before, it is not known of what they tell
    r"(?:However,? |Moreover,? |Therefore,? |Thus,? |Also,? |(?:And|But|Yet|Or|So),? )?(?:"
    r"(?i:(?:(?:because|out|instead|as a (?:result|consequence)|on the basis|in the course) of|"
    r"with|by|through|from|in|at|on|under|for|of|among|within|to|after|before|besides|beyond|"
    r"due to|despite|without|based on|thanks to|unlike|like|during|since|between) "
    rf"(?:(?:all|both|each|some|most|many|one|two|three|none) of )?{_POINTING}|"
    r"(?:with|by|through|under|in|thanks to|for|without) (?:their|its) "
    r"(?:help|aid|use|support|means|assistance|absence|presence|influence|guidance|place|stead|"
    r"wake|turn|implementation|adoption|introduction))\b|"
    r"(?i:if|when|once|unless|where|because|although|while|since|as) (?:they|these|this)\b|"
    rf"(?:(?:Each|Some|Most|Many|All|None|Neither|Either|Two|Three|Several) of ){_POINTING}|"
    r"(?:One|Another|Others?|The (?:other|others|first|second|third|fourth|last|rest)"
    r"(?: ones?| two| three)?) (?:is|are|was|were|has|have|had|can|could|should|must|will)\b|"
    r"(?:Each|Neither|Either|None) (?:is|was|shows?|has|had|can|could|should|must|will|of them)\b|"
    r"(?:Otherwise|Instead|Conversely|By (?:doing so|contrast)|In (?:doing so|contrast|turn)|"
    r"On the (?:contrary|other hand)|That is|In other words|Only then),? |"
    r"(?:it|they|this|these|those|their|its|such|he|she|both)\b)"
)
_CONSEQUENCE = re.compile(  # not "Ice is scarce, hence dear": that has its cause in itself
    r"(?<![,;] )(?<![,;] and )\b(?:as a (?:consequence|result)(?! of\b)|consequently|accordingly|"
    r"therefore|thus|hence|(?:this|that) is why|for (?:this|that|these) reasons?)\b",
    re.IGNORECASE,
)
_YET = re.compile(r"(?:Yet|But|And|Or|Nor)\b,? (?!also\b)")
_ANY_PLACE = re.compile(  # "It is likewise essential to train them" leans on nothing
    r"(?:However,? |Moreover,? |Also,? )?It (?:is|was|has been|would be|may be|remains|seems) "
    r"(?:\w+ ){0,2}(?:important|essential|necessary|crucial|vital|possible|impossible|clear|likely|"
    r"unlikely|difficult|hard|easy|useful|worth\w*|known|recommended|advisable|urgent|evident|"
    r"reasonable|true|well known|estimated|expected|believed|thought|assumed|noted)"
    r"(?: (?:for|that) [\w’'-]+(?: [\w’'-]+){0,3})? (?:to|that|whether|why|how)\b"
)
_ITEM = re.compile(
    r"(?:[-•*–]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|(?:First|Second|Third|Fourth|Fifth)(?:ly)?\b)"
)
_NUMERAL = re.compile(r"(?<=[:;,.])\s+(?P<numeral>\(?\d{1,2}[.)])$")
_ANNOUNCES = re.compile(
    r"\b(?:rest|remainder) of (?:this|the) (?:paper|article|section)\b|"
    r"\b(?:organi[sz]ed|structured) as follows\b|\bin the following,? we\b|"
    r"\bin (?:this|the next|the following) (?:sub)?section,? we\b|"
    r"\bwe (?:then |next |first |now |will |also |finally )?"
    r"(?:present|describe|discuss|report|introduce|review|outline|explain|give|show)\b"
    r"[^.]{0,120}\bin (?:this |the (?:next|following) )?section\b|"
    r"^(?:we (?:show|give|list|report|present)|see) .{0,60}\bin (?:table|figure|fig\.)|"
    r"^see (?:table|figure|fig\.)",
    re.IGNORECASE,
)
_STATES = re.compile(  # "Definition 2 (Global sensitivity [10])."
    r"^(?:Definition|Theorem|Lemma|Proposition|Corollary)\s[\d.]+(?:\s\([^()]{1,80}\))?\.?$"
)
_MIDDLE = re.compile(
    r"(?:where|and|with|which|in which|such that|subject to|s\.t\.|respectively)\b,? "
)
_SHORT = 120  # characters of a sentence that only says how many there are
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
SENTENCE = 6  # words from which on an item may say something by itself
SEVERAL = 4  # sentences that "several steps" are shown with
_SORTS = (
    f"{' '.join(map(plural, ITEMS.split()))} stages phases periods sides marks faces actions "
    "threats consequences effects respects directions pillars"
)
_COUNTED = re.compile(
    rf"(?:[\w’'-]+,? ){{0,14}}?(?P<count>{'|'.join(_NUMBERS)}|several|various|the following|"
    r"a (?:number|series|range|set|variety) of) (?:[\w-]+ )?"
    rf"(?P<noun>{'|'.join(_SORTS.split())})\b[^,:;]*$|"
    # "Each factor has its cure."
    r"each (?:of (?:these|them)|(?P<each>[a-z]+)) has its (?:own )?[a-z]+$",
    re.IGNORECASE,
)
_PART = (  # of a structured abstract, or of a box that says the same in short
    r"(?:main |primary |study )?(?:background|context|importance|questions?|objectives?|aims?|"
    r"purpose|design|settings?|participants|patients|subjects|exposures?|interventions?|outcomes?|"
    r"measure(?:ment)?s|methods?|findings|results|limitations|meaning|interpretation|relevance|"
    r"conclusions?|funding)"
)
_RUN_IN = re.compile(rf"(?!(?i:{_PART}(?:,? (?:and|or|/|&) {_PART})?):)[A-Z][^.:;]{{2,70}}:\s")
_LEADS_TO_FORMULA = re.compile(  # set on lines of its own: "the cost of f is", "S(x) = max"
    r"(?:\s(?:is|are|be|by|as|equals?)|[=≤≥]|= ?(?:arg ?)?(?:max|min|sup|inf))$"
)
_FORMULA = re.compile(r"(?![A-Z][a-z]+,? [a-z]{2,} )(?=.{1,200}$).*[=<>≤≥≈≡∼∝∈∑∏∫·×−→]")
_FORMULA_LINES = 3
_LINKING = 0.1  # of the words in a row of labels: "areas for improvement"
_OPENS_LIST = re.compile(r"(?::|following[^.]{0,60}[.:])\s*$")


def sentence_spans(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences within `[start, end)`; headings are none, nor is "Abstract:".

    The raised mark of a note is no part of the sentence behind or before it.
    """
    spans = []
    abstract = document.abstract[0] if document.abstract else 0
    above: Section | None = None
    heading_end = 0
    for first, last in _enumerated(document.text[start:end]):
        section = document.section_at(start + first)
        if section is not above:
            above, heading_end = section, heading(document, section.start)[1] if section else 0
        if start + last > heading_end:
            opening = max(start + first, min(heading_end, start + last))
            opening = abstract if opening < abstract < start + last else opening
            spans.append((opening, before_mark(document, opening, start + last)))
    return spans


def paragraph_at(document: Document, at: int) -> tuple[int, int]:
    """Return the span of the paragraph around `at`, the last of a text too."""
    end = document.text.find("\n", at)
    return document.text.rfind("\n", 0, at) + 1, end if end >= 0 else len(document.text)


@lru_cache(maxsize=1_024)  # a passage is found for many questions
def _enumerated(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of `text`; a numeral opens its item ("… such as: | 1. Freight")."""
    spans: list[tuple[int, int]] = []
    carried = -1
    for first, last in split_sentences(text):
        start, carried = (carried if carried >= 0 else after_mark(text, first, last)), -1
        numeral = _NUMERAL.search(text, start, last)
        if numeral and numeral.start() > start:
            last, carried = len(text[: numeral.start()].rstrip()), numeral.start("numeral")
        spans.append((start, last))
    return tuple(spans)


def heading(document: Document, start: int) -> tuple[int, int]:
    """Return the span of the heading line at `start`, empty where the section has none printed."""
    section = document.section_at(start)
    end = document.text.find("\n", start)
    end = end if end >= 0 else len(document.text)
    line = document.text[start:end]
    printed = section is not None and "".join(section.title.split()) in "".join(line.split())
    if section is None or not printed or len(line) > 2 * len(section.title) + 20:
        return start, start
    return start, end


def whole(
    document: Document,
    start: int,
    end: int,
    *,
    asked: Set[str] = frozenset(),
    causes: bool = False,
) -> list[tuple[int, int]]:
    """Return the sentence `[start, end)` with what it leans on and the rest of its list.

    An item that bears words `asked` for is shown alone where what the list is of bears none.
    Where `causes` are asked for, a consequence leans on the sentence before, which tells its cause.
    """
    section = document.section_at(start)
    low = section.start if section else 0
    high = section.end if section else front_end(document)
    spans = sentence_spans(document, *_around(document.text, start, end, low, high))
    at = next((n for n, (first, _) in enumerate(spans) if first == start), None)
    if at is None:
        return [(start, end)]
    # The labels of a title page, or of an abstract's parts, make no list.
    first, last = (
        (at, at)
        if _in_front(document, start)
        else (unmarked_list(document, spans, at, asked) or _list_around(document, spans, at))
    )
    if _is_beside(document, spans, (first, at), asked):
        return [spans[at]]
    while first > 0 and at - first < 2 and _leans_back(document, spans, first, causes=causes):
        first -= 1
        if _only_contrasts(document.text[slice(*spans[first])]):
            break
    return spans[first : _formula_end(document, spans, last) + 1]


def _is_beside(
    document: Document, spans: Sequence[tuple[int, int]], items: tuple[int, int], asked: Set[str]
) -> bool:
    """Say whether the rest of a list is beside the point: not what it is of is asked about.

    `items` are where the list opens, and the item that answers: one of "The contributions of this
    paper are: …" says alone how many sites were crawled. An item that is no sentence does not.
    """
    first, at = items
    item = document.text[slice(*spans[at])]
    sentence = _ITEM.match(item) and item.endswith(".") and len(item.split()) >= SENTENCE
    if first == at or not asked or not sentence:
        return False
    section = document.section_at(spans[at][0])
    opening = document.text[slice(*spans[first])]
    above = stems(f"{section.title if section else ''} {'' if _is_item(opening) else opening}")
    return bool(asked & stems(item)) and not asked & above


def _formula_end(document: Document, spans: Sequence[tuple[int, int]], at: int) -> int:
    """Return the last line of the formula that sentence `at` leads to, `at` where there is none."""
    texts = [document.text[start:end] for start, end in spans[at : at + _FORMULA_LINES + 1]]
    if not _LEADS_TO_FORMULA.search(texts[0]):
        return at
    for count, text in enumerate(texts[1:]):
        if not _FORMULA.match(text) or (count and STOPS.search(texts[count])):
            return at + count
    return at + len(texts) - 1


def _in_front(document: Document, start: int) -> bool:
    """Say whether a sentence stands in the abstract, or above it."""
    return document.abstract is not None and start < document.abstract[1]


def _around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Return whole paragraphs around `[start, end)`, within `[low, high)`."""
    first = text.rfind("\n", low, max(low, start - LONGEST_LIST))
    last = text.find("\n", min(high, end + LONGEST_LIST), high)
    return low if first < 0 else first + 1, high if last < 0 else last


def front_end(document: Document) -> int:
    """Return where the front matter ends."""
    return document.sections[0].start if document.sections else len(document.text)


def leans(text: str) -> bool:
    """Say whether a sentence opens with a word that points back, such as "These measures"."""
    return bool(_LEANS.match(text))


def goes_on(text: str) -> bool:
    """Say whether a sentence tells more of what the one before names: "Small ones cool faster"."""
    return leans(text) or bool(_ONES.match(text))


def points_back(text: str) -> bool:
    """Say whether a sentence is not understood without the one before.

    So are "Small ones cool faster" and "With their help, they sell more", too, but not "It is
    important to sell more".
    """
    if _ANY_PLACE.match(text):
        return False
    return goes_on(text) or bool(_LEANS_INSIDE.match(text) or _YET.match(text))


def tells_consequence(text: str) -> bool:
    """Say whether a sentence tells what comes of what the one before says: "Hence it is slow"."""
    return bool(_CONSEQUENCE.search(text))


def announces(text: str) -> bool:
    """Say whether a sentence only tells what will be said where, as "In this section, we" does."""
    return bool(_ANNOUNCES.search(text))


def opens_in_the_middle(text: str) -> bool:
    """Say whether a sentence begins after a formula, in the middle: "where v is the value of"."""
    return bool(_MIDDLE.match(text))


def _leans_back(
    document: Document, spans: Sequence[tuple[int, int]], at: int, *, causes: bool
) -> bool:
    start, end = spans[at]
    text = document.text[start:end]
    gap = document.text[spans[at - 1][1] : start]
    return (points_back(text) or (causes and tells_consequence(text))) and "\n" not in gap


def _only_contrasts(text: str) -> bool:
    """Say whether all that points back in a sentence is how it begins: "Yet trains were late"."""
    opening = _YET.match(text)
    if opening is None:
        return False
    rest = text[opening.end() :]
    return not points_back(with_capital(rest))


def _list_around(document: Document, spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """Return the first and last sentence of the list in which sentence `at` stands."""
    texts = [document.text[start:end] for start, end in spans]
    first = last = at
    while first > 0 and _is_item(texts[first]):
        first -= 1
    opens = _OPENS_LIST.search(texts[first]) or re.search(r"[:,]\s*1[.)]\s", texts[first])
    if first < at and not opens and not _is_item(texts[first]):
        first += 1
    if not opens and not _is_item(texts[at]):
        return at, min(at + announced(texts[at]), _paragraph_end(document, spans, at))
    size = 0
    while last + 1 < len(texts) and _is_item(texts[last + 1]) and size < LONGEST_LIST:
        last += 1
        size += len(texts[last])
    if last == at and leads_up(texts[at]):
        last = min(at + 1, len(texts) - 1)  # what it leads up to is no list
    return first, last


def only_labels(text: str) -> bool:
    """Say whether a row of a table only names what stands below: no number, hardly a "the"."""
    if " | " not in text or any(map(str.isdigit, text)):
        return False
    return linking(text) <= _LINKING


def announced(text: str) -> int:
    """Return how many sentences a short one such as "Three factors matter." owes."""
    if _STATES.match(text):
        return 1
    counted = _COUNTED.match(text.rstrip(" .")) if len(text) <= _SHORT else None
    if counted and counted["each"] and stem(counted["each"]) not in stems(_SORTS):
        return 0  # "Each country has its own law."
    return _NUMBERS.get((counted["count"] or "").lower(), SEVERAL) if counted else 0


def counts_off(text: str, sorts: Set[str], *, several: Set[str] = frozenset()) -> bool:
    """Say whether a sentence says that there are several of what `sorts` are the stems of.

    Those of `several` may go by another word: three factors are three causes, too. Measures may
    be what is recommended of another sort.
    """
    counted = _COUNTED.match(text.rstrip(" .:")) if len(text) <= _SHORT else None
    if not counted or not counted["count"]:
        return False
    alike = kin(stem(counted["noun"])) - kin(stem("measure"))
    return bool(several & alike or stems(_SORTS) & sorts & stems(text))


def _paragraph_end(document: Document, spans: Sequence[tuple[int, int]], at: int) -> int:
    """Return the last sentence of the paragraph of sentence `at`."""
    while at + 1 < len(spans) and "\n" not in document.text[spans[at][1] : spans[at + 1][0]]:
        at += 1
    return at


def _is_item(text: str) -> bool:
    return bool(_ITEM.match(text) or _RUN_IN.match(text))
