"""From a question to an answer: what was asked, what was found, what is said."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from app.answer import Answer, Answerer, Turn
from app.composing import (
    Clock,
    abstained,
    extracted,
    from_chosen,
    joined,
    named,
    rightly_called,
    said,
    shortened,
    silent,
    streamed,
    written,
)
from app.finding import Finder
from app.itself import Itself
from app.language.shorthand import with_apostrophes, written_out
from app.language.tongues import not_their_tongue
from app.llm import Llm
from app.model.judging import judged
from app.model.llm_settings import LlmError, settings_from_environment
from app.model.replies import Told
from app.of_library import of_a_named_work
from app.papers.asked_in_heading import told_by_heading
from app.papers.holdings import narrowed
from app.papers.sequence import asks_at_place
from app.parts import parts_of
from app.question.brevity import fewer_wished, wished
from app.question.follow_up import asks_more
from app.question.papers_limited import asked_before
from app.question.put_otherwise import put_plainly, wants_plain_words
from app.question.questions import Question, analyse, check
from app.question.smalltalk import FOOTNOTES, OWN_WORDS, goes_on, smalltalk
from app.seeking import Seeker, threshold_set
from app.silence.missing import nowhere_of
from app.understanding import Understanding, Understood
from app.weighing import Found
from app.whereabouts import period_of_last, places_of_last
from index import journal
from index.encoder import Encoder
from index.hits import Hit
from index.library import Library, open_library
from index.place import shown
from ingest.document import Document
from ingest.errors import FootnoteError

log = logging.getLogger(__name__)

# Asked once, it loads the models. A question that is told without a search ("What is this about?")
# would load none, and the next one would wait for them.
WARM_UP = "How large was the difference that was measured?"
NOTHING_MORE = "These documents say no more on this than was shown above."


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
) -> Chatbot:
    """Return a chatbot over the library in `library_path`; models load with the first question.

    `threshold` defaults to `FOOTNOTE_THRESHOLD`, else to what was calibrated.
    """
    options = Options(
        answerer=answerer,
        strict=strict,
        threshold=threshold_set() if threshold is None else threshold,
        use_reader=use_reader,
    )
    talker = Llm(settings_from_environment()) if answerer == "llm" else None
    return Chatbot(open_library(library_path, encoder=encoder), options, talker=talker)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What an LLM is to answer from, the papers by their ids, and the answer without it."""

    own_words: Answer
    found: Found
    papers: dict[str, Document]


class Chatbot:
    """Answers questions about the documents of a library. Safe to share between threads."""

    def __init__(self, library: Library, options: Options, *, talker: Talker | None = None) -> None:
        self.library = library
        self.options = options
        self._talker = talker
        self._finder = Finder(library, use_reader=options.use_reader)
        self._seeker = Seeker(self._finder, threshold=options.threshold)
        self._itself = Itself(library, self._finder.lexicon)
        self._understanding = Understanding(library, self._itself, self._finder.lexicon)

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
        whole: Answer | None = None
        with journal.question() as identity, journal.timed(log, "answer") as facts:
            for piece in self._pieces(question, history, documents):
                if not isinstance(piece, Answer):
                    yield piece
                    continue
                facts |= {"mode": piece.mode, "abstained": piece.abstained}
                facts |= {
                    "sentences": len(piece.sentences),
                    "search": round(piece.seconds.search, 4),
                }
                reason = " ".join(filter(None, (piece.reason, *self.library.missing)))
                whole = replace(piece, id=identity, reason=reason, scope=tuple(documents))
        assert whole is not None  # noqa: S101 - the pieces end with an Answer
        yield whole  # it is written down by now: who has the answer may ask for nothing more

    def _pieces(
        self, question: str, history: Sequence[Turn], documents: Sequence[str]
    ) -> Iterator[str | Answer]:
        clock = Clock()
        # A change of the library in between must not matter: a document that is removed, say.
        ready = self.library.in_one_state(
            lambda: self._considered(question, history, documents, clock)
        )
        yield from streamed(ready) if isinstance(ready, Answer) else self._told(ready, clock)

    def _considered(
        self, question: str, history: Sequence[Turn], documents: Sequence[str], clock: Clock
    ) -> Answer | _Evidence:
        """Return the answer, or what the LLM is to answer from."""
        typed = check(question)
        spelled = written_out(typed, self._finder.lexicon)
        history = [
            replace(turn, question=written_out(turn.question, self._finder.lexicon))
            for turn in history
        ]
        if reply := smalltalk(spelled, history):
            few = self._in_fewer(spelled, history, documents, clock) if reply == OWN_WORDS else None
            if few is not None:
                return replace(few, question=typed)
            places = places_of_last(history, self.library, clock) if reply == FOOTNOTES else None
            return named(places, typed, typed) if places else said(typed, reply, clock)
        if strange := not_their_tongue(typed, self._finder.lexicon()):
            return named(silent(strange, clock), typed, typed)
        asked, most = wished(spelled)
        plain = with_apostrophes(put_plainly(asked, goes_on=goes_on(history)))
        answer, found = self._answer(plain, history, documents, clock)
        if most and found is not None:
            answer = shortened(answer, found, most, clock)
        note = OWN_WORDS if wants_plain_words(spelled) and not answer.abstained else ""
        reason = " ".join(filter(None, (answer.reason, note)))
        searched = rightly_called(answer, self.library)
        answer = replace(answer, question=typed, searched=searched, reason=reason)
        if found is None or self._talker is None:
            return answer
        ids = dict.fromkeys(hit.passage.document_id for hit in found.hits)
        return _Evidence(answer, found, {one: self.library.document(one) for one in ids})

    def _in_fewer(
        self, wish: str, history: Sequence[Turn], documents: Sequence[str], clock: Clock
    ) -> Answer | None:
        """Return the last answer in fewer sentences, if "Shorter, please" asks for that."""
        most = fewer_wished(wish)
        before = [turn for turn in history if not smalltalk(turn.question)]
        if not most or not before or self._talker is not None:
            return None
        asked, _ = wished(before[-1].question)
        plain = with_apostrophes(put_plainly(asked, goes_on=len(before) > 1))
        answer, found = self._answer(plain, before[:-1], documents, clock)
        return None if found is None else shortened(answer, found, most, clock)

    def _answer(
        self, plain: str, history: Sequence[Turn], documents: Sequence[str], clock: Clock
    ) -> tuple[Answer, Found | None]:
        """Return the answer to a question that is no small talk, and what it is extracted from."""
        scope = self._scope(documents)
        history = asked_before(history)
        if again := self._understanding.of_other_papers(plain, history, scope):
            answer, found = self._answer(again.question, history[:-1], again.papers, clock)
            reason = " ".join(filter(None, (answer.reason, again.note)))
            return replace(answer, reason=reason), found
        if nothing := self._understanding.asks_nothing(plain, history, scope):
            return named(silent(nothing, clock), plain, plain), None
        if dated := period_of_last(plain, history, self.library, scope, clock):
            return named(dated, plain, plain), None
        read = self._understanding.understand(plain, history, scope, narrowed=bool(documents))
        told = self._told_of_papers(read, scope, clock)
        if told is not None:
            return named(told, plain, read.asked.text), None
        found, before = self._sought(read)
        if before and not self._seeker.suffices(found):
            return abstained(plain, read.asked.text, found, NOTHING_MORE, clock), None
        asked = read.asked
        if not read.is_named:
            asked, found = self._seeker.surest(
                asked, found, read.talk, read.narrowed, history, ids=scope, again=bool(before)
            )
        if not before:
            found = self._seeker.read_otherwise(asked, found, read.narrowed)
        clock.search = found.seconds
        asked, found = self._anywhere(read, asked, found, clock)
        first = found.chosen[0] if found.chosen and self._seeker.suffices(found) else None
        if below := told_by_heading(asked, found.hits, self.library.document, first):
            told = replace(from_chosen(below, clock), hits=found.hits)
            return named(told, plain, asked.text), None
        if self._seeker.suffices(found):
            answer = extracted(plain, asked.text, found, clock)
            gone = nowhere_of(plain, asked.text, self._finder.lexicon())
            reason = " ".join(filter(None, (answer.reason, gone)))
            return replace(answer, reason=reason), found
        if said_of := self._itself.said_of(asked, read.papers, clock):
            return named(said_of, plain, asked.text), None
        why = self._seeker.why_not(found)
        return abstained(plain, asked.text, found, why, clock), None

    def _told_of_papers(
        self, read: Understood, scope: Sequence[str], clock: Clock
    ) -> Answer | None:
        """Return the answer to what is asked of papers as such, None where it was told before."""
        told = (
            self._of_cited(read, scope, clock)
            or self._by_parts(read.asked, read.papers, clock)
            or self._itself.answer(read.asked, read.papers, clock, spoken=read.talk.paper)
        )
        return told if told is not None and not _only_again(told, read.before) else None

    def _sought(self, read: Understood) -> tuple[Found, str]:
        """Return what is found, and what was told of it before, "" where that does not count."""
        seeker, where = self._seeker, read.papers if read.is_named else read.narrowed
        found = seeker.found_after(read.asked, read.talk, where, told=read.before)
        if read.before and not seeker.suffices(found) and not asks_more(read.talk.typed):
            return seeker.found_after(read.asked, read.talk, read.narrowed), ""  # others not told
        return found, read.before

    def _anywhere(
        self, read: Understood, asked: Question, found: Found, clock: Clock
    ) -> tuple[Question, Found]:
        """Return what was found, or what other papers say where those that are named do not."""
        if not read.is_named or self._seeker.suffices(found):
            return asked, found
        anywhere = self._seeker.found(read.whole, read.narrowed)
        clock.search += anywhere.seconds
        return (read.whole, anywhere) if self._seeker.suffices(anywhere) else (asked, found)

    def _of_cited(self, read: Understood, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return what the papers tell of a work that is named by its authors, if they cite it so.

        Where there is a paper by such authors too, what that one says comes before.
        """
        text = read.whole.text
        others = [one for one in scope if not read.is_named or one not in read.papers]
        spoken = [one for one in others if one == read.talk.paper]
        cited = of_a_named_work(text, self.library, spoken, clock)
        cited = cited or of_a_named_work(text, self.library, others, clock)
        if cited is None or not read.is_named:
            return cited
        own = self._itself.answer(read.asked, read.papers, clock)
        own = own or self._from_evidence(read.asked, read.papers, clock)
        return cited if own.abstained else joined((own, cited), (text, text), clock)

    def _by_parts(self, asked: Question, scope: Sequence[str], clock: Clock) -> Answer | None:
        """Return the answers to two questions asked as one, where one is about papers as such.

        So are two stages that are compared, of which the paper introduces one after the other.
        """
        parts = parts_of(asked.text)
        if parts.how not in ("questions", "compared"):
            return None
        questions = [analyse(text) for text in parts.texts]
        if parts.how == "compared":
            if not all(asks_at_place(text) for text in parts.texts):
                return None
            found = [self._itself.answer(question, scope, clock) for question in questions]
            stages = [one for one in found if one is not None]
            return joined(stages, parts.texts, clock) if len(stages) == len(found) else None
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
        found = self._finder.find(asked, narrowed(self.library, scope))
        clock.search += found.seconds
        if self._seeker.suffices(found):
            return extracted(asked.text, asked.text, found, clock)
        why = self._seeker.why_not(found)
        return abstained(asked.text, asked.text, found, why, clock)

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

    def _told(self, evidence: _Evidence, clock: Clock) -> Iterator[str | Answer]:
        """Yield what the LLM says; the own_words answer, with a line saying so, where it fails."""
        own_words, found = evidence.own_words, evidence.found
        try:
            assert self._talker is not None  # noqa: S101 - the caller checked
            for piece in self._talker.tell(own_words.searched, found.hits, evidence.papers):
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
