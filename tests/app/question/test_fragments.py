"""What a fragment asks after another question: it takes no thing's place where it is no thing."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.question.fragments import adds

# ruff: noqa: E501 - the table of follow-ups reads better unbroken


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("How many ferries sailed?", "more than the year before?", "How many ferries sailed: more than the year before?"),
        ("How high is the toll (Oslo harbour)?", "lower than in Bergen?", "How high is the toll: lower than in Bergen (Oslo harbour)?"),
        ("How big was the harvest in 2019?", "up or down?", "How big was the harvest in 2019: up or down?"),
        ("When did Moss come to Oslo?", "just Moss or others as well?", "Did Moss come to Oslo: just Moss or others as well?"),
        ("Were pilots worse off?", "than who?", "Were pilots worse off: than who?"),
        ("How much do ferries burn?", "measured on what?", "How much do ferries burn: measured on what?"),
        ("How is fog found?", "too late sometimes?", "How is fog found: too late sometimes?"),
        ("Who has to mend the quay?", "by when?", "Who has to mend the quay: by when?"),
        ("Which ferries grew fastest?", "how fast exactly?", "How fast (ferries grew fastest)?"),
        ("What are the risks of ice?", "why not the locks?", "Why not the locks (risks ice)?"),
        ("What is the harbour?", "in use already?", "In use already (harbour)?"),
    ],
)  # fmt: skip
def test_a_fragment_that_is_no_thing_is_asked_with_the_question_before(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "Told. [1]")]) == searched


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("When did Moss come to Oslo?", "Stone too?", "When did Stone come to Oslo?"),
        ("What is the price of pears?", "plums as well?", "What is the price of plums?"),
        ("What is the price of pears in Oslo?", "in Bergen too?", "What is the price of pears in Bergen?"),
    ],
)  # fmt: skip
def test_what_only_says_that_another_is_meant_too_takes_no_place(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "Told. [1]")]) == searched


@pytest.mark.parametrize(
    "question", ["Only from section 3.", "Just section 3, please.", "only in section 3"]
)
def test_an_answer_may_be_wanted_from_one_part_only(question: str) -> None:
    history = [Turn("Why are fares high?", "Told. [1]")]

    assert resolve(question, history) == "Why are fares high in section 3?"


def test_what_was_added_is_asked_no_more_of_the_next_thing() -> None:
    asked = ["How big was the harvest in 2019?", "up or down?"]
    history = [Turn(each, "Told. [1]") for each in asked]

    assert resolve("why was it so?", history) == "Why was it so (harvest 2019)?"
    assert resolve("and in 2020?", history) == "How big was the harvest in 2020?"


@pytest.mark.parametrize(
    "fragment", ["the exports", "in Rome", "2019", "other papers", "a paper on more than one port"]
)
def test_a_thing_a_place_or_a_time_adds_nothing(fragment: str) -> None:
    assert not adds(fragment)


@pytest.mark.parametrize("things", ["never smokers", "still births", "very small children"])
def test_people_and_things_told_by_how_often_or_how_much_are_asked_about(things: str) -> None:
    asked = resolve(f"And {things}?", [Turn("How many smokers were there?", "")])

    assert asked == f"How many {things} were there?"


@pytest.mark.parametrize(
    ("before", "fragment", "searched"),
    [
        ("How many growers had a cold store?", "and today?", "How many growers had a cold store: today?"),
        ("How high is the rent of a store?", "before?", "How high is the rent of a store: before?"),
        ("What does the state pay after frost?", "Quickly?", "What does the state pay after frost: Quickly?"),
        ("When did the lorry come?", "On time?", "When did the lorry come: On time?"),
        ("Does the ban on spraying work?", "anyone fined?", "Does the ban on spraying work: anyone fined?"),
        ("Who may fish in the lake?", "somebody from abroad?", "Who may fish in the lake: somebody from abroad?"),
    ],
)  # fmt: skip
def test_a_time_a_manner_or_anyone_takes_no_things_place(
    before: str, fragment: str, searched: str
) -> None:
    assert resolve(fragment, [Turn(before, "")]) == searched


@pytest.mark.parametrize(
    ("fragment", "searched"),
    [
        ("so small growers shouldn't build at all?", "Small growers shouldn't build at all (loan cold store)?"),
        ("so growers can't build?", "Growers can't build (loan cold store)?"),
        ("and then no more of them were given?", "No more of them were given (loan cold store)?"),
        ("so the shop will close?", "The shop will close (loan cold store)?"),
    ],
)  # fmt: skip
def test_what_tells_something_to_be_confirmed_takes_no_things_place(
    fragment: str, searched: str
) -> None:
    assert resolve(fragment, [Turn("How big is the loan for a cold store?", "")]) == searched


@pytest.mark.parametrize(
    ("before", "fragment", "searched"),
    [
        ("How fast is Ethernet?", "and the CAN bus?", "How fast is the CAN bus?"),
        ("How heavy is a bottle?", "and a tin can of beer?", "How heavy is a tin can of beer?"),
        ("Which test is about trust?", "and services the state has cut?", "Which test is about services the state has cut?"),
        ("Who pays for the repair?", "and if the tenant is poor?", "Who pays for the repair: if the tenant is poor?"),
        ("Who tested the software?", "and Nothing OS?", "Who tested Nothing OS?"),
        ("How much does a child pay for the ferry?", "and anyone over 60?", "How much does anyone over 60 pay for the ferry?"),
        ("What do members pay?", "would-be members?", "What do would-be members pay?"),
        ("How many loans were given in June?", "and May?", "How many loans were given in May?"),
        ("What did Prince Harry say?", "and Will?", "What did Will say?"),
        ("What does React cost to run?", "and Next.js?", "What does Next.js cost to run?"),
        ("What happens to pipes at 5 degrees?", "and -5 degrees?", "What happens to pipes at -5 degrees?"),
    ],
)  # fmt: skip
def test_a_thing_is_one_though_its_words_may_tell_or_open_something(
    before: str, fragment: str, searched: str
) -> None:
    assert resolve(fragment, [Turn(before, "")]) == searched


@pytest.mark.parametrize(
    "question",
    [
        "ok different thing. how long do plums keep?",
        "other thing - how long do plums keep?",
        "ok another matter, how long do plums keep?",
        "different question. How long do plums keep?",
    ],
)
def test_another_thing_is_asked_by_itself(question: str) -> None:
    history = [Turn("How big is the loan for a cold store?", "")]

    assert resolve(question, history) == "How long do plums keep?"


def test_another_thing_is_asked_by_itself_however_little_it_names() -> None:
    history = [Turn("How big is the loan for a cold store?", "")]

    assert resolve("ok different thing. who pays?", history) == "Who pays?"


@pytest.mark.parametrize(
    ("fragment", "searched"),
    [
        ("should I?", "Should I (safe swim lake)?"),
        ("will people be fined?", "Will people be fined (safe swim lake)?"),
        ("If so, how long?", "Is it safe to swim in the lake: If so, how long?"),
        ("and if a child gets a rash, who pays?", "If a child gets a rash, who pays?"),
    ],
)
def test_what_may_or_would_be_done_is_asked_of_what_was_spoken_of(
    fragment: str, searched: str
) -> None:
    assert resolve(fragment, [Turn("Is it safe to swim in the lake?", "")]) == searched


@pytest.mark.parametrize(
    ("before", "searched"),
    [
        ("How many shops were there in 2010?", "How many shops were there today?"),
        ("How many shops were there?", "How many shops were there: today?"),
        ("How many shops fell since 2010?", "How many shops fell since 2010: today?"),
        ("How many fell ill in the 2003 outbreak?", "How many fell ill in the 2003 outbreak: today?"),
    ],
)  # fmt: skip
def test_now_takes_the_place_of_a_time_that_stands_alone(before: str, searched: str) -> None:
    assert resolve("and now?", [Turn(before, "")]) == searched
