"""Whether a part of a paper mentions a thing: "Does chapter 4 mention frost?"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.evidence.chosen import Chosen
from app.language.courtesies import LEADS_IN
from app.papers.mentioned import MOST, SPEAKS, Mention, mentions, naming, thing_in
from app.papers.part_meant import no_part_called, part_called, section_called, spans_meant
from app.papers.sections import Outlined
from app.question.metadata import TAIL
from app.question.part_token import is_matter, is_usual, with_part_token
from ingest.document import Document

_SAID = r"(?:mentioned|named|discussed|covered|dealt with|spoken of|talked about|brought up)"
_ALSO = r"(?: (?:ever|also|even|anywhere|actually))?"
_WHETHER = re.compile(
    rf"^{LEADS_IN}(?:does|do|did) §{_ALSO} (?:{SPEAKS}|discuss|cover|name|deal with|touch on|bring up) (?P<a>.+?){TAIL}|"
    rf"^{LEADS_IN}(?:is|are|was|were) (?P<b>.+?){_ALSO} {_SAID}{_ALSO} (?:in|by) §{TAIL}|"
    rf"^{LEADS_IN}(?:is there )?(?:anything|something) (?:about|on) (?P<c>.+?) in §{TAIL}|"
    rf"^{LEADS_IN}where(?: exactly)? in § (?:is|are) (?P<d>.+?) {_SAID}{TAIL}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The thing that is looked for, and what the part is called that it is looked for in."""

    wanted: Mention
    part: str


def mentioned_in_part(question: str, document: Document) -> Outlined | None:
    """Return the sentences of the part that mention the thing; None where that is not asked."""
    asked = _asked(question)
    return Outlined(_told(question, asked, document)[:MOST]) if asked else None


def not_mentioned_in_part(question: str, papers: Sequence[Document]) -> str:
    """Return that the part does not mention it, and which section does, else ""."""
    asked = _asked(question)
    if not asked:
        return ""
    having = [paper for paper in papers if spans_meant(question, asked.part, paper)]
    if not having:
        known = is_usual(asked.part) and not is_matter(asked.part)
        return no_part_called(asked.part) if known else ""
    part = part_called(question, asked.part, having[0])
    sections = mentions(replace(asked.wanted, sections=True), having[0])
    others = [found for each in sections if (found := having[0].section_at(each.start))]
    there = f"; {_lowered(section_called(others[0]))} does" if others else ""
    return f"{part} does not mention {asked.wanted.thing!r}{there}."


def _asked(question: str) -> _Asked | None:
    plain, part = with_part_token(question)
    match = _WHETHER.match(plain) if "§" in plain else None
    wanted = thing_in(match, sections=False) if match else None
    return _Asked(wanted, part) if wanted else None


def _told(question: str, asked: _Asked, document: Document) -> list[Chosen]:
    return [
        found
        for start, end in spans_meant(question, asked.part, document)
        for found in naming(asked.wanted.thing, document, start, end)
    ]


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:]
