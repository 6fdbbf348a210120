"""Pages without text: painted, read by OCR, and handed on as words with places like any other."""

from __future__ import annotations

import ctypes
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.ocr import PAGE_S, SURE, Picture, Reading, Seen, SeenLine, Tesseract
from ingest.pdf.page import Frame, PageText, Token, shown_map

_DPI = 300  # what Tesseract's models are made for
_MAX_PIXELS = 20_000_000  # two pages of A4 at that resolution; larger pages are painted smaller
_READABLE = 70.0  # percent; what is read with less is no writing, or writing on its head
_MAX_SKEW = 0.1  # points a point; lines that sink faster are no lines of a page
_SOME = 8  # letters; a page on which fewer are seen is a picture, whichever way it is turned
_AT_ONCE = 2  # pages; one is read while the next one is painted and begun


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as OCR read it; `text` is None where there was not time enough.

    `script` is the page's script where no language of it is installed, else "".
    """

    index: int
    text: PageText | None
    script: str = ""


@dataclass(slots=True)
class _Begun:
    index: int
    picture: Picture
    reading: Reading


def read_pictures(
    document: pypdfium2.PdfDocument,
    indices: Sequence[int],
    engine: Tesseract,
    *,
    deadline: float,
) -> Iterator[ReadPage]:
    """Give the pages of these 0-based indices as OCR reads them until `deadline` (monotonic)."""
    begun: deque[_Begun] = deque()
    for index in indices:
        if time.monotonic() > deadline:
            yield ReadPage(index, None)
            continue
        picture = paint(document, index, turn=0)
        if picture is None:
            yield ReadPage(index, _nothing(document, index))
            continue
        begun.append(_Begun(index, picture, engine.start(picture)))
        if len(begun) == _AT_ONCE:
            yield _finish(document, begun.popleft(), engine, deadline)
    while begun:
        yield _finish(document, begun.popleft(), engine, deadline)


def paint(document: pypdfium2.PdfDocument, index: int, *, turn: int) -> Picture | None:
    """Return the page in grey, its text upright if it runs `turn` quarter turns anticlockwise.

    None where the page cannot be loaded or has only one shade.
    """
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        return None
    try:
        across, down = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if turn % 2:
            across, down = down, across
        dpi = min(_DPI, 72 * (_MAX_PIXELS / max(1.0, across * down)) ** 0.5)
        width, height = max(1, int(across * dpi / 72)), max(1, int(down * dpi / 72))
        grey = bytearray(width * height)
        _fill(page, grey, width, height, turn)
    finally:
        pdfium.FPDF_ClosePage(page)
    if grey.count(grey[0]) == len(grey):
        return None
    return Picture(width, height, int(dpi), bytes(grey))


def _fill(page: pdfium.FPDF_PAGE, grey: bytearray, width: int, height: int, turn: int) -> None:
    """Paint the page into the pixels, on white."""
    buffer = (ctypes.c_ubyte * len(grey)).from_buffer(grey)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, buffer, width)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    flags = pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turn, flags)
    pdfium.FPDFBitmap_Destroy(bitmap)


def _finish(
    document: pypdfium2.PdfDocument, begun: _Begun, engine: Tesseract, deadline: float
) -> ReadPage:
    """Wait for a page; where it is read badly, try other directions and languages too."""
    first = begun.reading.seen(min(PAGE_S, deadline - time.monotonic()))
    if first is None:
        return ReadPage(begun.index, None)
    best, turn, script = first, 0, ""
    if first.letters >= _SOME and first.confidence < SURE:
        told = engine.orientation(begun.picture, seconds=deadline - time.monotonic())
        script = told[1] if told and not engine.languages_of(told[1]) else ""
        for at, languages in _other_ways(told, engine):
            seen = _look(document, begun, engine, at, languages, deadline)
            if seen is not None and seen.sure_letters > 1.2 * best.sure_letters:
                best, turn = seen, at
    if best.confidence < _READABLE:
        return ReadPage(begun.index, _nothing(document, begun.index), script)
    return ReadPage(begun.index, _page_text(document, begun, best, turn))


def _other_ways(told: tuple[int, str] | None, engine: Tesseract) -> Iterator[tuple[int, str]]:
    """Give the turns and languages to try beside the first ones."""
    if told is None:
        yield from ((turn, engine.languages) for turn in (2, 1, 3))
        return
    turn, script = told
    if turn:
        yield turn, engine.languages
    languages = engine.languages_of(script)
    if languages and languages != engine.languages:
        yield turn, languages


def _look(
    document: pypdfium2.PdfDocument,
    begun: _Begun,
    engine: Tesseract,
    turn: int,
    languages: str,
    deadline: float,
) -> Seen | None:
    """Return what is read of the page when it is turned, None where the time is up."""
    if time.monotonic() > deadline:
        return None
    picture = begun.picture if turn == 0 else paint(document, begun.index, turn=turn)
    if picture is None:
        return None
    seconds = min(PAGE_S, deadline - time.monotonic())
    return engine.start(picture, languages=languages).seen(seconds)


def _nothing(document: pypdfium2.PdfDocument, index: int) -> PageText:
    width, height = document.get_page_size(index)
    return PageText(width, height, (), 0, 0, 0)


def _page_text(document: pypdfium2.PdfDocument, begun: _Begun, seen: Seen, turn: int) -> PageText:
    """Return what was seen as the words of a page, in points."""
    page = pdfium.FPDF_LoadPage(document.raw, begun.index)
    _, width, height = shown_map(page)
    pdfium.FPDF_ClosePage(page)
    skew = median(line.slope for line in seen.lines)
    skew = skew if abs(skew) < _MAX_SKEW else 0.0
    frame = Frame(width, height, turn, skew)
    across = begun.picture.width if turn % 2 == 0 else begun.picture.height
    tokens = tuple(_tokens(seen.lines, skew, frame.size[0] / max(1, across)))
    glyphs = sum(len(token.text) for token in tokens)
    return PageText(width, height, ((frame, tokens),), glyphs, 0, 0, round(seen.confidence, 1))


def _tokens(lines: Sequence[SeenLine], skew: float, scale: float) -> Iterator[Token]:
    """Give the words upright, level and in points; `scale` is points a pixel."""
    usual = _usual_size(lines)
    serial = 0
    for line in lines:
        size = usual if 0.87 < line.size / usual < 1.15 else line.size
        middle = (line.words[0].x0 + line.words[-1].x1) / 2
        base = (line.base + (line.slope - skew) * middle) * scale
        points = round(size * scale, 1) or 1.0
        for word in line.words:
            serial += 1
            shift = skew * (line.base + line.slope * word.x0)
            x0, x1 = (word.x0 + shift) * scale, (word.x1 + shift) * scale
            top, foot = base - 0.78 * points, base + 0.22 * points
            yield Token(word.text, x0, top, x1, foot, base, points, 0, False, serial)


def _usual_size(lines: Sequence[SeenLine]) -> float:
    """Return the size in pixels in the middle of those that letters are set in."""
    sizes = sorted(line.size for line in lines for word in line.words for _ in word.text)
    return max(1.0, sizes[len(sizes) // 2]) if sizes else 1.0
