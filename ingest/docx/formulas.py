"""Formulas of Word in a row of characters, with the brackets and signs that Word draws itself."""

from __future__ import annotations

from ingest.readers.formulas import fraction, power, root
from ingest.readers.markup import Node

_SUM = "∫"  # what Word draws over limits where no sign is given


def formula(node: Node) -> str:
    """Return a formula, or a part of one, as it reads."""
    if node.tag == "t":
        return "".join(child for child in node.children if isinstance(child, str))
    if node.tag == "f":
        return fraction(_part(node, "num"), _part(node, "den"))
    if node.tag in ("ssup", "ssubsup"):
        return power(_part(node, "e") + _part(node, "sub"), _part(node, "sup"))
    if node.tag == "rad":
        return root(_part(node, "e"), _part(node, "deg"))
    if node.tag == "nary":
        sign = _drawn(node, "chr", _SUM) + _part(node, "sub")
        return power(sign, _part(node, "sup")) + _part(node, "e")
    if node.tag == "d":
        inside = [formula(child) for child in node.elements() if child.tag == "e"]
        between = _drawn(node, "sepchr", "|").join(inside)
        return f"{_drawn(node, 'begchr', '(')}{between}{_drawn(node, 'endchr', ')')}"
    shown = (child for child in node.elements() if child.tag != "del")
    return "".join(formula(child) for child in shown)


def _part(node: Node, tag: str) -> str:
    return "".join(formula(child) for child in node.elements() if child.tag == tag)


def _drawn(node: Node, tag: str, usual: str) -> str:
    """Return the sign that the properties of `node` state, "" too, else the usual one."""
    properties = next((child for child in node.elements() if child.tag.endswith("pr")), None)
    sign = properties.find(tag) if properties is not None else None
    return sign.get("val") if sign is not None else usual
