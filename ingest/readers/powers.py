"""What is raised behind a number, which would read as its last digits: 10^5, and in 2018³.

A raised number behind a word is the mark of a citation or of a note, or of a unit (m2). Where such
marks are no links, "aged 5 to 10" may bear one too: there only a sign or a unit tells a power.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.layout import Line
from ingest.readers.notes import raised

_EXPONENT = re.compile(r"[-−–+]?\d{1,3}(?:\.\d{1,3})?")
_SIGNS = r"[×xX·∼~≈≃∝=<>≤≥±(*]\s?|\^[-−–+]?\d{1,3}\s?[-−–/]\s?"
_SIGNED = re.compile(rf"(?:{_SIGNS})10$")
TEN = re.compile(  # that a sign, a word that measures or another power stands before
    rf"(?:{_SIGNS}|\b(?:of|about|around|from|to|than|between|and|by|over|or)\s)10$", re.I
)
# A ten that may be one where a word goes on behind it, as in "was 10^5 cells".
_ALONE = re.compile(
    r"(?:^|[.:,;]\s|\b(?:is|was|are|were|be|been|has|have|had|with|at|in|per|for|every|each|least|most"
    r"|some|only|up|nearly|almost|roughly|approximately|under|below|above|reach\w*|exceed\w*"
    r"|contain\w*|count\w*|measur\w*|us(?:ed|ing)|add(?:ed|ing)|receiv\w+)\s)10$",
    re.I,
)
_NEAR = 40  # characters before what is raised that are looked at
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*$")
_MARK = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[a-z]")
_GOES_ON = re.compile(r"\s?[^\W\d_]|\s?[×·/]\s?\w")
_OF_UNIT = re.compile(  # or of a range to another power
    r"\s?(?:[×·/%=]\s?\w|[pnμµmcdkMGT]?(?:m|g|l|L|s|mol|Hz|Pa|W|J|K|eV|Bq|Gy)\b(?!\.\S)"
    r"|(?i:[cp]fu|copies|cells|colonies|particles)\b|(?:[-–−]|to\s)\s?10\b)"
)
_FROM_POWER = re.compile(r"(?:^|</sup>|\^|\b10\d{1,3})\s?(?:to\s|and\s|[-–−]\s?)10$")
_CITED = re.compile(r"(?:[^\W\d_]{4}|\w[.,;:?!”\"’])$")


def with_powers(line: Line, *, marks: Collection[int] = ()) -> Line:
    """Return `line` with "^" before each exponent, and marks behind numbers in raised digits.

    `marks` are where those raised numbers start that are surely no exponents, as links to notes.
    """
    pieces: list[str] = []
    kept: list[tuple[int, int]] = []
    at = length = 0
    for start, end in _joined(line.superscripts):
        before, piece = line.text[at:start], line.text[start:end]
        near = "".join([*pieces[-3:], before])[-_NEAR:]
        shown = beside(near, piece, line.text[end : end + 4], is_mark=start in marks)
        length += len(before)
        if shown == piece or not shown.endswith(piece):
            kept.append((length, length + len(shown)))
        length += len(shown)
        pieces += [before, shown]
        at = end
    text = "".join([*pieces, line.text[at:]])
    return replace(line, text=text, superscripts=tuple(kept))


def beside(before: str, piece: str, after: str, *, is_mark: bool = False) -> str:
    """Return what is raised as it is told from a number before it: "^5", " 1" of 3 1/2, "³"."""
    if not before[-1:].isdigit():
        return piece
    if piece.isdigit() and re.match(r"[/⁄∕]\d", after):
        return f" {piece}"
    if not is_mark and _is_exponent(before, piece, after):
        return f"^{piece}"
    return raised(piece) if _MARK.fullmatch(piece) else piece


def _is_exponent(before: str, piece: str, after: str) -> bool:
    if not _EXPONENT.fullmatch(piece) or not _NUMBER.search(before):
        return False
    ten = TEN.search(before) or (_ALONE.search(before) and _GOES_ON.match(after))
    return bool(ten or re.match(r"\s?=\s?\d", after)) or not piece[0].isdigit()


def marks_among(pieces: Sequence[tuple[str, str, str]]) -> list[int]:
    """Return which raised pieces of a document are marks though they look like powers.

    Each stands between the text before and behind it, and none is a link. Marks are those that only
    a word makes a power, if the document cites with raised numbers behind its words.
    """
    marks = ((at, _MARK.fullmatch(piece)) for at, (_, piece, _) in enumerate(pieces))
    numbers = [at for at, mark in marks if mark and mark[0][0].isdigit()]
    if not any(_CITED.search(pieces[at][0][-_NEAR:]) for at in numbers):
        return []
    return [at for at in numbers if _is_doubtful(*pieces[at])]


def _is_doubtful(before: str, piece: str, after: str) -> bool:
    near = before[-_NEAR:]
    if _SIGNED.search(near) or _FROM_POWER.search(near) or _OF_UNIT.match(after):
        return False
    return piece.isdigit() and near.endswith("10") and _is_exponent(near, piece, after)


def _joined(spans: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in their order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
