"""From words to printed stretches of line ("segments") and rows of them.

A segment is a run of words on one baseline without a gap wide enough to be a column's edge; a
row is what stands side by side in one column. Superscripts and subscripts belong to the segment
that they hang on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf.page import Token

GAP = 1.0  # em; wider than this, two words on one baseline belong to different segments
CELL_GAP = 1.3  # em; wider than this, two segments of a row may be cells of a table
_MARKS = frozenset("*\u2217\u2020\u2021\u00a7\u00b6\u2016")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one baseline, in reading order. `size` and `base` are those of most letters."""

    tokens: tuple[Token, ...]
    x0: float
    x1: float
    base: float
    size: float
    serial: int

    @property
    def top(self) -> float:
        """The upper edge, with accents and ascenders but no leading."""
        return self.base - 0.72 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge, with descenders but no leading."""
        return self.base + 0.2 * self.size

    @property
    def text(self) -> str:
        """The words with single spaces, as a line of text shows them."""
        return spell(self.tokens)


def make_segment(tokens: Sequence[Token]) -> Segment:
    """Return the segment that these words make."""
    main = _main_token(tokens)
    return Segment(
        tuple(tokens),
        min(token.x0 for token in tokens),
        max(token.x1 for token in tokens),
        main.base,
        main.size,
        tokens[0].serial,
    )


def _main_token(tokens: Sequence[Token]) -> Token:
    if len(tokens) == 1:
        return tokens[0]
    weight: Counter[tuple[float, float]] = Counter()
    for token in tokens:
        weight[token.size, token.base] += len(token.text)
    size, base = max(weight, key=lambda key: (weight[key], key))
    return next(token for token in tokens if token.size == size and token.base == base)


def segments(tokens: Iterable[Token]) -> list[Segment]:
    """Return the page's segments, in the order of the page's content."""
    chains: list[list[Token]] = []
    for token in tokens:
        if token.text in _MARKS:  # raised without being set smaller: count it as small
            token = token._replace(size=0.7 * token.size)
        last = chains[-1] if chains else []
        apart = not last or _is_initial(last, token) or _counts_line(last, token)
        if not apart and _follows(last[-1], token):
            last.append(token)
        else:
            chains.append([token])
    return _merge(_with_initials([make_segment(chain) for chain in chains]))


def _is_initial(chain: Sequence[Token], after: Token) -> bool:
    """Return whether a chain is but a capital that towers above the word that comes after it."""
    first = chain[0]
    alone = len(chain) == 1 and len(first.text) == 1 and first.text.isupper()
    return alone and first.size > 2.5 * after.size


def _counts_line(chain: Sequence[Token], after: Token) -> bool:
    """Return whether a chain is but a small number on the line, well before the word after it."""
    first = chain[0]
    small = len(chain) == 1 and first.text.isdigit() and first.size < 0.6 * after.size
    return small and abs(first.base - after.base) < 0.5 and after.x0 - first.x1 > 0.5 * after.size


def _with_initials(pieces: list[Segment]) -> list[Segment]:
    """Join each large initial that is let into a paragraph to the line that it begins."""
    for initial in [piece for piece in pieces if len(piece.text) == 1 and piece.text.isalpha()]:
        beside = [
            piece
            for piece in pieces
            if initial.size > 1.8 * piece.size
            and -0.3 * piece.size < piece.x0 - initial.x1 < 0.9 * piece.size
            and initial.top - 0.7 * piece.size < piece.top < initial.base - 0.5 * piece.size
        ]
        goes_on = len(beside) == 1 and beside[0].text[0].islower()  # of a title: "Journal"
        if not goes_on and (len(beside) < 2 or not beside[0].text[0].isalpha()):
            continue
        line = min(beside, key=lambda piece: piece.base)
        first = line.tokens[0]
        letter = initial.tokens[0]._replace(
            base=first.base, size=first.size, style=first.style, serial=first.serial - 1
        )
        pieces = [piece for piece in pieces if piece is not initial and piece is not line]
        pieces.append(make_segment([letter, first._replace(glued=True), *line.tokens[1:]]))
    return pieces


def _follows(before: Token, after: Token) -> bool:
    """Return whether `after`, next in the page's content, goes on on the same line."""
    em = before.size if before.size > after.size else after.size
    if not _level(before.base, before.size, after.base, after.size):
        return False
    gap = after.x0 - before.x1
    if -0.4 * em < gap < GAP * em:
        return True
    back = before.x0 - after.x1
    return -0.4 * em < back < GAP * em and bool(_RIGHT_TO_LEFT.search(before.text + after.text))


def _level(base_a: float, size_a: float, base_b: float, size_b: float) -> bool:
    """Return whether two pieces stand on one line: or a small one near it."""
    apart = abs(base_a - base_b)
    small, large = (size_a, size_b) if size_a < size_b else (size_b, size_a)
    if apart <= 0.15 * large:
        return True
    return (
        0.48 * large < small < 0.88 * large
        and apart <= (0.6 if small > 0.75 * large else 0.8) * large
    )


def _merge(pieces: list[Segment]) -> list[Segment]:
    """Join segments that the page's content holds apart but that touch on the page."""
    order = sorted(range(len(pieces)), key=lambda i: pieces[i].base)
    parent = list(range(len(pieces)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    reach = max((piece.size for piece in pieces), default=0) * 0.6
    for at, i in enumerate(order):
        a = pieces[i]
        for j in order[at + 1 :]:
            b = pieces[j]
            if b.base - a.base > reach:
                break
            em = min(a.size, b.size)
            gap = b.x0 - a.x1 if a.x0 <= b.x0 else a.x0 - b.x1
            near = (0.45 if _are_lines_of_two_columns(a, b) else 0.9) * em
            if -_overlap(a, b) < gap < near and _level(a.base, a.size, b.base, b.size):
                parent[find(j)] = find(i)
    groups: dict[int, list[Segment]] = {}
    for i, piece in enumerate(pieces):
        groups.setdefault(find(i), []).append(piece)
    return [
        group[0] if len(group) == 1 else make_segment(in_order(group)) for group in groups.values()
    ]


def _are_lines_of_two_columns(a: Segment, b: Segment) -> bool:
    """Return whether both are as long as a column is wide, and much is written between them."""
    wide = all(piece.x1 - piece.x0 >= 14 * piece.size for piece in (a, b))
    return wide and abs(a.serial - b.serial) > 3 * (len(a.tokens) + len(b.tokens))


def in_order(group: Sequence[Segment]) -> list[Token]:
    """Return the words of segments side by side, left to right, or right to left where so."""
    backwards = _is_backwards([token for segment in group for token in segment.tokens])
    ordered = sorted(group, key=lambda segment: -segment.x1 if backwards else segment.x0)
    return [token for segment in ordered for token in segment.tokens]


def _is_backwards(tokens: Sequence[Token]) -> bool:
    letters = "".join(token.text for token in tokens)
    if letters.isascii():
        return False
    return 2 * len(_RIGHT_TO_LEFT.findall(letters)) > sum(map(str.isalpha, letters))


def rows(column: Sequence[Segment]) -> list[list[Segment]]:
    """Return the segments of one column as rows from top to bottom, each in reading order."""
    found: list[list[Segment]] = []
    for segment in sorted(column, key=lambda piece: (piece.base, piece.x0)):
        for row in reversed(found[-3:]):
            if _beside(row, segment):
                row.append(segment)
                break
        else:
            found.append([segment])
    for row in found:
        backwards = _is_backwards([token for piece in row for token in piece.tokens])
        row.sort(key=lambda piece: -piece.x1 if backwards else piece.x0)
    found.sort(key=lambda row: max(row, key=lambda piece: piece.x1 - piece.x0).base)
    return found


def _beside(row: Sequence[Segment], segment: Segment) -> bool:
    """Return whether the segment stands on the row's level, beside and not over its parts."""
    if not any(_level(piece.base, piece.size, segment.base, segment.size) for piece in row):
        return False
    return all(
        max(segment.x0 - piece.x1, piece.x0 - segment.x1) > -_overlap(piece, segment)
        for piece in row
    )


def _overlap(a: Segment, b: Segment) -> float:
    """Return how many points two neighbours on a line may overlap.

    A subscript may stand under a superscript, so that what follows it begins further left.
    """
    em = min(a.size, b.size)
    first, second = (a, b) if a.x0 <= b.x0 else (b, a)
    small = min(first.tokens[-1].size, second.tokens[0].size) < 0.88 * em
    return 2 * em if small or abs(a.base - b.base) > 0.15 * em else 0.3 * em


def spell(tokens: Sequence[Token]) -> str:
    """Return the words as text, with a space where one is printed."""
    return "".join(
        ("" if i == 0 or touching(tokens[i - 1], token) else " ") + token.text
        for i, token in enumerate(tokens)
    )


def touching(before: Token, after: Token) -> bool:
    """Return whether no space is printed between two words of a line."""
    if after.glued and after.serial == before.serial + 1:
        return True
    if after.serial == before.serial + 1 and after.size == before.size:
        return False
    gap = after.x0 - before.x1
    return -0.5 * after.size < gap < 0.12 * min(before.size, after.size)
