"""From a question to an answer: what was asked, what was found, what is said."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

from app.answer import Answer, Turn
from app.composing import (
    Clock,
    abstained,
    extracted,
    joined,
    named,
    said,
    silent,
    streamed,
    written,
)
from app.conversation import (
    alone,
    asks_nothing_alone,
    asks_past_last,
    otherwise,
    resolve,
    told_before,
)
from app.finding import Finder
from app.itself import Itself
from app.language.apostrophes import with_apostrophes
from app.language.joining import joined_as_written
from app.language.shorthand import written_out
from app.language.spelling import english_words, respell
from app.language.tongues import not_their_tongue
from app.llm import Llm
from app.model.judging import judged
from app.model.llm_settings import LlmError, settings_from_environment
from app.model.replies import Told
from app.of_library import among_listed, with_title
from app.of_works import of_a_named_work
from app.papers.abbreviations import in_full
from app.papers.holdings import asks_for_papers_of_one, papers_in
from app.parts import parts_of
from app.question.files import by_its_file
from app.question.leaning import asks_more
from app.question.naming import Named, by_its_authors, by_its_title, names_authors
from app.question.questions import Question, analyse, check
from app.question.recalled import recalled
from app.question.smalltalk import FOOTNOTES, past_courtesy, smalltalk
from app.question.subjects import names_two
from app.question.traded import as_traded
from app.seeking import Seeker
from app.spoken_of import Talk, spoken_of
from app.weighing import Found
from app.whereabouts import places_of_last
from index import journal
from index.encoder import Encoder
from index.hits import Hit
from index.library import Library, open_library
from index.place import shown
from ingest.document import Document
from ingest.errors import FootnoteError

log = logging.getLogger(__name__)

Answerer = Literal["extractive", "llm"]
NOTHING_MORE = "These documents say no more on this than was shown above."
NOTHING_COUNTED = "Nothing more was counted off before that; ask for it by its name."
NOTHING_LISTED = "No such paper was listed before; name the paper by its title."
NOTHING_BEFORE = "Nothing was asked before that this could follow; ask it in full."


class EmptyLibrary(FootnoteError):
    """There is nothing to ask yet."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to answer.

    `threshold` is the confidence below which the bot abstains; None is as calibrated, which differs
    with the reader and without it.
    """

    answerer: Answerer = "extractive"
    strict: bool = False
    threshold: float | None = None
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

    `threshold` defaults to `FOOTNOTE_THRESHOLD`, else to what was calibrated.
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


def _threshold() -> float | None:
    typed = os.environ.get("FOOTNOTE_THRESHOLD", "")
    if not typed:
        return None
    try:
        value = float(typed)
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
        self._seeker = Seeker(self._finder, threshold=options.threshold)
        self._itself = Itself(library, self._finder.lexicon)

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
                yield replace(piece, id=identity, reason=reason, scope=tuple(documents))

    def _pieces(
        self, question: str, history: Sequence[Turn], documents: Sequence[str]
    ) -> Iterator[str | Answer]:
        clock = Clock()
        typed = check(question)
        spelled = written_out(typed)
        if reply := smalltalk(spelled, history):
            places = places_of_last(history, self.library, clock) if reply == FOOTNOTES else None
            told = named(places, typed, typed) if places else said(typed, reply, clock)
            yield from streamed(told)
            return
        if strange := not_their_tongue(typed, self._finder.lexicon()):
            yield from streamed(named(silent(strange, clock), typed, typed))
            return
        plain = with_apostrophes(past_courtesy(spelled))
        for piece in self._answering(plain, history, documents, clock):
            yield replace(piece, question=typed) if isinstance(piece, Answer) else piece

    def _answering(
        self, plain: str, history: Sequence[Turn], documents: Sequence[str], clock: Clock
    ) -> Iterator[str | Answer]:
        """Yield the answer to a question that is no small talk, in pieces, and the `Answer`."""
        scope = self._scope(documents)
        if not history and asks_nothing_alone(plain):
            yield from streamed(named(silent(NOTHING_BEFORE, clock), plain, plain))
            return
        if history and asks_past_last(plain, history):
            yield from streamed(named(silent(NOTHING_COUNTED, clock), plain, plain))
            return
        asked_as = with_title(plain, history, self.library) if len(scope) > 1 else plain
        if not asked_as:
            yield from streamed(named(silent(NOTHING_LISTED, clock), plain, plain))
            return
        lexicon = self._finder.lexicon()
        searched = resolve(asked_as, history, ids=scope)
        answered = recalled(plain, searched, history)
        if not by_its_file(searched, scope):
            is_word = english_words()
            searched = joined_as_written(searched, lexicon, self.library.says, is_word)
            searched = respell(searched, lexicon, is_word)
        searched = in_full(searched, lexicon, self.library.says)
        written = self._named(searched, scope)
        asked = analyse(written.question if written else searched, recalled=answered)
        papers = written.documents if written else among_listed(plain, searched, history) or scope
        asked = self._itself.with_sections(asked, papers)
        spoken = "" if written or documents else spoken_of(plain, history, scope)
        before = told_before(plain, history)
        told = (
            self._of_cited(searched, asked, written, scope, clock)
            or self._by_parts(asked, papers, clock)
            or self._itself.answer(asked, papers, clock, spoken=spoken)
        )
        if told is not None and not _only_again(told, before):
            yield from streamed(named(told, plain, asked.text))
            return
        seeker, narrowed = self._seeker, scope if documents else ()
        talk = Talk(plain, spoken)
        found = seeker.found_after(
            asked, talk, written.documents if written else narrowed, told=before
        )
        if before and not seeker.suffices(found) and not asks_more(plain):
            found, before = seeker.found_after(asked, talk, narrowed), ""  # others are not told
        if before and not seeker.suffices(found):
            yield from streamed(abstained(plain, asked.text, found, NOTHING_MORE, clock))
            return
        if by_itself := alone(plain) if history and not written else "":
            asked, found = seeker.surer(asked, found, by_itself, talk, narrowed)
        if history and not written and not before and not seeker.suffices(found):
            meant = otherwise(plain, history, ids=scope)
            asked, found = seeker.sufficing(asked, found, meant, talk, narrowed)
        if not written and not before and (traded := as_traded(asked.text, lexicon)):
            asked, found = seeker.surer(asked, found, traded, talk, narrowed)
        if not before:
            found = seeker.read_otherwise(asked, found, narrowed)
        clock.search = found.seconds
        if written and not seeker.suffices(found):
            whole = analyse(searched, recalled=answered)
            anywhere = seeker.found(whole, narrowed)
            clock.search += anywhere.seconds
            if seeker.suffices(anywhere):
                asked, found = whole, anywhere
        if not seeker.suffices(found) and (told := self._itself.said_of(asked, papers, clock)):
            yield from streamed(named(told, plain, asked.text))
            return
        yield from self._answered(plain, asked.text, found, clock)

    def _of_cited(
        self,
        searched: str,
        asked: Question,
        written: Named | None,
        scope: Sequence[str],
        clock: Clock,
    ) -> Answer | None:
        """Return what the papers tell of a work that is named by its authors, if they cite it so.

        Where there is a paper by such authors too, what that one says comes before.
        """
        others = [one for one in scope if not written or one not in written.documents]
        cited = of_a_named_work(searched, self.library, others, clock)
        if cited is None or written is None:
            return cited
        own = self._itself.answer(asked, written.documents, clock)
        own = own or self._from_evidence(asked, written.documents, clock)
        return cited if own.abstained else joined((own, cited), (searched, searched), clock)

    def _by_parts(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answers to two questions asked as one, where one is about papers as such."""
        parts = parts_of(asked.text)
        if parts.how != "questions":
            return None
        questions = [analyse(text) for text in parts.texts]
        told = [self._itself.about_papers(question, scope, clock) for question in questions]
        if not any(told):
            return None
        answers = [
            one or self._from_evidence(question, scope, clock)
            for one, question in zip(told, questions, strict=True)
        ]
        return joined(answers, parts.texts, clock)

    def _from_evidence(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer:
        """Return the answer in the words of what the search finds."""
        every = len(scope) == len(self.library.documents())
        found = self._finder.find(asked, () if every else scope)
        clock.search += found.seconds
        if self._seeker.suffices(found):
            return extracted(asked.text, asked.text, found, clock)
        why = self._seeker.why_not(found)
        return abstained(asked.text, asked.text, found, why, clock)

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
        return by_authors or self._called(searched, scope)

    def _called(self, searched: str, scope: Sequence[str]) -> Named | None:
        """Return the one paper of several that the question names by what it is about."""
        if len(scope) < 2 or names_two(searched) or parts_of(searched).how == "compared":
            return None
        return self._itself.named(searched, scope)

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

    def _answered(
        self, question: str, searched: str, found: Found, clock: Clock
    ) -> Iterator[str | Answer]:
        """Yield the answer to what was found: abstained, written by the LLM, or extracted."""
        if not self._seeker.suffices(found):
            why = self._seeker.why_not(found)
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
            # Not in pieces: they would go on where the model's broke off.
            yield replace(own_words, reason=note, seconds=clock.read())


def _only_again(answer: Answer, before: str) -> bool:
    """Say whether all of the answer was told before."""
    return bool(before) and all(sentence.text in before for sentence in answer.sentences)
