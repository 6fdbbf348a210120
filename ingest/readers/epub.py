"""EPUB: the pages of the book in the order of its spine, each read as HTML."""

from __future__ import annotations

import posixpath
import re
import urllib.parse
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from ingest.archives import MAX_BYTES, open_archive, read_member
from ingest.encodings import decode
from ingest.errors import Damaged
from ingest.front import letters
from ingest.layout import Block, Layout, Line
from ingest.readers.html import blocks_of
from ingest.readers.markup import Node, parse_html, parse_xml

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_TITLE_PAGE = 12  # blocks at the start among which a book may print its title
_UNTITLED = re.compile(r"\W*(?:unknown|untitled|no title)\b|microsoft word|\.[a-z]{3,5}$", re.I)


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
                blocks += blocks_of(root.find("body") or root, in_book=True)
    title = _text(package, "title")
    return Layout(
        tuple(_titled(blocks, title)),
        title=title,
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


def _titled(blocks: Sequence[Block], title: str) -> list[Block]:
    """Return `blocks` with the stated title as the title, so that no chapter's heading is taken.

    A book that prints no title gets it before its text. One word may be a file's name: it is left
    to the structure step, as is a first heading that says the title in more or in fewer words.
    """
    stated = letters(title)
    if _UNTITLED.search(title) or len(title.split()) < 2 or not stated:
        return list(blocks)
    printed = [letters(" ".join(line.text for line in block.lines)) for block in blocks]
    if stated in printed[:_TITLE_PAGE]:
        at = printed.index(stated)
        return [*blocks[:at], replace(blocks[at], kind="title", level=0), *blocks[at + 1 :]]
    first = next((printed[at] for at, each in enumerate(blocks) if each.kind == "heading"), "")
    if first and (first.startswith(stated) or stated.startswith(first)):
        return list(blocks)
    return [Block("title", (Line(title),)), *blocks]


def _text(package: Node, tag: str) -> str:
    found = package.find(tag)
    return found.text() if found is not None else ""


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdigit() else None
