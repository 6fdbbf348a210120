"""EPUB: the pages of the book in the order of its spine, each read as HTML."""

from __future__ import annotations

import posixpath
import urllib.parse
import zipfile

from ingest.archives import MAX_BYTES, open_archive, read_member
from ingest.encodings import decode
from ingest.errors import Damaged
from ingest.layout import Block, Layout
from ingest.readers.html import blocks_of
from ingest.readers.markup import Node, parse_html, parse_xml

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read(data: bytes, *, name: str) -> Layout:
    """Return the text of a book, chapter after chapter, with what its package says of it."""
    with open_archive(data, name) as archive:
        left = MAX_BYTES
        package_path = _package_path(archive, name)
        package = parse_xml(_member(archive, package_path, left, name), name=name)
        blocks: list[Block] = []
        for page in _spine(package, package_path):
            if page in archive.namelist():
                content = _member(archive, page, left, name)
                left -= len(content)
                root = parse_html(decode(content)[0], name=f"{name}/{page}")
                blocks += blocks_of(root.find("body") or root)
    return Layout(
        tuple(blocks),
        title=_text(package, "title"),
        authors=tuple(node.text() for node in package.find_all("creator")),
        year=_year(_text(package, "date")),
        keywords=tuple(node.text() for node in package.find_all("subject")),
    )


def _member(archive: zipfile.ZipFile, path: str, left: int, name: str) -> bytes:
    try:
        info = archive.getinfo(path)
    except KeyError as exc:
        raise Damaged(f"{name!r} names {path!r}, which it does not hold.") from exc
    return read_member(archive, info, max_bytes=left)


def _package_path(archive: zipfile.ZipFile, name: str) -> str:
    container = parse_xml(_member(archive, "META-INF/container.xml", MAX_BYTES, name), name=name)
    root = container.find("rootfile")
    if root is None or not root.get("full-path"):
        raise Damaged(f"{name!r} does not say where its text is: it is no EPUB.")
    return root.get("full-path")


def _spine(package: Node, package_path: str) -> list[str]:
    """Return the paths of the pages in reading order; the table of contents is left out."""
    folder = posixpath.dirname(package_path)
    items = {
        item.get("id"): urllib.parse.unquote(item.get("href"))
        for item in package.find_all("item")
        if item.get("media-type") in _PAGES and "nav" not in item.get("properties").split()
    }
    order = [item.get("idref") for item in package.find_all("itemref")]
    return [posixpath.normpath(posixpath.join(folder, items[key])) for key in order if key in items]


def _text(package: Node, tag: str) -> str:
    found = package.find(tag)
    return found.text() if found is not None else ""


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdigit() else None
