"""Which lines belong to a table, and where the text goes on around it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout import Block, BlockKind, Line, Word
from tests.ingest.moss import PROSE, TITLE, block, composed


def row(y: float, *cells: str, kind: BlockKind = "table", size: float = 10) -> Block:
    """Return a block of one line whose cells stand 100 points apart."""
    words, at = [], 0
    for column, cell in enumerate(cells):
        x = 50.0 + 100 * column
        words.append(Word(at, at + len(cell), x, y, x + 60, y + 10))
        at += len(cell) + len(" | ")
    return Block(kind, (Line(" | ".join(cells), page=1, size=size, words=tuple(words)),))


SMALL = Block("table", row(112, "Old", "10", size=9).lines + row(124, "New", "3", size=9).lines)


def tables(blocks: Sequence[Block]) -> list[str]:
    found = composed(TITLE, *blocks)
    return [part for part in found.text.split("\n\n") if " | " in part]


def test_rows_of_one_cell_stay_in_their_table_and_text_does_not_go_on_in_them() -> None:
    blocks = [
        block("The height of moss was"),
        row(100, "Table 1. Heights", kind="unknown"),
        row(112, "Roof", kind="unknown"),
        row(124, "Old", "10"),
        row(136, "Sheltered from wind", kind="unknown"),
        row(148, "New", "3"),
        block("calculated twice."),
    ]
    assert tables(blocks) == ["Roof\nOld | 10\nSheltered from wind\nNew | 3"]
    assert "The height of moss was calculated twice." in composed(TITLE, *blocks).text


def test_a_sentence_between_two_tables_is_in_neither() -> None:
    blocks = [
        row(124, "Old", "10"),
        row(136, "So much for old roofs.", kind="unknown"),
        row(148, "New", "3"),
    ]
    assert tables(blocks) == ["Old | 10", "New | 3"]


def test_lines_set_like_a_table_at_its_edges_are_in_it_and_text_goes_on_around_it() -> None:
    blocks = [
        block("Results", size=14),
        block("The height of moss was taken at each of the forty roofs and it was", PROSE[:-1]),
        row(100, "Roof Height", kind="unknown", size=9),
        SMALL,
        row(136, "Sheltered 7", kind="unknown", size=9),
        row(160, "Table 1. Heights", kind="caption", size=9),
        block("calculated twice."),
    ]
    assert tables(blocks) == ["Roof Height\nOld | 10\nNew | 3\nSheltered 7"]
    assert f"{PROSE[:-1]} calculated twice." in composed(TITLE, *blocks).text


def test_lines_set_like_the_text_or_apart_from_a_table_are_not_in_it() -> None:
    for line in (
        row(136, "Sheltered 7", kind="unknown", size=10),
        row(150, "Sheltered 7", kind="unknown", size=9),
        row(136, "Not counted were the roofs of barns.", kind="unknown", size=9),
    ):
        found = tables([block("Results", size=14), block(PROSE, PROSE), SMALL, line])
        assert found == ["Old | 10\nNew | 3"]
