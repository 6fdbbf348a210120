"""Headings and captions: telling them from running text by number, name, type and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import numbering
from ingest.boxes import with_boxes_last
from ingest.contents import without_contents
from ingest.labels import stands_above_labels
from ingest.layout import Block, Line
from ingest.people import is_affiliation
from ingest.runins import level_of, opened, opens_paragraph, with_clauses, with_declarations
from ingest.sections import (
    ABSTRACT,
    BIBLIOGRAPHY,
    CAPTIONED,
    KEYWORDS,
    before_bibliography,
    bibliographies_at,
    is_bibliography,
    is_named,
    text_of,
)
from ingest.styles import Style, alike, running_style
from ingest.typefaces import typeface

MAX_HEADING = 180  # characters
_APART = 0.8  # em of white between two lines that are no lines of one heading

_CAPTION = re.compile(
    rf"(?:supplementary\s+|extended\s+data\s+)?(?:{'|'.join(CAPTIONED)}|图|表)\s*"
    r"(?:[A-Z]?\.?\d{1,3}|[IVX]{1,5})[a-z]?(?:\s*[.:|—–-]|\s+(?-i:[A-Z\u4e00-\u9fff])|\s*$)",
    re.I,
)
_SHORT = re.compile(r"(?:[^\W\d_]+[\s-]){0,5}[^\W\d_]+\.")  # "3.1. Data collection."
_UNLIKELY = re.compile(
    r"proceedings of|copyright|permission|all rights|https?:|www\.|\bet al\b"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+\d{1,2}?,?\s*\d{4}$",
    re.I,
)
_CHAPTER = re.compile(
    r"(?:chapter|part|kapitel|teil|chapitre|partie|cap[ií]tulo)\s+\d{1,2}\W?", re.I
)
_ADDRESS = re.compile(r"https?:|www\.|doi\b", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_STOPPED = re.compile(r"[.;,，。；]\s*$")


def mark_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with headings and captions marked, cut out of blocks that hold more.

    A numbered line is a heading if its number fits into the longest run of such numbers through
    the whole file, so that the items of a numbered list are none.
    """
    blocks = with_clauses(without_contents(blocks))
    style = running_style(before_bibliography(blocks))
    parts = _joined([part for block in blocks for part in _peeled(block, style)], style)
    items = _items(parts, style)
    chain = _chain(parts, style, items)
    bibliographies = bibliographies_at(parts)
    marked = [
        _marked(part, parts, at, at in chain, style)
        if part.kind == "unknown"
        and at not in items
        and (at in bibliographies or not is_bibliography(part))
        else part
        for at, part in enumerate(parts)
    ]
    marked = _without_run_ins(marked, parts, chain)
    anchor = _anchor(marked, chain)
    # What is set large before the paper's text begins is its title, an author, the journal.
    front = [at for at in range(anchor) if not _opens_slide(marked[at], marked, anchor)]
    kept = [
        part if at in front and part.kind == "unknown" and mark.kind == "heading" else mark
        for at, (part, mark) in enumerate(zip(parts, marked, strict=True))
    ]
    return with_boxes_last(with_declarations(kept))


def _chain(parts: Sequence[Block], style: Style, items: frozenset[int]) -> frozenset[int]:
    """Return which of `parts` are numbered headings; none of `items` is."""
    bibliography = next(iter(bibliographies_at(parts)), len(parts))
    numbers = [
        None if each and (at in items or at > bibliography and each.scheme != "letter") else each
        for at, each in enumerate(_number_of(part, style) for part in parts)
    ]
    labels = _of_drawings(numbers, parts, style)
    numbers = [None if at in labels else each for at, each in enumerate(numbers)]
    chain = numbering.longest_chain(numbers)
    plain = style.size > 0 and not any(_is_styled(parts[at], style) for at in chain)
    named = sum(is_named(text_of(part)) for part in parts if _is_styled(part, style))
    return frozenset() if plain and named > 2 else chain


def _of_drawings(
    numbers: Sequence[numbering.Candidate | None], parts: Sequence[Block], style: Style
) -> frozenset[int]:
    """Return which numbered `parts` are labels of a figure: no other above text is set so."""
    numbered = [at for at, each in enumerate(numbers) if each]
    above = {at for at in numbered if stands_above_labels(parts[at + 1 : at + 4], style)}
    types = {typeface(parts[at].lines[0]) for at in numbered if at not in above}
    return frozenset(at for at in above if typeface(parts[at].lines[0]) not in types)


def _items(parts: Sequence[Block], style: Style) -> frozenset[int]:
    """Return which of `parts` have numbers but are plain, where headings are marked without any.

    The title, the abstract and the bibliography may be all that a file marks as headings.
    """
    marked = [text_of(part) for part in parts if part.kind == "heading"]
    if any(numbering.parse_all(marked, appendices_from=len(marked))):
        return frozenset()
    common = (ABSTRACT, KEYWORDS, BIBLIOGRAPHY)
    own = [text for text in marked if not any(each.fullmatch(text.strip()) for each in common)]
    if len(own) < 2 and not any(map(is_named, own)):
        return frozenset()
    return frozenset(
        at
        for at, part in enumerate(parts)
        if not _is_styled(part, style) and numbering.parse(text_of(part))
    )


def _without_run_ins(
    marked: list[Block], parts: Sequence[Block], chain: frozenset[int]
) -> list[Block]:
    """Return `marked` without unnumbered headings between numbered ones: those name paragraphs.

    They stay in the text. Kept are such as "Acknowledgements" and "B Proofs", if set like the top
    level, and the heading of a bibliography, which journals set in the small print of its entries.
    """
    if len(chain) < 4:
        return marked
    tops = [parts[at].lines[0] for at in chain if level_of(text_of(parts[at])) == 1]
    kept = list(marked)
    for at in range(min(chain) + 1, max(chain)):
        block = marked[at]
        found = block.kind == "heading" and parts[at].kind == "unknown" and at not in chain
        known = is_named(text_of(block)) or numbering.bare_letter(text_of(block))
        as_top = known and any(alike(block.lines[0], top) for top in tops)
        if found and not as_top and not is_bibliography(block):
            kept[at] = parts[at]
    return kept


def _is_styled(block: Block, style: Style) -> bool:
    return block.kind == "heading" or style.stands_out(block.lines)


def _joined(parts: Sequence[Block], style: Style) -> list[Block]:
    """Return `parts` with a heading's number, title and further lines in one block."""
    joined: list[Block] = []
    for part in parts:
        if joined and part.kind == "unknown" and _belongs(joined[-1], part, style):
            joined[-1] = replace(joined[-1], lines=joined[-1].lines + part.lines)
        else:
            joined.append(part)
    return joined


def _belongs(before: Block, part: Block, style: Style) -> bool:
    """Say whether `part` goes on a heading that `before` begins, alike in type."""
    first, last = part.lines[0], before.lines[-1]
    if before.kind != "unknown" or first.page != last.page or len(part.lines) > 2:
        return False
    text = text_of(before)
    if re.fullmatch(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})\.?", text.strip()):
        return alike(first, last) and len(text_of(part)) < MAX_HEADING
    if _CHAPTER.fullmatch(text.strip()):
        both = len(text) + len(text_of(part))
        return style.stands_out(before.lines + part.lines) and both < MAX_HEADING
    return (
        style.stands_out(before.lines + part.lines)
        and alike(first, last)
        and not _is_apart(first, last)
        and (numbering.parse(text) is not None or numbering.bare_letter(text) != "")
        and numbering.parse(text_of(part)) is None
        and not numbering.bare_letter(text_of(part))
        and not is_named(text_of(part))
        and len(before.lines) + len(part.lines) <= 4
        and len(text) > 25
        and not text_of(part).endswith("-")
    )


def _is_apart(line: Line, before: Line) -> bool:
    """Say whether a wide space and another font part the headings of two levels."""
    if not (line.words and before.words) or line.font == before.font:
        return False
    return line.words[0].y0 - before.words[0].y1 > _APART * line.size


def _peeled(block: Block, style: Style) -> list[Block]:
    """Return `block` cut where its style changes, and after a heading on its first line."""
    if block.kind != "unknown":
        return [block]
    if len(block.lines) == 1:
        return opened(block) or [block]
    runs = _runs(block.lines, style)
    if len(runs) > 1 and not opens_paragraph(runs, style):
        pieces = [replace(block, lines=tuple(run), continues=False) for run in runs]
        pieces[0] = replace(pieces[0], continues=block.continues)
        return [part for piece in pieces for part in _peeled(piece, style)]
    first = block.lines[0].text.strip()
    width = max(len(line.text) for line in block.lines)
    halves = opened(block)
    if halves:
        return halves
    parted = len(block.lines) > 2 or block.lines[0].font != block.lines[1].font or first.isupper()
    bare = is_named(first) or (
        numbering.parse(first) is not None and len(first) < width * 0.8 and parted
    )
    bare = (bare or _is_in_capitals(block)) and not _STOPPED.search(first)
    if bare and not style.stands_out(block.lines):
        rest = replace(block, lines=block.lines[1:], continues=False)
        return [replace(block, lines=block.lines[:1]), rest]
    return [block]


def _is_in_capitals(block: Block) -> bool:
    """Say whether the first line of a text that is not typeset is a heading: "NEW STAFF"."""
    first, second = block.lines[0].text, block.lines[1].text
    words = _WORD.findall(first)
    short = 0 < len(words) <= 8 and len("".join(words)) > 3
    return not block.lines[0].size and short and first.isupper() and not second.isupper()


def _runs(lines: Sequence[Line], style: Style) -> list[list[Line]]:
    """Return `lines` cut where their style changes."""
    runs: list[list[Line]] = []
    for line in lines:
        if (
            runs
            and style.stands_out([line]) == style.stands_out([runs[-1][-1]])
            and _near(line, runs[-1][-1], style)
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    first = runs[0]
    if len(first) > 1 and numbering.parse(first[0].text) and first[-1].text.rstrip().endswith("-"):
        # Bold words that open the paragraph below the heading.
        runs[1:] = [[first.pop(), *(runs[1] if len(runs) > 1 else [])], *runs[2:]]
    return runs


def _near(line: Line, before: Line, style: Style) -> bool:
    """Say whether `line` goes on the heading of `before`, not one of a lower level below it."""
    if not style.stands_out([line]):
        return True
    return alike(line, before) and not is_named(before.text) and not _counts_on(line, before)


def _counts_on(line: Line, before: Line) -> bool:
    """Say whether `line` has the number after that of `before`, or is the first to have one."""
    number, last = numbering.parse(line.text), numbering.parse(before.text)
    if number is None or number.title[:1].islower():
        return False
    if last is None:
        return bool(re.match(r"\s*1\.\s", line.text))
    return number.path in (last.path + (1,), (*last.path[:-1], last.path[-1] + 1))


def _number_of(block: Block, style: Style) -> numbering.Candidate | None:
    """Return the number of a block that may be a numbered heading, and how much it looks it."""
    if block.kind not in ("unknown", "heading"):
        return None
    text = text_of(block)
    number = numbering.parse(text)
    if number is None or len(text) > MAX_HEADING or _CAPTION.match(text) or _is_formula(text):
        return None
    title = number.title
    styled = block.kind == "heading" or style.stands_out(block.lines)
    run_in = block.level > 1 and len(number.path) > 1
    if not styled and not run_in and _is_prose(title):
        return None
    weight = 1.0 + (2.0 if styled else 0.0) + 0.5 * (len(number.path) - 1) - len(title) / 400
    return numbering.Candidate(number.scheme, number.path, weight)


def _is_formula(text: str) -> bool:
    """Say whether `text` is mostly signs, as an equation that is set large."""
    letters = sum(map(len, _WORD.findall(text)))
    signs = re.search(r"[=+−·√∑∫∏∂∆]", text)
    return signs is not None and 4 * letters < len(re.sub(r"\s", "", text))


def _is_prose(title: str) -> bool:
    """Say whether `title` is rather a sentence, an item of a list, or an address."""
    stopped = _STOPPED.search(title) and not _SHORT.fullmatch(title)
    return bool(
        stopped
        or len(title.split()) > 22
        or title[0].islower()
        or re.search(r"[^\W\d_]{3,}[.?!]\s+\S", title)
        or (is_affiliation(title) and "," in title)
    )


def _marked(block: Block, blocks: Sequence[Block], at: int, numbered: bool, style: Style) -> Block:
    text = text_of(block)
    if _CAPTION.match(text):
        return replace(block, kind="caption")
    if numbered or is_named(text):
        return replace(block, kind="heading", level=level_of(text))
    following = blocks[at + 1 : at + 4]
    if following and _looks_like_heading(block, text, following, style):
        return replace(block, kind="heading", level=1)
    return block


def _looks_like_heading(block: Block, text: str, following: Sequence[Block], style: Style) -> bool:
    """Say whether an unnumbered block is a heading, from its type and from what follows."""
    words = _WORD.findall(text)
    if (
        not words
        or _is_formula(text)
        or len(text) > MAX_HEADING
        or len(block.lines) > 3
        or _STOPPED.search(text)
    ):
        return False
    first = text_of(following[0])
    listed = _ADDRESS.match(first) and len(words) <= 3 and not re.search(r"\d", text)
    if (first[:1].islower() and not listed) or text.endswith("-"):
        return False  # bold words that open a paragraph
    if text[0].islower() or not re.match(r"[\w\"“‘'¿]", text) or _UNLIKELY.search(text):
        return False
    if re.search(r"[@=|{}<>∑∫“”]", text) and not text[0].isalpha():
        return False
    if style.size:
        own_type = all(typeface(line) in style.faces for line in block.lines)
        short = own_type and len(words) <= 5 and ":" not in text and following[0].kind == "unknown"
        of_headings = own_type or bool(numbering.bare_letter(text))
        above_a_table = of_headings and following[0].kind in ("table", "caption")
        followed = _is_followed(following) or short or above_a_table
        stands_out = style.stands_out(block.lines) and len(words) <= 15
        return stands_out and followed and not stands_above_labels(following, style)
    prose = following[0].kind == "unknown" and len(first) > 60
    capitals = sum(word[0].isupper() for word in words if len(word) > 3)
    if text.isupper():
        return len(words) <= 12 and len(text) >= 4 and prose
    longer = sum(len(word) > 3 for word in words)
    titled = len(words) <= 9 and capitals == longer and ":" not in text and "," not in text
    return titled and len(block.lines) == 1 and len(first) > 200


def _is_followed(following: Sequence[Block]) -> bool:
    """Say whether prose follows, perhaps below a further heading or cut by a wide gap."""
    length = 0
    for block in following:
        if block.kind != "unknown" or block.lines[0].page > following[0].lines[0].page:
            break
        length += len(text_of(block))
    return length > 60


def _anchor(blocks: Sequence[Block], chain: frozenset[int]) -> int:
    """Return where the abstract, the first section or the first long paragraph stands."""
    named = (at for at, block in enumerate(blocks) if _is_anchor(block, numbered=at in chain))
    long = (at for at, block in enumerate(blocks) if len(text_of(block)) > 300)
    return next(named, next(long, 0))


def _is_anchor(block: Block, *, numbered: bool) -> bool:
    text = text_of(block)
    if block.kind in ("unknown", "abstract"):
        return bool(ABSTRACT.match(text)) and len(text) > 100
    number = numbering.parse(text)
    # A letter that counts nothing may be an initial: "K. Larsen", "M. Ito".
    counted = number is not None and (numbered or number.scheme not in ("letter", "roman"))
    return block.kind == "heading" and (is_named(text) or counted)


def _opens_slide(block: Block, blocks: Sequence[Block], anchor: int) -> bool:
    """Say whether a block above the anchor is set as a heading there, on a page after the first.

    Slides hold no long paragraphs, and few have names that all papers share.
    """
    line, opening = block.lines[0], blocks[anchor]
    later = line.page > blocks[0].lines[0].page
    return later and opening.kind == "heading" and alike(line, opening.lines[0])
