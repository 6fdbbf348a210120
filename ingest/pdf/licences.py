"""Notices of rights: who may copy a paper, printed at the foot of its first page.

What they say of where the paper was published stays.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.layout import Block, Line
from ingest.sections import VENUE
from ingest.styles import split_line

LICENCE = re.compile(
    r"^\W*(?:(?:c\s*)?©|\(c\)\s|copyright\b|c\s?(?:19|20)\d\d\s|"
    r"permission to (?:make|copy|reproduce)|permission is granted|all rights reserved|"
    r"this (?:work|article)\b.{0,60}licen[cs]|this is an open[- ]access|licen[cs]ed under|"
    r"download(?:ed from| date)\b|arxiv:\d{4}\.\d|arxiv:[a-z-]+/\d{7}|"
    r"preprint submitted to|\d{3}-?\d-?\d{4,5}-.{1,30}(?:©|\$)|to copy otherwise|"
    r"issn\b|isbn\b|"
    r"\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2},? \d{1,2}:\d\d(?: ?[ap]m)?\b"  # when a page was printed
    r"(?! +(?!https?:|www\.)(?-i:[a-z])))",  # not "at which a slate fell"
    re.I,
)
_NOTICE = re.compile(
    r"©|\bc\s?(?:19|20)\d\d\s+[A-Z]|copyright (?:19|20)|\(c\) (?:19|20)|"
    r"^proceedings of (?:the )?\d",
    re.I,
)
_VENUE_LINES = 4  # at most
_RIGHTS = re.compile(
    r"(?<![\s–-])[\s–-]*"
    r"(?:(?:©|\(c\)|\bc) ?(?:19|20)\d\d\b|\bcopyright\b|\bpermission\b|\d{3,4}-\d)",
    re.I,
)
_TERMS = re.compile(r"creative ?commons|all rights reserved|written permission of", re.I)


def is_licence(block: Block, *, height: float, body_size: float) -> bool:
    """Return whether a block of the first pages is a notice of rights, for the page's foot."""
    first = block.lines[0]
    if block.kind not in ("unknown", "footnote") or not first.words or first.page > 2:
        return False
    low = first.words[0].y0 > 0.82 * height
    if LICENCE.match(first.text) and (low or first.size < 0.96 * body_size):
        return True
    return low and len(block.lines) <= 4 and any(_NOTICE.search(line.text) for line in block.lines)


def venue_of(block: Block) -> Block | None:
    """Return what a notice of rights says of where the paper was published, without the rights."""
    lines = [*block.lines]
    first = next((at for at, line in enumerate(lines) if VENUE.match(line.text)), len(lines))
    kept: list[Line] = []
    for line in lines[first : first + _VENUE_LINES]:
        rights = _RIGHTS.search(line.text)
        head = split_line(line, rights.start())[0] if rights else line
        if head.text.strip():
            kept.append(head)
        if rights:
            break
    return Block("footnote", tuple(kept)) if kept else None


def without_terms(block: Block, *, height: float, body_size: float) -> Block | None:
    """Return a block of small print at the edge of a first page without the terms of its licence.

    Journals print them beside their name, year and DOI, which stay. None where nothing does.
    """
    first = block.lines[0]
    if block.kind not in ("unknown", "footnote") or not first.words or first.page > 2:
        return block
    inside = 0.12 * height < first.words[0].y0 < 0.82 * height
    if inside or first.size > 0.8 * body_size or not any(map(_states_terms, block.lines)):
        return block
    kept: list[Line] = []
    dropping = False
    for line in block.lines:
        dropping = _states_terms(line) or (dropping and not line.text.startswith(("doi", "http")))
        if not dropping:
            kept.append(line)
        dropping = dropping and not line.text.rstrip().endswith(".")
    return replace(block, lines=tuple(kept)) if kept else None


def _states_terms(line: Line) -> bool:
    return bool(_TERMS.search(line.text))
