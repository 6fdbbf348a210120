"""Plain text: paragraphs between blank lines; a form feed ends a page."""

from __future__ import annotations

import re
import unicodedata

from ingest.encodings import decode
from ingest.layout import Block, Layout, Line, PageSize

_RULE = re.compile(r"[\s\-_=*~#]{3,}")
_FIELD = re.compile(r"[A-Z][A-Za-z ]{1,20}:\s*\S")
_BULLET = re.compile(r"\s*[•●▪◦‣∙*·–—-]\s+(?=\S)")


def read(data: bytes, *, name: str) -> Layout:
    """Return the paragraphs of a text file as blocks that the structure step classifies."""
    text, warnings = decode(data)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    pages = _pages(text)
    numbered = sum(bool(page.strip()) for page in pages) > 1
    blocks = [
        block
        for number, page in enumerate(pages, start=1)
        for block in _blocks(page, number if numbered else 0)
    ]
    sizes = [PageSize(number, 0, 0) for number in range(1, len(pages) + 1)] if numbered else []
    return Layout(tuple(blocks), pages=tuple(sizes), warnings=warnings)


def _pages(text: str) -> list[str]:
    """Return the pages, the blank ones too: the pages after them keep their numbers."""
    *ended, rest = text.split("\f")
    return [*ended, rest] if rest.strip() else ended


def _blocks(page: str, number: int) -> list[Block]:
    blocks = []
    for paragraph in re.split(r"\n[^\S\n]*\n", page):
        lines = [" ".join(line.split()) for line in paragraph.split("\n")]
        blocks.extend(
            _split_items([line for line in lines if line and not _RULE.fullmatch(line)], number)
        )
    return blocks


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
