"""What an abbreviation stands for: where a paper spells it out, or what everybody means by it."""

# ruff: noqa: E501 - the pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from app.evidence.chosen import Chosen
from app.language.courtesies import LEADS_IN
from app.language.defining import defines
from app.language.lexemes import says_something, stem, stems
from app.language.lexicon import Lexicon
from app.language.short_forms import long_form
from app.papers.sections import Outlined
from app.question.metadata import IT, TAIL
from app.question.questions import Question
from ingest.document import Document
from ingest.sentences import split_sentences
from ingest.tokens import place_of_word

_SHORT = r"[\"“'‘]?(?P<{}>(?!(?:the|an|its|their|your)\b)[^\W\d_][\w&/-]{{1,14}}?)[\"”'’]?"
_CALLED = r"(?:the )?(?:acronym |abbreviation |short form |letters |initials )?"
_OF_A_PAPER = (  # "the CBEC in the Henan paper"
    r"(?: (?:in|of|from|used in) (?:the|this|that|these|their|your|our) (?:[\w’'-]+ ){0,6}?"
    r"(?:papers?|study|studies|articles?|documents?|text))?"
)
_ASKED = re.compile(
    rf"\bwhat (?:does|do|did) {_CALLED}{_SHORT.format('a')}{_OF_A_PAPER} "
    r"(?:stand for|abbreviate)\b|"
    rf"\bwhat (?:is|are) {_CALLED}{_SHORT.format('b')} "
    r"(?:short for|(?:an |the )?(?:acronym|abbreviation|short form) (?:for|of))\b|"
    rf"\b(?:full (?:form|name)|long form|expansion|meaning) of the (?:acronym|abbreviation) "
    rf"{_SHORT.format('c')}\W*$",
    re.IGNORECASE,
)
_FORM = r"(?:abbreviation|acronym|short form|initialism|initials)"
_SHORTENED = re.compile(  # it is the short form of these words that is asked for
    rf"^{LEADS_IN}(?:(?:what|which)(?:['’]?s| is| was)|give|name) (?:me )?(?:(?:the|an|their|its|your) )?(?:\w+ )?{_FORM}"
    rf"(?: (?:that is |they )?(?:used?|given|give))? (?:for|of) (?:the )?(?P<named>\S.*?){_OF_A_PAPER}{TAIL}|"
    rf"^(?:what|which) {_FORM} (?:is|do|does|did) (?:[\w ]+ )?(?:use|used|give|given|stands?|have)? ?for (?:the )?(?P<used>\S.*?){_OF_A_PAPER}{TAIL}|"
    rf"^how (?:is (?:the )?(?P<is>\S.*?) abbreviated|do (?:they|the authors) abbreviate (?:the )?(?P<do>\S.*?)){_OF_A_PAPER}{TAIL}",
    re.IGNORECASE,
)
# "What is UE?" asks for the words, too, where the paper does not say what a UE is.
_IS = re.compile(
    rf"^what(?:['’]?s| is| are) (?:an? )?{_CALLED}{_SHORT.format('a')}\W*$|"
    rf"^(?:what (?:does|do|did) {_CALLED}|(?:what is )?(?:the )?meaning of {_CALLED})"
    rf"{_SHORT.format('means')}(?:{_OF_A_PAPER} mean|(?: mean)?{_OF_A_PAPER})\W*$",
    re.IGNORECASE,
)
_TYPED_SMALL = 5  # letters of an abbreviation that may be typed without its capitals
_BEFORE = 200  # characters in which the words may stand
_GIVEN = re.compile(
    r"(?: ?[(\[]|,? (?:or|hereafter|hereinafter|abbreviated (?:as|to)|abbreviated) )[\"“']?$"
)
_AFTER = re.compile(r"(?: \(|: |, short for |,? which stands for | stands for | is short for )")
_ENDS = re.compile(r"[\n.;:()]")
_CAPITALS = re.compile(
    r"\b(?:(?P<article>[Aa])n? )?(?P<short>[A-Z][A-Za-z0-9&]{1,6}?)(?P<many>s?)(?<=\w)(?![\w&-])"
)
_ASIDE = re.compile(r"\W*(?:\([^()]{1,80}\)\W*)?")  # between a thing and "is a"
_OPENS = 20  # characters before a thing of which a sentence says that it is "X, a …"
_ARTICLE = re.compile(r"\W*(?:(?:the|an?)\W+)?", re.IGNORECASE)  # between "we call" and a thing
_VOWEL = re.compile(r"(?!eu|uni|one)[aeiou]", re.IGNORECASE)
_WELL_KNOWN = dict(
    line.split(": ")
    for line in """
AI: artificial intelligence
ML: machine learning
NLP: natural language processing
LLM: large language model
IoT: internet of things
VR: virtual reality
ICT: information and communication technology
API: application programming interface
GPS: global positioning system
UAV: unmanned aerial vehicle
EV: electric vehicle
IPR: intellectual property rights
SME: small and medium-sized enterprise
MSME: micro small and medium-sized enterprise
FDI: foreign direct investment
FTA: free trade agreement
FTZ: free trade zone
GDP: gross domestic product
GNP: gross national product
VAT: value added tax
ROI: return on investment
KPI: key performance indicator
CEO: chief executive officer
NGO: non-governmental organization
B2B: business to business
B2C: business to consumer
EU: European Union
UN: United Nations
UK: United Kingdom
USA: United States
WTO: World Trade Organization
IMF: International Monetary Fund
OECD: Organisation for Economic Co-operation and Development
UNESCO: United Nations Educational, Scientific and Cultural Organization
R&D: research and development
CBEC: cross-border e-commerce
MRI: magnetic resonance imaging
ECG: electrocardiogram
ICU: intensive care unit
BMI: body mass index
RCT: randomized controlled trial
PCR: polymerase chain reaction
""".strip().splitlines()
)


_ALL = re.compile(
    rf"^{LEADS_IN}(?:(?:which|what|list|name|give|show|explain)(?: (?:me|us|are|all|the|of|its|every))* )?"
    rf"(?:abbreviations|acronyms|short forms)(?: (?:that|which))?"
    rf"(?: (?:(?:are|is) )?(?:there|used|spelled out|explained|introduced|defined|mentioned)| (?:does|do) (?:{IT}|they|the authors?) (?:use|have|introduce|define|explain))?"
    rf"(?:,? and what (?:do they mean|they mean|do they stand for|they stand for))?(?: (?:in|of|by) {IT})?{TAIL}",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[](?P<short>(?=[A-Z][\w&/-]*[A-Z])[A-Z][\w&/-]{1,11}?)s?[)\];,]")
MOST_LISTED = 20  # sentences that spell abbreviations out


def abbreviations_listed(question: str, document: Document) -> Outlined | None:
    """Return the sentences that spell abbreviations out, each its first; None if not asked for."""
    if not _ALL.match(question):
        return None
    shorts = dict.fromkeys(found["short"] for found in _IN_BRACKETS.finditer(document.text))
    told = {short: item for short in shorts for item in _sentence_of(short, document)[:1]}
    marks: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for item in told.values():
        marks.setdefault((item.start, item.end), []).extend(item.marks)
    shown = [Chosen(document, *span, 1.0, tuple(sorted(set(own)))) for span, own in marks.items()]
    in_full = (f"{short}: {_long(item)}" for short, item in told.items())
    return Outlined(
        sorted(shown, key=lambda item: item.start)[:MOST_LISTED],
        f"{'; '.join(in_full)}.",
        answers=True,
    )


def _long(item: Chosen) -> str:
    """Return the words that are marked, in one line."""
    [(start, end)] = item.marks
    return " ".join(item.text[start:end].split())


def in_full(question: str, lexicon: Lexicon, says: Callable[[str], bool]) -> str:
    """Return `question` with well-known abbreviations written out, where the library does so.

    That is where it never has the abbreviation, and `says` that it has the words. What one is
    asked to stand for stays as it is.
    """
    if _ASKED.search(question):
        return question
    alone = may_abbreviate(question)  # which its plural spells out as well

    def long(match: re.Match[str]) -> str:
        short = match["short"]
        words = _WELL_KNOWN.get(short, "")
        known = lexicon.knows(stem(short)) or (alone == short and lexicon.knows(stem(f"{short}s")))
        if not words or known or not says(words):
            return match.group()
        article = match["article"] or ""
        if article:
            article += "n " if _VOWEL.match(words) else " "
        return f"{article}{words}{match['many']}"

    return _CAPITALS.sub(long, question)


def may_abbreviate(question: str) -> str:
    """Return the letters of which a question asks what they are or mean, as one; else ""."""
    asked = _IS.match(question)
    short = (asked["a"] or asked["means"]) if asked else ""
    if sum(map(str.isupper, short)) > 1:
        return short[:-1] if short.endswith("s") else short
    small = short.islower() and len(short) <= _TYPED_SMALL and says_something(short)
    return short.upper() if small and place_of_word(short) is None else ""  # else it is a word


def abbreviation_of(question: Question) -> str:
    """Return the abbreviation that the question wants spelled out, else ""."""
    wanted = _abbreviation_wanted_for(question.text)
    if _is_short(wanted):  # "the abbreviation of WHO" is a slip for what WHO abbreviates
        return wanted
    asked = _ASKED.search(question.text)
    return next(filter(None, asked.groups()), "") if asked else ""


def shortened(question: str) -> str:
    """Return the words whose abbreviation the question wants to know, else ""."""
    words = _abbreviation_wanted_for(question)
    return "" if _is_short(words) else words


def _abbreviation_wanted_for(question: str) -> str:
    asked = _SHORTENED.match(question)
    return next(filter(None, asked.groups()), "").strip("\"“”'‘’") if asked else ""


def _is_short(words: str) -> bool:
    return " " not in words and sum(map(str.isupper, words)) > 1


def short_form(words: str, document: Document) -> list[Chosen]:
    """Return the sentence in which the paper first gives an abbreviation for `words`."""
    wanted = stems(words)
    for found in _IN_BRACKETS.finditer(document.text):
        for item in _sentence_of(found["short"], document):
            [(start, end)] = item.marks
            at = item.text.find(found["short"], end)
            if stems(item.text[start:end]) == wanted and at >= 0:
                return [replace(item, marks=((at, at + len(found["short"])),))]
    return []


def abbreviation_answer(question: Question, document: Document) -> list[Chosen]:
    """Return the sentence in which the paper first spells the abbreviation out; empty for none.

    So too where it is asked what its capitals mean, or what it is, unless the paper says so.
    """
    if short := abbreviation_of(question):
        return _sentence_of(short, document)
    short = may_abbreviate(question.text)
    asked = _IS.match(question.text)
    if asked and not str(asked["means"] or "a").islower():
        return _sentence_of(short, document)
    written = re.search(rf"\b{re.escape(short)}s?\b", document.text) if short else None
    found = _sentence_of(short, document) if written else []
    return [] if any(_says_what_it_is(short, item) for item in found) else found


def _sentence_of(short: str, document: Document) -> list[Chosen]:
    for start, end in _spelled_out(short, document.text):
        low = document.text.rfind("\n", 0, start) + 1
        high = document.text.find("\n", end)
        paragraph = document.text[low : high if high >= 0 else len(document.text)]
        for first, last in split_sentences(paragraph):
            if low + first <= start and end <= low + last:
                at = low + first
                return [Chosen(document, at, low + last, 1.0, ((start - at, end - at),))]
    return []


def _says_what_it_is(short: str, spelled_out: Chosen) -> bool:
    """Say whether the paper says what the thing is that it calls `short`, or by its long name."""
    document = spelled_out.document
    [(start, end)] = spelled_out.marks
    long = spelled_out.text[start:end]
    own = re.compile(rf"(?<![\w-])(?:{re.escape(short)}s?|{re.escape(long)})(?![\w-])", re.I)
    names = [stems(short), stems(f"{short}s"), stems(long)]
    for first, last in split_sentences(document.text):
        told = document.text[first:last]
        places = [(found.start(), found.end()) for found in own.finditer(told)]
        said = [cue for name in names if places and (cue := defines(name, told))]
        if any(_beside(cue, place, told) for cue in said for place in places):
            return True
    return False


def _beside(cue: tuple[int, int], place: tuple[int, int], text: str) -> bool:
    """Say whether a cue is on what stands at `place`, not on "NMT models" or "the use of NMT"."""
    if text[cue[0]] == "," and place[0] > _OPENS:
        return False  # "As it is raised against UE, the …" may go on with another thing
    before, after = text[cue[1] : place[0]], text[place[1] : cue[0]]
    return bool(_ASIDE.fullmatch(after) if place[1] <= cue[0] else _ARTICLE.fullmatch(before))


def _spelled_out(short: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words that `short` stands for, before "(CBEC)" or after "CBEC:"."""
    for match in re.finditer(rf"\b{re.escape(short)}s?\b", text, re.IGNORECASE):
        low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _BEFORE)
        if given := _GIVEN.search(text, low, match.start()):
            words = text[low : given.start()]
            begins = long_form(short, words)
            if begins >= 0:
                yield low + begins, low + len(words)
        elif opened := _AFTER.match(text, match.end()):
            closed = _ENDS.search(text, opened.end())
            words = text[opened.end() : closed.start() if closed else len(text)]
            if long_form(short, words) == 0:
                yield opened.end(), opened.end() + len(words)
