"""Sections and pages are asked for by number, by their place, several at once, bare."""

from __future__ import annotations

import pytest

from app.question.questions import analyse
from app.question.sections_named import (
    PageWanted,
    asks_within,
    beside,
    by_numbers,
    in_figures,
    numbers_in,
    page_wanted,
    places_in,
    with_section,
)

KNOWN = frozenset({"3", "3.1", "3.2", "3.4.2", "4.4", "5.1"})


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("§ 4.2", ("4.2",)),
        ("What does § 4.2 say?", ("4.2",)),
        ("What does subsection 3.4.2 say?", ("3.4.2",)),
        ("What do sections 3.1 and 3.2 say?", ("3.1", "3.2")),
        ("Compare section 4.4 with section 5.1.", ("4.4", "5.1")),
        ("Summarise chapters 2, 3 and 5", ("2", "3", "5")),
        ("sections 3.1 to 3.4", ("3.1", "3.2", "3.3", "3.4")),
        ("What does section 3.2 and 5 percent mean?", ("3.2",)),
        ("What do sections 3 and 5 of the Act say?", ()),
    ],
)
def test_several_sections_are_named_at_once(question: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(question) == numbers
    assert analyse(question).section == (numbers[0] if numbers else "")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("What does the last section say?", -1),
        ("what does the final chapter of the paper say?", -1),
        ("Summarise the second chapter", 1),
        ("What is the first section about?", 0),
        ("What does the second last section say?", -2),
        ("What does the first section of the pipeline say?", None),
        ("the last section of the questionnaire", None),
        ("Which section is longest?", None),
        ("What does the second stage bring?", None),
    ],
)
def test_a_section_is_known_by_its_place(question: str, place: int | None) -> None:
    assert places_in(question) == (() if place is None else (place,))


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Compare the first chapter and the last chapter", (0, -1)),
        ("difference between the first chapter and the second chapter", (0, 1)),
        ("What do the first and the last section say?", (0, -1)),
        ("Compare the second and third chapters", (1, 2)),
        ("Compare the first and the last section of the pipeline", ()),
        ("Compare the first and the last stage", ()),
    ],
)
def test_several_sections_are_known_by_their_places(question: str, places: tuple[int, ...]) -> None:
    assert places_in(question) == places


def test_what_is_asked_of_a_section_by_its_place_is_asked_of_its_number() -> None:
    numbers = {0: "1", -1: "5"}

    def numbered(text: str) -> str:
        return by_numbers(text, lambda place: numbers.get(place, ""))

    asked = numbered("What does the last section say about frost?")
    assert asked == "What does section 5 say about frost?"
    asked = numbered("What does the first chapter say and what does the last chapter say?")
    assert asked == "What does section 1 say and what does section 5 say?"
    assert numbered("In the first chapter, who is thanked?") == "In section 1, who is thanked?"
    for other in (
        "What does the ninth section say about frost?",
        "When was the first section opened?",
        "Who died in the first section of the tunnel?",
    ):
        assert numbered(other) == other


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does 3.4.2 say?", "What does section 3.4.2 say?"),
        ("summarise 3.4.2", "summarise section 3.4.2"),
        ("What is in 3.2?", "What is in section 3.2?"),
        ("difference between 4.4 and 5.1", "difference between sections 4.4 and 5.1"),
        ("How do 4.4 and 5.1 differ?", "How do sections 4.4 and 5.1 differ?"),
        ("3.1 and 3.2, please", "sections 3.1 and 3.2, please"),
    ],
)
def test_a_number_alone_is_a_section_where_there_is_such_a_one(question: str, named: str) -> None:
    assert with_section(question, KNOWN) == named


@pytest.mark.parametrize(
    "question",
    [
        "What is 3.2 percent of the harvest?",
        "What does version 3.1 say?",
        "What does 9.9 say?",
        "What is the difference between 4.4 and 9.9?",
        "Did it grow by 3.1 or 3.2?",
        "What does 3 say?",
        "difference between 4.4 and 5.1 tonnes",
        "Why did it fall from 4.4 to 3.2?",
    ],
)
def test_other_numbers_are_no_sections(question: str) -> None:
    assert with_section(question, KNOWN) == question


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("What does page 1 say?", PageWanted(1, 0)),
        ("page 3", PageWanted(3, 0)),
        ("p. 3", PageWanted(3, 0)),
        ("what's on page 3?", PageWanted(3, 0)),
        ("Can you show me page 3 of the paper, please?", PageWanted(3, 0)),
        ("What does it say on page 2?", PageWanted(2, 0)),
        ("Summarise page 2 in two sentences", PageWanted(2, 0)),
        ("What is on the last page?", PageWanted(None, -1)),
        ("What is on the penultimate page?", PageWanted(None, -2)),
        ("what is on the first page of the paper", PageWanted(None, 0)),
        ("What does page 3 of the contract law say?", None),
        ("What is on page 3 of the newspaper?", None),
        ("On which page is frost mentioned?", None),
        ("How many pages does it have?", None),
        ("What does page 3 say about frost?", None),
        ("What is on the home page?", None),
        ("What is page rank?", None),
        ("Who wrote the first page of the diary?", None),
    ],
)
def test_a_page_is_asked_for_as_a_whole(question: str, page: PageWanted | None) -> None:
    assert page_wanted(question) == page


@pytest.mark.parametrize(
    "question",
    [
        "What are the subsections of section 4?",
        "Which sections are in chapter 3?",
        "How many subsections does section 3 have?",
        "List the headings under section 2",
        "Does section 4 have subsections?",
        "How is chapter 3 structured?",
        "Which sections does the last chapter contain?",
    ],
)
def test_what_a_section_holds_is_asked_for(question: str) -> None:
    assert asks_within(question)


@pytest.mark.parametrize(
    "question",
    [
        "What are the sections of the paper?",
        "Which problems are in section 3?",
        "What does section 3 say?",
        "How many growers does section 3 name?",
        "Which parts of the valley does section 3 name?",
    ],
)
def test_what_a_section_says_is_not_what_it_holds(question: str) -> None:
    assert not asks_within(question)


def test_the_section_next_to_one_is_asked_for() -> None:
    assert beside("What comes after section 3.4?") == 1
    assert beside("Which section follows section 3?") == 1
    assert beside("what comes before chapter 2?") == -1
    assert beside("What does section 3 say about what comes after frost?") == 0
    assert beside("What comes after frost?") == 0


@pytest.mark.parametrize(
    ("place", "name"), [(0, "first page"), (-1, "last page"), (-2, "second last page")]
)
def test_a_page_is_called_by_its_place(place: int, name: str) -> None:
    assert PageWanted(None, place).name == name


@pytest.mark.parametrize(
    ("question", "in_figure"),
    [
        ("What does section III say?", "What does section 3 say?"),
        ("Summarise Chapter IV.", "Summarise Chapter 4."),
        ("What does the section I read say?", "What does the section I read say?"),
        ("What is division IV about?", "What is division IV about?"),
    ],
)
def test_a_number_in_letters_is_read_as_one_in_figures(question: str, in_figure: str) -> None:
    assert in_figures(question) == in_figure
