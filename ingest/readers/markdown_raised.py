"""What Markdown raises or lowers: <sup>5</sup> of HTML, ^5^ and ~2~ of Pandoc."""

from __future__ import annotations

import re

from ingest.layout import Line
from ingest.readers.powers import with_powers

_NUMBERS = r"[-−–+]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*"
_SET = re.compile(
    r"<sup>\s*(?P<tag>[^<>]{1,20}?)\s*</sup>"
    rf"|(?<=[^\s^])\^(?P<sign>{_NUMBERS}|st|nd|rd|th|[a-z*†‡])\^(?![\w(])"
    r"|<sub>\s*(?P<low>[^<>]{1,20}?)\s*</sub>|(?<=[A-Za-z)\]])~(?P<index>\d{1,2})~",
    re.I,
)


def line_of(text: str) -> Line:
    """Return `text` without these signs, its exponents told as such: 10^5."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    for match in _SET.finditer(text):
        raised = match["tag"] or match["sign"] or ""
        pieces += [text[at : match.start()], raised or match["low"] or match["index"]]
        length += len(pieces[-2]) + len(pieces[-1])
        spans += [(length - len(raised), length)] if raised else []
        at = match.end()
    plain = "".join([*pieces, text[at:]])
    return with_powers(Line(plain, superscripts=tuple(spans)))
