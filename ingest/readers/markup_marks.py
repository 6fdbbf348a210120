"""Marks of citations that are no links, raised in HTML and JATS: they are no powers."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.markup import LINKS, Node
from ingest.readers.notes import raised
from ingest.readers.powers import marks_among


def raise_marks(root: Node) -> None:
    """Write the marks that would read as powers of a number before them in raised digits."""
    found = [*_raised(root)]
    for at in marks_among([around for _, around in found]):
        node, (_, piece, _) = found[at]
        node.children = [raised(piece)]


def _raised(root: Node) -> Iterator[tuple[Node, tuple[str, str, str]]]:
    """Yield what is raised and no link, between the text before and behind it."""
    linked = {id(node) for link in root.find_all(*LINKS) for node in link.walk()}
    for parent in root.walk():
        beside = [each if isinstance(each, str) else "" for each in parent.children]
        for at, node in enumerate(parent.children):
            if isinstance(node, str) or node.tag != "sup" or id(node) in linked:
                continue
            text = "".join(each for each in node.children if isinstance(each, str)).strip()
            if text and not any(node.elements()):
                before = beside[at - 1] if at else ""
                yield node, (before, text, "".join(beside[at + 1 : at + 2]))
