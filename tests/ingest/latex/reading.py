"""What LaTeX source is read as."""

from __future__ import annotations

from ingest.document import Document
from ingest.parse import parse_bytes


def document(body: str, preamble: str = "") -> Document:
    source = f"{preamble}\\begin{{document}}{body}\\end{{document}}"
    return parse_bytes(source.encode(), "a.tex")


def text(body: str, preamble: str = "") -> str:
    return document(body, preamble).text
