"""Which of the ranked sentences are shown, and in what order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.evidence.candidates import Candidate
from app.evidence.ranking import rank
from app.extract import MOST, choose
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.app.choosing import PAPER, PAPER_OPENINGS, asking, ranked, shown


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER.encode(), "pears.md")


def test_nothing_is_chosen_from_nothing(hashing_encoder: Encoder) -> None:
    assert choose(asking("Why did prices rise?", hashing_encoder), []) == []


def test_a_sentence_that_surely_answers_is_shown_alone(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("Why did prices rise?", hashing_encoder)

    assert shown(document, query, {"Prices": 9.0, "Growers": 3.0, "Merchants": 2.0}) == ["Prices"]


def test_where_no_sentence_stands_out_more_of_them_are_shown(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("What is known of pears?", hashing_encoder)
    even = dict.fromkeys(PAPER_OPENINGS, 0.0)

    assert len(shown(document, query, even)) == MOST
    assert len(shown(document, query, even | {PAPER_OPENINGS[0]: 6.0})) == 1


def test_what_is_likely_is_shown_however_long_it_is_and_what_is_not_only_where_it_is_short(
    hashing_encoder: Encoder,
) -> None:
    long = [f"{name} {'pears and ' * 60}plums." for name in ("Red", "Green", "Brown")]
    document = parse_bytes(f"# Pears\n\n{' '.join(long)}\n".encode(), "pears.md")
    scores = {"Red": 3.0, "Green": 2.0, "Brown": 0.0}
    shown = choose(asking("What is said of pears?", hashing_encoder), ranked(document, scores))

    assert [item.text.split()[0] for item in shown] == ["Red", "Green"]


def test_two_that_answer_equally_well_are_both_shown_the_better_section_first(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("Why did prices rise?", hashing_encoder)

    assert shown(document, query, {"Prices": 5.1, "Growers": 5.0, "Merchants": 1.0}) == [
        "Prices",
        "Growers",
    ]


def test_of_what_follows_the_best_in_its_paragraph_the_likeliest_is_shown_not_the_next(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("Why do boats cost so much?", hashing_encoder)
    scores = {"Boats": 9.0, "Growers": 5.7, "Locks": 5.6, "Crates": 5.2}

    assert shown(document, query, scores) == ["Boats", "Locks"]
    assert shown(document, query, {"Locks": 9.0, "Boats": 5.8}) == ["Locks"]


def test_the_next_sentence_is_shown_where_it_points_back(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("How do pears keep?", hashing_encoder)

    assert shown(document, query, {"The room": 9.0, "It": 2.0}) == ["The", "It"]
    assert shown(document, query, {"Boats": 9.0, "Crates": 2.0}) == ["Boats"]


def test_a_yes_or_no_question_is_met_with_what_the_paper_found_itself(
    document: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Some": 9.0, "In conclusion": 6.0}

    assert shown(document, asking("Are winter pears sour?", hashing_encoder), scores) == [
        "Some",
        "In",
    ]
    assert shown(document, asking("Who holds this?", hashing_encoder), scores) == ["Some"]
    assert shown(
        document,
        asking("Are winter pears sour?", hashing_encoder),
        {"Some": 9.0, "In conclusion": 4.0},
    ) == ["Some"]


def test_a_sentence_that_says_how_many_there_are_comes_with_them(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("Why is the river dear?", hashing_encoder)

    assert shown(document, query, {"Three": 9.0, "Prices": 1.0}) == [
        "Three",
        "Boats",
        "Crates",
        "Locks",
    ]


def test_of_things_that_are_counted_off_the_rest_comes_with_two_of_them(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("Why are rivers dear?", hashing_encoder)
    two = {"Boats": 5.0, "Crates": 4.9, "Three": 0.0, "Locks": -1.0, "Ice": -1.5}
    one = {"Boats": 9.0, "Crates": 0.0, "Three": 0.0, "Locks": -1.0, "Ice": -1.5}

    assert shown(document, query, two) == ["Boats", "Crates", "Locks"]
    assert shown(document, query, one) == ["Boats"]


def test_what_says_that_there_are_several_of_what_is_asked_for_opens_its_list(
    document: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Prices": 9.0, "Three": 6.0, "Boats": 0.0, "Crates": 0.0, "Locks": 0.0}

    reasons = asking("Which reasons are told?", hashing_encoder)
    assert "Locks" in shown(document, reasons, scores)
    assert shown(document, asking("Which methods are told?", hashing_encoder), scores) == ["Prices"]


def test_of_two_things_the_second_is_told_of_too(
    document: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Boats": 9.0, "Crates": 4.0, "Ice": 3.5}

    two = asking("What do boats and crates need?", hashing_encoder)
    assert shown(document, two, scores) == ["Boats", "Crates"]
    one = asking("What do boats need?", hashing_encoder)
    assert shown(document, one, scores) == ["Boats"]


def test_what_ends_in_a_colon_comes_with_what_follows(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("Which names are common?", hashing_encoder)

    assert shown(document, query, {"Two": 9.0, "Prices": 1.0}) == ["Two", "Butter"]


@pytest.mark.parametrize(
    "signpost",
    [
        "In this section, we describe how pears are kept.",
        "We then describe how pears are kept in Section 4.",
        "The remainder of this paper is about how pears are kept.",
        "In the following, we explain how pears are kept.",
        "We show how pears are kept in Table 2.",
        "See Table 2 for how pears are kept.",
    ],
)
def test_what_only_says_where_something_is_said_comes_after_what_says_it(
    document: Document, signpost: str
) -> None:
    said = "Pears are kept in a cold room, as shown in Section 2."
    alike = {"late": 0.8, "lexical": 0.9}
    ranking = rank(
        [
            Candidate(document, 0, "1", at, at + 9, text, alike)
            for at, text in enumerate([signpost, said])
        ]
    )

    assert [candidate.text for candidate, _ in ranking] == [said, signpost]


def test_where_one_thing_is_asked_for_what_tells_it_comes_first(
    document: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Merchants": 5.2, "Growers": 5.0}

    asked = asking("Do merchants weigh crates?", hashing_encoder)
    assert shown(document, asked, scores) == ["Merchants", "Growers"]


def test_a_section_of_two_likely_sentences_comes_before_that_of_the_likeliest_one(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("How are pears sold?", hashing_encoder)
    one_a_section = {"Prices": 5.3, "Growers": 5.1, "Merchants": 1.0}

    assert shown(document, query, one_a_section) == ["Prices", "Growers"]
    assert shown(document, query, one_a_section | {"Merchants": 5.0}) == [
        "Growers",
        "Merchants",
        "Prices",
    ]


def test_where_in_a_passage_the_answer_begins_says_less_of_one_section_beside_another(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("How are pears sold?", hashing_encoder)
    told = ranked(document, {"Prices": 5.2, "Growers": 5.0})
    begun = [
        (replace(each, features={**each.features, "begins": float(each.text[0] == "P")}), score)
        for each, score in told
    ]

    assert [item.text.split()[0] for item in choose(query, told)] == ["Prices", "Growers"]
    assert [item.text.split()[0] for item in choose(query, begun)] == ["Growers", "Prices"]


def test_sentences_of_one_section_stand_in_reading_order(
    document: Document, hashing_encoder: Encoder
) -> None:
    query = asking("How are pears sold?", hashing_encoder)

    assert shown(document, query, {"Merchants": 5.2, "Growers": 5.0}) == ["Growers", "Merchants"]


def test_what_is_of_another_time_is_not_shown(document: Document, hashing_encoder: Encoder) -> None:
    query = asking("What happened after 2012?", hashing_encoder)
    told = ranked(document, {"Pears keep": 3.0, "Prices": 2.5})
    years = {"Pears": -1.0, "Prices": 1.0}

    dated = [
        (replace(each, features={**each.features, "year": years[each.text.split()[0]]}), score)
        for each, score in told
    ]

    assert [item.text.split()[0] for item in choose(query, dated)] == ["Prices"]


def test_beside_what_tells_of_a_year_nothing_of_another_is_shown(hashing_encoder: Encoder) -> None:
    text = "# Ice\n\nIce was dear in 2011.\n\nIn 2018 ice was cheap.\n\nIce melts.\n"
    told = ranked(
        parse_bytes(text.encode(), "ice.md"), {"Ice was": 3.0, "In 2018": 2.9, "Ice m": 2}
    )

    dated = choose(asking("How dear was ice in 2011?", hashing_encoder), told)
    undated = choose(asking("How dear was ice?", hashing_encoder), told)

    assert [item.text.split()[1] for item in dated] == ["was", "melts."]
    assert [item.text.split()[1] for item in undated] == ["was", "2018", "melts."]


def test_what_brings_down_a_cost_is_not_shown_where_what_drives_it_up_is_asked(
    hashing_encoder: Encoder,
) -> None:
    text = "# Ice\n\n## 1. Costs\n\nCrates cut the cost of ice.\n\nTolls raise the cost of ice.\n"
    told = ranked(parse_bytes(text.encode(), "ice.md"), {"Crates": 5.0, "Tolls": 3.0})

    up = choose(asking("What drives up the cost of ice?", hashing_encoder), told)
    down = choose(asking("What cuts the cost of ice?", hashing_encoder), told)

    assert [item.text.split()[0] for item in up] == ["Tolls"]
    assert [item.text.split()[0] for item in down] == ["Crates"]
