"""The headings of appendices."""

from __future__ import annotations

from ingest.layout import Block
from tests.ingest.moss import PROSE, TITLE, block, composed, outline


def appended(*blocks: Block) -> list[str]:
    """Return the headings behind the bibliography of a paper with three numbered sections."""
    found = composed(
        TITLE,
        *(
            each
            for number, title in enumerate(("Moss", "Roofs", "Rain"), 1)
            for each in (
                block(f"{number} {title}", size=12, bold=True),
                block(f"{number}.1 Old {title}", size=11, bold=True),
                block(PROSE, PROSE),
            )
        ),
        block("References", size=12, bold=True),
        *(block(f"A. Author. 200{n}. Moss {n}. Roofs, {n}:1-9.") for n in range(4)),
        *blocks,
    )
    titles = outline(found)
    return titles[titles.index("references References") + 1 :]


def test_appendices_with_bare_letters_are_headings_before_and_between_those_with_numbers() -> None:
    assert appended(
        block("A Slates in Full", size=12, bold=True),
        block("A.1 Their Age", size=11, bold=True),
        block(PROSE, PROSE),
        block("B Photographs", size=12, bold=True),
        block(PROSE, PROSE),
        block("C Counting", size=12, bold=True),
        block("C.1 By Hand", size=11, bold=True),
        block(PROSE, PROSE),
    ) == ["A Slates in Full", "A.1 Their Age", "B Photographs", "C Counting", "C.1 By Hand"]


def test_the_heading_of_an_appendix_may_take_two_lines_and_stand_above_a_table() -> None:
    assert appended(
        block("A Numbers of Roofs in each of", size=12, bold=True),
        block("the Towns", size=12, bold=True),
        block("Town | Roofs", "Slateham | 12", kind="table"),
        block("B Photographs", size=12, bold=True),
        block(PROSE, PROSE),
    ) == ["A Numbers of Roofs in each of the Towns", "B Photographs"]


def test_bold_words_that_open_a_paragraph_with_a_letter_are_no_appendix() -> None:
    assert appended(
        block("A.1 Their Age", size=11, bold=True),
        block("A Simple Count", bold=True),
        block(PROSE, PROSE),
        block("A.2 Their Make", size=11, bold=True),
        block(PROSE, PROSE),
    ) == ["A.1 Their Age", "A.2 Their Make"]
