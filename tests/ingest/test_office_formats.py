"""What Word, e-books and journals' XML say in ways of their own: numbers, cells, signs, floats."""

# ruff: noqa: E501 - the documents stand as their formats write them

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.errors import IngestError
from ingest.parse import parse_bytes
from tests.ingest.parts import outline, paragraphs
from tests.ingest.zipping import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# Word ------------------------------------------------------------------------------------------


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def paragraph(text: str, *, place: tuple[int, int] | None = None) -> str:
    listed = ""
    if place is not None:
        listed = f'<w:numPr><w:ilvl w:val="{place[1]}"/><w:numId w:val="{place[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{listed}</w:pPr>{run(f'<w:t>{text}</w:t>')}</w:p>"


def level(form: str, text: str, *, at: int = 0, start: str = "") -> str:
    first = f'<w:start w:val="{start}"/>' if start else ""
    return (
        f'<w:lvl w:ilvl="{at}">{first}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def word(body: str, levels: str = "", overrides: str = "") -> Document:
    """Return a Word document with one list, 1, and a second, 2, that shares its definition."""
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num></w:numbering>'
    )
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    parts = {"word/document.xml": document, "word/numbering.xml": numbering}
    return parse_bytes(zipped(parts), "a.docx")


def items(*places: tuple[int, int]) -> str:
    return "".join(paragraph("slate.", place=place) for place in places)


def marks(document: Document) -> list[str]:
    return [part.removesuffix("slate.").strip() for part in paragraphs(document)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [("", ["1.", "2."]), ("5", ["5.", "6."]), ("0", ["0.", "1."]), ("x", ["1.", "2."])],
)
def test_a_word_list_starts_with_the_number_that_it_states(start: str, expected: list[str]) -> None:
    document = word(items((1, 0), (1, 0)), level("decimal", "%1.", start=start))
    assert marks(document) == expected


def test_a_word_list_that_starts_anew_does_so_with_the_number_that_it_states() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    body = items((1, 0), (1, 0), (2, 0), (2, 0))
    assert marks(word(body, level("decimal", "%1."), override)) == ["1.", "2.", "4.", "5."]


def test_a_level_of_a_word_list_starts_again_with_its_own_number() -> None:
    levels = level("decimal", "%1.", start="3") + level("decimal", "%1.%2.", at=1, start="2")
    body = items((1, 1), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert marks(word(body, levels)) == ["3.2.", "3.", "3.2.", "3.3.", "4.", "4.2."]


@pytest.mark.parametrize(
    ("form", "start", "expected"),
    [
        ("lowerLetter", "2", "b)"),
        ("upperLetter", "2", "B)"),
        ("lowerRoman", "4", "iv)"),
        ("upperRoman", "4", "IV)"),
        ("upperRoman", "0", "0)"),
        ("lowerLetter", "0", "0)"),
    ],
)
def test_letters_and_roman_numbers_are_as_large_as_word_shows_them(
    form: str, start: str, expected: str
) -> None:
    assert marks(word(items((1, 0)), level(form, "%1)", start=start))) == [expected]


def test_a_cell_in_a_content_control_stays_in_its_row() -> None:
    def row(left: str, right: str) -> str:
        control = (
            f"<w:sdt><w:sdtPr/><w:sdtContent><w:tc>{paragraph(right)}</w:tc></w:sdtContent></w:sdt>"
        )
        return f"<w:tr><w:tc>{paragraph(left)}</w:tc>{control}</w:tr>"

    document = word(f"<w:tbl>{row('roof', 'slates')}{row('north', '3')}</w:tbl>")
    assert paragraphs(document) == ["roof | slates\nnorth | 3"]


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Symbol", "F0B0", "25°C"),
        ("Symbol", "B1", "25±C"),
        ("Symbol", "F06D", "25μC"),
        ("Wingdings", "F0FC", "25✓C"),
        ("Times New Roman", "2265", "25≥C"),
        ("Some Dingbats", "F0B0", "25C"),
        ("Symbol", "no code", "25C"),
        ("Times New Roman", "D800", "25C"),
    ],
)
def test_signs_of_word_become_the_characters_that_they_show(
    font: str, code: str, expected: str
) -> None:
    sign = f'<w:sym w:font="{font}" w:char="{code}"/>'
    body = f"<w:p>{run('<w:t>Moss at 25</w:t>')}{run(sign)}{run('<w:t>C grows.</w:t>')}</w:p>"
    assert word(body).text == f"Moss at {expected} grows."


# E-books ---------------------------------------------------------------------------------------


def book(title: str, *pages: str, mimetype_first: bool = True) -> bytes:
    manifest = "".join(
        f'<item id="p{at}" href="p{at}.xhtml" media-type="application/xhtml+xml"/>'
        for at in range(len(pages))
    )
    spine = "".join(f'<itemref idref="p{at}"/>' for at in range(len(pages)))
    opf = (
        f'<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{title}</dc:title>'
        f"</metadata><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    kind = {"mimetype": "application/epub+zip"}
    parts = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
        "c.opf": opf,
        **{f"p{at}.xhtml": f"<html><body>{page}</body></html>" for at, page in enumerate(pages)},
    }
    return zipped(kind | parts if mimetype_first else parts | kind)


ROOFS = "<h1>Wet Roofs</h1><p>Moss grows on roofs.</p>"
TILES = "<h1>Dry Tiles</h1><p>North wins.</p>"


def test_the_stated_title_of_a_book_is_its_title_and_the_first_chapter_a_section() -> None:
    document = parse_bytes(book("Moss on Slate", ROOFS, TILES), "a.epub")
    assert document.title == "Moss on Slate"
    assert outline(document) == [("", "Wet Roofs"), ("", "Dry Tiles")]


@pytest.mark.parametrize("tag", ["h1", "p"])
def test_a_title_that_a_book_prints_is_not_said_twice(tag: str) -> None:
    pages = (f"<{tag}>MOSS ON SLATE</{tag}><p>First Author</p>", ROOFS, TILES)
    document = parse_bytes(book("Moss on Slate", *pages), "a.epub")
    assert document.title == "MOSS ON SLATE"
    assert document.text.lower().count("moss on slate") == 1
    assert outline(document) == [("", "Wet Roofs"), ("", "Dry Tiles")]


@pytest.mark.parametrize("title", ["Moss on Slate: A Study", "Moss"])
def test_a_heading_that_says_the_title_in_other_words_remains_the_title(title: str) -> None:
    pages = ("<h1>Moss on Slate</h1><p>Moss is green.</p>", ROOFS)
    document = parse_bytes(book(title, *pages), "a.epub")
    assert paragraphs(document)[0] == "Moss on Slate"


@pytest.mark.parametrize("title", ["", "Unknown", "[No title] here", "moss final.docx", "thesis"])
def test_what_is_no_title_does_not_stand_in_the_text(title: str) -> None:
    document = parse_bytes(book(title, ROOFS, TILES), "a.epub")
    assert paragraphs(document)[0] == "Wet Roofs"


def test_a_book_that_was_packed_anew_is_a_book() -> None:
    data = book("Moss on Slate", ROOFS, TILES, mimetype_first=False)
    assert parse_bytes(data, "a.EPUB").title == "Moss on Slate"


def test_a_zip_called_a_book_is_refused_in_one_line() -> None:
    with pytest.raises(IngestError, match=r"^[^\n]+$"):
        parse_bytes(zipped({"a.txt": "x"}), "a.epub")


def test_a_box_of_a_book_is_read_and_opens_no_section() -> None:
    box = '<aside class="sidebar"><h2>Box 1 Slates</h2><p>Slates are rare.</p></aside>'
    page = f"<h1>Wet Roofs</h1><p>Moss grows on roofs.</p>{box}<p>It rains.</p>"
    document = parse_bytes(book("Moss on Slate", page, TILES), "a.epub")
    assert paragraphs(document)[2:5] == ["Moss grows on roofs.", "Box 1 Slates", "Slates are rare."]
    assert outline(document) == [("", "Wet Roofs"), ("", "Dry Tiles")]


# Journals --------------------------------------------------------------------------------------

TABLE = (
    '<table-wrap id="t1"><label>Table 1.</label><caption><p>Roofs.</p></caption>'
    "<table><tr><th>roof</th><th>slates</th></tr><tr><td>north</td><td>3</td></tr></table></table-wrap>"
)
FIGURE = '<fig id="f1"><label>Figure 1.</label><caption><p>A roof.</p></caption></fig>'


def article(body: str, floats: str, *, group: str = "floats-group") -> Document:
    text = (
        f"<article><front/><body>{body}</body><back><ref-list><ref><mixed-citation>Author F. Moss. 2001."
        f"</mixed-citation></ref></ref-list></back><{group}>{floats}</{group}></article>"
    )
    return parse_bytes(text.encode(), "a.xml")


@pytest.mark.parametrize("group", ["floats-group", "floats-wrap"])
def test_tables_and_figures_at_the_end_of_an_article_follow_what_points_to_them(group: str) -> None:
    body = (
        '<sec><title>Results</title><p>North wins (<xref ref-type="table" rid="t1">Table 1</xref>).</p>'
        '<p>See <xref rid="t1">Table 1</xref> again.</p></sec><sec><title>Discussion</title><p>It rains.</p></sec>'
    )
    document = article(body, TABLE + FIGURE, group=group)
    assert paragraphs(document) == [
        "Results",
        "North wins (Table 1).",
        "Table 1. Roofs.",
        "roof | slates\nnorth | 3",
        "See Table 1 again.",
        "Discussion",
        "It rains.",
        "Figure 1. A roof.",
        "References",
        "[1] Author F. Moss. 2001.",
    ]


def test_tables_in_a_group_at_the_end_of_an_article_keep_their_rows() -> None:
    group = f"<table-wrap-group>{TABLE}</table-wrap-group><fig-group>{FIGURE}</fig-group>"
    text = article('<p>North wins (<xref rid="f1">Figure 1</xref>).</p>', group).text
    assert (
        "North wins (Figure 1).\n\nFigure 1. A roof.\n\nTable 1. Roofs.\n\nroof | slates\nnorth | 3"
        in text
    )
