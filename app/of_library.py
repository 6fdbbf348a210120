"""Answers to what is asked of the library as a whole, or of a work that its papers cite by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.across import across
from app.answer import Answer, Turn
from app.composing import Clock, from_chosen, from_parts, said
from app.current_paper import two_told
from app.evidence.chosen import Chosen
from app.papers import holdings
from app.papers.front import title_span
from app.papers.listed_before import asks_of_each, points_to_list
from app.papers.metadata import Part, counted, tell
from app.papers.topics import papers_on
from app.papers.works import numbered
from app.papers.works_by_year import none_of_years, of_years
from app.papers.works_in_text import Work, cites_in_text, told_of, work_named, work_told_of
from app.question.across_asked import across_asked
from app.question.metadata import ONLY_PAPERS_HAVE, asked_about
from app.question.papers_compared import papers_compared
from app.question.questions import Question
from app.question.titles_and_authors import by_authors_of
from index.library import Library
from index.store import DEFAULT_KINDS
from ingest.document import Document, PassageKind

_OF_TOLD = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?),? )*who (?:wrote (?:it|that|this|them|those|these)|"
    r"(?:are|were) (?:the|its|their) authors)\W*",
    re.IGNORECASE,
)
BACK = 8  # turns among which a list is sought
NOT_JUDGED = "Footnote does not judge which documents agree; these speak of it."
TELLING = 5  # papers that tell of one work


def of_the_library(
    asked: Question, library: Library, scope: Sequence[str], clock: Clock
) -> Answer | None:
    """Return the answer to a question about all the papers there are."""
    if len(scope) > 1 and (told := _side_by_side(asked, library, scope, clock)):
        return told
    if len(scope) > 1 and holdings.may_ask_by_year(asked.text):
        papers = holdings.papers_in(library, scope)
        if years := holdings.asked_by_year(asked.text, papers):
            dated = [paper.id for paper in of_years(years, papers)]
            if not years.last:  # the newest of papers none of which gives its year
                return said(asked.text, none_of_years(years, papers, called="documents"), clock)
            return _papers_with("year", library, dated, clock)
    if len(scope) > 1 and (which := holdings.most_pages(asked.text)):
        most = holdings.of_most_pages(which, holdings.papers_in(library, scope))
        return _papers_with("pages", library, [paper.id for paper in most], clock)
    wanted = holdings.asked_of_library(asked.text, papers=len(scope))
    if wanted is None:
        return None
    papers = holdings.papers_in(library, scope)
    if wanted.what == "count":
        return said(asked.text, holdings.counted(len(library.documents())), clock)
    if wanted.what == "list":
        listed = from_chosen(holdings.titles(papers, library.document), clock)
        return replace(listed, reason=holdings.left_out(len(papers), holdings.MOST_LISTED))
    if wanted.what == "each":
        told = from_chosen(holdings.a_sentence_each(papers, library.document), clock)
        return replace(told, reason=holdings.left_out(len(papers), holdings.MOST_SUMMED_UP))
    if wanted.what == "by":
        return _papers_with("authors", library, by_authors_of(wanted.thing, papers), clock)
    return _papers_on(wanted, library, scope, clock)


def _side_by_side(
    asked: Question, library: Library, scope: Sequence[str], clock: Clock
) -> Answer | None:
    """Return what is asked of several papers side by side, None if it is no such."""
    if len(scope) == 2 and papers_compared(asked.text):
        return None
    wanted = across_asked(asked.text)
    if wanted is None or not wanted.thing:
        return across(asked.text, library, scope, clock)
    told = _papers_on(holdings.Asked("on", wanted.thing), library, scope, clock)
    if told is None or wanted.how != "agree":
        return told
    return replace(told, reason=" ".join(filter(None, (NOT_JUDGED, told.reason))))


def none_of_those_years(asked: Question, library: Library, scope: Sequence[str]) -> str:
    """Return that no paper is of the years asked for, "" where some are or more is asked."""
    if len(scope) < 2 or not holdings.may_ask_by_year(asked.text):
        return ""
    papers = holdings.papers_in(library, scope)
    years = holdings.asked_by_year(asked.text, papers)
    if years is None or of_years(years, papers):
        return ""
    return none_of_years(years, papers, called="documents")


def _papers_with(
    wanted: str, library: Library, identities: Sequence[str], clock: Clock
) -> Answer | None:
    """Return the titles of some papers, each with what else is wanted; None where none is."""
    parts: list[Part] = []
    for identity in identities[: holdings.MOST_LISTED]:
        paper = library.document(identity)
        parts += tell("title", paper, first=len(parts) + 1)
        parts += tell(wanted, paper, first=len(parts) + 1)
    return from_parts(parts, clock) if parts else None


def _papers_on(
    wanted: holdings.Asked, library: Library, scope: Sequence[str], clock: Clock
) -> Answer | None:
    """Return which papers speak of a thing, or cite it; None where none does in those words."""
    narrowed = holdings.narrowed(library, scope)
    citing = wanted.what == "citing"
    kinds: tuple[PassageKind, ...] = ("reference",) if citing else DEFAULT_KINDS
    among = holdings.COUNTED_AMONG if wanted.how_many else holdings.LOOKED_AT
    hits = library.search(wanted.thing, top_k=among, documents=narrowed, kinds=kinds)
    found = papers_on(wanted.thing, hits, library.document, about=wanted.about)
    note = ""
    if wanted.about and not found:
        wanted, note = replace(wanted, about=False), holdings.ONLY_MENTIONED
        found = papers_on(wanted.thing, hits, library.document)
    found += _citing_in_text(wanted.thing, library, scope, found) if citing else []
    shown = [item for each in found[: holdings.MOST_ON] for item in each]
    if not shown:
        return None
    note = " ".join(filter(None, (note, holdings.shown_of(len(found)))))
    if not wanted.how_many:
        return replace(from_chosen(shown, clock), reason=note)
    every = len(hits) < among
    text = holdings.how_many_on(len(found), len(scope), wanted, every=every)
    count = counted(text, shown[0], 1, "counted among what a search for it finds")
    return replace(from_parts([count, *numbered(shown, 2)], clock), reason=note)


def _citing_in_text(
    thing: str, library: Library, scope: Sequence[str], found: Sequence[Sequence[Chosen]]
) -> list[list[Chosen]]:
    """Return the papers that name a work in their text, if no entry of theirs was found for it."""
    work = work_named(thing)
    if work is None:
        return []
    known = {each[0].document.id for each in found}
    papers = (paper for paper in _papers_near(work, library, scope) if paper.id not in known)
    return [
        [title_span(paper), *cited] for paper in papers if (cited := cites_in_text(work, paper))
    ]


def of_a_named_work(
    question: str, library: Library, scope: Sequence[str], clock: Clock
) -> Answer | None:
    """Return what the papers tell of a work that they and the question name by its authors."""
    work = work_told_of(question)
    if work is None or not scope:
        return None
    told = (told_of(work, paper) for paper in _papers_near(work, library, scope))
    chosen = [item for each in [one for one in told if one][:TELLING] for item in each]
    return from_chosen(chosen, clock) if chosen else None


def _papers_near(work: Work, library: Library, scope: Sequence[str]) -> Iterator[Document]:
    """Yield the papers in whose text a search finds those who wrote the work, the nearest first."""
    for identity in holdings.papers_near(work.sought, library, scope, among=holdings.LOOKED_AT):
        yield library.document(identity)


def listed(history: Sequence[Turn]) -> tuple[str, ...]:
    """Return the papers that the last question on the library was answered with, if several."""
    told = _listing(history)
    return told.documents if told else ()


def _listing(history: Sequence[Turn]) -> Turn | None:
    """Return the last turn on the library that was answered with several papers."""
    several = (turn for turn in reversed(history[-BACK:]) if len(turn.documents) > 1)
    return next((turn for turn in several if holdings.is_on_library(turn.question)), None)


def among_listed(typed: str, searched: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """Return the papers among which "Which is the newest?" asks for one, () where not of some.

    They are those that were listed, if the talk was on the library since. "Which of the two papers
    is older?" is asked of the two that were told from last, and "Who wrote that?" of all of them.
    """
    if history and asked_about(searched) in ONLY_PAPERS_HAVE and _OF_TOLD.fullmatch(typed.strip()):
        return history[-1].documents
    if holdings.one_of_two(typed) == searched:
        return two_told(history)
    if points_to_list(typed, searched):
        told = _listing(history)
        return told.documents if told and not asks_of_each(told.question) else ()
    if not holdings.asks_for_one(searched) or typed.strip() == searched.strip():
        return ()
    since: list[Turn] = []
    for turn in reversed(history):
        since.append(turn)
        if len(turn.documents) > 1:
            break
    return listed(since)


def with_title(question: str, history: Sequence[Turn], library: Library) -> str:
    """Return a question with the title of "the second paper" that was listed; "" if none was."""
    asked = holdings.paper_at(question)
    if asked is None:
        return question
    place, start, end = asked
    papers = listed(history)
    if not papers or place >= len(papers):
        return ""
    title = library.document(papers[place]).title or papers[place]
    return f"{question[:start]}“{title}”{question[end:]}"
