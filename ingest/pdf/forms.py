"""What is typed or ticked in the fields of a form, as words where it stands on the page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.pdf.characters import clean_word, is_wide
from ingest.pdf.page import Affine, Box, Frame, PageText, Token, shown_map, upright_map

TICK = "\u2611"
_MAX_FIELDS = 5_000  # a page
_MAX_VALUE = 20_000  # characters
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13  # flag of a field for text (PDF 32000-1, table 228)
_TYPED = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX)
_TICKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_LARGEST = 12.0  # points; of type that fits itself to its field


def form_of(document: pypdfium2.PdfDocument) -> pdfium.FPDF_FORMHANDLE | None:
    """Return the form that the document is, None where it is none."""
    try:
        document.init_forms()
    except pypdfium2.PdfiumError:
        return None
    return document.formenv.raw if document.formenv else None


def with_fields(text: PageText, page: pdfium.FPDF_PAGE, form: pdfium.FPDF_FORMHANDLE) -> PageText:
    """Return the page with what its fields say among its words."""
    affine, _, _ = shown_map(page)
    frame = text.runs[0][0] if text.runs else Frame(text.width, text.height, 0)
    tokens = tuple(text.runs[0][1]) if text.runs else ()
    written: dict[int, list[Token]] = {}
    for box, size, lines in _fields(page, form, upright_map(affine, frame)):
        label = _label(box, tokens)
        at = label.serial if label else -1
        written.setdefault(at, []).extend(_set(lines, box, size, label))
    if not written:
        return text
    return replace(text, runs=((frame, tuple(_in_order(tokens, written))), *text.runs[1:]))


def _in_order(tokens: Sequence[Token], written: dict[int, list[Token]]) -> Iterator[Token]:
    """Yield the words, what is written in a field after its label, and the rest at the end."""
    last = shift = 0
    for token in tokens:
        last = token.serial + shift
        yield token._replace(serial=last)
        for own in written.pop(token.serial, ()):
            shift += 2  # neither is glued to the one before it
            last += 2
            yield own._replace(serial=last)
    for own in written.get(-1, ()):
        last += 2
        yield own._replace(serial=last)


def _fields(
    page: pdfium.FPDF_PAGE, form: pdfium.FPDF_FORMHANDLE, upright: Affine
) -> Iterator[tuple[Box, float, list[str]]]:
    """Yield the box, the size of type (0: as it fits) and the lines of each field with a value."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MAX_FIELDS)):
        annot = pdfium.FPDFPage_GetAnnot(page, index)
        if not annot:
            continue
        shown = not pdfium.FPDFAnnot_GetFlags(annot) & _UNSEEN
        if shown and pdfium.FPDFAnnot_GetSubtype(annot) == pdfium.FPDF_ANNOT_WIDGET:
            lines = _value(form, annot)
            rect, size = pdfium.FS_RECTF(), ctypes.c_float()
            if lines and pdfium.FPDFAnnot_GetRect(annot, rect):
                pdfium.FPDFAnnot_GetFontSize(form, annot, size)
                yield _box(rect, upright), max(0.0, size.value), lines
        pdfium.FPDFPage_CloseAnnot(annot)


def _value(form: pdfium.FPDF_FORMHANDLE, annot: pdfium.FPDF_ANNOTATION) -> list[str]:
    """Return the lines of the field's value; [] where it is empty, a button, or a password."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annot)
    if kind in _TICKED:
        state = _string(lambda *to: pdfium.FPDFAnnot_GetStringValue(annot, b"AS", *to))
        return [TICK] if state not in ("", "Off") else []
    flags = pdfium.FPDFAnnot_GetFormFieldFlags(form, annot)
    if kind == pdfium.FPDF_FORMFIELD_LISTBOX:
        return _chosen(form, annot)
    if kind not in _TYPED or (kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and flags & _PASSWORD):
        return []
    chosen = _chosen(form, annot) if kind == pdfium.FPDF_FORMFIELD_COMBOBOX else []
    value = _string(lambda *to: pdfium.FPDFAnnot_GetFormFieldValue(form, annot, *to))
    return [line for line in chosen or value.splitlines() if line.strip()]


def _chosen(form: pdfium.FPDF_FORMHANDLE, annot: pdfium.FPDF_ANNOTATION) -> list[str]:
    """Return the labels of the options that are chosen."""
    count = min(pdfium.FPDFAnnot_GetOptionCount(form, annot), _MAX_FIELDS)
    return [
        _string(lambda *to, at=at: pdfium.FPDFAnnot_GetOptionLabel(form, annot, at, *to))
        for at in range(count)
        if pdfium.FPDFAnnot_IsOptionSelected(form, annot, at)
    ]


def _string(get: Callable[..., int]) -> str:
    """Return the string that a function of PDFium writes to a buffer of a length.

    It writes nothing to one that does not hold all of it.
    """
    length = get(None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    get(buffer, length)
    kept = max(0, min(length - 2, 2 * _MAX_VALUE))
    return bytes(buffer)[:kept].decode("utf-16-le", "replace")


def _box(rect: pdfium.FS_RECTF, upright: Affine) -> Box:
    a, b, c, d, e, f = upright
    xs = [a * x + c * y + e for x, y in ((rect.left, rect.bottom), (rect.right, rect.top))]
    ys = [b * x + d * y + f for x, y in ((rect.left, rect.bottom), (rect.right, rect.top))]
    return min(xs), min(ys), max(xs), max(ys)


def _set(lines: Sequence[str], box: Box, size: float, label: Token | None) -> Iterator[Token]:
    """Yield the words of a field in its box, on the level of the printed word next to it.

    How wide the letters of its font are is not known: half as wide as they are high.
    """
    x0, y0, x1, y1 = box
    low = min(y1 - y0, 1.6 * _LARGEST)  # of one line
    size = min(size or _LARGEST, 0.9 * low) or 1.0
    words = [[clean_word(word) for word in line.split()] for line in lines]
    rows = [row for line in words for row in _wrapped(line, x1 - x0, size)]
    if label and len(rows) == 1:
        base, size = label.base, label.size
    else:
        base = y0 + (size if len(rows) > 1 else 0.5 * (y1 - y0) + 0.3 * size)
    for row in rows:
        wide = sum(map(_ems, row)) + 0.3 * (len(row) - 1)
        em = min(size, (x1 - x0) / max(wide, 1.0))
        x = x0
        for word in row:
            end = x + _ems(word) * em
            yield Token(
                word, x, base - 0.8 * size, end, base + 0.22 * size, base, size, 0, False, 0
            )
            x = end + 0.3 * em
        base += 1.2 * size


def _label(box: Box, beside: Sequence[Token]) -> Token | None:
    """Return the printed word beside a field: the nearest, rather to its left than to its right."""
    x0, y0, x1, y1 = box
    level = [token for token in beside if y0 - 1 < token.base - 0.3 * token.size < y1 + 1]
    return min(level, key=lambda token: _distance(token, x0, x1), default=None)


def _distance(token: Token, x0: float, x1: float) -> float:
    return x0 - token.x1 if token.x1 <= x0 + 2 else 50 + 2 * abs(token.x0 - x1)


def _wrapped(words: Sequence[str], width: float, size: float) -> Iterator[list[str]]:
    row: list[str] = []
    for word in words:
        if not word:
            continue
        if row and (sum(map(_ems, row)) + 0.3 * len(row) + _ems(word)) * size > 1.1 * width:
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _ems(word: str) -> float:
    return sum(1.0 if is_wide(ord(letter)) else 0.5 for letter in word)
