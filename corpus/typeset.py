"""Sets the Markdown papers of this folder as two-column PDFs: `python -m corpus.typeset`.

The same Markdown gives the same PDF: no dates, no random ids, no fonts of the machine.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyphen
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
)

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = A4
MARGIN, TOP, BOTTOM, GUTTER = 18 * mm, 24 * mm, 20 * mm, 7 * mm
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's title page and body, in Markdown. `body` holds paragraphs and headings."""

    title: str
    authors: str
    affiliation: str
    note: str
    body: tuple[str, ...]

    @property
    def keywords(self) -> str:
        """Return what stands after "Keywords:", or ""."""
        found = re.search(r"^\*\*Keywords:\*\* (.+)$", "\n".join(self.body), re.MULTILINE)
        return found.group(1) if found else ""


def read_paper(markdown: str) -> Paper:
    """Return the parts of a Markdown paper: title, authors, affiliation, note, then the body."""
    title, authors, affiliation, note, *body = re.split(r"\n{2,}", markdown.strip())
    return Paper(title.removeprefix("# "), authors, affiliation, note, tuple(body))


def typeset(markdown: str) -> bytes:
    """Return the PDF of a Markdown paper; the same bytes for the same text."""
    paper = read_paper(markdown)
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=paper.title,
        author=paper.authors,
        subject=paper.note,
        keywords=paper.keywords,
        invariant=1,
        lang="en",
    )
    head = _title_block(paper)
    document.addPageTemplates(_page_templates(paper, _height(head)))
    story: list[Flowable] = [NextPageTemplate("later"), *head, FrameBreak()]
    document.build([*story, *_body(paper.body)])
    return buffer.getvalue()


_DICTIONARY = pyphen.Pyphen(lang="en_US", left=2, right=3)


def _hyphenate(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to break `word`, last one first. Printed hyphens are not doubled."""
    for head, tail in _DICTIONARY.iterate(word):
        if not head.endswith("-") and not tail.startswith("-"):
            yield head, tail


def _style(name: str, size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(name, fontSize=size, leading=size * 1.2, **more)


BODY = _style(
    "body",
    9.8,
    fontName="Times-Roman",
    alignment=TA_JUSTIFY,
    firstLineIndent=10,
    hyphenationLang=_hyphenate,
    hyphenationMinWordLength=6,
    embeddedHyphenation=1,
    allowWidows=0,
    allowOrphans=0,
)
FRONT = BODY.clone("front", firstLineIndent=0, spaceAfter=6)
ENTRY = BODY.clone("entry", firstLineIndent=-16, leftIndent=16, spaceAfter=3, fontSize=9)
HEADINGS = {
    2: _style("h2", 12, fontName="Times-Bold", spaceBefore=11, spaceAfter=4, keepWithNext=1),
    3: _style("h3", 10.6, fontName="Times-Bold", spaceBefore=8, spaceAfter=3, keepWithNext=1),
    4: _style("h4", 10, fontName="Times-BoldItalic", spaceBefore=6, spaceAfter=3, keepWithNext=1),
}
TITLE = _style("title", 17, fontName="Times-Bold", alignment=TA_CENTER, spaceAfter=8)
CENTRED = _style("centred", 11, fontName="Times-Roman", alignment=TA_CENTER, spaceAfter=3)
NOTE = _style("note", 9, fontName="Times-Italic", alignment=TA_CENTER, spaceBefore=3)


def _title_block(paper: Paper) -> list[Flowable]:
    return [
        Paragraph(_marked_up(paper.title), TITLE),
        Paragraph(_marked_up(paper.authors), CENTRED),
        Paragraph(_marked_up(paper.affiliation), CENTRED),
        Paragraph(_marked_up(paper.note), NOTE),
    ]


def _height(block: list[Flowable]) -> float:
    """Return the height of `block` over the whole width of a page, in points."""
    heights = [each.wrap(WIDTH - 2 * MARGIN, HEIGHT)[1] for each in block]
    gaps = [each.getSpaceBefore() + each.getSpaceAfter() for each in block]
    return float(sum(heights) + sum(gaps))


def _body(blocks: tuple[str, ...]) -> list[Flowable]:
    flowables: list[Flowable] = []
    for block in blocks:
        heading = re.match(r"(#+) (.+)", block)
        if heading:
            style = HEADINGS[len(heading.group(1))]
            flowables.append(Paragraph(_marked_up(heading.group(2)), style))
        else:
            flowables.append(Paragraph(_marked_up(block), _paragraph_style(block)))
    return flowables


def _paragraph_style(block: str) -> ParagraphStyle:
    if block.startswith("**"):
        return FRONT
    return ENTRY if re.match(r"\[\d+\] ", block) else BODY


def _marked_up(text: str) -> str:
    """Return Markdown's emphasis as the mark-up that reportlab reads."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def _page_templates(paper: Paper, title_height: float) -> list[PageTemplate]:
    """Return the first page, with the title over both columns, and all later pages."""
    full = HEIGHT - TOP - BOTTOM
    room = title_height + 12
    title = _frame(MARGIN, HEIGHT - TOP - room, WIDTH - 2 * MARGIN, room)
    left, right = MARGIN, MARGIN + COLUMN + GUTTER

    def columns(height: float) -> list[Frame]:
        return [_frame(x, BOTTOM, COLUMN, height) for x in (left, right)]

    def running_head(canvas: Canvas, document: BaseDocTemplate) -> None:
        _draw_running_head(canvas, paper, page=document.page)

    return [
        PageTemplate("first", [title, *columns(full - room)], onPage=running_head, pagesize=A4),
        PageTemplate("later", columns(full), onPage=running_head, pagesize=A4),
    ]


def _frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _draw_running_head(canvas: Canvas, paper: Paper, *, page: int) -> None:
    """Draw the page number below each page, and above all but the first: authors, or title."""
    canvas.saveState()
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(WIDTH / 2, 11 * mm, str(page))
    if page > 1:
        canvas.setFont("Times-Italic", 8.5)
        line = HEIGHT - 17 * mm
        if page % 2:
            canvas.drawRightString(WIDTH - MARGIN, line, paper.title)
        else:
            canvas.drawString(MARGIN, line, paper.authors)
        canvas.setLineWidth(0.4)
        canvas.line(MARGIN, line - 3, WIDTH - MARGIN, line - 3)
    canvas.restoreState()


def main() -> None:
    """Set every Markdown paper of this folder."""
    for source in sorted(HERE.glob("*.md")):
        target = source.with_suffix(".pdf")
        target.write_bytes(typeset(source.read_text(encoding="utf-8")))
        print(target.relative_to(HERE.parent))  # noqa: T201 - the one line this command prints


if __name__ == "__main__":
    main()
