"""Questions of the test bed with the evidence found for them, to learn weights from.

Answerable are the questions asked of their own paper, among a few others. Not answerable are
questions asked of other papers, questions with one word changed for another of the same paper or
with a changed name, year, number or direction, and the paragraphs' own. To these come the questions
that were written on the papers as readers ask them, each asked of its own paper alone, and
questions on other things, asked of papers that are not about them.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from app.evidence.candidates import Candidate, Tokens, gather, make_query
from app.evidence.close_reading import looked_at_again
from app.finding import Finder
from app.language.lexemes import stem
from app.language.lexicon import Lexicon
from app.papers.matters import matter_of
from app.question.metadata import asked_about
from app.question.questions import analyse
from app.weighing import Found, weigh
from eval.alterations import alter, names_in
from eval.matching import find_quote
from index.encoder import Encoder
from index.hits import Hit, Ranks
from index.library import Library
from index.reader import load_reader
from ingest.document import Document, Passage
from ingest.parse import parse_bytes

SCOPES = (1, 1, 2, 3, 5)  # papers in a small library, in turn
EVERYTHING = 3  # every third question on other things is asked of all papers
BESIDE = 3  # every third question that readers ask of a paper is asked of others beside it
_PLAIN = re.compile(r"\b[a-z]{5,}\b")
_ENDINGS = ("tions", "tion", "ments", "ment", "ities", "ity", "ings", "ing", "ed", "ly", "al", "s")
_CHANGES = ("number", "unit", "year", "name", "direction")
_OFTEN = 3  # times that a word stands in a paper that asks for it in place of another


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its evidence. `right` says of each candidate whether it holds the answer."""

    kind: str
    group: str
    answerable: bool
    found: Found
    lexicon: Lexicon
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A question of a test bed file."""

    question: str
    answers: tuple[str, ...]
    quotes: tuple[str, ...]
    document: str
    answerable: bool
    context: str


def read_rows(path: Path) -> list[Row]:
    """Return the questions of a test bed file."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        evidence = row.get("evidence") or [{}]
        rows.append(
            Row(
                row["question"],
                (*row.get("answers", ()), *row.get("must_include", ())),
                tuple(item["quote"] for item in evidence if item.get("quote")),
                evidence[0].get("document") or next(iter(row.get("documents", ())), ""),
                bool(row.get("answerable", True)),
                row.get("context", ""),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to ask of the papers in `scope`."""

    kind: str
    question: str
    scope: tuple[str, ...]
    answerable: bool


def lexicons(library: Library) -> Callable[[tuple[str, ...]], Lexicon]:
    """Return what gives the lexicon of some documents of the library, each counted once."""

    @cache
    def lexicon_of(scope: tuple[str, ...]) -> Lexicon:
        return Lexicon(passage.text for name in scope for passage in library.passages(name))

    return lexicon_of


def of_papers(library: Library, rows: Sequence[Row], kind: str, seed: int) -> Iterator[Example]:
    """Yield each question asked of a few papers: its own among them, changed, and without its own.

    The questions that a file calls unanswerable are asked of all papers: it names none for them.
    """
    finder = Finder(library)
    there = {summary.id for summary in library.documents()}
    rows = [row for row in rows if not row.document or row.document in there]
    papers = sorted({row.document for row in rows if row.document})
    texts = {paper: library.document(paper).text for paper in papers}
    words = {paper: _frequent(text) for paper, text in texts.items()}
    names = sorted({name for text in texts.values() for name in names_in(text)})
    lexicon_of = lexicons(library)
    for row, asked in _to_ask(rows, kind, papers, words, names, seed):
        scope = tuple(sorted(asked.scope))
        found = finder.find(analyse(asked.question), scope, lexicon=lexicon_of(scope))
        right = right_candidates(found, row) if asked.answerable else ()
        group = row.document or row.question
        yield Example(asked.kind, group, asked.answerable, found, lexicon_of(scope), right)


def of_readers(library: Library, rows: Sequence[Row], seed: int) -> Iterator[Example]:
    """Yield each question that was written on a paper of the library, asked of that paper.

    Some are asked of a few others as well: how sure an answer is must not hang on how many are.
    """
    finder = Finder(library)
    order = np.random.default_rng(seed)
    papers = sorted(summary.id for summary in library.documents())
    lexicon_of = lexicons(library)
    for at, row in enumerate(row for row in rows if row.document in papers):
        others = [paper for paper in papers if paper != row.document]
        many = SCOPES[at // BESIDE % len(SCOPES)] if at % BESIDE == 0 else 0
        beside = (str(name) for name in order.permutation(others)[:many])
        scope = tuple(sorted((row.document, *beside)))
        found = finder.find(analyse(row.question), scope, lexicon=lexicon_of(scope))
        right = right_candidates(found, row) if row.answerable else ()
        yield Example("written", row.document, row.answerable, found, lexicon_of(scope), right)


def of_strangers(library: Library, rows: Sequence[Row], seed: int) -> Iterator[Example]:
    """Yield questions asked of papers that are about other things, in their readers' words.

    Not such as may be asked of any paper ("What is the main result?").
    """
    finder = Finder(library)
    order = np.random.default_rng(seed)
    papers = sorted(summary.id for summary in library.documents())
    lexicon_of = lexicons(library)
    for at, row in enumerate(rows):
        asked = analyse(row.question)
        if matter_of(asked) or asked_about(row.question):
            continue
        others = [paper for paper in papers if paper != row.document]
        many = len(others) if at % EVERYTHING == 0 else SCOPES[at % len(SCOPES)]
        scope = tuple(sorted(str(name) for name in order.permutation(others)[:many]))
        found = finder.find(asked, scope, lexicon=lexicon_of(scope))
        group = row.document or row.context
        yield Example("stranger", group, False, found, lexicon_of(scope), ())


def _to_ask(
    rows: Sequence[Row],
    kind: str,
    papers: Sequence[str],
    words: dict[str, dict[str, list[str]]],
    names: Sequence[str],
    seed: int,
) -> Iterator[tuple[Row, _Asked]]:
    order = np.random.default_rng(seed)
    rng = random.Random(seed)  # noqa: S311 - repeatable draws, not secrets
    for at, row in enumerate(rows):
        if not row.document:
            yield row, _Asked(kind, row.question, tuple(papers), row.answerable)
            continue
        others = [paper for paper in papers if paper != row.document]
        picked = [str(name) for name in order.permutation(others)[: SCOPES[at % len(SCOPES)]]]
        with_own = (row.document, *picked[1:])
        yield row, _Asked(kind, row.question, with_own, row.answerable)
        if picked:
            yield row, _Asked(kind, row.question, tuple(picked), answerable=False)
        near = near_miss(row, words[row.document], names, rng)
        if near and row.answerable:
            yield row, _Asked(f"{kind} near", near, with_own, answerable=False)


def near_miss(
    row: Row, words: dict[str, list[str]], names: Sequence[str], rng: random.Random
) -> str:
    """Return the question changed in one word so that its paper hardly answers it; "" if it cannot.

    `words` are frequent ones of the paper by ending: what is asked for then is spoken of there.
    """
    if rng.random() < 0.4 and (changed := alter(row.question, rng, names=names, kinds=_CHANGES)):
        return changed.text
    said = " ".join((*row.quotes, *row.answers)).casefold()
    own = [word for word in _PLAIN.findall(row.question) if word in said or word in words[""]]
    if not own:
        return ""
    old = rng.choice(own)
    others = [
        word
        for word in words.get(_ending(old), [])
        if word not in said and stem(word) != stem(old) and word not in row.question
    ]
    if not others:
        return ""
    return re.sub(rf"\b{old}\b", rng.choice(others), row.question, count=1)


def _frequent(text: str) -> dict[str, list[str]]:
    """Return the plain words that stand often in a text, by ending; all of them under ""."""
    counts = Counter(_PLAIN.findall(text))
    found: dict[str, list[str]] = {"": sorted(word for word, n in counts.items() if n >= _OFTEN)}
    for word in found[""]:
        if _ending(word):
            found.setdefault(_ending(word), []).append(word)
    return found


def _ending(word: str) -> str:
    return next((end for end in _ENDINGS if word.endswith(end)), "")


def of_paragraphs(encoder: Encoder, rows: Sequence[Row]) -> Iterator[Example]:
    """Yield each question asked of its own paragraph alone."""
    reader = load_reader()
    lexicon = Lexicon({row.context for row in rows})
    documents: dict[str, tuple[Document, Tokens]] = {}
    for row in rows:
        if row.context not in documents:
            name = f"p{len(documents)}.txt"
            document = parse_bytes(row.context.encode(), name)
            [tokens] = encoder.encode_tokens([document.text])
            documents[row.context] = document, Tokens(tokens.vectors, tokens.offsets)
        document, table = documents[row.context]
        passage = Passage(
            document.id, document.id, "body", 0, len(document.text), "", None, "", document.text
        )
        query = make_query(analyse(row.question), encoder, lexicon)
        hits = [Hit(passage, 1.0, Ranks())]
        readings = reader.read(row.question, [document.text]) if reader else ()
        candidates = gather(query, hits, {document.id: document}, [table], readings)
        if reader:
            candidates = looked_at_again(row.question, candidates, reader)
        found = weigh(query, hits, candidates, readings, lexicon)
        yield Example(
            "squad2", document.id, row.answerable, found, lexicon, right_candidates(found, row)
        )


def right_candidates(found: Found, row: Row) -> tuple[bool, ...]:
    """Return for each candidate whether it holds the answer, as the row's own paper gives it."""
    texts = {one.document.id: one.document.text for one, _ in found.ranked}
    own = {name: text for name, text in texts.items() if row.document in ("", name)}
    return right_at(
        found,
        {n: _spans(text, row.answers) or _spans(text, row.quotes) for n, text in own.items()},
    )


def right_at(found: Found, spans: Mapping[str, Sequence[tuple[int, int]]]) -> tuple[bool, ...]:
    """Return for each candidate whether it holds one of the `spans` of its document."""
    return tuple(
        any(_holds(candidate, span) for span in spans.get(candidate.document.id, ()))
        for candidate, _ in found.ranked
    )


def _spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    return [span for part in wanted for span in find_quote(text, part)]


def _holds(candidate: Candidate, span: tuple[int, int]) -> bool:
    """Say whether the sentence holds half of the answer, or is half made of it."""
    shared = min(candidate.end, span[1]) - max(candidate.start, span[0])
    return shared > 0 and 2 * shared >= min(candidate.end - candidate.start, span[1] - span[0])


def first_half(group: str) -> bool:
    """Say whether a paper or paragraph teaches (else it measures)."""
    return hashlib.sha256(group.encode()).digest()[0] < 128
