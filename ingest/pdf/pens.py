"""How text objects are set: direction, size, font, and whether they may be invisible."""

from __future__ import annotations

import ctypes
import math
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.pdf.page import BOLD, ITALIC, Affine
from ingest.pdf.symbols import printed_by
from ingest.pdf.visibility import is_clipped_away

TINY = 1.0  # points; below this no reader can tell a letter from a dot

_HEIGHTS = {  # of letters, in em; much the same in all types for running text
    **dict.fromkeys(map(ord, "acemnorsuvwxz"), 0.44),
    **dict.fromkeys(map(ord, "bdfhkl"), 0.7),
    **dict.fromkeys(map(ord, "ABCDEFGHIKLMNOPRSTUVWXYZ"), 0.68),
    **dict.fromkeys(map(ord, "0123456789"), 0.65),
}

_BOLD_NAME = re.compile(
    r"bold|black|heavy|semibd|demi|cmb|cmssbx|ptmb|-bd|[-.,]b$|medi(ital)?$|sfbx|lmroman\d+-b", re.I
)
_ITALIC_NAME = re.compile(r"ital|obli|slant|cmti|cmsl|cmmi|ptmri|[-.,]i$|[-.,]bi$|-it$|sfti", re.I)


class Pen(NamedTuple):
    """How a text object is set.

    `quarter` is the direction in page space that it runs in, in quarter turns; `base` and `size`
    are those of the upright text; `doubt` says why it may be invisible ("" if it is not);
    `printed` holds the characters that its font prints as others.
    """

    turn: int
    quarter: int
    base: float
    size: float
    style: int
    doubt: str
    printed: Mapping[int, str | int] = MappingProxyType({})


def _prototype(
    function: object, result: type[ctypes.c_void_p] | type[ctypes.c_int], *arguments: type
) -> Callable[..., int | None]:
    """Return the PDFium function under a prototype of ours, in which addresses are plain ints."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
    made: Callable[..., int | None] = ctypes.CFUNCTYPE(result, *arguments)(address)
    return made


text_object_of = _prototype(
    pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int
)
_font_of = _prototype(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_render_mode = _prototype(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_font_name = _prototype(
    pdfium.FPDFFont_GetBaseFontName, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t
)
_font_weight = _prototype(pdfium.FPDFFont_GetWeight, ctypes.c_int, ctypes.c_void_p)
_font_flags = _prototype(pdfium.FPDFFont_GetFlags, ctypes.c_int, ctypes.c_void_p)


class Pens:
    """Tells how each text object of a page is set. `upright` are the maps into the four frames."""

    def __init__(
        self, text_page: pdfium.FPDF_TEXTPAGE, affine: Affine, upright: list[Affine]
    ) -> None:
        self._text_page = text_page
        self._affine = affine
        self._upright = upright
        self._fonts: dict[int, tuple[int, Mapping[int, str | int]]] = {}
        self._drawn: dict[int, float] | None = None

    def pen(self, index: int, text_object: int | None) -> Pen:
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
        if size < TINY:
            size = max(size, self._drawn_size(index, text_object, quarter))
        to = self._upright[turn]
        base = to[1] * x.value + to[3] * y.value + to[5]
        style, printed = self._font(text_object)
        return Pen(
            turn, quarter, round(base, 2), round(size, 2) or 1.0,
            style, self._doubt(index, text_object, size), printed,
        )  # fmt: skip

    def _drawn_size(self, index: int, text_object: int | None, quarter: int) -> float:
        """Return the size as drawn: a Type 3 font may scale its glyphs on top of the font size.

        TeX's bitmap fonts, distilled by Ghostscript, do. All letters of the font are asked, for a
        single one may be low or high.
        """
        if self._drawn is None:
            self._drawn = self._drawn_sizes(sideways=quarter % 2 == 1)
        font = _font_of(text_object) if text_object else None
        return self._drawn.get(font or 0) or 1.1 * max(self._extent(index))

    def _drawn_sizes(self, *, sideways: bool) -> dict[int, float]:
        """Return the size of type, by font, that the heights of the letters on the page tell."""
        where = ctypes.cast(self._text_page, ctypes.c_void_p)
        found: dict[int, list[float]] = defaultdict(list)
        for index in range(pdfium.FPDFText_CountChars(self._text_page)):
            height = _HEIGHTS.get(pdfium.FPDFText_GetUnicode(self._text_page, index))
            text_object = text_object_of(where, index) if height else None
            font = _font_of(text_object) if text_object else None
            if height and font:
                found[font].append(self._extent(index)[0 if sideways else 1] / height)
        return {font: median(sizes) for font, sizes in found.items()}

    def _extent(self, index: int) -> tuple[float, float]:
        """Return how wide and how high the character is drawn on the page."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top)
        return right.value - left.value, top.value - bottom.value

    def _font(self, text_object: int | None) -> tuple[int, Mapping[int, str | int]]:
        """Return the style of the text object, and what its font prints as something else."""
        font = _font_of(text_object) if text_object else None
        if not font:
            return 0, {}
        if font not in self._fonts:
            buffer = ctypes.create_string_buffer(128)
            _font_name(font, ctypes.addressof(buffer), 128)
            name = buffer.value.decode("utf-8", "replace")
            bold = bool(_BOLD_NAME.search(name)) or (_font_weight(font) or 0) >= 700
            italic = bool(_ITALIC_NAME.search(name)) or bool((_font_flags(font) or 0) & 64)
            number = zlib.crc32(buffer.value) & 0xFFFF
            style = BOLD * bold | ITALIC * italic | number << 2
            self._fonts[font] = style, printed_by(name)
        return self._fonts[font]

    def _doubt(self, index: int, text_object: int | None, size: float) -> str:
        """Return why the text object may be invisible: "mode", "clip", "pale", "tiny" or ""."""
        if text_object and _render_mode(text_object) == 3:
            return "mode"
        if text_object and is_clipped_away(text_object):
            return "clip"
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFText_GetFillColor(self._text_page, index, red, green, blue, alpha)
        if alpha.value < 16 or min(red.value, green.value, blue.value) > 240:
            return "pale"
        return "tiny" if size < TINY else ""
