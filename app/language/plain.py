"""Text of documents, people and models made safe to stand where Markdown is read.

Labels, captions and messages of the page are Markdown. What a document, a model or a file's name
says must never become a link, a picture, a heading, a formula or an icon there. Longer text is
not put into Markdown at all: the page shows it as text nodes.
"""

from __future__ import annotations

import re

# Controls, bidirectional overrides, zero-width characters, tags and variation selectors: they
# are not seen, and can hide or reorder what is.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufe00-\ufe0f\U000e0000-\U000e007f]"
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit finds bare addresses, `:icon:` and `:red[…]` in the text after escapes are undone, so
# a backslash does not stop them; a word joiner, which is not seen, does.
_AUTOMATIC = re.compile(r"(?<=:)(?=\S)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"
_NAME = 80  # characters of a file's name
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~]|^[-+]|^\d{1,9}(?=[.)] )")


def visible(text: str) -> str:
    """Return `text` without characters that cannot be seen but change how the rest is read."""
    return _UNSEEN.sub("", text)


def cited_entry(reference: str, quote: str) -> str:
    """Return the bibliography entry to show beside a quote, "" where the quote is that entry."""
    entry = " ".join(reference.split())
    return "" if entry in " ".join(quote.split()) else entry


def one_line(text: str, *, limit: int = 0) -> str:
    """Return `text` on one line, cut at a word before `limit` characters (0: not cut)."""
    line = " ".join(visible(text).split())
    if not limit or len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head[: head.rfind(" ")] if " " in head[limit // 2 :] else head).rstrip(" ,;:.") + "…"


def file_name(name: str) -> str:
    """Return the name of a file on one line, cut in the middle: its end tells it from others."""
    line = one_line(name)
    half = (_NAME - 1) // 2
    return line if len(line) <= _NAME else f"{line[: _NAME - 1 - half]}…{line[-half:]}"


def escape_markdown(text: str, *, limit: int = 0) -> str:
    """Return `text` as Markdown that shows exactly these characters, on one line."""
    joined = _AUTOMATIC.sub(_JOINER, one_line(text, limit=limit))
    return _PUNCTUATION.sub(r"\\\1", joined)


def file_markdown(text: str) -> str:
    """Return `text` on one line for a Markdown file: what would be markup there is escaped."""
    return _MARKUP.sub(_escape, one_line(text))


def _escape(match: re.Match[str]) -> str:
    found = match.group()
    return f"{found}\\" if found.isdigit() else f"\\{found}"
