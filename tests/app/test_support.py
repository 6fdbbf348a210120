"""Verdicts: true sentences stay supported, sentences with one thing changed do not."""

# ruff: noqa: E501 - a table of claims

from __future__ import annotations

import pytest

from app.support import verdict

SOURCE = (
    "In 2019, exports reached 113.37 billion yuan, an increase of 22.1% over 2018, according to the "
    "Department of Commerce. Patients received 5 mg twice a day for 10 days and did not improve."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Exports reached 113.37 billion yuan in 2019.",
        "According to the Department of Commerce, exports increased by 22.1% over 2018.",
        "Patients received 5 mg twice a day for 10 days and did not improve.",
        "In 2019 exports were 113.37 billion yuan [1].",
        "Patients received 5 mg twice a day over 10 days and did not improve.",
    ],
)
def test_what_the_source_says_is_supported(claim: str) -> None:
    assert verdict(claim, SOURCE).support == "supported"


def test_a_unit_may_be_spelled_out() -> None:
    source = "Each query took 264 ms on the board."

    assert verdict("Each query took 264 milliseconds on the board.", source).support == "supported"
    assert verdict("Each query took 264 seconds on the board.", source).support == "unsupported"


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("Exports reached 131.37 billion yuan in 2019.", "113.37 billion yuan"),
        ("Exports reached 113.37 billion yuan in 2021.", "2021"),
        ("Exports reached 113.37 million yuan in 2019.", "million"),
        ("Patients received 5 g twice a day for 10 days and did not improve.", "5"),
        ("Patients received 5 mg twice a day for 10 weeks and did not improve.", "10"),
        ("Exports reached 113.37 billion yuan in 2019, a decrease of 22.1%.", "decrease"),
        ("Patients received 5 mg twice a day for 10 days and did improve.", "not"),
        ("Exports did not reach 113.37 billion yuan in 2019.", "denies"),
        ("In 2019, exports reached 113.37 billion yuan, according to the Ministry of Finance.", "Ministry"),
        ("Imports reached 113.37 billion yuan in 2019.", "Imports"),
    ],
)  # fmt: skip
def test_one_thing_changed_is_unsupported_and_named(claim: str, why: str) -> None:
    found = verdict(claim, SOURCE)

    assert found.support == "unsupported"
    assert why in found.why


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Guidance from WHO was followed in 12 wards.", "Guidance from NICE, who met often, was followed in 12 wards."),
        ("Each query took 264 s on the board in row 5.", "Each query took 264 ms on the board in row 5."),
        ("Of 40 children 12 fell ill.", "Of 12 children 40 fell ill."),
        ("The trial ran from 2011 to 2014 in Lyon and Paris.", "The trial ran from 2014 to 2011 in Lyon and Paris."),
        ("A query took under 1.2 seconds on the phones that we tried.", "A query took over 1.2 seconds on the phones that we tried."),
        ("Symptoms began 3 days after the first contact with the herd.", "Symptoms began 3 days before the first contact with the herd. They ended after a week."),
        ("The wells of [4] were dug by hand.", "The wells of [3] were dug by hand. Those of [4] were drilled."),
        ("The incubation period is 9 days for adults.", "The incubation period is 5 days for adults. It is 9 days for children."),
    ],
)  # fmt: skip
def test_what_the_source_says_of_something_else_is_not_supported(claim: str, source: str) -> None:
    assert verdict(claim, source).support != "supported"


def test_an_aside_that_denies_may_be_left_out() -> None:
    source = "The table holds the key of each row (not shown) and the date of the last change."

    assert verdict("The table holds the key of each row.", source).support == "supported"
    assert verdict("The table holds no key of each row.", source).support == "unsupported"
    assert verdict(source.replace("not ", ""), source).support == "unsupported"


def test_words_that_the_source_lacks_make_it_partial_or_worse() -> None:
    found = verdict("Exports reached new markets overseas thanks to generous subsidies.", SOURCE)

    assert found.support != "supported"


def test_a_claim_without_words_is_unsupported() -> None:
    assert verdict("…", SOURCE).support == "unsupported"
