"""From a question to weighed evidence: search, sentences, and how likely they answer."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.evidence.candidates import Candidate, Query, Tokens, gather, make_query
from app.evidence.close_reading import (
    DEEP,
    READ,
    held_against_claim,
    looked_at_again,
    read_written_out,
    says_what,
    worth_reading,
)
from app.evidence.duplicates import without_twins
from app.evidence.excerpts import likeliest_part, moved
from app.evidence.off_topic import of_another
from app.language.lexicon import Lexicon
from app.language.short_forms import two_forms
from app.lexicons import Lexicons
from app.papers.part_spans import in_part
from app.parts import Parts
from app.question.answer_wordings import worded
from app.question.questions import Question, analyse
from app.question.years_retold import in_years_told
from app.weighing import (
    MOST_OF_A_QUESTION,
    MOST_OF_A_THING,
    TOP,
    Found,
    in_turn,
    of_a_stranger,
    probability,
    together,
    weigh,
)
from index.hits import Hit, Ranks
from index.library import Library
from index.reader import Reader, load_reader
from index.readings import Reading
from index.rereading import Reads, reordered
from ingest.document import Document, Passage
from ingest.sentences import split_sentences

DEFINING = 2  # papers that are looked through for what a thing is
WORDED = 3  # hits that are read for how they are worded
WIDE = 300  # hits among which those of a section are sought
JUDGED = 8  # hits of whose readings the best says how likely an answer is
UNREAD = 8  # hits whose sentences are weighed where there is no reader
ENCODED = 4  # questions whose vectors are made at once
OF_A_PART = 8  # hits that are read at most for a question beside others
# What is compared is asked for in these words.
_MADE_UP = re.compile(r"^What (?:is|are) (?P<side>.+)\?$")


class Finder:
    """Finds the evidence for questions in a library. Safe to share between threads."""

    def __init__(self, library: Library, *, use_reader: bool = True) -> None:
        self.library = library
        self._guard = threading.Lock()
        self._lexicons = Lexicons(library)
        self._reader: Reader | None = None
        self._reader_wanted = use_reader

    def lexicon(self) -> Lexicon:
        """Return the words of the library, counted anew when it has changed."""
        return self._lexicons.current()

    def reader(self) -> Reader | None:
        """Return the trained reader, loaded now if it was not yet; None where there is none."""
        with self._guard:
            if self._reader_wanted:
                self._reader, self._reader_wanted = load_reader(), False
            return self._reader

    def find(
        self,
        asked: Question,
        documents: Sequence[str] = (),
        *,
        lexicon: Lexicon | None = None,
        told: str = "",
        most: int = DEEP,
    ) -> Found:
        """Return what the library (or these documents of it) holds for the question.

        Sentences that are part of `told`, what was answered before, are left out. `most` hits are
        read.
        """
        lexicon = lexicon or self.lexicon()
        started = time.perf_counter()
        asked, hits = self._as_told(asked, documents)
        seconds = time.perf_counter() - started
        papers = self._papers(hits)
        inside = in_part(asked, hits, papers) or hits
        defining = self._definitions(asked, inside)
        worth = worth_reading(inside, asked, most=most)
        besides = [*defining, *self._so_worded(asked, [*worth, *defining])]
        forms = two_forms(asked.text, [paper.text for paper in papers.values()])
        query = make_query(asked, self.library.encoder, lexicon, forms)
        reader = self.reader() if worth else None
        read = [*worth, *besides] if reader else _each_once([*inside[:UNREAD], *besides])
        tokens = self._tokens(read)
        readings: list[Reading] = []
        if reader:
            whole = [*range(JUDGED), *range(len(worth), len(read))]
            readings = _readings(query, read, papers, tokens, reader, whole=whole)
        first = readings[:JUDGED]  # the best of more is higher, whether or not there is an answer
        if readings:
            read, readings = reordered(read, readings)
        tables = [tokens[hit.passage.id] for hit in read]
        gathered = gather(query, read, papers, tables, readings)
        candidates = _that_may_answer(asked, gathered, told)
        if reader:
            candidates = looked_at_again(asked.as_read, candidates, reader)
            candidates = held_against_claim(asked, candidates, reader)
        seen = {hit.passage.id for hit in read}
        shown = [*read, *(hit for hit in hits if hit.passage.id not in seen)][:TOP]
        return weigh(query, shown, candidates, first, lexicon, seconds=seconds)

    def _as_told(self, asked: Question, documents: Sequence[str]) -> tuple[Question, list[Hit]]:
        """Return the question with its years as the first hits tell of them, and its hits."""
        hits = self._hits(asked, documents)
        if retold := in_years_told(asked, [hit.passage.text for hit in hits]):
            asked = analyse(retold, recalled=asked.recalled)
            hits = self._hits(asked, documents)
        return asked, hits

    def _hits(self, asked: Question, documents: Sequence[str]) -> list[Hit]:
        """Return the first hits that each tell something of their own.

        Where a part of the paper is named, those in it come first, however far down they were
        found.
        """
        text = asked.text
        hits = self.library.search(text, top_k=DEEP, documents=documents)
        if inside := self._hits_in_part(asked, hits, documents):
            return without_twins(inside)[:DEEP]
        own = without_twins(hits)
        if len(own) < len(hits) == DEEP:
            own = without_twins(self.library.search(text, top_k=2 * DEEP, documents=documents))
        return own[:DEEP]

    def _hits_in_part(
        self, asked: Question, hits: Sequence[Hit], documents: Sequence[str]
    ) -> list[Hit]:
        """Return what the part that is named holds: a section of any paper, a part of these."""
        if not asked.section and not asked.part:
            return []
        papers = {} if asked.section else self._papers(hits)
        wide = self.library.search(asked.text, top_k=WIDE, documents=list(papers) or documents)
        return in_part(asked, wide, papers)

    def _papers(self, hits: Sequence[Hit]) -> dict[str, Document]:
        """Return the papers of the hits, by their ids."""
        names = dict.fromkeys(hit.passage.document_id for hit in hits)
        return {name: self.library.document(name) for name in names}

    def _definitions(self, asked: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return, of the papers found, the passages that first say what the thing asked about is.

        A paper defines where it first names a thing, amid other matter, and speaks of it everywhere
        thereafter; so the search may not find it.
        """
        if asked.kind != "definition" or any(says_what(asked, hit.passage) for hit in hits[:READ]):
            return []
        found = {hit.passage.id for hit in hits}
        papers = dict.fromkeys(hit.passage.document_id for hit in hits[:READ])
        first = (
            next((each for each in self.library.passages(one) if says_what(asked, each)), None)
            for one in list(papers)[:DEFINING]
        )
        return [
            Hit(each, hits[-1].score, Ranks()) for each in first if each and each.id not in found
        ]

    def _so_worded(self, asked: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return further passages of the best paper that hold a sentence worded as the answer is.

        They bear few of the question's words, so that the search puts others before them.
        """
        tells = worded(asked.text)
        if tells is None or not hits or asked.section or asked.part:
            return []
        found = {hit.passage.id for hit in hits}
        paper = hits[0].passage.document_id
        wide = self.library.search(asked.text, top_k=WIDE, documents=[paper])
        own = (hit for hit in wide if hit.passage.id not in found)
        return [hit for hit in own if _holds(tells, hit.passage)][:WORDED]

    def find_parts(
        self, asked: Question, parts: Parts, documents: Sequence[str] = (), *, threshold: float
    ) -> Found:
        """Return the evidence for a question that is put together of others.

        Where the documents answer some of them only, `unanswered` says which are left. The
        question is searched whole only where that may tell more than its parts.
        """
        questions = [analyse(text, recalled=asked.recalled) for text in parts.texts]
        # All at once takes hardly longer than one; the encoder remembers them for a moment.
        self.library.encoder.encode_tokens([question.text for question in questions[:ENCODED]])
        found = [self.find(question, documents, most=OF_A_PART) for question in questions]
        answered = [part for part in found if part.estimate.probability >= threshold]
        strangers = [
            part for part in found if probability(part) < threshold and of_a_stranger(part)
        ]
        if parts.how == "compared" and strangers:  # one thing alone is no comparison
            return replace(strangers[0], hits=in_turn([part.hits for part in found]))
        if answered and parts.how in ("questions", "sides"):
            most = MOST_OF_A_QUESTION if parts.how == "questions" else MOST_OF_A_THING
            return together(found, answered, most=most)
        whole = self.find(asked, documents, most=OF_A_PART)
        wanted = answered if parts.how == "compared" or len(answered) == len(found) else []
        shown = together(found, wanted, whole)
        return _naming_sides(shown) if parts.how == "compared" else shown

    def _tokens(self, hits: Sequence[Hit]) -> dict[str, Tokens]:
        """Return the token vectors of the hits' passages by id, offsets into the passage's text."""
        tables = self.library.token_tables([hit.passage for hit in hits])
        result = {}
        for hit, table in zip(hits, tables, strict=True):
            shift = len(hit.passage.embedded) - len(hit.passage.text)
            offsets = table.offsets.astype(np.int64) - shift
            result[hit.passage.id] = Tokens(table.vectors(), offsets)
        return result


def _each_once(hits: Sequence[Hit]) -> list[Hit]:
    return list({hit.passage.id: hit for hit in reversed(hits)}.values())[::-1]


def _readings(
    query: Query,
    hits: Sequence[Hit],
    papers: Mapping[str, Document],
    tokens: Mapping[str, Tokens],
    reader: Reads,
    *,
    whole: Container[int],
) -> list[Reading]:
    """Return what the reader makes of hits; those not at a place of `whole` it reads in part."""
    texts = [hit.passage.text for hit in hits]
    parts = [
        (0, len(text)) if at in whole else likeliest_part(query, text, tokens[hits[at].passage.id])
        for at, text in enumerate(texts)
    ]
    cut = [text[start:end] for text, (start, end) in zip(texts, parts, strict=True)]
    of = [papers[hit.passage.document_id] for hit in hits]
    readings = read_written_out(query.question.as_read, cut, of, reader)
    return [moved(one, start) for one, (start, _) in zip(readings, parts, strict=True)]


def _holds(tells: Callable[[str], bool], passage: Passage) -> bool:
    """Say whether a sentence of the passage is one that `tells`."""
    spans = split_sentences(passage.text)
    return any(tells(passage.text[start:end]) for start, end in spans)


def _naming_sides(found: Found) -> Found:
    """Return what was found with the sides named of which only a made-up "What is …?" is left."""
    sides = (_MADE_UP.sub(r"\g<side>", text) for text in found.unanswered)
    return replace(found, unanswered=tuple(sides))


def _that_may_answer(asked: Question, gathered: Sequence[Candidate], told: str) -> list[Candidate]:
    """Return the sentences that were not `told` before and, where some are not, of no other."""
    new = [each for each in gathered if each.text not in told]
    return [
        each for each in new if not of_another(asked, each.document, each.start, each.text)
    ] or new
