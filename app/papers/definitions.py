"""The terms that a paper defines: "Which terms are defined?"."""

# ruff: noqa: E501 - the pattern reads better unbroken

from __future__ import annotations

import re

from app.evidence.chosen import Chosen
from app.language.courtesies import LEADS_IN
from app.papers.prose import prose
from app.papers.sections import Outlined
from app.question.metadata import IT, TAIL
from ingest.document import Document

MOST = 12  # sentences that are shown
_ASKED = re.compile(
    rf"^{LEADS_IN}(?:(?:which|what)(?: (?:technical|key|important))? (?:terms|concepts|notions|words|things) (?:(?:are|get|is) (?:defined|explained)|(?:does|do) (?:{IT}|they|the authors?) (?:define|explain))|"
    rf"(?:(?:what are|list|give|show)(?: (?:me|us))? )?(?:all |the |its |of )*(?:definitions|(?:key )?terms and (?:their )?definitions|glossary)|what (?:does|do) (?:{IT}|they|the authors?) define)"
    rf"(?: (?:that are )?(?:given |used )?(?:in|of|from|by) {IT})?{TAIL}",
    re.IGNORECASE,
)
_TERM = r"(?P<{}>(?!(?i:this|that|it|they|these|those|which|what|we|there|here|please)\b)[\w’'-]+(?: (?!(?:is|are|was|were|and|or|that|which)\b)[\w’'()-]+){{0,5}})"
_DEFINES = re.compile(  # at the start of a sentence, so that the term is its subject
    rf"^(?:(?:The|An?|Here|In this (?:paper|study|article|work)),? )?(?:(?:term|concept|notion|word) (?:of )?)?[“\"‘]?{_TERM.format('a')}[”\"’]? "
    r"(?:(?:(?:is|are|was|were|can be|may be) (?:\w+ly |here |then |therefore )*(?:defined|understood|described) as)|means|denotes|refers? to|stands? for|(?:is|are) (?:the )?(?:term|name)s? for)\b|"
    rf"\b[Ww]e (?:\w+ )?(?:define|call|term) (?:the |an? )?[“\"‘]?{_TERM.format('b')}[”\"’]? (?:as|to be)\b"
)


def terms_defined(question: str, document: Document) -> Outlined | None:
    """Return the sentences that define a term, which is marked; None if that is not asked."""
    if not _ASKED.match(question):
        return None
    shown: dict[str, Chosen] = {}
    for start, end in prose(document):
        if told := _DEFINES.search(document.text[start:end]):
            name = "a" if told["a"] else "b"
            item = Chosen(document, start, end, 1.0, (told.span(name),))
            shown.setdefault(told[name].casefold(), item)
    return Outlined([*shown.values()][:MOST])
