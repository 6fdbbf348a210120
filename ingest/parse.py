"""From a file to a `Document`: finds out what the file is, and reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest import structure
from ingest.document import Document
from ingest.errors import Empty, IngestError, TooLarge, UnsupportedFormat
from ingest.layout import Layout
from ingest.readers import markdown, text

MAX_BYTES = 200_000_000

_TEXT_SUFFIXES = frozenset({".txt", ".text", ".asc", ""})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
SUFFIXES = frozenset({".pdf", *_TEXT_SUFFIXES, *_MARKDOWN_SUFFIXES} - {""})


def parse(path: Path, *, password: str = "") -> Document:
    """Return the document in the file at `path`. Raises `IngestError`."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLarge(f"{path.name!r} has {size:,} bytes; the limit is {MAX_BYTES:,}.")
        data = path.read_bytes()
    except OSError as exc:
        raise IngestError(f"{str(path)!r} cannot be read: {exc.strerror}.") from exc
    return parse_bytes(data, path.name, password=password)


def parse_bytes(data: bytes, name: str, *, password: str = "") -> Document:
    """Return the document that `data` is; `name` is the file's name. Raises `IngestError`."""
    if not data.strip():
        raise Empty(f"{name!r} is empty.")
    layout = _read(data, name, password)
    if not any(line.text.strip() for block in layout.blocks for line in block.lines):
        raise Empty(f"{name!r} holds no text.{_hint(layout)}")
    return structure.compose(layout, name=name, data_sha256=hashlib.sha256(data).hexdigest())


def _hint(layout: Layout) -> str:
    return f" {layout.warnings[0]}" if layout.warnings else ""


def _read(data: bytes, name: str, password: str) -> Layout:
    """Read by content first, since names lie, then by suffix."""
    suffix = Path(name).suffix.lower()
    if b"%PDF-" in data[:1024] or suffix == ".pdf":
        from ingest.readers import pdf

        return pdf.read(data, name=name, password=password)
    if suffix in _MARKDOWN_SUFFIXES:
        return markdown.read(data, name=name)
    if suffix in _TEXT_SUFFIXES:
        return text.read(data, name=name)
    known = ", ".join(sorted(SUFFIXES))
    raise UnsupportedFormat(f"{name!r} is not a kind of file that can be read; known are {known}.")
