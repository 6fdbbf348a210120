"""Divisions and drawn tables, which Pandoc knows and other tools take for text."""

from __future__ import annotations

import pytest

from ingest.markdown.pandoc import commonmark
from ingest.parse import parse_bytes

PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."

GRID = """
+-------+-----------+
| roof  | slates    |
+=======+===========+
| north | 3 | old,  |
|       | wet       |
+-------+-----------+
"""
SIMPLE = """
  roof       slates
------- -----------
north             3
south          none
"""
UNHEADED = """
------- ------
roof    slates
north   3
------- ------
"""
MULTILINE = """
---------------------
 roof    slates
         counted
------- -------------
 north   3, old
         ones

 south   none
---------------------
"""


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (GRID, "roof | slates\nnorth | 3 | old, wet"),
        (SIMPLE, "roof | slates\nnorth | 3\nsouth | none"),
        (UNHEADED, "roof | slates\nnorth | 3"),
        (MULTILINE, "roof | slates counted\nnorth | 3, old ones\nsouth | none"),
    ],
)
def test_a_table_as_pandoc_draws_it_has_rows(table: str, rows: str) -> None:
    document = parse_bytes(f"{PROSE}\n{table}\nThe end.\n".encode(), "moss.md")
    assert document.text.split("\n\n")[1:] == [rows, "The end."]


def test_fences_of_divisions_are_no_text_and_part_the_entries_within() -> None:
    text = f'# On Moss\n\n## Start\n\n::: {{.note title="Wet"}}\n{PROSE}\n:::\n\n## References\n\n'
    text += ":::: {#refs .csl-bib-body}\n::: {#ref-a}\nAuthor, F. 2010. Moss. Roofs 3.\n:::\n"
    text += "::: {#ref-b .csl-entry}\nOther, S. 2012. Slate. Roofs 5.\n:::\n::::\n"
    found = parse_bytes(text.encode(), "moss.md")
    assert ":::" not in found.text
    assert [entry.year for entry in found.references] == [2010, 2012]


@pytest.mark.parametrize(
    "text",
    [
        "```\n::: {.note}\n  a    b\n---- ----\n1    2\n```",
        "Moss\n----\n\nIt grows.\n\n-----\n\nIt rains.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "-----\n\nMoss -- wet\n\n---- ----",
        "Moss\n---- ----\n\nIt grows.",
    ],
)
def test_what_is_no_block_of_pandoc_stays_as_it_is(text: str) -> None:
    assert commonmark(text) == text


@pytest.mark.parametrize(
    ("caption", "shown"),
    [(": Roofs. {#tbl:roofs}", "Roofs."), ("Table: Roofs.", "Table: Roofs."), ("Moss.", "Moss.")],
)
def test_a_caption_of_pandoc_is_one_without_its_marks(caption: str, shown: str) -> None:
    document = parse_bytes(f"{PROSE}\n{SIMPLE}\n{caption}\n\n: So.\n".encode(), "moss.md")
    assert document.text.split("\n\n")[2:] == [shown, ": So."]
