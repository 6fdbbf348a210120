"""Sets known texts as papers are set, so that what a reader should find is known to the word.

Title and abstract across the page, then one, two or three columns, with running heads, page
numbers, footnotes under the columns and a table; six designs in turn. Needs reportlab, which is
among the requirements for tests.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus import Paragraph as Text

MARGIN, TITLE_HEIGHT, NOTE_HEIGHT = 54.0, 150.0, 40.0
MAX_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Design:
    """How pages look: columns, points between them, type size, page size, and the fonts."""

    columns: int
    gutter: float
    size: float
    page: tuple[float, float]
    font: str
    bold: str
    shuffled: bool = False


DESIGNS = (
    Design(2, 18, 10, LETTER, "Times-Roman", "Times-Bold"),
    Design(2, 12, 9, A4, "Helvetica", "Helvetica-Bold"),
    Design(1, 0, 11, A4, "Times-Roman", "Times-Bold"),
    Design(3, 14, 8, LETTER, "Times-Roman", "Times-Bold"),
    Design(2, 16, 10, A4, "Times-Roman", "Times-Bold", shuffled=True),
    Design(2, 20, 9.5, LETTER, "Helvetica", "Helvetica-Bold", shuffled=True),
)
_NOTES = (
    "Further remarks on this stand in the appendix, under",
    "We thank a reader for pointing out",
    "Measured twice; compare what is said of",
    "An earlier version called this",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF and the words that it shows, in the order in which they are to be read.

    `entries` are those of its bibliography, if it has one.
    """

    data: bytes
    truth: str
    entries: tuple[str, ...] = ()


def typeset(text: str, *, name: str, number: int, entries: Sequence[str] = ()) -> Paper:
    """Return the text, with `entries` as its bibliography, in the design that `number` picks.

    The truth leaves running heads and page numbers out and has the footnotes at its end.
    """
    design = DESIGNS[number % len(DESIGNS)]
    paragraphs = list(_paragraphs(text))
    title, body = paragraphs[0].lstrip("# "), paragraphs[1:]
    notes: list[str] = []
    out = io.BytesIO()
    mix = Random(number)  # noqa: S311 - the same page each time
    document = _template(out, design, title=f"{name} in short", body=body, notes=notes, mix=mix)
    rows = [("Measure", "First run", "Second run", "Change")] + [
        (f"Quantity {i}", f"{number + 3 * i}.{i}5", f"{number + 4 * i}.{i}1", f"+{i}.{i}")
        for i in range(1, 7)
    ]
    listed = list(_bibliography(entries, design))
    document.build([*_story(title, body, rows, design), *listed])
    words = [title, *(paragraph.lstrip("# ") for paragraph in body)]
    words.insert(len(words) // 2, " ".join(cell for row in rows for cell in row))
    words += ["References", *entries] if entries else []
    return Paper(out.getvalue(), "\n\n".join(words + notes), tuple(entries))


def _bibliography(entries: Sequence[str], design: Design) -> Iterator[Flowable]:
    """Give the entries with their first lines hanging out, in small print."""
    size = design.size - 1
    hanging = ParagraphStyle(
        "entry", fontName=design.font, fontSize=size, leading=1.15 * size, leftIndent=1.4 * size,
        firstLineIndent=-1.4 * size,
    )  # fmt: skip
    if entries:
        yield Text("References", _heading(design))
    for entry in entries:
        yield Text(escape(entry), hanging)


def _heading(design: Design) -> ParagraphStyle:
    size = design.size
    return ParagraphStyle(
        "heading", fontName=design.bold, fontSize=size + 1, leading=1.3 * size, spaceBefore=size,
        spaceAfter=0.4 * size,
    )  # fmt: skip


def _paragraphs(text: str) -> Iterator[str]:
    """Give paragraphs up to `MAX_WORDS` words, in the characters that the standard fonts have."""
    count = 0
    for part in re.split(r"\n\s*\n", text):
        plain = " ".join(part.split()).encode("cp1252", "ignore").decode("cp1252")
        if plain and not plain.startswith(("http", "SHA:", "|")):
            yield plain
            count += len(plain.split())
        if count > MAX_WORDS:
            return


def _template(
    out: io.BytesIO,
    design: Design,
    *,
    title: str,
    body: Sequence[str],
    notes: list[str],
    mix: Random,
) -> BaseDocTemplate:
    width, height = design.page
    inner = width - 2 * MARGIN
    column = (inner - design.gutter * (design.columns - 1)) / design.columns
    low = MARGIN + NOTE_HEIGHT

    def frames(top: float) -> list[Frame]:
        return [
            Frame(
                MARGIN + i * (column + design.gutter), low, column, top - low,
                leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
            )
            for i in range(design.columns)
        ]  # fmt: skip

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        page = document.page
        canvas.setFont("Times-Italic", 8.5)
        head = title if page % 2 else f"Journal of Typeset Truth {page // 100 + 7}"
        if page > 1:
            canvas.drawCentredString(width / 2, height - 36, head)
        canvas.drawCentredString(width / 2, 30, str(page + 40))
        if page % 3 == 1:
            word = body[page % len(body)].split()[-1]
            note = f"{page} {_NOTES[page // 3 % len(_NOTES)]} {word}"
            canvas.setFont(design.font, design.size - 2)
            canvas.drawString(MARGIN, MARGIN + 10, note)
            notes.append(note)

    def shuffle(canvas: Canvas, document: BaseDocTemplate) -> None:
        if design.shuffled:
            canvas._code[:] = _shuffled(canvas._code, mix)

    across = Frame(
        MARGIN, height - MARGIN - TITLE_HEIGHT, inner, TITLE_HEIGHT,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    template = BaseDocTemplate(out, pagesize=design.page, title="", invariant=1)
    template.addPageTemplates(
        [
            PageTemplate(
                "first", [across, *frames(height - MARGIN - TITLE_HEIGHT - 8)],
                onPage=furnish, onPageEnd=shuffle,
            ),
            PageTemplate("later", frames(height - MARGIN), onPage=furnish, onPageEnd=shuffle),
        ]
    )  # fmt: skip
    return template


def _shuffled(code: Sequence[str], mix: Random) -> list[str]:
    """Return the page's drawing instructions with its pieces in another order.

    The page looks the same; programs that set pages piece by piece write such files.
    """
    pieces: list[list[str]] = [[]]
    depth = 0
    for line in code:
        words = line.split()
        if depth == 0 and words[:1] == ["q"]:
            pieces.append([])
        depth += words.count("q") - words.count("Q")
        pieces[-1].append(line)
        if depth == 0 and words[-1:] == ["Q"]:
            pieces.append([])
    mix.shuffle(pieces)
    return [line for piece in pieces for line in piece]


def _story(
    title: str, body: Sequence[str], rows: Sequence[Sequence[str]], design: Design
) -> Iterator[Flowable]:
    size = design.size
    plain = ParagraphStyle(
        "plain", fontName=design.font, fontSize=size, leading=1.18 * size, alignment=4,
        firstLineIndent=1.2 * size,
    )  # fmt: skip
    heading = _heading(design)
    large = ParagraphStyle(
        "title", fontName=design.bold, fontSize=16, leading=19, alignment=1, spaceAfter=14
    )
    yield NextPageTemplate("later")
    yield Text(escape(title), large)
    for index, paragraph in enumerate(body):
        if index == (len(body) + 1) // 2:
            yield Spacer(0, size)
            yield Table(
                [list(row) for row in rows],
                style=[
                    ("FONT", (0, 0), (-1, -1), design.font, size - 1.5),
                    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5),
                ],
            )
            yield Spacer(0, size)
        if paragraph.startswith("#"):
            yield Text(escape(paragraph.lstrip("# ")), heading)
        else:
            yield Text(escape(paragraph), plain)
