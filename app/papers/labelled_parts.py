"""Articles, clauses and schedules, which bear their label in the heading: "Article 5 – Fines"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.evidence.chosen import Chosen
from app.evidence.spans import heading, sentence_spans
from app.language.courtesies import LEADS_IN
from app.papers.metadata import Part, counted
from app.papers.works import numbered
from app.question.metadata import TAIL
from app.question.sections_named import ROMAN
from ingest.document import Document, Section

MOST = 12  # sentences of a part
_NOUN = (
    r"(?:article|clause|chapter|schedule|annex|part|rule|item|paragraph|lesson|module|unit|step)"
)
_SAYS = r"(?:say|state|contain|cover|provide|regulate|require|deal with|list|mean|tell(?: us| me)?)"
_OF = r"(?: (?:of|in) (?:it|(?:the|this) [\w -]{2,40}))?"
_ASKED = re.compile(
    rf"^{LEADS_IN}(?:what(?:['’]s| is| are| does| do| did| stands)?(?: (?:said|written|stated|listed))?(?: (?:in|under|about))? |"
    r"(?:summari[sz]e|show|quote|explain|read|print|describe)(?: me)? )?"
    rf"(?:the )?(?P<noun>{_NOUN}) (?P<label>\d{{1,3}}[a-z]?|[IVX]{{1,5}}|[A-Z])\b{_OF}(?: about| {_SAYS}(?: about)?)?{_OF}{TAIL}",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"^{LEADS_IN}(?:(?P<many>how many)|(?:(?:what|which)(?: are)?|list|name|show|give)(?: me)?(?: all)?) (?:the )?(?P<noun>{_NOUN})s"
    rf"(?: (?:are there|does (?:it|(?:the|this) [\w -]{{2,40}}) (?:have|contain)|has (?:it|(?:the|this) [\w -]{{2,40}})))?{_OF}{TAIL}",
    re.IGNORECASE,
)


_NUMBERED = ("clause", "article", "item", "paragraph", "rule")  # which a text may only number


@dataclass(frozen=True, slots=True)
class LabelledPart:
    """A part that a question asks for by its label, or all of one sort where that is "".

    `counts`: only how many they are is asked.
    """

    noun: str
    label: str
    counts: bool = False


def labelled_part(question: str) -> LabelledPart | None:
    """Return the part that a question asks for by its label, None where it asks for none."""
    if asked := _ASKED.search(question):
        return LabelledPart(asked["noun"].lower(), asked["label"].upper())
    if every := _ALL.search(question):
        return LabelledPart(every["noun"].lower(), "", bool(every["many"]))
    return None


def told_by_label(wanted: LabelledPart, documents: Iterable[Document]) -> list[Part]:
    """Return what stands in the part of the first document that has it."""
    told = (labelled_answer(wanted, document, first=1) for document in documents)
    return next(filter(None, told), [])


def labelled_answer(wanted: LabelledPart, document: Document, *, first: int) -> list[Part]:
    """Return what stands in the part, or the headings of all; citations are numbered from `first`.

    A chapter without text of its own is told by the headings below it.
    """
    sections = document.body_sections
    labels = [_label(section, wanted.noun) for section in sections]
    if not wanted.label:
        every = [section for section, label in zip(sections, labels, strict=True) if label]
        return _listed(wanted, document, every, first)
    at = _place(wanted, sections, labels)
    if at is None:
        return []
    section = sections[at]
    end = next((n for n in range(at + 1, len(sections)) if labels[n]), len(sections))
    shown = [_heading(document, section)]
    own = sentence_spans(document, shown[0].end, section.end)[:MOST]  # the rows of a table, too
    shown += [Chosen(document, *span, 1.0) for span in own] or [
        _heading(document, below) for below in sections[at + 1 : end]
    ]
    return numbered(shown, first)


def _place(wanted: LabelledPart, sections: Sequence[Section], labels: Sequence[str]) -> int | None:
    """Return which section bears the label; "clause 5" may only be numbered 5, Chapter II asked for as 2."""
    for at, label in enumerate(labels):
        if label and _figure(label) == _figure(wanted.label):
            return at
    if wanted.noun in _NUMBERED:
        numbers = [section.number for section in sections]
        return numbers.index(wanted.label) if wanted.label in numbers else None
    return None


def _figure(label: str) -> str:
    """Return "2" for "II", and other labels in capitals."""
    label = label.upper()
    return str(ROMAN.index(label) + 1) if label in ROMAN else label


def _label(section: Section, noun: str) -> str:
    """Return "5" for "Article 5 – Fines", "" for a heading that does not open so."""
    match = re.match(rf"{noun} (\w{{1,5}})\b", section.title, re.IGNORECASE)
    return match[1] if match else ""


def _listed(
    wanted: LabelledPart, document: Document, sections: Sequence[Section], first: int
) -> list[Part]:
    if not sections:
        return []
    shown = [_heading(document, section) for section in sections]
    if not wanted.counts:
        return numbered(shown, first)
    text = f"It has {len(sections)} {wanted.noun}{'s' if len(sections) > 1 else ''}."
    return [counted(text, shown[-1], first, "counted from the headings")]


def _heading(document: Document, section: Section) -> Chosen:
    return Chosen(document, *heading(document, section.start), 1.0)
