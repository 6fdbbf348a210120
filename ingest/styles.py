"""How lines are set: what stands out from running text, what is alike, and lines cut in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout import Block, Line
from ingest.typefaces import Typeface, heading_faces, typeface

_FLOATS = ("table", "caption", "footnote", "reference")
LARGER = 1.05  # journals set headings in 9.5 points over running text in 9
_MUCH = 0.1  # share of the text that is set in a font
# Words that end no sentence and no heading: what follows them goes on, "with | AD" too.
UNFINISHED = re.compile(
    r"(?<=[a-z,)] )(?:an?|the|of|and|or|nor|with|without|by|for|from|at|into|between|among|than|"
    r"is|are|was|were|be|been|being|has|have|had|that|which|whose|its|their|our|these|such|because|"
    r"using|we|as|during|within|can|may|will|would|could|should|when|where|but)$"
)


@dataclass(frozen=True, slots=True)
class Style:
    """What running text looks like in this file: size in points (0: not known) and boldness.

    `faces` are the types that only headings have, `fonts` those that much of the text is set in.
    """

    size: float
    bold: bool
    faces: frozenset[Typeface] = frozenset()
    fonts: frozenset[int] = frozenset()

    def stands_out(self, lines: Sequence[Line]) -> bool:
        """Say whether `lines` are set larger or bolder than running text, or as headings are."""
        if not self.size:
            return False
        if self.faces and all(typeface(line) in self.faces for line in lines):
            return True
        larger = all(line.size >= self.size * LARGER for line in lines)
        bolder = not self.bold and all(line.bold for line in lines)
        return larger or (bolder and all(line.size >= self.size * 0.9 for line in lines))


def running_style(blocks: Sequence[Block]) -> Style:
    """Return the style in which most characters are set, floats and notes aside."""
    sizes: Counter[float] = Counter()
    fonts: Counter[int] = Counter()
    bold = total = 0
    for block in [each for each in blocks if each.kind not in _FLOATS] or blocks:
        for line in block.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
            fonts[line.font] += len(line.text)
            bold += len(line.text) if line.bold else 0
            total += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    much = frozenset(font for font, count in fonts.items() if count >= _MUCH * total)
    return Style(size, bold * 2 > total, heading_faces(blocks, size), much)


def alike(line: Line, other: Line) -> bool:
    """Say whether two lines are set in the same type."""
    return abs(line.size - other.size) < 0.6 and line.bold == other.bold


def split_line(line: Line, at: int) -> tuple[Line, Line]:
    """Return `line` cut before the character `at`, each half with its own words."""
    head = replace(
        line,
        text=line.text[:at],
        words=tuple(word for word in line.words if word.end <= at),
        superscripts=tuple(span for span in line.superscripts if span[1] <= at),
        lead=0,
    )
    tail = replace(
        line,
        text=line.text[at:],
        words=tuple(
            replace(word, start=word.start - at, end=word.end - at)
            for word in line.words
            if word.start >= at
        ),
        superscripts=tuple((a - at, b - at) for a, b in line.superscripts if a >= at),
        lead=max(0, line.lead - at),
    )
    return head, tail
