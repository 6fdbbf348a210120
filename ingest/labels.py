"""Words of figures and of rows: they may be set as large as headings are, but head no text.

The label of a table or figure may stand by itself above its title.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout import Block, Line
from ingest.sections import CAPTIONED, text_of
from ingest.styles import Style

_SMALL = 0.78  # of the size of running text; no text of a paper is set smaller
_ENOUGH = 150  # characters that tell prose
_LOW = 0.35  # share of words without a capital or a digit; prose has more, also a list of reagents
_BARE = re.compile(rf"(?:{'|'.join(CAPTIONED)})\s*(?:[A-Z]?\.?\d{{1,3}}|[IVX]{{1,5}})\.?", re.I)
_TITLE_LINES = 3  # at most
_STEP = 1.6  # em; no wider space parts a label from its title
_ALIGNED = 3.0  # points
_LOWER = re.compile(r"[(\"“‘]?[^\W\d_A-Z][^\W\d_A-Z'’-]+[.,;:)]*")


def stands_above_labels(following: Sequence[Block], style: Style) -> bool:
    """Say whether labels and values follow, as on a drawing, and no running text.

    They are in a font that little of the paper is set in, or in tiny type, and make no sentences.
    `following` are the blocks below; where none of them is text, nothing is said of it.
    """
    below = itertools.dropwhile(lambda block: style.stands_out(block.lines), following)
    texts = [
        *itertools.takewhile(
            lambda block: block.kind == "unknown" and not style.stands_out(block.lines), below
        )
    ]
    if not texts or not style.size:
        return False
    firsts = [block.lines[0] for block in texts]
    alien = all(line.font not in style.fonts or line.size < _SMALL * style.size for line in firsts)
    return alien and not _is_prose(" ".join(map(text_of, texts))[:_ENOUGH])


def with_titles(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with "TABLE II" and the title that is set right below it as one caption."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _titles(joined[-1], block):
            joined[-1] = replace(joined[-1], kind="caption", lines=joined[-1].lines + block.lines)
        else:
            joined.append(block)
    return joined


def _titles(label: Block, block: Block) -> bool:
    """Say whether `block` is the title of the bare `label` above: close to it, and aligned."""
    last, first = label.lines[-1], block.lines[0]
    if label.kind not in ("unknown", "caption") or block.kind != "unknown":
        return False
    if not (last.words and first.words) or first.page != last.page:
        return False
    low, high, near, far = _extent(last)
    begin, end, next_near, next_far = _extent(first)
    step = max(next_near - far, near - next_far)
    aligned = min(abs(low - begin), abs(high - end), abs(low + high - begin - end) / 2) < _ALIGNED
    return (
        len(block.lines) <= _TITLE_LINES
        and aligned
        and -last.size < step < _STEP * last.size
        and _BARE.fullmatch(text_of(label).strip()) is not None
        and _BARE.match(text_of(block)) is None
        and first.text.lstrip()[:1].isupper()
    )


def _extent(line: Line) -> tuple[float, float, float, float]:
    """Return where a line begins and ends along its run, and across it, sideways or not."""
    x0, x1 = min(word.x0 for word in line.words), max(word.x1 for word in line.words)
    y0, y1 = min(word.y0 for word in line.words), max(word.y1 for word in line.words)
    return (y0, y1, x0, x1) if y1 - y0 > x1 - x0 else (x0, x1, y0, y1)


def _is_prose(text: str) -> bool:
    if text.lower() == text.upper():  # a script without capitals
        return any(map(str.isalpha, text))
    words = text.split()
    return sum(bool(_LOWER.fullmatch(word)) for word in words) >= _LOW * len(words)
