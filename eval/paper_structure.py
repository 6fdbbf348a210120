"""How well the structure of real papers is read: headings, references, and passages kept clean.

    python -m eval.paper_structure PDFS [--json]

PDFS is the folder whose papers `data/papers.structure.json` knows (the test bed's `pdfs`): the
headings and the number of references in each, counted by eye. Whether a passage holds running
matter or mixes columns is told from the page alone, by other means than those of the readers.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Annotated

import typer

from ingest.command_line import run_script
from ingest.document import REFERENCES, Document, Passage, WordBox
from ingest.front import letters
from ingest.parse import parse_bytes
from ingest.passages import cut

KNOWN = Path(__file__).parent / "data" / "papers.structure.json"
_EDGE = 0.11  # of the page's height, at the top and at the foot
_WORD = re.compile(r"[^\W\d_]{3,}[.,;:]?")
_GUTTER = 9.0  # points between two columns


@dataclass(frozen=True, slots=True)
class Known:
    """The headings of a paper as printed, and how many references it lists."""

    headings: tuple[str, ...]
    references: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What was found of one paper. Shares in [0, 1]; `unclean` are passages by their faults."""

    name: str
    heading_recall: float
    heading_precision: float
    references: int
    references_known: int
    passages: int
    unclean: tuple[str, ...]

    @property
    def references_right(self) -> bool:
        """Whether the number of references is right to one in twenty."""
        return abs(self.references - self.references_known) * 20 <= self.references_known


def known_structures() -> dict[str, Known]:
    """Return what is known, by the file's path within the folder."""
    rows = json.loads(KNOWN.read_text("utf-8"))
    return {
        name: Known(tuple(row["headings"]), int(row["references"])) for name, row in rows.items()
    }


def measure_paper(name: str, data: bytes, known: Known) -> Structure:
    """Return how the paper is read, against what is known of it."""
    document = parse_bytes(data, Path(name).name)
    passages = cut(document, count_tokens=lambda text: len(text.split()))
    recall, precision = heading_score(headings_of(document), known.headings)
    faults = [*_with_running_matter(document, passages, data), *mixed_columns(document, passages)]
    return Structure(
        name,
        recall,
        precision,
        len(document.references),
        known.references,
        len(passages),
        tuple(faults),
    )


def headings_of(document: Document) -> list[str]:
    """Return the headings found, numbers before titles; text below none has no heading."""
    return [
        section.title if section.number == REFERENCES else f"{section.number} {section.title}"
        for section in document.sections
        if document.text[section.start :].startswith(section.title[:10]) or section.number
    ]


def heading_score(found: Sequence[str], known: Sequence[str]) -> tuple[float, float]:
    """Return recall and precision; a heading counts if its number and its letters are the same."""
    ours, theirs = Counter(map(letters, found)), Counter(map(letters, known))
    common = sum((ours & theirs).values())
    return _share(common, len(known)), _share(common, len(found))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


# Passages kept clean ---------------------------------------------------------------------------


def _with_running_matter(
    document: Document, passages: Sequence[Passage], data: bytes
) -> Iterator[str]:
    heads = running_lines(_edges(data))
    numbers = _page_numbers(document)
    for passage in passages:
        if passage.kind in ("body", "caption") and (held := _held(passage.text, heads)):
            yield f"running head {held!r} in {passage.text[:60]!r}"
        if any(passage.start <= number.start < passage.end for number in numbers):
            yield f"page number in {passage.text[:60]!r}"


def _held(text: str, heads: Sequence[str]) -> str:
    flat = _masked(text)
    return next((head for head in heads if head in flat), "")


def running_lines(edges: Mapping[int, Sequence[str]]) -> list[str]:
    """Return the lines at the edges of three pages or more, digits masked, long enough to tell."""
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for page, lines in edges.items():
        for line in lines:
            seen[_masked(line)].add(page)
    return [line for line, pages in seen.items() if len(pages) >= 3 and len(line) >= 12]


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _edges(data: bytes) -> dict[int, list[str]]:
    """Return the outermost line at the top and at the foot of each page, as PDFium reads them."""
    from pypdfium2 import PdfDocument

    edges: dict[int, list[str]] = {}
    document = PdfDocument(data)
    try:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            top = text.get_text_bounded(0, height * (1 - _EDGE), width, height)
            foot = text.get_text_bounded(0, 0, width, height * _EDGE)
            edges[number] = [*top.splitlines()[:1], *foot.splitlines()[-1:]]
    finally:
        document.close()
    return edges


def _page_numbers(document: Document) -> list[WordBox]:
    """Return the words alone at the edges of pages that count on with the pages, at one height."""
    heights = {page.number: page.height for page in document.pages}
    groups: defaultdict[tuple[int, int], list[WordBox]] = defaultdict(list)
    for line in _printed_lines(document.words):
        word, text = line[0], document.text[line[0].start : line[-1].end].strip(".,-–() ")
        height = heights[word.page]
        if (word.y0 < height * _EDGE or word.y1 > height * (1 - _EDGE)) and text.isdigit():
            groups[int(text) - word.page, round(word.y0 / 3)].append(word)
    rows = Counter((word.page, round(word.y0 / 8)) for word in document.words)
    numbers = [word for group in groups.values() if len(group) >= 3 for word in group]
    return [word for word in numbers if rows[word.page, round(word.y0 / 8)] == 1]


def mixed_columns(document: Document, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the running text that goes across a gutter in three lines or more, at one place.

    A line that does has words on both sides, and this one wide gap between them.
    """
    for passage in passages:
        if passage.kind == "body" and " | " not in passage.text:
            lines = _printed_lines(document.boxes(passage.start, passage.end))
            places = Counter(place for line in lines if (place := _gutter(line, document.text)))
            if places and max(places.values()) >= 3:
                yield f"two columns in {passage.text[:60]!r}"


def _gutter(line: Sequence[WordBox], text: str) -> int:
    """Return where the one wide gap in `line` begins, to 8 points; 0 where there is no such.

    Both sides are running text: three words or more, two of them of letters. The parts of a
    formula, which stand apart as well, are not.
    """
    pairs = enumerate(zip(line, line[1:], strict=False), start=1)
    wide = [at for at, (word, after) in pairs if after.x0 - word.x1 >= _GUTTER]
    if len(wide) != 1 or not 3 <= wide[0] <= len(line) - 3:
        return 0
    for side in (line[: wide[0]], line[wide[0] :]):
        if sum(bool(_WORD.match(text, word.start, word.end)) for word in side) < 2:
            return 0
    return round(line[wide[0] - 1].x1 / 8)


def _printed_lines(words: Sequence[WordBox]) -> Iterator[list[WordBox]]:
    """Yield the words that follow each other on one baseline."""
    line: list[WordBox] = []
    for word in words:
        if line and (word.page != line[-1].page or abs(word.y1 - line[-1].y1) >= 2):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


# The command -----------------------------------------------------------------------------------


def summary(rows: Sequence[Structure]) -> dict[str, float]:
    """Return the means over papers, and the share of passages without a fault."""
    passages = sum(row.passages for row in rows)
    return {
        "papers": len(rows),
        "heading recall": fmean(row.heading_recall for row in rows),
        "heading precision": fmean(row.heading_precision for row in rows),
        "references within 5 %": fmean(row.references_right for row in rows),
        "passages": passages,
        "clean passages": 1 - sum(len(row.unclean) for row in rows) / max(1, passages),
    }


def main(
    pdfs: Annotated[Path, typer.Argument(help="Folder of the papers that are known.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print how well headings and references are read, and which passages are not clean."""
    rows = [
        measure_paper(name, (pdfs / name).read_bytes(), known)
        for name, known in known_structures().items()
        if (pdfs / name).is_file()
    ]
    if not rows:
        typer.echo(f"{str(pdfs)!r} holds none of the papers in {KNOWN.name!r}.", err=True)
        raise typer.Exit(2)
    if as_json:
        faults = {row.name: row.unclean for row in rows}
        typer.echo(json.dumps({"measures": summary(rows), "faults": faults}))
        return
    typer.echo(show(rows))


def show(rows: Sequence[Structure]) -> str:
    """Return the rows and their means as text."""
    lines = [f"{'':44} headings (recall, precision)  references (found of)  unclean"]
    for row in rows:
        counts = f"{row.references:4} of {row.references_known}"
        lines.append(
            f"{Path(row.name).name[:43]:44}{row.heading_recall:16.3f}{row.heading_precision:11.3f}"
            f"{counts:>22}{len(row.unclean):12}"
        )
        lines += [f"    {fault}" for fault in row.unclean]
    means = (f"{name} {value:.4g}" for name, value in summary(rows).items())
    return "\n".join([*lines, "", "  ".join(means)])


if __name__ == "__main__":
    raise SystemExit(run_script(main, name="python -m eval.paper_structure"))
