"""From a file to a `Document`: finds out what the file is, and reads it."""

from __future__ import annotations

import hashlib
import importlib
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from ingest import structure
from ingest.document import Document
from ingest.errors import (
    Damaged,
    Empty,
    Encrypted,
    IngestError,
    TooLarge,
    UnsupportedFormat,
)
from ingest.layout import Layout

MAX_BYTES = 200_000_000
SECONDS = 30.0  # that a file may take; only OCR keeps to it by itself

# Modules of `ingest.readers`, imported when they are needed: who asks questions needs none.
_READERS: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".asc": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "jats",
    ".nxml": "jats",
    ".tei": "tei",
    ".docx": "docx",
    ".epub": "epub",
    ".tex": "latex",
    ".latex": "latex",
    ".ltx": "latex",
}
SUFFIXES = frozenset({".pdf", *_READERS})
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_RICH_TEXT = rb"{\rtf1"


def parse(
    path: Path,
    *,
    password: str = "",
    seconds: float = SECONDS,
    on_text: Callable[[Document], None] | None = None,
) -> Document:
    """Return the document in the file at `path`; see `parse_bytes`. Raises `IngestError`."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLarge(f"{path.name!r} has {size:,} bytes; the limit is {MAX_BYTES:,}.")
        data = path.read_bytes()
    except OSError as exc:
        raise IngestError(f"{str(path)!r} cannot be read: {exc.strerror}.") from exc
    return parse_bytes(data, path.name, password=password, seconds=seconds, on_text=on_text)


def parse_bytes(
    data: bytes,
    name: str,
    *,
    password: str = "",
    seconds: float = SECONDS,
    on_text: Callable[[Document], None] | None = None,
) -> Document:
    """Return the document that `data` is; `name` is the file's name. Raises `IngestError`.

    OCR stops in time for the whole to take `seconds` at most; before it starts, `on_text` is given
    the document without it, where there is some text.
    """

    def compose(layout: Layout) -> Document:
        return structure.compose(layout, name=name, data_sha256=hashlib.sha256(data).hexdigest())

    def early(layout: Layout) -> None:
        if on_text is not None:
            on_text(compose(layout))

    if not data.strip():
        raise Empty(f"{name!r} is empty.")
    try:
        layout = _read(data, name, password, seconds, early)
    except RecursionError as exc:
        raise Damaged(f"{name!r} nests its parts too deeply to be read.") from exc
    if not any(line.text.strip() for block in layout.blocks for line in block.lines):
        raise Empty(f"{name!r} holds no text.{_hint(layout)}")
    return compose(layout)


def load_reader(suffix: str) -> None:
    """Import what reads files of this kind, so that the first of them need not wait for it."""
    if suffix in SUFFIXES:
        importlib.import_module(_module(suffix))


def _module(suffix: str) -> str:
    return f"ingest.readers.{_READERS.get(suffix, 'pdf')}"


def _hint(layout: Layout) -> str:
    return f" {layout.warnings[0]}" if layout.warnings else ""


def _read(
    data: bytes, name: str, password: str, seconds: float, on_text: Callable[[Layout], None]
) -> Layout:
    _refuse_foreign(data, name)
    suffix = _true_suffix(data, Path(name).suffix.lower())
    if suffix == ".pdf":
        from ingest.readers import pdf

        return pdf.read(data, name=name, password=password, seconds=seconds, on_text=on_text)
    if suffix not in _READERS:
        known = ", ".join(sorted(SUFFIXES))
        raise UnsupportedFormat(f"{name!r} is no kind of file that can be read; known are {known}.")
    reader = importlib.import_module(_module(suffix))
    layout: Layout = reader.read(data, name=name)
    return layout


def _refuse_foreign(data: bytes, name: str) -> None:
    """Refuse what is, under whatever name, of a kind that Word reads and saves as another one.

    Office locks a file with a password by packing it into one of its old kind. Raises `Encrypted`
    or `UnsupportedFormat`.
    """
    if data.startswith(_OLD_OFFICE):
        if _LOCKED in data:
            raise Encrypted(f"{name!r} is locked with a password: save it without one first.")
        raise UnsupportedFormat(
            f"{name!r} is of an old kind of Office files, as .doc is: save it as .docx or PDF."
        )
    if data.startswith(_RICH_TEXT):
        raise UnsupportedFormat(f"{name!r} is Rich Text (RTF): save it as .docx or PDF.")


def _true_suffix(data: bytes, suffix: str) -> str:
    """Return the suffix that `data` should have: what stands in a file counts, since names lie."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    # Before its marker a PDF may have some bytes of junk; a text that mentions the marker is none.
    junk_allowed = suffix not in _READERS
    if head.startswith(b"%pdf-") or (junk_allowed and b"%pdf-" in data[:1024].lower()):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        # A book says first of all that it is one, until a tool for .zip files packs it anew.
        if b"application/epub+zip" in data[:200]:
            return ".epub"
        return suffix if suffix in (".docx", ".epub", ".zip") else _packed_suffix(data)
    if head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith(b"<?xml") and b"<html" in head
    ):
        return ".html"
    if suffix in (".xml", ".nxml") and re.search(rb"<(?:\w+:)?tei[\s>]", head):
        return ".tei"
    return suffix or ".txt"


def _packed_suffix(data: bytes) -> str:
    """Return the suffix of what a .zip file under another name is, told by what it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ".zip"
    if "word/document.xml" in names:
        return ".docx"
    return ".epub" if "META-INF/container.xml" in names else ".zip"
