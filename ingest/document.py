"""The document model: one canonical text, and spans `[start, end)` into it.

The idea of one text with layers of spans is papermage's (Lo et al. 2023, "PaperMage", section 3);
here the layers are plain tuples of frozen records, so a page number is interval arithmetic.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ingest.packed import Packed, pack

PassageKind = Literal["front", "body", "table", "caption", "reference"]

FRONT = "0"
REFERENCES = "references"


class WordBox(NamedTuple):
    """Where the characters `[start, end)` of the text are printed.

    PDF points, origin at the top left of the page as it is shown; `page` is 1-based.
    """

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


_WORD_BOX = "<iiidddd"  # the fields of WordBox, in order


def packed_boxes(words: Iterable[WordBox] | bytes) -> Packed[WordBox]:
    """Return word boxes, or the bytes in which they were packed, as a packed sequence.

    Raises: ValueError where the bytes are no such table.
    """
    if isinstance(words, Packed):
        return words
    data = words if isinstance(words, bytes) else pack(_WORD_BOX, words)
    return Packed(WordBox, _WORD_BOX, data)


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: `text[start:end]` stands on it. `number` is 1-based; sizes are PDF points.

    `width` and `height` are 0 where the format has no pages of its own.
    """

    number: int
    start: int
    end: int
    width: float
    height: float
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next heading, of whatever level.

    `number` is as printed, without a trailing point ("2.3.1"), or "" where there is none;
    `start` is where the heading itself starts. The bibliography is a section with the number
    `REFERENCES`. What stands before the first heading is front matter and no section.
    """

    number: str
    title: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """How answers name it: the paper's own number, else the heading."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography. `label` is its mark as printed ("1"), or "" if unnumbered."""

    label: str
    text: str
    authors: tuple[str, ...]
    year: int | None
    title: str
    venue: str
    doi: str
    start: int
    end: int

    @property
    def unlabelled(self) -> str:
        """The entry without its label, for where that stands beside it."""
        own = re.match(rf"[\[(]?{re.escape(self.label)}[\]).:]*\s+(?=\S)", self.text)
        return self.text[own.end() :] if self.label and own else self.text


@dataclass(frozen=True, slots=True)
class Mention:
    """A place `[start, end)` where the text cites `references[reference]`."""

    reference: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: one canonical text, everything else spans into it.

    `abstract` is a span or None; `pages` and `sections` are in text order and do not overlap.
    `words` are in text order. `id` is a readable slug of the file's name (the library makes it
    unique); `sha256` is the hash of the file's bytes.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    affiliations: tuple[str, ...]
    abstract: tuple[int, int] | None
    keywords: tuple[str, ...]
    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    mentions: tuple[Mention, ...]
    words: Sequence[WordBox]
    source: str
    sha256: str
    warnings: tuple[str, ...]

    @property
    def is_paper(self) -> bool:
        """Whether it names authors or cites works; minutes, contracts and manuals do neither."""
        return bool(self.authors or self.references)

    @property
    def body_sections(self) -> tuple[Section, ...]:
        """The sections without the bibliography."""
        return tuple(section for section in self.sections if section.number != REFERENCES)

    @property
    def body_end(self) -> int:
        """Where the bibliography begins, or the text ends where there is none."""
        starts = (section.start for section in self.sections if section.number == REFERENCES)
        return next(starts, len(self.text))

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based number of the page on which the character `offset` stands."""
        at = bisect.bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[at].number if at >= 0 else None

    def section_at(self, offset: int) -> Section | None:
        """Return the section in which `offset` stands, None for front matter."""
        at = bisect.bisect_right(self.sections, offset, key=lambda section: section.start) - 1
        if at < 0 or offset >= self.sections[at].end:
            return None
        return self.sections[at]

    def section_label(self, offset: int) -> str:
        """Return the label of the section at `offset`, "0" for front matter."""
        section = self.section_at(offset)
        return section.label if section else FRONT

    def boxes(self, start: int, end: int) -> tuple[WordBox, ...]:
        """Return the word boxes that overlap `[start, end)`; empty where places are not known."""
        first = bisect.bisect_right(self.words, start, key=lambda word: word.end)
        last = bisect.bisect_left(self.words, end, key=lambda word: word.start)
        return tuple(self.words[first:last])


@dataclass(frozen=True, slots=True)
class Passage:
    """The retrieved unit. `text == document.text[start:end]`, always.

    What is shown is `text`; what is embedded is `embedded`, which puts the document's title and
    the section's heading (`context`) before it, and whose tokens the passage budget counts.
    `section` is the section's label, `page` the 1-based page on which the passage starts.
    The id is derived from the document's content and the span.
    """

    id: str
    document_id: str
    kind: PassageKind
    start: int
    end: int
    section: str
    page: int | None
    context: str
    text: str

    @property
    def embedded(self) -> str:
        """The form that the encoder sees."""
        return f"{self.context}\n{self.text}" if self.context else self.text
