"""Front matter: title, authors, affiliations, abstract, keywords, year."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.composition import Composition, Piece
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.people import is_affiliation, split_authors
from ingest.sections import ABSTRACT, KEYWORDS, text_of

_HEAD_BLOCKS = 60
_FIELD = re.compile(
    r"(?P<name>title|authors?|by|date|published|doi|keywords?|affiliations?)\s*[:：]\s*"
    r"(?P<value>\S.*)",
    re.I | re.DOTALL,
)
_NOISE = re.compile(
    r"https?://|www\.|doi:|doi\.org|arxiv:\s*\d|^sha:|^licen[cs]e:|copyright|©|\bissn\b"
    r"|\bisbn\b|all rights reserved"
    r"|^\s*vol(?:ume)?\.?\s*\d|received\b.*\baccepted|creative commons|proceedings of"
    r"|^(?:research|original|review)\s+article$"
    r"|^(?:article|open access|letter|report|preprint|research)$|^updated\b|^page \d|^\d+$"
    r"|published (?:online|by|in)|journal of .*\d{4}|^contents$",
    re.I,
)
_BODY_LABEL = re.compile(r"(?:full\s+)?text\s*:\s+(?=\S)", re.I)
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20[0-4]\d)(?!\d)")
_UNTITLED = re.compile(
    r"microsoft word|untitled|\.(?:docx?|dvi|tex|pdf|indd|qxd)\b|^(?:paper|title|slide|doc|main"
    r"|ms)\s*\d*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a paper says of itself. `abstract` is a span of the canonical text."""

    title: str
    authors: tuple[str, ...]
    affiliations: tuple[str, ...]
    abstract: tuple[int, int] | None
    keywords: tuple[str, ...]
    year: int | None


def mark_front(blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """Return `blocks` with the title, authors, abstract and keywords marked."""
    marked = _inline_parts(list(blocks))
    end = _head_end(marked)
    title = _title_at(marked[:end], layout)
    if title is not None:
        marked[title] = replace(marked[title], kind="title", level=0)
    abstract = _abstract_at(marked, end)
    for at in abstract:
        marked[at] = replace(marked[at], kind="abstract")
    last = min([*abstract, end])
    for at in range((title + 1) if title is not None else 0, last):
        if marked[at].kind == "unknown" and _is_authors(spaced_text(marked[at])):
            marked[at] = replace(marked[at], kind="authors")
    return marked


def _inline_parts(blocks: list[Block]) -> list[Block]:
    """Return `blocks` with the keywords cut off the end of the abstract, and kinds of both set."""
    parts: list[Block] = []
    for at, block in enumerate(blocks):
        if block.kind not in ("unknown", "paragraph") or at > _HEAD_BLOCKS:
            parts.append(block)
            continue
        cut = next(
            (at for at, line in enumerate(block.lines) if at and _opens(KEYWORDS, line.text)), None
        )
        pieces = (
            [block]
            if cut is None
            else [replace(block, lines=block.lines[:cut]), replace(block, lines=block.lines[cut:])]
        )
        for piece in pieces:
            text = text_of(piece)
            kind: BlockKind = piece.kind
            if _opens(KEYWORDS, text):
                kind = "keywords"
            elif _opens(ABSTRACT, text) and len(text) > 60:
                kind = "abstract"
            parts.append(replace(piece, kind=kind))
    return parts


def _opens(label: re.Pattern[str], text: str) -> bool:
    """Say whether `text` starts with `label` set apart from what follows it."""
    match = label.match(text.strip())
    if not match or match.end() == len(text.strip()):
        return False
    rest = text.strip()[match.end() :]
    return match.group().rstrip()[-1] in ".:：—–-" or (
        rest[0].isspace() and rest.lstrip()[0].isupper()
    )


def _head_end(blocks: Sequence[Block]) -> int:
    """Return where front matter ends: at the first heading of the text itself."""
    for at, block in enumerate(blocks[:_HEAD_BLOCKS]):
        text = text_of(block)
        front = ABSTRACT.fullmatch(text) or KEYWORDS.fullmatch(text)
        if (
            block.kind == "heading"
            and not front
            and not (at == 0 and block.level == 1 and _is_only_top(blocks))
        ):
            return at
    return min(len(blocks), _HEAD_BLOCKS)


def _is_only_top(blocks: Sequence[Block]) -> bool:
    """Say whether the first block is a heading above all others, that is, the title."""
    return all(block.level > 1 for block in blocks[1:] if block.kind == "heading")


def _title_at(head: Sequence[Block], layout: Layout) -> int | None:
    for at, block in enumerate(head):
        if block.kind == "title":
            return at
    if head and head[0].kind == "heading":
        return 0
    choices = [
        at
        for at, block in enumerate(head)
        if block.kind == "unknown" and _may_be_title(text_of(block))
    ]
    choices = [at for at in choices if head[at].lines[0].page <= head[choices[0]].lines[0].page + 1]
    if not choices:
        return None
    known = _letters(layout.title)
    for at in choices:
        if len(known) > 12 and known == _letters(text_of(head[at])):
            return at
    if _plausible(layout.title) and not any(head[at].lines[0].size for at in choices):
        return None  # a file that is not typeset states its title, where it has one, in its fields
    largest = max(head[at].lines[0].size for at in choices)
    return next(at for at in choices if head[at].lines[0].size >= largest - 0.3)


def _may_be_title(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    if _NOISE.search(text) or "@" in text or len(text) > 350 or not words:
        return False
    if _FIELD.match(text) and not text.lower().startswith("title"):
        return False
    sentence = text.endswith(".") and len(words) > 9
    return not sentence and (len(words) >= 2 or len(text) >= 6)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _abstract_at(blocks: Sequence[Block], end: int) -> list[int]:
    """Return where the paragraphs of the abstract stand."""
    for at, block in enumerate(blocks[: end + 1]):
        if block.kind == "abstract":
            return [at]
        if block.kind == "heading" and ABSTRACT.fullmatch(text_of(block).strip()):
            return _paragraphs_below(blocks, at)
    return []


def _paragraphs_below(blocks: Sequence[Block], heading: int) -> list[int]:
    found: list[int] = []
    for at in range(heading + 1, len(blocks)):
        block = blocks[at]
        if block.kind in ("heading", "keywords") or (found and len(found) > 5):
            break
        if block.kind in ("unknown", "paragraph", "abstract"):
            found.append(at)
    return found


def _is_authors(text: str) -> bool:
    field = _FIELD.match(text)
    if field:
        return field["name"].lower().startswith(("author", "by"))
    return not _NOISE.search(text) and len(text) < 1500 and bool(split_authors(text))


# From the composed text ------------------------------------------------------------------------


def front_matter(composed: Composition, layout: Layout) -> FrontMatter:
    """Return what the front of the paper says; the file's own metadata where it says nothing."""
    head = [piece for piece in composed.pieces[: _HEAD_BLOCKS + 20]]
    title = _first(composed, head, "title")
    authors = [
        name
        for piece in head
        if piece.block.kind == "authors"
        for name in split_authors(_value(spaced_text(piece.block)))
    ]
    first = next(
        (at for at, piece in enumerate(head) if piece.block.kind in ("abstract", "heading")),
        len(head),
    )
    return FrontMatter(
        title=_clean_title(title) or _plausible(layout.title),
        authors=tuple(dict.fromkeys(authors)) or _known_authors(layout),
        affiliations=_affiliations(composed, head[:first]),
        abstract=_abstract(composed, head),
        keywords=_keywords(composed, head) or layout.keywords,
        year=_year(composed, head[: first + 1]) or layout.year,
    )


def _known_authors(layout: Layout) -> tuple[str, ...]:
    names = [name for text in layout.authors for name in split_authors(text)]
    return tuple(dict.fromkeys(names))


def spaced_text(block: Block) -> str:
    """Return the lines of `block`; names side by side or below each other get commas between."""
    text = ""
    for line in map(_spaced, block.lines):
        names = split_authors(text.rsplit(", ", 1)[-1]) and split_authors(line)
        glue = ", " if names and not re.search(r"(?:[,;&]|\band)\s*$", text) else " "
        text += glue + line if text else line
    return text


def _spaced(line: Line) -> str:
    parts: list[str] = []
    at = 0
    for word, following in itertools.pairwise(line.words):
        if following.x0 - word.x1 > 1.2 * (word.y1 - word.y0):
            parts.append(line.text[at : word.end])
            at = word.end
    return ", ".join([*parts, line.text[at:]])


def _first(composed: Composition, head: Sequence[Piece], kind: BlockKind) -> str:
    return next((composed.text_of(piece) for piece in head if piece.block.kind == kind), "")


def _value(text: str) -> str:
    field = _FIELD.match(text)
    return field["value"] if field else text


def _clean_title(text: str) -> str:
    text = re.sub(r"^title\s*:\s*", "", " ".join(text.split()), flags=re.I)
    return re.sub(r"\s*[*∗†‡§¶#]+$", "", text)


def _plausible(title: str) -> str:
    return "" if _UNTITLED.search(title) or len(title.split()) < 2 else " ".join(title.split())


def _affiliations(composed: Composition, head: Sequence[Piece]) -> tuple[str, ...]:
    found: list[str] = []
    for piece in head:
        if piece.block.kind not in ("unknown", "authors", "paragraph", "footnote"):
            continue
        if piece.end - piece.start > 900:
            break
        for line in piece.block.lines:
            text = re.sub(r"^[\s\d*∗†‡§¶#,()]+", "", line.text).strip(" ,;.")
            if is_affiliation(text) and len(text.split()) < 25 and text[0].isupper():
                found.append(text)
    return tuple(dict.fromkeys(found))


def _abstract(composed: Composition, head: Sequence[Piece]) -> tuple[int, int] | None:
    pieces = [piece for piece in head if piece.block.kind == "abstract"]
    if not pieces:
        return None
    start = pieces[0].start
    label = ABSTRACT.match(composed.text[start : pieces[0].end])
    if label and _opens(ABSTRACT, composed.text_of(pieces[0])):
        start += label.end()
        start += len(composed.text[start:]) - len(composed.text[start:].lstrip())
    return start, pieces[-1].end


def _keywords(composed: Composition, head: Sequence[Piece]) -> tuple[str, ...]:
    for at, piece in enumerate(head):
        text = composed.text_of(piece)
        label = KEYWORDS.match(text)
        if (
            piece.block.kind == "heading"
            and label
            and label.end() == len(text.strip())
            and at + 1 < len(head)
        ):
            return _split_keywords(composed.text_of(head[at + 1]))
        if piece.block.kind == "keywords":
            return _split_keywords(text[label.end() :] if label else text)
    return ()


def _split_keywords(text: str) -> tuple[str, ...]:
    separator = r"[;；]" if re.search(r"[;；]", text) else r"[,，、·•|]|\s[-–—]\s|\.\s"
    words = [re.sub(r"[*_]", "", word).strip(" .:：\n") for word in re.split(separator, text)]
    return tuple(word for word in words if word and len(word) < 80)[:25]


def _year(composed: Composition, head: Sequence[Piece]) -> int | None:
    texts = [
        composed.text_of(piece) for piece in head if piece.block.kind not in ("abstract", "title")
    ]
    dated = [
        text
        for text in texts
        if re.search(
            r"date|publish|©|copyright|received|vol|20\d\d\)|arxiv|conference|\bdoi\b", text, re.I
        )
    ]
    for text in dated:
        years = [int(year) for year in _YEAR.findall(text)]
        if years:
            return max(years)
    return None
