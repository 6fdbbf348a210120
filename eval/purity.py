"""Whether passages hold what is printed on a page but is not the paper, or mix its columns.

    python -m eval.purity PDF… [--show] [--json]

PDF is a file or a folder. Looked for, in the passages that a search can find, by the places of
their words alone, without what the reader thought of them:

- two columns mixed: the end of a line of words in the left column, followed by the start of a
  line of words in the right column at the same height (words that run up or down the page, as
  beside the axes of a figure, stand in no column);
- running heads and feet: a line at the edge of the page that stands, digits aside, at the same
  height of three pages or more, and is not all that the page holds;
- page numbers: the outermost line of a page, with nothing beside it, that is only a number;
- notices of rights: lines with the words that such notices are made of, off the running text.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ingest.command_line import run_script
from ingest.document import Document, Passage, WordBox
from ingest.errors import IngestError
from ingest.passages import cut
from ingest.sandbox import Sandbox

_EDGE = 0.09  # of the page's height, at the top and at the bottom
_NUMBER = re.compile(
    r"[-\u2013 ]*(?:page )?(?:\d{1,5}|[ivxl]{1,6})(?: ?(?:of|/) ?\d{1,5})?[-\u2013 ]*"
)
_RIGHTS = re.compile(
    r"©|all rights reserved|creative commons|permission to make digital|is licen[sc]ed under|"
    r"downloaded from|\bISSN\b|preprint submitted",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
KINDS = ("mixed columns", "running heads", "page numbers", "notices of rights")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a passage, where, and the words that show it."""

    kind: str
    file: str
    page: int
    shown: str


@dataclass(frozen=True, slots=True)
class _Printed:
    """Words of a document that stand on one line of a page side by side."""

    page: int
    y: float
    text: str
    words: tuple[WordBox, ...]


def flaws(name: str, document: Document, passages: Sequence[Passage]) -> Iterator[Flaw]:
    """Give what is wrong with the passages of a document."""
    lines = list(_printed_lines(document))
    repeated = _repeated(document, lines)
    edges = [line for line in lines if _at_edge(document, line)]
    full = Counter(line.page for line in lines)
    inside = [(passage.start, passage.end) for passage in passages]
    for line in edges:
        if not any(start <= line.words[0].start < end for start, end in inside):
            continue
        if _key(line) in repeated and full[line.page] > 1:
            yield Flaw("running heads", name, line.page, line.text)
        elif _NUMBER.fullmatch(line.text) and _outermost(lines, line):
            yield Flaw("page numbers", name, line.page, line.text)
        elif _RIGHTS.search(line.text):
            yield Flaw("notices of rights", name, line.page, line.text)
    gutters = {page.number: _gutter(lines, page.number, page.width) for page in document.pages}
    wordy = {
        word.start for line in lines if len(_WORD.findall(line.text)) >= 3 for word in line.words
    }
    for passage in passages:
        yield from _mixes(name, document, passage, gutters, wordy)


def _printed_lines(document: Document) -> Iterator[_Printed]:
    """Give the lines of each page, from the places of its words; a wide gap ends a line."""
    by_page: dict[int, list[WordBox]] = defaultdict(list)
    for word in document.words:
        by_page[word.page].append(word)
    for page, words in by_page.items():
        rows: dict[int, list[WordBox]] = defaultdict(list)
        for word in words:
            rows[round((word.y0 + word.y1) / 6)].append(word)
        for row in rows.values():
            row.sort(key=lambda word: word.x0)
            start = 0
            for at in range(1, len(row) + 1):
                if at == len(row) or row[at].x0 - row[at - 1].x1 > 12:
                    part = tuple(row[start:at])
                    text = " ".join(document.text[word.start : word.end] for word in part)
                    yield _Printed(page, (part[0].y0 + part[0].y1) / 2, text, part)
                    start = at


def _at_edge(document: Document, line: _Printed) -> bool:
    height = next(page.height for page in document.pages if page.number == line.page)
    return not _EDGE * height < line.y < (1 - _EDGE) * height


def _outermost(lines: Sequence[_Printed], line: _Printed) -> bool:
    others = [each.y for each in lines if each.page == line.page and each is not line]
    return all(y > line.y + 5 for y in others) or all(y < line.y - 5 for y in others)


def _key(line: _Printed) -> tuple[str, int]:
    return re.sub(r"[\d\W]+", "#", line.text.lower()), round(line.y / 6)


def _repeated(document: Document, lines: Sequence[_Printed]) -> set[tuple[str, int]]:
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        if _at_edge(document, line) and len(_key(line)[0]) > 8:
            pages[_key(line)].add(line.page)
    return {key for key, on in pages.items() if len(on) >= 3}


def _gutter(lines: Sequence[_Printed], page: int, width: float) -> tuple[float, float] | None:
    """Return the strip in the middle of the page that hardly any line crosses, None for none."""
    own = [line for line in lines if line.page == page]
    spans = [(line.words[0].x0, line.words[-1].x1) for line in own]
    best: tuple[float, float] | None = None
    start = 0.0
    for x in range(int(0.3 * width), int(0.7 * width)):
        crossing = sum(x0 < x < x1 for x0, x1 in spans)
        left = sum(x1 <= x and x1 - x0 > 0.2 * width for x0, x1 in spans)
        right = sum(x0 >= x and x1 - x0 > 0.2 * width for x0, x1 in spans)
        if min(left, right) >= 10 and crossing <= 0.15 * min(left, right):
            start = start or x
            if best is None or x - start > best[1] - best[0]:
                best = start, float(x)
        else:
            start = 0.0
    return best


def _mixes(
    name: str,
    document: Document,
    passage: Passage,
    gutters: dict[int, tuple[float, float] | None],
    wordy: set[int],
) -> Iterator[Flaw]:
    words = [word for word in document.boxes(passage.start, passage.end) if _level(word)]
    for before, after in zip(words, words[1:], strict=False):
        gutter = gutters.get(before.page)
        if gutter is None or before.page != after.page:
            continue
        # A wide table has cells on both sides of a gutter, few of them three words long.
        both = {before.start, after.start}
        if not (both <= wordy if passage.kind == "table" else both & wordy):
            continue
        level = abs((before.y0 + before.y1) - (after.y0 + after.y1)) < 5
        if level and before.x1 <= gutter[1] and after.x0 >= gutter[0] and after.x0 - before.x1 > 9:
            shown = document.text[max(passage.start, before.start - 40) : after.end + 40]
            yield Flaw("mixed columns", name, before.page, shown)


def _level(word: WordBox) -> bool:
    """Say whether a word runs across the page; one letter does not tell."""
    return word.x1 - word.x0 >= word.y1 - word.y0 or word.end - word.start < 3


def measure(files: Sequence[Path]) -> tuple[int, int, list[Flaw]]:
    """Return how many files and passages were looked at, and what is wrong with them."""
    found: list[Flaw] = []
    papers = passages = 0
    with Sandbox() as sandbox:
        for path in files:
            try:
                document = sandbox.parse(path)
            except IngestError:
                continue
            pieces = list(cut(document, count_tokens=lambda text: len(text.split())))
            papers, passages = papers + 1, passages + len(pieces)
            found += flaws(path.name, document, pieces)
    return papers, passages, found


def main(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, metavar="PDF…", help="PDFs, or folders of them.")
    ],
    show: Annotated[bool, typer.Option("--show", help="Print each line that is wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print how many passages mix columns or hold running matter."""
    files = [file for path in paths for file in (sorted(path.rglob("*.pdf")) or [path])]
    papers, passages, found = measure(files)
    counts = Counter(flaw.kind for flaw in found)
    if as_json:
        typer.echo(json.dumps({"files": papers, "passages": passages, **counts}))
        return
    for flaw in found if show else ():
        typer.echo(f"{flaw.file} page {flaw.page}: {flaw.kind}: {flaw.shown!r}")
    typer.echo(f"{passages} passages of {papers} files")
    for kind in KINDS:
        typer.echo(f"{kind:20}{counts[kind]}")


if __name__ == "__main__":
    raise SystemExit(run_script(main, name="python -m eval.purity"))
