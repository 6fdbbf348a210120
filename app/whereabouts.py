"""Where the words of the last answer stand, and in which period: "Who says so?", "When was it?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.answer import Answer, Citation, Sentence, Turn
from app.composing import Clock, from_chosen, from_parts
from app.evidence.chosen import Chosen
from app.evidence.citing import citation
from app.evidence.context import period_over
from app.export import place
from app.language.values import dates
from app.papers.holdings import papers_near
from app.papers.metadata import Part
from app.question.recalled import is_silent
from app.question.smalltalk import smalltalk
from index.library import Library
from index.store import EVERY_KIND
from ingest.document import Document
from ingest.sentences import split_sentences

NEAR = 5  # hits among whose papers the words are sought, where it is not known which were quoted
_NUMBER = re.compile(r"\s*\[\d+\](?=\s|$)")
_WHEN_WAS_THAT = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?),? )*"
    r"(?:when (?:was|did) (?:all )?(?:that|this)(?: happen| take place)?|"
    r"(?:in )?(?:which|what) (?:years?|period|time) was (?:that|this))(?: exactly)?\W*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


def places_of_last(history: Sequence[Turn], library: Library, clock: Clock) -> Answer | None:
    """Return the places of what was told last, each with its quote; None where no words stand.

    A model's own words stand nowhere, and neither does the reason why there was no answer.
    """
    parts: list[Part] = []
    for found in _told_last(history, library):
        cited = citation(found, number=len(parts) + 1)
        parts.append((_placed(cited, [one for _, one in parts]), cited))
    return from_parts(parts, clock) if parts else None


def period_of_last(
    question: str, history: Sequence[Turn], library: Library, scope: Sequence[str], clock: Clock
) -> Answer | None:
    """Return the period that what was told last stands under, where "When was that?" asks for it.

    It opens the paragraph. None where that gives none, or what was told has a date of its own.
    """
    if not _WHEN_WAS_THAT.fullmatch(question.strip()):
        return None
    told = next(_told_last(history, library), None)
    if told is None or told.document.id not in scope or dates(told.text):
        return None
    period = period_over(told)
    return from_chosen([period, told], clock) if period else None


def _told_last(history: Sequence[Turn], library: Library) -> Iterator[Chosen]:
    """Yield what the last answer quotes, as it stands in the papers; nothing of a silent one."""
    told = [turn for turn in history if not smalltalk(turn.question, history)]
    if not told or is_silent(told[-1].answer):
        return
    held = {summary.id for summary in library.documents()}
    quoted = [identity for identity in told[-1].documents if identity in held]
    for words in _quoted(told[-1].answer):
        papers = _papers(words, quoted, library)
        found = next(filter(None, (_standing(words, paper) for paper in papers)), None)
        if found:
            yield found


def _quoted(answer: str) -> Iterator[str]:
    """Yield the sentences of an answer, without the numbers of its footnotes."""
    for piece in _NUMBER.split(answer):
        for start, end in split_sentences(piece):
            if _LETTER.search(words := piece[start:end].strip()):
                yield words


def _papers(words: str, quoted: Sequence[str], library: Library) -> Iterator[Document]:
    """Yield the papers that were quoted; where that is not known, those that come nearest."""
    for identity in quoted or papers_near(words, library, (), among=NEAR, kinds=EVERY_KIND):
        yield library.document(identity)


def _standing(words: str, paper: Document) -> Chosen | None:
    """Return where the words stand in a paper, however they are broken into lines."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, paper.text)
    return Chosen(paper, found.start(), found.end(), 1.0) if found else None


def _placed(cited: Citation, before: Sequence[Citation]) -> Sentence:
    """Return the place in words; a paper's title is told with the first of its places."""
    own = [one for one in before if one.document_id == cited.document_id]
    told = place(cited.page, cited.section)
    if not own or told == place(own[0].page, own[0].section):
        told = f"{cited.title}, {told}"
    return Sentence(told, (cited.number,), "supported", "where the quote stands")
