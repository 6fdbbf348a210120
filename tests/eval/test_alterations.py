"""Sentences made false: one change, of the kind that is told, and never none."""

# ruff: noqa: S311 - repeatable draws, not secrets

from __future__ import annotations

import random

import pytest

from eval.alterations import alter, borrow, exchange, names_in, reword

SENTENCE = (
    "The trial of 120 patients in Boston showed that mortality was higher in 1999 with 20 mg."
)


def every_alteration(sentence: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for seed in range(200):
        altered = alter(sentence, random.Random(seed), names=("Paris", "Lyon"))
        if altered is not None:
            found.setdefault(altered.kind, set()).add(altered.text)
    return found


def test_each_kind_of_change_is_made() -> None:
    assert set(every_alteration(SENTENCE)) == {
        "number",
        "unit",
        "year",
        "name",
        "direction",
        "negation",
    }


def test_an_altered_sentence_differs_from_the_true_one() -> None:
    for texts in every_alteration(SENTENCE).values():
        assert SENTENCE not in texts


def test_a_year_is_not_changed_as_a_number() -> None:
    assert all("1999" in text for text in every_alteration(SENTENCE)["number"])


@pytest.mark.parametrize(
    ("sentence", "kind", "altered"),
    [
        ("Dogs are not harmed.", "negation", "Dogs are harmed."),
        ("It weighs 5 kg", "unit", "It weighs 5 g"),
        ("Prices rose sharply", "direction", "Prices fell sharply"),
    ],
)
def test_a_change_reads_as_expected(sentence: str, kind: str, altered: str) -> None:
    assert altered in every_alteration(sentence)[kind]


def test_what_holds_nothing_to_change_is_left() -> None:
    assert alter("Dogs bark", random.Random(0), names=()) is None


def test_the_same_seed_makes_the_same_change() -> None:
    first, second = (alter(SENTENCE, random.Random(5), names=("Paris",)) for _ in range(2))
    assert first == second


def test_names_are_found_inside_a_sentence_only() -> None:
    assert names_in("Trials in New York and Rome. Others failed.") == ["New York", "Rome"]


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("It rose by 5% there.", "It rose by 5 percent there."),
        ("It cost 1,200 euros.", "It cost 1200 euros."),
        ("There were three trials.", "There were 3 trials."),
        ("However, the trial went on.", "The trial went on."),
        (
            "In 2019, the growers of the valley sold more.",
            "The growers of the valley sold more in 2019.",
        ),
        ("Nothing here can be said otherwise.", ""),
    ],
)
def test_a_sentence_is_reworded_without_another_meaning(sentence: str, meaning: str) -> None:
    assert reword(sentence, random.Random(1)) == meaning


def test_numbers_and_names_are_exchanged() -> None:
    found = {
        exchange("Of 40 pupils in Lyon 12 moved to Paris.", random.Random(n)) for n in range(9)
    }

    assert found == {
        "Of 12 pupils in Lyon 40 moved to Paris.",
        "Of 40 pupils in Paris 12 moved to Lyon.",
    }
    assert exchange("Nobody moved [1] at all [2].", random.Random(1)) == ""


def test_a_number_is_borrowed_from_the_neighbour() -> None:
    assert borrow("It took 5 days [3].", "Others took 9 days in 2019.", random.Random(1)) == (
        "It took 9 days [3]."
    )
    assert borrow("It took 5 days.", "Others took long.", random.Random(1)) == ""
