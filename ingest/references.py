"""The bibliography: where it stands, where each entry starts, and the entries read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.bibliographies import NUMBER, STARTS_NAME, YEAR, regions_of, unheaded_entries
from ingest.composition import Composition
from ingest.document import Reference
from ingest.entries import BRACKET, REMARK, read_entry
from ingest.layout import Block, Line
from ingest.sections import text_of

_PARTICLE = re.compile(r"(?:(?:van|von|der|den|de|del|di|da|du|la|le|ter|ten)\s)+[A-ZÀ-Þ]")
_FEW = 3  # entries set as paragraphs
_DATE = re.compile(rf"\({YEAR.pattern}[a-z]?\)\s*[:.,]")
_NOTE = re.compile(r"(?:\d{1,2}|[*†‡§])\s?[A-Z]")


def mark_references(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with one `reference` block for each entry of the bibliography.

    A file may have more than one: a book has one a chapter, a journal's page two articles.
    """
    if any(block.kind == "reference" for block in blocks):
        return list(blocks)
    regions = regions_of(blocks)
    if not regions:
        return _gathered(blocks)
    marked: list[Block] = []
    at = 0
    for start, end in regions:
        marked += [*blocks[at:start], *_split(blocks[start:end])]
        at = end
    return [*marked, *blocks[at:]]


def _gathered(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with labelled entries that stand below no heading moved behind the text.

    RevTeX sets such lists, at times in the midst of the last page; some journals set them in small
    print at the foot of both columns. Each stays on its page.
    """
    found = unheaded_entries(blocks)
    if not found:
        return list(blocks)
    others = [block for at, block in enumerate(blocks) if at not in set(found)]
    entries = _split([blocks[at] for at in found])
    return sorted([*others, *entries], key=lambda block: block.lines[0].page)


# Splitting -------------------------------------------------------------------------------------


def _split(blocks: Sequence[Block]) -> list[Block]:
    """Return the entries as blocks; captions, tables and notes between them stay as they are."""
    blocks = _without_notes(blocks)
    kept = [block for block in blocks if block.kind in ("caption", "table", "footnote")]
    running = [block for block in blocks if block.kind not in ("caption", "table", "footnote")]
    lines = [line for block in running for line in block.lines if line.text.strip()]
    heads = {id(block.lines[0]) for block in running}
    items = {id(block.lines[0]) for block in running if block.kind == "list"}
    addresses = {at for at, line in enumerate(lines) if id(line) in items and _is_address(line)}
    if not lines:
        return list(blocks)
    starts = _bracketed(lines) or _numbered(lines)
    if not starts:
        starts = _hanging(lines) or _blank_lines(running, lines, heads) or _by_names(lines, heads)
        starts = [*starts, *_redated(lines, starts)]
    starts = sorted({0, *addresses, *(at for at in starts if _may_start(lines, at))})
    ends = [*starts[1:], len(lines)]
    entries = [Block("reference", tuple(lines[a:b])) for a, b in zip(starts, ends, strict=True)]
    parts = [*_without_tail(entries), *kept]
    return sorted(parts, key=lambda block: block.lines[0].page)  # what is kept ends its page


def _without_notes(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with what is set smaller than the entries and begins with a mark as notes."""
    sizes = sorted(line.size for block in blocks for line in block.lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    cut: list[Block] = []
    for block in blocks:
        small = [line.size < 0.95 * usual for line in block.lines]
        at = small.index(True) if any(small) else len(small)
        if block.kind == "unknown" and all(small[at:]) and _is_note(block.lines[at:]):
            parts = (replace(block, lines=block.lines[:at]), Block("footnote", block.lines[at:]))
            cut += [part for part in parts if part.lines]
        else:
            cut.append(block)
    return cut


def _is_note(lines: Sequence[Line]) -> bool:
    return bool(lines) and bool(_NOTE.match(lines[0].text.strip()))


def _is_address(line: Line) -> bool:
    """Say whether an item of a list, which is an entry, is all the address of a work."""
    return bool(re.fullmatch(r"(?:https?://|doi:\s?|10\.\d{4,9}/)\S+", line.text.strip(), re.I))


def _may_start(lines: Sequence[Line], at: int) -> bool:
    """Say whether an entry can begin here: not in small letters, nor with its year, nor midline."""
    line = lines[at].text.strip()
    return bool(re.match(r"[^\W_]|[\[(\"“—–_•-]", line)) and not (
        (line[0].islower() and not _PARTICLE.match(line))
        or REMARK.match(line)
        or re.match(r"(?:1[6-9]\d\d|20[0-4]\d)[a-z]?\.", line)
        or (at and _beside(lines[at - 1], lines[at]))
    )


def _beside(before: Line, line: Line) -> bool:
    """Say whether `line` goes on the printed line of `before`, whose words are set far apart."""
    if not before.words or not line.words or before.page != line.page:
        return False
    last, first = before.words[-1], line.words[0]
    return abs(last.y1 - first.y1) < 2 and 0 < first.x0 - last.x1 < 60


def _without_tail(entries: list[Block]) -> list[Block]:
    """Return `entries`, what follows the last one as a paragraph: a biography, a licence."""
    usual = sorted(len(text_of(entry)) for entry in entries)[len(entries) // 2]
    last = entries[-1]
    total = 0
    for at, line in enumerate(last.lines):
        total += len(line.text)
        if len(entries) > 4 and at and total > 4 * usual + 300:
            return [
                *entries[:-1],
                replace(last, lines=last.lines[:at]),
                Block("unknown", last.lines[at:]),
            ]
    return entries


def _bracketed(lines: Sequence[Line]) -> list[int]:
    """Return the lines that begin with a label, which a word that comes back is not.

    Where most labels are numbers, a word in brackets is none either. Numbers that do not rise are
    the pages on which a work is cited, which some journals set behind it. Some lists count down.
    """
    found = [BRACKET.match(line.text.strip()) for line in lines]
    labels = {at: match["bracket"] for at, match in enumerate(found) if match}
    numbers = [at for at, label in labels.items() if label.isdigit()]
    steps = [int(labels[b]) - int(labels[a]) for a, b in pairwise(numbers)]
    in_order = max(sum(step > 0 for step in steps), sum(step == -1 for step in steps))
    if len(steps) > 1 and 3 * in_order < 2 * len(steps):
        return []
    if len(numbers) * 2 > len(labels):
        starts = numbers
    else:
        count = Counter(labels.values())
        starts = [at for at, label in labels.items() if label.isdigit() or count[label] == 1]
    return starts if len(starts) >= 2 or starts == [0] else []


def _numbered(lines: Sequence[Line]) -> list[int]:
    """Return the lines that carry 1, 2, 3 …, each expected after the one before."""
    starts: list[int] = []
    expected = 1
    for at, line in enumerate(lines):
        match = NUMBER.match(line.text.strip())
        number = int(match.group(1) or match.group(2)) if match else -1
        if number == expected or (starts and number == expected + 1):
            starts.append(at)
            expected = number + 1
    return starts if len(starts) >= 2 and starts[0] <= 1 and len(starts) * 14 >= len(lines) else []


def _hanging(lines: Sequence[Line]) -> list[int]:
    """Return the lines that stand out to the left of those below them, column by column.

    Where those that stand in begin with names and the others do not, entries are set as
    paragraphs, and begin there.
    """
    if sum(bool(line.words) for line in lines) < len(lines):
        return []
    lefts = [line.words[0].x0 for line in lines]
    margins = [_margin(lines, lefts, at) for at in range(len(lines))]
    indents = [left - margin for left, margin in zip(lefts, margins, strict=True)]
    outer = [at for at, indent in enumerate(indents) if indent < 2.5]
    inner = [at for at, indent in enumerate(indents) if 3.5 < indent < 45]
    if len(inner) >= _FEW and _named(lines, inner) > 0.8 and _named(lines, outer) < 0.5:
        return inner
    return outer if len(inner) * 4 >= len(lines) and len(outer) >= 2 else []


def _named(lines: Sequence[Line], starts: Sequence[int]) -> float:
    """Return the share of the lines at `starts` that begin as an entry does: with a name."""
    named = sum(bool(STARTS_NAME.match(lines[at].text.strip())) for at in starts)
    return named / max(1, len(starts))


def _margin(lines: Sequence[Line], lefts: Sequence[float], at: int) -> float:
    """Return the left edge of the column in which line `at` stands."""
    near = [
        left
        for line, left in zip(lines, lefts, strict=True)
        if line.page == lines[at].page and -45 < left - lefts[at] <= 0
    ]
    return min(near)


def _blank_lines(blocks: Sequence[Block], lines: Sequence[Line], heads: set[int]) -> list[int]:
    """Return where blocks start, if most blocks look like one entry each."""
    texts = [text_of(block) for block in blocks]
    whole = sum(len(text) < 600 and bool(YEAR.search(text)) for text in texts)
    if (
        len(blocks) < 2
        or whole * 10 < len(texts) * 7
        or len(YEAR.findall(" ".join(texts))) > 3 * len(texts)
    ):
        return []
    starts = [at for at, line in enumerate(lines) if id(line) in heads]
    return [at for at in starts if not at or not _runs_on(lines[at - 1].text, lines[at].text)]


def _redated(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Return the lines that begin with a second date within an entry: each begins the next entry.

    The rule that is drawn there for the authors of the entry before is no text.
    """
    found: list[int] = []
    known, dated = set(starts), False
    for at, line in enumerate(lines):
        text = line.text.strip()
        if at in known:
            dated = False
        elif dated and _DATE.match(text) and lines[at - 1].text.rstrip().endswith((".", "]")):
            found.append(at)
        dated = dated or bool(YEAR.search(text))
    return found


def _runs_on(before: str, line: str) -> bool:
    start = line.lstrip()
    return before.rstrip()[-1] in ",&-:(" or (start[0].islower() and not _PARTICLE.match(start))


def _by_names(lines: Sequence[Line], heads: set[int]) -> list[int]:
    """Return the lines that begin with a name after a line that ends an entry."""
    starts: list[int] = []
    year_seen = True
    for at, line in enumerate(lines):
        ended = not at or bool(re.search(r"[.\])\d/]\s*$", lines[at - 1].text)) or id(line) in heads
        if ended and year_seen and STARTS_NAME.match(line.text.strip()):
            starts.append(at)
            year_seen = False
        year_seen = year_seen or bool(YEAR.search(line.text))
    return starts


# Reading ---------------------------------------------------------------------------------------


def parse_all(composed: Composition) -> tuple[Reference, ...]:
    """Return the entries of the bibliography in text order, as far as they can be read."""
    found: list[Reference] = []
    for piece in composed.pieces:
        if piece.block.kind == "reference":
            text = composed.text_of(piece)
            entry = read_entry(text)
            found.append(
                Reference(
                    label=entry.label,
                    text=text,
                    authors=entry.authors,
                    year=entry.year,
                    title=entry.title,
                    venue=entry.venue,
                    doi=entry.doi,
                    start=piece.start,
                    end=piece.end,
                )
            )
    return _repeated_authors(found)


def _repeated_authors(references: list[Reference]) -> tuple[Reference, ...]:
    """Return `references` with the authors of the one before where a dash, or no text, does."""
    filled: list[Reference] = []
    for reference in references:
        dashed = re.match(r"(?:\[\d+\]\s*)?[—–_-]{2,}", reference.text)
        dashed = dashed or _DATE.match(reference.text)
        if dashed and filled and not reference.authors:
            reference = replace(reference, authors=filled[-1].authors)
        filled.append(reference)
    return tuple(filled)
