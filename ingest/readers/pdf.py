"""PDF: glyphs from PDFium, reading order and blocks from geometry, pypdf where PDFium gives up.

A block with `continues` goes on from the nearest earlier block of the kind "unknown": footnotes,
captions and tables may stand between the two halves of a paragraph, as they do on the page.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import Damaged, Empty, Encrypted, IngestError, TooLarge, UnsupportedFormat
from ingest.layout import Block, Layout, PageSize
from ingest.ocr import find
from ingest.pdf.blocks import blocks
from ingest.pdf.edges import Edges, edges_of
from ingest.pdf.fallback import read_plainly
from ingest.pdf.forms import form_of, with_fields
from ingest.pdf.furniture import furniture, furniture_key
from ingest.pdf.glyphs import read_page
from ingest.pdf.labels import with_labels
from ingest.pdf.licences import LICENCE, is_licence, venue_of, without_terms
from ingest.pdf.line_numbers import Margin, margins_of, without_line_numbers
from ingest.pdf.lines import Segment, segments
from ingest.pdf.metadata import names, plain, year_of
from ingest.pdf.order import columns
from ingest.pdf.page import Frame, PageText
from ingest.pdf.scans import Scans, is_scan, page_list, read_scans, say
from ingest.pdf.unmapped import Doubt, emptied, is_doubtful, settled, with_characters

MAX_PAGES = 3_000
_PAGES_OPEN = 100  # that PDFium may hold in memory; opening a file again takes milliseconds
SECONDS = 30.0
_OCR_SHARE = 0.7  # of the seconds; what is left is for making a document of what was read
_HEADER_WITHIN = 1024  # bytes; PDFium and others look this far for "%PDF-"
_MARGIN = 12  # stretches of text at most that are written up a margin
_GARBLED = 0.2  # share of characters without a meaning that is worth a warning
_ENDED = re.compile(r"[.!?:;。！？][\"'”’)\]]*\s*$")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in a file. `unreadable` and `scanned` are page numbers."""

    pages: tuple[PageText, ...]
    metadata: dict[str, str]
    unreadable: tuple[int, ...]
    scanned: tuple[int, ...]
    doubt: Doubt = Doubt()
    scans: Scans = Scans()
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class _Survey:
    """What all pages together tell.

    `body_size` is the size in points that most letters are set in; `running` holds, by page, the
    places of the segments that are running matter; `sides` counts the texts, digits aside, of
    these and of what runs in another direction than its page; `margins` count lines.
    """

    body_size: float
    running: Mapping[int, Mapping[int, str]]
    sides: Mapping[str, int]
    margins: Collection[Margin]


@dataclass(frozen=True, slots=True)
class _Run:
    """What is written in one direction on a page."""

    page: int
    frame: Frame
    segments: tuple[Segment, ...]


def read(
    data: bytes,
    *,
    name: str,
    password: str = "",
    max_pages: int = MAX_PAGES,
    seconds: float = SECONDS,
    on_text: Callable[[Layout], None] = lambda layout: None,
) -> Layout:
    """Return the printed lines of a PDF, in reading order, in blocks.

    Pages without text are read by OCR, where it is installed, until most of `seconds` are gone;
    `on_text` is first given what there is without it.

    Raises: UnsupportedFormat, Encrypted, Damaged, Empty, TooLarge.
    """
    start = time.monotonic()
    _check(data, name)
    try:
        document = _open(data, name, password)
    except Damaged:
        return read_plainly(data, name=name, password=password, max_pages=max_pages)
    try:
        count = len(document)
        if count > max_pages:
            raise TooLarge(f"{name!r} has {count} pages, more than {max_pages}: split it")
        document, found = _pages(document, count, lambda: _open(data, name, password))
        found = _with_characters(replace(found, seconds=seconds), data, name, password)
        if not any(page.runs for page in found.pages) and not _hidden(found.pages):
            # pypdf reads some files that PDFium finds no text in. What it complains of says less.
            with contextlib.suppress(Damaged, Empty):
                return read_plainly(data, name=name, password=password, max_pages=max_pages)
        if found.scanned or found.doubt.pages:
            found = _with_scans(document, found, start + _OCR_SHARE * seconds, on_text)
    finally:
        document.close()
    if not any(page.runs for page in found.pages):
        raise _without_text(name, found)
    return _layout(found)


def _check(data: bytes, name: str) -> None:
    if not data:
        raise Empty(f"{name!r} is empty (0 bytes): check the download and add it again")
    if b"%PDF" not in data[:_HEADER_WITHIN]:
        raise UnsupportedFormat(f"{name!r} is not a PDF: its first bytes are {data[:8]!r}")


def _with_scans(
    document: pypdfium2.PdfDocument,
    found: _Found,
    deadline: float,
    on_text: Callable[[Layout], None],
) -> _Found:
    """Return what was found, with the pages without text read by OCR where it is installed."""
    engine = find()
    first = replace(found, pages=emptied(found.pages, found.doubt.unmapped))
    if engine is not None and any(page.runs for page in first.pages):
        on_text(_layout(first))
    blank = emptied(found.pages, found.doubt.pages)
    numbers = sorted({*found.scanned, *found.doubt.pages})
    seen, scans = read_scans(document, blank, numbers, engine=engine, deadline=deadline)
    pages, scans, doubt = settled(found.pages, seen, scans, found.doubt)
    return replace(found, pages=pages, scans=scans, doubt=doubt)


def _with_characters(found: _Found, data: bytes, name: str, password: str) -> _Found:
    """Return what was found, its doubtful pages mended where the names of glyphs allow it."""

    def reread(made: bytes, numbers: Collection[int]) -> Mapping[int, PageText]:
        with contextlib.suppress(IngestError):
            document = _open(made, name, "")
            count = len(document)
            document, again = _pages(document, count, lambda: _open(made, name, ""), numbers)
            document.close()
            if count == len(found.pages):
                return {number: again.pages[number - 1] for number in numbers}
        return {}

    pages, doubt = with_characters(found.pages, found.doubt, data, password, reread)
    scanned = (n for n in found.scanned if pages[n - 1] is found.pages[n - 1])
    return replace(found, pages=pages, scanned=tuple(scanned), doubt=doubt)


def _open(data: bytes, name: str, password: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as exc:
        if exc.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Encrypted(
                f"{name!r} is encrypted and the password is {'wrong' if password else 'missing'}: "
                "give it with --password, or give a copy that needs none"
            ) from exc
        if exc.err_code == pdfium.FPDF_ERR_SECURITY:
            raise UnsupportedFormat(
                f"{name!r} is encrypted in a way that is not supported: give a copy that is not"
            ) from exc
        raise Damaged(f"{name!r} is damaged and cannot be opened: get it again") from exc


def _pages(
    document: pypdfium2.PdfDocument,
    count: int,
    reopened: Callable[[], pypdfium2.PdfDocument],
    only: Collection[int] = (),
) -> tuple[pypdfium2.PdfDocument, _Found]:
    """Return what is on the pages, and the document, open: PDFium forgets no page until closed.

    Where `only` holds page numbers, the others are passed over, as if nothing stood on them.
    """
    pages: list[PageText] = []
    unreadable: list[int] = []
    scanned: list[int] = []
    doubtful: list[int] = []
    form = form_of(document)
    for index in range(count):
        if index and index % _PAGES_OPEN == 0:
            document.close()
            document = reopened()
            form = form and form_of(document)
        if only and index + 1 not in only:
            pages.append(PageText(0, 0, (), 0, 0, 0))
            continue
        page = pdfium.FPDF_LoadPage(document.raw, index)
        if not page:
            unreadable.append(index + 1)
            pages.append(PageText(0, 0, (), 0, 0, 0))
            continue
        text = read_page(page)
        if form:
            text = with_fields(text, page, form)
        if is_doubtful(text):
            doubtful.append(index + 1)
        pages.append(text.packed())
        if pdfium.FPDFPage_CountObjects(page) and is_scan(text, page):
            scanned.append(index + 1)
        pdfium.FPDF_ClosePage(page)
    metadata = document.get_metadata_dict(skip_empty=True)
    doubt = Doubt(tuple(doubtful))
    return document, _Found(tuple(pages), metadata, tuple(unreadable), tuple(scanned), doubt)


def _hidden(pages: Sequence[PageText]) -> int:
    return sum(page.hidden for page in pages)


def _without_text(name: str, found: _Found) -> Empty:
    """Return the error that says why there is no text and what to do."""
    hidden = _hidden(found.pages)
    told = [f"{hidden} hidden characters only"] if hidden else []
    told += say(found.scans, seconds=found.seconds)
    told += say(found.doubt.left, seconds=found.seconds)
    if told:
        return Empty(f"{name!r}: {'; '.join(told)}")
    return Empty(f"{name!r} has no text on any of its {len(found.pages)} pages")


def _layout(found: _Found) -> Layout:
    pages, metadata = found.pages, found.metadata
    survey = _survey(pages)
    made = [
        block.packed()
        for number, page in enumerate(pages, 1)
        for block in _page_blocks(_clean(_runs(number, page), survey), survey.body_size)
    ]
    keywords = re.split(r"\s*[;,]\s*", metadata.get("Keywords", "").strip())
    doi = _DOI.search(" ".join(metadata.values()))
    return Layout(
        blocks=tuple(_with_continuations(made)),
        pages=tuple(
            PageSize(
                number, round(page.width, 2), round(page.height, 2), page.confidence is not None
            )
            for number, page in enumerate(pages, 1)
        ),
        title=plain(metadata.get("Title", "")),
        authors=names(plain(metadata.get("Author", ""))),
        year=year_of(metadata.get("CreationDate", "")),
        doi=doi.group().rstrip(".,;)") if doi else "",
        keywords=tuple(plain(word) for word in keywords if word),
        warnings=tuple(_warnings(found)),
    )


def _runs(number: int, page: PageText) -> list[_Run]:
    """Return what stands on a page by the direction that it is written in, the most first."""
    return [_Run(number, frame, tuple(segments(tokens))) for frame, tokens in page.runs]


def _survey(pages: Sequence[PageText]) -> _Survey:
    """Look at every page once, and keep of each no more than its edges."""
    weight: Counter[float] = Counter()
    sides: Counter[str] = Counter()
    edges: dict[int, Edges] = {}
    margins: Counter[Margin] = Counter()
    for number, page in enumerate(pages, 1):
        for place, run in enumerate(_runs(number, page)):
            if place:
                sides.update({furniture_key(piece.text) for piece in run.segments})
                continue
            margins.update(margins_of(run.segments))
            text = without_line_numbers(run.segments)
            edges[number] = edges_of(text, run.frame.size[1])
            for piece in text:
                weight[round(piece.size, 1)] += int(piece.x1 - piece.x0)
    running = dict(zip(edges, furniture([*edges.values()]), strict=True))
    for gone in running.values():
        sides.update(map(furniture_key, gone.values()))
    body_size = max(weight, key=lambda size: (weight[size], size), default=10.0)
    counting = frozenset(margin for margin, count in margins.items() if count > 1)
    return _Survey(body_size, running, sides, counting)


def _clean(runs: Sequence[_Run], survey: _Survey) -> list[_Run]:
    """Return a page's runs without running heads, page numbers, licence and line numbers."""
    if not runs:
        return []
    gone = survey.running[runs[0].page]
    counted = without_line_numbers(runs[0].segments)
    rest = [piece for place, piece in enumerate(counted) if place not in gone]
    own = without_line_numbers(with_labels(rest), survey.margins)
    cleaned = [replace(runs[0], segments=tuple(own))]
    for run in runs[1:]:
        if len(run.segments) > _MARGIN:  # a table on its side, whose rows are like those of others
            cleaned.append(run)
            continue
        aside = tuple(
            piece
            for piece in run.segments
            if survey.sides[furniture_key(piece.text)] < 3 and not LICENCE.match(piece.text)
        )
        cleaned.append(replace(run, segments=aside))
    return cleaned


def _page_blocks(runs: Sequence[_Run], body_size: float) -> list[Block]:
    """Return a page's blocks in reading order, its footnotes last."""
    found: list[Block] = []
    for run in runs:
        for column in columns(run.segments):
            found.extend(blocks(column, page=run.page, frame=run.frame, body_size=body_size))
    if runs:
        height = runs[0].frame.height
        kept = (
            venue_of(b)
            if is_licence(b, height=height, body_size=body_size)
            else without_terms(b, height=height, body_size=body_size)
            for b in found
        )
        found = [block for block in kept if block is not None]
    notes = _whole_notes([block for block in found if block.kind == "footnote"])
    return [block for block in found if block.kind != "footnote"] + notes


def _whole_notes(notes: Sequence[Block]) -> list[Block]:
    """Return the notes of a page with those made whole that go on at the foot of a column."""
    whole: list[Block] = []
    for note in notes:
        if (
            whole
            and note.lines[0].text[:1].islower()
            and not _ENDED.search(whole[-1].lines[-1].text)
        ):
            whole[-1] = replace(whole[-1], lines=whole[-1].lines + note.lines)
        else:
            whole.append(note)
    return whole


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


def _warnings(found: _Found) -> Iterator[str]:
    pages = found.pages
    if found.unreadable:
        yield f"{page_list(found.unreadable)} could not be read (damaged)"
    yield from say(found.scans, seconds=found.seconds)
    yield from say(found.doubt.left, seconds=found.seconds)
    hidden = sum(page.hidden for page in pages)
    if hidden:
        on = [number for number, page in enumerate(pages, 1) if page.hidden]
        yield f"{hidden} hidden characters on {page_list(on)} left out (invisible, off the page)"
    glyphs, garbled = (sum(getattr(p, n) for p in pages) for n in ("glyphs", "garbled"))
    if garbled > _GARBLED * glyphs:
        yield f"{garbled / glyphs:.0%} of the characters have no meaning (fonts without a map)"
