"""How the marks of footnotes are written, whatever the format."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.layout import Line

_AT_END = re.compile(r"(?<=[^\s.!?])[⁰¹²³⁴-⁹]+\s*$")
_RAISED = str.maketrans(
    "0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)


def raised(mark: str) -> str:
    """Return the mark of a note with raised digits and letters.

    They neither run into a number or a word before them, "in 2018" with the note 1, nor look like a
    citation.
    """
    return mark.translate(_RAISED)


def marked(line: Line, mark: str, *, past: int = 0) -> Line:
    """Return `line` with `mark` and a space in place of its first `past` characters."""
    text = f"{mark} {line.text[past:]}"
    shift = len(text) - len(line.text)
    spans = tuple((a + shift, b + shift) for a, b in line.superscripts if a >= past)
    return replace(line, text=text, superscripts=spans)


def without_mark(text: str) -> str:
    """Return a title or a heading without the mark of the note on it."""
    return _AT_END.sub("", text)
