"""Whether and where papers mention something: the sentences with its words, or the sections."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from app.evidence.chosen import Chosen
from app.evidence.spans import heading, sentence_spans
from app.language.courtesies import LEADS_IN
from app.language.lexemes import stems
from app.papers.overview import chapter_on
from app.papers.sections import heading_of
from app.question.questions import Question
from app.question.titles_and_authors import PAPER
from ingest.document import Document, Section

MOST = 3  # sentences that are shown
MOST_SECTIONS = 6
WORDS = 3  # that a thing has at most; more are a question of their own
OFTEN = 2  # sentences from which on a section speaks of a thing that its title does not name
ANY_PAPER = rf"(?:(?:the|this|that|these|those|your|any|any of the) )?(?:{PAPER}|authors?|it|they)"
SPEAKS = (
    r"(?:mention(?:s|ed)?|talk(?:s|ed)? (?:about|of)|speaks? (?:of|about)|refers? to|"
    r"says? (?:anything|something) (?:about|on)|write (?:anything|something) (?:about|on)|"
    r"contain(?:s)? the words?|use(?:s)? the (?:words?|terms?))"
)
_SHOW_ME = (
    rf"(?:{LEADS_IN}(?:(?:give|show|quote|find|read|print)(?: (?:me|us))? |what(?:['’]s| is| are) )?)(?:the |every |all |each |any )*"
    r"(?:exact |very |precise |original )*"
)
_IN_PAPER = r"(?: in (?:the|this) (?:paper|text|document|article))?"
_PIECE = r"(?:sentences?|passages?|paragraphs?|quotes?)"
_PIECE_OF = rf"{_SHOW_ME}{_PIECE}{_IN_PAPER}"  # "Give me the exact sentence"
_PLACE_OF = rf"{_SHOW_ME}(?:{_PIECE}|places?|lines?|spots?){_IN_PAPER}"
_ANYTHING = rf"(?:any|some)thing(?: (?:said|written|told))?(?: in {ANY_PAPER})?"
_WHETHER = re.compile(
    rf"^(?:does|do|did) {ANY_PAPER}(?: (?:ever|also|even|anywhere))? {SPEAKS} (?P<a>.+)$|"
    rf"^(?:is|was) (?:there )?{_ANYTHING} (?:about|on) (?P<p>.+)$|"
    r"^(?:is|are|was|were) (?P<b>.+?) (?:ever |even |also )?mentioned"
    rf"(?: (?:anywhere|at all|in {ANY_PAPER}|by {ANY_PAPER}))*$|"
    rf"^(?:where(?: in {ANY_PAPER})?|in (?:which|what) {_PIECE}) (?:is|are|was|were) (?P<c>.+?)(?: first)? mentioned(?: in {ANY_PAPER})?$|"
    rf"^where (?:does|do) {ANY_PAPER} {SPEAKS} (?P<d>.+)$|"
    rf"^(?:which|what) {_PIECE}{_IN_PAPER} (?:{SPEAKS}|names?) (?:both )?(?P<o>.+)$|"
    rf"^(?:on )?(?:what|which) pages? (?:{SPEAKS}|(?:does|do) {ANY_PAPER} {SPEAKS}) (?P<e>.+)$|"
    rf"^(?:on )?(?:what|which) pages? (?:is|are) (?!not\b|(?:most|least|more|less|never|often)\b)(?P<f>.+?) (?:mentioned|discussed|named)$|"
    rf"^(?:on )?(?:what|which) pages? (?:(?:does|do) {ANY_PAPER} discuss|discuss(?:es)?) (?P<g>.+)$|"
    rf"^{_PLACE_OF} (?:where|in which|that|which|with|on which) (?!{ANY_PAPER} )(?P<h>.+?) "
    r"(?:(?:is|are|was|were|gets?) (?:mentioned|named|brought up)|comes? up)$|"
    rf"^{_PIECE_OF} (?:about|on|mentioning|naming|containing) (?P<n>.+)$|"
    rf"^{_PIECE_OF} (?:where|in which|with|on which) (?!{ANY_PAPER} )(?P<l>.+?) (?:appears?|occurs?|turns? up|shows? up)$|"
    rf"^{_PLACE_OF} (?:where|in which) (?:it|they|{ANY_PAPER}) {SPEAKS} (?P<i>.+)$|"
    rf"^{_PLACE_OF} (?:that|which) (?:{SPEAKS}|names?) (?P<j>.+)$|"
    rf"^where (?:does|do) (?!{ANY_PAPER} )(?P<k>.+?) (?:(?:come|crop|turn) up|get mentioned)(?: in {ANY_PAPER})?$|"
    rf"^where did (?!{ANY_PAPER} )(?P<m>.+?) (?:(?:come|crop|turn) up|get mentioned) in {ANY_PAPER}$",
    re.IGNORECASE,
)
_IN_PARTS = r"^(?:in )?(?:which|what) (?:sections?|chapters?|parts?)(?: of (?:the|this) \w+)?"
_A_PART = r"(?:an? |any )?(?:sub-?)?(?:sections?|chapters?|parts?)"
_SECTIONS = re.compile(
    rf"^(?:(?:is|are) there {_A_PART}(?: in {ANY_PAPER})?|"
    rf"(?:does|do) {ANY_PAPER} (?:have|contain|include) {_A_PART}|(?:has|have) {ANY_PAPER} (?:got )?{_A_PART}) "
    r"(?:(?:that |which )?(?:is |are )?(?:on|about|for|covering|covers?|deal(?:s|ing)? with|dedicated to|devoted to|discuss(?:es|ing))) (?P<c>.+)$|"
    rf"{_IN_PARTS} (?:{SPEAKS}|deals? with|(?:is|are) (?:about|on)|discuss(?:es)?|covers?|treats?|"
    r"describes?|explains?) (?P<a>.+)$|"
    rf"{_IN_PARTS} (?:is|are) "
    r"(?P<b>.+?) (?:discussed|mentioned|covered|described|treated|explained|dealt with)$",
    re.IGNORECASE,
)
_DATA = "data|figures|numbers|statistics|information|details|facts"
_SAID = re.compile(
    rf"^what (?:does|do|did) (?:{ANY_PAPER}|(?:section|chapter) [\d.]+) "
    r"(?:say|tell(?: us| me)?|write|state|report|mention) (?:about|on|of) (?P<a>.+)$|"
    rf"^(?:what|which) (?:{_DATA}) (?:does|do|did) (?:{ANY_PAPER}|(?:section|chapter) [\d.]+) "
    r"(?:give|provide|contain|report|present|offer|show|have) "
    r"(?:about|on|of|for|regarding|concerning) (?P<d>.+)$|"
    rf"^what is (?:said|written|told|stated|reported)(?: in {ANY_PAPER}| there)? "
    r"(?:about|on) (?P<b>.+)$|"
    rf"^(?:(?:is|was) (?:there )?)?{_ANYTHING} (?:about|on) (?P<c>.+)$|"
    rf"^(?:does|do|did) {ANY_PAPER}(?: (?:ever|also|even|anywhere))? (?:say|write) (?:any|some)thing (?:about|on) (?P<g>.+)$|"
    rf"^(?:does|do|did) {ANY_PAPER} (?:give|provide|contain|report|present|offer|show|have|include) "
    rf"(?:us |me )?(?:any|some) (?:\w+ )?(?:{_DATA}) (?:about|on|of|for|regarding|concerning) (?P<e>.+)$|"
    rf"^(?:is|are) there (?:any|some) (?:\w+ )?(?:{_DATA}) (?:in {ANY_PAPER} )?"
    r"(?:about|on|regarding|concerning) (?P<f>.+)$",
    re.IGNORECASE,
)
_ROLE = re.compile(  # what is no name may be spoken of as "there" or "such" as well
    r"^(?:what (?:\w+ )?(?:role|part) (?:does|do|did|can|could|should|will|would|may|might) (?P<a>.+?) play|"
    r"what(?:['’]s| is| are| was| were) (?:the )?(?:\w+ )?(?:roles?|functions?) (?:of|played by) (?P<b>(?-i:[A-Z]).+?))"
    r"(?: (?:in|for|on|at|when|within|during|there|here)\b.*)?$",
    re.IGNORECASE,
)
_OFTEN = r"how (?:often|frequently|many times)"
_COUNTED = re.compile(
    rf"^{_OFTEN} (?:is|are|was|were) (?P<a>.+?) (?:mentioned|named)(?: (?:in|by) {ANY_PAPER})?$|"
    rf"^{_OFTEN} (?:does|do|did) {ANY_PAPER} (?:{SPEAKS}|name) (?P<b>.+)$|"
    rf"^{_OFTEN} (?:is|are) the (?:words?|terms?|names?) (?P<c>.+?) used(?: (?:in|by) {ANY_PAPER})?$|"
    rf"^{_OFTEN} (?:does|do|did) the (?:words?|terms?|names?) (?P<d>.+?) "
    rf"(?:appear|occur|come up)(?: in {ANY_PAPER})?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"^the (?:words?|terms?|names?) ", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:page|day|line|week|how|what|why|when|who|whom|whose|which|where|whether|that|if)\b", re.I
)
_BARE = re.compile(r"^(?:the |an? |any |anything (?:about|on) )|[\"“”'‘’]", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,? (?:anywhere|at all|too|as well|please))+$|"
    rf" (?:in|by) (?:{ANY_PAPER}|(?:section|chapter) [\d.]+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What is looked for, as typed, and whether the sections are wanted that speak of it."""

    thing: str
    sections: bool

    @property
    def head(self) -> str:
        """The word that says what it is: "training" of staff, delivery "problems"."""
        before, *_ = re.split(r" (?:of|for|in|on|by|to|with|from) ", self.thing, maxsplit=1)
        return before.split()[-1]


def mention_of(question: Question) -> Mention | None:
    """Return what the question asks the mention of, None where it asks for more."""
    plain = question.text.strip(" ?.!")
    for pattern, sections in ((_WHETHER, False), (_SECTIONS, True)):
        if asked := pattern.match(plain):
            return thing_in(asked, sections=sections)
    return None


def counted_mention(question: Question) -> Mention | None:
    """Return the thing of which the question wants to know how often it is mentioned, or None."""
    asked = _COUNTED.match(question.text.strip(" ?.!"))
    wanted = thing_in(asked, sections=False) if asked else None
    return Mention(_WORD.sub("", wanted.thing), sections=False) if wanted else None


def times_mentioned(wanted: Mention, document: Document) -> int:
    """Return how often the words stand in the paper's text, the bibliography left out."""
    body = document.text[: document.body_end]
    marked = _marked(wanted.thing, body)
    return sum(re.match(r"(?:e?s)?(?![\w])", body[last:]) is not None for _, last in marked)


def said_about(question: Question) -> Mention | None:
    """Return the thing of which the question wants to know what is said, None where it does not."""
    asked = _SAID.match(question.text.strip(" ?.!"))
    return thing_in(asked, sections=False) if asked else None


def role_of(question: Question) -> Mention | None:
    """Return the thing of which the question wants to know what role it plays, or None."""
    asked = _ROLE.match(question.text.strip(" ?.!"))
    return thing_in(asked, sections=False) if asked else None


def thing_in(asked: re.Match[str], *, sections: bool) -> Mention | None:
    """Return the thing that a pattern found, None where that is more than a few words, or a clause."""
    thing = next(filter(None, asked.groups()))
    thing = _BARE.sub("", _TAIL.sub("", thing)).strip()
    plain_thing = 0 < len(stems(thing)) <= WORDS and not _CLAUSE.match(thing)
    return Mention(thing, sections) if plain_thing else None


def mentions(wanted: Mention, document: Document, *, within: str = "") -> list[Chosen]:
    """Return where the paper mentions the thing: sentences, or the headings of sections.

    `within` is the number of the section that is searched, where not all are.
    """
    if wanted.sections:
        return _sections(stems(wanted.thing), document)
    start, end = 0, document.body_end
    if within:
        section = next((one for one in document.sections if one.number == within), None)
        start, end = (section.start, section.end) if section else (0, 0)
    return naming(wanted.thing, document, start, end)[:MOST]


def naming(thing: str, document: Document, start: int, end: int) -> list[Chosen]:
    """Return the sentences of `[start, end)` that name a thing.

    Where it is named in so many words, that says more than its words far apart.
    """
    found = [
        Chosen(document, first, last, 1.0, tuple(_marked(thing, document.text[first:last])))
        for first, last in _sentences(stems(thing), document, start, end)
    ]
    return [each for each in found if each.marks] or found


def in_turn(found: Sequence[Sequence[Chosen]]) -> list[Chosen]:
    """Return what several papers say: all of one, or the first of each."""
    telling = [each for each in found if each]
    return list(telling[0]) if len(telling) == 1 else [each[0] for each in telling[:MOST]]


def _sentences(
    wanted: Set[str], document: Document, start: int, end: int
) -> Iterator[tuple[int, int]]:
    for first, last in sentence_spans(document, start, end):
        if wanted <= stems(document.text[first:last]):
            yield first, last


def _marked(thing: str, text: str) -> Iterator[tuple[int, int]]:
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", thing))
    for match in re.finditer(rf"\b{words}", text, re.IGNORECASE):
        yield match.span()


def _sections(wanted: Set[str], document: Document) -> list[Chosen]:
    """Return the headings of the lowest sections that speak of it, in their order.

    Where it is what a chapter as a whole gives, such as solutions, that is the one.
    """
    if chapter := chapter_on(wanted, document):
        return [heading_of(document, chapter)]
    lowest = [
        section for section in document.body_sections if not _above_another(section, document)
    ]
    counts = {
        section.start: len(list(_sentences(wanted, document, section.start, section.end)))
        for section in lowest
    }
    titled = [section for section in lowest if wanted <= stems(section.title)]
    often = [section for section in lowest if counts[section.start] >= OFTEN]
    chosen = titled + [section for section in often if section not in titled]
    chosen = chosen or [section for section in lowest if counts[section.start]]
    kept = sorted(chosen[:MOST_SECTIONS], key=lambda section: section.start)
    spans = [heading(document, section.start) for section in kept]
    return [
        Chosen(document, start, end, 1.0, ((0, end - start),))
        for start, end in spans
        if end > start
    ]


def _above_another(section: Section, document: Document) -> bool:
    return any(section.start < other.start < section.end for other in document.sections)
