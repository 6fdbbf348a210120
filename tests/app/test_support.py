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


YEAR = (
    "In 2019 the valley’s growers had a total harvest and storage volume of 158.13 billion yuan, a "
    "year-on-year increase of 22.7%."
)
SHIPS = (
    "The export volume came to 107,785 crates, which is 22.1% more than in the year before, and the "
    "import volume to 44,760 crates, which is 24.0% more."
)
ZONE = (
    "By the end of 2018, 45 companies, among them SF Express and Cainiao, had settled in Oakton's "
    "comprehensive bonded zone."
)
DAYS = "The mean incubation period was 5.2 days (95% confidence interval [CI], 4.1 to 7.0)."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The total harvest and storage volume in 2019 was 158.13 billion yuan.", YEAR),
        ("Total harvest and storage volume in 2019: 158.13 billion yuan", YEAR),
        ("The valley's growers had a total harvest and storage volume of 158.13 billion yuan in 2019.", YEAR),
        ("Yes, the total volume increased by 22.7% year on year.", YEAR),
        ("In 2019 the total was CNY 158.13 billion.", YEAR),
        ("In 2019 the total harvest and storage volume was ¥158.13 billion.", YEAR),
        ("The total volume was approximately 158 billion yuan in 2019.", YEAR),
        ("The total volume was 158,130 million yuan in 2019.", YEAR),
        ("Exports amounted to about 108,000 crates.", SHIPS),
        ("The import volume was 44,760 crates, 24.0% more than in the year before.", SHIPS),
        ("By the end of 2018, 45 companies had settled in the comprehensive bonded zone of Oakton.", ZONE),
        ("The mean incubation period was 5.2 days, with a 95% confidence interval of 4.1 to 7.0 days.", DAYS),
    ],
)  # fmt: skip
def test_a_true_sentence_in_the_words_of_a_model_is_supported(claim: str, source: str) -> None:
    assert verdict(claim, source).support == "supported"


@pytest.mark.parametrize(
    ("claim", "source", "why"),
    [
        ("The total harvest and storage volume in 2018 was 158.13 billion yuan.", YEAR, "2018"),
        ("In 2019 the total was USD 158.13 billion.", YEAR, "USD"),
        ("The total volume was 158,130 million dollars in 2019.", YEAR, "158,130"),
        ("The total volume was 158 billion yuan in 2019.", YEAR, "158 billion"),
        ("The total volume was approximately 168 billion yuan in 2019.", YEAR, "168 billion"),
        ("The total volume was about 200 billion yuan in 2019.", YEAR, "200 billion"),
        ("The total volume fell by 22.7% in 2019.", YEAR, "fell"),
        ("The import volume was 107,785 crates.", SHIPS, "import"),
        ("The export volume was 44,760 crates.", SHIPS, "export"),
        ("By the end of 2018, 45 companies had left Oakton's comprehensive bonded zone.", ZONE, "left"),
        ("The paint was bought from PA (Philadelphia, Field Biopolymers).", "The paint was bought from Field Biopolymers (Philadelphia, PA).", "PA"),
        ("The plan of the National Committee's Oakton was followed by all.", "The plan of Oakton's National Committee was followed by all.", "Oakton"),
    ],
)  # fmt: skip
def test_a_false_sentence_in_the_words_of_a_model_is_found_out(
    claim: str, source: str, why: str
) -> None:
    found = verdict(claim, source)

    assert found.support != "supported"
    assert why in found.why


REPORT = (
    "By the end of March 92 confirmed cases were known, 54 of them in Sofia. The treatment cost "
    "$104.9 million abroad and $158.7 million in all, 62% of the budget; 10 critics and more than "
    "300 nurses were asked."
)


@pytest.mark.parametrize(
    "claim",
    [
        "More than 90 confirmed cases were known by the end of March.",
        "Over 85 cases were confirmed and known by the end of March.",
        "At least 90 confirmed cases were known.",
        "Fewer than 100 confirmed cases were known by the end of March.",
        "Up to 95 confirmed cases were known.",
        "90 or more confirmed cases were known.",
        "The treatment cost more than $150 million in all.",
        "The treatment cost over 150 million dollars in all.",
        "The treatment cost more than 60% of the budget.",
    ],
)
def test_a_bound_that_the_figure_keeps_is_supported(claim: str) -> None:
    assert verdict(claim, REPORT).support == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "More than 95 confirmed cases were known by the end of March.",
        "Fewer than 90 confirmed cases were known by the end of March.",
        "No more than 90 confirmed cases were known by the end of March.",
        "At least 60 of them were in Sofia.",
        "The treatment cost less than $150 million in all.",
        "The treatment cost more than $20 million in all.",
        "The treatment cost less than 60% of the budget.",
        "More than 60 nurses and critics were asked.",
        "More than 200 nurses were asked.",
        "Fewer than 400 nurses were asked.",
        "About 85 confirmed cases were known by the end of March.",
        "85 confirmed cases were known by the end of March.",
    ],
)
def test_a_bound_that_the_figure_breaks_or_lies_far_from_is_unsupported(claim: str) -> None:
    assert verdict(claim, REPORT).support == "unsupported"


@pytest.mark.parametrize(
    ("claim", "around", "support", "why"),
    [
        ("In Lyon the wells were dug by hand.", "Wells of Lyon", "partial", "'Lyon'"),
        ("In 1911 the wells were dug by hand.", "The wells of 1911", "partial", "1911"),
        ("In Lyon the wells were dug by hand.", "Wells of Paris", "unsupported", "Lyon"),
        ("In Lyon the wells were not dug by hand.", "Wells of Lyon", "unsupported", "denies"),
        ("In Lyon 40 wells were dug by hand.", "Wells of Lyon", "unsupported", "40"),
    ],
)
def test_a_name_or_year_that_only_stands_around_the_words_cited_is_partly_supported(
    claim: str, around: str, support: str, why: str
) -> None:
    found = verdict(claim, "The wells were dug by hand.", around)

    assert found.support == support
    assert why in found.why


def test_a_year_around_does_not_stand_for_the_one_that_the_words_cited_give() -> None:
    found = verdict("In 1911 the wells were dug.", "In 1912 the wells were dug.", "Wells in 1911")

    assert found.support == "unsupported"
    assert "1912" in found.why


def test_no_fewer_than_denies_nothing() -> None:
    found = verdict("No fewer than 92 confirmed cases were known by the end of March.", REPORT)

    assert found.support == "supported"


def test_figures_of_two_contraries_named_in_one_breath_are_left_open() -> None:
    source = "Exports and imports were 44 and 113 tonnes, respectively."

    assert verdict("Imports were 113 tonnes.", source).support == "supported"
    assert verdict("Exports were 44 tonnes.", source).support == "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Deaths fell by 20% in 2019.", "While cases rose in 2019, the number of deaths fell by 20%."),
        ("Children aged 5 rose by 10 points.", "Scores fell in children aged 5 who were untreated, but treated children rose by 10 points."),
        ("Exports reached 5 tonnes in 2019.", "In 2019 imports were 3 tonnes, while the value of all exports reached 5 tonnes."),
    ],
)  # fmt: skip
def test_a_figure_that_only_stands_by_is_tied_to_no_rise_and_to_none_of_two_contraries(
    claim: str, source: str
) -> None:
    assert verdict(claim, source).support == "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Costs rose by 4.5%.", "In 2019 costs rose by 4.5 per cent."),
        ("Costs rose by 4.5 per cent.", "In 2019 costs rose by 4.5%."),
        ("It was rare (p < 0.05).", "It was rare (p < .05)."),
        ("It was rare (p < .05).", "It was rare (p < 0.05)."),
    ],
)
def test_a_number_may_be_written_in_another_way(claim: str, source: str) -> None:
    assert verdict(claim, source).support == "supported"
    assert verdict(claim, source.replace("5", "7")).support == "unsupported"


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
