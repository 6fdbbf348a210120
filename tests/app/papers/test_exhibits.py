"""What is shown for a table or a figure that a question names by number."""

from __future__ import annotations

import pytest

from app.papers.exhibits import every_exhibit, exhibit_answer, no_such_exhibit
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Trade in Apples

## 1 Harvest

The harvest grew, as Table 1 shows. Figure 2 shows where the orchards lie.

Table 1. Harvest in tonnes.

| Year | Harvest |
| --- | --- |
| 2018 | 45.3 |
| 2019 | 48.2 |

Table 10 is not in this paper.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "apples.md")


@pytest.mark.parametrize(
    "question",
    ["What does the first table show?", "Describe the first table", "Show me the 1st table"],
)
def test_the_first_table_is_table_1(document: Document, question: str) -> None:
    assert exhibit_answer(analyse(question), document)[0].text == "Table 1. Harvest in tonnes."


def test_a_thing_in_the_first_table_is_searched_for(document: Document) -> None:
    assert exhibit_answer(analyse("Which orchards are in the first table?"), document) == []
    assert no_such_exhibit(analyse("What does the third table show?"), [document])


def test_a_table_is_shown_with_caption_and_rows(document: Document) -> None:
    caption, rows = exhibit_answer(analyse("What does Table 1 show?"), document)

    assert caption.text == "Table 1. Harvest in tonnes."
    assert "2019 | 48.2" in rows.text


def test_a_figure_without_a_caption_is_shown_by_what_is_said_of_it(document: Document) -> None:
    (spoken,) = exhibit_answer(analyse("What does fig. 2 show?"), document)

    assert spoken.text == "Figure 2 shows where the orchards lie."


def test_a_table_above_its_caption_is_shown_with_its_rows() -> None:
    table, caption = "| Year | Harvest |\n| --- | --- |\n| 2019 | 48.2 |\n", "Table 1. Harvest.\n"
    above = f"# Apples\n\n## 1 Harvest\n\nIt grew.\n\n{table}\n{caption}\nIt grew again.\n"

    shown = exhibit_answer(
        analyse("What does Table 1 show?"), parse_bytes(above.encode(), "apples.md")
    )

    assert [item.text.split("\n")[-1] for item in shown] == ["Table 1. Harvest.", "2019 | 48.2"]


def test_rows_above_a_caption_that_belong_to_another_table_are_not_shown() -> None:
    table = "| Year | Harvest |\n| --- | --- |\n| 2019 | 48.2 |\n"
    two = (
        f"# Apples\n\n## 1 Harvest\n\nTable 1. Harvest.\n\n{table}\nTable 2. Prices.\n\nIt grew.\n"
    )

    (caption,) = exhibit_answer(
        analyse("What does Table 2 show?"), parse_bytes(two.encode(), "apples.md")
    )

    assert caption.text == "Table 2. Prices."


@pytest.mark.parametrize(("number", "row"), [(1, "2019 | 48.2"), (2, "Pears | 3.1")])
def test_of_tables_that_stand_above_their_captions_each_is_shown_with_its_own_rows(
    number: int, row: str
) -> None:
    harvest = "| Year | Harvest |\n| --- | --- |\n| 2019 | 48.2 |\n"
    prices = "| Fruit | Price |\n| --- | --- |\n| Pears | 3.1 |\n"
    text = (
        f"# Apples\n\n## 1 Harvest\n\nIt grew.\n\n{harvest}\nTable 1. Harvest.\n\n"
        f"{prices}\nTable 2. Prices.\n\nIt grew again.\n"
    )

    shown = exhibit_answer(
        analyse(f"What does Table {number} show?"), parse_bytes(text.encode(), "apples.md")
    )

    assert shown[-1].text.endswith(row)
    assert len(shown) == 2


def test_a_question_for_something_in_a_table_is_searched(document: Document) -> None:
    assert exhibit_answer(analyse("What harvest of 2019 is in table 1?"), document) == []


def test_a_table_that_is_not_there_is_named(document: Document) -> None:
    assert no_such_exhibit(analyse("What does Table 3 show?"), [document]) == "There is no table 3."
    assert no_such_exhibit(analyse("What does Table 1 show?"), [document]) == ""
    assert no_such_exhibit(analyse("What is the harvest?"), [document]) == ""


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (
            "Are there any tables?",
            ["Table 1. Harvest in tonnes.", "Table 10 is not in this paper."],
        ),
        (
            "List all the tables in the paper.",
            ["Table 1. Harvest in tonnes.", "Table 10 is not in this paper."],
        ),
        ("How many figures are there?", ["Figure 2 shows where the orchards lie."]),
        ("Which pages have figures?", ["Figure 2 shows where the orchards lie."]),
        ("Where are the figures?", ["Figure 2 shows where the orchards lie."]),
        ("Where are the pictures of the orchards?", []),
        ("Is there a chart?", ["Figure 2 shows where the orchards lie."]),
        ("Does the paper have pictures?", ["Figure 2 shows where the orchards lie."]),
        ("How many images are there?", []),  # of what was studied, it may be
        ("Is there a chart of the harvest?", []),
        ("Which tables show the harvest?", []),
        ("What are the figures?", []),  # numbers
    ],
)
def test_all_tables_or_figures_are_listed_where_just_that_is_asked(
    document: Document, question: str, shown: list[str]
) -> None:
    found = every_exhibit(analyse(question), document)

    assert [item.text for item in found] == shown


def test_a_paper_without_tables_says_so() -> None:
    bare = parse_bytes(b"# Pears\n\n## 1 Rooms\n\nRooms hold pears.\n", "pears.md")

    said = no_such_exhibit(analyse("Is there a table?"), [bare])
    assert said == "There is no table in this paper, as far as its text shows."
    charts = no_such_exhibit(analyse("Are there any charts?"), [bare])
    assert charts == "There is no chart in this paper, as far as its text shows."
    prices = no_such_exhibit(analyse("Is there a table with the prices?"), [bare])
    assert prices == said
    assert no_such_exhibit(analyse("Is there a figure for the prices?"), [bare]) == ""  # a number


def test_a_table_of_a_sort_is_sought_where_there_are_tables(document: Document) -> None:
    for question in ("Is there a table with the prices?", "Are there any figures showing trees?"):
        assert no_such_exhibit(analyse(question), [document]) == ""


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What does Theorem 2 say?", "Theorem 2 (Frost). Every tree that froze bears less."),
        ("State lemma 3.1", "Lemma 3.1. No tree bears twice."),
        ("What is Table 3.2?", "Table 3.2: Trees by age."),
    ],
)
def test_a_theorem_or_a_number_with_a_point_is_known(question: str, shown: str) -> None:
    text = (
        b"# Frost\n\n## 3 Trees\n\nTheorem 2 (Frost). Every tree that froze bears less.\n\n"
        b"Theorem 20 is longer.\n\nLemma 3.1. No tree bears twice.\n\nTable 3.2: Trees by age.\n"
    )

    [told] = exhibit_answer(analyse(question), parse_bytes(text, "frost.md"))

    assert told.text == shown


def test_a_table_behind_the_bibliography_is_shown_but_one_in_a_title_cited_is_not() -> None:
    cited = b"## References\n\n1. Moss, C. Table 2 of elements. Fruit Review. 2015.\n\n"
    paper = parse_bytes(PAPER + cited + b"Table 3. Prices.\n", "apples.md")

    (caption,) = exhibit_answer(analyse("What does Table 3 show?"), paper)
    assert caption.text == "Table 3. Prices."
    assert exhibit_answer(analyse("What does Table 2 show?"), paper) == []
