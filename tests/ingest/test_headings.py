"""Headings and tables of typeset pages, line by line."""

from __future__ import annotations

from ingest.layout import Block, BlockKind, Line, Word
from tests.ingest.moss import PROSE, TITLE, block, composed, outline


def test_slightly_larger_lines_are_headings_and_a_named_one_ends_where_the_next_begins() -> None:
    found = composed(
        TITLE,
        Block(
            "unknown",
            (Line("METHODS", size=9.5), Line("Roofs chosen", size=9.5), Line(PROSE, size=9)),
        ),
        block(PROSE, PROSE, size=9),
    )
    assert outline(found) == ["METHODS", "Roofs chosen"]


def test_small_print_of_a_long_bibliography_is_not_the_running_text() -> None:
    entries = [block(f"[{n}] A. Author. Moss {n}. Roofs, 2001. {PROSE}", size=7) for n in range(60)]
    found = composed(
        TITLE,
        block("Introduction", size=11),
        *(block(PROSE, PROSE, PROSE) for _ in range(10)),
        block("Short and plain"),
        block(PROSE),
        block("References", size=11),
        *entries,
    )
    assert outline(found) == ["Introduction", "references References"]


def test_a_heading_above_another_or_above_a_torn_line_is_one() -> None:
    found = composed(
        TITLE,
        block("Results", size=12),
        block("On roofs", size=11),
        block("Continuous measures"),
        block("were compared with " + PROSE),
    )
    assert outline(found) == ["Results", "On roofs"]


def test_numbered_headings_in_the_first_line_of_a_paragraph_are_found() -> None:
    found = composed(
        TITLE,
        block("1. Start", bold=True),
        block("1.1. k-shell decomposition. " + PROSE, PROSE),
        block("1.2. CN(1,2) of slates in a set of roofs, old and new. " + PROSE, PROSE),
        block("2. Proof", bold=True),
        block(PROSE, PROSE),
    )
    assert outline(found) == [
        "1 Start",
        "1.1 k-shell decomposition",
        "1.2 CN(1,2) of slates in a set of roofs, old and new",
        "2 Proof",
    ]


def test_bold_words_that_open_a_paragraph_are_not_of_the_heading_above() -> None:
    found = composed(
        TITLE,
        block("1 Start", bold=True),
        block(PROSE),
        block("1.1 Counting", "Independent features Table 4 summa-", bold=True),
        block("rises what was found. " + PROSE),
    )
    assert outline(found) == ["1 Start", "1.1 Counting"]
    assert "Independent features Table 4 summarises what" in found.text


def test_a_table_of_contents_opens_no_sections() -> None:
    names = ["1 Start", "2 Method", "2.1 Roofs", "3 End"]
    found = composed(
        TITLE,
        block("Contents", size=12),
        block(*(f"{name} .... {at}" for at, name in enumerate(names, start=3)), size=12),
        *(part for name in names for part in (block(name, size=12), block(PROSE, PROSE))),
    )
    assert outline(found) == names
    assert found.text[found.sections[0].start :].startswith(f"1 Start\n\n{PROSE}")


def test_lines_in_a_type_that_only_headings_have_are_headings() -> None:
    def line(text: str, font: int) -> Line:
        return Line(text, page=1, size=9.5, font=font)

    def part(heading: str) -> Block:
        return Block("unknown", (line(heading, 2), line(PROSE, 1), line(PROSE, 1)))

    labels = Block("unknown", tuple(line(text, 3) for text in ("Gate", "Yard", "Wall")))
    found = composed(
        TITLE,
        block("Introduction", size=12),
        part("Setting"),
        labels,
        part("Interviews of those who live below"),
        Block("unknown", (line("A saying in a hand of its own", 4), line(PROSE, 1))),
    )
    assert outline(found) == ["Introduction", "Setting", "Interviews of those who live below"]


def test_headings_of_some_lines_are_of_the_type_that_only_headings_have() -> None:
    def line(text: str, font: int) -> Line:
        return Line(text, page=1, size=9.5, font=font)

    def part(*heading: str) -> Block:
        return Block("unknown", (*(line(text, 2) for text in heading), line(PROSE, 1)))

    found = composed(
        TITLE,
        block("Introduction", size=12),
        part("Slates of the roofs that face to the north are", "wet for most of it"),
        part("Moss grows faster on the older of the slates that were", "counted, and on walls"),
        Block("unknown", (line("Slates and their age", 2),)),
        Block("table", tuple(line(f"Slate {n} | {n}", 1) for n in range(3))),
        block(PROSE),
    )
    assert outline(found) == [
        "Introduction",
        "Slates of the roofs that face to the north are wet for most of it",
        "Moss grows faster on the older of the slates that were counted, and on walls",
        "Slates and their age",
    ]


def test_numbered_items_amid_roman_headings_are_none() -> None:
    found = composed(
        TITLE,
        *(part for head in ("I. START", "II. METHOD") for part in (block(head), block(PROSE * 4))),
        block("1. Roofs that are wet all year", bold=True),
        block(PROSE * 4),
        block("2.1 Slates", bold=True),
        block(PROSE * 4),
        block("III. END"),
        block(PROSE * 4),
    )
    assert outline(found) == ["I START", "II METHOD", "2.1 Slates", "III END"]


def test_a_heading_in_a_type_of_its_own_needs_no_long_text_below_it() -> None:
    def part(heading: str, text: str) -> list[Block]:
        lines = Line(heading, page=1, size=12, font=2), Line(text, page=1, size=10, font=1)
        return [Block("unknown", (line,)) for line in lines]

    long = [part(heading, PROSE) for heading in ("Roofs", "Walls", "Towns", "Costs")]
    short = [part("About Us", "We live here."), part("Sources", "https://moss.example/slates")]
    found = composed(TITLE, *(each for pair in long + short for each in pair))
    assert outline(found) == ["Roofs", "Walls", "Towns", "Costs", "About Us", "Sources"]


def test_a_heading_right_below_another_that_it_counts_on_from_is_its_own() -> None:
    found = composed(
        block("跨境电子商务对区域经济的影响", size=18),
        block("1 引言", size=13),
        block(PROSE),
        block("2 方法", "2.1 数据来源", size=13),
        block(PROSE),
        block("3 结论", size=13),
        block(PROSE),
    )
    assert outline(found) == ["1 引言", "2 方法", "2.1 数据来源", "3 结论"]


def test_the_first_numbered_heading_is_no_line_of_the_title_above_it() -> None:
    found = composed(
        block("Register of Roofs", "1. Overview", size=18),
        block(PROSE),
        block("2. Review", size=18),
        block(PROSE),
    )
    assert (found.title, outline(found)) == ("Register of Roofs", ["1 Overview", "2 Review"])


def test_the_name_of_a_chapter_below_its_number_is_of_the_heading() -> None:
    def chapter(number: int, name: str) -> list[Block]:
        return [block(f"Chapter {number}", size=16), block(name, size=20), block(PROSE)]

    found = composed(*chapter(1, "The Ferry"), *chapter(2, "The Flood"))
    assert outline(found)[-1] == "2 The Flood"


def test_a_chapter_below_the_contents_is_no_entry_of_them() -> None:
    found = composed(
        TITLE,
        block("Contents", size=13),
        block("1 Slate 2", "2 Tiles 3", "2.1 Red tiles 4"),
        block("Chapter 1", size=16),
        block("Slate", size=20),
        block(PROSE),
        block("Chapter 2", size=16),
        block("Tiles", size=20),
        block(PROSE),
    )
    assert outline(found) == ["1 Slate", "2 Tiles"]


def test_slides_of_few_words_have_headings() -> None:
    def slide(page: int, heading: str, *points: str) -> list[Block]:
        head = Line(heading, page=page, size=32, bold=True)
        return [
            Block("unknown", (head,)),
            Block("unknown", tuple(Line(f"• {point}", page=page, size=18) for point in points)),
        ]

    found = composed(
        *slide(1, "Moss on Roofs", "A. Author", "May 2023"),
        *slide(2, "Why count it?", "It loosens one slate in ten", "Roofers charge 240 euros a day"),
        *slide(3, "Conclusions", "Count it every spring", "Nobody does so yet, anywhere in town"),
    )
    assert outline(found) == ["Why count it?", "Conclusions"]


def test_notes_at_the_foot_of_a_page_that_ends_with_a_heading_stand_above_it() -> None:
    def part(text: str, page: int, size: float, kind: BlockKind = "unknown") -> Block:
        return Block(kind, (Line(text, page=page, size=size),))

    found = composed(
        TITLE,
        part("1. Roofs", 1, 13),
        part(PROSE, 1, 10),
        part("2. Walls", 1, 13),
        part("* Write to the author.", 1, 8, "footnote"),
        part(PROSE, 2, 10),
    )
    assert found.text.endswith(f"* Write to the author.\n\n2. Walls\n\n{PROSE}")


def test_equations_that_are_set_large_are_no_headings() -> None:
    found = composed(
        TITLE,
        block("1 Moss", size=12),
        block(PROSE, PROSE, PROSE),
        block("2I,2 β0 f(K21, σ)2 + K91 −∆V − (Vov,9)2", size=12),
        block(PROSE, PROSE, PROSE),
        block("2 (I,2)2 (β0)2 g(K21, K91, σ)2 + I2·", size=12),
        block(PROSE, PROSE, PROSE),
        block("2 Roofs", size=12),
        block(PROSE, PROSE, PROSE),
        block("3 C4.5 + Rain", size=12),
        block(PROSE, PROSE, PROSE),
    )
    assert outline(found) == ["1 Moss", "2 Roofs", "3 C4.5 + Rain"]


def test_a_bibliography_in_smaller_print_than_the_numbered_headings_around_it_has_a_heading() -> (
    None
):
    numbered = [
        part
        for n, title in enumerate(("Roofs", "Walls", "Stones", "Gutters"), start=1)
        for part in (block(f"{n} {title}", size=12), block(PROSE, PROSE))
    ]
    lettered = [block("A Proofs", size=12), block(PROSE, PROSE), block("B Roofs", size=12)]
    entries = [
        block(f"LIND, A. (200{n}): Moss and Slates. Wales: Press.", size=8) for n in range(4)
    ]
    found = composed(
        TITLE, *numbered, block("REFERENCES", size=8.5), *entries, *lettered, block(PROSE)
    )
    assert "references REFERENCES" in outline(found)
    assert len(found.references) == 4


def test_a_first_line_of_an_entry_that_is_set_as_headings_ends_no_bibliography() -> None:
    entries = [
        block("Lind, Ada. Moss on Slates.", "Wales: Slate Press, 2001."),
        block("Roe, Ben and Tarn, Dora. Gutters", size=12),
        block("and Rain. Wales: Slate Press, 2002."),
        block("Stone, Cay. A Book of Roofs.", "Wales: Slate Press, 2003."),
        block("Tarn, Dora. Walls.", "Wales: Slate Press, 2004."),
    ]
    found = composed(
        TITLE,
        block("Introduction", size=12),
        block(PROSE, PROSE),
        block("References", size=12),
        *entries,
        block("Appendix", size=12),
        block(PROSE, PROSE),
    )
    assert outline(found) == ["Introduction", "references References", "Appendix"]
    assert [each.year for each in found.references] == [2001, 2002, 2003, 2004]


def test_a_heading_on_an_archives_cover_opens_no_bibliography() -> None:
    entries = [block(f"A. Author. Moss {n}. Roofs, 200{n}.") for n in range(5)]
    found = composed(
        TITLE,
        block("Author(s): Ada Lind"),
        block("REFERENCES", bold=True),
        block("Linked references are to be found in the archive, which was read in 2020."),
        block("I. START", size=12),
        block(PROSE * 10),
        block("I.A. Slates", size=12),
        block(PROSE * 10),
        block("II. END", size=12),
        block(PROSE * 10),
        block("REFERENCES", size=12),
        *entries,
    )
    assert outline(found) == ["I START", "I.A Slates", "II END", "references REFERENCES"]
    assert len(found.references) == 5


def test_a_paragraph_that_begins_with_the_name_of_a_figure_is_no_caption() -> None:
    found = composed(
        TITLE,
        block("1 Roofs", size=12),
        block("Figure 6 shows the moss of all the roofs that were looked at, and of them"),
        block("Figure 6: Moss on roofs.", size=8),
        block("half bore none. " + PROSE),
    )
    assert "were looked at, and of them half bore none." in found.text


def test_a_heading_of_a_lower_level_far_below_is_no_part_of_the_one_above() -> None:
    def line(text: str, y: float, font: int, size: float = 12) -> Block:
        word = Word(0, len(text), 80, y, 260, y + size)
        return Block("unknown", (Line(text, page=1, words=(word,), size=size, font=font),))

    found = composed(
        TITLE,
        block("1 Roofs", size=12),
        block(PROSE * 10),
        line("1.1 Roofs of slates and of tiles", 100, 1),
        line("Model of a roof", 130, 2),
        block(PROSE * 10),
    )
    assert outline(found) == ["1 Roofs", "1.1 Roofs of slates and of tiles", "Model of a roof"]


def test_a_numbered_heading_is_parted_from_one_line_below_it_in_another_font() -> None:
    found = composed(
        TITLE,
        block("A. Slates", size=10),
        block(PROSE * 10),
        Block(
            "unknown",
            (
                Line("B. Counting the Moss", page=1, size=10, italic=True, font=2),
                Line(
                    "We count the moss on a roof, which is written as M, where the sun",
                    page=1,
                    size=10,
                ),
            ),
        ),
        block(PROSE * 10),
        block("I. Walls", size=10),
    )
    assert "B. Counting the Moss\n\nWe count the moss" in found.text
