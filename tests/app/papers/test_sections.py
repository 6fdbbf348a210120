"""What sections and pages say that are asked for as such, and that some are not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.papers.part_answers import no_part_asked_for, part_asked_for
from app.question.questions import analyse
from ingest.document import Document, Page
from ingest.parse import parse_bytes

PEARS = """# Pears

Ada Stone

Abstract: We follow pears from tree to shop. They keep well.

## 1. Introduction

Pears are old. They are sweet.

## 2. Storage

### 2.1. Rooms

#### 2.1.1. Cold Rooms

In this section, we describe rooms. Rooms hold pears.

#### 2.1.2. Warm Rooms

Warm rooms ripen them.

### 2.2. Boxes

Boxes are small. They are made of wood.

## 3. Conclusion

Cold rooms pay. Boxes do not.

## Acknowledgements

We thank Bob.

## References

[1] Field, B. (1999). Pears of the Valley. Pear Review, 4.
"""


@pytest.fixture
def paper() -> Document:
    return parse_bytes(PEARS.encode(), "pears.md")


def told(question: str, paper: Document) -> list[str]:
    return [item.text for item in part_asked_for(analyse(question), paper).chosen]


def test_a_chapter_is_told_by_the_sections_right_below_it(paper: Document) -> None:
    shown = part_asked_for(analyse("What does chapter 2 say?"), paper)

    assert [item.text for item in shown.chosen] == [
        "2. Storage",
        "2.1. Rooms",
        "Rooms hold pears.",
        "2.2. Boxes\n\nBoxes are small.",
    ]
    assert shown.note == "More stands in 2.1.1 to 2.1.2."


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does the last section say?", "3. Conclusion"),
        ("What does the final chapter of the paper say?", "3. Conclusion"),
        ("Summarise the second section", "2. Storage"),
        ("What is the first section about?", "1. Introduction"),
        ("§ 2.2", "2.2. Boxes"),
    ],
)
def test_a_section_is_told_that_is_named_by_its_place(
    paper: Document, question: str, first: str
) -> None:
    assert told(question, paper)[0] == first


def test_a_section_is_not_told_by_a_footnote_of_its_page() -> None:
    text = "# Pears\n\n## 1. Storage\n\n2The rooms are dear. They cost much.\n\nRooms hold pears.\n"
    paper = parse_bytes(text.encode(), "pears.md")

    assert told("What does section 1 say?", paper)[1:] == ["Rooms hold pears."]


def test_sections_without_numbers_have_their_places_too() -> None:
    text = "# Plums\n\n## Orchard\n\nOld.\n\n## Frost\n\nIt froze.\n\n## Funding\n\nNone.\n"
    plums = parse_bytes(text.encode(), "plums.md")

    assert told("What does the last section say?", plums) == ["Frost", "It froze."]
    assert told("What does the second section say?", plums) == ["Frost", "It froze."]


def test_a_section_at_no_such_place_is_said_to_be_missing(paper: Document) -> None:
    missing = no_part_asked_for(analyse("What does the ninth section say?"), [paper])

    assert missing == "There is no ninth section. It has 3."
    assert no_part_asked_for(analyse("Who opened the ninth section?"), [paper]) == ""


def test_a_note_has_no_section_at_any_place(paper: Document) -> None:
    note = parse_bytes(b"Pears keep well.\n\nPlums do not.\n", "note.txt")

    for question in ("What does the first section say?", "The last chapter"):
        assert no_part_asked_for(analyse(question), [note]) == "The file has no sections."
        both = no_part_asked_for(analyse(question), [note, note])
        assert both == "None of the files has sections."
        assert no_part_asked_for(analyse(question), [note, paper]) == ""


def test_two_sections_are_told_one_after_the_other(paper: Document) -> None:
    shown = told("What do sections 2.2 and 3 say?", paper)

    assert shown[0] == "2.2. Boxes"
    assert "3. Conclusion" in shown
    assert told("What is the difference between section 2.2 and section 3?", paper) == shown


@pytest.mark.parametrize(
    "question",
    [
        "What is the difference between the first chapter and the third chapter?",
        "Compare the first chapter and the last chapter",
        "What do the first and the last chapter say?",
    ],
)
def test_two_sections_are_told_that_are_named_by_their_places(
    paper: Document, question: str
) -> None:
    shown = told(question, paper)

    assert shown == told("What do sections 1 and 3 say?", paper)
    assert {"1. Introduction", "3. Conclusion"} <= set(shown)


def test_what_a_section_holds_is_listed_and_counted(paper: Document) -> None:
    shown = part_asked_for(analyse("How many subsections does section 2 have?"), paper)

    assert [item.text for item in shown.chosen] == ["2.1. Rooms", "2.2. Boxes"]
    assert shown.note == "Section 2 has 2 subsections; below them stand 2.1.1 to 2.1.2."
    none = no_part_asked_for(analyse("What are the subsections of section 3?"), [paper])
    assert none == "Section 3 has no subsections."


def test_the_section_after_one_comes_after_all_that_is_below_it(paper: Document) -> None:
    assert told("What's section 2.2?", paper) == told("What does section 2.2 say?", paper)
    assert told("What comes after section 2.1?", paper) == ["2.2. Boxes"]
    assert told("What comes after section 2?", paper) == ["3. Conclusion"]
    assert told("What comes before section 2?", paper) == ["1. Introduction"]
    assert told("What comes before the conclusion?", paper) == ["2. Storage"]
    first = no_part_asked_for(analyse("What comes before section 1?"), [paper])
    assert first == "Section 1 is the first one."


@pytest.fixture
def paged(paper: Document) -> Document:
    """The paper on two pages, of which the second begins amid the section on boxes."""
    cut = paper.text.index("They are made of wood.")
    pages = (Page(1, 0, cut, 600, 800), Page(2, cut, len(paper.text), 600, 800))
    start = paper.text.index("We follow")
    return replace(paper, pages=pages, abstract=(start, paper.text.index("1. Introduction")))


def test_a_page_is_told_by_what_begins_and_goes_on_there(paged: Document) -> None:
    assert told("What does page 1 say?", paged) == [
        "Pears",
        "We follow pears from tree to shop.",
        "1. Introduction\n\nPears are old.",
        "2. Storage",
        "2.1. Rooms",
        "2.1.1. Cold Rooms",
        "Rooms hold pears.",
        "2.1.2. Warm Rooms\n\nWarm rooms ripen them.",
        "2.2. Boxes\n\nBoxes are small.",
    ]
    second = told("What's on the last page?", paged)
    assert second[:3] == [
        "2.2. Boxes",
        "They are made of wood.",
        "3. Conclusion\n\nCold rooms pay.",
    ]
    assert second[-1] == "References"


def test_a_page_that_is_not_there_is_said_to_be_missing(paper: Document, paged: Document) -> None:
    nine = analyse("What is on page 9?")

    assert no_part_asked_for(nine, [paged]) == "There is no page 9. It has 2 pages."
    assert no_part_asked_for(nine, [paper]) == "The file has no pages of its own."
    longest = "There is no page 9. The longest of these papers has 2 pages."
    assert no_part_asked_for(nine, [paged, paper]) == longest
