"""What is asked of a text as it is laid out: its first sentence, its page, its length, its title."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.language.courtesies import LEADS_IN
from app.language.patterns import compiled
from app.question.metadata import IT, TAIL
from app.question.part_token import with_part_token
from app.question.sections_named import SECTION_PLACES

How = Literal["sentence", "paragraph", "page", "length", "longest", "shortest", "title"]

_OPENING = {"opening": 0, "starting": 0, "concluding": -1}
_PLACES = SECTION_PLACES | _OPENING
_FEW = {"two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5}
_SHOW = r"(?:give|show|quote|read|print|tell|find|cite)(?: (?:me|us))?"
_WHAT = r"(?:what(?:['’]s| is| was| are| does| do)(?: (?:said|written) in)?|which is)"
_WRITTEN = r"(?:the|this) (?:paper|article|document|text|report|thesis|essay)"  # a study has a beginning of its own
_BEGIN, _END = r"(?:begins?|starts?|opens?)", r"(?:ends?|closes?|finish(?:es)?|concludes?)"
_HAS = r"(?:have|has|contain|comprise|consist of|take(?: up)?|fill|span|cover|run to|long)"


_OF_ALL = re.compile(  # a word that every such question has which names no part
    r"sentence|paragraph|length|\b(?:lines?|words?|pages|(?:long|short)est|begins?|starts?|opens?)\b",
    re.IGNORECASE,
)


def _whole(*patterns: str) -> str:
    return rf"^{LEADS_IN}(?:{'|'.join(patterns)}){TAIL}"


_AT_PLACE = rf"(?:the |its )?(?:very )?(?P<place>{'|'.join(_PLACES)})"
_SENTENCE = _whole(
    rf"(?:{_WHAT} |{_SHOW} )?{_AT_PLACE}(?: (?P<count>{'|'.join(_FEW)}|\d))? (?P<unit>sentence|line|paragraph)s?(?: (?:of|in|from) (?:§|{IT}))(?: (?:say|state|read))?",
    rf"(?:what(?:['’]s| is| does) |{_SHOW} ){_AT_PLACE.replace('<place', '<at')} (?P<of>sentence|paragraph)(?: (?:say|state|read))?",
)
_ENDS = _whole(  # how a paper ends is told by its conclusion
    rf"(?:(?:with|in) (?:what|which) (?:sentence|words)|how) (?:does|do|did) (?:§ (?P<end>{_END})|(?:§|{_WRITTEN}) {_BEGIN})(?: off)?",
    rf"(?:what|which) sentence (?:(?:{_BEGIN}|(?P<shuts>{_END})) §|does § (?:{_BEGIN}|(?P<stops>{_END}))(?: with)?)",
)
_PAGE = _whole(
    rf"(?:(?:on|at|from) )?(?:which|what) pages? (?:is|are|does|do|did|has|can (?:i|we|you|one) find) §(?: (?:{_BEGIN}|{_END}|stand|on|found|printed|located))*",
    rf"where(?: in {IT})? (?:does|do|is|are|can (?:i|we|one) find) §(?: (?:{_BEGIN}|stand|located|found))*",
    r"(?:what|which) pages? (?:does|do) § (?:cover|span|take up|fill|run over|occupy)",
)
_LENGTH = _whole(
    r"how (?:long|short) (?:is|are) §",
    rf"how many (?:words|sentences|paragraphs|pages)(?: long)? (?:(?:does|do) (?:§|{IT}) {_HAS}|(?:has|have) (?:§|{IT})|(?:is|are)(?: there)? (?:in )?(?:§|{IT})(?: long)?)",
    rf"(?:what(?:['’]s| is) )?(?:the )?(?:length|word count|number of (?:words|sentences|paragraphs)) (?:of|in) (?:§|{IT})",
)
_LONGEST = _whole(
    rf"(?:which|what) (?:section|chapter|of the (?:sections|chapters)|part(?= of)) (?:of {IT} )?is (?:the )?(?P<most>longest|shortest)(?: one)?(?: (?:of|in) {IT})?",
    rf"(?:what|which)(?:['’]s| is) the (?P<least>longest|shortest) (?:section|chapter)(?: (?:of|in) {IT})?",
    rf"(?:which|what) (?:section|chapter) (?:of {IT} )?(?:has|contains) (?:the )?(?P<words>most|fewest|least) words",
)
_TITLE = _whole(
    r"(?:what(?:['’]s| is) )?(?:the )?(?:title|heading|headline|name) of §",
    r"(?:what(?:['’]s| is)|how is) § (?:called|titled|headed|entitled|named)",
    r"what (?:title|heading|name) (?:does|has) §(?: (?:have|bear|carry))?",
)


@dataclass(frozen=True, slots=True)
class ExtentAsked:
    """What is asked of a part, or of the whole text; `part` is what the part is called, if it is.

    `place` is that of a sentence or a paragraph in it, -1 for the last; `count` of them are wanted.
    """

    how: How
    part: str = ""
    whole: bool = False
    place: int = 0
    count: int = 1


def extent_asked(question: str) -> ExtentAsked | None:
    """Return what is asked of the text as it is laid out, None where something else is."""
    plain, part = with_part_token(question)
    whole = "§" not in plain
    if whole and not _OF_ALL.search(plain):
        return None
    if told := compiled(_SENTENCE).match(plain):
        unit: How = (
            "paragraph" if "paragraph" in (told["unit"] or told["of"]).casefold() else "sentence"
        )
        place = _PLACES[(told["place"] or told["at"]).casefold()]
        return ExtentAsked(unit, part, whole, place, _count(told["count"]))
    if ends := compiled(_ENDS).match(plain):
        return ExtentAsked("sentence", part, whole, -1 if any(ends.groups()) else 0)
    if most := compiled(_LONGEST).match(plain):
        wanted = next(filter(None, most.groups())).casefold()
        return ExtentAsked("longest" if wanted in ("longest", "most") else "shortest", whole=True)
    asked: tuple[tuple[str, How], ...] = (
        (_PAGE, "page"),
        (_LENGTH, "length"),
        (_TITLE, "title"),
    )
    found = next((how for pattern, how in asked if compiled(pattern).match(plain)), None)
    return ExtentAsked(found, part, whole) if found else None


def _count(told: str | None) -> int:
    """Return the number that is told in words or figures, 1 for none."""
    if not told:
        return 1
    return int(told) if told.isdigit() else _FEW[told.casefold()]
