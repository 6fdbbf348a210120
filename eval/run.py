"""Asks the questions and gathers what they got."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from app.answer import Answer, Citation, Sentence, Turn
from eval.measures import DEPTH, Outcome
from eval.questions import Question
from eval.relevance import Judge, Place
from index.hits import Hit
from ingest.errors import FootnoteError

Search = Callable[[str, Sequence[str]], list[Hit]]
Supports = Callable[[str, str], bool]


class Asked(Protocol):
    """What eval needs of a chatbot."""

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Answer:
        """Return the answer to one question."""
        ...


def ask_all(
    questions: Sequence[Question],
    chatbot: Asked,
    *,
    search: Search,
    supports: Supports,
    judge: Judge,
) -> Iterator[Outcome]:
    """Yield an outcome a question, in order.

    `search` gives the ranked passages for a query among documents; `supports` says whether a
    quote alone supports a claim.
    """
    for question in questions:
        started = time.perf_counter()
        try:
            answer = chatbot.ask(
                question.question, history=question.history, documents=question.documents
            )
        except FootnoteError as error:
            yield Outcome(question, None, error=str(error))
            continue
        seconds = time.perf_counter() - started
        plain = [] if answer.mode == "smalltalk" else _searched(answer, question, search)
        yield Outcome(
            question,
            answer,
            hits=tuple(_hits(answer, plain)),
            score=plain[0].score if plain else 0.0,
            verbatim=tuple(_verbatim(citation, judge) for citation in answer.citations),
            supporting=tuple(
                _supporting(sentence, answer.citations, supports) for sentence in answer.sentences
            ),
            seconds=seconds,
        )


def _searched(answer: Answer, question: Question, search: Search) -> list[Hit]:
    return search(answer.searched or question.question, question.documents)


def _hits(answer: Answer, plain: Sequence[Hit]) -> Iterator[tuple[Place, str]]:
    """Yield what the answer found, then the search's own list where that is short of the depth."""
    hits = list(answer.hits[:DEPTH])
    seen = {hit.passage.id for hit in hits}
    hits.extend(hit for hit in plain if hit.passage.id not in seen)
    for hit in hits[:DEPTH]:
        passage = hit.passage
        place = Place(passage.document_id, passage.section, passage.start, passage.end)
        yield place, passage.text


def _verbatim(citation: Citation, judge: Judge) -> bool:
    document = judge.document(citation.document_id)
    if document is None or not citation.quote:
        return False
    return document.text[citation.start : citation.end] == citation.quote


def _supporting(
    sentence: Sentence, citations: Sequence[Citation], supports: Supports
) -> tuple[int, int]:
    """Return how many citations a sentence has, and how many of them ALCE counts as precise.

    A citation is precise if all together support the sentence, and either it does so alone or
    the others do not without it.
    """
    quotes = {citation.number: citation.quote for citation in citations}
    numbers = sentence.citations
    if sentence.support != "supported" or any(number not in quotes for number in numbers):
        return len(numbers), 0
    if len(numbers) == 1:
        return 1, 1
    precise = 0
    for number in numbers:
        others = " ".join(quotes[other] for other in numbers if other != number)
        if supports(sentence.text, quotes[number]) or not supports(sentence.text, others):
            precise += 1
    return len(numbers), precise
