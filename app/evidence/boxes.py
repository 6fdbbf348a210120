"""What to draw over a page to show a quote: one box a printed line, and none in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.answer import Box
from ingest.document import Document, WordBox

_MARGIN = 1.3  # points around a box that must hold no other words: pages draw them a bit larger


def line_boxes(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[Box, ...]:
    """Return the boxes of `spans`, a printed line each.

    Empty where places are not known, and where a box would cover words of something else: terms
    of a formula stand over each other, and a wrong highlight is worse than none.
    """
    words = [word for start, end in spans for word in document.boxes(start, end)]
    drawn = _joined(words)
    for page in {box[0] for box in drawn}:
        others = _others(document, page, {word.start for word in words})
        clean: list[Box] = []
        for box in drawn:
            if box[0] != page or not _covers_any(box, others):
                clean.append(box)
                continue
            parts = [part for part in map(_box, words) if part[0] == page and _within(part, box)]
            if any(_covers_any(part, others) for part in parts):
                return ()
            clean.extend(parts)
        drawn = clean
    return tuple(drawn)


def _box(word: WordBox) -> Box:
    return word.page, word.x0, word.y0, word.x1, word.y1


def _joined(words: Sequence[WordBox]) -> list[Box]:
    """Return the boxes of words that follow each other on a line joined."""
    lines: list[Box] = []
    for word in words:
        if lines and _follows(lines[-1], word):
            page, x0, y0, x1, y1 = lines[-1]
            lines[-1] = (
                page,
                min(x0, word.x0),
                min(y0, word.y0),
                max(x1, word.x1),
                max(y1, word.y1),
            )
        else:
            lines.append(_box(word))
    return lines


def _follows(line: Box, word: WordBox) -> bool:
    height = max(word.y1 - word.y0, 1.0)
    overlap = min(line[4], word.y1) - max(line[2], word.y0)
    near = -height < word.x0 - line[3] < 2 * height
    return line[0] == word.page and overlap > 0.5 * height and near


def _others(document: Document, page: int, own: set[int]) -> list[WordBox]:
    """Return the words of the page that are not among the `own`, by where they start."""
    on_page = next((each for each in document.pages if each.number == page), None)
    if on_page is None:
        return []
    words = document.boxes(on_page.start, on_page.end)
    return [word for word in words if word.page == page and word.start not in own]


def _covers_any(box: Box, words: Sequence[WordBox]) -> bool:
    """Return whether the middle of a letter of one of the words lies in the box."""
    x0, y0, x1, y1 = box[1] - _MARGIN, box[2] - _MARGIN, box[3] + _MARGIN, box[4] + _MARGIN
    return any(
        x0 <= x <= x1 and y0 <= y <= y1
        for word in words
        if word.x0 < x1 and word.x1 > x0 and word.y0 < y1 and word.y1 > y0
        for x, y in _middles(word)
    )


def _middles(word: WordBox) -> Iterator[tuple[float, float]]:
    """Give the middles of the letters, as if all were of one width."""
    count = max(1, word.end - word.start)
    across, down = word.x1 - word.x0, word.y1 - word.y0
    for at in range(count):
        part = (at + 0.5) / count
        if across >= down:
            yield word.x0 + part * across, word.y0 + down / 2
        else:
            yield word.x0 + across / 2, word.y0 + part * down


def _within(part: Box, box: Box) -> bool:
    return part[1] >= box[1] and part[2] >= box[2] and part[3] <= box[3] and part[4] <= box[4]
