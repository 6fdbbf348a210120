"""From a PDF page to words with their places.

The glyphs come from PDFium through `pypdfium2.raw`: one pass with three calls a character (which
text object, which character, which box) and a handful of calls a text object (font, size, matrix,
colour). That is a few milliseconds a page, which is why no higher-level interface is used.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from ingest.pdf.characters import (
    ACCENTS,
    SOFT,
    SPACES,
    clean_word,
    count_controls,
    count_garbled,
    is_backwards,
    is_wide,
    join_accents,
    join_halves,
)
from ingest.pdf.page import Frame, PageText, Token, shown_map, upright_map
from ingest.pdf.pens import TINY, Pen, Pens, text_object_of
from ingest.pdf.visibility import Visibility

TIGHT_SPACE = 0.12  # em; the narrowest gap that may be a space
MAX_GLYPHS = 400_000  # a page; a dense newspaper page has about 30,000


def read_page(page: pdfium.FPDF_PAGE) -> PageText:
    """Return the words of a page, upright, in the order of the page's content.

    A page of more than `MAX_GLYPHS` characters is read up to there.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        _, width, height = shown_map(page)
        return PageText(width, height, (), 0, 0, 0)
    try:
        return _Reading(page, text_page).read()
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _Reading:
    """One pass over the characters of a page."""

    def __init__(self, page: pdfium.FPDF_PAGE, text_page: pdfium.FPDF_TEXTPAGE) -> None:
        self._text_page = text_page
        affine, self._width, self._height = shown_map(page)
        self._frames = [Frame(self._width, self._height, turn) for turn in range(4)]
        self._upright = [upright_map(affine, frame) for frame in self._frames]
        self._pens = Pens(text_page, affine, self._upright)
        self._visibility = Visibility(page, affine, self._width, self._height)
        self._hidden = 0
        self._garbled = 0
        self._tokens: list[list[Token]] = [[], [], [], []]
        self._serial = 0

    def read(self) -> PageText:
        """Return the page's words."""
        count = min(pdfium.FPDFText_CountChars(self._text_page), MAX_GLYPHS)
        self._walk(count)
        runs = [
            (frame, tuple(_once(run)))
            for frame, run in zip(self._frames, self._tokens, strict=True)
            if run
        ]
        runs.sort(key=lambda pair: -len(pair[1]))
        return PageText(self._width, self._height, tuple(runs), count, self._hidden, self._garbled)

    def _characters(self, count: int) -> tuple[list[int], list[int | None], list[float]]:
        """Return code points, addresses of text objects, and left, top, right, bottom, flat."""
        text_page, where = self._text_page, ctypes.cast(self._text_page, ctypes.c_void_p)
        get_code, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        rects = (pdfium.FS_RECTF * count)()
        codes: list[int] = []
        objects: list[int | None] = []
        for i in range(count):
            codes.append(get_code(text_page, i))
            objects.append(text_object_of(where, i))
            get_box(text_page, i, rects[i])
        if max(codes, default=0) > sys.maxunicode:  # codes of four bytes without a character
            codes = [code if code <= sys.maxunicode else 0xFFFD for code in codes]
        join_halves(codes)
        flat: list[float] = [*memoryview(rects).cast("B").cast("f")]
        if not ACCENTS.keys().isdisjoint(codes):
            join_accents(codes, flat)
        return codes, objects, flat

    def _walk(self, count: int) -> None:
        """Cut the characters into words: the hot loop, kept flat on purpose."""
        codes, objects, flat = self._characters(count)
        letters: list[str] = []
        starts: list[float] = []
        pen = last_pen = Pen(0, 0, -1e9, 1.0, 0, "")
        current: int | None = None
        spaced = glued = True
        soft = False
        start = end = low = high = last_end = loosest = 0.0
        for i, code in enumerate(codes):
            if code < 0:
                soft = soft or code == SOFT
                continue
            if code in SPACES:
                if letters:
                    self._flush(letters, last_pen, start, end, low, high, glued)
                    letters, starts = [], []
                spaced = True
                continue
            if objects[i] != current:
                current = objects[i]
                pen = self._pens.pen(i, current)
            at = 4 * i
            quarter = pen.quarter
            if quarter == 0:
                s, e, lo, hi = flat[at], flat[at + 2], flat[at + 3], flat[at + 1]
            elif quarter == 1:
                s, e, lo, hi = flat[at + 3], flat[at + 1], flat[at], flat[at + 2]
            elif quarter == 2:
                s, e, lo, hi = -flat[at + 2], -flat[at], flat[at + 3], flat[at + 1]
            else:
                s, e, lo, hi = -flat[at + 1], -flat[at + 3], flat[at], flat[at + 2]
            wide = code >= 0x2E80 and is_wide(code)
            if letters:
                gap = s - end
                if gap < 0 and code > 0x58F and is_backwards(code):
                    gap = start - e
                size = pen.size
                piece = s == starts[-1] and e == last_end  # "f" and "i" of one ligature
                near = (pen is last_pen or pen[:5] == last_pen[:5]) and (
                    piece or -0.6 * size < gap < (0.12 if soft else 0.4) * size
                )
                same = near and chr(code) == letters[-1] and abs(s - starts[-1]) < 0.2 * (e - s)
                if same and not (piece and objects[i] == objects[i - 1]):
                    continue  # fake bold: the same letter drawn again
                if near and gap > TIGHT_SPACE * size and not soft:
                    # A space too tight for PDFium, in a word whose letters stood close so far.
                    spaced = loosest < 0.04 * size and _between_letters(letters, code)
                    near = not spaced
                if not near or wide or is_wide(ord(letters[-1])):
                    self._flush(letters, last_pen, start, end, low, high, glued)
                    letters, starts = [], []
                    unsure = soft or size != last_pen.size  # beside an accent or a raised mark
                    glued = (
                        pen.turn == last_pen.turn
                        and not spaced
                        and -0.6 * size < gap < (TIGHT_SPACE if unsure else 0.25) * size
                        and abs(pen.base - last_pen.base) < 0.7 * max(size, last_pen.size)
                    )
                    spaced = False
            if not letters:
                if spaced:
                    glued = False
                start, end, low, high = s, e, lo, hi
                loosest = 0.0
            else:
                if s - end > loosest:
                    loosest = s - end
                if s < start:
                    start = s
                if e > end:
                    end = e
                if lo < low:
                    low = lo
                if hi > high:
                    high = hi
            letters.append(chr(code))
            starts.append(s)
            last_end = e
            last_pen = pen
            spaced = soft = False
        if letters:
            self._flush(letters, last_pen, start, end, low, high, glued)

    def _flush(
        self,
        letters: list[str],
        pen: Pen,
        start: float,
        end: float,
        low: float,
        high: float,
        glued: bool,
    ) -> None:
        """Add a word to the run of its direction, unless it holds nothing that can be seen."""
        text = "".join(letters)
        if pen.printed:
            text = text.translate(pen.printed)
        if not text.isascii() or not text.isprintable():
            self._garbled += count_controls(text)
            text = clean_word(text)
            self._garbled += count_garbled(text)
            if not text:
                return
        if pen.quarter % 2 == 0:
            sign = 1 if pen.quarter == 0 else -1
            xa, ya, xb, yb = sign * start, low, sign * end, high
        else:
            sign = 1 if pen.quarter == 1 else -1
            xa, ya, xb, yb = low, sign * start, high, sign * end
        a, b, c, d, e, f = self._upright[pen.turn]
        xa, ya, xb, yb = (
            a * xa + c * ya + e, b * xa + d * ya + f, a * xb + c * yb + e, b * xb + d * yb + f,
        )  # fmt: skip
        x0, x1 = (xa, xb) if xa <= xb else (xb, xa)
        y0, y1 = (ya, yb) if ya <= yb else (yb, ya)
        if not 0.5 * pen.size < y1 - y0 < 1.6 * pen.size:  # the font lies about its height
            y0, y1 = pen.base - 0.8 * pen.size, pen.base + 0.22 * pen.size
        self._serial += 1
        token = Token(text, x0, y0, x1, y1, pen.base, pen.size, pen.style, glued, self._serial)
        width, height = self._frames[pen.turn].size
        on_page = -1 < (x0 + x1) / 2 < width + 1 and -1 < (y0 + y1) / 2 < height + 1
        if on_page and (not pen.doubt or self._can_be_seen(token, pen)):
            self._tokens[pen.turn].append(token)
        else:
            self._hidden += len(text)

    def _can_be_seen(self, token: Token, pen: Pen) -> bool:
        """Judge a word whose setting is doubtful; unpainted words on a picture are a scan's own."""
        box = self._frames[pen.turn].shown_box(*token[1:5])
        if pen.doubt == "mode":
            return self._visibility.on_picture(box)
        return pen.doubt != "clip" and pen.size >= TINY and self._visibility.has_ink(box)


def _between_letters(letters: list[str], code: int) -> bool:
    """Return whether a gap has some letters before it and one after it."""
    return len(letters) > 2 and letters[-1].isalpha() and chr(code).isalpha()


def _once(tokens: list[Token]) -> Iterator[Token]:
    """Give each token once: fake bold and shadows draw the same word again beside itself."""
    seen: dict[tuple[str, int], list[Token]] = {}
    for token in tokens:
        row = round(token.base / 4)
        reach = 0.15 * token.size
        twins = (
            twin
            for near in (row - 1, row, row + 1)
            for twin in seen.get((token.text, near), ())
            if abs(twin.x0 - token.x0) < reach and abs(twin.base - token.base) < reach
        )
        if next(twins, None) is None:
            seen.setdefault((token.text, row), []).append(token)
            yield token
