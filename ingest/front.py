"""Front matter: which blocks are the title, the authors, the abstract, the keywords."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest import numbering
from ingest.headlines import above_places, is_of_many, names_and_places, spaced_text, whole_title
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.letters import mark_letter
from ingest.people import NOT_BY, split_authors
from ingest.sections import (
    ABSTRACT,
    KEYWORDS,
    OF_THE_PAPER,
    ends_text,
    is_front,
    is_named,
    lists_names,
    text_of,
)
from ingest.styles import alike, running_style

HEAD_BLOCKS = 60
FIELD = re.compile(
    r"(?P<name>title|authors?|by|date|published|doi|keywords?|affiliations?)\s*[:：]\s*"
    r"(?P<value>\S.*)",
    re.I | re.DOTALL,
)
_NOISE = re.compile(
    r"https?://|www\.|doi:|doi\.org|arxiv:\s*\d|^sha:|^licen[cs]e:|copyright|©|\bissn\b"
    r"|\bisbn\b|all rights reserved"
    r"|^\s*vol(?:ume)?(?:\.?\s*\d|(?:\.\s*|\s+)[ivxlc]+\b)|received\b.{0,300}\baccepted"
    r"|creative commons|proceedings of"
    r"|^(?:research|original|review)\s+article$"
    r"|^(?:article|open access|letter|report|preprint|research)$|^updated\b|^page \d|^\d+$"
    r"|published (?:online|by|in)|journal of .{0,300}\d{4}|^contents$"
    r"|^(?:the\s)?(?:\w+\s){0,3}journal\sof(?:\s[\w&,]+){1,6}$"
    r"|^(?:\w+['’]?s?\s){0,2}(?:thesis|dissertation)$|^orcid\b|^authors?['’]?s? notes?$"
    r"|^[\w\s]{0,12}(?:毕业|学位)\s*(?:设计|论文)(?:\s*[(（].{0,6}[)）])?$",
    re.I,
)
_SUMMARY = re.compile(  # headings above the first section of reports, which read like names
    r"(?:executive|lay|plain[- ]language)\s+summary"
    r"|key\s+(?:facts|findings|messages|points|results|takeaways)",
    re.I,
)
_LABELLED = re.compile(r"[A-Z][A-Za-z ,/&-]{2,70}:\s")  # "Main Outcomes and Measures: We count"
_PROSE = re.compile(r"(?=.{120})[A-Z\"“].*[a-z]{2}[.?!](?:\s|$)", re.DOTALL)
_SENTENCES = re.compile(r"[a-z]{3}[.?!]\s+[A-Z][^.]*\s")  # the end of one, and the next
_CODED = re.compile(r"\(JEL\s[^()]{2,80}\)$")  # "… on roofs. (JEL Q15, R14)" ends an abstract
_OF_A_SIZE = 0.3  # points
_UNTITLED = re.compile(
    r"microsoft word|untitled|\.(?:docx?|dvi|tex|pdf|indd|qxd)\b|^(?:paper|title|slide|doc|main"
    r"|ms)\s*\d*$",
    re.I,
)


def mark_front(blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """Return `blocks` with the title, authors, abstract and keywords marked."""
    letter = mark_letter(blocks)
    if letter is not None:
        return letter
    parted = names_and_places(blocks)
    marked = _titled(_inline_parts(_with_boxed_abstract(parted)), layout)
    title = _title_at(marked[: _head_end(marked)], layout)
    if title is not None:
        marked = whole_title(marked, title)
        end = _head_end(marked)
        marked[title + 1 : end] = above_places(marked[title + 1 : end])
    end = _head_end(marked)
    abstract = _abstract_at(marked, end)
    opening = None if title is None or abstract else _opening_at(marked, title, end)
    if opening is not None:
        marked[opening] = replace(marked[opening], kind="heading", level=1)
        end = opening
    if title is not None and not abstract:
        abstract = _unlabelled_abstract(marked, title, end)
    for at in abstract:
        marked[at] = replace(marked[at], kind="abstract")
    named = []
    for at in range((title + 1) if title is not None else 0, min([*abstract, end])):
        grid = marked[at].kind == "table" and split_authors(marked[at].lines[0].text)
        if grid or (marked[at].kind == "unknown" and _is_authors(spaced_text(marked[at]))):
            named.append(at)
    for at in _of_one_type(named, marked):
        marked[at] = replace(marked[at], kind="authors")
    return marked


def _of_one_type(named: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """Return those of the blocks of names that are set as large as the one with most names.

    What else reads like one or two names is the journal's, or a button: "Read Online".
    """
    counts = {at: len(split_authors(spaced_text(blocks[at]))) for at in named}
    main = max(named, key=lambda at: counts[at], default=None)
    if main is None or counts[main] < 3:
        return [*named]
    size = blocks[main].lines[0].size
    return [
        at for at in named if counts[at] > 2 or abs(blocks[at].lines[0].size - size) <= _OF_A_SIZE
    ]


def _with_boxed_abstract(blocks: list[Block]) -> list[Block]:
    """Return `blocks` with an abstract that stands in a box among the notes before the text."""
    start = next((at for at, block in enumerate(blocks) if _is_boxed(block)), None)
    first = next((at for at, block in enumerate(blocks) if block.kind == "heading"), None)
    if start is None:
        return blocks
    first = start if first is None else min(first, start)
    end = start + 1
    while end < len(blocks) and blocks[end].kind == "footnote":
        end += 1
    box = [replace(blocks[start], kind="heading", level=1)]
    box += [replace(block, kind="abstract") for block in blocks[start + 1 : end]]
    return [*blocks[:first], *box, *blocks[first:start], *blocks[end:]]


def _is_boxed(block: Block) -> bool:
    return block.kind == "footnote" and bool(ABSTRACT.fullmatch(text_of(block).strip()))


def _inline_parts(blocks: list[Block]) -> list[Block]:
    """Return `blocks` with the keywords cut off the end of the abstract, and kinds of both set."""
    parts: list[Block] = []
    for at, block in enumerate(blocks):
        if block.kind not in ("unknown", "paragraph") or at > HEAD_BLOCKS:
            parts.append(block)
            continue
        cut = next(
            (at for at, line in enumerate(block.lines) if at and opens(KEYWORDS, [line])), None
        )
        pieces = (
            [block]
            if cut is None
            else [replace(block, lines=block.lines[:cut]), replace(block, lines=block.lines[cut:])]
        )
        for piece in pieces:
            kind: BlockKind = piece.kind
            if opens(KEYWORDS, piece.lines):
                kind = "keywords"
            elif opens(ABSTRACT, piece.lines) and len(text_of(piece)) > 60:
                kind = "abstract"
            parts.append(replace(piece, kind=kind))
    return parts


def opens(label: re.Pattern[str], lines: Sequence[Line]) -> bool:
    """Say whether `lines` start with `label`, set apart by a stop or its type from what follows."""
    text = " ".join(line.text.strip() for line in lines)
    match = label.match(text)
    if not match or match.end() == len(text):
        return False
    stopped = match.group().rstrip()[-1] in ".:：—–-"
    return stopped or (
        text[: lines[0].lead] == match.group().rstrip() and text[match.end()].isupper()
    )


def _titled(blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """Return `blocks` with a heading as the title that starts the file or is above all others."""
    found = next((at for at, block in enumerate(blocks) if block.kind == "heading"), None)
    if found is None or any(block.kind == "title" for block in blocks):
        return list(blocks)
    text, level = text_of(blocks[found]), blocks[found].level
    if _is_below_larger(blocks, found):
        return list(blocks)
    above = all(
        block.level > level
        for at, block in enumerate(blocks)
        if block.kind == "heading" and at != found
    )
    bare = numbering.parse(text) is None and not is_named(text)
    bare = bare and (above or not (_is_section(text, layout) or is_of_many(blocks, found)))
    if not bare or not (found == 0 or (above and level == 1 and found < 12)):
        return list(blocks)
    title = replace(blocks[found], kind="title", level=0)
    return [*blocks[:found], title, *blocks[found + 1 :]]


def _is_below_larger(blocks: Sequence[Block], heading: int) -> bool:
    """Say whether a title in larger type stands above a heading, with names or text below it.

    The name of a journal has none: right below that stands the title.
    """
    size = blocks[heading].lines[0].size
    if not size:
        return False
    larger = (
        at
        for at, block in enumerate(blocks[:heading])
        if block.kind == "unknown"
        and block.lines[0].size > size + 0.3
        and _may_be_title(text_of(block))
    )
    below = blocks[next(larger, heading) + 1 : heading]
    return any(_PROSE.match(text_of(each)) or _is_authors(spaced_text(each)) for each in below)


def _is_section(text: str, layout: Layout) -> bool:
    """Say whether a file that states a long title means a section by its first, short heading.

    It is narrow, as what a file states may be the name of a web site or of a template.
    """
    stated = plausible(layout.title)
    same = letters(text) in letters(stated)
    return not layout.pages and not same and len(text.split()) < 4 <= len(stated.split())


def _head_end(blocks: Sequence[Block]) -> int:
    """Return where front matter ends: at the first heading of the text itself."""
    for at, block in enumerate(blocks[:HEAD_BLOCKS]):
        text = text_of(block)
        if block.kind == "heading" and not is_front(text):
            return at
    return min(len(blocks), HEAD_BLOCKS)


def _opening_at(blocks: Sequence[Block], title: int, end: int) -> int | None:
    """Return where a heading that was not seen as one opens the text, between title and `end`.

    Above prose, it is set as the headings below it and much larger than the names above it, or
    says that it is a summary; else two capitalised words below a title are names.
    """
    names = 0.0  # the size in which they are set
    for at in range(title + 1, min(end, len(blocks) - 1)):
        block, following = blocks[at], blocks[at + 1]
        if block.kind != "unknown":
            continue
        size = block.lines[0].size
        larger = names > 0 and size >= 1.25 * max(names, following.lines[0].size)
        heads = larger and _is_set_as_headings(blocks, at)
        running = following.kind in ("unknown", "paragraph")
        above_prose = running and _PROSE.match(text_of(following))
        if above_prose and (heads or _SUMMARY.fullmatch(text_of(block))):
            return at
        if _is_authors(spaced_text(block)):
            names = max(names, size)
    return None


def _is_set_as_headings(blocks: Sequence[Block], at: int) -> bool:
    below = [block.lines[0] for block in blocks[at:] if block.kind == "heading"]
    short = len(blocks[at].lines) < 3 and len(text_of(blocks[at])) < 100
    return short and sum(alike(blocks[at].lines[0], line) for line in below) > 1


def _title_at(head: Sequence[Block], layout: Layout) -> int | None:
    for at, block in enumerate(head):
        if block.kind == "title":
            return at
    text = _text_at(head)
    choices = [
        at
        for at, block in enumerate(head)
        if block.kind == "unknown"
        and _may_be_title(text_of(block))
        and (at < text or _stands_out(block.lines[0], head[text].lines[0]))
    ]
    choices = [at for at in choices if head[at].lines[0].page <= head[choices[0]].lines[0].page + 1]
    if not choices:
        return None
    known = letters(layout.title)
    for at in choices:
        if len(known) > 12 and known == letters(text_of(head[at])):
            return at
    if plausible(layout.title) and not any(head[at].lines[0].size for at in choices):
        return None  # a file that is not typeset states its title, where it has one, in its fields
    largest = max(head[at].lines[0].size for at in choices)
    return next(at for at in choices if head[at].lines[0].size >= largest - 0.3)


def _stands_out(line: Line, usual: Line) -> bool:
    return line.size > usual.size + 0.3 or (line.bold and not usual.bold)


def _may_be_title(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    if not re.search(r"[^\W\d_]{3}|[\u3400-\u9fff]{2}", text):
        return False
    if _NOISE.search(text) or "@" in text or len(text) > 350 or not words:
        return False
    if sum(map(len, words)) * 3 < len("".join(text.split())) * 2:  # a formula
        return False
    if FIELD.match(text) and not text.lower().startswith("title"):
        return False
    sentence = text.endswith(".") and len(words) > 9
    return not sentence and (len(words) >= 2 or len(text) >= 6)


def _text_at(head: Sequence[Block]) -> int:
    """Return where the text begins, `len(head)` if unknown: more than a sentence, in usual type."""
    sizes: Counter[float] = Counter()
    for line in (line for block in head for line in block.lines):
        sizes[round(line.size, 1)] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    for at, block in enumerate(head):
        text, size = text_of(block), block.lines[0].size
        long = block.kind == "unknown" and len(text.split()) > 20
        if long and 0 < size <= usual + 0.3 and _SENTENCES.search(text):
            return at
    return len(head)


def letters(text: str) -> str:
    """Return the letters and digits of `text` alone, in small letters."""
    return re.sub(r"[\W_]+", "", text).lower()


def _abstract_at(blocks: Sequence[Block], end: int) -> list[int]:
    """Return where the paragraphs of the abstract stand."""
    for at, block in enumerate(blocks[: end + 1]):
        if block.kind == "abstract":
            return [at, *(far for far in range(at + 1, end) if blocks[far].kind == "abstract")]
        if block.kind == "heading" and ABSTRACT.fullmatch(text_of(block).strip()):
            return _paragraphs_below(blocks, at)
    return []


def _paragraphs_below(blocks: Sequence[Block], heading: int) -> list[int]:
    found: list[int] = []
    for at in range(heading + 1, len(blocks)):
        block = blocks[at]
        text = text_of(block)
        labelled = _LABELLED.match(text) is not None
        enough = len(found) > 5 or _begins_anew([blocks[one] for one in found], block)
        if block.kind in ("heading", "keywords") or (enough and not labelled):
            break
        if block.kind in ("unknown", "paragraph", "abstract") and not OF_THE_PAPER.match(text):
            found.append(at)
    return found


def _begins_anew(abstract: Sequence[Block], block: Block) -> bool:
    """Say whether a page begins with `block`, and the abstract has ended on the one before."""
    return (
        any(text_of(one).rstrip().endswith(".") for one in abstract)
        and block.lines[0].page > abstract[0].lines[0].page
        and text_of(block)[:1].isupper()
    )


def _unlabelled_abstract(blocks: Sequence[Block], title: int, end: int) -> list[int]:
    """Return where one or two paragraphs stand between the title and the first heading.

    More are the text, and so is what only the last sections follow; but then a first one that is
    set in a type of its own, as journals without a label do, or ends in codes, is the abstract.
    """
    found = [
        at
        for at in range(title + 1, end)
        if blocks[at].kind in ("unknown", "paragraph") and _may_be_abstract(text_of(blocks[at]))
    ]
    first = blocks[end] if end < len(blocks) else None
    if first is None or first.kind != "heading" or ends_text(text_of(first)) or len(found) > 2:
        apart = len(found) > 2 and (
            _is_set_apart(blocks[found[0]], blocks[found[1] :])
            or bool(_CODED.search(text_of(blocks[found[0]])))
        )
        return found[:1] if apart else []
    return found


def _is_set_apart(block: Block, text: Sequence[Block]) -> bool:
    """Say whether a paragraph is bold, or of another size, and the text below it is not."""
    usual = running_style(text)
    if not usual.size or usual.bold:
        return False
    bold = all(line.bold for line in block.lines)
    sized = all(abs(line.size - usual.size) > _OF_A_SIZE for line in block.lines)
    return bold or sized


def _may_be_abstract(text: str) -> bool:
    if len(text) <= 300 or not _PROSE.match(text) or "@" in text or lists_names(text):
        return False
    return not (_NOISE.search(text) or OF_THE_PAPER.match(text) or _is_authors(text))


def _is_authors(text: str) -> bool:
    field = FIELD.match(text)
    if field:
        return field["name"].lower().startswith(("author", "by"))
    if _NOISE.search(text) or NOT_BY.match(text) or re.match(r"[\[［]\d", text):  # an entry
        return False
    return len(text) < 1500 and not _SUMMARY.fullmatch(text) and bool(split_authors(text))


def plausible(title: str) -> str:
    """Return a title from the file's own fields, "" where it is no title of a paper."""
    return "" if _UNTITLED.search(title) or len(title.split()) < 2 else " ".join(title.split())
