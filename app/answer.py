"""What an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.hits import Hit

Support = Literal["supported", "partial", "unsupported"]
Answerer = Literal["extractive", "llm"]  # who words the answers
Mode = Literal["extractive", "llm", "smalltalk"]
Box = tuple[int, float, float, float, float]  # page (from 1), x0, y0, x1, y1 in points, top left


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer from an answer into a document: `quote == document.text[start:end]`.

    `marks` are spans of `quote` (relative to it) that carry the answer; `boxes` are drawn on the
    page, empty where the place is not known; `reference` is the bibliography entry that the quote
    itself is, or leans on, as printed, else "". `ocr`: the page was read from its picture, so that
    letters may be wrong.
    """

    number: int
    document_id: str
    title: str
    page: int | None
    section: str
    quote: str
    start: int
    end: int
    boxes: tuple[Box, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    reference: str = ""
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, the numbers of its citations, and the verdict with its reason.

    `marks` are spans of `text` that carry the answer.
    """

    text: str
    citations: tuple[int, ...]
    support: Support
    why: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def footnotes(self) -> str:
        """The numbers of its citations as they stand after it: " [1] [2]"."""
        return "".join(f" [{number}]" for number in self.citations)

    @property
    def told(self) -> str:
        """The sentence with its footnotes, and with its verdict where that is a doubt."""
        doubt = "" if self.support == "supported" else f" ({self.support}: {self.why})"
        return f"{self.text}{self.footnotes}{doubt}"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two quotes that give different values for the same, or say the contrary of each other.

    `about` says on what they differ: "5.2 days or 6.4 days". The first side is one of the answer's
    citations, under its number; the second may be another of them.
    """

    about: str
    sides: tuple[Citation, Citation]


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall-clock time by stage."""

    search: float
    answer: float
    total: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation. `documents` are the ids of those it was told from."""

    question: str
    answer: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    `searched` is the query that was searched (the question, or what a follow-up was resolved to).
    `confidence` in [0, 1] is the probability that the evidence answers. Where `abstained`,
    `sentences` is empty, `reason` says why in one sentence, and `hits` are the nearest passages.
    `disagreements` are passages that say otherwise. `scope` are the ids of the documents that were
    to be asked, none for all.
    """

    question: str
    searched: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    abstained: bool
    reason: str
    confidence: float
    mode: Mode
    hits: tuple[Hit, ...]
    seconds: Seconds
    id: str = ""
    disagreements: tuple[Disagreement, ...] = ()
    scope: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentences as one text with footnote numbers, or the reason for abstaining."""
        if self.abstained or not self.sentences:
            return self.reason
        return " ".join(f"{sentence.text}{sentence.footnotes}" for sentence in self.sentences)

    @property
    def told_from(self) -> tuple[str, ...]:
        """The ids of the documents that it cites, each once."""
        return tuple(dict.fromkeys(cited.document_id for cited in self.citations))
