"""What a paper says of itself: title, authors, affiliations, abstract, keywords, year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.composition import Composition, Piece
from ingest.front import FIELD, HEAD_BLOCKS, opens, plausible
from ingest.headlines import spaced_text
from ingest.layout import Block, BlockKind, Layout
from ingest.letters import subject_of
from ingest.people import is_affiliation, split_authors
from ingest.sections import ABSTRACT, KEYWORDS, text_of

_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20[0-4]\d)(?!\d)")
_DATED = re.compile(
    r"\bdate\b|publish|©|copyright|received|accepted|\bvol\b|volume|arxiv|conference|proceedings"
    r"|journal|\bdoi\b|(?:19|20)\d\d[;,]\s?\d+\s?[:(]",
    re.I,
)


_NUMBERED = re.compile(r":\s\d")  # "Request for Comments: 9999", beside which a place may stand
_NOTED = re.compile(r"(?:(?:^|(?<=[.;,)]\s))\d|[*∗†‡§¶])\s?(?=[A-Z])")
_NO_PLACE = re.compile(
    r"\b(?:(?:support|fund|grant|work|contribut|correspond|thank|present|acknowledg|author)\w*|"
    r"e-?mail|was|were|is|are|has|have|see)\b|https?:|@",
    re.I,
)
_DATE = re.compile(r"(?:Received|Submitted|Revised|Accepted|Published|How to cite)\b")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a paper says of itself. `abstract` is a span of the canonical text."""

    title: str
    authors: tuple[str, ...]
    affiliations: tuple[str, ...]
    abstract: tuple[int, int] | None
    keywords: tuple[str, ...]
    year: int | None


def front_matter(composed: Composition, layout: Layout) -> FrontMatter:
    """Return what the front of the paper says; the file's own metadata where it says nothing."""
    head = [piece for piece in composed.pieces[: HEAD_BLOCKS + 20]]
    title = _first(composed, head, "title")
    title = subject_of(title, map(composed.text_of, head))
    authors = [
        name
        for piece in head
        if piece.block.kind == "authors"
        for name in _names(piece.block, layout)
    ]
    first = next(
        (at for at, piece in enumerate(head) if piece.block.kind in ("abstract", "heading")),
        len(head),
    )
    return FrontMatter(
        title=_clean_title(title) or plausible(layout.title),
        authors=_each_once(authors) or _known_authors(layout),
        affiliations=_affiliations(head[:first], layout)
        or _numbered_places(composed)
        or _marked_places(composed),
        abstract=_abstract(composed, head),
        keywords=_keywords(composed, head) or layout.keywords,
        year=_year(composed, head[: first + 1]) or _year_beside(head),
    )


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names without those that an archive's cover has told already, in other letters."""
    told: dict[str, str] = {}
    for name in names:
        told.setdefault(name.casefold(), name)
    return tuple(told.values())


def _known_authors(layout: Layout) -> tuple[str, ...]:
    names = [name for text in layout.authors for name in split_authors(text)]
    return tuple(dict.fromkeys(names))


def _is_stated(block: Block, layout: Layout) -> bool:
    """Say whether `block` is just the authors that the file's own fields state, groups too."""
    return bool(layout.authors) and text_of(block) == ", ".join(layout.authors)


def _names(block: Block, layout: Layout) -> tuple[str, ...]:
    if _is_stated(block, layout):
        return tuple(name for each in layout.authors for name in split_authors(each) or (each,))
    if any(" | " in line.text for line in block.lines):  # names, then places, in columns
        return tuple(name for line in block.lines for name in split_authors(line.text))
    return split_authors(_value(spaced_text(block)))


def _first(composed: Composition, head: Sequence[Piece], kind: BlockKind) -> str:
    return next((composed.text_of(piece) for piece in head if piece.block.kind == kind), "")


def _value(text: str) -> str:
    field = FIELD.match(text)
    return field["value"] if field else text


def _clean_title(text: str) -> str:
    text = re.sub(r"^title\s*:\s*", "", " ".join(text.split()), flags=re.I)
    return re.sub(r"\s*[*∗†‡§¶#]+$", "", text)


def _affiliations(head: Sequence[Piece], layout: Layout) -> tuple[str, ...]:
    found: list[str] = []
    for piece in head:
        if piece.block.kind not in ("unknown", "authors", "paragraph", "footnote"):
            continue
        if _is_stated(piece.block, layout):
            continue
        if piece.end - piece.start > 900:
            break
        for line in piece.block.lines:
            text = re.sub(r"^[\s\d⁰¹²³⁴-⁹ᵃ-ᶻʰʲˡʳˢʷˣʸⁱⁿ*∗†‡§¶#,()]+", "", line.text).strip(" ,;.")
            if (
                is_affiliation(text)
                and not _NUMBERED.search(text)
                and len(text.split()) < 25
                and text[0].isupper()
            ):
                found.append(text)
    return tuple(dict.fromkeys(found))


def _numbered_places(composed: Composition) -> tuple[str, ...]:
    """Return the places 1, 2, 3 … that the marks of the authors stand for, wherever on page 1.

    Journals set them at the foot of a column, below which a section may go on.
    """
    first = [piece for piece in composed.pieces if piece.block.lines[0].page == 1]
    names = [composed.text_of(piece) for piece in first if piece.block.kind == "authors"]
    places: list[str] = []
    for piece in first if any("1" in each for each in names) else ():
        if piece.block.kind in ("unknown", "paragraph", "footnote"):
            parts = _counted_from(len(places) + 1, composed.text_of(piece))
            fit = all(is_affiliation(part) and len(part.split()) < 25 for part in parts)
            places += parts if fit else []
    return tuple(places) if len(places) > 1 else ()


def _marked_places(composed: Composition) -> tuple[str, ...]:
    """Return the places in the notes of page 1 that the marks of the authors stand for.

    What else is noted there (thanks, who is to be written to) may name a place too.
    """
    first = [piece for piece in composed.pieces if piece.block.lines[0].page == 1]
    notes = [composed.text_of(p) for p in first if p.block.kind in ("footnote", "keywords")]
    if not any(piece.block.kind == "authors" for piece in first):
        return ()
    parts = [part.strip(" ,;.") for note in notes for part in _NOTED.split(note)[1:]]
    return tuple(
        dict.fromkeys(
            part
            for part in parts
            if is_affiliation(part) and len(part.split()) < 25 and not _NO_PLACE.search(part)
        )
    )


def _counted_from(number: int, text: str) -> list[str]:
    """Return the parts of `text` where it counts on from `number`: "1Law School, 2Museum"."""
    parts: list[str] = []
    rest = text
    while opens_part := re.match(rf"{number + len(parts)}\s?(?=[^\W\d_a-z])", rest):
        following = rf"[\s,;]{number + len(parts) + 1}\s?(?=[^\W\d_a-z])"
        cut = re.search(following, rest)
        end = cut.start() if cut else len(rest)
        parts.append(rest[opens_part.end() : end].strip(" ,;."))
        rest = rest[end + 1 :]
    return parts


def _abstract(composed: Composition, head: Sequence[Piece]) -> tuple[int, int] | None:
    pieces = [piece for piece in head if piece.block.kind == "abstract"]
    if not pieces:
        return None
    start = pieces[0].start
    label = ABSTRACT.match(composed.text[start : pieces[0].end])
    if label and opens(ABSTRACT, pieces[0].block.lines):
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
    """Return the latest year in what dates the paper: a licence, a journal's line, a date field."""
    for piece in head:
        text = composed.text_of(piece)
        if piece.block.kind in ("abstract", "title", "heading") or len(text) > 700:
            continue
        years = [int(year) for year in _YEAR.findall(text)] if _DATED.search(text) else []
        if years:
            return max(years)
    return None


def _year_beside(head: Sequence[Piece]) -> int | None:
    """Return the latest year in lines beside the text of the first page that date the paper."""
    lines = [
        line.text
        for piece in head
        for line in piece.block.lines
        if piece.block.kind in ("unknown", "footnote") and line.page == 1
    ]
    years = [int(year) for text in lines if _DATE.match(text) for year in _YEAR.findall(text)]
    return max(years, default=None)
