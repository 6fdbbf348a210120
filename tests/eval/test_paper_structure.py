"""Structure and cleanness of passages, on pages made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.paper_structure import (
    Structure,
    heading_score,
    known_structures,
    measure_paper,
    mixed_columns,
    running_lines,
    summary,
)
from ingest.document import Document, Page, Passage, WordBox
from ingest.parse import parse_bytes

PDFS = Path(__file__).resolve().parents[3] / "shared" / "testbed" / "pdfs"


def test_a_heading_counts_with_its_number_and_its_letters() -> None:
    assert heading_score(["1 On Moss", "2 Slates"], ["1 On moss", "3 Slates"]) == (0.5, 0.5)
    assert heading_score([], []) == (1.0, 1.0)


def test_references_are_right_to_one_in_twenty() -> None:
    row = Structure("a", 1.0, 0.5, 38, 40, 10, ("one fault",))
    assert row.references_right
    assert not replace(row, references=37).references_right
    found = summary([row, replace(row, references=37, unclean=())])
    assert found["references within 5 %"] == 0.5
    assert found["clean passages"] == pytest.approx(0.95)


def test_lines_on_three_pages_are_running_matter_digits_aside() -> None:
    edges = {page: [f"Journal of Moss {page}", f"Only here {page * 'x'}"] for page in (1, 2, 3)}
    assert running_lines(edges) == ["Journal of Moss #"]


def across(gap: float, word: str = "moss") -> tuple[Document, list[Passage]]:
    """Return three lines of six four-letter words with a gap in the middle of each."""
    text = " ".join([word] * 18)
    words = tuple(
        WordBox(at * 5, at * 5 + 4, 1, x, y, x + 26, y + 9)
        for at in range(18)
        for x in [50 + 30 * (at % 6) + gap * (at % 6 > 2)]
        for y in [100.0 + 12 * (at // 6)]
    )
    whole = parse_bytes(text.encode(), "a.txt")
    document = replace(whole, text=text, words=words, pages=(Page(1, 0, len(text), 400, 600),))
    return document, [Passage("p", "a", "body", 0, len(text), "1", 1, "", text)]


def test_text_that_goes_on_across_a_gutter_mixes_columns() -> None:
    assert list(mixed_columns(*across(12.0))) != []
    assert list(mixed_columns(*across(0.0))) == []


def test_the_parts_of_a_formula_stand_apart_in_one_column() -> None:
    assert list(mixed_columns(*across(12.0, "P(x)"))) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["papers/dyer12.pdf", "papers/cermine-example2.pdf"])
def test_real_papers_have_their_headings_references_and_no_running_matter(name: str) -> None:
    if not PDFS.is_dir():
        pytest.skip("the test bed of real papers is not here")
    row = measure_paper(name, (PDFS / name).read_bytes(), known_structures()[name])
    assert min(row.heading_recall, row.heading_precision) > 0.9
    assert row.references_right
    assert row.unclean == ()
