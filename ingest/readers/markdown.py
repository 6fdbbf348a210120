"""Markdown: blocks as markdown-it-py finds them; inline marks stay as typed, but for emphasis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.encodings import decode
from ingest.layout import Block, BlockKind, Layout, Line

_FIELDS = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_LINK = re.compile(
    r"!?\[([^\]\[]+)\]\((?:<[^>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
)
_BOLD = re.compile(r"(?<![\w*\\])(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_ITALIC = re.compile(r"(?<![\w*\\$])([*_])(?=[^\s*_])([^*_$\n]+?)(?<=\S)\1(?![\w*])")


def read(data: bytes, *, name: str) -> Layout:
    """Return the headings, paragraphs, lists and tables of a Markdown file."""
    text, warnings = decode(data)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    header = _FIELDS.match(text)
    fields = _front_fields(header.group(1)) if header else {}
    # Indented code is left out: in papers, indentation is more often a quotation or an accident.
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "html_block"])
    blocks = _blocks(parser.parse(text[header.end() :] if header else text))
    return Layout(
        tuple(blocks),
        title=fields.get("title", ""),
        authors=tuple(
            name for name in re.split(r"\s*(?:;|,|\band\b)\s*", fields.get("author", "")) if name
        ),
        warnings=warnings,
    )


def _front_fields(header: str) -> dict[str, str]:
    pairs = re.findall(r"^(\w+):[ \t]*(\S.*)$", header, re.MULTILINE)
    return {key.lower().rstrip("s"): value.strip().strip("\"'[]") for key, value in pairs}


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    blocks: list[Block] = []
    rows: list[str] = []
    cells: list[str] = []
    marks: list[str] = []  # what stands before the text of the list items that are open
    for at, token in enumerate(tokens):
        if token.type == "list_item_open":
            marks.append(_mark(tokens, at))
        elif token.type == "list_item_close":
            marks.pop()
        elif token.type == "inline" and tokens[at - 1].type in ("th_open", "td_open"):
            cells.append(" ".join(_plain(token.content).split()))
        elif token.type == "tr_close":
            rows.append(" | ".join(cells))
            cells = []
        elif token.type == "table_close":
            blocks.append(Block("table", tuple(Line(row) for row in rows)))
            rows = []
        elif token.type == "inline":
            blocks.append(_text_block(tokens[at - 1], token.content, marks))
        elif token.type == "fence":
            blocks.append(
                Block("code", tuple(Line(line) for line in token.content.split("\n") if line))
            )
    return [block for block in blocks if any(line.text for line in block.lines)]


def _mark(tokens: Sequence[Token], at: int) -> str:
    """Return "3. " for an item of an ordered list, "" for one of the other kind."""
    item = tokens[at]
    return f"{item.info}{item.markup} " if item.info else ""


def _text_block(opening: Token, content: str, marks: list[str]) -> Block:
    mark = marks[-1] if marks else ""
    if marks:
        marks[-1] = ""
    lines = (mark + _plain(content)).split("\n")
    kind: BlockKind = "unknown"
    level = 0
    if opening.type == "heading_open":
        kind, level = "heading", int(opening.tag[1:])
    elif marks and not mark:
        kind = "list"
    return Block(kind, tuple(Line(" ".join(line.split())) for line in lines), level=level)


def _plain(content: str) -> str:
    """Return inline text without emphasis and with links replaced by their words."""
    content = _LINK.sub(r"\1", content)
    return _ITALIC.sub(r"\2", _BOLD.sub(r"\2", content))
