"""Pages without text: read by OCR where it is installed, named where it is not."""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Empty
from ingest.layout import Layout, Word
from ingest.ocr import understand
from ingest.parse import parse_bytes
from ingest.readers.pdf import read
from ingest.sandbox import Sandbox

WIDTH, HEIGHT = 612, 792
PATIENT = 240.0  # seconds, so that a busy machine does not change what is found
TEXT = [
    "The kernel of a learner is a measure of likeness.",
    "We weigh the evidence of nine hundred papers here.",
    "Most of the loss stems from pages that were scanned.",
    "A careful reader compares each quote with its page.",
]

needs_ocr = pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("FOOTNOTE_REQUIRE_TESSERACT"),
    reason="Tesseract is not installed",
)


def printed(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 12)
    for number, text in enumerate(TEXT):
        canvas.drawString(90, 680 - 16 * number, text)


def noise(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.effect_noise((300, 300), 90), 60, 200, 480, 480)


def draw(*pages: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan(degrees: float = 0, stamp: str = "") -> Callable[[Canvas], None]:
    """Return a page that is only the picture of printed lines, with a stamp set on it as text."""
    with pypdfium2.PdfDocument(draw(printed)) as document:
        picture = document[0].render(scale=200 / 72).to_pil().convert("L")
    picture = picture.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(200, 20, stamp)

    return page


def lines(layout: Layout) -> list[str]:
    return [line.text for block in layout.blocks for line in block.lines]


def words(layout: Layout) -> list[Word]:
    return [word for block in layout.blocks for line in block.lines for word in line.words]


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def fake_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Return what puts a program of the name of Tesseract first, that does as it is told."""

    def install(does: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(
            '#!/bin/sh\nif [ "$1" = --list-langs ]; then printf "List\\neng\\n"; exit; fi\n'
            f"{does}\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    yield install


@needs_ocr
def test_a_scanned_page_is_read_and_marked_as_read_by_ocr() -> None:
    layout = read(draw(scan()), name="a.pdf", seconds=PATIENT)
    assert lines(layout) == TEXT
    assert [page.ocr for page in layout.pages] == [True]
    assert "page 1 read by OCR" in layout.warnings[0]


@needs_ocr
def test_words_of_a_scan_have_the_boxes_that_they_are_printed_in() -> None:
    truth = words(read(draw(printed), name="a.pdf"))
    found = words(read(draw(scan()), name="a.pdf", seconds=PATIENT))
    assert len(found) == len(truth)
    for seen, known in zip(found, truth, strict=True):
        assert abs(seen.x0 - known.x0) < 2 and abs(seen.x1 - known.x1) < 2
        assert abs((seen.y0 + seen.y1) - (known.y0 + known.y1)) < 6


@needs_ocr
@pytest.mark.parametrize("degrees", [1.5, 180])
def test_a_scan_that_lies_askew_or_on_its_head_reads_the_same(degrees: float) -> None:
    assert lines(read(draw(scan(degrees)), name="a.pdf", seconds=PATIENT)) == TEXT


@needs_ocr
def test_only_the_pages_without_text_are_read_by_ocr() -> None:
    document = parse_bytes(draw(printed, scan()), "mixed.pdf", seconds=PATIENT)
    assert [page.ocr for page in document.pages] == [False, True]
    assert document.text.count(TEXT[2]) == 2
    assert any("page 2 read by OCR" in warning for warning in document.warnings)


@needs_ocr
def test_a_scan_that_a_shop_has_stamped_counts_as_a_page_without_text() -> None:
    stamped = draw(scan(stamp="Downloaded by a reader on 1 May"))
    layout = read(stamped, name="a.pdf", seconds=PATIENT)
    assert [page.ocr for page in layout.pages] == [True]
    assert lines(layout)[:4] == TEXT


@needs_ocr
def test_a_picture_of_nothing_gives_no_words() -> None:
    with pytest.raises(Empty, match=r"'a\.pdf': page 1 has no text, and OCR found none that it"):
        read(draw(noise), name="a.pdf", seconds=PATIENT)


@pytest.mark.usefixtures("no_ocr")
def test_without_ocr_the_pages_without_text_are_named_and_what_to_install() -> None:
    layout = read(draw(printed, scan(), scan()), name="a.pdf")
    assert layout.warnings == (
        "pages 2-3 have no text (scanned?): install Tesseract (for example: apt install "
        "tesseract-ocr) and add the file again (index reread, if the library has it)",
    )
    with pytest.raises(Empty, match=r"'a\.pdf': pages 1-2 have no text .*tesseract-ocr"):
        read(draw(scan(), scan()), name="a.pdf")


def test_pages_that_ocr_does_not_reach_in_time_are_named(fake_ocr: Callable[[str], None]) -> None:
    fake_ocr("sleep 60")
    layout = read(draw(printed, scan(), scan()), name="a.pdf", seconds=0.5)
    assert lines(layout) == TEXT
    assert layout.warnings == (
        "pages 2-3 have no text, and OCR did not get to them within 0.5 s: "
        "set FOOTNOTE_READ_SECONDS higher and add the file again (index reread, if the library "
        "has it)",
    )


def test_an_ocr_that_brings_the_reader_down_costs_only_the_scanned_pages(
    fake_ocr: Callable[[str], None],
) -> None:
    fake_ocr("kill -9 $PPID")
    with Sandbox() as sandbox:
        document = sandbox.parse_bytes(draw(printed, scan()), "mixed.pdf")
        assert TEXT[0] in document.text
        assert "OCR of the pages without text failed" in document.warnings[-1]
        assert sandbox.parse_bytes(b"Next words.", "next.txt").text == "Next words."


def test_words_that_ocr_is_not_sure_of_are_left_out() -> None:
    def word(text: str, sure: int) -> str:
        return f"<span class='ocrx_word' title='bbox 0 0 90 20; x_wconf {sure}'>{text}</span>"

    seen = understand(
        "<html><body><span class='ocr_line' title='bbox 0 0 100 20; baseline 0 -4; x_size 20'>"
        f"{word('clear', 96)} {word('st8in', 12)} {word('~', 50)}</span></body></html>".encode()
    )
    assert [each.text for line in seen.lines for each in line.words] == ["clear"]
    assert seen.confidence == 96
