"""From a PDF page to words with their places.

The glyphs come from PDFium through `pypdfium2.raw`: one pass with three calls a character (which
text object, which character, which box) and a handful of calls a text object (font, size, matrix,
colour). That is about a millisecond a page, which is why no higher-level interface is used.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium

BOLD, ITALIC = 1, 2
_TINY = 1.0  # points; below this no reader can tell a letter from a dot
MAX_GLYPHS = 400_000  # a page; a dense newspaper page has about 30,000

_BOLD_NAME = re.compile(
    r"bold|black|heavy|semibd|demi|cmb|cmssbx|ptmb|-bd|[-.,]b$|medi(ital)?$|sfbx|lmroman\d+-b", re.I
)
_ITALIC_NAME = re.compile(r"ital|obli|slant|cmti|cmsl|cmmi|ptmri|[-.,]i$|[-.,]bi$|-it$|sfti", re.I)
_UNSEEN = re.compile(  # zero-width, direction and tag characters, variation selectors, controls
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_COMPATIBILITY = re.compile(  # ligatures, Arabic shapes, radicals, full-width and math letters
    "[\u0132\u0133\u2f00-\u2fdf\u2e80-\u2eff\uf900-\ufaff\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc"
    "\U0001d400-\U0001d7ff]"
)
_ACCENTS = {  # free-standing accents, as old fonts draw them over a letter
    0xB4: "\u0301", 0xA8: "\u0308", 0x2C6: "\u0302", 0x2DC: "\u0303", 0xB8: "\u0327",
    0x2C7: "\u030c", 0x2D8: "\u0306", 0x2DA: "\u030a", 0xAF: "\u0304", 0x2DD: "\u030b",
    0x2D9: "\u0307", 0x60: "\u0300", 0x2CB: "\u0300", 0x2CA: "\u0301",
}  # fmt: skip
_GONE, _SOFT = -1, -2  # codes of an accent that joined its letter, and of a space beside it
_SPACES = frozenset((0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F))


class Token(NamedTuple):
    """A word, or a part of one, in the reading frame (points, y downwards, text upright).

    `base` is the baseline; `style` is BOLD | ITALIC, with a hash of the font's name above them;
    `glued` says that no space stands before it where it follows the token `serial - 1`; `serial`
    is its place in the page's content.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    style: int
    glued: bool
    serial: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The page as shown, and the quarter turns (anticlockwise) that its text is turned by."""

    width: float
    height: float
    turn: int

    def reading(self, x: float, y: float) -> tuple[float, float]:
        """Return where the shown point stands once the text is upright."""
        if self.turn == 1:
            return self.height - y, x
        if self.turn == 2:
            return self.width - x, self.height - y
        if self.turn == 3:
            return y, self.width - x
        return x, y

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the upright text stands on the shown page."""
        if self.turn == 1:
            return y, self.height - x
        if self.turn == 2:
            return self.width - x, self.height - y
        if self.turn == 3:
            return self.width - y, x
        return x, y

    def shown_box(
        self, x0: float, y0: float, x1: float, y1: float
    ) -> tuple[float, float, float, float]:
        """Return a box of the upright text as it stands on the shown page."""
        ax, ay = self.shown(x0, y0)
        bx, by = self.shown(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in the reading frame."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on a page: tokens by the direction they run in, and what was left out.

    `hidden` counts characters that no reader of the page can see; `garbled` those without a
    meaning (no Unicode mapping); `glyphs` all.
    """

    width: float
    height: float
    runs: tuple[tuple[Frame, tuple[Token, ...]], ...]
    glyphs: int
    hidden: int
    garbled: int


class _Pen(NamedTuple):
    """How a text object is set.

    `quarter` is the direction in page space that it runs in, in quarter turns; `base` and `size`
    are those of the upright text; `doubt` says why it may be invisible ("" if it is not).
    """

    turn: int
    quarter: int
    base: float
    size: float
    style: int
    doubt: str


def _prototype(
    function: object, result: type[ctypes.c_void_p] | type[ctypes.c_int], *arguments: type
) -> Callable[..., int | None]:
    """Return the PDFium function under a prototype of ours, in which addresses are plain ints."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
    made: Callable[..., int | None] = ctypes.CFUNCTYPE(result, *arguments)(address)
    return made


_text_object = _prototype(
    pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int
)
_font_of = _prototype(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_render_mode = _prototype(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_font_name = _prototype(
    pdfium.FPDFFont_GetBaseFontName, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t
)
_font_weight = _prototype(pdfium.FPDFFont_GetWeight, ctypes.c_int, ctypes.c_void_p)
_font_flags = _prototype(pdfium.FPDFFont_GetFlags, ctypes.c_int, ctypes.c_void_p)

Affine = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


def read_page(page: pdfium.FPDF_PAGE) -> PageText:
    """Return the words of a page, upright, in the order of the page's content.

    A page of more than `MAX_GLYPHS` characters is read up to there.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        _, width, height = _shown(page)
        return PageText(width, height, (), 0, 0, 0)
    try:
        return _Reading(page, text_page).read()
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _shown(page: pdfium.FPDF_PAGE) -> tuple[Affine, float, float]:
    """Return the map from page space to the shown page (top left origin), and its size."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = 100  # PDFium answers in whole pixels: ask for a page of 100 pixels a point
    x, y = ctypes.c_int(), ctypes.c_int()

    def device(px: float, py: float) -> tuple[float, float]:
        size = (round(width * scale), round(height * scale))
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, px, py, x, y)
        return x.value / scale, y.value / scale

    (ox, oy), (ax, ay), (bx, by) = device(0, 0), device(1000, 0), device(0, 1000)
    affine = ((ax - ox) / 1e3, (ay - oy) / 1e3, (bx - ox) / 1e3, (by - oy) / 1e3, ox, oy)
    return affine, width, height


class _Reading:
    """One pass over the characters of a page."""

    def __init__(self, page: pdfium.FPDF_PAGE, text_page: pdfium.FPDF_TEXTPAGE) -> None:
        self._page = page
        self._text_page = text_page
        self._where = ctypes.cast(text_page, ctypes.c_void_p)
        self._affine, self._width, self._height = _shown(page)
        self._frames = [Frame(self._width, self._height, turn) for turn in range(4)]
        self._upright = [_compose(self._affine, frame) for frame in self._frames]
        self._styles: dict[int, int] = {}
        self._pictures: list[Box] | None = None
        self._hidden = 0
        self._garbled = 0
        self._doubtful: list[tuple[int, Token]] = []
        self._tokens: list[list[Token]] = [[], [], [], []]
        self._serial = 0

    def read(self) -> PageText:
        """Return the page's words."""
        count = min(pdfium.FPDFText_CountChars(self._text_page), MAX_GLYPHS)
        self._walk(count)
        self._settle_doubts()
        runs = [
            (frame, tuple(_once(run)))
            for frame, run in zip(self._frames, self._tokens, strict=True)
            if run
        ]
        runs.sort(key=lambda pair: -len(pair[1]))
        return PageText(self._width, self._height, tuple(runs), count, self._hidden, self._garbled)

    def _walk(self, count: int) -> None:
        """Cut the characters into words: the hot loop, kept flat on purpose."""
        text_page, where = self._text_page, self._where
        get_code, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        rects = (pdfium.FS_RECTF * count)()
        codes: list[int] = []
        objects: list[int | None] = []
        for i in range(count):
            codes.append(get_code(text_page, i))
            objects.append(_text_object(where, i))
            get_box(text_page, i, rects[i])
        flat = memoryview(rects).cast("B").cast("f").tolist()  # left, top, right, bottom
        if not _ACCENTS.keys().isdisjoint(codes):
            _join_accents(codes, flat)
        letters: list[str] = []
        starts: list[float] = []
        pen = last_pen = _Pen(0, 0, -1e9, 1.0, 0, "")
        current: int | None = None
        spaced = glued = True
        soft = False
        start = end = low = high = 0.0
        for i, code in enumerate(codes):
            if code < 0:
                soft = soft or code == _SOFT
                continue
            if code in _SPACES:
                if letters:
                    self._flush(letters, last_pen, start, end, low, high, glued)
                    letters, starts = [], []
                spaced = True
                continue
            if objects[i] != current:
                current = objects[i]
                pen = self._pen(i, current)
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
            wide = code >= 0x2E80 and _is_wide(code)
            if letters:
                gap = s - end
                if gap < 0 and code > 0x58F and _is_backwards(code):
                    gap = start - e
                size = pen.size
                piece = s == starts[-1] and e == end  # "f" and "i" of one ligature
                near = (pen is last_pen or pen[:5] == last_pen[:5]) and (
                    piece or -0.6 * size < gap < (0.12 if soft else 0.4) * size
                )
                same = near and chr(code) == letters[-1] and abs(s - starts[-1]) < 0.2 * (e - s)
                if same and not (piece and objects[i] == objects[i - 1]):
                    continue  # fake bold: the same letter drawn again
                if not near or wide or _is_wide(ord(letters[-1])):
                    self._flush(letters, last_pen, start, end, low, high, glued)
                    letters, starts = [], []
                    glued = (
                        pen.turn == last_pen.turn
                        and -0.6 * size < gap < (0.12 if soft else 0.25) * size
                        and abs(pen.base - last_pen.base) < 0.7 * max(size, last_pen.size)
                    )
                    spaced = False
            if not letters:
                if spaced:
                    glued = False
                start, end, low, high = s, e, lo, hi
            else:
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
            last_pen = pen
            spaced = soft = False
        if letters:
            self._flush(letters, last_pen, start, end, low, high, glued)

    def _flush(
        self,
        letters: list[str],
        pen: _Pen,
        start: float,
        end: float,
        low: float,
        high: float,
        glued: bool,
    ) -> None:
        """Add a word to the run of its direction, unless it holds nothing that can be seen."""
        text = "".join(letters)
        if not text.isascii() or not text.isprintable():
            text = self._clean(letters)
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
        if not (-1 < (x0 + x1) / 2 < width + 1 and -1 < (y0 + y1) / 2 < height + 1):
            self._hidden += len(text)
        elif pen.doubt:
            self._judge(token, pen)
        else:
            self._tokens[pen.turn].append(token)

    def _clean(self, letters: list[str]) -> str:
        """Return the word in plain characters; count those that mean nothing."""
        text = "".join(letters).replace("\x02", "-").replace("\ufffe", "-")
        text = _UNSEEN.sub("", text)
        text = _COMPATIBILITY.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
        self._garbled += sum(
            1 for letter in text if "\ue000" <= letter <= "\uf8ff" or letter == "\ufffd"
        )
        return unicodedata.normalize("NFC", text)

    def _pen(self, index: int, text_object: int | None) -> _Pen:
        """Return how the text object of the character `index` is set."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text_page, index, x, y)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text_page, index, matrix)
        a, b = matrix.a, matrix.b
        linear = self._affine
        dx, dy = linear[0] * a + linear[2] * b, linear[1] * a + linear[3] * b
        turn = round(math.atan2(-dy, dx) / (math.pi / 2)) % 4
        quarter = round(math.atan2(b, a) / (math.pi / 2)) % 4
        scale = math.hypot(matrix.c, matrix.d) or math.hypot(a, b) or 1.0
        size = abs(pdfium.FPDFText_GetFontSize(self._text_page, index)) * scale
        if size < _TINY:
            size = self._drawn_size(index, size)
        to = self._upright[turn]
        base = to[1] * x.value + to[3] * y.value + to[5]
        return _Pen(
            turn, quarter, round(base, 2), round(size, 2) or 1.0,
            self._style(text_object), self._doubt(index, text_object, size),
        )  # fmt: skip

    def _drawn_size(self, index: int, size: float) -> float:
        """Return the size as drawn: a Type 3 font may scale its glyphs on top of the font size."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top)
        return max(size, 1.1 * max(right.value - left.value, top.value - bottom.value))

    def _style(self, text_object: int | None) -> int:
        font = _font_of(text_object) if text_object else None
        if not font:
            return 0
        if font not in self._styles:
            buffer = ctypes.create_string_buffer(128)
            _font_name(font, ctypes.addressof(buffer), 128)
            name = buffer.value.decode("utf-8", "replace")
            bold = bool(_BOLD_NAME.search(name)) or (_font_weight(font) or 0) >= 700
            italic = bool(_ITALIC_NAME.search(name)) or bool((_font_flags(font) or 0) & 64)
            number = zlib.crc32(buffer.value) & 0xFFFF
            self._styles[font] = BOLD * bold | ITALIC * italic | number << 2
        return self._styles[font]

    def _doubt(self, index: int, text_object: int | None, size: float) -> str:
        """Return why the text object may be invisible: "mode", "pale", "tiny" or ""."""
        if text_object and _render_mode(text_object) == 3:
            return "mode"
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFText_GetFillColor(self._text_page, index, red, green, blue, alpha)
        if alpha.value < 16 or min(red.value, green.value, blue.value) > 240:
            return "pale"
        return "tiny" if size < _TINY else ""

    def _judge(self, token: Token, pen: _Pen) -> None:
        """Keep an unpainted word that lies on a picture (a scan's own text); doubt the others."""
        if pen.doubt != "mode":
            self._doubtful.append((pen.turn, token))
        elif self._on_picture(pen.turn, token):
            self._tokens[pen.turn].append(token)
        else:
            self._hidden += len(token.text)

    def _on_picture(self, turn: int, token: Token) -> bool:
        if self._pictures is None:
            self._pictures = _pictures(self._page, self._affine)
        x0, y0, x1, y1 = self._frames[turn].shown_box(*token[1:5])
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return any(a <= x <= c and b <= y <= d for a, b, c, d in self._pictures)

    def _settle_doubts(self) -> None:
        """Look at the painted page where the colour or the size of a word makes it doubtful."""
        if not self._doubtful:
            return
        picture = _Painted(self._page, self._width, self._height)
        for turn, token in self._doubtful:
            if token.size >= _TINY and picture.has_ink(self._frames[turn].shown_box(*token[1:5])):
                self._tokens[turn].append(token)
            else:
                self._hidden += len(token.text)
        for tokens in self._tokens:
            tokens.sort(key=lambda token: token.serial)


class _Painted:
    """The page painted in grey, one pixel a point, to see whether a word shows."""

    def __init__(self, page: pdfium.FPDF_PAGE, width: float, height: float) -> None:
        self._scale = min(1.0, 2000 / max(width, height, 1))
        self._width = max(1, int(width * self._scale))
        self._height = max(1, int(height * self._scale))
        self._grey = bytearray(self._width * self._height)
        buffer = (ctypes.c_ubyte * len(self._grey)).from_buffer(self._grey)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            self._width, self._height, pdfium.FPDFBitmap_Gray, buffer, self._width
        )
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self._width, self._height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, self._width, self._height, 0, pdfium.FPDF_GRAYSCALE
        )
        pdfium.FPDFBitmap_Destroy(bitmap)

    def has_ink(self, box: Box) -> bool:
        """Return whether the pixels in the box differ."""
        x0, y0, x1, y1 = (max(0, int(edge * self._scale)) for edge in box)
        rows = [
            self._grey[y * self._width + x0 : y * self._width + min(x1 + 1, self._width)]
            for y in range(y0, min(y1 + 1, self._height))
        ]
        rows = [row for row in rows if row]
        return bool(rows) and max(map(max, rows)) - min(map(min, rows)) > 24


def _compose(affine: Affine, frame: Frame) -> Affine:
    """Return the map from page space into the reading frame."""
    a, b, c, d, e, f = affine
    ox, oy = frame.reading(e, f)
    ax, ay = frame.reading(a + e, b + f)
    bx, by = frame.reading(c + e, d + f)
    return ax - ox, ay - oy, bx - ox, by - oy, ox, oy


def _pictures(page: pdfium.FPDF_PAGE, affine: Affine) -> list[Box]:
    """Return the boxes of the page's pictures, as shown."""
    boxes = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    a, b, c, d, e, f = affine
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 10_000)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        xs = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
        ys = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
        boxes.append((xs[0], ys[0], xs[1], ys[1]))
    return boxes


def _is_wide(code: int) -> bool:
    """Return whether the character is Chinese or Japanese, written without spaces."""
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


def _is_backwards(code: int) -> bool:
    """Return whether the character is of a script written from right to left."""
    return 0x590 <= code <= 0x8FF or 0xFB1D <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC


def _join_accents(codes: list[int], flat: Sequence[float]) -> None:
    """Join each free-standing accent to the letter that it is drawn over, in place.

    `flat` holds left, top, right, bottom of each character.
    """
    for i, code in enumerate(codes):
        if code not in _ACCENTS:
            continue
        middle = (flat[4 * i] + flat[4 * i + 2]) / 2
        best, least = -1, 1e9
        for j in range(max(0, i - 300), min(len(codes), i + 300)):
            off = abs((flat[4 * j] + flat[4 * j + 2]) / 2 - middle)
            width, height = flat[4 * j + 2] - flat[4 * j], flat[4 * j + 1] - flat[4 * j + 3]
            if (
                off < min(least, 0.6 * width)
                and abs(flat[4 * j + 3] - flat[4 * i + 3]) < 0.45 * height
                and _accented(codes[j], code)
            ):
                best, least = j, off
        if best >= 0:
            codes[best], codes[i] = _accented(codes[best], code), _GONE
            for beside in (i - 2, i - 1, i + 1, i + 2):
                if 0 <= beside < len(codes) and codes[beside] in _SPACES:
                    codes[beside] = _SOFT


def _accented(letter: int, accent: int) -> int:
    """Return the letter with the accent as one character, 0 where there is none."""
    if letter < 0 or not chr(letter).isalpha():
        return 0
    base = {"\u0131": "i", "\u0237": "j"}.get(chr(letter), chr(letter))
    composed = unicodedata.normalize("NFC", base + _ACCENTS[accent])
    return ord(composed) if len(composed) == 1 else 0


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
