"""Headings: which blocks are, and the sections that they open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import numbering
from ingest.composition import Composition
from ingest.document import REFERENCES, Section
from ingest.layout import Block, Line

MAX_HEADING = 180  # characters

ABSTRACT = re.compile(
    r"(?:abstract|summary|摘\s*要|résumé|zusammenfassung|resumen)\s*[.:：—–-]?", re.I
)
KEYWORDS = re.compile(
    r"(?:key\s?-?words?(?:\s+and\s+phrases)?|index\s+terms|关键词|關鍵詞"
    r"|mots[- ]clés|schlüsselwörter"
    r"|palabras\s+clave)"
    r"\s*[.:：—–-]?",
    re.I,
)
BIBLIOGRAPHY = re.compile(
    r"(?:references?(?:\s+(?:and\s+notes|cited))?|bibliography|literature(?:\s+cited)?"
    r"|works\s+cited"
    r"|list\s+of\s+references|参考文献|參考文獻|références(?:\s+bibliographiques)?|literatur"
    r"(?:verzeichnis)?"
    r"|referencias|bibliografía|список литературы|литература)\s*[.:：]?",
    re.I,
)
_NAMED = re.compile(
    r"(?:(?:general\s+)?introduction|(?:materials?\s+and\s+)?methods?(?:\s+and\s+materials?)?"
    r"|methodology|related\s+works?"
    r"|background|results?(?:\s+and\s+discussions?)?|discussions?(?:\s+and\s+conclusions?)?"
    r"|(?:concluding\s+)?(?:remarks|conclusions?)(?:\s+and\s+(?:future\s+work|outlook"
    r"|discussion))?|future\s+work"
    r"|acknowledge?ments?|funding|conflicts?\s+of\s+interests?|competing\s+"
    r"(?:financial\s+)?interests?"
    r"|data\s+availability(?:\s+statement)?|author\s+contributions?|ethics\s+statement"
    r"|limitations"
    r"|supplementary\s+(?:materials?|information|data)|supporting\s+information|abbreviations"
    r"|nomenclature"
    r"|appendix|appendices|experiments?|evaluation|case\s+(?:report|presentation)|text"
    r"|引\s*言|前\s*言|绪\s*论|结\s*论|结\s*语|致\s*谢|附\s*录)\s*[.:：]?",
    re.I,
)
_CAPTION = re.compile(
    r"(?:supplementary\s+|extended\s+data\s+)?(?:fig(?:ure|\.)?|table|tab\.|scheme|algorithm"
    r"|listing|图|表)\s*"
    r"(?:[A-Z]?\.?\d{1,3}|[IVX]{1,5})[a-z]?(?:\s*[.:|—–-]|\s+[A-Z\u4e00-\u9fff]|\s*$)",
    re.I,
)
_STOPPED = re.compile(r"[.;,，。；]\s*$")


@dataclass(frozen=True, slots=True)
class Style:
    """What running text looks like in this file: size in points (0: not known) and boldness."""

    size: float
    bold: bool

    def stands_out(self, lines: Sequence[Line]) -> bool:
        """Say whether `lines` are set larger or bolder than running text."""
        if not self.size:
            return False
        larger = all(line.size >= self.size * 1.07 for line in lines)
        bolder = not self.bold and all(line.bold for line in lines)
        return larger or (bolder and all(line.size >= self.size * 0.9 for line in lines))


def running_style(blocks: Sequence[Block]) -> Style:
    """Return the style in which most characters are set."""
    sizes: Counter[float] = Counter()
    bold = total = 0
    for block in blocks:
        for line in block.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
            bold += len(line.text) if line.bold else 0
            total += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    return Style(size, bold * 2 > total)


def text_of(block: Block) -> str:
    """Return the lines of `block` as one string."""
    return " ".join(line.text.strip() for line in block.lines)


def mark_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with headings and captions marked, cut out of blocks that hold more.

    A numbered line is a heading if its number fits into the longest run of such numbers through
    the whole file, so that the items of a numbered list are none.
    """
    style = running_style(blocks)
    parts = [part for block in blocks for part in _peeled(block, style)]
    numbers = [_number_of(part, style) for part in parts]
    chain = numbering.longest_chain(numbers)
    marked = [
        _marked(part, parts, at, at in chain, style) if part.kind == "unknown" else part
        for at, part in enumerate(parts)
    ]
    anchor = _anchor(marked)
    # What is set large before the paper's text begins is its title, an author, the journal.
    return [
        part if at < anchor and part.kind == "unknown" and mark.kind == "heading" else mark
        for at, (part, mark) in enumerate(zip(parts, marked, strict=True))
    ]


def _peeled(block: Block, style: Style) -> list[Block]:
    """Return `block` cut where its style changes, and after a heading on its first line."""
    if block.kind != "unknown" or len(block.lines) == 1:
        return [block]
    runs: list[list[Line]] = []
    for line in block.lines:
        if (
            runs
            and style.stands_out([line]) == style.stands_out([runs[-1][-1]])
            and _near(line, runs[-1][-1], style)
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    if len(runs) > 1:
        pieces = [
            replace(block, lines=tuple(run), continues=block.continues and not at)
            for at, run in enumerate(runs)
        ]
        return (
            [part for piece in pieces for part in _peeled(piece, style)]
            if len(runs) > 1
            else pieces
        )
    first = block.lines[0].text.strip()
    width = max(len(line.text) for line in block.lines)
    bare = is_named(first) or (
        numbering.parse(first) is not None and len(first) < width * 0.8 and len(block.lines) > 2
    )
    if bare and not _STOPPED.search(first) and not style.stands_out(block.lines):
        rest = replace(block, lines=block.lines[1:], continues=False)
        return [replace(block, lines=block.lines[:1]), rest]
    return [block]


def _near(line: Line, before: Line, style: Style) -> bool:
    if not style.stands_out([line]):
        return True
    return abs(line.size - before.size) < 0.6 and line.bold == before.bold


def is_named(text: str) -> bool:
    """Say whether `text` is a heading that papers have without a number."""
    return any(
        pattern.fullmatch(text.strip()) for pattern in (ABSTRACT, KEYWORDS, BIBLIOGRAPHY, _NAMED)
    )


def _number_of(block: Block, style: Style) -> numbering.Candidate | None:
    """Return the number of a block that may be a numbered heading, and how much it looks it."""
    if block.kind not in ("unknown", "heading"):
        return None
    text = text_of(block)
    number = numbering.parse(text)
    if number is None or len(text) > MAX_HEADING or _CAPTION.match(text):
        return None
    title = number.title
    styled = block.kind == "heading" or style.stands_out(block.lines)
    if not styled and (_STOPPED.search(title) or len(title.split()) > 22 or title[0].islower()):
        return None
    weight = 1.0 + (2.0 if styled else 0.0) + 0.5 * (len(number.path) - 1) - len(title) / 400
    return numbering.Candidate(number.scheme, number.path, weight)


def _marked(block: Block, blocks: Sequence[Block], at: int, numbered: bool, style: Style) -> Block:
    text = text_of(block)
    if _CAPTION.match(text):
        return replace(block, kind="caption")
    if numbered or is_named(text):
        return replace(block, kind="heading", level=_level(text))
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if following and _looks_like_heading(block, text, following, style):
        return replace(block, kind="heading", level=1)
    return block


def _level(text: str) -> int:
    number = numbering.parse(text)
    return len(number.path) if number else 1


def _looks_like_heading(block: Block, text: str, following: Block, style: Style) -> bool:
    """Say whether an unnumbered block is a heading, from its type and from what follows."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    if not words or len(text) > MAX_HEADING or len(block.lines) > 3 or _STOPPED.search(text):
        return False
    if text[0].islower() or not re.match(r"[\w\"“‘'¿]", text) or "@" in text or "=" in text:
        return False
    prose = following.kind == "unknown" and len(text_of(following)) > 60
    if style.size:
        return style.stands_out(block.lines) and len(words) <= 15 and prose
    capitals = sum(word[0].isupper() for word in words if len(word) > 3)
    if text.isupper():
        return len(words) <= 12 and len(text) >= 4 and prose
    longer = sum(len(word) > 3 for word in words)
    titled = len(words) <= 9 and capitals == longer and ":" not in text and "," not in text
    return titled and len(block.lines) == 1 and len(text_of(following)) > 200


def _anchor(blocks: Sequence[Block]) -> int:
    """Return where the abstract, the first section or the first long paragraph stands."""
    named = (at for at, block in enumerate(blocks) if _is_anchor(block))
    long = (at for at, block in enumerate(blocks) if len(text_of(block)) > 300)
    return next(named, next(long, 0))


def _is_anchor(block: Block) -> bool:
    text = text_of(block)
    if block.kind in ("unknown", "abstract"):
        return bool(ABSTRACT.match(text)) and len(text) > 100
    return block.kind == "heading" and (is_named(text) or numbering.parse(text) is not None)


def sections_of(composed: Composition) -> tuple[Section, ...]:
    """Return the sections that the headings of `composed` open.

    Much running text before the first heading is a section too, without a heading in the text:
    its title is "Text".
    """
    starts = [
        (piece.start, *_number_and_title(composed.text_of(piece)))
        for piece in composed.pieces
        if piece.block.kind == "heading" and not _is_front(composed.text_of(piece))
    ]
    first = starts[0][0] if starts else len(composed.text)
    unnamed = _text_before(composed, first)
    if unnamed is not None:
        starts.insert(0, (unnamed, "", "Text"))
    ends = [start for start, _, _ in starts[1:]] + [len(composed.text)]
    return tuple(
        Section(number, title, start, end)
        for (start, number, title), end in zip(starts, ends, strict=True)
    )


def _text_before(composed: Composition, first: int) -> int | None:
    """Return where running text begins that no heading opens, None where there is little of it."""
    running = [
        piece
        for piece in composed.pieces
        if piece.end <= first and piece.block.kind in ("unknown", "paragraph", "list", "table")
    ]
    abstract = [piece.end for piece in composed.pieces if piece.block.kind == "abstract"]
    if abstract:
        running = [piece for piece in running if piece.start >= min(abstract)]
    running = running if abstract else [piece for piece in running if piece.end - piece.start > 150]
    length = sum(piece.end - piece.start for piece in running)
    enough = 2500 if first < len(composed.text) else 300
    return running[0].start if running and length >= enough else None


def _is_front(text: str) -> bool:
    return bool(ABSTRACT.fullmatch(text.strip()) or KEYWORDS.fullmatch(text.strip()))


def _number_and_title(text: str) -> tuple[str, str]:
    number = numbering.parse(text)
    title = number.title if number else text
    if BIBLIOGRAPHY.fullmatch(title.strip()):
        return REFERENCES, title.strip()
    return (number.printed, title) if number else ("", title)
