"""The styles of a Word document, each with what it takes from its parent."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.docx.numbers import place_of
from ingest.readers.markup import Node


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name in small letters, its font and its place in a numbered list."""

    name: str = ""
    size: float = 0.0
    bold: bool = False
    numbered: tuple[str, int] | None = None
    outline: int = 0


def styles_of(root: Node | None) -> dict[str, Style]:
    """Return the paragraph styles by their id, each with what it takes from its parent."""
    raw = {each.get("styleid"): each for each in root.find_all("style")} if root else {}
    default = root.find("docdefaults") if root else None
    base = _style(default, Style()) if default is not None else Style()
    found: dict[str, Style] = {"": base}
    for key in raw:
        chain: list[str] = []
        at = key
        while at in raw and at not in chain:
            chain.append(at)
            parent = raw[at].find("basedon")
            at = parent.get("val") if parent is not None else ""
        style = base
        for each in reversed(chain):
            style = _style(raw[each], style)
        found[key] = style
    return found


def _style(node: Node, parent: Style) -> Style:
    name = next((each.get("val").lower() for each in node.elements() if each.tag == "name"), "")
    size, bold = node.find("sz"), node.find("b")
    return Style(
        name=name,
        size=float(size.get("val") or 0) / 2 if size is not None else parent.size,
        bold=is_on(bold) if bold is not None else parent.bold,
        numbered=place_of(node) or parent.numbered,
        outline=_outline(node) or parent.outline,
    )


def _outline(node: Node) -> int:
    """Return the level of the headings of this style, from 1; 0 where they are none."""
    level = node.find("outlinelvl")
    value = level.get("val") if level is not None else ""
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def is_on(node: Node) -> bool:
    """Say whether a property that is there is switched on."""
    return node.get("val") not in ("0", "false", "none")
