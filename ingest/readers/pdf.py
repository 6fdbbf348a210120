"""PDF: glyphs from PDFium, reading order and blocks from geometry, pypdf where PDFium gives up.

A block with `continues` goes on from the nearest earlier block of the kind "unknown": footnotes,
captions and tables may stand between the two halves of a paragraph, as they do on the page.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import Damaged, Empty, Encrypted, TooLarge, UnsupportedFormat
from ingest.layout import Block, Layout, PageSize
from ingest.readers.pdf_blocks import blocks
from ingest.readers.pdf_fallback import read_plainly
from ingest.readers.pdf_furniture import (
    LICENCE,
    Sheet,
    furniture_key,
    is_licence,
    without_furniture,
)
from ingest.readers.pdf_glyphs import read_page
from ingest.readers.pdf_lines import Segment, segments
from ingest.readers.pdf_order import columns
from ingest.readers.pdf_page import Frame, PageText

MAX_PAGES = 3_000
_HEADER_WITHIN = 1024  # bytes; PDFium and others look this far for "%PDF-"
_GARBLED = 0.2  # share of characters without a meaning that is worth a warning
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")


@dataclass(frozen=True, slots=True)
class _Run:
    """What is written in one direction on a page."""

    page: int
    frame: Frame
    segments: tuple[Segment, ...]


def read(data: bytes, *, name: str, password: str = "", max_pages: int = MAX_PAGES) -> Layout:
    """Return the printed lines of a PDF, in reading order, in blocks.

    Raises: UnsupportedFormat, Encrypted, Damaged, Empty, TooLarge.
    """
    if not data:
        raise Empty(f"{name!r} is empty (0 bytes): check the download and add it again")
    if b"%PDF" not in data[:_HEADER_WITHIN]:
        raise UnsupportedFormat(f"{name!r} is not a PDF: its first bytes are {data[:8]!r}")
    try:
        document = _open(data, name, password)
    except Damaged:
        return read_plainly(data, name=name, password=password, max_pages=max_pages)
    try:
        count = len(document)
        if count > max_pages:
            raise TooLarge(f"{name!r} has {count} pages, more than {max_pages}: split it")
        pages, unreadable, blank = _pages(document, count)
        metadata = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    if not any(page.runs for page in pages):
        return _without_text(data, name, password, max_pages, pages)
    return _layout(pages, metadata, unreadable=unreadable, blank=blank)


def _open(data: bytes, name: str, password: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as exc:
        if exc.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Encrypted(
                f"{name!r} is encrypted and the password is {'wrong' if password else 'missing'}: "
                "give it with --password"
            ) from exc
        if exc.err_code == pdfium.FPDF_ERR_SECURITY:
            raise Encrypted(f"{name!r} is encrypted in a way that is not supported") from exc
        raise Damaged(f"{name!r} is damaged and cannot be opened: get it again") from exc


def _pages(
    document: pypdfium2.PdfDocument, count: int
) -> tuple[list[PageText], list[int], set[int]]:
    """Return the pages' words, the numbers of unreadable pages, and of those that are blank."""
    pages: list[PageText] = []
    unreadable: list[int] = []
    blank: set[int] = set()
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document.raw, index)
        if not page:
            unreadable.append(index + 1)
            pages.append(PageText(0, 0, (), 0, 0, 0))
            continue
        pages.append(read_page(page))
        if not pdfium.FPDFPage_CountObjects(page):
            blank.add(index + 1)
        pdfium.FPDF_ClosePage(page)
    return pages, unreadable, blank


def _without_text(
    data: bytes, name: str, password: str, max_pages: int, pages: Sequence[PageText]
) -> Layout:
    """Try pypdf, which reads some files that PDFium finds no text in; else say what to do."""
    hidden = sum(page.hidden for page in pages)
    if not hidden:
        # PDFium opened the file, so "no text" says more than what pypdf would complain of.
        with contextlib.suppress(Damaged, Empty):
            return read_plainly(data, name=name, password=password, max_pages=max_pages)
    why = f"{hidden} hidden characters only" if hidden else "scanned?"
    count = f"any of its {len(pages)} pages" if len(pages) > 1 else "its page"
    raise Empty(
        f"{name!r} has no text on {count} ({why}): run OCR on it, "
        "for example with ocrmypdf, and add the result"
    )


def _layout(
    pages: Sequence[PageText],
    metadata: dict[str, str],
    *,
    unreadable: Sequence[int],
    blank: set[int],
) -> Layout:
    runs = [_runs(number, page) for number, page in enumerate(pages, 1)]
    body_size = _body_size(runs)
    found: list[Block] = []
    for page in _clean(runs):
        found.extend(_page_blocks(page, body_size))
    empty = [
        number
        for number, page in enumerate(pages, 1)
        if not page.runs and number not in blank and number not in unreadable
    ]
    keywords = re.split(r"\s*[;,]\s*", metadata.get("Keywords", "").strip())
    doi = _DOI.search(" ".join(metadata.values()))
    return Layout(
        blocks=tuple(_with_continuations(found)),
        pages=tuple(
            PageSize(number, round(page.width, 2), round(page.height, 2))
            for number, page in enumerate(pages, 1)
        ),
        title=_plain(metadata.get("Title", "")),
        authors=_authors(_plain(metadata.get("Author", ""))),
        year=_created(metadata.get("CreationDate", "")),
        doi=doi.group().rstrip(".,;)") if doi else "",
        keywords=tuple(_plain(word) for word in keywords if word),
        warnings=tuple(_warnings(pages, unreadable, empty)),
    )


def _runs(number: int, page: PageText) -> list[_Run]:
    """Return what stands on a page by the direction that it is written in, the most first."""
    return [_Run(number, frame, tuple(segments(tokens))) for frame, tokens in page.runs]


def _body_size(pages: Sequence[Sequence[_Run]]) -> float:
    """Return the size in points that most letters are set in."""
    weight: Counter[float] = Counter()
    for runs in pages:
        for run in runs[:1]:
            for piece in run.segments:
                weight[round(piece.size, 1)] += int(piece.x1 - piece.x0)
    return max(weight, key=lambda size: (weight[size], size), default=10.0)


def _clean(pages: Sequence[Sequence[_Run]]) -> Iterator[list[_Run]]:
    """Give each page's runs without running heads, page numbers, licence and line numbers."""
    main = [runs[0] for runs in pages if runs]
    kept = without_furniture([Sheet(run.segments, run.frame.size[1]) for run in main])
    if not any(kept):  # nothing but what looks like running matter: then it is the text
        kept = [list(run.segments) for run in main]
    dropped: Counter[str] = Counter()
    for run, body in zip(main, kept, strict=True):
        inside = {id(piece) for piece in body}
        dropped.update(furniture_key(p.text) for p in run.segments if id(p) not in inside)
    for runs in pages:
        for run in runs[1:]:
            dropped.update({furniture_key(piece.text) for piece in run.segments})
    bodies = iter(kept)
    for runs in pages:
        if not runs:
            continue
        page = [replace(runs[0], segments=tuple(next(bodies)))]
        for run in runs[1:]:
            own = tuple(
                piece
                for piece in run.segments
                if dropped[furniture_key(piece.text)] < 3 and not LICENCE.match(piece.text)
            )
            page.append(replace(run, segments=own))
        yield page


def _page_blocks(runs: Sequence[_Run], body_size: float) -> list[Block]:
    """Return a page's blocks in reading order, its footnotes last."""
    found: list[Block] = []
    for run in runs:
        for column in columns(run.segments):
            found.extend(blocks(column, page=run.page, frame=run.frame, body_size=body_size))
    if runs:
        height = runs[0].frame.height
        found = [b for b in found if not is_licence(b, height=height, body_size=body_size)]
    notes = [block for block in found if block.kind == "footnote"]
    return [block for block in found if block.kind != "footnote"] + notes


def _created(date: str) -> int | None:
    """Return the year of a date such as "D:20140611…"."""
    match = re.match(r"(?:D:)?\s*((?:19|20)\d\d)", date)
    return int(match.group(1)) if match else None


def _with_continuations(found: Sequence[Block]) -> Iterator[Block]:
    """Mark the blocks that go on from the text block before them, over a column or page end."""
    before: Block | None = None
    for block in found:
        if block.kind != "unknown":
            yield block
            continue
        if before is not None and _goes_on(before, block):
            block = replace(block, continues=True)
        yield block
        before = block


def _goes_on(before: Block, after: Block) -> bool:
    last, first = before.lines[-1], after.lines[0]
    if abs(last.size - first.size) > 0.04 * last.size or last.bold != first.bold:
        return False
    if not last.words or not first.words or first.page - last.page not in (0, 1):
        return False
    below = first.page == last.page and first.words[0].y0 >= last.words[-1].y0
    if below or len(before.lines) < 2:
        return False
    open_end = re.search(r"[a-z,\u2010-]$|[^\W\d_]-$|\b\w+$", last.text) is not None
    return open_end and re.match(r"[(\"\u201c]?[a-z]", first.text) is not None


def _warnings(
    pages: Sequence[PageText], unreadable: Sequence[int], empty: Sequence[int]
) -> Iterator[str]:
    if unreadable:
        yield f"{_page_list(unreadable)} could not be read (damaged)"
    if empty:
        yield (
            f"{_page_list(empty)} {'has' if len(empty) == 1 else 'have'} no text (scanned?): "
            "run OCR on the file, for example with ocrmypdf, and add the result"
        )
    hidden = sum(page.hidden for page in pages)
    if hidden:
        on = [number for number, page in enumerate(pages, 1) if page.hidden]
        yield f"{hidden} hidden characters on {_page_list(on)} left out (invisible, off the page)"
    glyphs, garbled = (sum(getattr(p, n) for p in pages) for n in ("glyphs", "garbled"))
    if garbled > _GARBLED * glyphs:
        yield f"{garbled / glyphs:.0%} of the characters have no meaning (fonts without a map)"


def _page_list(numbers: Sequence[int]) -> str:
    """Return "page 3" or "pages 2-4, 7"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    text = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
    return f"{'page' if len(numbers) == 1 else 'pages'} {text}"


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _authors(text: str) -> tuple[str, ...]:
    """Return the names; a single comma stands within a name ("Cai, Y."), more stand between."""
    split = r"\s*;\s*|\s+and\s+|\s*&\s*"
    if text.count(",") > 1 and ";" not in text:
        split += r"|\s*,\s*(?:and\s+)?"
    return tuple(name for name in re.split(split, text) if name)
