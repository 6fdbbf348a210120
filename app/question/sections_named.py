"""Sections and pages that a question asks for: by number, by their place, several, those within."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Literal

from app.language.courtesies import LEADS_IN
from app.language.ordinals import PLACES, place_name
from app.question.metadata import IT, TAIL, THIS
from app.question.questions import NUMBERS_FOLLOW, SECTION

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.]*\d)"
_SEVERAL = rf"{_DOTTED}(?:{NUMBERS_FOLLOW}{_DOTTED})*"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER.pattern})(?: to | ?[-–] ?)(?P<high>{_NUMBER.pattern})", re.IGNORECASE
)
SECTION_PLACES = PLACES | {
    "closing": -1,
    **dict.fromkeys(
        ("second last", "second-last", "second to last", "second-to-last", "penultimate"), -2
    ),
}
_PLACE = rf"(?:very )?(?P<place>{'|'.join(SECTION_PLACES)})"
_OF_IT = rf"(?: (?:of|in) {IT})?"
_PLACED = re.compile(  # not "the first section of the pipeline"
    rf"\b(?:the|its|their|your) {_PLACE} (?:(?:main|numbered) )?(?:section|chapter)\b(?!-)(?! (?:of|in) (?!{IT}\b))",
    re.IGNORECASE,
)
_ONE_AND_OTHER = re.compile(  # "the first and the last chapter"
    rf"\bthe (?P<one>{'|'.join(SECTION_PLACES)})(?: and|,) (?:the )?(?P<other>{'|'.join(SECTION_PLACES)}) (?P<noun>section|chapter)s?\b(?!-)(?! (?:of|in) (?!{IT}\b))",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(  # "What does the last section say of frost?", "in the first chapter"; not "When was the first section opened?"
    rf"(?:(?<=\bdoes )|(?<=\bdid )){_PLACED.pattern}{_OF_IT}(?= (?:say|recommend|propose|suggest|mention|conclude|argue|call for|name|report|discuss|describe|explain|show|advise|tell|give|want|demand|claim)\b)|"
    rf"(?:(?<=\bin )|(?<=\bfrom )|(?<=\bto )|^)(?:the|its) (?P<at>{'|'.join(SECTION_PLACES)}) (?:(?:section|chapter) (?:of|in) {THIS}|chapter)\b(?! (?:of|in)\b)",
    re.IGNORECASE,
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_IN_LETTERS = re.compile(
    rf"(?<!\bthe )\b(?P<noun>(?i:section|chapter)) (?P<letters>{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?=[?.!,:;]|$| [a-z])(?! of the (?!paper|article))"
)
_SAYS = (
    r"(?:say|contain|show|cover|discuss|describe|present|explain|tell(?: us| me)?|talk about|deal with|"
    r"argue|treat|address|report|mean to say)"
)
_SUM_UP = r"(?:(?:summari[sz]e|sum up|explain|describe|outline|show|read|quote|print|open|display|give|go to|tell me about|(?:a )?summary of)(?: me)?)"
_BARE = re.compile(  # "What does 3.4.2 say?"; not "What is 22.1 percent of …", "What does version 3.1 say?"
    rf"^{LEADS_IN}(?:what (?:does|do|did|is|are) (?:in )?(?P<a>{_SEVERAL})(?: {_SAYS}| about)?|"
    rf"what(?:['’]s| is| stands)(?: said)? (?:in|under) (?P<b>{_SEVERAL})(?: about)?|"
    rf"(?:{_SUM_UP} )?(?P<c>{_SEVERAL})|"
    rf"(?:compare|contrast|(?:(?:what(?:['’]s| is| are)|explain|give|show) )?(?:the )?differences? between) (?P<d>{_SEVERAL})|"
    rf"how (?:do|does) (?P<e>{_SEVERAL}) (?:differ|compare)){_OF_IT}{TAIL}",
    re.IGNORECASE,
)
_PAGE = rf"(?:(?:the )?(?:page|pg\.?|p\.) ?(?:no\.? ?|number )?(?P<number>\d{{1,4}})|(?:the |its )?{_PLACE} page){_OF_IT}"
_PAGES = tuple(
    re.compile(f"^{LEADS_IN}{pattern}{TAIL}", re.IGNORECASE)
    for pattern in (
        rf"what (?:does|do|did) {_PAGE} {_SAYS}",
        rf"(?:what(?:['’]s| is| stands| does {IT} say| do (?:they|the authors) say| can i (?:read|find|see))(?: (?:said|written|printed|there|shown))?|{_SUM_UP} what is) on {_PAGE}",
        rf"what(?:['’]s| is) {_PAGE} about",
        rf"(?:{_SUM_UP} )?{_PAGE}",
    )
)
_SUBSECTIONS = (
    r"(?:sub-?(?:sections?|chapters?|headings?|titles?)|sections?|chapters?|headings?|parts?)"
)
_WITHIN = re.compile(
    rf"^{LEADS_IN}(?:(?:what|which|list|name|show|give|how many|print)(?:['’]s)?(?: (?:me|are|is|all|the|of|its|titles?|names?|numbered))* {_SUBSECTIONS}"
    r"(?: (?:are|is)(?: there)?)? (?:in|of|under|below|within|inside|belong to|make up|do|does|has|have|did) §(?: (?:have|has|contain|include|consist of|comprise|cover))?|"
    rf"(?:does|do|has|is|are)(?: there(?: any| a)?)? (?:§ (?:have|has|contain|include) )?(?:any |an? )?{_SUBSECTIONS}(?: (?:in|of|under) §)?|"
    rf"(?:how|into (?:what|which) (?:sections|parts|subsections)) is § (?:structured|organi[sz]ed|divided|split)(?: up)?(?: into {_SUBSECTIONS})?){_OF_IT}{TAIL}",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"^{LEADS_IN}(?:what|which (?:section|chapter|part|one))(?:['’]s| is| are)?(?: (?:the )?(?:next|title|section|chapter|heading))*(?: (?:comes?|stands?|is|right|directly|immediately|that))* "
    rf"(?P<way>after|before|follow(?:s|ing)?|preced(?:es|ing)) §{_OF_IT}{TAIL}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageWanted:
    """The page that is asked for: its `number`, or the `place` of it, -1 for the last."""

    number: int | None
    place: int

    def among(self, pages: int) -> int:
        """Return its number in a paper of so many pages; 0 where there is none such."""
        number = self.number
        if number is None:
            number = self.place + 1 + (pages if self.place < 0 else 0)
        return number if 0 < number <= pages else 0

    @property
    def name(self) -> str:
        """The page as it is called where it is not there: "page 9", "last page"."""
        return f"{place_name(self.place)} page" if self.number is None else f"page {self.number}"


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers of the sections that a question names, each once."""
    found: dict[str, None] = {}
    for named in SECTION.finditer(text):
        spelled = _RANGE.sub(_every, named.group())
        found |= dict.fromkeys(_NUMBER.findall(spelled))
    return tuple(found)


def _every(match: re.Match[str]) -> str:
    """Return "3.1 3.2 3.3" for "3.1 to 3.3"; as it is where they have no parent in common."""
    (parent, _, low), (other, _, high) = match["low"].rpartition("."), match["high"].rpartition(".")
    if parent != other:
        return match.group()
    return " ".join(
        f"{parent}{'.' if parent else ''}{number}" for number in range(int(low), int(high) + 1)
    )


def places_in(text: str) -> tuple[int, ...]:
    """Return the places of the sections that are named by them, -1 for "the last chapter"."""
    spelled = _ONE_AND_OTHER.sub(r"the \g<one> \g<noun> and the \g<other> \g<noun>", text)
    found = (SECTION_PLACES[named["place"].lower()] for named in _PLACED.finditer(spelled))
    return tuple(dict.fromkeys(found))


def by_numbers(text: str, number_at: Callable[[int], str]) -> str:
    """Return "What does section 5 say of frost?" for "What does the last section say of frost?".

    `number_at` tells the number of the section at a place, "" where it has none.
    """

    def numbered(named: re.Match[str]) -> str:
        number = number_at(SECTION_PLACES[(named["place"] or named["at"]).lower()])
        return f"section {number}" if number else named.group()

    return _OF_PAPER.sub(numbered, text)


def in_figures(text: str) -> str:
    """Return "What does section 3 say?" for "What does section III say?"; not "the section I read"."""
    return _IN_LETTERS.sub(
        lambda named: f"{named['noun']} {ROMAN.index(named['letters']) + 1}", text
    )


def may_name_bare(text: str) -> bool:
    """Say whether the question may ask for sections by their numbers alone: "Summarise 3.4.2"."""
    return bool(_BARE.match(text))


def with_section(text: str, known: Set[str]) -> str:
    """Return "Summarise section 3.4.2" for "Summarise 3.4.2", where all such sections are known."""
    asked = _BARE.match(text)
    if not asked:
        return text
    group = next(name for name, numbers in asked.groupdict().items() if numbers)
    start, end = asked.span(group)
    numbers = _NUMBER.findall(asked[group])
    if not known >= set(numbers):
        return text
    word = "sections" if len(numbers) > 1 else "section"
    return f"{text[:start]}{word} {text[start:]}"


def page_wanted(text: str) -> PageWanted | None:
    """Return the page that is asked for as a whole, None where there is none.

    "What does page 3 of the contract law say?" asks for no page of the paper.
    """
    asked = next(filter(None, (pattern.match(text.strip()) for pattern in _PAGES)), None)
    if asked is None:
        return None
    number, place = asked["number"], asked["place"]
    return PageWanted(
        int(number) if number else None, SECTION_PLACES[place.lower()] if place else 0
    )


def is_place(text: str) -> bool:
    """Say whether the text names a section or a page, and no more: "Section 3.2", "page 4"."""
    return bool(SECTION.fullmatch(text) or page_wanted(text) or may_name_bare(text))


def asks_within(text: str) -> bool:
    """Say whether the sections within a section are asked for: "How many has chapter 3?"."""
    plain = with_token(text)
    return "§" in plain and bool(_WITHIN.match(plain))


def beside(text: str) -> Literal[-1, 0, 1]:
    """Return 1 where the section after a section is asked for, -1 for the one before, else 0."""
    asked = _BESIDE.match(with_token(text))
    if not asked:
        return 0
    return 1 if asked["way"][:5].lower() in ("after", "follo") else -1


def phrase_in(text: str) -> str:
    """Return the words that name a section first: "section 3", "the last chapter"; "" for none."""
    named = SECTION.search(text) or _PLACED.search(text)
    return named.group() if named else ""


def with_token(text: str) -> str:
    """Return the text with "§" for each section that it names."""
    return _PLACED.sub("§", SECTION.sub("§", text))
