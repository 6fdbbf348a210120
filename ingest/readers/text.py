"""Plain text: paragraphs between blank lines; a form feed ends a page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.encodings import decode
from ingest.layout import Block, Layout, Line, PageSize
from ingest.people import is_affiliation, split_authors

_RULE = re.compile(r"[\s\-_=*~#]{3,}")
_FOOT = re.compile(r"^[^\n]*\S[ \t]+\[Page \d+\][ \t]*\n(?!\s*(?:\f|\Z))", re.MULTILINE)
_FIELD = re.compile(r"[A-Z][A-Za-z ]{1,20}:\s*\S")
_COLUMNS = re.compile(r"\s*\S+(?: \S+)* {5,}\S+(?: \S+)*\s*")
_RIGHT = re.compile(r"\s{24,}\S")  # it begins right of the middle
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_BULLET = re.compile(r"\s*[•●▪◦‣∙*·–—-]\s+(?=\S)")


def read(data: bytes, *, name: str) -> Layout:
    """Return the paragraphs of a text file as blocks that the structure step classifies."""
    text, warnings = decode(data)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    pages = _pages(text)
    numbered = sum(bool(page.strip()) for page in pages) > 1
    blocks = [
        block
        for number, page in enumerate(_without_furniture(pages), start=1)
        for block in _blocks(page, number if numbered else 0)
    ]
    blocks = [*_front(blocks[0]), *blocks[1:]] if blocks else []
    sizes = [PageSize(number, 0, 0) for number in range(1, len(pages) + 1)] if numbered else []
    return Layout(tuple(blocks), pages=tuple(sizes), warnings=warnings)


def _pages(text: str) -> list[str]:
    """Return the pages, the blank ones too: the pages after them keep their numbers.

    A line that closes with "[Page 7]", as in an RFC, ends a page too.
    """
    text = _FOOT.sub(r"\g<0>\f", text)
    *ended, rest = text.split("\f")
    return [*ended, rest] if rest.strip() else ended


def _without_furniture(pages: Sequence[str]) -> list[str]:
    """Return the pages without the lines that most of them begin or end with, numbers aside."""
    split = [page.split("\n") for page in pages]
    for end in (0, -1):
        shown = [[at for at, line in enumerate(lines) if line.strip()] for lines in split]
        outer = [(lines, found[end]) for lines, found in zip(split, shown, strict=True) if found]
        count = Counter(_masked(lines[at]) for lines, at in outer)
        for lines, at in outer:
            if count[_masked(lines[at])] >= max(2, len(outer) / 2):
                lines[at] = ""
    return ["\n".join(lines) for lines in split]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _front(first: Block) -> list[Block]:
    """Return the first paragraph with the authors, and where they work, apart from the title."""
    texts = [line.text for line in first.lines]
    address = next((at for at in range(1, len(texts)) if _ADDRESS.match(texts[at])), 0)
    if address:  # "Some Licence", "Version 2", and where it is to be had
        rest = replace(first, lines=first.lines[address:])
        return [*_front(replace(first, lines=first.lines[:address])), rest]
    start = next((at for at in range(1, len(texts)) if _is_byline(texts, at)), 0)
    if not start:
        return [first]
    places = (at for at in range(start + 1, len(texts)) if is_affiliation(texts[at]))
    end = next(places, len(texts))
    cuts = [first.lines[:start], first.lines[start:end], *((line,) for line in first.lines[end:])]
    return [replace(first, lines=lines) for lines in cuts]


def _is_byline(texts: Sequence[str], at: int) -> bool:
    """Say whether a line has names that are no words of a title: two, or those of a place."""
    names = split_authors(texts[at])
    return len(names) > 1 or (bool(names) and any(map(is_affiliation, texts[at + 1 : at + 2])))


def _blocks(page: str, number: int) -> list[Block]:
    blocks = []
    for paragraph in re.split(r"\n[^\S\n]*\n", page):
        lines = [" ".join(line.split()) for line in paragraph.split("\n")]
        lines = [line for line in lines if line and not _RULE.fullmatch(line)]
        found = _split_items(lines, number)
        blocks += (
            [replace(each, kind="paragraph") for each in found] if _is_grid(paragraph) else found
        )
    return blocks


def _is_grid(paragraph: str) -> bool:
    """Say whether lines have two columns, as the head of an RFC: it is no title.

    One or the other may have the right column alone.
    """
    lines = [line for line in paragraph.split("\n") if line.strip()]
    columns = sum(bool(_COLUMNS.fullmatch(line)) for line in lines)
    return columns > 1 and all(_COLUMNS.fullmatch(line) or _RIGHT.match(line) for line in lines)


def _split_items(lines: list[str], number: int) -> list[Block]:
    """Return one block for a paragraph, or one for each line that is a paragraph of its own."""
    apart = _are_paragraphs(lines)
    blocks: list[Block] = []
    current: list[Line] = []
    for line in lines:
        if current and (apart or _BULLET.match(line)):
            blocks.append(_block(current))
            current = []
        current.append(Line(line, page=number))
    if current:
        blocks.append(_block(current))
    return blocks


def _are_paragraphs(lines: list[str]) -> bool:
    """Say whether line breaks end paragraphs: fields, or lines too uneven to be wrapped ones."""
    if len(lines) < 2:
        return False
    if all(_FIELD.match(line) for line in lines):
        return True
    width = max(len(line) for line in lines)
    short = sum(len(line) < width * 0.6 for line in lines[:-1])
    return width > 160 or (short * 3 > len(lines) and width > 90)


def _block(lines: list[Line]) -> Block:
    return Block("list" if _BULLET.match(lines[0].text) else "unknown", tuple(lines))
