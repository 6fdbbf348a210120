"""Organisations that a text names: by a word that such names have, or in a list of such.

"The World Trade Organization", "Zhengzhou Customs"; "companies, among them UPS and DHL". A name
that is nowhere told for what it is ("Siemens") is not known here.
"""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Sort = Literal["company", "university", "hospital", "organisation"]


@dataclass(frozen=True, slots=True)
class _Told:
    """A word that names of the sort have, and what their lists are called."""

    has: re.Pattern[str]
    listed: re.Pattern[str]


def _told(has: str, called: str) -> _Told:
    cue = r":|,? (?:such as|including|among them|among which are|like|for example|e\.g\.|namely|notably),?"
    return _Told(
        re.compile(rf"\b(?:{has})\b"),
        re.compile(rf"\b(?i:{called})\b[^.;:]{{0,120}}?(?:{cue})\s+(?:the )?"),
    )


_COMPANY = r"Compan(?:y|ies)|Corporation|Corp|Inc|Incorporated|Ltd|Limited|LLC|GmbH|Holdings|Airlines|Airways|Motors|Pharmaceuticals?|Technologies"
_UNIVERSITY = r"Universit(?:y|ies|é|ät|à|at)|Universidad|Universidade|College(?! Station)|Polytechnic|Institute of Technology"
_HOSPITAL = r"Hospitals?|Clinic|Infirmary|Medical Cent(?:er|re)"
_COMPANIES = r"companies|firms|enterprises|businesses|manufacturers|retailers|platforms|carriers|start-?ups|vendors|suppliers|banks|brands|corporations|publishers"
_UNIVERSITIES = "universities|colleges"
_HOSPITALS = "hospitals|clinics"
_BODY = (
    r"Institut\w*|Academy|Laborator(?:y|ies)|Ministry|Department|Bureau|Agency|Authority|Administration|Commission|Committee|Council|Organi[sz]ation|"
    r"Association|Society|Foundation|Federation|Union(?! City)|Alliance|Consortium|League|Bank|Fund|Customs|Parliament|Congress|Senate|United Nations|Cent(?:er|re)s?(?= for| of)|"
    r"WHO|CDC|ECDC|NIH|FDA|EMA|UNICEF|UNESCO|UNDP|UNCTAD|OECD|IMF|WTO|NATO|NASA|FAO|ILO|EU|UN|NHS|USAID|USDA"
)
_BODIES = r"organi[sz]ations|institutions|agencies|bodies|authorities|associations|institutes|ministries|NGOs"
_ANY = "|".join((_COMPANY, _UNIVERSITY, _HOSPITAL, _BODY))
_TOLD: dict[Sort, _Told] = {
    "company": _told(_COMPANY, _COMPANIES),
    "university": _told(_UNIVERSITY, _UNIVERSITIES),
    "hospital": _told(_HOSPITAL, _HOSPITALS),
    "organisation": _told(
        _ANY,
        "|".join((_COMPANIES, _UNIVERSITIES, _HOSPITALS, _BODIES)),
    ),
}
_WORD = r"(?:[a-z]?[A-ZÀ-ÖØ-Þ][\w&’'.-]*\w|[A-Z])"  # "eBay", "JD.com"
_NAME = re.compile(
    rf"(?<![\w-])(?:Food and Drug |{_WORD} )*{_WORD}"
    rf"(?: (?:of|for|de|da) (?:the )?{_WORD}(?: {_WORD})*(?: and (?!(?:{_WORD} ){{0,3}}(?:{_ANY})\b){_WORD}(?: {_WORD})*)?)*"
)
_BETWEEN = re.compile(r"[\s,]*(?:(?:and|or|as well as|&)\s+)?(?:the )?")
_ALONE = re.compile(r"[A-Z]{2,}|\S+ .*")  # "WHO"; a word such as "Department" is no name
_OPENS = re.compile(r"(?:The|A|An|This|These|Our|Its|Their|In|At|By|For|From|And|But) ")


def organisations(text: str, sort: Sort) -> list[tuple[int, int]]:
    """Return the spans of names of organisations of a sort, in order."""
    told, spans = _TOLD[sort], list(_names(text))
    found = {
        span
        for span in spans
        if told.has.search(text[slice(*span)]) and _ALONE.fullmatch(text[slice(*span)])
    }
    for cue in told.listed.finditer(text):
        found |= set(_listed(text, cue.end(), spans))
    return sorted(found)


def _names(text: str) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(text):
        opening = _OPENS.match(match.group())
        name = match.group().removesuffix("'s").removesuffix("’s")
        yield match.start() + (opening.end() if opening else 0), match.start() + len(name)


def _listed(text: str, at: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the names of a list that begins at `at`."""
    for start, end in spans:
        if start < at:
            continue
        if not _BETWEEN.fullmatch(text[at:start]):
            return
        yield start, end
        at = end
