from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.document import Document
from ingest.layout import Block, BlockKind, Layout, Line, PageSize, Word
from ingest.parse import parse_bytes
from ingest.structure import compose, slug
from tests.ingest.parts import outline


def document(text: str, name: str = "paper.txt") -> Document:
    return parse_bytes(text.encode(), name)


def test_front_matter_of_a_plain_text_paper_is_found(paper: Document) -> None:
    assert paper.title == "Moss Growth on Slate Roofs in a Wet Climate"
    assert paper.authors == ("First Author", "Second B. Author")
    assert paper.affiliations == ("Department of Roofs, University of Examples, Sampletown",)
    assert paper.keywords == ("moss", "slate", "roofs")
    assert paper.abstract is not None
    abstract = paper.text[slice(*paper.abstract)]
    assert abstract.startswith("We measure how fast")
    assert abstract.endswith("hardly at all elsewhere.")


def test_sections_are_found_by_their_numbers_and_list_items_are_none(paper: Document) -> None:
    assert outline(paper) == [
        ("1", "Introduction"),
        ("2", "Method"),
        ("2.1", "Roofs"),
        ("2.2", "Counting"),
        ("3", "Results"),
        ("references", "References"),
    ]


def test_sections_cover_the_text_from_the_first_heading_on(paper: Document) -> None:
    assert [each.end for each in paper.sections[:-1]] == [each.start for each in paper.sections[1:]]
    assert paper.sections[-1].end == len(paper.text)
    assert paper.text[paper.sections[2].start :].startswith("2.1. Roofs")
    assert paper.section_label(0) == "0"
    assert paper.section_label(paper.text.index("Half of them")) == "2.1"


def test_words_broken_across_blank_lines_are_mended(paper: Document) -> None:
    assert "loosens the slates" in paper.text
    assert "for face-to-face advice" in paper.text
    assert "within a decade" in paper.text


def test_the_parsed_paper_is_as_it_was(
    paper: Document, check_golden: Callable[[str, object], None]
) -> None:
    check_golden("moss-roofs.text", paper.text.split("\n\n"))


def test_markdown_headings_open_sections_and_the_first_is_the_title() -> None:
    text = "# On Moss\n\n"
    text += "## Abstract\n\nShort.\n\n## 1 Start\n\nMoss *grows*.\n\n### 1.1 More\n\nYes.\n"
    found = document(text, "moss.md")
    assert found.title == "On Moss"
    assert outline(found) == [("1", "Start"), ("1.1", "More")]
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == "Short."
    assert "Moss grows." in found.text


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("# On Moss\n\nText.\n\n# Introduction\n\nText.", "On Moss", ("", "Introduction")),
        ("Crumbs\n\n# On Moss\n\n## Start\n\nText.", "On Moss", ("", "Start")),
        ("# 1 Start\n\nText.\n\n# 2 End\n\nText.", "moss", ("1", "Start")),
    ],
)
def test_the_first_heading_of_a_file_is_its_title_unless_it_is_numbered(
    text: str, title: str, first: tuple[str, str]
) -> None:
    found = document(text, "moss.md")
    assert (found.title, outline(found)[0]) == (title, first)


def test_larger_and_bold_lines_are_headings_where_type_is_known() -> None:
    prose = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."
    lines = [
        Line("On Moss", page=1, size=18),
        Line("Abstract", page=1, size=12, bold=True),
        Line(prose, page=1, size=10),
        Line("Roofs Chosen", page=1, size=12, bold=True),
        Line(prose, page=1, size=10),
        Line(prose, page=1, size=10),
    ]
    layout = Layout(tuple(Block("unknown", (line,)) for line in lines))
    found = compose(layout, name="a.pdf", data_sha256="0" * 64)
    assert found.title == "On Moss"
    assert outline(found) == [("", "Roofs Chosen")]


def test_labelled_fields_are_read() -> None:
    text = (
        "On Moss and Roofs\n\nAuthors: Author, First; Other, Second B.\nDate: 2019-10-14\n"
        "License: cc-by\n\nAbstract: Moss grows on roofs, and nobody minds it much until late.\n\n"
        "Text: Moss is a plant."
    )
    found = document(text)
    assert found.authors == ("First Author", "Second B. Other")
    assert found.year == 2019
    assert found.title == "On Moss and Roofs"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1705.09665.md", "1705.09665"),
        ("630.txt", "630"),
        ("Two Words (final).pdf", "two-words-final"),
        ("论文.pdf", "论文"),
        ("...", "document"),
    ],
)
def test_an_id_is_a_readable_form_of_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def typeset(*lines: Line) -> Document:
    layout = Layout(tuple(Block("unknown", (line,)) for line in lines))
    return compose(layout, name="a.pdf", data_sha256="0" * 64)


PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."


def test_bold_words_between_numbered_headings_open_no_section() -> None:
    bold = [f"{number} Part {number}" for number in range(1, 5)]
    lines = [Line("On Moss", size=18)]
    for heading in [*bold[:2], "Precision", *bold[2:], "Acknowledgements"]:
        lines += [Line(heading, size=12, bold=True), Line(PROSE, size=10), Line(PROSE, size=10)]
    found = typeset(*lines)
    assert [number or title for number, title in outline(found)] == [
        *["1", "2", "3", "4"],
        "Acknowledgements",
    ]
    assert "Precision" in found.text


def test_a_line_in_bold_that_ends_within_a_sentence_is_a_part_of_its_paragraph() -> None:
    bold = Line("Moss, Lichen, Ferns, and", size=10, bold=True)
    text = Line("Weeds are what grows. " + PROSE, size=10)
    blocks = [Block("unknown", (Line("On Moss", size=18),)), Block("unknown", (bold, text))]
    found = compose(Layout(tuple(blocks)), name="a.pdf", data_sha256="0" * 64)
    assert "Moss, Lichen, Ferns, and Weeds are what grows." in found.text


def test_a_heading_split_by_its_type_is_put_together() -> None:
    found = typeset(
        Line("On Moss", size=18),
        Line("1", size=12, bold=True, page=1),
        Line("Moss as it grows on the", size=12, bold=True, page=1),
        Line(PROSE, size=10),
        Line("2 Slates as they come off the roofs", size=12, bold=True, page=1),
        Line("of old houses", size=12, bold=True, page=1),
        Line(PROSE, size=10),
    )
    assert outline(found) == [
        ("1", "Moss as it grows on the"),
        ("2", "Slates as they come off the roofs of old houses"),
    ]


def test_an_abstract_whose_first_lines_the_printer_stretched_is_one_paragraph() -> None:
    blocks = [
        Block("unknown", (Line("On Moss", size=18),)),
        Block("unknown", (Line("Abstract", size=12, bold=True),)),
        Block("unknown", (Line("As moss covers slate, introducing", size=9),)),
        Block("unknown", (Line("ferns brings shade. Moss stays wet in the shade.", size=9),)),
        Block("unknown", (Line("1 Introduction", size=12, bold=True),)),
        Block("unknown", (Line(PROSE, size=10),)),
    ]
    found = compose(Layout(tuple(blocks)), name="a.pdf", data_sha256="0" * 64)
    assert found.abstract is not None
    assert "introducing ferns" in found.text[slice(*found.abstract)]


def test_an_abstract_in_a_box_among_the_notes_comes_before_the_text() -> None:
    blocks = [
        Block("unknown", (Line("On Moss", size=18),)),
        Block("unknown", (Line("Introduction", size=12, bold=True),)),
        Block("unknown", (Line(PROSE, size=10),)),
        Block("footnote", (Line("ABSTRACT", size=9),)),
        Block("footnote", (Line("Moss covers slate slowly.", size=9),)),
    ]
    found = compose(Layout(tuple(blocks)), name="a.pdf", data_sha256="0" * 64)
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == "Moss covers slate slowly."
    assert found.abstract[1] < found.sections[0].start


def test_a_grid_of_authors_is_no_table() -> None:
    grid = Block("table", (Line("First Author | Second B. Other"), Line("Sampletown | Elsewhere")))
    blocks = [Block("title", (Line("On Moss"),)), grid, Block("heading", (Line("1 Start"),))]
    found = compose(Layout(tuple(blocks)), name="a.pdf", data_sha256="0" * 64)
    assert found.authors == ("First Author", "Second B. Other")


@pytest.mark.parametrize(
    ("made", "expected"), [(2016, 2016), (2015, 2015), (2021, None), (2001, None)]
)
def test_the_date_of_a_pdf_counts_only_if_its_references_bear_it_out(
    made: int, expected: int | None
) -> None:
    blocks = (
        Block("title", (Line("On Moss", page=1),)),
        Block("heading", (Line("References", page=1),)),
        Block("reference", (Line("Author, F. (2015). Moss. Roofs, 1.", page=1),)),
    )
    layout = Layout(blocks, pages=(PageSize(1, 600, 800),), year=made)
    assert compose(layout, name="a.pdf", data_sha256="0" * 64).year == expected


def test_neither_entries_of_a_bibliography_nor_sentences_are_authors() -> None:
    found = typeset(
        Line("Waves on Slate Roofs", size=14),
        Line("First Author and Second B. Other", size=10),
        Line("where the slates are wet. In addition to moss, the rain; (1): (see, 0", size=10),
        Line("Slates 5, 272-273 (1999);", size=10),
        Line("[1] A. Third, Roofs 10, 133 (1997).", size=10),
        Line("2^x + 3^y (z ^ 4) - 17 = 0 (x)", size=18),
    )
    assert found.title == "Waves on Slate Roofs"
    assert found.authors == ("First Author", "Second B. Other")


def test_a_small_line_that_reads_like_a_heading_between_a_caption_and_its_table_is_its_head() -> (
    None
):
    def block(kind: BlockKind, text: str, y: float, size: float) -> Block:
        word = Word(0, len(text), 60, y, 200, y + size)
        return Block(kind, (Line(text, page=1, words=(word,), size=size),))

    prose = "Moss grows on roofs where the rain stays longest, and nobody minds it much. " * 4
    blocks = (
        block("heading", "1 Start", 20, 12),
        block("unknown", prose, 60, 10),
        block("caption", "Table 1: Roofs", 100, 9),
        block("unknown", "Summary", 111, 7),
        block("table", "Slate | 12", 120, 7),
        block("unknown", prose, 140, 10),
    )
    found = compose(Layout(blocks, (PageSize(1, 600, 800),)), name="a.pdf", data_sha256="0" * 64)
    assert "Summary\nSlate | 12" in found.text
    assert outline(found) == [("1", "Start")]


def test_codes_in_brackets_after_its_last_sentence_end_an_abstract() -> None:
    abstract = ("We count the moss on roofs. " * 20).strip()
    text = ["How does moss get on a roof, and who minds it? " * 8] * 3
    found = typeset(
        Line("On Moss and on Roofs", page=1, size=16),
        Line("By Ada Lind and Ben Stone", page=1, size=10),
        Line(f"{abstract} (JEL Q15, R14)", page=1, size=10),
        *(Line(each.strip(), page=1, size=10) for each in text),
        Line("I. Roofs", page=1, size=10, bold=True),
        Line(text[0], page=1, size=10),
    )
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == f"{abstract} (JEL Q15, R14)"


@pytest.mark.parametrize("sideways", [False, True])
def test_a_title_right_below_the_bare_label_of_a_table_is_in_its_caption(sideways: bool) -> None:
    def line(text: str, top: float, left: float, right: float) -> Line:
        box = (top, left, top + 9, right) if sideways else (left, top, right, top + 9)
        return Line(text, page=1, words=(Word(0, len(text), *box),), size=9)

    found = typeset(
        Line("On Moss and on Roofs", page=1, size=16),
        line("TABLE II", 100, 180, 220),
        line("Moss on Roofs of Slate", 113, 120, 280),
        line("What is set far below it", 150, 120, 280),
    )
    assert "\n\nTABLE II Moss on Roofs of Slate\n\n" in found.text
