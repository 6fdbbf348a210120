"""Answers to what is asked of several papers side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.answer import Answer
from app.composing import Clock, make, silent
from app.papers import holdings
from app.papers.front import title_span
from app.papers.having import headless, holds, told_by
from app.papers.shared_works import authors_of_several, shared_works, where_named
from app.papers.side_by_side import (
    Row,
    amount,
    called,
    cited,
    in_order,
    measured,
    of_most,
    row,
    within,
    without,
)
from app.papers.works import entry_of
from app.papers.works_by_year import none_of_years, of_years
from app.question.across_asked import AcrossAsked, across_asked
from app.question.papers_having import Having, papers_having
from index.library import Library
from index.store import DocumentSummary
from index.works import held_works
from ingest.document import Document

MOST_ROWS = 40
MOST_SAYING = 12  # papers that say what is asked of each
MOST_OPENED = 200  # papers whose bibliographies are compared
MOST_SHARED = 10
_PRINTED = frozenset({"author count", "references", "pages", "authors", "year", "venue", "keywords"}
    | {"doi", "title"})  # fmt: skip
NOT_COMPARED = "Footnote does not compare these numbers, which count different things."
NOT_AGREED = (
    "Footnote does not judge which documents agree. Ask which speak of one thing, “Which papers "
    "discuss …?”, or ask on: where two give different values for one thing, the answer says so."
)
NOT_RANKED = (
    "Footnote has no opinion of its own on the documents. “Which papers are about …?” or "
    "“Summarise all papers in one sentence each” may help you to choose."
)
NOT_GROUPED = (
    "Footnote does not group documents by topic. Ask for those on one, “Which papers are about "
    "…?”, or “Summarise all papers in one sentence each.”"
)


def across(text: str, library: Library, scope: Sequence[str], clock: Clock) -> Answer | None:
    """Return the answer to what is asked of several papers side by side, None if it is no such.

    What they say of a thing is for a search to tell.
    """
    dated, having, wanted = holdings.how_many_by_year(text), papers_having(text), across_asked(text)
    if not (dated or having or wanted):
        return None
    papers = holdings.papers_in(library, scope)
    if dated and (counted := _counted_by_year(dated, library, papers, clock)):
        return counted
    if having:
        return _having(having, library, papers, clock)
    if wanted is None or wanted.thing:
        return None
    return _Across(library, papers, clock).told(wanted)


def _having(
    wanted: Having, library: Library, papers: Sequence[DocumentSummary], clock: Clock
) -> Answer:
    """Return which papers have a part or name things, or do not, and where."""
    ordered = in_order(papers[:MOST_OPENED], "title", down=False)
    looked = [library.document(paper.id) for paper in ordered]
    found = {paper.id: told for paper in looked if (told := told_by(wanted, paper))}
    held = [paper for paper in looked if holds(wanted, paper, bool(found.get(paper.id)))]
    notes = [
        wanted.caution,
        headless(wanted, looked),
        holdings.first_of(len(looked), len(papers)),
        f"These are the first {MOST_ROWS} of them." if len(held) > MOST_ROWS else "",
    ]
    note = " ".join(filter(None, notes))
    if not held:
        none = f"None of these {len(looked)} documents {wanted.says(1, lacking=False)}."
        every = f"All {len(found)} documents {wanted.says(2, lacking=False)}."
        return silent(f"{every if wanted.lacking else none} {note}".strip(), clock)
    lead = (
        f"{len(held)} of {len(looked)} documents {wanted.says(len(held), lacking=wanted.lacking)}."
    )
    rows = [Row(lead, (title_span(held[0]),))]
    for paper in held[:MOST_ROWS]:
        told = [item for item in found.get(paper.id, []) if item != title_span(paper)]
        rows.append(Row(f"{called(paper)}{':' if told else '.'}", (title_span(paper),)))
        rows += [Row("", (item,)) for item in told]
    return make(*cited(rows), clock, confidence=0.95, why=note)


def _counted_by_year(
    which: str, library: Library, papers: Sequence[DocumentSummary], clock: Clock
) -> Answer | None:
    """Return how many papers are of the years that `which` asks for, and which they are."""
    years = holdings.asked_by_year(which, papers)
    if not years or not years.last:
        return None
    dated = of_years(years, papers)
    if not dated:
        return silent(none_of_years(years, papers, called="documents"), clock)
    are = "is" if len(dated) == 1 else "are"
    count = f"{len(dated)} of {len(papers)} documents {are} {years.said}."
    undated = sum(1 for paper in papers if not paper.year)
    note = f"{undated} {'gives' if undated == 1 else 'give'} no year." if undated else ""
    return _Across(library, papers, clock).rows(
        in_order(dated, "year", down=False), ("year",), lead=count, note=note
    )


class _Across:
    """Tells of the papers of a library side by side."""

    def __init__(self, library: Library, papers: Sequence[DocumentSummary], clock: Clock) -> None:
        self._library = library
        self._papers = papers
        self._clock = clock

    def told(self, wanted: AcrossAsked) -> Answer | None:
        """Return what is wanted of the papers; None where only a search could tell."""
        if wanted.how == "rows":
            papers = in_order(self._papers, wanted.order, down=wanted.down)
            note = NOT_COMPARED if wanted.of == ("sample",) and wanted.down else ""
            return self.rows(papers, wanted.of, note=note)
        if wanted.how in ("most", "fewest", "bound", "average", "total"):
            return self._of_amounts(wanted)
        if wanted.how == "years":
            return self._by_year()
        if wanted.how == "works":
            return self._shared_works(most=wanted.down)
        if wanted.how == "each other":
            return self._citing_each_other()
        if wanted.how == "authors":
            return self._same_authors()
        if wanted.how == "agree":
            return silent(NOT_AGREED, self._clock)
        return silent(NOT_RANKED if wanted.how == "best" else NOT_GROUPED, self._clock)

    def rows(
        self,
        papers: Sequence[DocumentSummary],
        fields: Sequence[str],
        *,
        lead: str = "",
        note: str = "",
    ) -> Answer:
        """Return a row for each paper, after a sentence that counts them."""
        rows: list[Row] = []
        most = MOST_ROWS if set(fields) <= _PRINTED else MOST_SAYING
        told = looked = 0
        for summary in papers[:MOST_OPENED]:
            if told == most:
                break
            looked += 1
            paper = self._library.document(summary.id)
            if lead and not rows:
                rows.append(Row(lead, (title_span(paper),)))
            more = row(paper, summary, fields)
            rows += more
            told += bool(more)
        if not told:
            return silent(
                f"None of these {len(papers)} documents says it in so many words.", self._clock
            )
        silent_ones = looked - told
        notes = [
            note,
            f"{silent_ones} of the {looked} documents asked do not say it in so many words."
            if silent_ones
            else "",
            f"These are the first {told} of {len(papers)} documents; ask for others by name."
            if looked < len(papers)
            else "",
        ]
        return self._answer(rows, " ".join(filter(None, notes)))

    def _of_amounts(self, wanted: AcrossAsked) -> Answer:
        """Return which papers have most of something, or so many, or how many on average."""
        (of,) = wanted.of
        left = without(self._papers, of)
        if wanted.how in ("most", "fewest"):
            best = of_most(self._papers, of, fewest=wanted.how == "fewest")
            return self.rows(best, (of,), note=left) if best else silent(left, self._clock)
        if wanted.how == "bound" and wanted.bound:
            held = within(self._papers, of, wanted.bound, wanted.number)
            has = "has" if len(held) < 2 else "have"
            bounded = f"{wanted.bound} {amount(wanted.number, of)}" if wanted.number else "none"
            count = f"{len(held) or 'None'} of {len(self._papers)} documents {has} {bounded}."
            return (
                self.rows(held, (of,), lead=count if wanted.counts else "", note=left)
                if held
                else silent(f"{count} {left}".strip(), self._clock)
            )
        known = in_order([one for one in self._papers if measured(one, of)], of, down=False)
        if not known:
            return silent(left, self._clock)
        counts = [measured(one, of) for one in known]
        low, high = (self._library.document(one.id) for one in (known[0], known[-1]))
        ends = f"from {counts[0]:,} ({called(low)}) to {counts[-1]:,} ({called(high)})"
        total, mean = amount(sum(counts), of), f"{sum(counts) / len(counts):.1f}"
        text = f"{len(known)} documents have {total} in all, {mean} on average, {ends}."
        return self._answer([Row(text, (title_span(low), title_span(high)))], left)

    def _by_year(self) -> Answer:
        """Return how many papers there are of each year, and which where they are not too many."""
        years: dict[int, list[DocumentSummary]] = defaultdict(list)
        for paper in in_order(self._papers, "year", down=False):
            years[paper.year or 0].append(paper)
        rows: list[Row] = []
        few = len(self._papers) <= MOST_ROWS
        for year, papers in years.items():
            names = f": {'; '.join(map(called, papers))}" if few else ""
            text = f"{year or 'No year given'}, {len(papers)}{names}."
            proofs = papers if few else papers[:1]
            spans = [title_span(self._library.document(paper.id)) for paper in proofs]
            rows.append(Row(text, tuple(spans)))
        return self._answer(rows, "")

    def _opened(self) -> list[Document]:
        """Return the papers that have a bibliography, if not too many."""
        listing = [paper for paper in self._papers if paper.references][:MOST_OPENED]
        return [self._library.document(paper.id) for paper in listing]

    def _left_out(self) -> str:
        """Return what says which bibliographies were not compared, "" where all were."""
        listing = sum(1 for paper in self._papers if paper.references)
        some = holdings.first_of(min(listing, MOST_OPENED), listing)
        return " ".join(filter(None, (without(self._papers, "references"), some)))

    def _shared_works(self, *, most: bool) -> Answer:
        """Return the works that several papers cite, or those that most do."""
        papers = self._opened()
        left = self._left_out()
        shared = shared_works(papers)
        if not shared:
            none = f"No work was found in more than one of the {len(papers)} bibliographies."
            return silent(f"{none} {left}".strip(), self._clock)
        if most:
            shared = [one for one in shared if len(one.entries) == len(shared[0].entries)]
        rows: list[Row] = []
        for one in shared[:MOST_SHARED]:
            names = "; ".join(called(entry.document) for entry in one.entries)
            text = f"{len(one.entries)} documents cite “{one.name}”: {names}."
            rows.append(Row(text, tuple(one.entries)))
        over = len(shared) - MOST_SHARED
        note = f"These are the first {MOST_SHARED} of {len(shared)} such works." if over > 0 else ""
        return self._answer(rows, " ".join(filter(None, (note, left))))

    def _citing_each_other(self) -> Answer:
        """Return which papers cite others of the library."""
        rows: list[Row] = []
        papers = self._opened()
        for paper in papers:
            held = held_works(paper, self._papers, lambda one: self._library.document(one).text)
            for at, identity in held.items():
                other = called(self._library.document(identity))
                entry = entry_of(paper, paper.references[at])
                rows.append(Row(f"{called(paper)} cites {other}.", (entry,)))
        left = self._left_out()
        if rows:
            return self._answer(rows, left)
        none = f"None of the {len(papers)} bibliographies was seen to list another document here."
        return silent(f"{none} {left}".strip(), self._clock)

    def _same_authors(self) -> Answer:
        """Return who wrote more than one of the papers."""
        rows: list[Row] = []
        left = without(self._papers, "author count")
        for name, identities in [*authors_of_several(self._papers).items()][:MOST_SHARED]:
            papers = [self._library.document(one) for one in identities]
            text = f"{name} wrote {len(papers)} of them: {'; '.join(map(called, papers))}."
            spans = [where_named(paper, name) for paper in papers]
            rows.append(Row(text, tuple(spans)))
        if rows:
            return self._answer(rows, left)
        none = (
            f"No author's full name stands on more than one of these {len(self._papers)} documents."
        )
        return silent(f"{none} {left}".strip(), self._clock)

    def _answer(self, rows: Sequence[Row], note: str) -> Answer:
        return make(*cited(rows), self._clock, confidence=0.98, why=note)
