"""Fonts that do not say which characters they draw: mended by names, read by OCR, or named."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import reportlab
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Empty
from ingest.layout import Layout, Word
from ingest.pdf.language import is_text
from ingest.pdf.maps import fonts_of
from ingest.readers.pdf import read

TEXT = [
    "The moss of old roofs was weighed in forty towns of the north and in nine",
    "villages of the hills, where rain falls on half of the days of any year. It",
    "grows fastest on slates that face away from the sun, and hardly on metal.",
    "Owners who brush their slates each spring lose fewer of them to frost, but",
    "those who wash them with bleach lose more. We asked why, and found that the",
    "acid opens the grain of the stone, so that water gets deep into it at night.",
]
MORE = [
    "A second team counted birds that carry moss from roof to roof for their nests,",
    "and drew maps of gardens, chimneys, wires and trees in each of these places.",
    "Neither team knew what the other had seen until all counts were handed in.",
    "Their tables agree within three parts of a hundred, save for two wet valleys.",
]
GENES = (
    "TP53 KRAS BRCA1 PTEN MYC CDKN2A RB1 SMAD4 VHL STK11 MLH1 MSH2 NF1 NF2 WT1 TSC1 TSC2 PTCH1 "
    "CDH1 BMPR1A SDHB SDHD FH FLCN MET KIT RET HRAS NRAS BRAF PDGFRB FGFR2 FGFR3 ERBB2 DDR2 NTRK1 "
    "NTRK2 TSHR GNAS CTNNB1 FBXW7 PPP2R1B KMT2D CREBBP DNMT3B TET2 SRSF2 ZRSR2 SF3B1 PHF6 BCOR "
    "STAG2 SMC3 RAD21 CHK2 XPC XPF MRN RPL RPS HLA-DRB HSP CXCR PCNA MCM PGK LDHB GPX TRX SOD"
)
LONG_CODES = "8 0 R"  # an encoding
WIDTH, HEIGHT = 612, 792
PATIENT = 240.0  # seconds, so that a busy machine does not change what is found

needs_ocr = pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("FOOTNOTE_REQUIRE_TESSERACT"),
    reason="Tesseract is not installed",
)


def named(text: list[str], name: Callable[[str], str], *, first: int = 1) -> bytes:
    """Return a page in a font whose codes count up from `first`, its glyphs named by `name`."""
    letters = dict.fromkeys("".join(text))
    codes = {letter: f"{at:02x}" for at, letter in enumerate(letters, first)}
    names = " ".join(f"/{name(letter)}" for letter in letters)
    return page(text, f"<< /Differences [{first} {names}] >>", codes.__getitem__)


def sound(text: list[str]) -> bytes:
    """Return the page in a font that says what it draws."""
    return page(text, "/WinAnsiEncoding", lambda letter: f"{ord(letter):02x}")


def by_place(text: list[str]) -> bytes:
    """Return the page in a font whose codes, of two bytes, are the places of its glyphs."""
    return wide(page(text, "/Identity-H", lambda letter: f"{ord(letter) - 29:04x}"))


def wide(plain: bytes) -> bytes:
    """Return the file with codes of several bytes in its font."""
    told = b"/Subtype /Type0 /DescendantFonts [7 0 R] /BaseFont"
    return plain.replace(b"/Subtype /Type1 /BaseFont", told)


def page(text: list[str], encoding: str, code: Callable[[str], str]) -> bytes:
    shown = "".join(
        f"1 0 0 1 72 {700 - 14 * row} Tm <{''.join(map(code, line))}> Tj "
        for row, line in enumerate(text)
    )
    content = f"BT /F1 7 Tf {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R >>",
        f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Mossy /FirstChar 0 /LastChar 255 "
        f"/Widths [{'900 ' * 256}] /Encoding {encoding} /FontDescriptor 6 0 R >>",
        "<< /Type /FontDescriptor /FontName /ABCDEF+Mossy /Flags 4 /FontBBox [0 -200 600 800] "
        "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Mossy /DW 900 /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>",
    ]
    if encoding == LONG_CODES:
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Long def\n"
            "2 begincodespacerange\n<00> <7F>\n<F0808080> <F7BFBFBF>\nendcodespacerange\n"
            "1 begincidrange\n<F0808080> <F7BFBFBF> 1\nendcidrange\nendcmap end end\n"
        )
        objects.append(
            "<< /Type /CMap /CMapName /Long /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS) "
            f"/Supplement 7 >> /Length {len(cmap)} >> stream\n{cmap}\nendstream"
        )
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, 1))
    end = f"trailer << /Root 1 0 R /Size {len(objects) + 1} >>\nstartxref\n0\n%%EOF\n"
    return f"%PDF-1.4\n{body}{end}".encode()


def shifted(*pages: list[str]) -> bytes:
    """Return pages in a font that draws "a" for the code of "D", and does not say so."""
    font = TTFont("Shifted", str(Path(reportlab.__file__).parent / "fonts/Vera.ttf"), 0, 0, False)
    registerFont(font)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    unused = "ÀÁÂÃ"  # for the codes before those that are shifted
    font.splitString(unused + "".join(chr(code + 29) for code in range(4, 98)), canvas._doc)
    for text in pages:
        canvas.setFont("Shifted", 11)
        for row, line in enumerate(text):
            canvas.drawString(72, 700 - 16 * row, line)
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(out))
    for page in writer.pages:
        for font in fonts_of(page.get("/Resources")):
            font.pop("/ToUnicode", None)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def lines(layout: Layout) -> list[str]:
    return [line.text for block in layout.blocks for line in block.lines]


def words(layout: Layout) -> list[Word]:
    return [word for block in layout.blocks for line in block.lines for word in line.words]


def are_in_place(found: Layout, healthy: Layout) -> bool:
    """Return whether the words stand where those of the healthy page stand, to half a point."""
    return all(
        max(abs(a - b) for a, b in zip(_box(word), _box(known), strict=True)) < 0.5
        for word, known in zip(words(found), words(healthy), strict=True)
    )


def _box(word: Word) -> tuple[float, ...]:
    return word.start, word.end, word.x0, word.y0, word.x1, word.y1


@pytest.fixture
def slow_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then printf "List\\neng\\n"; else sleep 60; fi\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_ocr")
@pytest.mark.parametrize("first", [1, 40, 120])
@pytest.mark.parametrize(
    "name",
    [
        lambda letter: f"C{ord(letter)}",
        lambda letter: f"G{ord(letter):02X}",
        lambda letter: f"{ord(letter):02x}",
        lambda letter: f"g{ord(letter) - 29}",
    ],
    ids=["C74", "G4A", "4a", "g45"],
)
def test_glyphs_named_by_numbers_are_read_as_the_characters_they_draw(
    name: Callable[[str], str], first: int
) -> None:
    layout = read(named(TEXT, name, first=first), name="a.pdf")
    assert lines(layout) == TEXT
    assert are_in_place(layout, read(sound(TEXT), name="a.pdf"))
    assert layout.warnings == ()


@pytest.mark.usefixtures("no_ocr")
def test_a_font_that_counts_its_glyphs_is_read_by_their_places() -> None:
    layout = read(by_place(TEXT + MORE), name="a.pdf")
    assert lines(layout) == TEXT + MORE
    assert are_in_place(layout, read(sound(TEXT + MORE), name="a.pdf"))


@pytest.mark.usefixtures("no_ocr")
@pytest.mark.parametrize(
    ("encoding", "added"), [("cp1252", "É à çéü"), ("standard", "“ﬁnd” – ﬂow")]
)
def test_numbers_above_those_of_ascii_are_read_as_the_text_needs_them(
    encoding: str, added: str
) -> None:
    adobe = {"“": 170, "”": 186, "–": 177, "ﬁ": 174, "ﬂ": 175}

    def name(letter: str) -> str:
        return f"C{adobe[letter] if letter in adobe else letter.encode('cp1252')[0]}"

    text = [*TEXT, f"The words are {added} and no others."]
    told = lines(read(named(text, name, first=1), name="a.pdf"))
    assert told[-1] == text[-1].replace("ﬁ", "fi").replace("ﬂ", "fl"), encoding


@pytest.mark.usefixtures("no_ocr")
def test_without_ocr_pages_of_shifted_codes_are_named_and_left_out() -> None:
    with pytest.raises(Empty) as caught:
        read(shifted(TEXT, TEXT), name="a.pdf")
    assert str(caught.value) == (
        "'a.pdf': pages 1-2 have no readable text (fonts without a map of characters): install "
        "Tesseract (for example: apt install tesseract-ocr) and add the file again (index reread, "
        "if the library has it)"
    )


@pytest.mark.usefixtures("no_ocr")
def test_a_page_of_a_few_words_goes_with_the_pages_in_its_font() -> None:
    with pytest.raises(Empty, match=r"^'a\.pdf': pages 1-2 have no readable text"):
        read(shifted(TEXT, TEXT[:1]), name="a.pdf")


@needs_ocr
def test_pages_of_shifted_codes_are_read_from_their_picture() -> None:
    layout = read(shifted(TEXT), name="a.pdf", seconds=PATIENT)
    assert lines(layout) == TEXT
    assert [page.ocr for page in layout.pages] == [True]
    assert len(layout.warnings) == 1 and "page 1 read by OCR" in layout.warnings[0]


@pytest.mark.usefixtures("slow_ocr")
def test_unmapped_pages_that_ocr_does_not_reach_in_time_are_named() -> None:
    with pytest.raises(Empty) as caught:
        read(shifted(TEXT, TEXT), name="a.pdf", seconds=0.5)
    assert "pages 1-2 have no readable text (fonts without a map of characters), and OCR did " in (
        str(caught.value)
    )


@pytest.mark.usefixtures("slow_ocr")
@pytest.mark.parametrize("beside", [[], [TEXT]])
def test_a_table_of_names_without_vowels_keeps_its_text(beside: list[list[str]]) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for text in (*beside, [GENES[at : at + 60] for at in range(0, len(GENES), 60)]):
        canvas.setFont("Times-Roman", 10)
        for row, line in enumerate(text):
            canvas.drawString(72, 700 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    layout = read(out.getvalue(), name="a.pdf", seconds=0.5)
    assert is_text(GENES) is False
    assert "NTRK2 TSHR" in " ".join(lines(layout))
    assert layout.warnings == ()


@pytest.mark.usefixtures("no_ocr")
def test_codes_beyond_all_characters_are_codes_without_a_meaning() -> None:
    data = wide(page(TEXT, LONG_CODES, lambda letter: f"f0a080{128 + ord(letter) % 64:02x}"))
    with pytest.raises(Empty, match="page 1 has no readable text"):
        read(data, name="a.pdf")


@pytest.mark.usefixtures("no_ocr")
def test_an_encrypted_file_is_mended_too() -> None:
    plain = named(TEXT, lambda letter: f"C{ord(letter)}")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    writer.encrypt("moss", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert lines(read(out.getvalue(), name="a.pdf", password="moss")) == TEXT


def test_a_file_with_a_map_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pdf.maps.Unmapped.of", lambda *_: pytest.fail("read again"))
    assert lines(read(sound(TEXT), name="a.pdf")) == TEXT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" ".join(TEXT), True),
        ("Die Schwierigkeit, Herbststürme vorherzusagen, wächst mit der Länge der Vorhersage; "
         "deshalb rechnen die Dienste viele Läufe, deren Streuung zeigt, wie sicher man sein "
         "darf, und geben Wahrscheinlichkeiten statt eines einzigen Wertes für jeden Ort.", True),
        ("Vlk a krtek prchli skrz trs chrp, řekl strýc, ale zbytek příběhu, který známe z knih "
         "našich babiček, vypráví o obyčejných lidech z vesnice, jejich polích, starostech, "
         "radostech, svatbách, pohřbech a o dlouhé zimě v horách, kde čtvrt roku mrzne.", True),
        ("本文针对情绪分类任务中的数据不平衡问题提出了一种方法 LSTM CNN RNN SVM DBN", None),
        ("f ( x ) = \u03b1 + \u03b2 x 2 , g ( x ) = 3 x 4 , sin x = 0.5 " * 9, None),
        ("Contents 1 Roofs . . . . . . . . . . . . . . . . . . . . . . . . . 3 " * 4, None),
        ("7KH PRVV RI ROG URRIV ZDV ZHLJKHG LQ IRUWB WRZQV RI WKH QRUWK DQG LQ QLQH YLOODJHV RI "
         "KLOOV ZKHUH UDLQ IDOOV RQ KDOI GDBV DQB BHDU ,W JURZV IDVWHVW VODWHV WKDW IDFH DZDB IURP "
         "VXQ KDUGOB PHWDO 2ZQHUV ZKR EUXVK WKHLU HDFK VSULQJ ORVH IHZHU WKHP IURVW", False),
        ("! # $ 4 - % & ' ( ) * + , - 2 . / : ; < = > ? 3 @ " * 5, False),
        ("too few words to tell", None),
    ],
)  # fmt: skip
def test_language_is_told_from_gibberish_whatever_language_it_is(
    text: str, told: bool | None
) -> None:
    assert is_text(text) is told
