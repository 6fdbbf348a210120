"""Large words of figures, among which headings stand."""

from __future__ import annotations

from ingest.layout import Block, Line
from tests.ingest.test_headings import PROSE, TITLE, block, composed, outline


def test_large_words_of_a_drawing_are_no_headings_with_or_without_a_number() -> None:
    def drawn(*texts: str, size: float = 7, bold: bool = False) -> Block:
        return Block("unknown", tuple(Line(t, page=1, size=size, bold=bold, font=9) for t in texts))

    values = drawn(*("0 25 50 75 Slate Wall", "D2 D4 D7 North South y y", "100 150 Moss Fern"))
    found = composed(
        TITLE,
        block("1 Introduction", size=12),
        block(PROSE * 20),
        drawn("Induction of Moss Day 1", size=12, bold=True),
        values,
        drawn("2 Slates", size=12, bold=True),
        values,
        block("2 Methods", size=12),
        block(PROSE * 20),
    )
    assert outline(found) == ["1 Introduction", "2 Methods"]


def test_a_heading_above_rows_of_names_in_the_type_of_the_text_is_one() -> None:
    rows = block(
        "WT (CU428, TSC_SD00178), Stock 12 (NSH-144), IHAs (CSC-C12025Z, Shirley, NY, USA)"
    )
    found = composed(TITLE, block("Methods", size=12), block(PROSE), block("Slates", size=12), rows)
    assert outline(found) == ["Methods", "Slates"]


def test_a_numbered_heading_above_a_drawing_is_one_where_others_are_set_so() -> None:
    labels = Block("unknown", tuple(Line(t, page=1, size=7, font=9) for t in ("TS", "0 25", "D2")))
    found = composed(
        TITLE,
        block("1 Introduction", size=12),
        block(PROSE * 20),
        block("2 Slates", size=12),
        labels,
        block("3 Walls", size=12),
        block(PROSE * 20),
    )
    assert outline(found) == ["1 Introduction", "2 Slates", "3 Walls"]
