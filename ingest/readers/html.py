"""HTML: saved pages, and papers as LaTeXML and publishers set them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.encodings import decode
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.readers.markup import Node, inline, is_hidden, parse_html

_LEFT_OUT = frozenset(
    ["script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "svg"]
    + ["iframe", "head", "select", "dialog"]
)
_PARAGRAPHS = frozenset(["p", "li", "dd", "dt", "blockquote", "address", "summary"])
_CONTAINERS = frozenset(
    ["html", "body", "main", "article", "section", "div", "ul", "ol", "dl", "header", "figure"]
    + ["details", "center", "td", "th", "tr", "tbody", "thead", "table", "tfoot", "hgroup"]
)
_BLOCKS = _PARAGRAPHS | _CONTAINERS | {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption"}
_BIBLIOGRAPHY = re.compile(
    r"\b(?:ltx_biblist|ltx_bibliography|bibliography|references?(?:-?list)?|ref-?list|citation-list"
    r"|doc-bibliography|csl-bib-body|c-article-references)\b",
    re.I,
)
_CHROME = re.compile(
    r"\b(?:navbar|sidebar|breadcrumbs?|cookie\S*|share|social|toc|ltx_TOC|ltx_page_(?:navbar|footer)"
    r"|advert\S*|mw-editsection|printfooter|navbox|catlinks|noprint|skip-link)\b"
)
_ENTRIES = frozenset(["li", "p", "dd", "div", "cite", "span"])


@dataclass(slots=True)
class _Page:
    """The blocks of a page as far as it is read."""

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
    if match is None or match.group(1).lower() in (b"utf-8", b"utf8"):
        return data
    try:
        return data.decode(match.group(1).decode("ascii"), errors="replace").encode()
    except LookupError:
        return data


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


def blocks_of(root: Node) -> list[Block]:
    """Return the blocks below `root` in their order."""
    page = _Page()
    _read(root, page, in_bibliography=False)
    return page.blocks


def _read(node: Node, page: _Page, *, in_bibliography: bool) -> None:
    """Read the children of a container; loose text between its blocks makes paragraphs."""
    loose = Node("p")
    for child in node.children:
        if isinstance(child, str) or child.tag not in _BLOCKS and not _holds_blocks(child):
            if isinstance(child, str) or child.tag not in _LEFT_OUT:
                loose.children.append(child)
            continue
        page.add("reference" if _whole_entry(node, in_bibliography) else "unknown", inline(loose))
        loose = Node("p")
        _read_block(child, page, in_bibliography=in_bibliography)
    page.add("reference" if _whole_entry(node, in_bibliography) else "unknown", inline(loose))


def _whole_entry(node: Node, in_bibliography: bool) -> bool:
    return in_bibliography and node.tag in _ENTRIES


def _holds_blocks(node: Node) -> bool:
    return any(each.tag in _BLOCKS for each in node.walk() if each is not node)


def _read_block(node: Node, page: _Page, *, in_bibliography: bool) -> None:
    names = f"{node.get('class')} {node.get('role')} {node.get('id')}"
    if node.tag in _LEFT_OUT or is_hidden(node) or _CHROME.search(names):
        return
    in_bibliography = in_bibliography or bool(_BIBLIOGRAPHY.search(names))
    if re.fullmatch(r"h[1-6]", node.tag):
        is_title = "ltx_title_document" in names or "doc-title" in names
        level = int(node.tag[1])
        page.add("title" if is_title else "heading", _heading(node), level=level)
    elif "ltx_authors" in names:
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
        page.add("list" if node.tag == "li" else "unknown", inline(node))


def _holds_entries(node: Node) -> bool:
    """Say whether `node` is around several entries rather than one."""
    below = {each.tag for each in node.walk() if each is not node}
    return node.tag != "li" and bool(below & {"li", "p", "ol", "ul", "h1", "h2", "h3", "h4"})


def _heading(node: Node) -> Line:
    """Return a heading, a space after the number that a style sheet would set apart."""
    line = inline(node)
    return Line(re.sub(r"^(\d+(?:\.\d+)*\.?|[A-Z]\.)(?=[A-Z\u4e00-\u9fff])", r"\1 ", line.text))


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


def table_rows(node: Node) -> list[str]:
    """Return the rows of a table of data, cells set apart by " | "; none for a table of layout."""
    rows = [[inline(cell).text for cell in _cells(row)] for row in node.find_all("tr")]
    rows = [row for row in rows if any(row)]
    longest = max((len(cell) for row in rows for cell in row), default=0)
    widest = max((len(row) for row in rows), default=0)
    nested = node.find("table") is not None
    if nested or longest > 500 or widest < 2:
        return []
    return [" | ".join(row) for row in rows]


def _cells(row: Node) -> Iterator[Node]:
    return (cell for cell in row.elements() if cell.tag in ("td", "th"))
