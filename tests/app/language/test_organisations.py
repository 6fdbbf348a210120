"""Names of organisations, known by a word that they have or by the list that they stand in."""

from __future__ import annotations

import pytest

from app.language.organisations import Sort, organisations


def named(text: str, sort: Sort = "organisation") -> list[str]:
    return [text[start:end] for start, end in organisations(text, sort)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Fruit said so.", ["Ministry of Fruit"]),
        ("It was for the Orchard Growers Association's members.", ["Orchard Growers Association"]),
        ("Centers for Pest Control and Care met.", ["Centers for Pest Control and Care"]),
        ("The WHO and Harbour Customs agree.", ["WHO", "Harbour Customs"]),
        ("The department of a bank sold it.", []),
        ("Department heads met. The Department closed.", []),
        ("Pears grow in Union City and College Station.", []),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_a_word_of_its_name(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Growers, and shipping companies such as Oars, eBoat and the North Line, came.",
            ["Oars", "eBoat", "North Line"],
        ),
        ("Two firms came to the town: Pear.com, as well as Quince.", ["Pear.com", "Quince"]),
        ("Firms like to ship pears. Oars came.", []),
        ("Many firms, including small ones in Oldtown, came.", []),
    ],
)
def test_what_stands_in_a_list_of_companies_is_one(text: str, names: list[str]) -> None:
    assert named(text, "company") == named(text) == names


def test_a_sort_is_told_from_the_others() -> None:
    text = "Oars Ltd, the University of Norway and Hill Hospital gave ice to the Ice Council."

    assert named(text, "company") == ["Oars Ltd"]
    assert named(text, "university") == ["University of Norway"]
    assert named(text, "hospital") == ["Hill Hospital"]
    assert named(text) == ["Oars Ltd", "University of Norway", "Hill Hospital", "Ice Council"]
