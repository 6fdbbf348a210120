"""The places of a sort that a paper names: "Which countries are mentioned?"."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re

from app.evidence.chosen import Chosen
from app.language.courtesies import LEADS_IN
from app.language.places import SORTS
from app.papers.prose import prose
from app.papers.sections import Outlined
from app.question.metadata import IT, TAIL
from ingest.document import Document

MOST = 8  # sentences that are shown
_SORTS = {
    "countries": "country",
    "nations": "country",
    "continents": "continent",
    "provinces": "province",
    "american states": "state",
    "us states": "state",
    "u.s. states": "state",
}
_NAMED = r"(?:named|mentioned|referred to|listed|brought up|spoken of|talked about)"
_NAMES = r"(?:names?|mentions?|refers? to|lists?|speaks? of|talks? about|brings? up)"
_COMES_UP = r"(?:appear|occur|come up|turn up|figure)s?"
_BY_IT = rf"(?: (?:in|by|anywhere in|throughout) {IT})?"
_BUT = r"(?: (?:other than|besides|apart from|except(?: for)?|in addition to) [\w ]{2,40}?)"
_ASKED = re.compile(
    rf"^{LEADS_IN}(?:(?:which|what|list|name|give(?: me| us)?|show(?: me| us)?)(?: (?:are|all|of|the|every))* )"
    rf"(?P<other>(?:other|further) )?(?:(?:different|chinese|canadian) )?(?P<sort>{'|'.join(map(re.escape, _SORTS))})(?P<but>{_BUT})?(?: (?:that|which))?"
    rf"(?: (?:are|is|were|get) {_NAMED}{_BY_IT}| (?:do|does|did) {IT} {_NAMES}| {IT} {_NAMES}| {_COMES_UP}{_BY_IT}| {_NAMED}{_BY_IT})(?P<but_too>{_BUT})?{TAIL}",
    re.IGNORECASE,
)


def places_named(question: str, document: Document) -> Outlined | None:
    """Return sentences that name the places of the sort asked for; None if none are asked for.

    As few as name all of them, in their order. Where others are asked for, those that the title
    or the question names are left out.
    """
    asked = _ASKED.match(question)
    if not asked:
        return None
    places = SORTS[_SORTS[asked["sort"].lower()]]
    but = f"{asked['but'] or ''}{asked['but_too'] or ''}"
    known = set(places.findall(f"{document.title if asked['other'] else ''} {but}"))
    told = {
        span: found
        for span in prose(document)
        if (found := set(places.findall(document.text[slice(*span)])) - known)
    }
    shown: list[tuple[int, int]] = []
    while told and len(shown) < MOST:
        best = max(told, key=lambda span: (len(told[span]), -span[0]))
        shown.append(best)
        said = told.pop(best)
        told = {span: left for span, names in told.items() if (left := names - said)}
    return Outlined([_marked(document, span, places, known) for span in sorted(shown)])


def _marked(
    document: Document, span: tuple[int, int], places: re.Pattern[str], known: set[str]
) -> Chosen:
    found = places.finditer(document.text[slice(*span)])
    marks = tuple(one.span() for one in found if one.group() not in known)
    return Chosen(document, *span, 1.0, marks)
