"""pypdf reads what PDFium cannot open: it mends more kinds of damage, but knows no places.

Slower, and its lines come in the order of the page's content, without sizes or boxes.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from ingest.errors import Damaged, Empty, Encrypted, IngestError, TooLarge
from ingest.layout import Block, Layout, Line, PageSize

if TYPE_CHECKING:
    from pypdf import PdfReader


def leniently_opened(data: bytes, password: str) -> PdfReader | None:
    """Return the file as pypdf mends it, None where the password does not open it.

    Damaged files make pypdf raise nearly anything, here and in what is asked of the reader.
    """
    from pypdf import PdfReader  # a tenth of a second to import, and seldom needed

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each repair
    reader = PdfReader(io.BytesIO(data), strict=False)
    return None if reader.is_encrypted and not reader.decrypt(password) else reader


def read_plainly(data: bytes, *, name: str, password: str, max_pages: int) -> Layout:
    """Return the file's lines, a block a page, without places on the page.

    Raises: Encrypted, Damaged, Empty, TooLarge.
    """
    try:
        found, sizes, failed = _read(data, name, password, max_pages)
    except IngestError:
        raise
    except Exception as exc:  # see `leniently_opened`
        raise Damaged(f"{name!r} is damaged and cannot be read: get it again") from exc
    if not found:
        if failed:
            raise Damaged(f"{name!r} is damaged: none of its {len(sizes)} pages can be read")
        raise Empty(f"{name!r} has no text: run OCR on it, for example with ocrmypdf")
    warnings = ["the file is damaged; read without the places of its words"]
    if failed:
        warnings.append(f"{failed} of {len(sizes)} pages could not be read")
    return Layout(blocks=tuple(found), pages=tuple(sizes), warnings=tuple(warnings))


def _read(
    data: bytes, name: str, password: str, max_pages: int
) -> tuple[list[Block], list[PageSize], int]:
    reader = leniently_opened(data, password)
    if reader is None:
        raise Encrypted(f"{name!r} is encrypted: give its password with --password")
    if len(reader.pages) > max_pages:
        raise TooLarge(f"{name!r} has {len(reader.pages)} pages, more than {max_pages}: split it")
    found: list[Block] = []
    sizes: list[PageSize] = []
    failed = 0
    for number, page in enumerate(reader.pages, 1):
        sizes.append(PageSize(number, float(page.mediabox.width), float(page.mediabox.height)))
        text = page.extract_text()
        lines = [Line(" ".join(line.split()), page=number) for line in text.splitlines()]
        lines = [line for line in lines if line.text]
        if lines:
            found.append(Block("unknown", tuple(lines)))
    return found, sizes, failed
