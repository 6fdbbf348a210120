"""TEI XML, as GROBID makes it of PDFs and as archives and journals of the humanities keep texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.errors import UnsupportedFormat
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.readers.markup import Node, inline, parse_xml, text_of
from ingest.readers.tei_references import entries, names, year_of
from ingest.sections import is_named

_NOTES = frozenset({"note"})
_CUTTING = frozenset({"list", "figure", "table", "formula", "quote", "cit", "note"})  # a paragraph
_BEHIND = {"acknowledgement": "Acknowledgements", "funding": "Funding"}  # by the type of the part


@dataclass(slots=True)
class _Paper:
    """The blocks of a text as far as it is read."""

    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: BlockKind, *lines: Line, level: int = 0) -> None:
        if told := tuple(line for line in lines if line.text):
            self.blocks.append(Block(kind, told, level=level))


def read(data: bytes, *, name: str) -> Layout:
    """Return a text with its header, sections and bibliography as its tags say."""
    root = parse_xml(data, name=name)
    header, text = root.find("teiheader"), root.find("text")
    if root.tag != "tei" or header is None:
        raise UnsupportedFormat(f"{name!r} is XML, but no text in TEI with its header.")
    paper = _Paper()
    title = inline(header.find("title") or Node("title"))
    authors = tuple(names(header.find("analytic") or header.find("titlestmt") or Node("none")))
    paper.add("title", title)
    paper.add("authors", Line(", ".join(authors)))
    _read_header(header, paper)
    for part in text.elements() if text is not None else ():
        for child in part.elements():
            _read(child, paper, level=1)
    return Layout(
        tuple(paper.blocks),
        title=title.text,
        authors=authors,
        year=year_of(header),
        doi=next((n.text() for n in header.find_all("idno") if n.get("type") == "DOI"), ""),
        keywords=tuple(_keywords(header)),
    )


def _keywords(header: Node) -> Iterator[str]:
    for words in header.find_all("keywords"):
        yield from filter(None, map(text_of, words.find_all("term")))


def _read_header(header: Node, paper: _Paper) -> None:
    places = (
        ", ".join(filter(None, map(text_of, place.find_all("orgname", "settlement", "country"))))
        or place.text()
        for place in header.find_all("affiliation")
    )
    for place in dict.fromkeys(places):
        if not is_named(place):  # GROBID takes the first heading for a department at times
            paper.add("paragraph", Line(place))
    abstract = header.find("abstract")
    if text_of(abstract):
        paper.add("heading", Line("Abstract"), level=1)
        for part in list((abstract or header).find_all("p", "ab")) or [abstract or header]:
            paper.add("abstract", inline(part, skip=_NOTES))
    if words := list(_keywords(header)):
        paper.add("keywords", Line("Keywords: " + "; ".join(words)))


def _read(node: Node, paper: _Paper, *, level: int) -> None:
    """Read one part of the text: sections are parts within parts."""
    if node.tag == "div" and node.get("type") == "references":
        _read_references(node, paper)
    elif node.tag in ("div", "body", "front", "back", "group", "floatingtext"):
        _read_section(node, paper, level=level)
    elif node.tag == "listbibl":
        _read_references(node, paper)
    elif node.tag in ("p", "ab"):
        _read_paragraph(node, paper, level=level)
    elif node.tag == "head":
        paper.add("heading", _heading(node), level=_level(node, level))
    elif node.tag == "list":
        for item in node.find_all("item"):
            paper.add("list", inline(item, skip=_NOTES))
    elif node.tag in ("figure", "table"):
        _read_float(node, paper)
    elif node.tag == "formula":
        number = text_of(node.find("label"))
        line = inline(node, skip=frozenset({"label"}))
        paper.add(
            "paragraph", Line(f"{line.text} {number}".strip(), superscripts=line.superscripts)
        )
    elif node.tag in ("quote", "cit", "lg", "sp", "epigraph"):
        paper.add("paragraph", inline(node, skip=_NOTES))
    elif node.tag == "note":
        paper.add("footnote", _note(node))
    elif node.tag not in ("pb", "cb", "lb", "fw", "milestone", "titlepage"):
        paper.add("paragraph", inline(node, skip=_NOTES))


def _read_section(section: Node, paper: _Paper, *, level: int) -> None:
    """Read a section; the parts that GROBID sets behind the text are told by their types."""
    title = _BEHIND.get(section.get("type"), "")
    if title and section.find("head") is None and section.text():
        paper.add("heading", Line(title), level=level)
    nested = level + any(child.tag == "head" for child in section.elements())
    for child in section.elements():
        _read(child, paper, level=level if child.tag == "head" else nested)


def _heading(head: Node) -> Line:
    number = head.get("n")
    words = head.text()
    return Line(words if not number or words.startswith(number) else f"{number} {words}")


def _level(head: Node, level: int) -> int:
    """Return how deep a heading stands: GROBID sets all sections side by side, with numbers."""
    number = head.get("n").strip(".")
    return number.count(".") + 1 if re.fullmatch(r"[\dA-Z]+(?:\.\d+)*", number) else level


def _read_paragraph(node: Node, paper: _Paper, *, level: int) -> None:
    """Read a paragraph; what is set within it cuts it into blocks, and its notes follow it."""
    run, notes = Node("p"), list(node.find_all("note"))
    opened = False

    def end() -> None:
        line = inline(run, skip=_NOTES)
        if line.text:
            goes_on = opened and line.text[0].islower()
            paper.blocks.append(Block("paragraph", (line,), continues=goes_on))

    for child in node.children:
        if isinstance(child, Node) and child.tag in _CUTTING - _NOTES:
            end()
            opened = opened or bool(run.children)
            run = Node("p")
            _read(child, paper, level=level)
        else:
            run.children.append(child)
    end()
    for note in notes:
        paper.add("footnote", _note(note))


def _note(note: Node) -> Line:
    return Line(" ".join(filter(None, (note.get("n"), note.text()))))


def _read_float(node: Node, paper: _Paper) -> None:
    """Read a figure or a table: what it is called, what it shows, its rows, its notes."""
    words = (text_of(node.find("head")), text_of(node.find("figdesc")))
    paper.add("caption", Line(" ".join(filter(None, words))))
    tables = [node] if node.tag == "table" else [*node.find_all("table")]
    for table in tables:
        rows = ([text_of(cell) for cell in row.find_all("cell")] for row in table.find_all("row"))
        paper.add("table", *(Line(_row(cells)) for cells in rows if any(cells)))
    for note in node.find_all("note"):
        paper.add("footnote", _note(note))


def _row(cells: Sequence[str]) -> str:
    return " | ".join(cells)


def _read_references(part: Node, paper: _Paper) -> None:
    found = list(entries(part))
    if found:
        paper.add("heading", Line(text_of(part.find("head")) or "References"), level=1)
    for entry in found:
        paper.add("reference", Line(entry))
