"""Markdown: blocks as markdown-it-py finds them; inline marks stay as typed, but for emphasis."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from html.entities import html5

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from ingest.cleaning import without_breaks
from ingest.encodings import decode
from ingest.front import letters, plausible
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.markdown.header import Fields, split_header
from ingest.markdown.notes import beside_marks, read_note, with_own_notes
from ingest.markdown.pandoc import commonmark, with_captions
from ingest.markdown.raised import line_of, raise_marks
from ingest.people import split_authors

_HEAD = 8  # blocks at the start among which a file may print its authors
_COMMENT = re.compile(  # or code, in which none is one
    r"^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?(?:^[ \t]*(?P=fence)|\Z)|`[^`\n]+`"
    r"|(?P<comment>(?P<alone>^[ \t]*)?<!--(?:(?!<!--|-->).)*-->(?(alone)(?:[ \t]*\n)?))",
    re.DOTALL | re.MULTILINE,
)
_ATTRIBUTES = re.compile(r"\{(?:[#.][A-Za-z][^{}\n]*|-)\}\s*$")  # "{#sec:start .unnumbered}"
_LINK = re.compile(
    r"!?\[([^\]\[]+)\]\((?:<[^>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
    r"(?:\{(?:[#.][A-Za-z]|[\w-]+=)[^{}\n]*\})?"  # "{#fig:map width=50%}"
)
_LABELLED = re.compile(r"!?\[([^\]\[]+)\]\[([^\]\[]*)\]")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_ENTITY = re.compile(r"&(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z\d]{1,31}));")
_BOLD = re.compile(r"(?<![\w*\\])(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_ITALIC = re.compile(r"(?<![\w*\\$])([*_])(?=[^\s*_])([^*_$\n]+?)(?<=\S)\1(?![\w*])")


def read(data: bytes, *, name: str) -> Layout:
    """Return the headings, paragraphs, lists and tables of a Markdown file."""
    text, warnings = decode(data)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    fields, body = split_header(raise_marks(text))
    # Indented code is left out: in papers, indentation is more often a quotation or an accident.
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "html_block"])
    parser.block.ruler.before("reference", "footnote", read_note, {"alt": ["paragraph"]})
    blocks = with_own_notes(_blocks(_parsed(parser, commonmark(_without_comments(body)))))
    blocks = beside_marks(_with_text(with_captions(blocks)))
    title = _plain(" ".join(", ".join(fields.get("title", ())).split()))
    shown = title if re.search(r"[\u3400-\u9fff]{4}", title) else plausible(title)
    authors = _authors(fields.get("author") or fields.get("authors") or ())
    byline = _byline(fields, authors, blocks) if shown else []
    return Layout(
        tuple(_with_stated(blocks, shown, [*byline, *_abstract(fields)])),
        title=title,
        authors=authors,
        year=_year(fields),
        keywords=_keywords(fields.get("keywords") or fields.get("keyword") or ()),
        warnings=warnings,
    )


# The header ------------------------------------------------------------------------------------


def _authors(stated: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for text in stated:
        text = re.sub(r"\^\[[^\]]*\]|\^[\d,*]+\^", "", text)
        found += [text] if split_authors(text) else re.split(r"\s*(?:;|,|\band\b)\s*", text)
    return tuple(name for name in found if name)


def _year(fields: Fields) -> int | None:
    dates = " ".join([*fields.get("date", ()), *fields.get("year", ())])
    match = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", dates)
    return int(match.group()) if match else None


def _keywords(stated: Sequence[str]) -> tuple[str, ...]:
    words = [word.strip() for text in stated for word in re.split(r"[;,]", text)]
    return tuple(word for word in words if word)


def _byline(fields: Fields, authors: Sequence[str], blocks: Sequence[Block]) -> list[Block]:
    """Return the subtitle, the authors and where they work, unless the text names them itself."""
    head = " ".join(line.text for block in blocks[:_HEAD] for line in block.lines)
    names = [name for text in authors for name in split_authors(text) or (text,)]
    if names and names[0] in head:
        return []
    places = fields.get("affiliation") or fields.get("affiliations") or fields.get("institute")
    lines: list[tuple[BlockKind, str]] = [
        *(("paragraph", text) for text in fields.get("subtitle", ())),
        ("authors", ", ".join(names)),
        *(("paragraph", text) for text in dict.fromkeys(places or ())),
    ]
    return [Block(kind, (Line(" ".join(_plain(text).split())),)) for kind, text in lines if text]


def _abstract(fields: Fields) -> list[Block]:
    paragraphs = re.split(r"\n\s*\n", "\n".join(fields.get("abstract", ())))
    texts = [" ".join(_plain(each).split()) for each in paragraphs]
    return [Block("abstract", (Line(text),)) for text in texts if text]


def _with_stated(blocks: list[Block], title: str, below: Sequence[Block]) -> list[Block]:
    """Return `blocks` below the title that the header of the file states, and what goes with it.

    A first heading that begins with the title repeats it; another one opens a section.
    """
    if not title:
        return [*below, *blocks]
    first = next((block for block in blocks if block.kind == "heading"), None)
    words = " ".join(line.text for line in first.lines) if first else ""
    if letters(words).startswith(letters(title)):
        blocks, title = [block for block in blocks if block is not first], words
    return [Block("title", (Line(title),)), *below, *blocks]


# The text --------------------------------------------------------------------------------------


def _without_comments(text: str) -> str:
    """Return `text` without its comments, those in code aside."""
    return _COMMENT.sub(lambda match: "" if match["comment"] else match.group(), text)


def _parsed(parser: MarkdownIt, text: str) -> list[Token]:
    """Return the tokens of `text`; of links that name where they lead, "[data][1]", the words."""
    env: dict[str, dict[str, object]] = {}
    tokens = parser.parse(text, env)
    labels = env.get("references", {})

    def words(link: re.Match[str]) -> str:
        known = normalizeReference(link[2] or link[1]) in labels
        return link[1] if known and re.search(r"[^\W\d_]", link[1]) else link.group()

    for token in tokens:
        if token.type == "inline" and labels:
            token.content = _LABELLED.sub(words, token.content)
    return tokens


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
    kind: BlockKind = "unknown"
    level = 0
    if opening.type == "heading_open":
        kind, level = "heading", int(opening.tag[1:])
        content = _ATTRIBUTES.sub("", content)
    elif opening.type == "footnote_open":
        kind = "footnote"
    elif listed or (marks and not mark):
        kind = "list"
    lines = (mark + _unmarked(content)).split("\n")
    return Block(kind, tuple(line_of(" ".join(line.split())) for line in lines), level=level)


def _plain(content: str) -> str:
    return "\n".join(line_of(line).text for line in _unmarked(content).split("\n"))


def _unmarked(content: str) -> str:
    """Return inline text without emphasis, with characters for their names and words for links."""
    content = _LINK.sub(r"\1", _BREAK.sub(" ", content))
    return without_breaks(_ENTITY.sub(_character, _ITALIC.sub(r"\2", _BOLD.sub(r"\2", content))))


def _character(entity: re.Match[str]) -> str:
    """Return what "&nbsp;" or "&#160;" stands for, as typed where it stands for nothing."""
    name = entity["name"]
    return html5.get(f"{name};", entity.group()) if name else html.unescape(entity.group())
