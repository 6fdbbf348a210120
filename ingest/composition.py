"""The one canonical text: lines joined within a block, blocks set apart by an empty line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.cleaning import Vocabulary, joint
from ingest.document import Page, WordBox, packed_boxes
from ingest.layout import Block, Line, PageSize

# Broken fonts map glyphs to halves of pairs, which no encoding can write.
_SURROGATES = re.compile("[\ud800-\udfff]")
_ROWS = ("table", "code")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it stands in the canonical text. `superscripts` are spans of that text."""

    block: Block
    start: int
    end: int
    superscripts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """The canonical text, and where its blocks, pages and words stand in it."""

    text: str
    pieces: tuple[Piece, ...]
    pages: tuple[Page, ...]
    words: Sequence[WordBox]

    def text_of(self, piece: Piece) -> str:
        """Return the text of `piece`."""
        return self.text[piece.start : piece.end]


@dataclass(slots=True)
class _Draft:
    """The text as far as it is written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    boxes: bytearray = field(default_factory=bytearray)  # packed, in text order
    page_starts: list[tuple[int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def lay_out(
    blocks: Sequence[Block], pages: Sequence[PageSize], vocabulary: Vocabulary
) -> Composition:
    r"""Return the canonical text of `blocks`, with every span that belongs to it.

    Blocks are set apart by "\n\n"; the rows of a table and the lines of code by "\n".
    """
    draft = _Draft()
    pieces = []
    for block in blocks:
        if draft.length:
            draft.write("\n\n")
        start = draft.length
        superscripts = _write_block(draft, block, vocabulary)
        pieces.append(Piece(block, start, draft.length, tuple(superscripts)))
    text = "".join(draft.parts)
    return Composition(
        text, tuple(pieces), _pages(draft, pages, len(text)), packed_boxes(bytes(draft.boxes))
    )


def _write_block(draft: _Draft, block: Block, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    superscripts: list[tuple[int, int]] = []
    lines = [line for line in block.lines if line.text.strip()]
    texts = [line.text.strip() for line in lines]
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        cut, glue = 0, ""
        if at + 1 < len(lines):
            cut, glue = (0, "\n") if block.kind in _ROWS else joint(text, texts[at + 1], vocabulary)
        kept = _SURROGATES.sub("\ufffd", text[: len(text) - cut])
        _place(draft, line, len(kept), superscripts)
        draft.write(kept + glue)
    return superscripts


def _place(draft: _Draft, line: Line, length: int, superscripts: list[tuple[int, int]]) -> None:
    """Note where the words and superscripts of `line` come to stand; its text is written next."""
    indent = len(line.text) - len(line.text.lstrip())
    offset = draft.length - indent
    last = draft.page_starts[-1][0] if draft.page_starts else 0
    if line.page > last:
        draft.page_starts.append((line.page, draft.length))
    boxes: list[WordBox] = []
    for word in line.words:
        start, end = max(word.start, indent) + offset, min(word.end, indent + length) + offset
        if start < end:
            boxes.append(WordBox(start, end, line.page, word.x0, word.y0, word.x1, word.y1))
    draft.boxes += packed_boxes(sorted(boxes)).data
    for first, past in line.superscripts:
        start, end = max(first, indent) + offset, min(past, indent + length) + offset
        if start < end:
            superscripts.append((start, end))


def _pages(draft: _Draft, sizes: Sequence[PageSize], length: int) -> tuple[Page, ...]:
    """Return the pages, those without text too, as spans that cover the whole text."""
    starts = dict(draft.page_starts)
    pages: list[Page] = []
    following = length
    for size in sorted(sizes, key=lambda size: size.number, reverse=True):
        start = starts.get(size.number, following)
        pages.append(Page(size.number, start, following, size.width, size.height, size.ocr))
        following = start
    pages.reverse()
    if pages and pages[0].start > 0:
        first = pages[0]
        pages[0] = Page(first.number, 0, first.end, first.width, first.height, first.ocr)
    return tuple(pages)
