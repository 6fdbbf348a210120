"""Answers from what a paper is, not from what it is about: its front, its parts, its bibliography.

Who wrote it, what does section 3 say, what does an abbreviation stand for, is a thing mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.answer import Answer
from app.composing import Clock, from_chosen, from_outlined, from_parts, silent
from app.language.lexemes import stem, stems
from app.language.lexicon import Lexicon
from app.of_library import none_of_those_years, of_the_library
from app.papers import abbreviations, holdings
from app.papers.discourse import says_nothing
from app.papers.exhibits import every_exhibit
from app.papers.front import front, title_span
from app.papers.labelled_parts import labelled_part, told_by_label
from app.papers.matters import matter_of
from app.papers.mentioned import (
    counted_mention,
    in_turn,
    mention_of,
    mentions,
    said_about,
    times_mentioned,
)
from app.papers.metadata import Part, missing, tell
from app.papers.part_answers import in_its_words, is_numbered, no_part_asked_for, part_asked_for
from app.papers.references import (
    ask_references,
    asks_of_references,
    asks_what_one_says,
    describes_works,
    fit_of_works,
    no_such_entry,
    works_by,
)
from app.papers.sections import chapter_at
from app.papers.works_in_text import body_asked, told_by
from app.parts import parts_of
from app.question.metadata import (
    ONLY_PAPERS_HAVE,
    OWN,
    asked_about,
    asks_where_one_works,
    asks_who_one_is,
)
from app.question.paper_pointed_to import points_to_paper
from app.question.paper_subjects import called, named_paper, names_a_paper, papers_called
from app.question.papers_compared import PapersCompared, papers_compared
from app.question.questions import Question, analyse
from app.question.sections_named import by_numbers, in_figures, may_name_bare, with_section
from app.question.titles_and_authors import Named, written_by
from index.library import Library
from index.store import EVERY_KIND
from ingest.document import Document

MOST_PAPERS = 5  # papers that a question about "the paper" is answered for
MOST_ASKED = 200  # papers that are opened for it, where the first do not say
OF_ALL = "The paper prints these for its authors together."
MOST_EACH = 2  # sentences of each, where several papers answer
NEAR = 10  # hits whose papers may mention a thing, or cite a work on it
NEAR_BEST = 0.9  # of how well the best fits: where all terms stand in one, half of them are nothing
_IT = re.compile(r"\bit\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Itself:
    """Answers what is asked of the papers of `library` as such; `lexicon` gives its words."""

    library: Library
    lexicon: Callable[[], Lexicon]

    def answer(
        self, asked: Question, scope: Sequence[str], clock: Clock, *, spoken: str = ""
    ) -> Answer | None:
        """Return the answer to what is asked of papers as such, not of what they are about.

        Where the question names no paper, the one `spoken` of is asked before all others, and
        alone where "it" is that paper.
        """
        if told := of_the_library(asked, self.library, scope, clock):
            return told
        if told := self._compared(asked, scope, clock):
            return told
        asked, named = self._of_the_named(asked, scope)
        if spoken and named == scope:
            told = self._of_papers(asked, (spoken,), clock)
            if told and (not told.abstained or _is_of_it(asked.text)):
                return told
        return self._of_papers(asked, named, clock)

    def _compared(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return what each of two papers tells of itself, where they are compared as such."""
        wanted = papers_compared(asked.text) if len(scope) > 1 else None
        if wanted is None:
            return None
        papers = [self.library.document(one) for one in self._set_against(wanted, scope)]
        told = [in_its_words(wanted.matter, paper) for paper in papers]
        if len(papers) != 2 or not all(told):
            return None
        shown = [[title_span(paper), *each] for paper, each in zip(papers, told, strict=True)]
        return from_chosen([item for each in shown for item in each], clock)

    def _set_against(self, wanted: PapersCompared, scope: Sequence[str]) -> list[str]:
        """Return the two papers that are compared; fewer, or more, where it is not clear which."""
        if not wanted.names and not wanted.thing:
            return list(scope)
        if wanted.thing:
            return self._on(wanted.thing, scope)
        named = (self.named(f"What does the {name} paper say?", scope) for name in wanted.names)
        return list(
            dict.fromkeys(one.documents[0] for one in named if one and len(one.documents) == 1)
        )

    def _on(self, thing: str, scope: Sequence[str]) -> list[str]:
        """Return the papers whose title says what they are on, or its last word, else the front."""
        wanted, head = stems(thing), stems(thing.split()[-1])
        listed = holdings.papers_in(self.library, scope)
        for words in (wanted, head):
            titled = [paper.id for paper in listed if words <= stems(paper.title)]
            papers = (self.library.document(one) for one in titled[:MOST_PAPERS])
            told = [paper.id for paper in papers if wanted <= stems(paper.text)]
            if len(told) > 1:
                return told
        near = self._speaking_of(thing, scope)
        return [paper.id for paper in near if wanted <= stems(paper.text[: front(paper)])]

    def with_sections(self, asked: Question, scope: Sequence[str]) -> Question:
        """Return the question with the number of the section that it names by its place.

        Numbers that stand alone are called sections, where they are such of the papers.
        """
        text = in_figures(asked.text)
        if len(scope) == 1:
            text = by_numbers(text, lambda at: chapter_at(at, self.library.document(scope[0])))
        if may_name_bare(text):
            papers = (self.library.document(one) for one in scope[:MOST_ASKED])
            text = with_section(text, {part.number for paper in papers for part in paper.sections})
        return asked if text == asked.text else analyse(text, recalled=asked.recalled)

    def _of_papers(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answer to what is asked of these papers as such."""
        several = parts_of(asked.text).how == "questions"
        return (
            (None if several else self.about_papers(asked, scope, clock))
            or self._spelled_out(asked, scope, clock)
            or self._found_by_body(asked, scope, clock)
            or self._mentioned(asked, scope, clock)
            or self._counted(asked, scope, clock)
            or self._by_label(asked, scope, clock)
            or self._by_outline(asked, scope, clock)
        )

    def _of_the_named(
        self, asked: Question, scope: Sequence[str]
    ) -> tuple[Question, Sequence[str]]:
        """Return what is asked of the papers that the question names, and these."""
        named = self.named(asked.text, scope)
        return (analyse(named.question), named.documents) if named else (asked, scope)

    def named(self, question: str, scope: Sequence[str]) -> Named | None:
        """Return the paper that is named by its title, else those that are by their fronts."""
        if not names_a_paper(question):
            return None
        titles = {paper.id: paper.title for paper in holdings.papers_in(self.library, scope)}
        named = named_paper(question, titles)
        thing = called(question)
        if named or not thing or len(scope) < 2:
            return named
        near = self._speaking_of(thing, scope)
        fronts = {paper.id: paper.text[: front(paper)] for paper in near}
        return papers_called(question, fronts, titles)

    def _meant(self, asked: Question, scope: Sequence[str]) -> list[Document]:
        """Return the first papers that a question about "the paper" means."""
        return [self.library.document(one) for one in self._ids_meant(asked, scope)[:MOST_PAPERS]]

    def _ids_meant(self, asked: Question, scope: Sequence[str]) -> list[str]:
        """Return the papers that a question about "the paper" means: those it names, else all."""
        if len(scope) == 1:
            return list(scope)
        terms = {term.stem for term in asked.terms}
        titles = {summary.id: Lexicon([summary.title]) for summary in self.library.documents()}
        shared = {
            identity: sum(titles[identity].knows(term) for term in terms) for identity in scope
        }
        best = max(shared.values(), default=0)
        return [identity for identity in scope if best < 2 or shared[identity] == best]

    def about_papers(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answer to a question about papers as such or their bibliographies."""
        asked, scope = self._of_the_named(asked, scope)
        wanted = asked_about(asked.text)
        if not wanted and asks_where_one_works(asked.text):
            scope = written_by(asked.text, holdings.papers_in(self.library, scope))
            wanted = "affiliation" if scope else ""
        if not wanted and asks_who_one_is(asked.text):
            own = written_by(asked.text, holdings.papers_in(self.library, scope))
            wanted, scope = ("authors", own) if own else ("", scope)
        if not wanted and not asks_of_references(asked.text):
            return None
        meant = self._ids_meant(asked, scope)
        if not wanted and len(meant) > 1 and describes_works(asked.text):
            meant = self._citing(asked, meant)
        told = self._told_in_turn(asked, wanted, meant, clock)
        if told and wanted == "affiliation" and self._is_of_all(asked, told):
            return replace(told, reason=" ".join(filter(None, (OF_ALL, told.reason))))
        return told

    def _is_of_all(self, asked: Question, told: Answer) -> bool:
        """Say whether one author's place was asked for, and all authors' were told."""
        papers = holdings.papers_in(
            self.library, {citation.document_id for citation in told.citations}
        )
        of_one = written_by(asked.text, [paper for paper in papers if len(paper.authors) > 1])
        several = (len(self.library.document(one).affiliations) > 1 for one in of_one)
        return bool(of_one) and len(told.sentences) > 1 or any(several)

    def _told_in_turn(
        self, asked: Question, wanted: str, meant: Sequence[str], clock: Clock
    ) -> Answer | None:
        """Return what the first papers that say anything tell of themselves or of what they cite.

        Where none does, that is said of those that were asked.
        """
        parts: list[Part] = []
        papers: list[Document] = []
        absent: list[str] = []  # why a paper has no such entry
        telling = 0
        for identity in meant[:MOST_ASKED]:
            silent_so_far = wanted or len(absent) == len(papers)
            if telling == MOST_PAPERS or (len(papers) >= MOST_PAPERS and not silent_so_far):
                break  # what else they may cite is searched for
            papers.append(paper := self.library.document(identity))
            told = self._told_by(paper, asked, wanted, first=len(parts) + 1)
            parts += told
            telling += bool(told)
            absent += filter(None, [no_such_entry(asked.text, paper)])
        left_out = holdings.first_of(len(papers), len(meant))
        if parts:
            return replace(from_parts(parts, clock), reason=left_out)
        if absent and len(absent) == len(papers):
            return silent(" ".join(filter(None, (absent[0], left_out))), clock)
        return silent(missing(wanted, papers, of=len(meant)), clock) if wanted else None

    def _told_by(self, paper: Document, asked: Question, wanted: str, *, first: int) -> list[Part]:
        """Return what a paper tells of itself, or of what it cites."""
        rarity = self._rarity(asked)
        if wanted not in OWN and (
            works := ask_references(asked.text, paper, rarity=rarity, first=first)
        ):
            return works
        return tell(wanted, paper, first=first) if wanted else []

    def _citing(self, asked: Question, meant: list[str]) -> list[str]:
        """Return those of the papers whose works come nearest to what is asked; all if none does.

        Of more than a few, only those that a search finds are looked at.
        """
        near = meant
        if len(meant) > NEAR:
            near = holdings.papers_near(
                asked.text, self.library, meant, among=NEAR, kinds=EVERY_KIND
            )
        rarity = self._rarity(asked)
        fits = {one: fit_of_works(asked.text, self.library.document(one), rarity) for one in near}
        least = NEAR_BEST * max(fits.values(), default=0.0)
        return [one for one in meant if fits.get(one, 0.0) >= least] if least else meant

    def _rarity(self, asked: Question) -> dict[str, float]:
        return {term.stem: self.lexicon().rarity(term.stem) for term in asked.terms}

    def _spelled_out(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return what an abbreviation stands for, if that is asked, or what it is."""
        if words := abbreviations.shortened(asked.text):
            near = self._speaking_of(words, scope)
            if told := in_turn([abbreviations.short_form(words, paper) for paper in near]):
                return from_chosen(told[:1], clock)
            return silent(f"These documents give no abbreviation for {words!r}.", clock)
        short = abbreviations.abbreviation_of(asked)
        if not short and not abbreviations.may_abbreviate(asked.text):
            return None
        for paper in self._speaking_of(short or abbreviations.may_abbreviate(asked.text), scope):
            if chosen := abbreviations.abbreviation_answer(asked, paper):
                return from_chosen(chosen, clock)
        if not short:
            return None
        return silent(f"These documents do not say what {short!r} stands for.", clock)

    def _found_by_body(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return what the papers tell of the work of a journal or a body, if that is asked."""
        body = body_asked(asked.text)
        near = self._speaking_of(body, scope) if body else ()
        told = in_turn([told_by(body, paper) for paper in near])
        return from_chosen(told, clock) if told else None

    def _mentioned(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return whether and where the papers mention a thing, None where a search tells more."""
        wanted = mention_of(asked)
        if not wanted or matter_of(asked):
            return None
        near = self._speaking_of(wanted.thing, scope)
        chosen = in_turn([mentions(wanted, paper) for paper in near])
        if said_about(asked) and (chosen or self.lexicon().knows(stem(wanted.head))):
            return None  # a search finds what is said, if in other words
        if chosen:
            return from_chosen(chosen, clock)
        nothing = "No sentence" if " and " in wanted.thing else "Nothing"
        return silent(f"{nothing} in these documents mentions {wanted.thing!r}.", clock)

    def _counted(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return how often a thing is mentioned, and where first, if that is asked of a few."""
        wanted = counted_mention(asked)
        if not wanted or len(scope) > MOST_PAPERS:
            return None
        papers = [self.library.document(one) for one in scope]
        times = sum(times_mentioned(wanted, paper) for paper in papers)
        chosen = in_turn([mentions(wanted, paper) for paper in papers])
        if not chosen:
            return silent(f"Nothing in these documents mentions {wanted.thing!r}.", clock)
        if not times:
            return None  # its words stand apart
        count = "once" if times == 1 else f"{times} times"
        told = f"{wanted.thing!r} stands in the text {count}"
        ends = ", first here." if len(chosen) < times else "."
        return replace(from_chosen(chosen, clock), reason=f"{told}{ends}")

    def said_of(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return where the papers name what they are asked to say something about.

        Of papers of years of which there are none, that is said.
        Of a person of whom they say nothing, that is what of theirs they cite, and what for.
        """
        if asks_who_one_is(asked.text) or asks_what_one_says(asked.text):
            parts: list[Part] = []
            for paper in self._meant(asked, scope):
                parts += works_by(asked.text, paper, first=len(parts) + 1)
            return from_parts(parts, clock) if parts else None
        wanted = said_about(asked)
        if not wanted:
            none = none_of_those_years(asked, self.library, scope)
            return silent(none, clock) if none else None
        near = self._speaking_of(wanted.thing, scope)
        chosen = in_turn([mentions(wanted, paper, within=asked.section) for paper in near])
        return from_chosen(chosen, clock) if chosen else None

    def _speaking_of(self, thing: str, scope: Sequence[str]) -> Iterator[Document]:
        """Yield the papers that come nearest to a thing, the nearest first."""
        for identity in holdings.papers_near(thing, self.library, scope, among=NEAR):
            yield self.library.document(identity)

    def _by_label(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return what stands in an article or a clause that is asked for by its label."""
        wanted = labelled_part(asked.text)
        parts = told_by_label(wanted, self._speaking_of(asked.text, scope)) if wanted else []
        return from_parts(parts, clock) if parts else None

    def _by_outline(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answer that the papers' own parts give, if the question asks for those.

        Of more than a few papers only what has a number is asked, or a place: "section 3".
        """
        numbered = is_numbered(asked)
        if len(scope) > MOST_PAPERS and not numbered:
            return None
        papers = self._meant(asked, scope)
        if unsaid := says_nothing(asked, papers):
            return silent(unsaid, clock)
        if every := [item for paper in papers for item in every_exhibit(asked, paper)]:
            return from_chosen(every, clock)
        most = MOST_ASKED if numbered else MOST_PAPERS
        meant = self._ids_meant(asked, scope)
        looked: list[Document] = []
        outlined = (part_asked_for(asked, self._opened(one, looked)) for one in meant[:most])
        told = [*islice((one for one in outlined if one.chosen), MOST_PAPERS)]
        if told:
            note = "" if len(told) > 1 or told[0].answers else told[0].note
            left_out = holdings.first_of(len(looked), len(meant))
            shown = from_outlined(told, clock, most_each=MOST_EACH)
            return replace(shown, reason=" ".join(filter(None, (note, left_out))))
        absent = no_part_asked_for(asked, looked)
        return silent(absent, clock) if absent else None

    def _opened(self, identity: str, looked: list[Document]) -> Document:
        """Return a paper, which is added to those that were looked into."""
        looked.append(self.library.document(identity))
        return looked[-1]


def _is_of_it(question: str) -> bool:
    """Say whether a paper is pointed to: "Who wrote it?", "Who funded the study?"."""
    if points_to_paper(question):
        return True
    return asked_about(question) in ONLY_PAPERS_HAVE and bool(_IT.search(question))
