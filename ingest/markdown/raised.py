"""What Markdown raises or lowers: <sup>5</sup> of HTML, ^5^ and ~2~ of Pandoc."""

from __future__ import annotations

import re

from ingest.layout import Line
from ingest.readers.notes import raised
from ingest.readers.powers import marks_among, with_powers

_NUMBERS = r"[-−–+]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*"
_SET = re.compile(
    r"<sup>(?P<tag>[^<>]{1,40})</sup>"
    rf"|(?<=[^\s^])\^(?P<sign>{_NUMBERS}|st|nd|rd|th|[a-z*†‡])\^(?![\w(])"
    r"|<sub>(?P<low>[^<>]{1,40})</sub>|(?<=[A-Za-z)\]])~(?P<index>\d{1,2})~",
    re.I,
)
_NEAR = 40  # characters around what is raised that are looked at


def line_of(text: str) -> Line:
    """Return `text` without these signs, its exponents told as such: 10^5."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    for match in _SET.finditer(text):
        high = _high(match)
        lowered = (match["low"] or match["index"] or "").strip()
        pieces += [text[at : match.start()], high or lowered]
        length += len(pieces[-2]) + len(pieces[-1])
        spans += [(length - len(high), length)] if high else []
        at = match.end()
    plain = "".join([*pieces, text[at:]])
    return with_powers(Line(plain, superscripts=tuple(spans)))


def raise_marks(source: str) -> str:
    """Return a file with raised digits for the marks of citations that would read as powers."""
    found = [match for match in _SET.finditer(source) if _high(match)]
    around = [
        (
            source[max(0, match.start() - _NEAR) : match.start()],
            _high(match),
            source[match.end() : match.end() + _NEAR],
        )
        for match in found
    ]
    parts: list[str] = []
    at = 0
    for place in marks_among(around):
        match = found[place]
        parts += [source[at : match.start()], f"<sup>{raised(_high(match))}</sup>"]
        at = match.end()
    return "".join([*parts, source[at:]])


def _high(match: re.Match[str]) -> str:
    return (match["tag"] or match["sign"] or "").strip()
