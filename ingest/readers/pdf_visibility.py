"""Whether a word can be seen: not what is unpainted, painted white on white, or too small."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from ingest.readers.pdf_page import Affine, Box


class Visibility:
    """Looks at one page; the page is painted only when a word's colour makes it doubtful."""

    def __init__(self, page: pdfium.FPDF_PAGE, affine: Affine, width: float, height: float) -> None:
        self._page = page
        self._affine = affine
        self._size = width, height
        self._painted: _Painted | None = None
        self._pictures: list[Box] | None = None

    def on_picture(self, box: Box) -> bool:
        """Return whether the middle of the box lies on a picture."""
        if self._pictures is None:
            self._pictures = pictures(self._page, self._affine)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(a <= x <= c and b <= y <= d for a, b, c, d in self._pictures)

    def has_ink(self, box: Box) -> bool:
        """Return whether something can be told from its ground within the box."""
        if self._painted is None:
            self._painted = _Painted(self._page, *self._size)
        return self._painted.has_ink(box)


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


def pictures(page: pdfium.FPDF_PAGE, affine: Affine) -> list[Box]:
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
