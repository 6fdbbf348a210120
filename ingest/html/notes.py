"""Footnotes and endnotes of pages: which parts they are, and what points to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.html.names import HEADINGS, is_bibliography, is_note
from ingest.layout import Line
from ingest.readers.markup import Node, is_hidden
from ingest.readers.notes import marked, raised
from ingest.sections import BIBLIOGRAPHY

_LONGEST_MARK = 4  # characters; a longer link is words about a note, "see note 3"
_NOTES = ("li", "p", "div", "aside", "section", "dd", "td")


@dataclass(frozen=True, slots=True)
class Note:
    """A note and its mark as the text prints it, "" where words point to it."""

    node: Node
    mark: str

    def marked(self, line: Line) -> Line:
        """Return the first line of the note with its mark before it, whether typed there or not."""
        if not self.mark:
            return line
        typed = re.match(rf"[\[(]?{re.escape(self.mark)}[\])]?[.:]?\s+", line.text)
        return marked(line, raised(self.mark), past=typed.end() if typed else 0)


@dataclass(slots=True)
class Notes:
    """The notes of a page: the parts that hold them, and those to be read, by their ids."""

    parts: frozenset[int] = frozenset()  # `id` of each, as nodes have no name of their own
    unread: dict[str, Note] = field(default_factory=dict)

    def are(self, node: Node) -> bool:
        """Say whether `node` is a part that holds notes."""
        return id(node) in self.parts

    def pointed_to(self, node: Node) -> Iterator[Note]:
        """Yield the notes to which marks in `node` point, each only once for the page."""
        for link in node.find_all("a"):
            note = self.unread.pop(_target(link), None)
            if note is not None:
                yield note


def notes_of(root: Node) -> Notes:
    """Return the notes of a page; their marks in the text are raised, arrows that lead back go."""
    spliced = _spliced(root)
    parts = tuple(_parts(root))
    links = [link for link in root.find_all("a") if _target(link)]
    targets = {_target(link) for link in links}
    nodes = {node.get("id"): node for part in parts for node in _pointed_at(part, targets)}
    marks = _marks(links, nodes)
    for node in nodes.values():
        for link in node.find_all("a"):
            if not re.search(r"\w", link.text()):
                link.children = []
    unread = spliced | {key: Note(node, marks.get(key, "")) for key, node in nodes.items()}
    return Notes(frozenset(map(id, parts)), unread)


def _spliced(root: Node) -> dict[str, Note]:
    """Return the notes that LaTeXML writes into the midst of a sentence; links stand for them."""
    notes: dict[str, Note] = {}
    for node in list(root.walk()):
        if not {"ltx_role_footnote", "ltx_role_endnote"} & set(node.get("class").split()):
            continue
        content = next(
            (each for each in node.walk() if "ltx_note_content" in each.get("class")), None
        )
        mark = next((each.text() for each in node.walk() if each.tag == "sup"), "")
        if content is not None:
            key = f"spliced {len(notes)}"
            words = [each for each in content.children if not _is_label(each)]
            notes[key] = Note(Node("p", children=words), mark)
            node.tag, node.attributes, node.children = "a", {"href": f"#{key}"}, [raised(mark)]
    return notes


def _is_label(part: Node | str) -> bool:
    return isinstance(part, Node) and bool(
        {"ltx_note_mark", "ltx_tag_note", "ltx_note_type"} & set(part.get("class").split())
    )


def _target(link: Node) -> str:
    return link.get("href").partition("#")[2]


def _parts(node: Node) -> Iterator[Node]:
    """Yield the outermost parts named as notes, but for those that are a bibliography."""
    heading = ""
    for child in node.elements():
        if is_hidden(child) or is_bibliography(child):
            pass
        elif not is_note(child):
            yield from _parts(child)
        elif not BIBLIOGRAPHY.fullmatch(own.text() if (own := child.find(*HEADINGS)) else heading):
            yield child
        heading = child.text() if child.tag in HEADINGS else heading if child.tag == "hr" else ""


def _pointed_at(part: Node, targets: set[str]) -> list[Node]:
    """Return what in a part with notes is one of them: what a link points at, else the part."""
    inside = [node for node in part.walk() if node.tag in _NOTES and node.get("id") in targets]
    return [node for node in inside if node is not part] or inside


def _marks(links: list[Node], nodes: Mapping[str, Node]) -> dict[str, str]:
    """Return the marks of the notes as the text prints them, those that are numbers now raised."""
    marks: dict[str, str] = {}
    for link in links:
        mark = link.text().strip(" []()")
        if _target(link) in nodes and 0 < len(mark) <= _LONGEST_MARK:
            marks.setdefault(_target(link), mark)
            link.children = [raised(mark)] if re.fullmatch(r"\d+|[a-z]", mark) else link.children
    return marks
