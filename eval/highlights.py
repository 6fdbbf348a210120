"""Whether the boxes drawn over a page hold the words of the quote, and only those.

    python -m eval.highlights PDF… [--files 20] [--quotes 200] [--seed 1] [--json]

PDF is a file or a folder. Sentences are drawn at random from files with running text; the boxes
are those that the page of the app draws and that an answer's citation carries. What stands under
them is taken from the page's glyphs: all whose middle lies in a box, whatever the reader made of
them. A quote for which no box is drawn counts as neither right nor wrong and is reported.
"""

from __future__ import annotations

import ctypes
import json
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pypdfium2
import pypdfium2.raw as pdfium
import typer

from app.evidence.boxes import line_boxes
from app.evidence.sourceview import rectangles
from ingest.command_line import run_script
from ingest.document import Document
from ingest.errors import IngestError
from ingest.passages import cut
from ingest.pdf.page import shown_map
from ingest.sandbox import Sandbox
from ingest.sentences import split_sentences

_RUNNING_TEXT = 300  # words; a file with fewer has too few sentences to draw from
_MIN_WORDS = 5

Box = tuple[int, float, float, float, float]  # page, x0, y0, x1, y1 in points, from the top left
Drawing = Callable[[Document, int, int], Sequence[Box]]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter as it is painted, and the middle of its box in points from the top left."""

    letter: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A quote and what stands under its boxes; `boxes` is how many were drawn."""

    file: str
    quote: str
    page: int | None
    boxes: int
    missing: str
    added: str

    @property
    def right(self) -> bool:
        """Whether the boxes hold the quote's letters and no others."""
        return self.boxes > 0 and not self.missing and not self.added


def on_page(document: Document, start: int, end: int) -> list[Box]:
    """Return what the page of the app draws, in points."""
    found: list[Box] = []
    printed_on = {word.page for word in document.boxes(start, end)}
    for page in document.pages:
        if page.number in printed_on:
            found += [
                (page.number, x0 * page.width, y0 * page.height, x1 * page.width, y1 * page.height)
                for x0, y0, x1, y1 in rectangles(document, [(start, end)], page=page.number)
            ]
    return found


def in_citation(document: Document, start: int, end: int) -> Sequence[Box]:
    """Return what the citation of an answer carries."""
    return line_boxes(document, [(start, end)])


DRAWINGS: dict[str, Drawing] = {"page": on_page, "citation": in_citation}


def quotes(document: Document, count: int, draw: random.Random) -> list[tuple[int, int]]:
    """Return the spans of random sentences of the body."""
    spans = [
        (passage.start + first, passage.start + last)
        for passage in cut(document, count_tokens=lambda text: len(text.split()))
        if passage.kind == "body"
        for first, last in split_sentences(passage.text)
        if len(passage.text[first:last].split()) >= _MIN_WORDS
    ]
    return sorted(draw.sample(spans, min(count, len(spans))))


class Glyphs:
    """The glyphs of a file, page by page as they are asked for."""

    def __init__(self, data: bytes) -> None:
        self._file = pypdfium2.PdfDocument(data)
        self._pages: dict[int, list[Glyph]] = {}

    def under(self, boxes: Sequence[Box]) -> Counter[str]:
        """Return the letters whose middle lies in one of the boxes."""
        found: Counter[str] = Counter()
        for number in {box[0] for box in boxes}:
            own = [box for box in boxes if box[0] == number]
            for glyph in self._page(number):
                if any(b[1] <= glyph.x <= b[3] and b[2] <= glyph.y <= b[4] for b in own):
                    found.update(glyph.letter)
        return found

    def _page(self, number: int) -> list[Glyph]:
        if number not in self._pages:
            self._pages[number] = list(_glyphs(self._file, number - 1))
        return self._pages[number]


def _glyphs(file: pypdfium2.PdfDocument, index: int) -> Iterator[Glyph]:
    """Give the letters and digits of a page; one that is painted twice in one place once."""
    page = pdfium.FPDF_LoadPage(file.raw, index)
    text = pdfium.FPDFText_LoadPage(page)
    (a, b, c, d, e, f), _, _ = shown_map(page)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    seen: set[tuple[str, int, int]] = set()
    before = None
    for i in range(pdfium.FPDFText_CountChars(text)):
        letter = letters(chr(pdfium.FPDFText_GetUnicode(text, i)))
        if not letter or not pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top):
            continue
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        glyph = Glyph(letter, a * x + c * y + e, b * x + d * y + f)
        size = pdfium.FPDFText_GetFontSize(text, i) or 1.0
        place = letter, round(glyph.x / (0.1 * size)), round(glyph.y / (0.1 * size))
        box = (left.value, right.value, bottom.value, top.value)
        if place not in seen or box == before:  # "ff" of one ligature is two letters in one box
            yield glyph
        seen.add(place)
        before = box
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)


def letters(text: str) -> str:
    """Return the letters and digits in small, without accents and ligatures."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("\u0131", "i")
    return "".join(c for c in plain if c.isalnum() and unicodedata.category(c) != "Lm")


def look(
    name: str, document: Document, glyphs: Glyphs, span: tuple[int, int], drawing: Drawing
) -> Outcome:
    """Return what stands under the boxes that are drawn for a span."""
    quote = document.text[span[0] : span[1]]
    drawn = drawing(document, *span)
    wanted, found = Counter(letters(quote)), glyphs.under(drawn)
    return Outcome(
        name,
        quote,
        document.page_at(span[0]),
        len(drawn),
        "".join(sorted((wanted - found).elements())),
        "".join(sorted((found - wanted).elements())),
    )


def measure(
    files: Sequence[Path], *, count: int, total: int, seed: int
) -> dict[str, list[Outcome]]:
    """Return the outcomes by drawing, for about `total` quotes of `count` files."""
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    outcomes: dict[str, list[Outcome]] = {name: [] for name in DRAWINGS}
    with Sandbox() as sandbox:
        for number, (path, document) in enumerate(_papers(sandbox, files, count, draw)):
            glyphs = Glyphs(path.read_bytes())
            asked, left = sum(map(len, outcomes.values())) // len(DRAWINGS), count - number
            for span in quotes(document, -(-(total - asked) // left), draw):
                for name, drawing in DRAWINGS.items():
                    outcomes[name].append(look(path.name, document, glyphs, span, drawing))
    return outcomes


def _papers(
    sandbox: Sandbox, files: Sequence[Path], count: int, draw: random.Random
) -> Iterator[tuple[Path, Document]]:
    """Give `count` files with running text of their own, in random order."""
    given = 0
    for path in draw.sample(files, len(files)):
        if given == count:
            return
        try:
            document = sandbox.parse(path)
        except IngestError:
            continue
        if len(document.text.split()) < _RUNNING_TEXT or any(p.ocr for p in document.pages):
            continue
        given += 1
        yield path, document


def as_text(outcomes: dict[str, list[Outcome]]) -> str:
    """Return the shares, and a line for each quote whose boxes are wrong."""
    lines = []
    for name, found in outcomes.items():
        drawn = [each for each in found if each.boxes]
        right = sum(each.right for each in drawn)
        lines.append(
            f"{name:10}{len(found)} quotes of {len({each.file for each in found})} files: "
            f"{len(drawn)} drawn, {right} of them hold the quote's words and no others "
            f"({right / max(1, len(drawn)):.1%})"
        )
        lines += [
            f"    {each.file} page {each.page}: lacks {each.missing!r}, adds {each.added!r}: "
            f"{each.quote[:150]!r}"
            for each in drawn
            if not each.right
        ]
    return "\n".join(lines)


def main(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, metavar="PDF…", help="PDFs, or folders of them.")
    ],
    count: Annotated[int, typer.Option("--files", help="How many files to draw from.")] = 20,
    total: Annotated[int, typer.Option("--quotes", help="How many quotes to draw.")] = 200,
    seed: Annotated[int, typer.Option(help="Which files and quotes are drawn.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print how often the boxes of a quote hold its words and no others."""
    files = [file for path in paths for file in (sorted(path.rglob("*.pdf")) or [path])]
    outcomes = measure(files, count=count, total=total, seed=seed)
    if not as_json:
        typer.echo(as_text(outcomes))
        return
    typer.echo(
        json.dumps(
            {
                name: {
                    "quotes": len(found),
                    "drawn": sum(each.boxes > 0 for each in found),
                    "right": sum(each.right for each in found),
                }
                for name, found in outcomes.items()
            }
        )
    )


if __name__ == "__main__":
    raise SystemExit(run_script(main, name="python -m eval.highlights"))
