"""From a question to an answer: what was asked, what was found, what is said."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

from app.abbreviations import abbreviation_answer, abbreviation_of
from app.abstain import THRESHOLD, reason
from app.answer import Answer, Turn
from app.composing import (
    Clock,
    abstained,
    extracted,
    from_chosen,
    from_parts,
    named,
    said,
    silent,
    streamed,
    written,
)
from app.conversation import resolve, respell, smalltalk
from app.discourse import discourse_answer, matter_of, says_nothing
from app.exhibits import exhibit_answer, no_such_exhibit
from app.finding import TOP, Finder, Found
from app.judging import judged
from app.lexicon import Lexicon
from app.llm import Llm, LlmError, Told, settings_from_environment
from app.mentioned import in_turn, mention_of, mentions
from app.naming import (
    by_its_authors,
    by_its_file,
    named_paper,
    names_a_paper,
    names_authors,
    written_by,
)
from app.outline import (
    list_answer,
    named_section,
    section_answer,
    summary_answer,
    titled_answer,
)
from app.paper import OWN, Part, asked_about, asks_where_one_works, missing, tell
from app.parts import parts_of
from app.questions import Question, analyse, check
from app.references import ask_references, asks_of_references, no_such_entry
from app.sequence import sequence_answer
from index import journal
from index.encoder import Encoder
from index.hits import Hit
from index.library import Library, open_library
from index.place import shown
from index.store import DocumentSummary
from ingest.document import Document
from ingest.errors import FootnoteError
from ingest.tokens import default_counter

log = logging.getLogger(__name__)
MOST_PAPERS = 5  # papers that a question about "the paper" is answered for

Answerer = Literal["extractive", "llm"]


class EmptyLibrary(FootnoteError):
    """There is nothing to ask yet."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to answer. `threshold` is the confidence below which the bot abstains."""

    answerer: Answerer = "extractive"
    strict: bool = False
    threshold: float = THRESHOLD
    use_reader: bool = True


class Talker(Protocol):
    """Writes answers from passages: `app.llm.Llm`, or a scripted one in tests."""

    def tell(
        self, question: str, hits: Sequence[Hit], documents: dict[str, Document]
    ) -> Iterator[str | Told]:
        """Yield text pieces, then what was told with its citations last."""
        ...


def open_chatbot(
    library_path: Path,
    *,
    answerer: Answerer = "extractive",
    strict: bool = False,
    threshold: float | None = None,
    use_reader: bool = True,
    encoder: Encoder | None = None,
    talker: Talker | None = None,
) -> Chatbot:
    """Return a chatbot over the library in `library_path`; models load with the first question.

    `threshold` defaults to `FOOTNOTE_THRESHOLD`, else to the one that was calibrated.
    """
    options = Options(
        answerer=answerer,
        strict=strict,
        threshold=_threshold() if threshold is None else threshold,
        use_reader=use_reader,
    )
    if answerer == "llm" and talker is None:
        talker = Llm(settings_from_environment())
    return Chatbot(open_library(library_path, encoder=encoder), options, talker=talker)


def _threshold() -> float:
    typed = os.environ.get("FOOTNOTE_THRESHOLD", "")
    try:
        value = float(typed) if typed else THRESHOLD
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise FootnoteError(f"FOOTNOTE_THRESHOLD is {typed!r}; set a number from 0 to 1.")
    return value


class Chatbot:
    """Answers questions about the documents of a library. Safe to share between threads."""

    def __init__(self, library: Library, options: Options, *, talker: Talker | None = None) -> None:
        self.library = library
        self.options = options
        self._talker = talker
        self._finder = Finder(library, use_reader=options.use_reader)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.library.close()

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Answer:
        """Return the answer. Raises FootnoteError for what cannot be asked."""
        last: Answer | None = None
        for piece in self.stream(question, history=history, documents=documents):
            if isinstance(piece, Answer):
                last = piece
        assert last is not None  # noqa: S101 - stream ends with an Answer
        return last

    def stream(
        self, question: str, *, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[str | Answer]:
        """Yield the answer's text in pieces, then the `Answer` itself, under an id of its own."""
        with journal.question() as identity, journal.timed(log, "answer") as facts:
            for piece in self._pieces(question, history, documents):
                if not isinstance(piece, Answer):
                    yield piece
                    continue
                facts |= {"mode": piece.mode, "abstained": piece.abstained}
                facts |= {"sentences": len(piece.sentences), "search": piece.seconds.search}
                reason = " ".join(filter(None, (piece.reason, *self.library.missing)))
                yield replace(piece, id=identity, reason=reason)

    def _pieces(
        self, question: str, history: Sequence[Turn], documents: Sequence[str]
    ) -> Iterator[str | Answer]:
        clock = Clock()
        plain = check(question)
        if reply := smalltalk(plain):
            yield from streamed(said(plain, reply, clock))
            return
        scope = self._scope(documents)
        searched = respell(resolve(plain, history), self._finder.lexicon(), _english())
        written = by_its_file(searched, scope) or (
            by_its_authors(searched, self._papers(scope)) if names_authors(searched) else None
        )
        asked = analyse(written.question if written else searched)
        told = self._of_itself(asked, written.documents if written else scope, clock)
        if told is not None:
            yield from streamed(named(told, plain, asked.text))
            return
        narrowed = scope if documents else ()
        found = self._found(asked, written.documents if written else narrowed)
        clock.search = found.seconds
        if written and not self._suffices(found):
            anywhere = self._found(analyse(searched), narrowed)
            clock.search += anywhere.seconds
            if self._suffices(anywhere):
                asked, found = analyse(searched), anywhere
        yield from self._answered(plain, asked.text, found, clock)

    def _suffices(self, found: Found) -> bool:
        return found.estimate.probability >= self.options.threshold

    def _found(self, asked: Question, documents: Sequence[str]) -> Found:
        """Return the evidence for the question, or for the questions that make it up."""
        parts = parts_of(asked.text)
        if parts.texts:
            threshold = self.options.threshold
            return self._finder.find_parts(asked, parts, documents, threshold=threshold)
        return self._finder.find(asked, documents)

    def _papers(self, scope: Sequence[str]) -> list[DocumentSummary]:
        return [summary for summary in self.library.documents() if summary.id in scope]

    def _of_itself(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answer to what is asked of papers as such, not of what they are about."""
        if names_a_paper(asked.text):
            titles = {paper.id: paper.title for paper in self._papers(scope)}
            if named_one := named_paper(asked.text, titles):
                asked, scope = analyse(named_one.question), named_one.documents
        return (
            self._about_papers(asked, scope, clock)
            or self._spelled_out(asked, scope, clock)
            or self._mentioned(asked, scope, clock)
            or self._by_outline(asked, scope, clock)
        )

    def _scope(self, documents: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the documents to answer from. Raises: EmptyLibrary, LibraryError."""
        if documents:
            return tuple(self.library.resolve(name) for name in documents)
        every = tuple(summary.id for summary in self.library.documents())
        if not every:
            raise EmptyLibrary(
                "The library is empty. Add documents with: python -m index add FILE "
                f"--library {shown(self.library.path)}"
            )
        return every

    def _meant(self, asked: Question, scope: Sequence[str]) -> list[Document]:
        """Return the papers that a question about "the paper" means: those it names, else all."""
        if len(scope) == 1:
            return [self.library.document(scope[0])]
        terms = {term.stem for term in asked.terms}
        titles = {summary.id: Lexicon([summary.title]) for summary in self.library.documents()}
        shared = {
            identity: sum(titles[identity].knows(term) for term in terms) for identity in scope
        }
        best = max(shared.values(), default=0)
        ids = [identity for identity in scope if best < 2 or shared[identity] == best]
        return [self.library.document(identity) for identity in ids[:MOST_PAPERS]]

    def _about_papers(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answer to a question about papers as such or their bibliographies."""
        wanted = asked_about(asked.text)
        if not wanted and asks_where_one_works(asked.text):
            scope = written_by(asked.text, self._papers(scope))
            wanted = "affiliation" if scope else ""
        if not wanted and not asks_of_references(asked.text):
            return None
        rarity = {term.stem: self._finder.lexicon().rarity(term.stem) for term in asked.terms}
        parts: list[Part] = []
        papers = self._meant(asked, scope)
        for paper in papers:
            first = len(parts) + 1
            works = (
                []
                if wanted in OWN
                else ask_references(asked.text, paper, rarity=rarity, first=first)
            )
            parts += works or (tell(wanted, paper, first=first) if wanted else [])
        if parts:
            return from_parts(parts, clock)
        absent = [why for paper in papers if (why := no_such_entry(asked.text, paper))]
        if absent and len(absent) == len(papers):
            return silent(absent[0], clock)
        return silent(missing(wanted, papers), clock) if wanted else None

    def _spelled_out(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return what an abbreviation stands for, if that is asked."""
        short = abbreviation_of(asked)
        if not short:
            return None
        for paper in self._speaking_of(short, scope):
            if chosen := abbreviation_answer(asked, paper):
                return from_chosen(chosen, clock)
        return silent(f"These documents do not say what {short!r} stands for.", clock)

    def _mentioned(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return whether and where the papers mention a thing, if no more than that is asked."""
        wanted = mention_of(asked)
        if not wanted or matter_of(asked):
            return None
        near = self._speaking_of(wanted.thing, scope)
        if chosen := in_turn([mentions(wanted, paper) for paper in near]):
            return from_chosen(chosen, clock)
        return silent(f"Nothing in these documents mentions {wanted.thing!r}.", clock)

    def _speaking_of(self, thing: str, scope: Sequence[str]) -> Iterator[Document]:
        """Yield the papers that come nearest to a thing, the nearest first."""
        hits = self.library.search(thing, top_k=TOP, documents=scope)
        for identity in dict.fromkeys(hit.passage.document_id for hit in hits):
            yield self.library.document(identity)

    def _by_outline(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answer that a paper's own sections give, if the question asks for those."""
        papers = self._meant(asked, scope) if len(scope) <= MOST_PAPERS else []
        if papers and (unsaid := says_nothing(asked, papers)):
            return silent(unsaid, clock)
        for paper in papers:
            chosen = (
                section_answer(asked, paper)
                or exhibit_answer(asked, paper)
                or sequence_answer(asked, paper)
                or discourse_answer(asked, paper)
                or titled_answer(asked, paper)
                or list_answer(asked, paper)
                or summary_answer(asked, paper)
            )
            if chosen:
                return from_chosen(chosen, clock)
        if asked.section and papers and not any(named_section(asked, paper) for paper in papers):
            return silent(_no_section(asked.section, papers), clock)
        if papers and (absent := no_such_exhibit(asked, papers)):
            return silent(absent, clock)
        return None

    def _answered(
        self, question: str, searched: str, found: Found, clock: Clock
    ) -> Iterator[str | Answer]:
        """Yield the answer to what was found: abstained, written by the LLM, or extracted."""
        if not self._suffices(found):
            why = reason(found.query, found.estimate, self._finder.lexicon())
            yield from streamed(abstained(question, searched, found, why, clock))
            return
        own_words = extracted(question, searched, found, clock)
        if self._talker is None:
            yield from streamed(own_words)
            return
        yield from self._told(own_words, found, clock)

    def _told(self, own_words: Answer, found: Found, clock: Clock) -> Iterator[str | Answer]:
        """Yield what the LLM says; the own_words answer, with a line saying so, where it fails."""
        papers = {
            hit.passage.document_id: self.library.document(hit.passage.document_id)
            for hit in found.hits
        }
        try:
            assert self._talker is not None  # noqa: S101 - the caller checked
            for piece in self._talker.tell(own_words.searched, found.hits, papers):
                if isinstance(piece, Told):
                    reader = self._finder.reader()
                    told = judged(piece, reader) if reader else piece
                    yield written(own_words, told, clock, strict=self.options.strict)
                else:
                    yield piece
        except LlmError as error:
            note = f"{error} These are the documents' own words."
            yield from streamed(replace(own_words, reason=note, seconds=clock.read()))


def _english() -> Callable[[str], bool]:
    """Return a function that says whether the encoder's vocabulary holds a word whole."""
    count = default_counter()
    return lambda word: count(word) == 3  # the word between two markers


def _no_section(number: str, papers: Sequence[Document]) -> str:
    numbers = [section.number for section in papers[0].sections if section.number[:1].isdigit()]
    there = f" It has {numbers[0]} to {numbers[-1]}." if len(papers) == 1 and numbers else ""
    return f"There is no section {number}.{there}"
