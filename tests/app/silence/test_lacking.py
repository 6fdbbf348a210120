"""What a sentence lacks of what is asked: a time, the thing that bears a name, an order."""

# ruff: noqa: E501 - a table of questions

from __future__ import annotations

import pytest

from app.silence.doubts import GRAVE, PLAIN, Doubt
from index.encoder import Encoder
from tests.app.silence.telling import found, of_one_sentence


def test_a_percentage_is_not_answered_by_a_text_without_numbers(hashing_encoder: Encoder) -> None:
    bare = of_one_sentence("The Orchard Union sells in one valley after another.")
    question = "What is the market share of the Orchard Union?"

    [doubt] = found(question, bare, hashing_encoder, "The Orchard")

    assert doubt.why == "These documents touch on this, but give no percentage for it."


def test_a_thing_that_bears_a_name_is_told_by_one_of_its_own(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Growers of Tara Province sell to banks, and Tara Bank to them.")

    asked = "Which country do the growers of Tara sell to?"
    assert "naming" in {each.kind for each in found(asked, told, hashing_encoder, "Growers")}
    known = of_one_sentence("Growers of Tara Province sell mostly to Norway and to its banks.")
    assert "naming" not in {each.kind for each in found(asked, known, hashing_encoder, "Growers")}


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("How many reasons are there for the high tolls?", []),  # three factors are three reasons
        ("How many items are on the list of tolls?", []),
        ("How many villagers pay the high tolls?", ["count"]),
    ],
)
def test_what_counts_the_same_is_counted(
    question: str, lacking: list[str], hashing_encoder: Encoder
) -> None:
    tolls = of_one_sentence("Three factors keep the tolls on the list high.")

    doubts = found(question, tolls, hashing_encoder, "Three factors")

    assert [doubt.kind for doubt in doubts] == lacking


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many people gave apples?", []),  # patients are people, in a study
        ("How many patients gave apples?", []),
        ("How many patients were left-handed?", ["deed"]),
        ("How many patients died?", ["deed"]),
        ("How many patients were included?", []),
        ("How many growers gave apples?", ["count"]),
    ],
)
def test_a_number_of_those_of_whom_another_thing_is_told_is_no_answer(
    question: str, kinds: list[str], hashing_encoder: Encoder
) -> None:
    told = of_one_sentence("We took apples from 39 patients, 7 of which were old.")

    doubts = found(question, told, hashing_encoder, "We took")

    assert [doubt.kind for doubt in doubts] == kinds


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many of the apples were shown at fairs?", []),
        ("How many of the apples were grown by women?", ["deed"]),
        ("How many of the apples were shown after women had asked for it?", []),
    ],
)
def test_a_word_on_what_is_counted_that_stands_elsewhere_only_is_asked_of_another_value(
    question: str, kinds: list[str], hashing_encoder: Encoder
) -> None:
    told = of_one_sentence(
        "Of the apples, 39 were grown here, 7 of them shown at fairs.\n\nWomen keep bees."
    )

    doubts = found(question, told, hashing_encoder, "Of the apples")

    assert [doubt.kind for doubt in doubts] == kinds


@pytest.mark.parametrize(
    ("question", "factor"),
    [
        ("How many of the horses died?", None),
        ("How many of the 191 horses died?", None),
        ("How many of the 41 horses died?", PLAIN),
    ],
)
def test_of_those_who_are_numbered_no_other_deaths_are_told(
    question: str, factor: float | None, hashing_encoder: Encoder
) -> None:
    told = of_one_sentence("Of 191 horses in Oakton, 54 died. In Elmhurst there were 41 horses.")

    doubts = found(question, told, hashing_encoder, "Of 191")

    assert [doubt.factor for doubt in doubts if doubt.kind == "deed"] == (
        [factor] if factor else []
    )


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Colic is a cause of death of horses (4 of 39 died).", []),
        ("Colic is a cause of death of horses in the valley (4, 39).", ["deed"]),
        ("Colic is a cause of death of horses under 5.", ["deed"]),
        ("Colic led to the death of horses after 5 days.", ["deed"]),
    ],
)
def test_what_is_cited_or_an_age_is_no_number_of_deaths(
    sentence: str, kinds: list[str], hashing_encoder: Encoder
) -> None:
    doubts = found(
        "How many of the horses died?", of_one_sentence(sentence), hashing_encoder, "Colic"
    )

    assert [doubt.kind for doubt in doubts] == kinds


def test_a_figure_that_is_no_age_does_not_tell_how_old(hashing_encoder: Encoder) -> None:
    number = of_one_sentence("The studies of the growers had from 41 to 1099 growers.")
    age = of_one_sentence("The studies of the growers had 41 growers of 30 years.")
    question = "How old were the growers in the studies?"

    doubts = found(question, number, hashing_encoder, "The studies")
    assert "The documents do not say here how old." in {doubt.why for doubt in doubts}
    assert found(question, age, hashing_encoder, "The studies") == []


def test_how_many_died_is_told_by_how_many_survived(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Of the 39 patients, 30 survived.")

    assert found("How many patients died?", told, hashing_encoder, "Of the 39") == []


def test_what_was_said_before_a_name_is_not_said_of_it(hashing_encoder: Encoder) -> None:
    after = of_one_sentence("The exports were 48 tonnes. Oakton and Elmhurst export more.")
    before = of_one_sentence("Oakton and Elmhurst export more. The exports were 48 tonnes.")
    question = "How many tonnes did Oakton export?"

    [doubt] = found(question, after, hashing_encoder, "The exports")

    assert doubt.why == "The documents mention 'Oakton', but give no figure for it here."
    assert found(question, before, hashing_encoder, "Oakton and") == []


def test_a_date_holds_for_the_names_after_it(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("The stage began in 2013. Exports grew as Oakton came to the valley.")

    assert found("When did Oakton come to the valley?", told, hashing_encoder, "The stage") == []


def test_firms_that_are_to_be_named_are_told_by_their_names(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("The valley should support payment providers and carriers.")
    named = of_one_sentence("The valley should support payment providers such as Plumpay.")
    asked = "Which payment providers are named?"

    assert "naming" in {each.kind for each in found(asked, told, hashing_encoder, "The valley")}
    assert not found(asked, named, hashing_encoder, "The valley")


def test_when_is_not_answered_without_a_time(hashing_encoder: Encoder) -> None:
    untimed = of_one_sentence("The village should mend its tolls by suitable measures.")
    timed = of_one_sentence("The village should mend its tolls after the harvest.")
    question = "By when should the village mend its tolls?"

    [doubt] = found(question, untimed, hashing_encoder, "The village")

    assert doubt.why == "These documents touch on this, but give no date for it."
    assert found(question, timed, hashing_encoder, "The village") == []


def test_the_place_that_a_paper_is_about_is_no_firm_in_it(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("In the Valley pears have the largest share of the market.")
    question = "Which firm has the largest share of the market?"

    [doubt] = found(question, told, hashing_encoder, "In the Valley")

    assert doubt.why == "The documents do not say here which firm."


def test_what_is_counted_is_no_verb_that_ends_as_a_plural_does(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("The crates wait for 14 days at the pass.")

    assert found("How many days pass at the pass?", told, hashing_encoder, "The crates") == []


def test_a_share_is_no_amount_of_what_is_named(hashing_encoder: Encoder) -> None:
    grown = of_one_sentence("Exports were 48 tonnes. In Oakton they grew by 30%.")

    much = found("How much did Oakton export?", grown, hashing_encoder, "Exports")
    rate = found("What was the growth rate of Oakton?", grown, hashing_encoder, "Exports")

    assert [doubt.kind for doubt in much] == ["elsewhere"]
    assert rate == []


def test_a_unit_and_another_word_for_volume_tell_nothing_of_what_it_is(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("The trade had a total volume of 158 million euros.")

    assert found("What was the turnover in euros?", told, hashing_encoder, "The trade") == []


def test_a_value_is_of_no_phrase_that_stands_elsewhere_only(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Red wine sells well.\n\nAll the parcels brought 16 million euros.")
    question = "How many euros did red wine bring?"

    [doubt] = found(question, told, hashing_encoder, "All the parcels")

    assert doubt.why == "The documents mention 'red wine', but give no figure for it here."


def test_of_two_that_are_not_compared_none_is_put_above_the_other(
    hashing_encoder: Encoder,
) -> None:
    told = of_one_sentence("Couriers such as Lund and Berg serve the harbour.")

    [doubt] = found("Which courier is faster, Lund or Berg?", told, hashing_encoder, "Couriers")

    assert (doubt.kind, doubt.factor) == ("superlative", GRAVE)


def test_what_goes_along_puts_something_else_first(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Three couriers serve it. Pears have the largest share of the market.")

    [doubt] = found("Which courier is the strictest?", told, hashing_encoder, "Three couriers")

    assert doubt.why == "The documents put none of them above the others here."


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ("Pears have the largest share of the market. Growers are proud of them.", True),
        ("Pears have the largest share of the market, followed by plums.", False),
        ("Pears have the largest share of the market. Plums are the second.", False),
        ("Pears have 40% of the market, plums 30%, the largest shares.", False),
    ],
)
def test_which_comes_second_is_told_by_an_order_or_by_figures(
    told: str, missed: bool, hashing_encoder: Encoder
) -> None:
    paper = of_one_sentence(told)

    doubts = found("Which has the second largest share?", paper, hashing_encoder, "Pears have")

    assert ("The documents do not say which of them comes second." in map(_why, doubts)) == missed


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ("Pressing a tonne of pears takes 142 litres of water.", True),
        ("Pressing a tonne of pears takes two days.", False),
        ("Pressing a tonne of pears takes 90 min of work.", False),
        ("Pears were pressed from 2013 to 2017 at the mill.", False),
        ("Pressing has been done so since 1998.", False),
    ],
)
def test_how_long_a_thing_takes_is_told_in_time(
    told: str, missed: bool, hashing_encoder: Encoder
) -> None:
    paper = of_one_sentence(told)

    doubts = found("How long does pressing pears take?", paper, hashing_encoder, "P")

    assert ("The documents do not say here how long." in map(_why, doubts)) == missed


def test_what_a_thing_depends_on_tells_when_it_is_done(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Pruning is called for if the branches touch.")

    assert not found("When is pruning called for?", told, hashing_encoder, "Pruning")


def test_a_number_that_is_asked_of_the_second_is_no_rank(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Millbrook has 4000 people.")

    doubts = found("How many live in the second largest town?", told, hashing_encoder, "Mill")

    assert "superlative" not in {doubt.kind for doubt in doubts}


def _why(doubt: Doubt) -> str:
    return doubt.why


def test_what_is_only_mentioned_is_not_told_what_it_is(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Growers ask for a hail net. A crate pool serves all growers alike.")

    [doubt] = found("What is a hail net?", told, hashing_encoder, "Growers ask")

    assert doubt.why == "The documents do not say what a hail net is."
    assert found("What is a crate pool?", told, hashing_encoder, "Growers ask") == []


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("How large a fine does a firm pay?", "A firm pays a fine to the harbour.", True),
        ("How large a fine does a firm pay?", "A firm pays a fine of 40 crowns.", False),
        ("How large a fine does a firm pay?", "A firm pays half its takings as a fine.", False),
        ("How often does the board meet?", "The board meets in the old town hall.", True),
        ("How often does the board meet?", "The board meets weekly in the hall.", False),
        ("How often does the board meet?", "The board meets once the ice has gone.", False),
        ("How much do porters carry?", "Porters carry all of it.", False),
        ("What do porters earn?", "Porters carry bales for the ships.", True),
        ("How much time does it take?", "A porter would need forty minutes alone.", False),
        ("Who sets how much it is?", "Its height is fixed by the council.", False),
        ("How far do the two agree?", "The two agree on the cause.", False),
    ],
)
def test_how_much_and_how_often_are_told_by_an_amount(
    question: str, sentence: str, lacks: bool, hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(sentence), hashing_encoder, sentence)
    assert ("value" in {doubt.kind for doubt in doubts}) == lacks


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("Is that a lot, compared with other valleys?", "The valley grew 30% last year.", True),
        ("Is that more than elsewhere?", "The valley grew and sold apples abroad.", True),
        ("Is that more than elsewhere?", "The valley grew faster than its neighbours.", False),
        ("How does it compare with others?", "It is old, and at the same time poor.", True),
        ("How does it compare with others?", "The valley comes first in apples.", False),
        ("Is it above, or less than the average?", "Growth was twice that of the land.", False),
        ("Why is it dearer than elsewhere?", "It is dear because of the tolls.", False),
        ("Is it dearer than coal?", "Wood costs 40 crowns.", False),
    ],
)
def test_a_thing_is_set_beside_others_by_a_comparison(
    question: str, sentence: str, lacks: bool, hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(sentence), hashing_encoder, sentence)
    assert ("comparison" in {doubt.kind for doubt in doubts}) == lacks


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("Do the ports publish it already?", "Ports should publish the fees at once.", True),
        ("Is the seal in use by now?", "A seal is needed to protect the buyer.", True),
        (
            "Do the ports publish it already?",
            "Ports should publish it, as Dover does since May.",
            False,
        ),
        ("Do the ports publish it already?", "A port has published the fees.", False),
        ("Should the ports publish it now?", "Ports should publish the fees at once.", False),
        ("Did the audits work?", "Audits can be improved, and laws are needed.", True),
        ("Did the audits work?", "Audits reduce fraud, and losses fell in Dover.", False),
        ("Did the audits work?", "Audits improved the payments.", False),
        ("Do the ports publish it?", "Ports should publish the fees at once.", False),
        ("Was an audit proposed?", "Ports should be audited each year.", False),
        ("Have the authors called for audits?", "Ports should be audited each year.", False),
    ],
)
def test_what_should_be_is_not_told_to_be_so(
    question: str, sentence: str, lacks: bool, hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(sentence), hashing_encoder, sentence)
    assert ("fact" in {doubt.kind for doubt in doubts}) == lacks


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ("Scans of the harbour are made a second time.", True),
        ("Scans of the harbour take twice the time.", False),
        ("Scans of the harbour are made once a second.", False),
    ],
)
def test_a_second_time_is_no_amount(told: str, missed: bool, hashing_encoder: Encoder) -> None:
    paper = of_one_sentence(told)

    doubts = found("How much slower are scans of the harbour?", paper, hashing_encoder, "Scans")

    assert ("value" in {doubt.kind for doubt in doubts}) == missed
