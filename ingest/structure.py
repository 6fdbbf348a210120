"""From a reader's layout to a `Document`: what each block is, and the one canonical text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from ingest import front, frontmatter, headings, mentions, references, sections, tables
from ingest.cleaning import SOFT_HYPHEN, Vocabulary
from ingest.composition import lay_out
from ingest.document import Document, Reference
from ingest.labels import with_titles
from ingest.layout import Block, Layout, Line
from ingest.runins import opens_text
from ingest.sections import VENUE
from ingest.styles import UNFINISHED

_FINAL = re.compile(
    r"[.!?:;。！？：；…][\"'”’»)\]]*"
    r"(?:\s?\[[\d,;–\- ]+\]\.?|\[\^[^\]\s]{1,40}\]|[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹⁻,–]*|"
    r"(?<=[a-z]{4}\.)\d{1,3}(?:[,–\-]\d{1,3})*)*\s*$"  # "… of the soil.5"
)
_REMARK = re.compile(r"[.!?][\"'”’]?\s+\([A-Z](?![.\d])[^()]*\)$")  # "… of soil. (JEL Q15, R14)"
_BROKEN = re.compile(rf"[^\W\d_][-\u2010{SOFT_HYPHEN}]$")
_SMALL = 0.94  # of the size of a paragraph's type: what is smaller is no part of it
_LOOSE = 1.5  # em; a wider space than that stands between cells, or columns
_RULE = re.compile(r"[.·…_\s]{10,}")  # a line that is drawn with dots
_PROSE = 60  # characters; what is shorter may be the title of a table
_ITEM = re.compile(r"[\[(]?(?:\d{1,3}|[A-Za-z]|[ivx]+)[\]).]|[•●▪–—*·-]\s|\|")
_FLOATS = ("footnote", "caption", "table")
_RUNNING = ("paragraph", "unknown")
LONGEST_ID = 120  # characters; file names can have more than anyone wants to type, or see


def compose(layout: Layout, *, name: str, data_sha256: str) -> Document:
    """Return the document that `layout` is, with one canonical text and spans into it."""
    vocabulary = Vocabulary(line.text for block in layout.blocks for line in block.lines)
    blocks = with_titles([block for block in layout.blocks if _has_text(block)])
    blocks = headings.mark_headings(blocks)
    blocks = _with_headings_below(blocks)
    blocks = tables.join_tables(blocks)
    blocks = front.mark_front(blocks, layout)
    blocks = _with_notes_above(references.mark_references(blocks))
    blocks = _with_venue_in_front(join_paragraphs(blocks))
    composed = lay_out(blocks, layout.pages, vocabulary)
    found = frontmatter.front_matter(composed, layout)
    entries = references.parse_all(composed)
    return Document(
        id=slug(name),
        title=found.title or PurePath(name).stem,
        authors=found.authors,
        year=found.year or _stated_year(layout, entries),
        affiliations=found.affiliations,
        abstract=found.abstract,
        keywords=found.keywords,
        text=composed.text,
        pages=composed.pages,
        sections=sections.sections_of(composed),
        references=entries,
        mentions=mentions.find_mentions(composed, entries),
        words=composed.words,
        source=name,
        sha256=data_sha256,
        warnings=layout.warnings,
    )


def _with_headings_below(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with headings that end a page below the notes at its foot: text follows."""
    placed: list[Block] = []
    for block in blocks:
        at = len(placed)
        while at and block.kind == "footnote" and placed[at - 1].kind == "heading":
            if not block.lines[0].page or placed[at - 1].lines[0].page != block.lines[0].page:
                break
            at -= 1
        placed.insert(at, block)
    return placed


def _with_notes_above(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the notes among or right below the entries of a bibliography above it.

    Where a file has no pages, its notes are of the whole text, wherever they are written down.
    """
    placed: list[Block] = []
    bibliography = 0  # where the last one begins in `placed`, with its heading
    for block in blocks:
        before = placed[-1].kind if placed else "unknown"
        if block.kind == "reference" != before:
            bibliography = len(placed) - (before == "heading")
        if block.kind == "footnote" and before == "reference" and not block.lines[0].page:
            placed.insert(bibliography, block)
            bibliography += 1
        else:
            placed.append(block)
    return placed


def _with_venue_in_front(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with what the foot of page 1 says of the proceedings above the first section.

    It is no part of the text around it.
    """
    first = next((at for at, block in enumerate(blocks) if opens_text(block)), len(blocks))
    venues = [
        block
        for block in blocks[first:]
        if block.kind == "footnote"
        and block.lines[0].page == 1 == blocks[first].lines[0].page
        and VENUE.match(block.lines[0].text)
    ]
    rest = [block for block in blocks[first:] if block not in venues]
    return [*blocks[:first], *venues, *rest]


def _stated_year(layout: Layout, entries: Sequence[Reference]) -> int | None:
    """Return the year in the file's own fields; of a PDF, only if the bibliography bears it out.

    A PDF may have been made long after its paper; papers cite works of the last two years.
    """
    if not layout.pages or layout.year is None:
        return layout.year
    latest = max((entry.year for entry in entries if entry.year), default=0)
    return layout.year if latest <= layout.year <= latest + 2 else None


def slug(name: str) -> str:
    """Return the readable id of a file: its stem, lower case, in letters, digits, "." and "-"."""
    stem = PurePath(name).stem or name
    return re.sub(r"[^\w.]+", "-", stem.lower())[:LONGEST_ID].strip("-.") or "document"


def _has_text(block: Block) -> bool:
    texts = (line.text.strip() for line in block.lines)
    return any(text and not _RULE.fullmatch(text) for text in texts)


# Paragraphs ------------------------------------------------------------------------------------


def join_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with paragraphs that a column, page or blank line has cut made whole.

    A float between the two halves goes before the paragraph where it stands on the page on which
    the paragraph begins, else after it, so that pages stay in order.
    """
    joined: list[Block] = []
    open_at = aside_at = -1  # where the last paragraph stands in `joined`, and small print after it
    for block in blocks:
        at = next((at for at in (aside_at, open_at) if at >= 0 and _ends(joined[at:], block)), -1)
        if at >= 0:
            whole_at = _add_rest(joined, at, block)
            open_at, aside_at = (open_at, whole_at) if at == aside_at else (whole_at, -1)
            continue
        joined.append(block)
        if block.kind not in (*_RUNNING, *_FLOATS, "abstract", "list"):
            open_at = aside_at = -1
        elif open_at >= 0 and _is_aside(joined[open_at:-1], block):
            aside_at = len(joined) - 1
        elif block.kind not in _FLOATS:
            open_at, aside_at = len(joined) - 1, -1
    return joined


def _add_rest(joined: list[Block], at: int, rest: Block) -> int:
    """Add `rest` to the paragraph at `at`, the floats after which may move; return where it is."""
    whole, *floats = joined[at:]
    begun = whole.lines[0].page
    first = [each for each in floats if each.lines[0].page <= begun]
    later = [each for each in floats if each.lines[0].page > begun]
    joined[at:] = [*first, replace(whole, lines=whole.lines + rest.lines), *later]
    return at + len(first)


def _is_aside(paragraph_and_floats: Sequence[Block], block: Block) -> bool:
    """Say whether `block` is small print that stands within a paragraph, as the words of a figure.

    Nothing stands within a heading, or a paragraph that has come to its end; and what ends its
    last sentence right below it is its own, as a line with a formula may be set smaller.
    """
    paragraph, *floats = paragraph_and_floats
    last, first = paragraph.lines[-1], block.lines[0]
    size = max(line.size for line in block.lines)
    prose = sum(len(line.text) for line in paragraph.lines) > _PROSE
    if block.kind != "unknown" or not prose or not 0 < size < _SMALL * last.size:
        return False
    own_end = not floats and first.text.lstrip()[:1].islower() and _is_final(block.lines[-1].text)
    return not own_end and not _is_final(last.text)


def _is_final(text: str) -> bool:
    return _FINAL.search(text.rstrip()[-80:]) is not None


def _ends(paragraph_and_floats: Sequence[Block], block: Block) -> bool:
    """Say whether `block` is the rest of a paragraph, after the floats and asides within it.

    Asides may be parts of a formula; where a page, a column or a word is cut, they are not.
    """
    paragraph, *floats = paragraph_and_floats
    if not _goes_on(paragraph, block) or _set_apart(paragraph_and_floats, block):
        return False
    if all(each.kind in _FLOATS for each in floats):
        return True
    last, following = paragraph.lines[-1], block.lines[0]
    begun = following.text.lstrip()[:1].islower() and _of_one_size(last.size, following.size)
    return begun and (_cut(last, following) or _BROKEN.search(last.text.rstrip()) is not None)


def _set_apart(paragraph_and_floats: Sequence[Block], block: Block) -> bool:
    """Say whether a page of floats alone lies between the paragraph and `block`."""
    paragraph, *floats = paragraph_and_floats
    begun, here = paragraph.lines[0].page, block.lines[0].page
    return any(begun < each.lines[0].page < here for each in floats)


def _goes_on(before: Block, block: Block) -> bool:
    """Say whether `block` is the rest of the paragraph `before`."""
    if block.kind not in _RUNNING and not block.kind == before.kind == "abstract":
        return False
    if block.continues:
        return True
    last, following = before.lines[-1].text.rstrip()[-80:], block.lines[0].text.lstrip()
    if _BROKEN.search(last) and following[:1].islower():
        return True
    if not _of_one_size(before.lines[-1].size, block.lines[0].size):
        return False
    if _is_final(last) or not following:
        return False
    if following[0].islower() or _both_cjk(last, following):
        return True
    if _beside(before.lines[-1], block.lines[0]):  # "(Model | 1), then"
        return True
    if UNFINISHED.search(last) and _cut(before.lines[-1], block.lines[0]):
        rest = sum(len(line.text) for line in block.lines)
        return rest > _PROSE and not _ITEM.match(following)
    # Only where blank lines and columns are all there is to go by: a long line of prose that
    # stops without a stop goes on in the next block, capital letter or not.
    unsure = before.kind == block.kind == "unknown" and not _ends_in_remark(before)
    words = sum(len(line.text) for line in before.lines)
    return unsure and words > 120 and len(following) > 30 and not _ITEM.match(following)


def _ends_in_remark(block: Block) -> bool:
    """Say whether all that stands after the last sentence is in brackets, as the codes of JEL."""
    return _REMARK.search(" ".join(line.text.strip() for line in block.lines[-2:])) is not None


def _cut(line: Line, following: Line) -> bool:
    """Say whether a page or a column ends between two lines; a formula may follow else."""
    if line.page != following.page:
        return True
    return bool(line.words and following.words) and following.words[0].y0 < line.words[0].y0


def _beside(line: Line, following: Line) -> bool:
    """Say whether two lines are parts of one, loosely set to fill the width of its column."""
    if not line.words or not following.words or line.page != following.page:
        return False
    last, first = line.words[-1], following.words[0]
    return abs(last.y1 - first.y1) < 2 and 0 < first.x0 - last.x1 < _LOOSE * line.size


def _of_one_size(size: float, other: float) -> bool:
    return not size or not other or abs(size - other) <= 0.1 * max(size, other)


def _both_cjk(last: str, following: str) -> bool:
    return bool(
        re.search(r"[\u4e00-\u9fff，、]$", last) and re.match(r"[\u4e00-\u9fff]", following)
    )
