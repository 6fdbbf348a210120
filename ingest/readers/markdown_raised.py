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
    plain, at = "", 0
    spans: list[tuple[int, int]] = []
    for match in _SET.finditer(text):
        plain += text[at : match.start()]
        if raised := match["tag"] or match["sign"]:
            spans.append((len(plain), len(plain) + len(raised)))
        plain += raised or match["low"] or match["index"]
        at = match.end()
    return with_powers(Line(plain + text[at:], superscripts=tuple(spans)))
