"""What the classes, roles and ids of a page say of its parts: whole names, word by word.

A word inside a name says little: PLOS calls each section of a paper "toc-section", WordPress an
article about bees "category-social", and a section "Share of exports" gets its id from its heading.
"""

from __future__ import annotations

import re

from ingest.readers.markup import Node

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PLACED = (  # words before the one that counts, as in "article-toc" and "wp-social-share"
    r"(?:(?:site|main|page|article|post|entry|blog|book|docs?|html|header|footer|global|local|theme"
    r"|mobile|desktop|top|bottom|left|right|margin|primary|secondary|vertical|sticky|floating|fixed"
    r"|sphinx|quarto|ltx|ez|wp|bd|td|md|js|mw|[a-z]|\d+)[-_]+)*"
)
_PARTS = (  # words after it, as in "share-buttons" and "cookie-notice"
    r"bars?|box|banner|buttons?|btns?|container|wrap(?:per)?|inner|outer|list|links?|icons?|items?"
    r"|entry|menu|panel|widgets?|area|media|networks?|tools?|toolbar|toolbox|this|follow|notice|info"
    r"|consent|law|eu|alert|settings|popup|modal|overlay|policy|message|dialog|trail|tabs?|pills?"
    r"|styles|group|block|row|columns?|left|right|first|second|top|bottom|primary|secondary|fixed"
    r"|sticky|mobile|desktop|\d+"
)
_AROUND = (
    r"(?:nav(?:bar|box|igation)?|sidebar|breadcrumbs?|cookies?(?:banner|bar|consent|law|notice)?"
    r"|share|social|toc|adverts?|advertisements?|advertising)"
)
_CHROME = re.compile(
    rf"{_PLACED}{_AROUND}(?:[-_]+(?:{_AROUND}|{_PARTS}))*"
    r"|ltx_page_footer|mw-editsection|printfooter|catlinks|noprint|skip-links?",
    re.I,
)
_BIBLIOGRAPHY = re.compile(
    rf"{_PLACED}(?:(?:section|sec|list|of|notes|and|selected|annotated|literature|cited)[-_]+)*"
    r"(?:csl-bib-body|biblist|bibliography|references?|(?:ref|citation)-?list)"
    r"(?:[-_]+(?:section|sec|list|wrap(?:per)?|container|body|content|block|items?|entry|entries"
    r"|cited|and|notes|columns?|width|count|small|\d+))*",
    re.I,
)
_ENTRY = re.compile(  # one work of such a list: pandoc and Zotero, LaTeXML, publishers
    r"csl-entry|listitem|ltx_bibitem|(?:bib|bibliography|ref|reference|citation)[-_]?(?:item|entry)",
    re.I,
)
_TITLE = re.compile(r"ltx_title_document|doc-title")
_NOTE = re.compile(
    rf"{_PLACED}(?:foot|end|rear)notes?"
    r"(?:[-_]+(?:lists?|items?|sections?|group|container|wrapper|content|body|text|block|\d+))*",
    re.I,
)
_SECTION = re.compile(r"(?:sub)*section|section-level-extent|(?:sect|level)\d|chapter", re.I)


def is_chrome(node: Node) -> bool:
    """Say whether `node` is named as a part of the page around the paper."""
    return _is_named(node, _CHROME, "class", "role") or (
        _is_named(node, _CHROME, "id") and _has_telling_id(node)
    )


def is_bibliography(node: Node) -> bool:
    """Say whether `node` is named as a list of references, or as a part of one."""
    return _is_named(node, _BIBLIOGRAPHY, "class", "role", "id")


def is_entry(node: Node) -> bool:
    """Say whether `node` is named as one entry of a list of references."""
    return _is_named(node, _ENTRY, "class", "role")


def is_title(node: Node) -> bool:
    """Say whether a heading is named as the title of the paper."""
    return _is_named(node, _TITLE, "class", "role", "id")


def is_note(node: Node) -> bool:
    """Say whether `node` is named as a footnote or an endnote, or as a list of them."""
    return _is_named(node, _NOTE, "class", "role", "epub:type")


def _is_named(node: Node, names: re.Pattern[str], *attributes: str) -> bool:
    return any(names.fullmatch(name) for each in attributes for name in node.get(each).split())


def _has_telling_id(node: Node) -> bool:
    """Say whether the id of `node` tells what it is, rather than what it is about.

    Pandoc, Sphinx and others make the ids of headings, and of the sections below these, from the
    words of the heading; figures, tables and terms are called after what they show or mean.
    """
    if node.tag in (*HEADINGS, "figure", "table", "dt", "dd"):
        return False
    is_section = node.tag in ("section", "article") or _is_named(node, _SECTION, "class")
    has_text = node.find(*HEADINGS) is not None and node.find("p", "table") is not None
    return not (is_section and has_text) or node.find("button") is not None
