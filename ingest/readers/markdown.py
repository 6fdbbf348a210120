"""Markdown: blocks as markdown-it-py finds them; inline marks stay as typed, but for emphasis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

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
    blocks = _with_text(_blocks(parser.parse(text[header.end() :] if header else text)))
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
    lists: list[bool] = []  # whether the lists that are open are surely lists
    for at, token in enumerate(tokens):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(_is_list(tokens, at, blocks))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
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
            blocks.append(_text_block(tokens[at - 1], token.content, marks, listed=any(lists)))
        elif token.type == "fence":
            blocks.append(
                Block("code", tuple(Line(line) for line in token.content.split("\n") if line))
            )
    return [block for block in blocks if any(line.text for line in block.lines)]


def _mark(tokens: Sequence[Token], at: int) -> str:
    """Return "3. " for an item of an ordered list, "" for one of the other kind."""
    item = tokens[at]
    return f"{item.info}{item.markup} " if item.info else ""


def _is_list(tokens: Sequence[Token], at: int, before: Sequence[Block]) -> bool:
    """Say whether a list is one, and not a heading that is typed "1. Introduction"."""
    opening = tokens[at]
    introduced = bool(before) and before[-1].lines[-1].text.endswith((":", "："))
    if opening.type == "bullet_list_open" or introduced:
        return True
    items = 0
    for token in tokens[at + 1 :]:
        if token.level == opening.level:
            break
        items += token.type == "list_item_open" and token.level == opening.level + 1
    return items > 1


def _with_text(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks`, as text those headings that are none: sentences, or nearly every line."""
    headings = sum(block.kind == "heading" for block in blocks)
    most = headings > 3 and headings > 4 * (len(blocks) - headings)
    return [
        replace(block, kind="unknown", level=0)
        if at and block.kind == "heading" and (most or _is_sentence(block))
        else block
        for at, block in enumerate(blocks)
    ]


def _is_sentence(block: Block) -> bool:
    text = " ".join(line.text for line in block.lines)
    return text.endswith(".") and text.count(" ") >= 9


def _text_block(opening: Token, content: str, marks: list[str], *, listed: bool) -> Block:
    mark = marks[-1] if marks else ""
    if marks:
        marks[-1] = ""
    lines = (mark + _plain(content)).split("\n")
    kind: BlockKind = "unknown"
    level = 0
    if opening.type == "heading_open":
        kind, level = "heading", int(opening.tag[1:])
    elif listed or (marks and not mark):
        kind = "list"
    return Block(kind, tuple(Line(" ".join(line.split())) for line in lines), level=level)


def _plain(content: str) -> str:
    """Return inline text without emphasis and with links replaced by their words."""
    content = _LINK.sub(r"\1", content)
    return _ITALIC.sub(r"\2", _BOLD.sub(r"\2", content))
