"""What belongs to a sentence that is shown: its list, but not the labels of a title page."""

from __future__ import annotations

import pytest

from app.evidence.spans import (
    announced,
    counts_off,
    only_labels,
    points_back,
    sentence_spans,
    tells_consequence,
    whole,
)
from app.language.lexemes import stems
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Pears in Winter

Authors: Stone, Ada; Rivers, Ben

Date: 2020-03-23

License: free

Abstract: Aim: To learn how long pears keep. Methods: We weighed 1257 pears. Results: Most kept.

## 1. Rooms

Rooms are of three kinds:

- cold rooms
- dry rooms
- sheds

Pears are sweet.

## 2. Prices

The price is this:

7.5 euros a box

It may rise.
"""


def shown(document: Document, words: str) -> list[str]:
    start = document.text.index(words)
    spans = whole(document, start, start + len(words))
    return [document.text[first:last] for first, last in spans]


def test_a_part_of_an_abstract_is_shown_without_its_other_parts() -> None:
    paper = parse_bytes(PAPER, "pears.md")

    assert paper.abstract is not None
    assert shown(paper, "Methods: We weighed 1257 pears.") == ["Methods: We weighed 1257 pears."]


@pytest.mark.parametrize("label", ["Abstract: ", "**Abstract.** ", "Summary: "])
def test_the_word_abstract_is_no_part_of_the_sentence_behind_it(label: str) -> None:
    told = "Pears in cold rooms keep for a whole year and a day. We weighed 1257 of them each week."
    text = f"# Pears\n\nAda Stone\n\n{label}{told}\n\n## 1. Rooms\n\nRooms are cold.\n"
    paper = parse_bytes(text.encode(), "pears.md")

    assert paper.abstract is not None
    spans = sentence_spans(paper, 0, paper.abstract[1])
    assert " ".join(paper.text[start:end] for start, end in spans[-2:]) == told


def test_labels_that_abstracts_have_make_no_list_where_a_box_has_them_too() -> None:
    text = (
        b"# Pears\n\n## Key Points\n\nQuestion: How long do pears keep?\n\nSetting: Two sheds.\n\n"
        b"Findings: Most kept a year.\n\nMain Outcomes and Measures: Weight.\n\n"
        b"Cold rooms: They keep best.\n\nDry rooms: They are cheap."
    )
    paper = parse_bytes(text, "pears.md")

    assert shown(paper, "Findings: Most kept a year.") == ["Findings: Most kept a year."]
    assert shown(paper, "Cold rooms: They keep best.")[-1] == "Dry rooms: They are cheap."


def test_a_sentence_on_ones_of_the_kind_just_named_is_shown_with_what_names_it() -> None:
    text = b"# Rooms\n\nCold rooms matter to growers. Small ones cool down faster. Loved ones wait."
    document = parse_bytes(text, "rooms.md")

    assert shown(document, "Small ones cool down faster.") == [
        "Cold rooms matter to growers.",
        "Small ones cool down faster.",
    ]
    assert shown(document, "Loved ones wait.") == ["Loved ones wait."]


def test_an_item_of_a_list_is_shown_with_the_rest() -> None:
    paper = parse_bytes(PAPER, "pears.md")

    every = ["Rooms are of three kinds:", "cold rooms", "dry rooms", "sheds"]
    assert shown(paper, "dry rooms") == every
    assert shown(paper, "Rooms are of three kinds:") == every
    assert shown(paper, "Pears are sweet.") == ["Pears are sweet."]


def test_what_one_line_after_a_colon_says_comes_with_it() -> None:
    paper = parse_bytes(PAPER, "pears.md")

    assert shown(paper, "The price is this:") == ["The price is this:", "7.5 euros a box"]


def test_the_head_of_a_table_says_nothing() -> None:
    assert only_labels(
        "Respondent group | Strengths and aims | Existing weak points | Main problems now"
    )
    assert not only_labels("Growers | The prices are too low")
    assert not only_labels("Growers | 14 | 20")
    assert not only_labels("Growers")


def test_a_formula_on_lines_of_its_own_comes_with_the_sentence_that_leads_to_it() -> None:
    text = (
        "# Pears\n\n## Costs\n\nFor a shed f, the cost of f is\n\nC(f) = 4n.\n\nIt is paid.\n\n"
        "The weight of f is W(f) = max\n\nX ∈ F\n\nW(x) · n\n\nWe see that n = 4 for a box.\n\n"
        "The best shed is\n\nFigure 1: A shed."
    )
    paper = parse_bytes(text.encode(), "pears.md")

    cost = "For a shed f, the cost of f is"
    assert shown(paper, cost) == [cost, "C(f) = 4n."]
    weight = "The weight of f is W(f) = max"
    assert shown(paper, weight) == [weight, "X ∈ F", "W(x) · n"]
    assert shown(paper, "The best shed is") == ["The best shed is"]


@pytest.mark.parametrize(
    "leaning",
    [
        "With their help, pears keep longer.",
        "Yet growers also faced losses in this phase.",
        "And they should dry the room.",
        "If they open the door, the room warms.",
        "For these reasons, the room is shut.",
        "As a result of this, pears rot.",
        "One is a dry room, which costs little.",
        "Another is to weigh each crate.",
        "Each shows traits of its own.",
        "Most of them are cold.",
        "Otherwise, pears rot.",
        "The second is cheaper.",
    ],
)
def test_a_sentence_that_is_not_understood_alone_points_back(leaning: str) -> None:
    assert points_back(leaning)


@pytest.mark.parametrize(
    "alone",
    [
        "With the help of ice, pears keep longer.",
        "In this paper, we weigh pears.",
        "For those who store pears, ice is dear.",
        "It is likewise essential to train the growers.",
        "It is important that rooms are dry.",
        "If growers open the door, the room warms.",
        "One grower sold ice.",
        "Yetis eat no pears.",
        "The second room is cheaper.",
        "In its early years, the market sold ice only.",
        "Each crate is weighed.",
        "Therefore, growers should dry the rooms.",
    ],
)
def test_a_sentence_that_is_understood_alone_does_not(alone: str) -> None:
    assert not points_back(alone)


def test_what_points_back_comes_with_what_it_points_to_not_across_paragraphs() -> None:
    text = (
        b"# Pears\n\nIce keeps rooms cold. With its help, pears last.\n\nWith their help, we sell."
    )
    document = parse_bytes(text, "pears.md")

    assert shown(document, "With its help, pears last.") == [
        "Ice keeps rooms cold.",
        "With its help, pears last.",
    ]
    assert shown(document, "With their help, we sell.") == ["With their help, we sell."]


def test_what_is_shown_for_a_sentence_brings_no_other_that_it_only_contrasts_with() -> None:
    document = parse_bytes(
        b"# Pears\n\nPlums are dear. Yet pears are cheap in May. Their skin is thin.\n\n"
        b"Figs are dear. Yet these rot. Their skin is thin.",
        "pears.md",
    )

    assert shown(document, "Their skin is thin.") == [
        "Yet pears are cheap in May.",
        "Their skin is thin.",
    ]
    assert shown(document, "Yet pears are cheap in May.")[0] == "Plums are dear."
    start = document.text.rindex("Their")
    spans = whole(document, start, start + len("Their skin is thin."))
    assert document.text[slice(*spans[0])] == "Figs are dear."


def test_a_consequence_comes_with_its_cause_where_causes_are_asked_for() -> None:
    document = parse_bytes(b"# Pears\n\nIce is scarce. Rooms are warm as a result.", "pears.md")
    start = document.text.index("Rooms")
    spans = [(start, len(document.text.rstrip()))]

    both = whole(document, *spans[0], causes=True)
    assert [document.text[low:high] for low, high in both] == [
        "Ice is scarce.",
        "Rooms are warm as a result.",
    ]
    assert whole(document, *spans[0]) == spans


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Hence rooms are warm.", True),
        ("The rooms are therefore warm, and pears rot.", True),
        ("To sell pears, growers therefore need ice.", True),
        ("Ice is scarce, and hence dear.", False),
        ("Ice is scarce; therefore, pears rot.", False),
        ("Ice is scarce, which is why pears rot.", False),
        ("Pears rot as a result of warm rooms.", False),
    ],
)
def test_a_consequence_leans_on_no_sentence_before_where_it_tells_its_cause_itself(
    sentence: str, leans: bool
) -> None:
    assert tells_consequence(sentence) is leans


def test_a_sentence_that_announces_owes_what_it_announces() -> None:
    assert announced("Growers can take a series of steps.") > 1
    assert announced("The plan aims at three things.") == 3
    assert announced("To sell more, growers can take various measures.") > 1
    assert counts_off("Growers can take various measures.", stems("measures"))
    assert not counts_off("Growers can take various measures.", stems("reasons"))
    causes, ways = stems("causes"), stems("ways")
    assert counts_off("Three factors keep the costs high.", causes, several=causes)
    assert not counts_off("Three factors keep the costs high.", causes)
    assert not counts_off("Three measures help against frost.", ways, several=ways)
    assert not counts_off("Growers measure ice.", stems("measures"))
    assert announced("Each factor has its answer.") > 1
    assert announced("Each of these has its own cure.") > 1
    assert not announced("Each crate is weighed.")
    assert not announced("Each patient has a bed.")
    assert not announced("Each country has its own law.")
    assert not announced("Each method has a cost.")
    assert not announced("Three growers sold ice.")


LISTED = b"""# Pears

## 1. Work

In short, the contributions of this paper are:

1. We show that winter pears keep in a dry room.

2. We count all the crates of 31 markets in the south.

3. Two pears."""


@pytest.mark.parametrize(
    ("asked", "item", "items"),
    [
        ("", "2. We count", 4),
        ("contributions paper", "2. We count", 4),
        ("work crates", "2. We count", 4),
        ("How many crates?", "2. We count", 1),
        ("How many prices?", "2. We count", 4),
        ("Which pears?", "3. Two pears.", 4),
    ],
)
def test_an_item_is_shown_alone_where_not_what_the_list_is_of_is_asked_about(
    asked: str, item: str, items: int
) -> None:
    paper = parse_bytes(LISTED, "pears.md")
    start = paper.text.index(item)

    assert len(whole(paper, start, start + 20, asked=stems(asked))) == items


def test_an_aside_that_breaks_off_opens_no_list() -> None:
    boxes = "\n\n".join(["North n = 600", "South n = 364", "East n = 9"])
    text = f"# Pears\n\nGrowers were asked if it froze (answer:\n\n{boxes}\n"
    paper = parse_bytes(text.encode(), "pears.md")

    assert shown(paper, "Growers were asked if it froze (answer:") == [
        "Growers were asked if it froze (answer:"
    ]


def test_the_raised_mark_of_a_note_is_no_part_of_its_sentence() -> None:
    text = "# Pears\n\nPears will keep.19\n\n19For apples, see Stone. 3D prints do not keep.\n"
    document = parse_bytes(text.encode(), "pears.md")
    spans = sentence_spans(document, 0, len(document.text))
    told = [document.text[slice(*span)] for span in spans]
    assert told[-3:] == ["Pears will keep.", "For apples, see Stone.", "3D prints do not keep."]


def test_a_name_that_begins_with_a_figure_keeps_it() -> None:
    document = parse_bytes(b"# Ports\n\n3Com made cards. 3Com is gone.\n", "ports.md")
    spans = sentence_spans(document, 0, len(document.text))
    told = [document.text[slice(*span)] for span in spans]
    assert told[-2:] == ["3Com made cards.", "3Com is gone."]
