"""Parts of a paper that are not about its subject: thanks, funding, duties, abbreviations."""

# ruff: noqa: E501 - a table of titles

from __future__ import annotations

import re

from app.lexemes import stems
from app.questions import Question
from ingest.document import Document

_APART = re.compile(
    r"^(?:\W|\d|\b(?:author|authors|authors'|authors’|the)\b)*(?:acknowledge?ments?|funding|financial support|"
    r"(?:competing|conflicts? of|declaration of)(?: \w+)? interests?|contributions?|abbreviations|details|"
    r"(?:data|code) (?:and \w+ )?availability|availability of (?:data|code)|additional files?|"
    r"supplementary (?:data|material|information)|publisher['’]?s note|ethics (?:approval|statement)|"
    r"disclosures?|pre-publication history)\b",
    re.IGNORECASE,
)
_OF_THEM = stems(
    "acknowledge acknowledgement thank thanks fund funding funder grant grants sponsor support "
    "financial finance interest interests conflict compete competing contribute contribution "
    "contributed role author authors abbreviation abbreviations stand ethics ethical approval "
    "approved consent available availability data code supplementary disclose disclosure note "
    "paid pay help helped"
)


def stands_apart(question: Question, document: Document, start: int) -> bool:
    """Say whether the text at `start` is in such a part, and the question asks for nothing in it."""
    section = document.section_at(start)
    if section is None or not _APART.search(section.title):
        return False
    return not any(term.stem in _OF_THEM for term in question.terms)
