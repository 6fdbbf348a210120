"""The measure of purity, on documents that are flawed on purpose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.purity import KINDS, flaws
from ingest.document import Document, Page, Passage, WordBox

Row = tuple[int, float, float, str]  # page, left, top, text; five points a letter

LEFT = "moss grows on every roof here"
RIGHT = "slate keeps the rain away well"


def flawed(document: Document, rows: list[Row], *, leave_out: str = "") -> list[str]:
    """Return the kinds of flaw in a document that has these rows, one passage a row pair."""
    text, words = "", []
    for page, left, top, row in rows:
        x = left
        for word in row.split():
            words.append(
                WordBox(len(text), len(text) + len(word), page, x, top, x + 5 * len(word), top + 10)
            )
            text += f"{word} "
            x += 5 * len(word) + 4
    pages = tuple(Page(n, 0, len(text), 600, 800) for n in sorted({row[0] for row in rows}))
    whole = replace(document, text=text, pages=pages, words=tuple(words))
    cut = text.index(leave_out) if leave_out else len(text)
    passage = Passage("p", whole.id, "body", 0, cut, "0", 1, "", text[:cut])
    return [flaw.kind for flaw in flaws("a.pdf", whole, [passage])]


def body(page: int, *, left: float = 80, count: int = 12) -> list[Row]:
    return [(page, left, 100 + 14 * n, f"moss on roof number {n} grows") for n in range(count)]


def test_a_line_at_one_height_of_three_pages_is_a_running_head(document: Document) -> None:
    rows = [row for page in (1, 2, 3) for row in [(page, 80, 30, "Roofs of today"), *body(page)]]
    assert flawed(document, rows) == ["running heads"] * 3


def test_a_line_that_is_all_its_pages_hold_is_no_running_head(document: Document) -> None:
    rows: list[Row] = [(page, 80, 30, "Roofs of today") for page in (1, 2, 3)]
    assert flawed(document, rows) == []


def test_a_number_alone_at_the_edge_is_a_page_number(document: Document) -> None:
    assert flawed(document, [*body(1), (1, 300, 770, "17")]) == ["page numbers"]


def test_a_notice_of_rights_at_the_edge_is_seen(document: Document) -> None:
    rows: list[Row] = [*body(1), (1, 80, 770, "© 2019 The Roofers. All rights reserved.")]
    assert flawed(document, rows) == ["notices of rights"]


def test_what_stands_in_no_passage_is_no_flaw(document: Document) -> None:
    rows: list[Row] = [*body(1), (1, 80, 770, "© 2019 The Roofers. All rights reserved.")]
    assert flawed(document, rows, leave_out="©") == []


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_read_across_are_mixed_and_columns_read_down_are_not(
    document: Document, by_row: bool
) -> None:
    left: list[Row] = [(1, 60, 100 + 14 * n, LEFT) for n in range(14)]
    right: list[Row] = [(1, 330, 100 + 14 * n, RIGHT) for n in range(14)]
    across = [row for pair in zip(left, right, strict=True) for row in pair]
    found = flawed(document, across if by_row else left + right)
    assert set(found) == ({"mixed columns"} if by_row else set())
    assert set(found) <= set(KINDS)
