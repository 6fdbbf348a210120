"""Characters: what is printed stays, what is not goes."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.characters import (
    GONE,
    clean_word,
    count_garbled,
    is_wide,
    join_accents,
    join_halves,
)
from ingest.readers.pdf import read

CMAP = b"""/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfchar <70> <d835dc5d> <62> <d835defd> endbfchar
endcmap"""


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\ufb03cient", "efficient"),
        ("zero\u200bwidth", "zerowidth"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("break\x02", "break-"),
        ("\u2f08", "\u4eba"),
        ("x\u00b2", "x\u00b2"),
        ("\U0001d465", "x"),
        ("e\u0301", "\u00e9"),
        ("Smalltalk-\uf737\uf732", "Smalltalk-72"),  # old-style figures
        ("X\uf765\uf772\uf7f6\uf778", "XERÖX"),  # small capitals
    ],
)
def test_words_are_spelled_in_plain_characters(raw: str, clean: str) -> None:
    assert clean_word(raw) == clean


def test_private_characters_are_counted_as_garbled() -> None:
    assert count_garbled("a\ue001b\ufffd") == 2


def test_chinese_is_written_without_spaces_and_greek_is_not() -> None:
    assert is_wide(ord("\u4e2d"))
    assert not is_wide(ord("\u03b1"))


def test_an_accent_joins_the_letter_that_it_stands_over() -> None:
    codes = [ord(letter) for letter in "Ko\u00a8hn"]
    boxes = [[0, 10, 6, 0], [6, 10, 11, 0], [6.5, 10, 10.5, 0], [11, 10, 16, 0], [16, 10, 21, 0]]
    join_accents(codes, [float(edge) for box in boxes for edge in box])
    assert codes == [ord("K"), ord("\u00f6"), GONE, ord("h"), ord("n")]


def test_an_accent_over_no_letter_stays() -> None:
    codes = [ord("x"), 0xB4]
    join_accents(codes, [0.0, 10.0, 5.0, 0.0, 50.0, 10.0, 54.0, 0.0])
    assert codes == [ord("x"), 0xB4]


def test_two_halves_of_one_letter_are_joined_and_a_half_alone_stays() -> None:
    codes = [0xD835, 0xDC5D, ord("<"), 0xD835, ord("x")]
    join_halves(codes)
    assert codes == [0x1D45D, GONE, ord("<"), 0xD835, ord("x")]


def test_italic_letters_of_formulas_are_read_as_letters() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    at = 60.0
    for text, font in (
        ("It was significant (", "Helvetica"),
        ("p", "Times-Italic"),
        (" < 0.001) for ", "Helvetica"),
        ("b", "Times-Italic"),
        (".", "Helvetica"),
    ):
        canvas.setFont(font, 10)
        canvas.drawString(at, 700, text)
        at += canvas.stringWidth(text, font, 10)
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(out))
    map_of_codes = StreamObject()
    map_of_codes.set_data(CMAP)
    for entry in writer.pages[0]["/Resources"]["/Font"].values():
        font = entry.get_object()
        assert isinstance(font, DictionaryObject)
        if font["/BaseFont"] == "/Times-Italic":
            font[NameObject("/ToUnicode")] = writer._add_object(map_of_codes)
    out = io.BytesIO()
    writer.write(out)
    found = read(out.getvalue(), name="a.pdf").blocks[0].lines[0].text
    assert found == "It was significant (p < 0.001) for \u03b2."
