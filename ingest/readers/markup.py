"""HTML and XML as small trees of our own, parsed by lxml with entities, DTDs and network off."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ingest.cleaning import SOFT_HYPHEN, without_breaks
from ingest.errors import Damaged
from ingest.layout import Line
from ingest.readers.formulas import fraction, power, root
from ingest.readers.powers import with_powers

# What goes from a page that nests too deeply: old ones open a font for each word and close none.
_FLATTER = (
    (re.compile(r"</?(?:font|span|b|i|u|em|strong|small|big|tt|center|nobr)\b[^<>]*>", re.I), ""),
    (re.compile(r"</?(?:div|section)\b[^<>]*>", re.I), "<p>"),
)
MAX_DEPTH = 200  # deeper elements become text of the one above; no real page nests so far
_FORMULAS = ("alternatives", "inline-formula", "disp-formula")
_FORMS = ("math", "textual-form", "tex-math")  # of one formula, the one that reads best first
_POWERS = ("msup", "msubsup")
_SET = {"mfrac": 2, "mroot": 2, "msup": 2, "msubsup": 3, "msqrt": 0, "mfenced": 0}  # their parts
_MATH_SOURCES = ("application/x-tex", "application/x-latex", "text/x-tex")


@dataclass(slots=True)
class Node:
    """An element: its name in lower case without namespace, its attributes, what it holds."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, "" where it is missing. Names are without namespace."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Node]:
        """Yield the child elements."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator[Node]:
        """Yield the element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(list(node.elements())))

    def find(self, *tags: str) -> Node | None:
        """Return the first element below with one of these names."""
        return next((node for node in self.walk() if node.tag in tags and node is not self), None)

    def find_all(self, *tags: str) -> Iterator[Node]:
        """Yield the elements below with one of these names."""
        return (node for node in self.walk() if node.tag in tags and node is not self)

    def text(self) -> str:
        """Return the text inside, white space collapsed."""
        return inline(self).text


def text_of(node: Node | None) -> str:
    """Return the text inside `node`, "" where there is none."""
    return node.text() if node is not None else ""


def parse_xml(data: bytes, *, name: str) -> Node:
    """Return the root of an XML file. Raises `Damaged` where there is none."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, huge_tree=True
    )
    return _parsed(data, parser, name)


def parse_html(text: str, *, name: str) -> Node:
    """Return the root of an HTML page. Raises `Damaged` where there is none."""
    for tags, instead in _FLATTER:
        try:
            return _parsed(text.encode(), _html_parser(), name)
        except Damaged:
            text = tags.sub(instead, text)
    return _parsed(text.encode(), _html_parser(), name)


def _html_parser() -> etree.HTMLParser[etree._Element]:
    return etree.HTMLParser(no_network=True, recover=True, encoding="utf-8", huge_tree=True)


def _parsed(
    data: bytes,
    parser: etree.XMLParser[etree._Element] | etree.HTMLParser[etree._Element],
    name: str,
) -> Node:
    """Return the root of what `data` is. What lies beyond a limit of the parser it leaves out.

    Its limits on depth and on entities hold for a "huge tree" too, only that on lengths does not.
    """
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise Damaged(f"{name!r} is not well-formed.") from exc
    if root is None:
        raise Damaged(f"{name!r} is not well-formed.")
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise Damaged(f"{name!r} nests its parts, or names within names, too deeply to be read.")
    return _converted(root)


def _converted(root: etree._Element) -> Node:
    """Return the tree below `root` as nodes; comments and instructions are left out."""
    top = _node(root)
    stack: list[tuple[etree._Element, Node, int]] = [(root, top, 0)]
    while stack:
        element, node, depth = stack.pop()
        if element.text:
            node.children.append(without_breaks(element.text))
        for child in element:
            if isinstance(child.tag, str):
                if depth < MAX_DEPTH:
                    below = _node(child)
                    node.children.append(below)
                    stack.append((child, below, depth + 1))
                else:
                    node.children.append(without_breaks(" ".join(child.itertext())))
            elif child.tag is etree.Entity:
                # Its DTD is not loaded; the names are those of HTML. Another is left as typed.
                node.children.append(without_breaks(html.unescape(child.text or "")))
            if child.tail:
                node.children.append(without_breaks(child.tail))
    return top


def _node(element: etree._Element) -> Node:
    attributes = {
        _local(str(key)): without_breaks(str(value)) for key, value in element.attrib.items()
    }
    return Node(_local(str(element.tag)), attributes)


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


# Running text ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Inline text as far as it is read, white space collapsed."""

    text: str = ""
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    links: list[int] = field(default_factory=list)  # where superscripts start that lead elsewhere

    def add(self, text: str) -> None:
        collapsed = re.sub(r"\s+", " ", text.replace(SOFT_HYPHEN, ""))
        if not self.text or self.text.endswith((" ", "\n")):
            collapsed = collapsed.lstrip(" ")
        self.text += collapsed


_SKIPPED = frozenset(
    ["script", "style", "template", "noscript", "svg", "annotation", "annotation-xml"]
    + ["button", "select", "textarea"]
)
_SPACED = frozenset(["td", "th", "p", "div", "li", "label", "title"])
LINKS = ("a", "xref")


def inline(node: Node, *, skip: frozenset[str] = frozenset()) -> Line:
    """Return the text in `node` on one line, with its superscripts; `skip` names tags left out."""
    run = _Run()
    _read_inline(node, run, skip | _SKIPPED)
    text = run.text.rstrip()
    spans = tuple((a, min(b, len(text))) for a, b in run.superscripts if a < min(b, len(text)))
    return with_powers(Line(text, superscripts=spans), marks=frozenset(run.links))


def _read_inline(node: Node, run: _Run, skip: frozenset[str]) -> None:
    for child in _once(node):
        if isinstance(child, str):
            run.add(child)
        elif child.tag in skip or is_hidden(child):
            continue
        elif child.tag == "math":
            run.add(_math(child))
        elif child.tag in _SET:
            run.add(_set_in_a_row(child))
        elif child.tag == "tex-math":
            run.add(_formula(_letters(child)))
        elif child.tag == "br":
            run.add(" ")
        elif child.tag == "sup":
            start = len(run.text)
            _read_inline(child, run, skip)
            run.superscripts.append((start, len(run.text)))
            if node.tag in LINKS or child.find(*LINKS):
                run.links.append(start)
        elif child.tag in _SPACED:
            run.add(" ")
            _read_inline(child, run, skip)
            run.add(" ")
        else:
            _read_inline(child, run, skip)


def is_hidden(node: Node) -> bool:
    """Say whether a page does not show `node`."""
    style = node.get("style").replace(" ", "").lower()
    return (
        "hidden" in node.attributes
        or "display:none" in style
        or "visibility:hidden" in style
        or (node.get("aria-hidden") == "true" and node.tag != "math")
    )


# Formulas --------------------------------------------------------------------------------------


def _once(node: Node) -> list[Node | str]:
    """Return the children of `node`; of what is given in several forms, only one form."""
    if node.tag not in _FORMULAS:
        return node.children
    given = [each for each in node.elements() if each.get("alttext") or _letters(each).strip()]
    forms = [child for child in given if child.tag in _FORMS]
    if node.tag == "alternatives":
        return [_best(forms)] if forms else [*given[:1]]
    others = {child.tag for child in forms} - {_best(forms).tag} if forms else set()
    return [child for child in node.children if isinstance(child, str) or child.tag not in others]


def _best(forms: Sequence[Node]) -> Node:
    """Return the form of a formula that reads best: in TeX only where its characters mislead."""
    order = sorted(forms, key=lambda form: _FORMS.index(form.tag))
    misleads = order[0].tag == "math" and _misleads(order[0])
    return order[-1] if misleads else order[0]


def _misleads(math: Node) -> bool:
    """Say whether the characters of a formula in a row say something else: 10−3, or ab for a/b."""
    powers = (next(node.elements(), None) for node in math.walk() if node.tag in _POWERS)
    return math.find("mfrac", "msqrt", "mroot") is not None or any(
        _letters(base).strip()[-1:].isdigit() for base in powers if base is not None
    )


def _letters(node: Node) -> str:
    """Return all text below `node` as it is typed."""
    return "".join(part for each in node.walk() for part in each.children if isinstance(part, str))


def _formula(source: str) -> str:
    """Return a formula in TeX without the document and the dollars around it."""
    inside = re.split(r"\\begin\s*\{document\}", source)[-1]
    tex = re.split(r"\\end\s*\{document\}", inside)[0].strip()
    bare = re.fullmatch(r"(?:\$\$?|\\[\[(])([^$]*)(?:\$\$?|\\[\])])", tex)
    return bare.group(1).strip() if bare else tex


def _math(node: Node) -> str:
    """Return a formula in TeX where the page carries it, else as the characters that it shows."""
    if node.get("alttext"):
        return f"${node.get('alttext')}$"
    for source in node.find_all("annotation"):
        if source.get("encoding") in _MATH_SOURCES:
            return f"${_formula(_letters(source))}$"
    return inline(node).text


def _set_in_a_row(node: Node) -> str:
    """Return a part of a formula that is set above, below or around another, as it reads."""
    parts = [inline(Node("mrow", children=[part])).text for part in node.elements()]
    if node.tag == "mfenced":
        between = (node.get("separators") or ",").strip()[:1]
        return f"{node.get('open') or '('}{between.join(parts)}{node.get('close') or ')'}"
    if node.tag == "msqrt":
        return root("".join(parts))
    if len(parts) != _SET[node.tag]:
        return "".join(parts)
    if node.tag == "mfrac":
        return fraction(*parts)
    return root(*parts) if node.tag == "mroot" else power("".join(parts[:-1]), parts[-1])
