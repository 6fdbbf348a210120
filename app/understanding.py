"""From what is typed after what was said before to what is asked, and of which papers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.answer import Turn
from app.conversation import asks_nothing_alone, asks_past_last, resolve, told_before
from app.current_paper import Talk, spoken_of
from app.itself import Itself
from app.language.joining import joined_as_written
from app.language.lexicon import Lexicon
from app.language.spelling import english_words, respell
from app.of_library import among_listed, listed, with_title
from app.papers.abbreviations import in_full
from app.papers.front import front
from app.papers.holdings import asks_for_papers_of_one, paper_at, papers_in, papers_near
from app.papers.listed_before import at_another_place
from app.parts import parts_of
from app.question.document_ids import by_its_file
from app.question.document_kinds import called_by_kind
from app.question.paper_pointed_to import paper_in
from app.question.paper_subjects import names_two
from app.question.papers_limited import limited_to
from app.question.questions import Question, analyse
from app.question.recalled import recalled
from app.question.titles_and_authors import Named, by_its_authors, by_its_title, names_authors
from index.library import Library
from ingest.document import Document

NEAR = 10  # hits whose documents may be what is named by its kind
OPENING = 300  # characters that say what a document is
FEW = 3  # papers that are called by their titles
NOTHING_COUNTED = "Nothing more was counted off before that; ask for it by its name."
NOTHING_LISTED = "No such paper was listed before; name the paper by its title."
NOTHING_BEFORE = "Nothing was asked before that this could follow; ask it in full."


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question asks: `asked` of the `papers`, which it may name, else as `talk` says.

    `whole` is what is asked with the names of the papers, `narrowed` those that alone may be asked,
    () for all, and `before` what was told so far where more of it is asked for.
    """

    asked: Question
    whole: Question
    papers: Sequence[str]
    is_named: bool
    narrowed: Sequence[str]
    talk: Talk
    before: str


@dataclass(frozen=True, slots=True)
class Again:
    """A question that was asked before, the papers that it is asked of now, and what says so."""

    question: str
    papers: Sequence[str]
    note: str


class Understanding:
    """Understands questions on the documents of a library. Safe to share between threads."""

    def __init__(self, library: Library, itself: Itself, lexicon: Callable[[], Lexicon]) -> None:
        self.library = library
        self._itself = itself
        self._lexicon = lexicon

    def asks_nothing(self, plain: str, history: Sequence[Turn], scope: Sequence[str]) -> str:
        """Return why a question asks nothing that can be sought, "" where it does."""
        if not history and asks_nothing_alone(plain):
            return NOTHING_BEFORE
        if history and asks_past_last(plain, history):
            return NOTHING_COUNTED
        listed = len(scope) < 2 or with_title(plain, history, self.library)
        return "" if listed else NOTHING_LISTED

    def of_other_papers(
        self, plain: str, history: Sequence[Turn], scope: Sequence[str]
    ) -> Again | None:
        """Return the last question with the papers that it is to be asked of now, if that is all.

        "Only from the second paper", "Leave out the plum paper", "And in the other papers?"
        """
        wanted = limited_to(plain) if history and len(scope) > 1 else None
        if wanted is None:
            return None
        meant = self._meant(wanted.paper, history, scope)
        papers = [one for one in scope if (one in meant) is not wanted.without]
        if not meant or not papers:
            return None
        before = history[-1].question
        named = self._named(with_title(before, history[:-1], self.library) or before, scope)
        titles = ", ".join(f"“{self.library.document(one).title or one}”" for one in meant[:FEW])
        told = titles if len(meant) <= FEW else f"the {len(meant)} documents told from before"
        note = f"without {told}" if wanted.without else f"of {told} only"
        return Again(named.question if named else before, papers, f"This was asked {note}.")

    def _meant(self, paper: str, history: Sequence[Turn], scope: Sequence[str]) -> Sequence[str]:
        """Return the paper that is called so, the last that were told from where that is ""."""
        told = history[-1].documents
        if not paper:
            return told
        if placed := paper_at(paper):
            several = told if len(told) > 1 else listed(history)
            return several[placed[0] :][:1] if placed[0] < len(several) else ()
        named = self._named(f"What does {paper} say?", scope)
        return named.documents if named else ()

    def understand(
        self, plain: str, history: Sequence[Turn], scope: Sequence[str], *, narrowed: bool
    ) -> Understood:
        """Return what a question asks after those before it, and of which papers.

        `narrowed`: only those in `scope` may be asked.
        """
        asked_as = plain
        if len(scope) > 1:
            placed = at_another_place(plain, history[-1].question) if history else ""
            asked_as = with_title(placed or plain, history, self.library)
        searched = resolve(asked_as, history, ids=scope)
        answered = recalled(plain, searched, history)
        searched = self._as_written(searched, scope)
        spoken = "" if narrowed else spoken_of(plain, history, scope)
        written = self._named(searched, scope)
        if written and self._is_told_of(searched, written, spoken):
            written = None
        asked = analyse(written.question if written else searched, recalled=answered)
        papers = written.documents if written else among_listed(plain, searched, history) or scope
        return Understood(
            asked=self._itself.with_sections(asked, papers),
            whole=analyse(searched, recalled=answered),
            papers=papers,
            is_named=written is not None,
            narrowed=scope if narrowed else (),
            talk=Talk(plain, "" if written else spoken),
            before=told_before(plain, history),
        )

    def _as_written(self, searched: str, scope: Sequence[str]) -> str:
        """Return a question in the words of the documents: joined, spelled and in full as there."""
        lexicon = self._lexicon()
        if not by_its_file(searched, scope):
            is_word = english_words()
            searched = joined_as_written(searched, lexicon, self.library.says, is_word)
            searched = respell(searched, lexicon, is_word)
        return in_full(searched, lexicon, self.library.says)

    def _named(self, searched: str, scope: Sequence[str]) -> Named | None:
        """Return the papers that the question names by files, titles, authors or subjects."""
        if by_file := by_its_file(searched, scope):
            return by_file
        if by_title := by_its_title(searched, papers_in(self.library, scope)):
            return by_title
        if asks_for_papers_of_one(searched):
            return None
        by_authors = names_authors(searched) and by_its_authors(
            searched, papers_in(self.library, scope)
        )
        return by_authors or self._called(searched, scope) or self._of_its_kind(searched, scope)

    def _is_told_of(self, searched: str, named: Named, spoken: str) -> bool:
        """Say whether the paper spoken of tells itself of what would name others.

        "The user study" is then its own, not the paper on users; and "Liu et al." are those that it
        cites, where several papers are by authors of that name.
        """
        thing = paper_in(searched)
        if not spoken or thing is None or spoken in named.documents:
            return False
        if thing.by_authors and len(named.documents) == 1:
            return False
        called = re.escape(thing.text.casefold().removeprefix("the "))
        text = self.library.document(spoken).text.casefold()
        return bool(re.search(rf"(?<!\w){called}(?!\w)", text))

    def _called(self, searched: str, scope: Sequence[str]) -> Named | None:
        """Return the one paper of several that the question names by what it is about."""
        if len(scope) < 2 or names_two(searched) or parts_of(searched).how == "compared":
            return None
        return self._itself.named(searched, scope)

    def _of_its_kind(self, searched: str, scope: Sequence[str]) -> Named | None:
        """Return the one document without works cited that is named as what it is: "the manual"."""
        called = called_by_kind(searched)
        if called is None:
            return None
        listed = [paper for paper in papers_in(self.library, scope) if not paper.references]
        fitting = [paper.id for paper in listed if called.fits(paper.title, paper.id)]
        if not fitting and listed:
            near = papers_near(
                called.phrase, self.library, [paper.id for paper in listed], among=NEAR
            )
            papers = (self.library.document(one) for one in near)
            fitting = [one.id for one in papers if called.fits(one.id, one.text[: _opening(one)])]
        return Named((fitting[0],), called.question) if len(fitting) == 1 else None


def _opening(document: Document) -> int:
    """Return where the front matter ends, or what of a long one says what the document is."""
    return min(front(document), OPENING)
