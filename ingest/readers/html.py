"""HTML: saved pages, and papers as LaTeXML and publishers set them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.encodings import decode, in_utf8
from ingest.html.lists import ITEM, number_items
from ingest.html.names import (
    HEADINGS,
    is_bibliography,
    is_chrome,
    is_entry,
    is_note,
    is_title,
)
from ingest.html.notes import Note, Notes, notes_of
from ingest.html.tables import table_rows
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.readers.markup import Node, inline, is_hidden, parse_html
from ingest.readers.markup_marks import raise_marks
from ingest.readers.notes import without_mark

_LEFT_OUT = frozenset(
    ["script", "style", "noscript", "template", "nav", "footer", "button", "svg"]
    + ["iframe", "head", "select", "textarea", "dialog"]
)
_PARAGRAPHS = frozenset(["p", "li", "dd", "dt", "blockquote", "address", "summary"])
_CONTAINERS = frozenset(
    ["html", "body", "main", "article", "section", "div", "ul", "ol", "dl", "header", "figure"]
    + ["aside", "details", "center", "form", "td", "th", "tr", "tbody", "thead", "table", "tfoot"]
    + ["hgroup"]
)
_BLOCKS = _PARAGRAPHS | _CONTAINERS | {*HEADINGS, "pre", "figcaption"}
_ENTRIES = frozenset(["li", "p", "dd", "div", "cite", "span"])
_IN_NOTES: Mapping[BlockKind, BlockKind] = {"unknown": "footnote", "list": "footnote"}
_IN_BOXES: Mapping[BlockKind, BlockKind] = {"heading": "caption"}  # the text goes on below
_LONG = 1000  # characters of paragraphs; a notice on cookies has fewer


@dataclass(slots=True)
class _Page:
    """The blocks of a page as far as it is read, and how much text there is on all of it.

    `in_book` says that it is one of a book, where nothing stands around the text.
    """

    length: int
    prose: int
    in_book: bool = False
    notes: Notes = field(default_factory=Notes)
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: BlockKind, line: Line, *, level: int = 0) -> None:
        if line.text:
            self.blocks.append(Block(kind, (line,), level=level))


def read(data: bytes, *, name: str) -> Layout:
    """Return the text of a page in its order, without what is around the paper."""
    text, warnings = decode(_declared(data))
    root = parse_html(text, name=name)
    fields = _fields(root)
    return Layout(
        tuple(blocks_of(_main(root))),
        title=_first(fields, "citation_title", "dc.title", "og:title") or _page_title(root),
        authors=tuple(fields.get("citation_author", ()) or fields.get("dc.creator", ())),
        year=_year(_first(fields, "citation_publication_date", "citation_date", "dc.date")),
        doi=_first(fields, "citation_doi"),
        keywords=_keywords(fields),
        warnings=warnings,
    )


def _declared(data: bytes) -> bytes:
    """Return the page in UTF-8, where its head declares another encoding."""
    match = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.I)
    return in_utf8(data, match.group(1).decode("ascii")) if match is not None else data


def _fields(root: Node) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for meta in root.find_all("meta"):
        key = (meta.get("name") or meta.get("property")).lower()
        if key and meta.get("content").strip():
            fields.setdefault(key, []).append(" ".join(meta.get("content").split()))
    return fields


def _first(fields: dict[str, list[str]], *names: str) -> str:
    return next((fields[name][0] for name in names if name in fields), "")


def _year(date: str) -> int | None:
    match = re.search(r"(?:19|20)\d\d", date)
    return int(match.group()) if match else None


def _keywords(fields: dict[str, list[str]]) -> tuple[str, ...]:
    listed = fields.get("citation_keywords") or fields.get("keywords") or []
    return tuple(
        word.strip() for text in listed for word in re.split(r"[;,]", text) if word.strip()
    )


def _page_title(root: Node) -> str:
    title = root.find("title")
    return re.split(r"\s[|–—·]\s", title.text())[0] if title else ""


def _main(root: Node) -> Node:
    """Return the element that holds the paper: `article` or `main` if most of the text is there."""
    body = root.find("body") or root
    total = len(body.text())
    for tag in ("article", "main"):
        found = body.find(tag)
        if found is not None and len(found.text()) * 2 > total:
            return found
    return body


# Blocks ----------------------------------------------------------------------------------------


def blocks_of(root: Node, *, in_book: bool = False) -> list[Block]:
    """Return the blocks below `root` in their order; the pages of a book have boxes as well."""
    raise_marks(root)
    page = _Page(len(root.text()), _prose(root), in_book, notes_of(root))
    number_items(root, but_in=page.notes.parts)
    _read(root, page, in_bibliography=False)
    return page.blocks


def _read(node: Node, page: _Page, *, in_bibliography: bool) -> None:
    """Read the children of a container; loose text between its blocks makes paragraphs."""
    kind = _kind_of_loose(node, in_bibliography)
    loose = Node("p")
    for child in node.children:
        if isinstance(child, str) or child.tag not in _BLOCKS and not _holds_blocks(child):
            if isinstance(child, str) or child.tag not in _LEFT_OUT:
                loose.children.append(child)
            continue
        page.add(kind, inline(loose))
        loose = Node("p")
        _read_block(child, page, in_bibliography=in_bibliography)
        for note in page.notes.pointed_to(child):
            _read_note(note, page)
    page.add(kind, inline(loose))


def _kind_of_loose(node: Node, in_bibliography: bool) -> BlockKind:
    if in_bibliography and node.tag in _ENTRIES:
        return "reference"
    return "list" if node.tag == "li" else "unknown"


def _holds_blocks(node: Node) -> bool:
    return any(each.tag in _BLOCKS for each in node.walk() if each is not node)


def _read_block(node: Node, page: _Page, *, in_bibliography: bool) -> None:
    if _is_left_out(node, page):
        return
    in_bibliography = in_bibliography or is_bibliography(node)
    if page.notes.are(node):
        _read_notes(node, page)
    elif node.tag == "aside":
        page.blocks += _read_apart(node, page, _IN_BOXES)
    elif node.tag in HEADINGS:
        level = int(node.tag[1])
        page.add("title" if is_title(node) else "heading", _heading(node), level=level)
    elif "ltx_authors" in node.get("class"):
        _read_authors(node, page)
    elif in_bibliography and node.tag in _ENTRIES and not _holds_entries(node):
        page.add("reference", inline(node))
    elif node.tag == "table" and (rows := table_rows(node)):
        _read_table(node, rows, page)
    elif node.tag in ("figcaption", "caption"):
        page.add("caption", inline(node))
    elif node.tag == "pre":
        code = [Line(line.rstrip()) for line in _raw(node).split("\n") if line.strip()]
        page.blocks.extend([Block("code", tuple(code))] if code else [])
    elif _holds_blocks(node) or node.tag in _CONTAINERS:
        _read(node, page, in_bibliography=in_bibliography)
    else:
        is_item = node.tag == "li" or node.get("role") == ITEM
        page.add("list" if is_item else "unknown", inline(node))


def _is_left_out(node: Node, page: _Page) -> bool:
    """Say whether `node` is no part of the paper; what holds most of the text always is one."""
    if node.tag in _LEFT_OUT or is_hidden(node):
        return True
    if node.tag == "aside":  # on a page a quotation set large, or what is said of other papers
        return not (page.in_book or is_note(node))
    is_form = node.tag == "form"
    if not is_form and not is_chrome(node):
        return False
    prose = _prose(node)
    is_most, is_long = 2 * prose > page.prose, prose > _LONG
    if is_form:  # ASP.NET puts the whole page in one
        return not (is_most or is_long or 2 * len(node.text()) > page.length)
    return not (is_most and is_long)


def _read_apart(node: Node, page: _Page, kinds: Mapping[BlockKind, BlockKind]) -> list[Block]:
    """Return the blocks of a part that is no running text, those of some kinds as of another."""
    part = _Page(page.length, page.prose, page.in_book, page.notes)
    _read(node, part, in_bibliography=False)
    return [
        replace(block, kind=kind, level=0) if (kind := kinds.get(block.kind)) else block
        for block in part.blocks
    ]


def _read_notes(node: Node, page: _Page) -> None:
    """Read what stands with notes, and those to which nothing in the text has pointed yet."""
    blocks = _read_apart(node, page, _IN_NOTES)
    page.blocks += blocks if any(block.kind == "footnote" for block in blocks) else []


def _read_note(note: Note, page: _Page) -> None:
    """Read a note below the text that points to it; it is not read again where it stands."""
    blocks = _read_apart(note.node, page, {**_IN_NOTES, **_IN_BOXES})
    for first in blocks[:1]:
        page.blocks.append(replace(first, lines=(note.marked(first.lines[0]), *first.lines[1:])))
    page.blocks += blocks[1:]
    note.node.children = []


def _prose(node: Node) -> int:
    """Return how many characters the paragraphs below `node` have; menus and lists have none."""
    return sum(len(_raw(paragraph)) for paragraph in node.find_all("p"))


def _holds_entries(node: Node) -> bool:
    """Say whether `node` is around several entries rather than one."""
    below = [each for each in node.walk() if each is not node]
    tags = {"li", "p", "ol", "ul", "h1", "h2", "h3", "h4"}
    return node.tag != "li" and any(each.tag in tags or is_entry(each) for each in below)


def _heading(node: Node) -> Line:
    """Return a heading, a space after the number that a style sheet would set apart."""
    line = inline(node)
    text = re.sub(r"^(\d+(?:\.\d+)*\.?|[A-Z]\.)(?=[A-Z\u4e00-\u9fff])", r"\1 ", line.text)
    return Line(without_mark(text) if node.find("a") else text)


def _read_authors(node: Node, page: _Page) -> None:
    names = [each for each in node.find_all("span") if "ltx_personname" in each.get("class")]
    for name in names or [node]:
        page.add("authors", inline(name, skip=frozenset({"sup"})))


def _raw(node: Node) -> str:
    parts = [child if isinstance(child, str) else _raw(child) for child in node.children]
    return "".join(parts)


def _read_table(node: Node, rows: list[str], page: _Page) -> None:
    caption = node.find("caption")
    if caption is not None:
        page.add("caption", inline(caption))
    page.blocks.append(Block("table", tuple(Line(row) for row in rows)))
