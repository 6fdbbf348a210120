"""All that a paper gives of a sort: a timeline, key figures, terms it defines, abbreviations."""

from __future__ import annotations

import pytest

from app.papers.abbreviations import abbreviations_listed
from app.papers.definitions import terms_defined
from app.papers.key_figures import key_figures
from app.papers.matters import matter_of
from app.papers.named_of_a_sort import organisations_named, places_named
from app.papers.part_answers import no_part_asked_for, part_asked_for
from app.papers.timeline import timeline
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = """# Quays of the North

Ada Stone

Received: 9 May 2020; accepted 18 June 2020.

## 1 Introduction

In 2014 half of the quays stood empty. The Harbour Office (HO) was founded in 1998. Ships were
small then (Moss et al., 2003; 2005). A quay refers to a wall at which ships lie.

## 2 Results

Traffic rose by 12.5% to 310 ships. Fares fell by 8%, which saved 4.2 million euros a year. We
looked at 3 quays. We define idle ships as those that lie for a week.

Table 1: Traffic of 310 ships in 2011.

The North Sea (NS) freezes. In 2014 it did not.
"""


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse_bytes(PAPER.encode(), "quays.md")


def marked(told: object) -> list[str]:
    assert hasattr(told, "chosen")
    return [item.text[start:end] for item in told.chosen for start, end in item.marks]


@pytest.mark.parametrize(
    "question",
    [
        "Give me a timeline.",
        "Draw up a short chronology of the main events, please.",
        "What is the timeline of the quays?",
        "timeline",
    ],
)
def test_a_timeline_tells_of_each_year_once_the_earliest_first(
    paper: Document, question: str
) -> None:
    told = timeline(question, paper)

    assert told is not None
    assert [item.text for item in told.chosen] == [
        "The Harbour Office (HO) was founded in 1998.",
        "In 2014 half of the quays stood empty.",
    ]


def test_a_timeline_of_what_the_paper_is_not_on_is_searched_for(paper: Document) -> None:
    assert timeline("Give me a timeline of the frost damage.", paper) is None
    assert timeline("What happened in 2014?", paper) is None


def test_key_figures_are_shares_sums_and_numbers_with_units(paper: Document) -> None:
    told = key_figures("What are the key facts and figures?", paper)

    assert told == key_figures("What are the three most important numbers?", paper)
    assert told is not None
    assert marked(told) == ["12.5%", "310 ships", "8%", "4.2 million euros"]


@pytest.mark.parametrize(
    "question", ["Who are the key figures?", "What does Figure 2 show?", "What are the numbers of?"]
)
def test_other_figures_are_not_listed(paper: Document, question: str) -> None:
    assert key_figures(question, paper) is None


@pytest.mark.parametrize(
    "question",
    ["Which terms are defined?", "List all definitions.", "What terms does the paper define?"],
)
def test_terms_are_listed_with_the_sentences_that_define_them(
    paper: Document, question: str
) -> None:
    told = terms_defined(question, paper)

    assert told is not None
    assert marked(told) == ["quay", "idle ships"]


@pytest.mark.parametrize(
    "question",
    [
        "Which abbreviations are used?",
        "List all acronyms.",
        "What abbreviations does the paper use, and what do they mean?",
        "abbreviations",
    ],
)
def test_abbreviations_are_listed_with_what_they_stand_for(paper: Document, question: str) -> None:
    told = abbreviations_listed(question, paper)

    assert told is not None
    assert told.note == "HO: Harbour Office; NS: North Sea."
    assert marked(told) == ["Harbour Office", "North Sea"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which abbreviations are used?", "spells out an abbreviation"),
        ("List the definitions.", "“X is defined as”"),
        ("What are the key figures?", "gives figures with their units"),
    ],
)
def test_where_there_are_none_that_is_said(question: str, said: str) -> None:
    plain = parse_bytes(b"# Quays\n\n## 1 Ships\n\nShips lie there for long.\n", "plain.md")
    asked = analyse(question)

    assert part_asked_for(asked, plain).chosen == []
    assert said in no_part_asked_for(asked, [plain])


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("What hypotheses does the paper test?", "The paper states no hypothesis."),
        ("What is their hypothesis?", "The paper states no hypothesis."),
        ("What assumptions does it make?", "The paper states no assumptions."),
        ("What do the authors assume?", "The paper states no assumptions."),
    ],
)
def test_hypotheses_and_assumptions_are_what_a_paper_says_of_itself(
    question: str, silent: str
) -> None:
    matter = matter_of(analyse(question))

    assert matter is not None
    assert matter.silent is not None
    assert matter.silent[0] == silent


@pytest.mark.parametrize(
    "question",
    ["What do the authors assume about customs?", "What is the null hypothesis of the rust test?"],
)
def test_what_is_assumed_of_a_thing_is_searched_for(question: str) -> None:
    assert matter_of(analyse(question)) is None


JOURNEYS = """# Ferries of Denmark

Ada Stone

## 1 Routes

Ferries link Denmark with Norway. They leave for Sweden, Norway, and the Faroes at noon. In New
Mexico there are none. Turkey and the UK build them, as the University of Norway found.

## 2 Food

On board, turkey and china are sold. Guinea pigs travel free.
"""


def test_the_places_of_a_sort_are_named_in_as_few_sentences_as_name_all() -> None:
    paper = parse_bytes(JOURNEYS.encode(), "ferries.md")

    def named(question: str) -> list[str]:
        return marked(places_named(question, paper))

    every = ["Denmark", "Norway", "Sweden", "Norway", "Turkey", "UK", "Norway"]
    assert named("Which countries are mentioned?") == every
    assert named("List all the countries that the paper names") == every
    assert named("Which other countries come up?") == every[2:]
    assert named("Which countries does it mention besides Turkey and the UK?") == every[:4]
    assert named("Which US states are named in the paper?") == ["New Mexico"]


def test_that_no_place_of_a_sort_is_named_is_said() -> None:
    paper = parse_bytes(JOURNEYS.encode(), "ferries.md")
    asked = analyse("Which continents are mentioned?")

    assert not part_asked_for(asked, paper).chosen
    assert no_part_asked_for(asked, [paper]) == "None of the sentences names such a place."


@pytest.mark.parametrize(
    "question",
    ["Which countries build ferries?", "Which countries benefit?", "Which cities are mentioned?"],
)
def test_places_asked_for_by_what_they_do_are_searched_for(paper: Document, question: str) -> None:
    assert places_named(question, paper) is None


TRADERS = """# Ice for Oars

Ada Stone

## 1 Traders

Ice firms, among them Floe, Oars and Glacier Bros, serve the coast. Oars Ltd is the oldest. The
Harbour Council and the University of Norway count them. Trade grew.
"""


def test_the_organisations_of_a_sort_are_named_in_as_few_sentences_as_name_all() -> None:
    paper = parse_bytes(TRADERS.encode(), "ice.md")

    def named(question: str) -> list[str]:
        return marked(organisations_named(question, paper))

    companies = ["Floe", "Oars", "Glacier Bros", "Oars Ltd"]
    assert named("Which companies are mentioned?") == companies
    assert named("List every organisation that is named") == [
        *companies, "Harbour Council", "University of Norway",
    ]  # fmt: skip
    assert named("What universities does the paper name?") == ["University of Norway"]
    assert named("Which firms does it mention besides Floe and Glacier Bros?") == [
        "Oars",
        "Oars Ltd",
    ]
    assert organisations_named("Which companies sell ice?", paper) is None


def test_that_no_organisation_of_a_sort_is_named_is_said() -> None:
    paper = parse_bytes(TRADERS.encode(), "ice.md")
    asked = analyse("Which hospitals are mentioned?")

    assert not part_asked_for(asked, paper).chosen
    told = no_part_asked_for(asked, [paper])
    assert told == "None of the sentences names an organisation by such a word."
