"""From a row of segments to a line of the layout: its text, its words and how it is set."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from ingest.layout import Line, Word
from ingest.pdf.lines import Segment, make_segment, touching
from ingest.pdf.page import BOLD, ITALIC, Frame, Token
from ingest.readers.powers import TEN

# A ten before which neither a sign nor a word that measures stands. What is raised behind it may be
# the mark of a citation, as after "version 10", unless it has a sign.
_ALONE = re.compile(r"(?<![\w.,])10$")
_EXPONENT = re.compile(r"[-−–](?:\d{1,3})?|\d{1,3}")
_NEAR = 40  # characters before what is raised that are looked at
_ORNAMENT = re.compile("[\u25a0\u25a1\u25a3-\u25b3\u25b6-\u25bd\u25c6-\u25c9\u2756\u275a]")


def make_line(row: Sequence[Segment], *, page: int, frame: Frame, cells: bool) -> Line:
    """Return the row as a line of the layout; `cells` puts " | " between its segments."""
    row = _without_ornament(row)
    main = max(row, key=lambda piece: sum(len(token.text) for token in piece.tokens))
    text = ""
    words: list[Word] = []
    raised: list[tuple[int, int]] = []
    before: Token | None = None
    power = False  # within an exponent
    for segment in row:
        for token in segment.tokens:
            if before is not None:
                fresh = token is segment.tokens[0]
                if cells and fresh:
                    text += " | "
                elif not touching(before, token):
                    text += " "
            high = _is_raised(token, segment)
            if high and not power and _begins_power(text, token.text):
                text, power = text + "^", True
            power = high and power
            start = len(text)
            text += token.text
            words.append(Word(start, len(text), *_rounded(frame.shown_box(*token[1:5]))))
            if high and not power:
                raised.append((start, len(text)))
            before = token
    tokens = [token for segment in row for token in segment.tokens]
    return Line(
        text=text,
        page=page,
        words=tuple(words),
        size=round(main.size, 1),
        bold=_mostly(tokens, BOLD),
        italic=_mostly(tokens, ITALIC),
        superscripts=_joined(raised),
        font=_main_font(tokens),
        lead=_lead(tokens, words),
    )


def _without_ornament(row: Sequence[Segment]) -> Sequence[Segment]:
    """Return the row without a square or such before words that are bold: a heading's."""
    tokens = [token for piece in row for token in piece.tokens]
    if not _ORNAMENT.fullmatch(tokens[0].text) or len(tokens) < 2:
        return row
    if not all(token.style & BOLD for token in tokens[1:]):
        return row
    rest = row[0].tokens[1:]
    return [make_segment(rest), *row[1:]] if rest else row[1:]


def _is_raised(token: Token, segment: Segment) -> bool:
    return token.size < 0.88 * segment.size and segment.base - token.base > 0.12 * segment.size


def _begins_power(text: str, raised: str) -> bool:
    """Return whether what is raised after `text` is an exponent, or its sign: of 10^5, 10^-3."""
    if not _EXPONENT.fullmatch(raised):
        return False
    near = text[-_NEAR:]
    return bool(TEN.search(near) or (_ALONE.search(near) and not raised[0].isdigit()))


def _lead(tokens: Sequence[Token], words: Sequence[Word]) -> int:
    """Return where the words in the font of the first one end, 0 where all are in it."""
    font = tokens[0].style
    pairs = itertools.pairwise(zip(tokens, words, strict=True))
    return next((word.end for (_, word), (after, _) in pairs if after.style != font), 0)


def _main_font(tokens: Sequence[Token]) -> int:
    weight: Counter[int] = Counter()
    for token in tokens:
        weight[token.style >> 2] += len(token.text)
    return max(weight, key=lambda font: (weight[font], font))


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def _mostly(tokens: Sequence[Token], style: int) -> bool:
    total = sum(len(token.text) for token in tokens)
    return 2 * sum(len(token.text) for token in tokens if token.style & style) > total


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans with those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
