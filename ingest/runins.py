"""Headings that stand in the line of the text that they open."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import numbering
from ingest.layout import Block, Line
from ingest.sections import DECLARATION, is_bibliography, is_front, is_named, text_of
from ingest.styles import LARGER, UNFINISHED, Style, split_line

_NUMBERED = re.compile(
    r"\d{1,2}(?:\.\d{1,2})+\.?\s+(?P<title>[^\W\d_][^.?!]{3,90})[.]\s+(?=[A-Z\u4e00-\u9fff])"
)
_CLAUSES = 4  # as many, counted from 1, are the headings of a contract and no list
_COUNTED = re.compile(r"(?P<number>\d{1,2})\.\s+(?=\S)")
_HEADED = re.compile(  # "2. Grant of Licence. Subject to …"
    r"\d{1,2}\.\s+(?P<title>[A-Z][\w’'&/-]+(?: [\w’'&/-]+){0,7})\.(?:\s+(?=[A-Z“\"(])|$)"
)
_SMALL_WORDS = {"a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
_CLAUSE = re.compile(  # of a contract: "4.1 The tenant shall pay £900 on signing."
    r"\b(?:shall|must|will|may|can|should|is|are|was|were|has|have|agrees?|pays?)\s|[£$€]\s?\d"
)


def opened(block: Block) -> list[Block]:
    """Return the two halves of a paragraph that opens with "4.2. Its heading." in its own line."""
    first = block.lines[0]
    match = _NUMBERED.match(first.text)
    match = None if match and _CLAUSE.search(match["title"]) else match
    at = match.end() if match else _named_before_gap(first)
    if not at:
        return []
    head, tail = split_line(first, at)
    rest = replace(block, lines=(tail, *block.lines[1:]), continues=False)
    return [replace(block, lines=(head,), level=level_of(head.text)), rest]


def with_clauses(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the headings that open the clauses of a contract or a law cut off them.

    All paragraphs that are counted have to open with one: in a list of steps or of works some
    do not. In typeset files such headings are told by their type.
    """
    end = next((at for at, block in enumerate(blocks) if is_bibliography(block)), len(blocks))
    counted = [
        at
        for at, block in enumerate(blocks[:end])
        if block.kind == "unknown" and _COUNTED.match(block.lines[0].text)
    ]
    headed = {at: match for at in counted if (match := _headed(blocks[at].lines[0]))}
    numbers = [int(match.group().split(".")[0]) for match in headed.values()]
    whole = len(headed) == len(counted) and numbers == [*range(1, len(numbers) + 1)]
    if not whole or len(numbers) < _CLAUSES:
        return list(blocks)
    parts: list[Block] = []
    for at, block in enumerate(blocks):
        parts += _cut_at(block, headed[at].end()) if at in headed else [block]
    return parts


def _headed(line: Line) -> re.Match[str] | None:
    match = None if line.size else _HEADED.match(line.text)
    words = match["title"].split() if match else []
    titled = all(word[0].isupper() for word in words if word not in _SMALL_WORDS)
    return match if titled else None


def _cut_at(block: Block, at: int) -> list[Block]:
    """Return the heading that ends at `at` in the first line of `block`, and the rest, if any."""
    first, *others = block.lines
    if at >= len(first.text.rstrip()):
        heads, rest = (first,), others
    else:
        head, tail = split_line(first, at)
        heads, rest = (head,), [tail, *others]
    opening = replace(block, kind="heading", lines=heads, level=1)
    return [opening, replace(block, lines=tuple(rest), continues=False)] if rest else [opening]


def _named_before_gap(line: Line) -> int:
    """Return where text goes on that a wide gap sets apart from "Abstract" or such, or 0."""
    for word, following in itertools.pairwise(line.words[:4]):
        if following.x0 - word.x1 > 4 * (word.y1 - word.y0) and is_named(line.text[: word.end]):
            return following.start
    return 0


def opens_paragraph(runs: Sequence[Sequence[Line]], style: Style) -> bool:
    """Say whether bold words only open a paragraph: its first sentence goes on in the next line."""
    ends, following = runs[0][-1].text.rstrip(), runs[1][0].text.lstrip()
    larger = any(line.size >= style.size * LARGER for run in runs for line in run)
    goes_on = ends.endswith("-") or UNFINISHED.search(ends) is not None
    return not larger and (goes_on or following[:1].islower())


def level_of(text: str) -> int:
    """Return how deep the heading `text` is by its number, 1 without one."""
    number = numbering.parse(text)
    return len(number.path) if number else 1


def with_declarations(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the headings of declarations (thanks, funding, interests) cut out.

    They are told by their names, and by their type: it is another than that of what follows.
    Before the first heading such names are the labels of an abstract.
    """
    first = next((at for at, block in enumerate(blocks) if opens_text(block)), len(blocks))
    return [
        part
        for at, block in enumerate(blocks)
        for part in (_parts(block) if at > first and block.kind == "unknown" else [block])
    ]


def opens_text(block: Block) -> bool:
    """Say whether `block` is the heading of a section, not of the abstract or the keywords."""
    return block.kind == "heading" and not is_front(text_of(block))


def _parts(block: Block) -> Iterator[Block]:
    """Yield the pieces of `block`, cut before and after each heading in it."""
    rest: list[Line] = []
    continues = block.continues
    for at, line in enumerate(block.lines):
        ended = at == 0 or block.lines[at - 1].text.rstrip().endswith(".")
        if not (ended and _declares(line)):
            rest.append(line)
            continue
        if rest:
            yield replace(block, lines=tuple(rest), continues=continues)
        head, tail = split_line(line, line.lead)
        yield replace(block, kind="heading", lines=(head,), level=1, continues=False)
        rest, continues = [tail], False
    if rest:
        yield replace(block, lines=tuple(rest), continues=continues)


def _declares(line: Line) -> bool:
    following = line.text[line.lead :].lstrip()
    return bool(DECLARATION.fullmatch(line.text[: line.lead].strip())) and following[:1].isupper()
