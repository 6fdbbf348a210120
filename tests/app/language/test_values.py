"""Names and quantities in a sentence."""

from __future__ import annotations

import time

import pytest

from app.language.values import labels, names, values


def test_names_are_found_within_and_beside_other_letters() -> None:
    text = "Here mRNA of 2CO2 met Ann Cole."
    assert [text[start:end] for start, end in names(text)] == ["mRNA", "CO2", "Ann Cole"]


def test_a_word_of_half_a_million_letters_is_gone_through_once() -> None:
    start = time.process_time()
    assert names("x" * 500_000) == []
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The axes of Figures 9 and 10 mark 5 rooms.", ["Figures 9 and 10"]),
        ("Note that step (5) keeps 12 pears.", ["step (5"]),
        ("It was seen before (7, 10, 13) in 4 rooms.", ["(7, 10, 13)"]),
        ("Ice is scarce (6) (7) and 3 boats wait.", ["(6) (7)"]),
        ("In Table 1 12 of 15 pears, and 30% on page 4", ["Table 1", "page 4"]),
        ("It took 20 steps, of 2 (1 to 3) rows each.", []),
    ],
)
def test_numbers_of_figures_steps_and_works_are_told_from_those_that_measure(
    text: str, numbers: list[str]
) -> None:
    assert [text[start:end] for start, end in labels(text)] == numbers


@pytest.mark.parametrize(
    ("text", "shown", "kind", "unit"),
    [
        ("Rot takes 80-90% of them.", "80-90%", "percent", "percent"),
        ("It lasts 3–5 days there.", "3–5 days", "number", "day"),
        ("Give 1.5-2.0 mg of it.", "1.5-2.0 mg", "number", "mg"),
        ("They paid 20-30 euros.", "20-30 euros", "money", "euro"),
        ("The scores are 57-62.", "57-62", "number", ""),
    ],
)
def test_a_range_is_one_value_of_the_unit_behind_it(
    text: str, shown: str, kind: str, unit: str
) -> None:
    [value] = values(text)

    assert (text[value.start : value.end], value.kind, value.unit) == (shown, kind, unit)


@pytest.mark.parametrize("text", ["It ran in 2018-2020.", "It ran in 1990-95."])
def test_a_range_of_years_begins_with_a_year(text: str) -> None:
    assert [(value.kind, len(value.number)) for value in values(text)] == [("year", 4)]
