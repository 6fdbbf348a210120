"""Sections that a question names: what they say, what they hold, what comes next to them."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from app.evidence.chosen import Chosen, merge
from app.evidence.spans import announced, announces, heading, sentence_spans, whole
from app.language.lexemes import stems
from app.language.nouns import OF_ADVICE
from app.language.ordinals import place_name
from app.papers.discourse import section_lead
from app.papers.part_spans import in_numbered, text_proper, tree_of
from app.question.problems_and_remedies import asks_remedy, tells_remedy
from app.question.questions import Question
from app.question.sections_named import SECTION_PLACES, asks_within, beside, numbers_in, places_in
from ingest.document import REFERENCES, Document, Section

NO_SECTIONS = ("The file has no sections.", "None of the files has sections.")
MOST_SECTIONS = 8
LEAD = 3  # sentences that open a section
ADVICE = 4  # sentences of a section that tell what should be done
SAYS = re.compile(
    r"\b(?:what(?: (?:does|do|did|is|are|was)|['’]s)|summari[sz]e|describe|explain|overview|outline|tell me|"
    r"content of|discuss|about|says?|covers?|title|called|heading|show|give|read|quote|print|"
    r"display|open|see|differences? between|compare|summary)\b|"
    r"^(?:(?:(?:sub-?)?(?:sections?|chapters?)|sec\.) ?|§+ ?)[\d.]+(?:[\d.,§& –-]|and|to)*(?:please)?\W*$|"
    r"^(?:the )?\w+ (?:section|chapter)\W*$",
    re.IGNORECASE,
)
# What is asked of a section as a whole.
_ABOUT_IT = stems(
    "say discuss cover explain summarise summarize summary title heading content tell describe "
    "deal treat address present talk speak focus look outline overview main point key message "
    "detail briefly short paper article study text document author section part chapter about "
    "gist contain argue conclude review purpose goal aim show introduce present report examine "
    "give read quote print display open see text full"
)
_SEVERAL = stems("difference differ compare contrast comparison")
_PLACES = stems(f"very numbered {' '.join(SECTION_PLACES)}")
_ADVICE = OF_ADVICE | stems("recommend propose suggest advise demand call do improve need")
_NUMBERED = re.compile(r"\d{1,2}|[IVX]{1,5}")


@dataclass(frozen=True, slots=True)
class Outlined:
    """What is shown of a paper's parts, and a sentence that says what else there is, or "".

    Where the sentence is the answer, it is said of each paper.
    """

    chosen: list[Chosen] = field(default_factory=list)
    note: str = ""
    answers: bool = False


def names_section(question: Question) -> bool:
    """Say whether the question names a section by its number, or by its place."""
    return bool(question.section or places_in(question.text))


def named_section(question: Question, document: Document) -> list[Section]:
    """Return the sections that the question names, and those below them."""
    return [section for tree in _trees(question, document) for section in tree]


def _trees(question: Question, document: Document) -> list[list[Section]]:
    """Return each section that the question names with those below it."""
    if question.section:
        trees = [_tree(number, document) for number in numbers_in(question.text)]
        return [tree for tree in trees if tree]
    places = places_in(question.text)
    chapters = chapters_of(document) if places else []
    there = [place for place in places if -len(chapters) <= place < len(chapters)]
    return [tree for tree in chapters if any(tree is chapters[place] for place in there)]


def _tree(number: str, document: Document) -> list[Section]:
    return [section for section in document.sections if in_numbered(number, section.number)]


def chapters_of(document: Document) -> list[list[Section]]:
    """Return the sections of the highest level, each with those below it.

    These are the numbered ones, where there are any.
    """
    own = text_proper(document)
    numbered = [section for section in own if _NUMBERED.fullmatch(section.number)]
    trees: list[list[Section]] = []
    for section in numbered or [each for each in own if "." not in each.number]:
        if not any(section in tree for tree in trees[-1:]):
            trees.append(tree_of(section, document))
    return trees


def chapter_at(place: int, document: Document) -> str:
    """Return the number of the section at a place among those of the highest level, else ""."""
    chapters = chapters_of(document)
    number = chapters[place][0].number if -len(chapters) <= place < len(chapters) else ""
    return number if number[:1].isdigit() else ""


def section_answer(question: Question, document: Document) -> Outlined:
    """Return what the sections that the question names say; empty where it asks for more."""
    trees = _trees(question, document)
    if not trees:
        return Outlined()
    if asks_within(question.text):
        return _within(document, trees[0])
    if step := beside(question.text):
        return next_to(document, trees[0], step)
    titled = stems(" ".join(tree[0].title for tree in trees)) | _PLACES
    titled |= _SEVERAL if len(trees) > 1 else frozenset()
    if asks_remedy(question.text) and not asks_more(question, titled | _ADVICE):
        return Outlined([item for tree in trees for item in _advice(document, tree)])
    if not SAYS.search(question.text) or asks_more(question, titled):
        return Outlined()
    shown = [item for tree in trees for item in _said(document, tree)]
    deeper = [section for tree in trees for section in _not_shown(tree)]
    return Outlined(shown, f"More stands in {_from_to(deeper)}." if deeper else "")


def no_such_section(question: Question, papers: Sequence[Document]) -> str:
    """Return one sentence that says that no paper has the section that is named, else ""."""
    if not question.section:
        return _no_such_place(question, papers)
    absent = [
        number
        for number in numbers_in(question.text)
        if not any(_tree(number, paper) for paper in papers)
    ]
    if not absent:
        return ""
    numbers = [section.number for section in papers[0].sections if section.number[:1].isdigit()]
    numbers.sort(key=lambda one: [int(part) for part in re.findall(r"\d+", one)])
    there = f" It has {numbers[0]} to {numbers[-1]}." if len(papers) == 1 and numbers else ""
    return f"There is no section {absent[0]}.{there}"


def _no_such_place(question: Question, papers: Sequence[Document]) -> str:
    """Return the sentence for a section that is named by its place: "the ninth chapter"."""
    most = max((len(chapters_of(paper)) for paper in papers), default=0)
    absent = [place for place in places_in(question.text) if not -most <= place < most]
    if not absent or not SAYS.search(question.text) or asks_more(question, _PLACES):
        return ""
    if not most:
        return NO_SECTIONS[len(papers) > 1]
    there = f" It has {most}." if len(papers) == 1 else ""
    return f"There is no {place_name(absent[0])} section.{there}"


def nothing_there(question: Question, papers: Sequence[Document]) -> str:
    """Return one sentence that says that nothing stands within a section, or next to it, else ""."""
    named = [tree[0] for paper in papers for tree in _trees(question, paper)]
    if not named:
        return ""
    if asks_within(question.text):
        return f"Section {named[0].label} has no subsections."
    step = beside(question.text)
    last = "last" if step > 0 else "first"
    return f"Section {named[0].label} is the {last} one." if step else ""


def _within(document: Document, tree: Sequence[Section]) -> Outlined:
    """Return the headings of the sections right below one."""
    if len(tree) < 2:
        return Outlined()
    direct = level(tree[1:])
    count = f"{len(direct)} subsection{'s' if len(direct) > 1 else ''}"
    deeper = [section for section in tree[1:] if section not in direct]
    note = f"Section {tree[0].label} has {count}"
    note += (
        f"; below {'them' if len(direct) > 1 else 'it'} stand{'s' * (len(deeper) == 1)} {_from_to(deeper)}."
        if deeper
        else "."
    )
    return Outlined([heading_of(document, section) for section in direct], note)


def next_to(document: Document, tree: Sequence[Section], step: int) -> Outlined:
    """Return the heading of the section that follows one with all below it, or precedes it."""
    depth = tree[0].number.count(".")
    if step > 0:
        later = [one for one in document.body_sections if one.start > tree[-1].start]
        return Outlined([heading_of(document, one) for one in later[:1]])
    before = [
        one
        for one in document.body_sections
        if one.start < tree[0].start and one.number.count(".") <= depth
    ]
    return Outlined([heading_of(document, one) for one in before[-1:]])


def _from_to(sections: Sequence[Section]) -> str:
    labels = [section.label for section in sections]
    return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def _said(document: Document, tree: Sequence[Section]) -> list[Chosen]:
    """Return how a section begins, and of one with sections below it how each of those does."""
    own = [heading_of(document, tree[0]), *_lead(document, tree[0])]
    direct = level(tree[1:]) if len(tree) > 1 else []
    if len(direct) == 1:
        return [*own, *_said(document, tree[1:])]
    return [*own, *parts(document, direct, deeper=True)]


def _not_shown(tree: Sequence[Section]) -> list[Section]:
    """Return the sections below one of which nothing is said where it is told."""
    direct = level(tree[1:]) if len(tree) > 1 else []
    if len(direct) == 1:
        return _not_shown(tree[1:])
    return [section for section in tree[1:] if section not in direct[:MOST_SECTIONS]]


def _lead(document: Document, section: Section) -> list[Chosen]:
    """Return the section's first sentences, and what one of them says is to come."""
    lead = section_lead(document, section.start, section.end, LEAD)
    for at, item in reversed([*enumerate(lead)]):
        if count := announced(item.text):
            return lead[: at + 1] + _owed(document, item.end, section.end)[:count]
    return lead


def _owed(document: Document, start: int, end: int) -> list[Chosen]:
    """Return the sentences after `start`; where a paragraph opens there, those that open one."""
    rest = sentence_spans(document, start, end)
    opening = [span for span in rest if document.text[span[0] - 1] == "\n"]
    owed = opening if opening[:1] == rest[:1] else rest
    return [Chosen(document, first, last, 1.0) for first, last in owed]


def _advice(document: Document, sections: Sequence[Section]) -> list[Chosen]:
    """Return the sentences that tell what should be done, with what they lean on."""
    end = max(section.end for section in sections)
    told = [
        span
        for span in sentence_spans(document, sections[0].start, end)
        if tells_remedy(document.text[slice(*span)])
    ]
    shown = [span for one in told[:ADVICE] for span in whole(document, *one)]
    return merge([[Chosen(document, start, end, 1.0) for start, end in shown]])


def asks_more(question: Question, known: Set[str] = frozenset()) -> bool:
    """Say whether the question wants something in the section rather than the section.

    `known` are stems that say nothing more, such as its title's.
    """
    terms = {term.stem for term in question.terms} - known
    return bool(question.years or question.numbers or terms - _ABOUT_IT)


def below(document: Document, parent: Section) -> list[Section]:
    """Return the sections that stand below one, of whatever level."""
    if not parent.number or parent.number == REFERENCES:
        return []
    return [
        section for section in document.sections if section.number.startswith(f"{parent.number}.")
    ]


def level(sections: Sequence[Section]) -> list[Section]:
    """Return the sections of the highest level."""
    top = min(section.number.count(".") for section in sections)
    return [section for section in sections if section.number.count(".") == top]


def parts(document: Document, sections: Sequence[Section], *, deeper: bool = False) -> list[Chosen]:
    """Return each section's heading with its first sentence, where it has one of its own.

    Of one that has none, that is the first of those `deeper` down, if they are wanted.
    """
    shown: list[Chosen] = []
    for section in sections[:MOST_SECTIONS]:
        title = heading_of(document, section)
        if lead := first_telling(section_lead(document, section.start, section.end, LEAD)):
            joined = Chosen(document, section.start, lead.end, 1.0, title.marks)
            near = not document.text[title.end : lead.start].strip()
            shown += [joined] if near else [title, lead]
            continue
        leads = (
            first_telling(section_lead(document, one.start, one.end, LEAD))
            for one in below(document, section)
            if deeper
        )
        found = next(filter(None, leads), None)
        shown += [title, found] if found else [title]
    return shown


def first_telling(lead: Sequence[Chosen]) -> Chosen | None:
    """Return the first sentence that says more than what will be said, or how many there are."""
    telling = (item for item in lead if not (announces(item.text) or announced(item.text)))
    return next(telling, lead[0] if lead else None)


def heading_of(document: Document, section: Section) -> Chosen:
    """Return the heading of a section."""
    start, end = heading(document, section.start)
    return Chosen(document, start, end, 1.0, ((0, end - start),))


def is_heading(item: Chosen) -> bool:
    """Say whether what is shown is the heading of a section, and no more."""
    return item.marks == ((0, item.end - item.start),)
