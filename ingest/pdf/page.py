"""What the PDF readers pass on of a page: words with their places, and the page's geometry."""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pypdfium2.raw as pdfium

BOLD, ITALIC = 1, 2

Affine = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


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


_NUMBERS = struct.Struct("<ddddddq?qi")  # those of a Token in order, and the length of its text


@dataclass(frozen=True, slots=True)
class PackedTokens:
    """The tokens of a page, waiting small for their turn while the other pages are read."""

    numbers: bytes
    texts: bytes
    count: int

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> PackedTokens:
        """Return the tokens packed."""
        rows = b"".join([_NUMBERS.pack(*token[1:], len(token.text)) for token in tokens])
        texts = "".join([token.text for token in tokens]).encode("utf-8", "surrogatepass")
        return cls(zlib.compress(rows, 1), zlib.compress(texts, 1), len(tokens))

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Token]:
        texts = zlib.decompress(self.texts).decode("utf-8", "surrogatepass")
        at = 0
        for *numbers, length in _NUMBERS.iter_unpack(zlib.decompress(self.numbers)):
            yield Token(texts[at : at + length], *numbers)
            at += length


@dataclass(frozen=True, slots=True)
class Frame:
    """The page as shown, and the quarter turns (anticlockwise) that its text is turned by.

    `skew` is how far the lines of a scan sink, in points a point, once they are upright.
    """

    width: float
    height: float
    turn: int
    skew: float = 0.0

    def reading(self, x: float, y: float) -> tuple[float, float]:
        """Return where the shown point stands once the text is upright and level."""
        x, y = self._upright(x, y)
        return x + self.skew * y, y - self.skew * x

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 1:
            return self.height - y, x
        if self.turn == 2:
            return self.width - x, self.height - y
        if self.turn == 3:
            return y, self.width - x
        return x, y

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the upright, level text stands on the shown page."""
        if self.skew:
            length = 1 + self.skew * self.skew
            x, y = (x - self.skew * y) / length, (y + self.skew * x) / length
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
    meaning (no Unicode mapping); `glyphs` all. `confidence` is in percent where OCR read the page,
    else None.
    """

    width: float
    height: float
    runs: tuple[tuple[Frame, tuple[Token, ...] | PackedTokens], ...]
    glyphs: int
    hidden: int
    garbled: int
    confidence: float | None = None

    def packed(self) -> PageText:
        """Return the page with its tokens packed."""
        return replace(
            self, runs=tuple((frame, PackedTokens.of(tuple(tokens))) for frame, tokens in self.runs)
        )


def shown_map(page: pdfium.FPDF_PAGE) -> tuple[Affine, float, float]:
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


def upright_map(affine: Affine, frame: Frame) -> Affine:
    """Return the map from page space into the reading frame."""
    a, b, c, d, e, f = affine
    ox, oy = frame.reading(e, f)
    ax, ay = frame.reading(a + e, b + f)
    bx, by = frame.reading(c + e, d + f)
    return ax - ox, ay - oy, bx - ox, by - oy, ox, oy
