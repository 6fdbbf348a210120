"""From a question to weighed evidence: search, sentences, and how likely they answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.abstain import Estimate, estimate
from app.evidence import Candidate, Query, Tokens, gather, make_query
from app.extract import Chosen, choose, rank
from app.lexemes import stems
from app.lexicon import Lexicon
from app.questions import Question, analyse
from index.hits import Hit
from index.library import Library
from index.reader import Reader, Reading, load_reader
from ingest.document import Document

TOP = 10
MOST_A_PART = 3
READER_SHARE = 0.5  # of a passage's score; the rest is the search's
READ = 8  # hits whose sentences are weighed


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave for a question, weighed. `seconds` is what searching took."""

    query: Query
    hits: tuple[Hit, ...]
    ranked: tuple[tuple[Candidate, float], ...]
    chosen: tuple[Chosen, ...]
    estimate: Estimate
    seconds: float


class Finder:
    """Finds the evidence for questions in a library. Safe to share between threads."""

    def __init__(self, library: Library, *, use_reader: bool = True) -> None:
        self.library = library
        self._guard = threading.Lock()
        self._lexicon = Lexicon()
        self._counted: frozenset[tuple[str, str]] = frozenset()
        self._epoch: int | None = None
        self._reader: Reader | None = None
        self._reader_wanted = use_reader

    def lexicon(self) -> Lexicon:
        """Return the words of the library, counted anew when it has changed."""
        with self._guard:
            epoch = self.library.epoch
            if epoch != self._epoch:
                summaries = frozenset((item.id, item.sha256) for item in self.library.documents())
                if not self._counted <= summaries:
                    self._lexicon, self._counted = Lexicon(), frozenset()
                for identity, _ in sorted(summaries - self._counted):
                    for passage in self.library.passages(identity):
                        self._lexicon.add(passage.text)
                self._counted, self._epoch = summaries, epoch
            return self._lexicon

    def reader(self) -> Reader | None:
        """Return the trained reader, loaded now if it was not yet; None where there is none."""
        with self._guard:
            if self._reader_wanted:
                self._reader, self._reader_wanted = load_reader(), False
            return self._reader

    def find(
        self, asked: Question, documents: Sequence[str] = (), *, lexicon: Lexicon | None = None
    ) -> Found:
        """Return what the library (or these documents of it) holds for the question."""
        lexicon = lexicon or self.lexicon()
        started = time.perf_counter()
        hits = self.library.search(asked.text, top_k=TOP, documents=documents)
        seconds = time.perf_counter() - started
        papers = {
            identity: self.library.document(identity)
            for identity in {hit.passage.document_id for hit in hits}
        }
        read = _in_section(asked, hits, papers)[:READ]
        reader = self.reader()
        readings: list[Reading] = []
        if reader:
            readings = reader.read(asked.text, [hit.passage.text for hit in read])
            read, readings = _reranked(read, readings)
            seen = {hit.passage.id for hit in read}
            hits = [*read, *(hit for hit in hits if hit.passage.id not in seen)]
        query = make_query(asked, self.library.encoder, lexicon)
        candidates = gather(query, read, papers, self._tokens(read), readings)
        return weigh(query, hits, candidates, readings, lexicon, seconds=seconds)

    def find_parts(self, texts: Sequence[str], documents: Sequence[str] = ()) -> Found:
        """Return the evidence for several questions put together, first part first.

        `texts` are the whole question and then its parts. It is as likely answered as the whole,
        or as the least likely of its parts.
        """
        whole, *parts = (self.find(analyse(text), documents) for text in texts)
        chosen = {
            (item.document.id, item.start): item
            for part in parts
            for item in part.chosen[:MOST_A_PART]
        }
        least = min((part.estimate for part in parts), key=lambda estimate: estimate.probability)
        best = max(whole.estimate, least, key=lambda estimate: estimate.probability)
        return replace(whole, chosen=tuple(chosen.values()) or whole.chosen, estimate=best)

    def _tokens(self, hits: Sequence[Hit]) -> list[Tokens]:
        """Return the token vectors of the hits' passages, offsets into the passage's own text."""
        tables = self.library.token_tables([hit.passage.id for hit in hits])
        result = []
        for hit in hits:
            table = tables[hit.passage.id]
            shift = len(hit.passage.embedded) - len(hit.passage.text)
            result.append(Tokens(table.vectors(), table.offsets.astype(np.int64) - shift))
        return result


def weigh(
    query: Query,
    hits: Sequence[Hit],
    candidates: Sequence[Candidate],
    readings: Sequence[Reading],
    lexicon: Lexicon,
    *,
    seconds: float = 0.0,
) -> Found:
    """Return the sentences that answer best, and how likely they do."""
    ranked = rank(candidates)
    chosen = choose(query, ranked)
    read = max((reading.relevance for reading in readings), default=None)
    estimated = estimate(query, ranked, chosen, lexicon, read=read)
    return Found(query, tuple(hits), tuple(ranked), tuple(chosen), estimated, seconds)


def _reranked(hits: Sequence[Hit], readings: Sequence[Reading]) -> tuple[list[Hit], list[Reading]]:
    """Return hits and readings, best first by search and reader together."""
    pairs = [
        (hit.score * (1 - READER_SHARE) + reading.relevance * READER_SHARE, hit, reading)
        for hit, reading in zip(hits, readings, strict=True)
    ]
    pairs.sort(key=lambda pair: -pair[0])
    by_reader = sorted(pairs, key=lambda pair: -pair[2].relevance)
    places = {hit.passage.id: place for place, (_, hit, _) in enumerate(by_reader, start=1)}
    reranked = [
        replace(hit, score=score, ranks=replace(hit.ranks, reader=places[hit.passage.id]))
        for score, hit, _ in pairs
    ]
    return reranked, [reading for _, _, reading in pairs]


def _in_section(asked: Question, hits: Sequence[Hit], papers: Mapping[str, Document]) -> list[Hit]:
    """Return the hits within the part that the question names, or all where there are none."""
    inside = [hit for hit in hits if _within(asked, hit, papers[hit.passage.document_id])]
    return inside or list(hits)


def _within(asked: Question, hit: Hit, paper: Document) -> bool:
    label = hit.passage.section
    if asked.section:
        return label == asked.section or label.startswith(f"{asked.section}.")
    section = paper.section_at(hit.passage.start)
    if asked.part == "abstract":
        return section is None
    return section is not None and bool(stems(asked.part) & stems(section.title))
