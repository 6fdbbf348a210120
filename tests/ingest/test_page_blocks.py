"""How the blocks of pages are put together: paragraphs over pages, notes, small print."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.layout import Block, BlockKind, Layout, Line, PageSize, Word
from ingest.structure import compose

PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."


def pages_of(*parts: tuple[int, BlockKind, str]) -> Document:
    blocks = (Block(kind, (Line(text, page=page),)) for page, kind, text in parts)
    pages = tuple(PageSize(number, 600, 800) for number in (1, 2, 3))
    return compose(Layout(tuple(blocks), pages), name="a.pdf", data_sha256="0" * 64)


def test_a_paragraph_over_two_pages_and_two_columns_leaves_a_table_on_its_page() -> None:
    found = pages_of(
        (1, "heading", "1 Start"),
        (1, "paragraph", "Moss grows on roofs where"),
        (2, "paragraph", "the rain stays longest and"),
        (2, "table", "Roofs | 12"),
        (2, "paragraph", "the slates are old."),
    )
    assert "where the rain stays longest and the slates are old." in found.text
    assert found.page_at(found.text.index("Moss")) == 1
    assert found.page_at(found.text.index("Roofs | 12")) == 2


def test_a_page_of_tables_alone_cuts_a_paragraph() -> None:
    found = pages_of(
        (1, "heading", "1 Start"),
        (1, "paragraph", "Moss grows on roofs where"),
        (2, "table", "Roofs | 12"),
        (3, "paragraph", "the slates are old."),
    )
    starts = [found.page_at(found.text.index(words)) for words in ("Moss", "Roofs", "the slates")]
    assert starts == [1, 2, 3]


@pytest.mark.parametrize(("note", "first"), [("Proceedings of Moss 2004", True), ("1 So.", False)])
def test_the_proceedings_at_the_foot_of_page_1_stand_above_the_first_section(
    note: str, first: bool
) -> None:
    blocks = (
        Block("title", (Line("On Moss", page=1),)),
        Block("heading", (Line("Abstract", page=1),)),
        Block("abstract", (Line("We count it.", page=1),)),
        Block("heading", (Line("1 Start", page=1),)),
        Block("unknown", (Line(PROSE, page=1),)),
        Block("footnote", (Line(note, page=1),)),
    )
    found = compose(Layout(blocks, (PageSize(1, 600, 800),)), name="a.pdf", data_sha256="0" * 64)
    assert (found.text.index(note) < found.text.index("1 Start")) == first
    assert found.text[slice(*found.abstract)] == "We count it."


def test_a_note_below_a_bibliography_stays_on_its_page() -> None:
    found = pages_of(
        (1, "heading", "References"),
        (1, "unknown", "[1] A. Author. Moss. Roofs, 2001."),
        (1, "footnote", "1 A note."),
        (2, "unknown", "[2] B. Other. Slate. Roofs, 2002."),
    )
    assert found.page_at(found.text.index("1 A note.")) == 1
    assert found.page_at(found.text.index("[2]")) == 2


def test_notes_below_a_bibliography_of_a_file_without_pages_are_of_the_text() -> None:
    blocks = (
        Block("heading", (Line("1 Start"),), level=1),
        Block("paragraph", (Line(PROSE),)),
        Block("heading", (Line("References"),), level=1),
        Block("reference", (Line("[1] A. Author. Moss. Roofs, 2001."),)),
        Block("footnote", (Line("1 Slates are rare."),)),
        Block("footnote", (Line("2 Tiles are not."),)),
    )
    found = compose(Layout(blocks), name="a.xml", data_sha256="0" * 64)
    assert found.text.split("\n\n")[2:4] == ["1 Slates are rare.", "2 Tiles are not."]
    assert found.section_label(found.text.index("Tiles")) == "1"
    assert found.text.endswith("2001.")


def printed(*parts: tuple[int, float, str]) -> list[str]:
    """Return the paragraphs that blocks of a page, a size of type and a text come to."""
    blocks = [Block("unknown", (Line(text, page=page, size=size),)) for page, size, text in parts]
    blocks.insert(0, Block("heading", (Line("1 Start", page=1),)))
    pages = tuple(PageSize(number, 600, 800) for number in (1, 2))
    found = compose(Layout(tuple(blocks), pages), name="a.pdf", data_sha256="0" * 64)
    return found.text.split("\n\n")[1:]


BEGUN = "Moss grows on roofs that face to the north, and so it does where"


def test_small_print_is_not_the_end_of_a_paragraph() -> None:
    found = printed((1, 10, BEGUN), (1, 7, "roofs with moss, all"), (1, 10, "The slates are old."))
    assert found == [BEGUN, "roofs with moss, all", "The slates are old."]


def test_a_paragraph_goes_on_past_the_words_of_a_figure_on_the_next_page() -> None:
    labels = ((2, 7, "Moss on roofs"), (2, 7, "0.8 0.6"), (2, 7, "Year"))
    found = printed((1, 10, BEGUN), *labels, (2, 10, "the slates are old."))
    assert found == [f"{BEGUN} the slates are old.", "Moss on roofs", "0.8 0.6", "Year"]


def test_a_broken_word_goes_on_past_small_print_in_its_column() -> None:
    found = printed(
        (1, 10, BEGUN + " tradi-"), (1, 7, "Recall"), (1, 10, "tional slates are as old.")
    )
    assert found == ["Recall", f"{BEGUN} traditional slates are as old."]


def test_the_last_line_of_a_paragraph_may_be_set_smaller_for_its_formula() -> None:
    parts = ((1, 10, BEGUN), (1, 8, "and x = 1."), (2, 10, "the slates are old."))
    assert printed(*parts) == [text for _, _, text in parts]


def test_parts_of_a_formula_stay_between_the_words_around_it() -> None:
    parts = ((1, 10, BEGUN), (1, 6, "i=1"), (1, 10, "is the cover of a roof."))
    assert printed(*parts) == [text for _, _, text in parts]


def test_small_print_in_columns_within_a_paragraph_is_joined_to_itself() -> None:
    found = printed(
        (1, 10, BEGUN),
        (1, 7, "We thank all who let us on their roofs, and those who hold"),
        (2, 7, "the ladders."),
        (2, 10, "the slates are old."),
    )
    assert [text[-19:] for text in found] == ["o hold the ladders.", "the slates are old."]


@pytest.mark.parametrize(("gap", "joined"), [(12, True), (40, False)])
def test_parts_of_a_loosely_set_line_are_one_line_and_cells_are_not(gap: int, joined: bool) -> None:
    parts = []
    for x, text in ((60, "Moss was counted by each rater (Rater"), (250, "1), or by both.")):
        word = Word(0, len(text), x, 100, 250 - gap if x == 60 else 320, 110)
        parts.append(Block("unknown", (Line(text, page=1, size=10, words=(word,)),)))
    blocks = (Block("heading", (Line("1 Start", page=1),)), *parts)
    found = compose(Layout(blocks, (PageSize(1, 600, 800),)), name="a.pdf", data_sha256="0" * 64)
    assert ("(Rater 1), or by both." in found.text) == joined


def test_a_line_drawn_with_dots_is_left_out() -> None:
    assert printed((1, 10, BEGUN), (1, 10, "." * 120), (1, 10, "Slates.")) == [BEGUN, "Slates."]


def test_a_heading_does_not_go_on_past_the_text_below_it() -> None:
    parts = ((1, 14, "Moss on roofs"), (1, 10, "Wet slates"), (2, 14, "and on walls"))
    assert [text for _, _, text in parts] == printed(*parts)
