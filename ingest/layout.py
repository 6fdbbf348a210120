"""What a reader hands on: printed lines in reading order, grouped into blocks.

A reader knows its format; it does not know papers. It says where lines stand, in what order they
are read, which are running matter, and, where the format tells, what kind a block is. Titles,
sections, references and passages are found afterwards, the same way for every format
(`ingest.structure`), which also joins lines into the one canonical text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.packed import Packed, pack

BlockKind = Literal[
    "unknown",  # lines that the structure step classifies (the usual case for a PDF)
    "title",
    "authors",
    "abstract",
    "keywords",
    "heading",  # `level` says how deep, 1 for the top
    "paragraph",
    "list",  # an item of a list
    "table",  # one line a row; cells separated by " | "
    "caption",
    "footnote",
    "reference",  # one entry of the bibliography
    "code",
]


@dataclass(frozen=True, slots=True)
class Word:
    """`line.text[start:end]` and its box in PDF points, origin top left of the shown page."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    `page` is 1-based, 0 for formats without pages; `size` is the font size in points, 0 where it
    is not known; `superscripts` are spans of `text` set above the line. `font` stands for the font
    of most letters, the same number for the same font within a file; 0 where it is not known.
    `lead` is where the words end that open the line in another font than the one after them; 0
    where all are in one font, or it is not known.
    """

    text: str
    page: int = 0
    words: Sequence[Word] = ()
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    superscripts: tuple[tuple[int, int], ...] = ()
    font: int = 0
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in reading order.

    `continues` says that the text goes on from the block before (a paragraph cut by a column or
    page end) where the reader is sure of it; the structure step may find more.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    continues: bool = False

    def packed(self) -> Block:
        """Return the block with the places of its words packed: it may be kept for long."""
        lines = (
            replace(line, words=Packed(Word, _WORD, pack(_WORD, map(_numbers, line.words))))
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))


_WORD = "<iidddd"  # the fields of Word, in order


def _numbers(word: Word) -> tuple[float, ...]:
    return word.start, word.end, word.x0, word.y0, word.x1, word.y1


@dataclass(frozen=True, slots=True)
class PageSize:
    """Shown size of a page in points; `ocr` where its words were read from a picture."""

    number: int
    width: float
    height: float
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A file as read. `title`, `authors`, `year` are what the file's own metadata say, unproven."""

    blocks: tuple[Block, ...]
    pages: tuple[PageSize, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    keywords: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
