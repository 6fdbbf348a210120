"""PDFs that open, that need a password, and that are refused with what to do."""

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Damaged, Empty, Encrypted, TooLarge, UnsupportedFormat
from ingest.readers.pdf import read
from tests.ingest.test_pdf import LEFT, draw, lines, texts


def test_pages_without_text_are_named() -> None:
    def picture(canvas: Canvas) -> None:
        canvas.rect(100, 100, 300, 300, fill=1)

    data = draw(lambda canvas: lines(canvas, LEFT, 60, 700), picture, picture)
    (warning,) = read(data, name="a.pdf").warnings
    assert warning.startswith("pages 2-3 have no text")


def test_a_file_without_any_text_says_what_to_do() -> None:
    data = draw(lambda canvas: canvas.rect(100, 100, 300, 300, fill=1))
    with pytest.raises(Empty, match="page 1 has no text"):
        read(data, name="scan.pdf")


def test_a_password_opens_an_encrypted_file_and_its_lack_names_the_option() -> None:
    data = draw(
        lambda canvas: canvas.drawString(60, 700, "A secret"),
        encrypt=StandardEncryption("open", ownerPassword="own", strength=128),
    )
    assert texts(read(data, name="a.pdf", password="open")) == ["A secret"]
    with pytest.raises(Encrypted, match="missing: give it with --password"):
        read(data, name="a.pdf")
    with pytest.raises(Encrypted, match="wrong"):
        read(data, name="a.pdf", password="shut")


def test_a_file_with_an_owner_password_only_opens_without() -> None:
    data = draw(
        lambda canvas: canvas.drawString(60, 700, "Not secret"),
        encrypt=StandardEncryption("", ownerPassword="own", strength=128),
    )
    assert texts(read(data, name="a.pdf")) == ["Not secret"]


def test_what_is_no_pdf_is_refused_by_name() -> None:
    with pytest.raises(Empty, match="'a.pdf' is empty"):
        read(b"", name="a.pdf")
    with pytest.raises(UnsupportedFormat, match="'a.pdf' is not a PDF"):
        read(b"PK\x03\x04 an archive", name="a.pdf")
    with pytest.raises(Damaged, match="'a.pdf' is damaged"):
        read(b"%PDF-1.7\nnothing else", name="a.pdf")


def test_a_file_cut_short_gives_its_text_or_one_line() -> None:
    data = draw(*[lambda canvas: lines(canvas, LEFT, 60, 700)] * 3)
    for share in (0.3, 0.6, 0.9):
        try:
            found = texts(read(data[: int(len(data) * share)], name="cut.pdf"))
        except (Damaged, Empty) as exc:
            assert "\n" not in str(exc)
        else:
            assert set(found) <= set(LEFT)


def test_too_many_pages_are_refused_with_the_limit() -> None:
    data = draw(*[lambda canvas: canvas.drawString(60, 700, "x")] * 3)
    with pytest.raises(TooLarge, match="3 pages, more than 2"):
        read(data, name="a.pdf", max_pages=2)
