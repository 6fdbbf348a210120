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
    ],
)
def test_what_the_source_says_is_supported(claim: str) -> None:
    assert verdict(claim, SOURCE).support == "supported"


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


def test_words_that_the_source_lacks_make_it_partial_or_worse() -> None:
    found = verdict("Exports reached new markets overseas thanks to generous subsidies.", SOURCE)

    assert found.support != "supported"


def test_a_claim_without_words_is_unsupported() -> None:
    assert verdict("…", SOURCE).support == "unsupported"
