"""From a column's rows to blocks: paragraphs, tables, captions, footnotes.

Only what geometry shows is said. A block is "table" where several rows have cells that stand
under each other, "caption" where it opens with the label of a figure or table, "footnote" where
small print with a mark stands at the foot of a column; all else is "unknown".
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.layout import Block, BlockKind, Line
from ingest.pdf.layout import make_line
from ingest.pdf.lines import Segment, rows
from ingest.pdf.page import Frame
from ingest.pdf.tables import CAPTION, LABEL, Row, base, table_rows, with_narrow_cells
from ingest.sections import BIBLIOGRAPHY

_MARK = re.compile(r"^[*\u2217\u2020\u2021\u00a7\u00b6\u2016#]")
_SENTENCE = re.compile(  # not "C labelled", "Sr levels"
    r"(?:[A-Z][a-z]{2,}|A[nst]?|By|Do|I[fnst]?|My|No|O[fnr]|So|To|Up|We) [a-z]"
)
_HIGHEST_NOTE = 0.35  # of the page's height


def blocks(column: Sequence[Segment], *, page: int, frame: Frame, body_size: float) -> list[Block]:
    """Return the blocks of one column, from top to bottom, footnotes last."""
    lines, narrow = with_narrow_cells(rows(column))
    tables = list(map(operator.or_, table_rows(lines), narrow))
    found: list[Block] = []
    start = 0
    while start < len(lines):
        end = start + 1
        if tables[start]:
            while end < len(lines) and tables[end]:
                end += 1
            made = [make_line(row, page=page, frame=frame, cells=True) for row in lines[start:end]]
            found.append(Block("table", tuple(made)))
        else:
            while end < len(lines) and not tables[end]:
                end += 1
            found.extend(_paragraphs(lines[start:end], page=page, frame=frame))
        start = end
    return _with_footnotes(found, body_size, highest=_HIGHEST_NOTE * frame.height)


def _paragraphs(lines: Sequence[Row], *, page: int, frame: Frame) -> list[Block]:
    """Cut rows where spacing, size, weight or indentation says that something new begins."""
    left = _edge([row[0].x0 for row in lines])
    right = max(row[-1].x1 for row in lines)
    pitch = _pitch(lines)
    made = [make_line(row, page=page, frame=frame, cells=False) for row in lines]
    found: list[Block] = []
    start = 0
    hanging = _hanging_edge(lines, left)
    for at in range(1, len(lines) + 1):
        if at < len(lines) and _is_caption(made[start:at]) and _wraps(lines, at, right, pitch):
            continue
        if at == len(lines) or _breaks(
            lines, made, at, left=left, right=right, pitch=pitch, hanging=hanging
        ):
            part = tuple(made[start:at])
            kind: BlockKind = "caption" if CAPTION.match(part[0].text) else "unknown"
            if kind == "caption" and not _is_caption(part):
                kind = "unknown"
            found.append(Block(kind, part))
            start = at
    return found


def _is_caption(lines: Sequence[Line]) -> bool:
    """Tell "Table 2: Results" from a sentence that starts "Table 2 shows"."""
    match = CAPTION.match(lines[0].text)
    if match is None:
        return False
    rest = lines[0].text[match.end() :].lstrip()
    return match.group()[-1] in ".:|)\u2014\u2013" or not rest or not rest[0].islower()


def _wraps(lines: Sequence[Row], at: int, right: float, pitch: float) -> bool:
    """Say whether the row `at` goes on in the type in which the full row above it ends.

    The label of a caption may fill most of its first row in bold.
    """
    before, row = lines[at - 1], lines[at]
    last, first = before[-1].tokens[-1], row[0].tokens[0]
    return (
        before[-1].x1 + (first.x1 - first.x0) > right
        and last.style == first.style
        and abs(last.size - first.size) < 0.08 * first.size
        and abs(before[0].x0 - row[0].x0) < 2
        and (base(row) - base(before)) / first.size <= pitch + 0.35
        and not CAPTION.match(row[0].text)
    )


def _edge(starts: Sequence[float]) -> float:
    """Return where most lines start: the leftmost place shared by a fair share of them."""
    ordered = sorted(starts)
    for x in ordered:
        if sum(abs(other - x) < 2 for other in ordered) >= 0.2 * len(ordered):
            return x
    return ordered[0]


def _pitch(lines: Sequence[Row]) -> float:
    """Return the usual distance between baselines, relative to the size of the type."""
    steps = [
        (base(b) - base(a)) / b[0].size
        for a, b in zip(lines, lines[1:], strict=False)
        if 0.7 < (base(b) - base(a)) / b[0].size < 3
    ]
    return median(steps) if steps else 1.2


def _hanging_edge(lines: Sequence[Row], left: float) -> float | None:
    """Return where entries go on that start further left, as in a bibliography; None without."""
    inner = [row[0].x0 for row in lines if row[0].x0 > left + 0.6 * row[0].size]
    if len(inner) < 0.3 * len(lines) or len(lines) < 3:
        return None
    usual = median(inner)
    runs = sum(
        a[0].x0 - left > 0.6 * a[0].size and abs(b[0].x0 - a[0].x0) < 2
        for a, b in zip(lines, lines[1:], strict=False)
    )
    same = sum(abs(x - usual) < 2 for x in inner)
    hanging = same >= 0.7 * len(inner) and (runs >= 2 or len(inner) > 0.45 * len(lines))
    return usual if hanging else None


def _breaks(
    lines: Sequence[Row],
    made: Sequence[Line],
    at: int,
    *,
    left: float,
    right: float,
    pitch: float,
    hanging: float | None,
) -> bool:
    """Return whether the row `at` begins a new block."""
    before, row = lines[at - 1], lines[at]
    size = row[0].size
    last, line = made[at - 1], made[at]
    if (
        abs(last.size - line.size) > 0.08 * max(last.size, line.size)
        and min(len(last.text), len(line.text)) > 3
    ):
        return True
    if (base(row) - base(before)) / max(size, before[0].size) > pitch + 0.35:
        return True
    if last.bold != line.bold and min(len(last.text), len(line.text)) > 3:
        return True
    short = left + 0.6 * (right - left)
    parted = last.text.rstrip()[-1:] in ".:?!" or before[-1].x1 < short or row[-1].x1 < short
    if parted and _other_font(before, row):
        return True
    if CAPTION.match(line.text) and _is_caption([line]) and before[-1].x1 < right - 2 * size:
        return True
    indent, indent_before = row[0].x0 - left, before[0].x0 - left
    ended = before[-1].x1 < right - 1.5 * size or last.text.rstrip()[-1:] in ".:?!。；："
    if hanging is not None:
        entry = _is_entry(row) and (ended or not row[0].tokens[0].text.isdigit())
        # Labels may end at one edge: " 9" above "10".
        outside = indent < 0.4 * size or (_is_entry(row) and row[0].x0 < hanging - 0.6 * size)
        return outside and (indent_before > 0.6 * size or entry)
    return indent > 0.6 * size and indent_before < 0.4 * size and indent < 6 * size and ended


def _other_font(before: Row, row: Row) -> bool:
    """Return whether two lines of words are set in two fonts throughout (a heading, say)."""
    fonts = [_font(line) for line in (before, row)]
    return None not in fonts and fonts[0] != fonts[1]


def _font(row: Row) -> int | None:
    """Return the font that nearly all letters of the row are set in."""
    weight: Counter[int] = Counter()
    for piece in row:
        for token in piece.tokens:
            weight[token.style >> 2] += sum(map(str.isalpha, token.text))
    font, most = max(weight.items(), key=lambda item: item[1])
    return font if most >= max(4, 0.9 * sum(weight.values())) else None


def _is_entry(row: Row) -> bool:
    return bool(LABEL.match(row[0].tokens[0].text))


def _with_footnotes(found: list[Block], body_size: float, *, highest: float) -> list[Block]:
    """Mark the small print with a mark at the foot of the column as footnotes.

    Some are as large as the text, but for their mark. None begins above `highest`: addresses under
    the names of authors are small and marked too. A bibliography in small print ends them.
    """
    at = len(found)
    while at > 0 and found[at - 1].kind == "unknown":
        if not (_small(found[at - 1], body_size) or _opens_with_raised_mark(found[at - 1])):
            break
        words = found[at - 1].lines[0].words
        if words and words[0].y0 < highest:
            break
        at -= 1
    first = next((i for i in range(at, len(found)) if _begins_notes(found[i])), len(found))
    if 0 < first < len(found) and _is_headed(found[first], found[first - 1]):
        return found
    end = next((i for i in range(first, len(found)) if _heads_entries(found[i])), len(found))
    notes = [replace(block, kind="footnote") for block in found[first:end]]
    return [*found[:first], *notes, *found[end:]]


def _heads_entries(block: Block) -> bool:
    return bool(BIBLIOGRAPHY.fullmatch(block.lines[0].text.strip()))


def _begins_notes(block: Block) -> bool:
    """Return whether a note begins here, or the rest of one does and others follow in the block."""
    first, *rest = block.lines
    return _is_marked(first) or (first.text[:1].islower() and any(map(_is_marked, rest)))


def _opens_with_raised_mark(block: Block) -> bool:
    """Return whether a sentence follows a raised mark.

    What is raised in a formula is no mark, nor is the weight of an isotope ("13C labelled").
    """
    first = block.lines[0]
    if not first.superscripts or first.superscripts[0][0] != 0:
        return False
    return _SENTENCE.match(first.text[first.superscripts[0][1] :].lstrip()) is not None


def _is_headed(block: Block, above: Block) -> bool:
    """Return whether a line in another font right above opens the block: "Author details", say."""
    line, first = above.lines[0], block.lines[0]
    if len(above.lines) > 1 or line.font == first.font or not (line.words and first.words):
        return False
    return -line.size < first.words[0].y0 - line.words[0].y1 < 0.6 * line.size


def _small(block: Block, body_size: float) -> bool:
    # A raised mark may stand on a line of its own: the largest type counts, or titles are notes.
    return max(line.size for line in block.lines) < 0.94 * body_size


def _is_marked(line: Line) -> bool:
    raised = line.superscripts
    return bool(raised and raised[0][0] == 0) or bool(_MARK.match(line.text))
