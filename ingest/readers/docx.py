"""DOCX: paragraphs with their styles, tables, notes; headings get the numbers that Word shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.archives import open_archive
from ingest.docx.lines import line_of, raise_marks
from ingest.docx.notes import Notes, notes_of
from ingest.docx.numbers import Numbers, numbers_of, place_of
from ingest.docx.parts import Parts
from ingest.docx.styles import Style, styles_of
from ingest.docx.tables import WRAPPERS, table_rows
from ingest.errors import Damaged
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.people import is_nobody
from ingest.readers.markup import Node, text_of
from ingest.readers.notes import marked, raised, without_mark
from ingest.sections import is_bibliography

_KINDS: Mapping[str, BlockKind] = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "abstract": "abstract",
    "caption": "caption",
    "bibliography": "reference",
    "reference": "reference",
    "references": "reference",
    "footnote text": "footnote",
}
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|标题)\s*(\d)", re.I)
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures")


def read(data: bytes, *, name: str) -> Layout:
    """Return the paragraphs, tables and notes of a Word document in their order."""
    with open_archive(data, name) as archive:
        parts = Parts(archive, name)
        text = parts.related("officedocument")
        document = parts.get(text)
        if document is None:
            raise Damaged(f"{name!r} has no text part: it is no Word document.")
        _forget_changes(document)
        core = parts.get(parts.related("core-properties")) or Node("core")
        kinds = ("styles", "numbering", "footnotes", "endnotes")
        others = {kind: parts.get(parts.related(kind, to=text)) for kind in kinds}
    styles, numbers = styles_of(others["styles"]), numbers_of(others["numbering"])
    notes = notes_of(others["footnotes"], others["endnotes"])
    body = document.find("body") or document
    raise_marks(body)
    reading = _Reading(styles, numbers, notes)
    blocks = [block for child in body.elements() for block in _blocks(child, reading)]
    blocks += [block for note in notes.left() for block in _note(note, "", reading)]
    creators = re.split(r"[;,]\s*", text_of(core.find("creator")))
    return Layout(
        tuple(blocks),
        title=text_of(core.find("title")),
        authors=tuple(name for name in creators if name and not is_nobody(name)),
        keywords=tuple(
            word for word in re.split(r"[;,]\s*", text_of(core.find("keywords"))) if word
        ),
    )


@dataclass(slots=True)
class _Reading:
    """What paragraphs take from other parts of the document, and whether its text has begun."""

    styles: Mapping[str, Style]
    numbers: Numbers
    notes: Notes
    begun: bool = False


def _forget_changes(document: Node) -> None:
    """Take out what styles and properties were before tracked changes."""
    for node in document.walk():
        node.children = [
            child
            for child in node.children
            if isinstance(child, str) or not child.tag.endswith("prchange")
        ]


# Body ------------------------------------------------------------------------------------------


def _blocks(node: Node, reading: _Reading) -> list[Block]:
    if node.tag == "p":
        block = _paragraph(node, reading)
        notes = _called(reading)
        boxed = [part for box in _boxes(node) for part in box.elements()]
        inside = [each for part in boxed for each in _blocks(part, reading)]
        return [*([block] if block else []), *notes, *inside]
    if node.tag == "tbl":
        return _table(node, reading)
    if node.tag in WRAPPERS:
        return [block for child in node.elements() for block in _blocks(child, reading)]
    return []


def _called(reading: _Reading) -> list[Block]:
    """Return the notes to which the paragraph or table that was read last refers."""
    called = reading.notes.called()
    return [block for note, mark in called for block in _note(note, mark, reading)]


def _note(node: Node, mark: str, reading: _Reading) -> list[Block]:
    line = line_of(node, Style(), reading.notes)
    past = len(line.text) - len(line.text.lstrip())
    line = marked(line, raised(mark), past=past) if mark else line
    return [Block("footnote", (line,))] if line.text.strip() else []


def _paragraph(node: Node, reading: _Reading) -> Block | None:
    named, styles = node.find("pstyle"), reading.styles
    style = styles.get(named.get("val") if named is not None else "", styles.get("", Style()))
    properties = node.find("ppr")
    place = (place_of(properties) if properties is not None else None) or style.numbered
    line = line_of(node, style, reading.notes)
    if not line.text.strip() or _CONTENTS.fullmatch(style.name):
        return None
    mark = reading.numbers.next(place) if place and place[0] != "0" else ""
    heading = _HEADING.match(style.name)
    line = marked(line, mark) if mark else line
    level = int(heading.group(1)) if heading else style.outline
    noted = node.find("footnotereference", "endnotereference") is not None
    if noted and (level or style.name == "title" or not reading.begun):
        line = replace(line, text=without_mark(line.text))
    reading.begun = True
    if level:
        return Block("heading", (line,), level=level)
    # A bold numbered line may be a heading in a style of the author's own; its number will tell.
    kind = _KINDS.get(style.name, "list" if place and not line.bold else "unknown")
    block = Block(kind, (line,))
    if kind == "reference" and is_bibliography(block):  # set as its entries are
        return replace(block, kind="heading", level=1)
    return block


def _boxes(node: Node) -> list[Node]:
    """Return the text boxes anchored in a paragraph, each once."""
    twice = {id(box) for old in node.find_all("fallback") for box in old.find_all("txbxcontent")}
    return [box for box in node.find_all("txbxcontent") if id(box) not in twice]


def _table(node: Node, reading: _Reading) -> list[Block]:
    """Return a table as rows, or, where one cell holds a page's text, as that text."""
    rows = table_rows(node, lambda cell: line_of(cell, Style(), reading.notes).text)
    if rows:
        return [Block("table", tuple(map(Line, rows))), *_called(reading)]
    parts = (each for cell in node.find_all("tc") for each in cell.elements())
    return [block for each in parts for block in _blocks(each, reading)]
