"""The words of a language model's reply: without thoughts, markup and what cannot be seen."""

from __future__ import annotations

import re

from app.language.plain import visible

_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")  # of a terminal
# What is thought before an answer; some servers swallow the tag that opens it.
_THOUGHTS = re.compile(
    r"<think(?:ing)?>.*?</think(?:ing)?>|<think(?:ing)?>.*", re.DOTALL | re.IGNORECASE
)
_THOUGHT_BEFORE = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:br|div|h[1-6]|li|[ou]l|p|tr)\b[^<>\n]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_EMPHASIS = re.compile(r"\*\*|`(?!``)")
# Lines that are no sentences: headings that cite nothing, heads of tables, rules, fences of code.
_APART = re.compile(
    r"^[ \t]*(?:#+[ \t](?!.*\bp[0-9a-f]{4}\b).*|\|.*\n[ \t]*\|?[ \t]*:?--[-:| \t]*"
    r"|[-*_]{3,}[ \t]*|```.*)$",
    re.MULTILINE,
)
_BULLET = re.compile(
    r"^[ \t]*(?:(?:#+|>(?![ \t]*\d)|[-*•+]|\(?\d{1,2}[.)])[ \t]+|\|[ \t]*)+", re.MULTILINE
)
_LEAD = re.compile(
    r"^(?:first|second|third|fourth|last|final|answer|summary)(?:ly)?[ \t]*:[ \t]*",
    re.MULTILINE | re.IGNORECASE,
)
_CELL = re.compile(r"(?<![ \t])[ \t]+\|(?=[ \t]|$)", re.MULTILINE)


def spoken(reply: str) -> str:
    """Return `reply` without what the model thought."""
    return _THOUGHT_BEFORE.sub(" ", _THOUGHTS.sub(" ", reply))


def bare_text(reply: str) -> str:
    """Return what `reply` says, as text that can be shown, stored and sent."""
    whole = reply.encode("utf-8", "ignore").decode("utf-8")  # JSON may hold half a character
    return _unmarked(spoken(visible(_COLOUR.sub("", whole))))


def _unmarked(text: str) -> str:
    """Return Markdown or HTML as the sentences that stand in it, a line to each item or row."""
    lines = _APART.sub("", _TAG.sub("", _BLOCK_TAG.sub("\n", text)))
    bare = _BULLET.sub("", _EMPHASIS.sub("", lines))
    return _CELL.sub("", _LEAD.sub("", bare))
