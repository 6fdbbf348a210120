"""The part of a paper that a question asks for: a section, a page, a table, its limits, a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.evidence.chosen import Chosen
from app.papers.abbreviations import abbreviations_listed
from app.papers.datasets import data_answer
from app.papers.definitions import terms_defined
from app.papers.discourse import discourse_answer
from app.papers.exhibits import exhibit_answer, exhibit_wanted, no_such_exhibit
from app.papers.extent import extent_answer, no_such_extent
from app.papers.key_figures import key_figures
from app.papers.mentioned_in_part import mentioned_in_part, not_mentioned_in_part
from app.papers.named_of_a_sort import organisations_named, places_named
from app.papers.overview import (
    abstract_lead,
    list_answer,
    no_such_part,
    summary_answer,
    titled_answer,
)
from app.papers.pages import no_such_page, page_answer
from app.papers.part_meant import sections_meant
from app.papers.part_spans import tree_of
from app.papers.sample_size import sample_answer
from app.papers.sections import (
    Outlined,
    is_heading,
    named_section,
    names_section,
    next_to,
    no_such_section,
    nothing_there,
    section_answer,
)
from app.papers.sequence import sequence_answer
from app.papers.timeline import timeline
from app.papers.values_listed import no_such_values, values_listed
from app.papers.zones import Zone, gist, zone
from app.question.brevity import sentences_wanted
from app.question.extent_asked import extent_asked
from app.question.part_token import with_part_token
from app.question.questions import Question, analyse
from app.question.sections_named import beside, page_wanted
from app.question.slots import is_many
from ingest.document import Document

LEAD = 3  # sentences of a paper that is compared with another


def is_numbered(asked: Question) -> bool:
    """Say whether the part is one that any paper has at its place: "section 3", "the last page".

    So is what is asked of a text as it is laid out: "How long is the introduction?".
    """
    by_number = names_section(asked) or exhibit_wanted(asked) or page_wanted(asked.text)
    return bool(by_number or extent_asked(asked.text))


def part_asked_for(asked: Question, paper: Document) -> Outlined:
    """Return the part of a paper that is asked for, or what it says there; empty if none is."""
    if listed := _all_of_a_sort(asked.text, paper):
        return listed
    return _within(_said(asked, paper), sentences_wanted(asked.text))


def _said(asked: Question, paper: Document) -> Outlined:
    """Return what the paper says in the part that is asked for; empty if none is."""
    if page_wanted(asked.text):
        return Outlined(page_answer(asked, paper))
    told = section_answer(asked, paper)
    if told.chosen or (asked.section and named_section(asked, paper)):
        return told  # empty where something in that section is asked for
    return Outlined(
        exhibit_answer(asked, paper)
        or sequence_answer(asked, paper)
        or sample_answer(asked, paper)
        or data_answer(asked, paper)
        or discourse_answer(asked, paper)
        or titled_answer(asked, paper)
        or list_answer(asked, paper)
        or summary_answer(asked, paper)
    )


def _all_of_a_sort(question: str, paper: Document) -> Outlined | None:
    """Return what stands at a place of the text, or all that it gives of a sort; None for neither.

    Where a paper gives none, what comes near is shown.
    """
    tellers = (
        extent_answer,
        values_listed,
        timeline,
        key_figures,
        places_named,
        organisations_named,
        terms_defined,
        abbreviations_listed,
        mentioned_in_part,
        _next_to_part,
    )
    told = next(filter(None, (tell(question, paper) for tell in tellers)), None)
    return told if told and told.chosen else None


def _next_to_part(question: str, paper: Document) -> Outlined | None:
    """Return the section next to one that is named: "What comes after the introduction?"."""
    plain, part = with_part_token(question)
    step = beside(plain) if part else 0
    named = sections_meant(question, part, paper) if step else []
    return next_to(paper, tree_of(named[0], paper), step) if named else None


def _none_of_a_sort(question: str, papers: Sequence[Document]) -> str:
    """Return one sentence that says that no paper gives anything of the sort, "" if not asked."""
    asked = (
        (abbreviations_listed, "spells out an abbreviation"),
        (terms_defined, "says “X is defined as”, “X means” or the like"),
        (key_figures, "gives figures with their units"),
        (places_named, "names such a place"),
        (organisations_named, "names an organisation by such a word"),
    )
    whose = "of these papers" if len(papers) > 1 else "of the sentences"
    told = (f"None {whose} {none}." for tell, none in asked if tell(question, papers[0]))
    return next(told, "")


def _within(told: Outlined, count: int) -> Outlined:
    """Return the first heading and no more than `count` sentences; all where that is 0."""
    headings = [each for each in told.chosen if is_heading(each)]
    sentences = [each for each in told.chosen if not is_heading(each)]
    if not count or not sentences:
        return told
    opens = headings[:1] if is_heading(told.chosen[0]) else []
    return replace(told, chosen=[*opens, *sentences[:count]])


def in_its_words(matter: str, paper: Document) -> Sequence[Chosen]:
    """Return what a paper says of a matter that it is compared in, as a whole where that is ""."""
    if not matter:
        zones: tuple[Zone, ...] = ("aim", "method", "finding")
        spans = gist(paper) or sorted({one for name in zones for one in zone(paper, name, most=1)})
        return [Chosen(paper, *span, 1.0) for span in spans] or abstract_lead(paper, LEAD)
    verb = "are" if is_many(matter) else "is"
    asked = analyse(f"What {verb} the {matter} of the paper?")
    return part_asked_for(asked, paper).chosen[:LEAD]


def no_part_asked_for(asked: Question, papers: Sequence[Document]) -> str:
    """Return one sentence that says that no paper has the part that is asked for, else ""."""
    if page_wanted(asked.text):
        return no_such_page(asked, papers)
    if names_section(asked) and not any(named_section(asked, paper) for paper in papers):
        return no_such_section(asked, papers)
    return (
        no_such_extent(asked.text, papers)
        or not_mentioned_in_part(asked.text, papers)
        or nothing_there(asked, papers)
        or no_such_exhibit(asked, papers)
        or no_such_part(asked, papers)
        or no_such_values(asked.text, papers)
        or _none_of_a_sort(asked.text, papers)
    )
