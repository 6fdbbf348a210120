"""The numbers that a browser shows before the items of an ordered list; pages hold none of them."""

from __future__ import annotations

import re

from ingest.counts import counted
from ingest.html.names import HEADINGS
from ingest.readers.markup import Node

ITEM = "listitem"  # the role of the part of an item that bears its number
_BLOCKS = ("p", "div", "section", "blockquote", "article")
_BARE = re.compile(r"list-style(?:-type)?:none")
_UNMARKED = re.compile(
    r"(?:list-)?(?:unstyled|plain|bare)|no-?(?:bullets?|numbers?|markers?)", re.I
)


def number_items(root: Node, *, but_in: frozenset[int]) -> None:
    """Write its number before each item of the ordered lists, those in the parts `but_in` aside."""
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in but_in:
            continue
        stack += node.elements()
        if node.tag == "ol" and not _is_bare(node):
            _number(node)


def _is_bare(node: Node) -> bool:
    style = node.get("style").replace(" ", "").lower()
    named = any(_UNMARKED.fullmatch(name) for name in node.get("class").split())
    return named or _BARE.search(style) is not None


def _number(listed: Node) -> None:
    items = [child for child in listed.elements() if child.tag == "li"]
    down = "reversed" in listed.attributes
    count = _whole(listed.get("start"), len(items) if down else 1)
    for item in items:
        count = _whole(item.get("value"), count)
        form = item.get("type") or listed.get("type") or "1"
        mark = counted(count, form if form in "aAiI" else "1")
        if not _is_bare(item) and not _is_marked(item.text(), mark):
            _write(mark, item)
        count += -1 if down else 1


def _whole(typed: str, otherwise: int) -> int:
    return int(typed) if re.fullmatch(r"-?\d{1,6}", typed.strip()) else otherwise


def _is_marked(text: str, mark: str) -> bool:
    """Say whether the text of an item begins with its number, or with an arrow back to the text."""
    return not text or re.match(rf"[\[(]?{mark}(?:[\])]|[.:](?!\d))|[\^↑]", text, re.I) is not None


def _write(mark: str, item: Node) -> None:
    """Write a mark before the first words of an item, unless a heading opens it."""
    node = item
    while True:
        first = next(
            (each for each in node.children if not isinstance(each, str) or each.strip()), ""
        )
        if isinstance(first, str) or first.tag not in (*_BLOCKS, *HEADINGS):
            break
        node = first
    if node.tag not in HEADINGS:
        node.children.insert(0, f"{mark}. ")
        node.attributes = {**node.attributes, "role": ITEM} if node is not item else node.attributes
