"""What a question singles out comes first: an item by its place, a number, a kind, an aim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.evidence.singled_out import without_contrary
from app.extract import choose
from app.question.questions import analyse
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.app.choosing import asking, ranked

ORDERED = b"""# Pears

## 1. Losses

Three measures against losses in cold rooms are proposed. First, the room is dried. Second, ice is
bought. Third, the door is shut.

## 2. Costs

Two factors keep the costs of ice high. Boats need crews. Locks charge tolls.

Some ways to cut waste are known. First, crates are washed. Second, lids are kept. Finally, straw is
burnt.

Six measures cut tolls. Boats wait. Locks open. Crews rest.

## 3. Trade

Exports rose by 12.5% in May. Exports of plums fell. Imports rose by 22.1%, and exports by 4%.

Growers settled in Oslo: Frost, Stone, and Rivers. Cold stores, among them Icy and Polar, came.

Growers should dry rooms. Growers must weigh crates. Growers can shut doors. Ice is dear.
"""


@pytest.fixture
def ordered() -> Document:
    return parse_bytes(ORDERED, "ordered.md")


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("What is the third measure against losses in cold rooms?", "Third, the door is shut."),
        ("What's the first measure against losses?", "First, the room is dried."),
        ("Name the last measure against losses in cold rooms.", "Third, the door is shut."),
        ("What is the third way to cut waste?", "Finally, straw is burnt."),
        ("What is the last way to cut waste?", "Finally, straw is burnt."),
        ("What is the second way to cut waste?", "Second, lids are kept."),
        ("What is the 2nd factor that keeps the costs of ice high?", "Locks charge tolls."),
    ],
)
def test_the_item_that_is_asked_for_by_its_place_is_shown_alone(
    ordered: Document, hashing_encoder: Encoder, question: str, item: str
) -> None:
    query = asking(question, hashing_encoder)
    scores = {"Three measures": 5.0, "First, the": 4.0, "Two factors": 3.0, "Some ways": 2.9}

    assert [each.text for each in choose(query, ranked(ordered, scores))] == [item]


@pytest.mark.parametrize(
    "question",
    [
        "What is the second largest risk of losses in cold rooms?",
        "What is the fourth measure against losses in cold rooms?",
        "What are the first measures against losses?",
        "What is the fourth way to cut waste?",
        "What is the third measure that cuts tolls?",  # six are announced, three are told
    ],
)
def test_where_no_item_is_at_that_place_all_are_shown(
    ordered: Document, hashing_encoder: Encoder, question: str
) -> None:
    query = asking(question, hashing_encoder)

    assert len(choose(query, ranked(ordered, {"Three measures": 5.0, "Six": 4.9}))) > 1


def test_what_bears_the_number_that_is_asked_about_comes_first(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Exports rose": 5.0, "Imports": 4.0, "Boats need": 0.0}

    told = choose(asking("22.1%?", hashing_encoder), ranked(ordered, scores))
    assert told[0].text.startswith("Imports rose by 22.1%")
    told = choose(asking("Was it 99%?", hashing_encoder), ranked(ordered, scores))
    assert told[0].text.startswith("Exports rose")


def test_what_bears_the_kind_of_thing_that_is_asked_about_comes_first(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Growers settled": 5.0, "Cold stores": 4.0}

    told = choose(
        asking("Which cold stores came to Oslo?", hashing_encoder), ranked(ordered, scores)
    )
    assert told[0].text.startswith("Cold stores")
    told = choose(
        asking("Which warm stores came to Oslo?", hashing_encoder), ranked(ordered, scores)
    )
    assert told[0].text.startswith("Growers settled")


AIMS = """# Aims

## 1. Rules

Rules bind growers.

## 2. Order

Their aim is order.

## 3. Crates

Growers should weigh crates.

## 4. Ice

A town should buy ice.
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What purpose do the rules serve?", "Their"),
        ("Which rules bind growers?", "Rules"),
        ("What should growers do about ice?", "Growers"),
        ("What can towns do about crates?", "A town"),
        ("What can be done about ice?", "Growers"),
        ("What do the authors hope their proposals will bring?", "Their"),
        ("What do the authors mean by rules?", "Rules"),
    ],
)
def test_what_tells_an_aim_or_what_one_should_do_comes_first_where_that_is_asked(
    hashing_encoder: Encoder, question: str, first: str
) -> None:
    aims = parse_bytes(AIMS.encode(), "aims.md")
    scores = {"Rules": 5.0, "Their": 3.0, "Growers": 2.8, "A town": 2.7}
    scored = [
        (replace(each, features={**each.features, "carried": 0.5, "lexical": 0.5}), score)
        for each, score in ranked(aims, scores)
    ]

    told = choose(asking(question, hashing_encoder), scored)
    assert told[0].text.startswith(first)


def test_of_a_name_only_what_names_it_is_shown(ordered: Document, hashing_encoder: Encoder) -> None:
    scores = {"Exports rose": 5.0, "Growers settled": 4.0, "Locks charge": 3.9}

    query = asking("What does the paper say about Oslo?", hashing_encoder)
    assert [each.text[:15] for each in choose(query, ranked(ordered, scores))] == [
        "Growers settled"
    ]
    query = asking("What does the paper say about ice?", hashing_encoder)
    assert choose(query, ranked(ordered, scores))[0].text.startswith("Exports rose")


def test_the_role_of_a_thing_is_told_by_all_that_names_it(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Second, ice": 5.0, "Locks charge": 4.0, "Two factors": 0.5, "Cold stores": 0.4}

    query = asking("What role does ice play in cold rooms?", hashing_encoder)
    told = " ".join(each.text for each in choose(query, ranked(ordered, scores)))
    assert "Second, ice is" in told
    assert "costs of ice" in told
    assert "Cold stores" not in told


def test_the_role_of_a_name_is_told_by_what_names_it(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Cold stores": 5.0, "Second, ice": 1.0}

    for asked, all_told in (("Ice", False), ("ice", True)):
        query = asking(f"What is the role of {asked} in trade?", hashing_encoder)
        told = " ".join(each.text for each in choose(query, ranked(ordered, scores)))
        assert "Second, ice" in told or all_told
        assert ("Cold stores" in told) == all_told


def test_what_is_wrong_comes_first_where_that_is_asked(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scored = [
        (replace(each, features={**each.features, "trouble": each.text.startswith("Ice")}), score)
        for each, score in ranked(ordered, {"Growers should": 5.0, "Ice is": 4.5})
    ]

    told = choose(asking("What held growers back?", hashing_encoder), scored)
    assert told[0].text == "Ice is dear."
    told = choose(asking("What did growers do?", hashing_encoder), scored)
    assert told[0].text == "Growers should dry rooms."


def test_of_a_thing_that_the_best_sentence_names_all_that_names_it_is_shown(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Second, ice": 5.0, "Locks charge": 4.0, "Two factors": 0.5, "Cold stores": 0.4}

    query = asking("What does the paper say about ice?", hashing_encoder)
    told = " ".join(each.text for each in choose(query, ranked(ordered, scores)))
    assert "Second, ice is" in told
    assert "costs of ice" in told
    assert "Cold stores" not in told


OTHERS = """# Pears

Growers wait. Firms should buy ice. If they do, pears keep better. The state ought to build rooms.
"""


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("How can the government keep pears?", ["The state ought to build rooms."]),
        ("What should companies do?", ["Firms should buy ice.", "If they do, pears keep better."]),
    ],
)
def test_what_others_should_do_is_not_told_where_it_is_asked_what_the_state_can_do(
    hashing_encoder: Encoder, question: str, shown: list[str]
) -> None:
    others = parse_bytes(OTHERS.encode(), "others.md")
    scores = {"Firms": 5.0, "The state": 4.9, "If they": 4.8}

    told = choose(asking(question, hashing_encoder), ranked(others, scores))
    assert [each.text for each in told] == shown


@pytest.mark.parametrize(
    "question", ["How can companies be helped?", "How can companies’ costs be lowered?"]
)
def test_what_anybody_can_do_for_firms_may_be_what_the_state_should_do(
    hashing_encoder: Encoder, question: str
) -> None:
    others = parse_bytes(OTHERS.encode(), "others.md")
    scores = {"The state": 5.0, "Firms": 4.9}

    told = choose(asking(question, hashing_encoder), ranked(others, scores))
    assert "The state ought to build rooms." in [each.text for each in told]


def test_exports_alone_tell_nothing_of_whether_imports_fell(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Exports of": 5.0, "Imports": 4.8}
    chosen = choose(asking("Did imports fall?", hashing_encoder), ranked(ordered, scores))

    told = without_contrary(analyse("Did imports fall?"), chosen)
    assert [each.text[:12] for each in told] == ["Imports rose"]
    for other in ("Did exports fall?", "What did imports do?"):
        assert without_contrary(analyse(other), chosen) == chosen


def test_where_all_is_asked_for_it_is_shown_in_reading_order(
    ordered: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Growers can": 9.0, "Growers must": 5.0, "Growers should": 4.0, "Ice is": 3.9}
    pairs = [
        (replace(each, soft={"grower": 1.0} if "Growers" in each.text else {}), score)
        for each, score in ranked(ordered, scores)
    ]

    query = asking("List all suggestions for growers", hashing_encoder)
    assert [each.text[:11] for each in choose(query, pairs)] == [
        "Growers sho",
        "Growers mus",
        "Growers can",
    ]
    query = asking("Which suggestion is there for all growers?", hashing_encoder)
    assert len(choose(query, pairs)) < 3
