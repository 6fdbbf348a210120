"""Type that only headings have, in files whose fonts do not say that they are bold.

Many journals' fonts are named "AdvTTe45e47d2": that lines are headings shows in that nothing else
is set in their type, and that running text follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.layout import Block, Line

Typeface = tuple[int, float]  # font, and size to half a point

_TITLE = re.compile(r"(?:\d[\d.]*\s+)?[\"“‘'(¿]?[^\W\d_a-z].*[^\s.,;:]")
_CAPTION = re.compile(r"(?:fig|table|scheme|algorithm|listing|box)\w*\.?\s*\d", re.I)
_LONGEST = 24  # words
_MOST_LINES = 4


def typeface(line: Line) -> Typeface:
    """Return the type of `line`."""
    return line.font, round(line.size * 2) / 2


def heading_faces(blocks: Sequence[Block], size: float) -> frozenset[Typeface]:
    """Return the type in which short lines above running text are set, and little else.

    `size` is that of running text.
    """
    lines = [line for block in blocks if block.kind == "unknown" for line in block.lines]
    characters: Counter[int] = Counter()
    for line in lines:
        characters[line.font] += len(line.text)
    running = characters.most_common(1)
    if not running or not running[0][0]:
        return frozenset()
    found = Counter(typeface(line) for line in _titles(lines, running[0][0], size))
    used = Counter(typeface(line) for line in lines)
    return frozenset(
        face for face, count in found.items() if count >= 2 and count * 5 >= used[face] * 3
    )


def _titles(lines: Sequence[Line], running: int, size: float) -> Iterator[Line]:
    """Yield the lines in another font that may be headings: a line of running text follows.

    A heading may take some lines, or stand right below that of its chapter.
    """
    start = 0
    for at in range(1, len(lines)):
        if typeface(lines[at]) == typeface(lines[start]) and lines[at].page == lines[start].page:
            continue
        heading, following = lines[start:at], lines[at]
        start = at
        if (
            heading[0].font not in (0, running)
            and heading[0].size >= size * 0.9
            and following.font == running
            and len(following.text) >= 30
            and len(heading) <= _MOST_LINES
            and _may_be_title(" ".join(line.text.strip() for line in heading))
        ):
            yield from heading


def _may_be_title(text: str) -> bool:
    return (
        len(text) >= 4
        and len(text.split()) <= _LONGEST
        and _TITLE.fullmatch(text) is not None
        and not _CAPTION.match(text)
        and sum(character.isalpha() or character.isspace() for character in text)
        >= 0.85 * len(text)
    )
