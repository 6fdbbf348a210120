"""Whether a word can be seen: not what is unpainted, white on white, too small or clipped away."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from ingest.pdf.page import Affine, Box

_MOST_SEGMENTS = 64  # of a path; a clip that is more intricate is not looked at


def is_clipped_away(text_object: int) -> bool:
    """Return whether all of the text object lies beside the region that it may be painted in.

    Both are told in the space of what holds the object, a page or a form: they compare as they are.
    """
    item = ctypes.cast(text_object, pdfium.FPDF_PAGEOBJECT)
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    paths = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths <= 0:
        return False
    x0, y0, x1, y1 = _bounds(item)
    if x1 - x0 < 0.1 or y1 - y0 < 0.1:  # a font that does not tell how large its glyphs are
        return False
    boxes = (_clip_box(clip, path) for path in range(paths))
    return any(x1 < a or c < x0 or y1 < b or d < y0 for a, b, c, d in filter(None, boxes))


def _clip_box(clip: pdfium.FPDF_CLIPPATH, path: int) -> Box | None:
    """Return a box around one of the paths that clip, None where it has too many segments."""
    count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
    if not 0 < count <= _MOST_SEGMENTS:
        return None
    xs, ys = [], []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        xs.append(x.value)
        ys.append(y.value)
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(item: pdfium.FPDF_PAGEOBJECT) -> Box:
    """Return the object's left, bottom, right and top edge; all 0 where they are not known."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


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
    a, b, c, d, e, f = affine
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 10_000)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        x0, y0, x1, y1 = _bounds(item)
        xs = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
        ys = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
        boxes.append((xs[0], ys[0], xs[1], ys[1]))
    return boxes
