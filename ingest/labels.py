"""Words of figures and of rows: they may be set as large as headings are, but head no text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ingest.layout import Block
from ingest.sections import text_of
from ingest.styles import Style

_SMALL = 0.78  # of the size of running text; no text of a paper is set smaller
_ENOUGH = 150  # characters that tell prose
_LOW = 0.35  # share of words without a capital or a digit; prose has more, also a list of reagents
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


def _is_prose(text: str) -> bool:
    if text.lower() == text.upper():  # a script without capitals
        return any(map(str.isalpha, text))
    words = text.split()
    return sum(bool(_LOWER.fullmatch(word)) for word in words) >= _LOW * len(words)
