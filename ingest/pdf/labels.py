"""Labels of a list that stand in a column of their own: "35", "[12]", "3." beside the entries.

Their column looks like one of text, between which and the entries nothing is written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from ingest.pdf.lines import Segment, make_segment

_LABEL = re.compile(r"[\[(]?(\d{1,3})[\]).]{0,2}")
_WIDE = 12.0  # em; entries of a list are text, unlike the cells of a table
_FEWEST = 2  # labels that count up by one; a list may begin at the foot of a column


def with_labels(segments: Sequence[Segment]) -> list[Segment]:
    """Return `segments` with each label of a list in one piece with the line that it labels."""
    by_height = sorted(segments, key=lambda piece: piece.base)
    entries: dict[int, Segment] = {}
    for labels in _columns_of_labels(by_height):
        beside = {id(label): _beside(label, by_height) for label in labels}
        found = {key: entry for key, entry in beside.items() if entry is not None}
        if len(found) == len(labels) and _are_entries(found, segments):
            entries.update(found)
    taken = {id(entry) for entry in entries.values()}
    return [
        make_segment([*piece.tokens, *entries[id(piece)].tokens]) if id(piece) in entries else piece
        for piece in segments
        if id(piece) not in taken
    ]


def _columns_of_labels(by_height: Sequence[Segment]) -> list[list[Segment]]:
    """Return labels that stand under each other, flush left or right, and count up by one."""
    runs: list[list[Segment]] = []
    expecting: dict[int, list[list[Segment]]] = defaultdict(list)  # by the number that goes on
    for piece in by_height:
        match = _LABEL.fullmatch(piece.text)
        if match is None:
            continue
        number = int(match[1])
        waiting = expecting[number]
        at = next((at for at, run in enumerate(waiting) if _are_flush(run[-1], piece)), None)
        if at is None:
            runs.append([])
        run = runs[-1] if at is None else waiting.pop(at)
        run.append(piece)
        expecting[number + 1].append(run)
    return [run for run in runs if len(run) >= _FEWEST]


def _are_flush(above: Segment, below: Segment) -> bool:
    return abs(above.x0 - below.x0) < 1.5 or abs(above.x1 - below.x1) < 1.5


def _beside(label: Segment, by_height: Sequence[Segment]) -> Segment | None:
    """Return what is written right of the label on its line, None where that is further off."""
    near = 0.15 * label.size
    first = bisect_right(by_height, label.base - near, key=lambda piece: piece.base)
    behind = bisect_left(by_height, label.base + near, key=lambda piece: piece.base)
    right = [piece for piece in by_height[first:behind] if 0 < piece.x0 - label.x1 < 3 * label.size]
    return min(right, key=lambda piece: piece.x0, default=None)


def _are_entries(found: Mapping[int, Segment], segments: Sequence[Segment]) -> bool:
    """Say whether these lines are text, begin at one edge, and many of them take further lines."""
    lines = list(found.values())
    edge, size = lines[0].x0, lines[0].size
    flush = all(abs(line.x0 - edge) < 1.5 for line in lines)
    if not flush or median(line.x1 - line.x0 for line in lines) < _WIDE * size:
        return False
    top, foot = min(line.base for line in lines), max(line.base for line in lines)
    taken = {id(line) for line in lines}
    further = [
        piece
        for piece in segments
        if abs(piece.x0 - edge) < 1.5
        and top < piece.base < foot + 2 * size
        and id(piece) not in taken
    ]
    return 2 * len(further) >= len(lines)
