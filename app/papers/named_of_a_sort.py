"""The places or organisations of a sort that a paper names: "Which countries are mentioned?"."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from app.evidence.chosen import Chosen
from app.language.courtesies import LEADS_IN
from app.language.organisations import Sort, organisations
from app.language.places import SORTS
from app.papers.prose import prose
from app.papers.sections import Outlined
from app.question.metadata import IT, TAIL
from ingest.document import Document

MOST = 8  # sentences that are shown
_PLACES = {
    "countries": "country",
    "nations": "country",
    "continents": "continent",
    "provinces": "province",
    "american states": "state",
    "us states": "state",
    "u.s. states": "state",
}
_ORGANISATIONS: dict[str, Sort] = {
    "companies": "company",
    "company": "company",
    "firms": "company",
    "enterprises": "company",
    "businesses": "company",
    "universities": "university",
    "university": "university",
    "hospitals": "hospital",
    "hospital": "hospital",
    "organisations": "organisation",
    "organisation": "organisation",
    "organizations": "organisation",
    "organization": "organisation",
    "institutions": "organisation",
    "institution": "organisation",
}
_NAMED = r"(?:named|mentioned|referred to|listed|brought up|spoken of|talked about)"
_NAMES = r"(?:names?|mentions?|refers? to|lists?|speaks? of|talks? about|brings? up)"
_COMES_UP = r"(?:appear|occur|come up|turn up|figure)s?"
_BY_IT = rf"(?: (?:in|by|anywhere in|throughout) {IT})?"
_BUT = r"(?: (?:other than|besides|apart from|except(?: for)?|in addition to) [\w ]{2,40}?)"
Spans = list[tuple[int, int]]


def _asking(sorts: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile(
        rf"^{LEADS_IN}(?:(?:which|what|list|name|give(?: me| us)?|show(?: me| us)?)(?: (?:are|all|of|the|every|each))* )"
        rf"(?P<other>(?:other|further) )?(?:(?:different|chinese|canadian) )?(?P<sort>{'|'.join(map(re.escape, sorts))})(?P<but>{_BUT})?(?: (?:that|which))?"
        rf"(?: (?:are|is|was|were|get) {_NAMED}{_BY_IT}| (?:do|does|did) {IT} {_NAMES}| {IT} {_NAMES}| {_COMES_UP}{_BY_IT}| {_NAMED}{_BY_IT})(?P<but_too>{_BUT})?{TAIL}",
        re.IGNORECASE,
    )


_ASKS_PLACES, _ASKS_ORGANISATIONS = _asking(_PLACES), _asking(_ORGANISATIONS)


def places_named(question: str, document: Document) -> Outlined | None:
    """Return sentences that name the places of the sort asked for; None if none are asked for.

    As few as name all of them, in their order. Where others are asked for, those that the title
    or the question names are left out.
    """
    asked = _ASKS_PLACES.match(question)
    if not asked:
        return None
    places = SORTS[_PLACES[asked["sort"].lower()]]
    return _named(asked, document, lambda text: [one.span() for one in places.finditer(text)])


def organisations_named(question: str, document: Document) -> Outlined | None:
    """Return sentences that name the organisations of the sort asked for, as of places."""
    asked = _ASKS_ORGANISATIONS.match(question)
    if not asked:
        return None
    sort = _ORGANISATIONS[asked["sort"].lower()]
    return _named(asked, document, lambda text: organisations(text, sort))


def _named(asked: re.Match[str], document: Document, spans_in: Callable[[str], Spans]) -> Outlined:
    but = f"{asked['but'] or ''}{asked['but_too'] or ''}"
    left_out = f"{document.title if asked['other'] else ''} {but}"

    def others_in(text: str) -> dict[tuple[int, int], str]:
        found = {span: " ".join(text[slice(*span)].split()) for span in spans_in(text)}
        return {
            span: name
            for span, name in found.items()
            if not re.search(rf"\b{re.escape(name)}(?!\w)", left_out)
        }

    named = {span: others_in(document.text[slice(*span)]) for span in prose(document)}
    told = {span: set(found.values()) for span, found in named.items() if found}
    shown: list[tuple[int, int]] = []
    while told and len(shown) < MOST:
        best = max(told, key=lambda span: (len(told[span]), -span[0]))
        shown.append(best)
        said = told.pop(best)
        told = {span: left for span, names in told.items() if (left := names - said)}
    return Outlined([Chosen(document, *span, 1.0, tuple(named[span])) for span in sorted(shown)])
