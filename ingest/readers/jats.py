"""JATS XML, the format of PubMed Central and of most publishers' archives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.counts import counted
from ingest.errors import UnsupportedFormat
from ingest.html.tables import table_rows
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.readers.jats_references import entries
from ingest.readers.markup import Node, inline, parse_xml, text_of
from ingest.readers.markup_marks import raise_marks
from ingest.readers.notes import marked, raised

_FLOATS = frozenset({"fig", "table-wrap", "boxed-text", "fn-group", "supplementary-material"})
_DISPLAYED = frozenset({"list", "disp-formula", "disp-quote", "def-list", "preformat", *_FLOATS})
_GROUPS = frozenset(
    ["boxed-text", "fn-group", "def-list", "app-group", "notes", "fig-group", "table-wrap-group"]
)
_NOTES = frozenset({"fn"})
_NOTED = ("fn", "table-fn")  # what a mark may point to as its note
_MARKS = frozenset({"xref", *_NOTES})
_COUNTED = {"order": "1", "alpha-lower": "a", "alpha-upper": "A"}  # lists, by their types
_COUNTED |= {"roman-lower": "i", "roman-upper": "I"}
_DECLARED = {"conflict": "Competing interests", "coi-statement": "Competing interests"}
_DECLARED |= {"con": "Author contributions", "financial-disclosure": "Funding"}
_CUT = "the file ends before its article does: what comes behind is missing"
_TAIL = 2000  # bytes at the end of a file, of which comments may be some
_INTERESTS = re.compile(r"(?:competing|conflicts? of|conflicting)\s(?:\w+\s)?interests?", re.I)
_BRIEF = ("", "summary", "graphical", "toc", "teaser")  # the abstract, and what repeats it


@dataclass(slots=True)
class _Paper:
    """The blocks of an article as far as it is read.

    `floats` are the figures and tables that stand apart from the text and are still to come, each
    with the ids in it.
    """

    floats: list[tuple[frozenset[str], Node]]
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: BlockKind, line: Line, *, level: int = 0) -> None:
        if line.text:
            self.blocks.append(Block(kind, (line,), level=level))


def read(data: bytes, *, name: str) -> Layout:
    """Return an article with its front matter, sections and bibliography as its tags say."""
    root = parse_xml(data, name=name)
    article = root if root.tag == "article" else root.find("article")
    if article is None:
        raise UnsupportedFormat(f"{name!r} is XML, but neither a JATS article nor TEI.")
    _raise_notes(article)
    raise_marks(article)
    paper = _Paper(_floats(article))
    meta = article.find("article-meta") or Node("article-meta")
    title = _title(meta)
    paper.add("title", title)
    _read_front(meta, paper)
    body, back = article.find("body"), article.find("back")
    if body is not None:
        _read_section(body, paper, level=1)
    while paper.floats:
        _read_block(paper.floats.pop(0)[1], paper)
    _read_declarations(meta, back or Node("back"), paper)
    for part in back.elements() if back is not None else ():
        _read_back(part, paper)
    return Layout(
        tuple(paper.blocks),
        title=title.text,
        authors=tuple(_names(meta)),
        year=_year(meta),
        doi=_identifier(meta, "doi"),
        keywords=tuple(text_of(word) for word in meta.find_all("kwd")),
        warnings=() if _is_whole(data, root.tag) else (_CUT,),
    )


def _is_whole(data: bytes, root: str) -> bool:
    """Say whether a file ends with the end of its root; one in 16-bit characters is taken to."""
    end = data[-_TAIL:]
    closed = re.search(rf"</(?:[\w-]+:)?{re.escape(root)}\s*>".encode(), end, re.I)
    return closed is not None or b"\0" in end


def _raise_notes(article: Node) -> None:
    """Raise the marks of notes, in the text and before the notes: "hives¹", not "hives1"."""
    marks = [each for each in article.find_all("xref") if each.get("ref-type") in _NOTED]
    labels = [note.find("label") for note in article.find_all("fn")]
    for node in (*marks, *(label for label in labels if label is not None)):
        mark = node.text().strip("[]() ")
        if re.fullmatch(r"\d{1,3}|[a-z]", mark):
            node.children = [raised(mark)]


def _floats(article: Node) -> list[tuple[frozenset[str], Node]]:
    """Return the figures and tables at the end of the article, each with the ids in it."""
    groups = (each for each in article.elements() if each.tag in ("floats-group", "floats-wrap"))
    return [
        (frozenset(part.get("id") for part in each.walk()) - {""}, each)
        for group in groups
        for each in group.elements()
    ]


def _names(node: Node) -> Iterator[str]:
    for contributor in node.find_all("contrib"):
        if contributor.get("contrib-type") in ("author", ""):
            group = next((each for each in contributor.elements() if each.tag == "collab"), None)
            name = text_of(contributor.find("given-names")), text_of(contributor.find("surname"))
            whole = " ".join(part for part in name if part)
            whole = whole or text_of(contributor.find("string-name", "collab"))
            if group is not None:  # its members may be listed within
                whole = inline(group, skip=frozenset({"contrib-group", *_MARKS})).text
            if whole:
                yield whole


def _year(meta: Node) -> int | None:
    years = [text_of(date.find("year")) for date in meta.find_all("pub-date")]
    numbers = [int(year) for year in years if year.isdigit()]
    return min(numbers, default=None)


def _identifier(meta: Node, kind: str) -> str:
    ids = (node for node in meta.find_all("article-id") if node.get("pub-id-type") == kind)
    return next((node.text() for node in ids), "")


def _title(meta: Node) -> Line:
    """Return the title with its subtitle."""
    title, below = Line(""), Node("subtitle")
    if (node := meta.find("article-title")) is not None:
        title = inline(node, skip=_MARKS)
        below = (meta.find("title-group") or below).find("subtitle") or below
    glue = " " if title.text.endswith((":", "?", "!", ".", "—")) else ": "
    subtitle = inline(below, skip=_MARKS).text
    return replace(title, text=f"{title.text}{glue}{subtitle}") if subtitle else title


def _read_front(meta: Node, paper: _Paper) -> None:
    authors = ", ".join(_names(meta))
    paper.add("authors", Line(authors))
    for place in meta.find_all("aff"):
        paper.add("paragraph", inline(place, skip=frozenset({"label", "sup"})))
    abstracts = [(each.get("abstract-type"), each) for each in meta.find_all("abstract")]
    for abstract in [each for kind, each in abstracts if kind in ("", "summary")][:1]:
        paper.add("heading", Line("Abstract"), level=1)
        _read_abstract(abstract, paper)
    words = [text_of(word) for word in meta.find_all("kwd")]
    if words:
        paper.add("keywords", Line("Keywords: " + "; ".join(words)))
    for kind, other in abstracts:
        if kind not in _BRIEF:
            _read_titled(other, paper, title=kind.replace("-", " ").capitalize())


def _read_abstract(abstract: Node, paper: _Paper) -> None:
    title = ""
    for part in abstract.find_all("p", "title"):
        if part.tag == "title":
            title = "" if text_of(part).lower() == "abstract" else f"{text_of(part).rstrip(':.')}: "
            continue
        line = inline(part)
        spans = tuple((a + len(title), b + len(title)) for a, b in line.superscripts)
        paper.add("abstract", Line(title + line.text, superscripts=spans))
        title = ""


def _read_titled(part: Node, paper: _Paper, *, title: str) -> None:
    """Read a part of the article below its own title, or else below `title`."""
    if not _has_own(part, "title"):
        paper.add("heading", Line(title), level=1)
    _read_section(part, paper, level=1)


def _read_section(section: Node, paper: _Paper, *, level: int) -> None:
    label = section.find("label") if _has_own(section, "label") else None
    for child in section.elements():
        if child.tag == "title":
            number = f"{label.text()} " if label else ""
            paper.add("heading", Line(number + child.text()), level=level)
        elif child.tag in ("sec", "app", "ack"):
            _read_section(child, paper, level=level + 1)
        elif child.tag != "label":
            _read_block(child, paper)


def _has_own(section: Node, tag: str) -> bool:
    return any(child.tag == tag for child in section.elements())


def _read_block(node: Node, paper: _Paper) -> None:
    if node.tag == "p":
        _read_paragraph(node, paper)
    elif node.tag == "list":
        _read_list(node, paper)
    elif node.tag in ("fig", "table-wrap") or _is_captioned(node):
        _read_float(node, paper)
    elif node.tag == "ref-list":
        _read_references(node, paper)
    elif node.tag in _GROUPS:
        for child in node.elements():
            _read_block(child, paper)
    elif node.tag == "preformat":
        paper.add("code", inline(node))
    elif node.tag == "title":
        paper.add("heading", inline(node), level=2)
    elif node.tag == "sec":
        _read_section(node, paper, level=2)
    else:
        paper.add("footnote" if node.tag == "fn" else "paragraph", inline(node))


def _read_list(listed: Node, paper: _Paper) -> None:
    """Read a list, its numbers before those items that have no label of their own."""
    form = _COUNTED.get(listed.get("list-type"), "")
    count = 0
    for item in listed.elements():
        count += item.tag == "list-item"
        line = inline(item, skip=_NOTES)
        bare = form and line.text and item.tag == "list-item" and not _has_own(item, "label")
        paper.add("list", marked(line, f"{counted(count, form)}.") if bare else line)
        _read_notes(item, paper)


def _is_captioned(node: Node) -> bool:
    return node.tag == "supplementary-material" and node.find("caption") is not None


def _read_paragraph(node: Node, paper: _Paper) -> None:
    """Read a paragraph; the lists, formulas and floats set within it cut it into blocks.

    Its notes follow it, and figures and tables that stand apart the first paragraph that points to
    them.
    """
    run = Node("p")
    opened = False
    for child in node.children:
        if isinstance(child, Node) and child.tag in _DISPLAYED:
            _add_run(run, paper, opened)
            opened = opened or bool(run.children)
            _read_notes(run, paper)
            run = Node("p")
            _read_block(child, paper)
        else:
            run.children.append(child)
    _add_run(run, paper, opened)
    _read_notes(run, paper)
    _read_floats_of(node, paper)


def _read_floats_of(node: Node, paper: _Paper) -> None:
    named = {name for xref in node.find_all("xref") for name in xref.get("rid").split()}
    called = [each for ids, each in paper.floats if ids & named]
    paper.floats = [(ids, each) for ids, each in paper.floats if not ids & named]
    for each in called:
        _read_block(each, paper)


def _read_notes(node: Node, paper: _Paper) -> None:
    for note in node.find_all("fn"):
        paper.add("footnote", inline(note))


def _add_run(run: Node, paper: _Paper, opened: bool) -> None:
    line = inline(run, skip=_NOTES)
    if line.text:
        paper.blocks.append(
            Block("paragraph", (line,), continues=opened and line.text[0].islower())
        )


def _read_float(node: Node, paper: _Paper) -> None:
    label, caption = node.find("label"), node.find("caption")
    words = " ".join(part for part in (text_of(label), text_of(caption)) if part)
    paper.add("caption", Line(words))
    for table in node.find_all("table"):
        rows = table_rows(table)
        if rows:
            paper.blocks.append(Block("table", tuple(Line(row) for row in rows)))
    for note in node.find_all("table-wrap-foot"):
        paper.add("footnote", inline(note))


def _read_declarations(meta: Node, back: Node, paper: _Paper) -> None:
    """Read who paid, who did what and the like, which many articles say in their front only."""
    told = back.text()
    by_title: dict[str, list[Line]] = {}
    for title, node in _declarations(meta):
        line = inline(node, skip=frozenset({"label"}))
        if line.text and line.text not in told:
            by_title.setdefault(title, []).append(line)
    for title, lines in by_title.items():
        paper.add("heading", Line(title), level=1)
        for line in lines:
            paper.add("paragraph", line)


def _declarations(meta: Node) -> Iterator[tuple[str, Node]]:
    """Yield what the front declares, each with the heading that articles have for it."""
    for statement in meta.find_all("funding-statement"):
        yield "Funding", statement
    for notes in meta.find_all("author-notes"):
        for note in notes.find_all("fn"):
            title = _DECLARED.get(note.get("fn-type"), "")
            if not note.get("fn-type") and _INTERESTS.search(note.text()):
                title = _DECLARED["conflict"]
            if title:
                yield title, note
    for custom in meta.find_all("custom-meta"):
        name, value = custom.find("meta-name"), custom.find("meta-value")
        if name is not None and value is not None and "availability" in name.text().lower():
            yield name.text(), value


def _read_back(part: Node, paper: _Paper) -> None:
    if part.tag == "ref-list":
        _read_references(part, paper)
    elif part.tag == "ack":
        _read_titled(part, paper, title="Acknowledgements")
    elif part.tag in ("sec", "app", "notes", "bio"):
        _read_section(part, paper, level=1)
    elif part.tag == "app-group":
        for app in part.elements():
            _read_section(app, paper, level=1)
    else:
        _read_block(part, paper)


def _read_references(listed: Node, paper: _Paper) -> None:
    title = next((child for child in listed.elements() if child.tag == "title"), None)
    paper.add("heading", Line(text_of(title) or "References"), level=1)
    for entry in entries(listed):
        paper.add("reference", Line(entry))
