"""What in a sentence has the form of the answer."""

# ruff: noqa: E501 - tables of sentences

from __future__ import annotations

import time

import pytest

from app.evidence.answer_form import fitting
from app.question.questions import analyse


@pytest.mark.parametrize(
    ("question", "text", "after"),
    [
        ("Why is it slow?", "The delay originates in old rules.", "in old rules."),
        ("Why did prices rise?", "Prices rose because crates were few.", "crates were few."),
        ("How can it be mended?", "Firms can lend each other crates.", "lend each other crates."),
    ],
)
def test_the_answer_begins_after_the_whole_word_that_opens_it(
    question: str, text: str, after: str
) -> None:
    [cue] = fitting(analyse(question), text)

    assert text[cue.end :].lstrip() == after


def test_a_word_that_holds_a_cue_within_is_none() -> None:
    assert fitting(analyse("How is it measured?"), "American crops grow nearby.") == ()


def test_the_level_of_an_interval_is_no_share_and_one_in_square_brackets_is() -> None:
    question = analyse("What percentage of the pickers slept badly?")

    assert fitting(question, "Pickers slept worse (odds 3; 95% CI, 2-5).") == ()
    assert fitting(question, "They slept badly [34], with 95% confidence.") == ()
    [share] = fitting(question, "Many slept badly (427 [34.0%]) or not at all [12].")
    assert (share.kind, share.number) == ("percent", "34")


def test_the_number_of_a_figure_or_of_a_work_is_no_answer() -> None:
    question = analyse("How many crates were sold?")

    assert fitting(question, "As Figure 9 shows, growers sold them in step (5) (6) (7).") == ()
    [count] = fitting(question, "As Table 2 shows, 45 were sold (7, 10, 13).")
    assert count.number == "45"


def test_the_family_that_a_thing_belongs_to_defines_it() -> None:
    question = analyse("What is bocavirus?")

    assert fitting(question, "Human bocavirus 1 (HBoV1), which belongs to Parvoviridae, was found.")
    assert fitting(analyse("What is HBoV?"), "Bocavirus (HBoV) is a virus.")
    assert fitting(question, "The bocavirus plasmid was kindly provided by a friend.") == ()


@pytest.mark.parametrize(
    ("thing", "text", "mark"),
    [
        ("TreeRank", "We introduce the TreeRank method for weighing trees.", "the TreeRank method for"),
        ("TreeRank", "The TreeRank method, which weighs trees, is fast.", "weighs trees"),
        ("TreeRank", "We add a weigher of trees, TreeRank, that learns.", "learns"),
        ("smooth weight", "It follows the smooth weight of a tree in its row — a measure of growth.", "measure"),
        ("smooth weight", "Definition 2 (Smooth weight). The least of all bounds.", "Smooth weight"),
        ("harvest bots", "Harvest bots are automated ladders that pick.", "automated ladders"),
        ("TreeRank", "To our knowledge, TreeRank is the first method to weigh.", "first method"),
    ],
)  # fmt: skip
def test_papers_say_what_a_thing_is_in_many_ways(thing: str, text: str, mark: str) -> None:
    [said] = fitting(analyse(f"What is {thing}?"), text)

    assert text[said.end :].lstrip(" ,").startswith(mark)


@pytest.mark.parametrize(
    "text",
    [
        "We also claim that TreeRank is unable to tell old trees.",
        "For some rows, computing TreeRank is a trivial task.",
        "The results of TreeRank are given in Table 2.",
        "Trees were chosen by TreeRank, which took a day.",
        "All TreeRank orders are issued by hand.",
    ],
)
def test_what_is_said_about_a_thing_is_not_what_it_is(text: str) -> None:
    assert fitting(analyse("What is TreeRank?"), text) == ()


@pytest.mark.parametrize(
    ("question", "text", "mark"),
    [
        ("When is an apple tree called dwarf?", "Definition 2. A tree T is dwarf if it is below 2 m.", "if it is"),
        ("What is an even row?", "A row is said to be even iff its trees are of one height.", "iff its"),
        ("What does it mean for a row to be even?", "A row is even whenever its trees are.", "whenever its"),
        ("What does the vigour score measure?", "The vigour score of a tree – a measure of growth.", "– a measure"),
        ("What is TreeRank?", "TreeRank measures how old trees are.", "measures how"),
    ],
)  # fmt: skip
def test_a_property_is_defined_by_when_it_holds_and_a_score_by_what_it_measures(
    question: str, text: str, mark: str
) -> None:
    [said] = fitting(analyse(question), text)

    assert text[said.start :].lstrip().startswith(mark)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When is a tree called dwarf?", "A dwarf tree is pruned if it grows."),
        ("What is an even row?", "An even row is picked if it is dry."),
        ("What is a row?", "It is unclear if a row is dry."),
        ("What is risk?", "Trees are at risk if it rains."),
        ("When is a tree called dwarf?", "A tree is not dwarf if it is above 2 m."),
    ],
)
def test_when_something_happens_to_a_thing_defines_nothing(question: str, text: str) -> None:
    assert fitting(analyse(question), text) == ()


@pytest.mark.parametrize(
    ("text", "defines"),
    [
        ("Pear rust is an indispensable part of any guide to pears.", False),
        ("Pear rust is one of the main problems of growers.", False),
        ("Pear rust is a highly significant public concern.", False),
        ("Pear rust is an important disease of pears that spreads by wind.", True),
        ("Pear rust is a disease.", True),
    ],
)
def test_what_a_thing_is_worth_does_not_define_it(text: str, defines: bool) -> None:
    assert bool(fitting(analyse("What is pear rust?"), text)) == defines


def test_what_a_thing_consists_of_defines_it() -> None:
    question = analyse("What is the seed list?")

    assert fitting(question, "The seed list consists of thirty words.")
    assert fitting(question, "Each word is looked up in the seed list.") == ()


TRADE = "In 2019 the province had a total import and export volume of 158.13 billion yuan."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much were exports worth in 2019?", TRADE),
        ("How many women took part?", "A total of 400 men and women took part."),
        ("How many adults died?", "In total, 30 adults and children died."),
    ],
)
def test_a_sum_of_two_things_is_not_the_number_of_one_of_them(question: str, text: str) -> None:
    assert fitting(analyse(question), text) == ()


def test_a_list_of_two_things_is_not_the_value_of_one_of_them() -> None:
    joint = "The import and export list had 30 entries, which is an increase of 5.2%."

    assert fitting(analyse("What was the growth rate of imports?"), joint) == ()
    assert fitting(analyse("What was the growth rate of imports and exports?"), joint)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On March 16, the mill was opened.", ["March 16"]),
        ("It ran from 23rd January to the 12th of April, 1861.", ["23rd January", "the 12th of April, 1861"]),
        ("The mill burned in 1185, when it stood empty.", ["1185"]),
        ("It has been running since January 2020.", ["January 2020"]),
        ("It may close in May. It was 44 BC.", ["44 BC"]),
        ("It grew from 1200 sacks to 1300 sacks in 2019.", ["2019"]),
        ("It was closed for three years.", ["three"]),
    ],
)  # fmt: skip
def test_a_date_is_what_when_asks_for(text: str, dates: list[str]) -> None:
    found = fitting(analyse("When was the mill opened?"), text)

    assert [text[value.start : value.end] for value in found] == dates


def test_a_date_that_the_question_gives_is_not_its_answer() -> None:
    question = analyse("When in 2019 was the mill opened?")
    text = "In 2019 the mill was opened, on 3 May."

    assert [text[value.start : value.end] for value in fitting(question, text)] == ["3 May"]


@pytest.mark.parametrize(
    "text", ["It is one of many.", "No one came.", "They left, the one who sang first."]
)
def test_one_is_no_number_where_it_counts_nothing(text: str) -> None:
    assert fitting(analyse("How many came?"), text) == ()


@pytest.mark.parametrize(
    ("question", "text", "number"),
    [
        ("What was the total import and export volume in 2019?", TRADE, "158.13"),
        ("How many women took part?", "Of a total of 400 men and women, 180 were women.", "180"),
        ("What was the mean age?", "Overall, the mean and median age were 30 and 32.", "30"),
        ("How many adults died?", "In total, 30 adults died and children recovered.", "30"),
        ("How many men were asked?", "Men and women were asked, 30 of each.", "30"),
    ],
)
def test_a_number_of_both_fits_where_it_is_asked_for_or_told_apart(
    question: str, text: str, number: str
) -> None:
    assert number in {value.number for value in fitting(analyse(question), text)}


def test_how_long_a_thing_lasted_is_told_by_its_first_and_last_year() -> None:
    text = "The early stage ran from 2008 to 2012."

    [lasted] = fitting(analyse("How long did the early stage last?"), text)

    assert text[lasted.start : lasted.end] == "2008 to 2012"
    assert fitting(analyse("How long is the road?"), text) == ()


def test_a_sentence_that_speaks_of_a_thing_ten_thousand_times_is_read_in_no_time() -> None:
    start = time.process_time()
    assert fitting(analyse("What is a row?"), "on row " * 10_000) == ()
    assert time.process_time() - start < 5


def test_what_is_measured_is_no_number_of_what_is_counted() -> None:
    text = "Of 84 children, none under the age of 5 years weighed more than 20 kg."

    def told(question: str) -> list[str]:
        return [text[value.start : value.end] for value in fitting(analyse(question), text)]

    assert told("How many children were weighed?") == ["84 children"]
    assert "5 years" in told("How many years old were they?")
