"""What follow-ups ask that name one of several, go over to another subject, or name a kind alone."""

# ruff: noqa: E501 - the table of follow-ups reads better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("What is said of the second harvest?", "And in the third one?", "What is said of the third harvest?"),
        ("Which town had the highest share?", "And the lowest one?", "Which town had the lowest share?"),
        ("How much dearer is that than plums?", "And compared with apples?", "How much dearer is that than apples?"),
        ("Explain the second", "Now I want know about pears", "What is said about pears?"),
        ("What do pears cost?", "Now I'd like to hear about plums", "What is said about plums?"),
        ("What do pears cost?", "No, I want to know about plums", "What do plums cost?"),
        ("credit risk?", "and the market one", "the market risk?"),
        ("credit risk?", "financial?", "financial risk?"),
        ("credit risk?", "plums?", "plums?"),
        ("How many is that (highest share)?", "And the lowest?", "How many is that (lowest share)?"),
        ("What do pears cost?", "What about the plum paper: who wrote it?", "Who wrote the plum paper?"),
        ("What do pears cost?", "and what about plums: do they keep?", "Do they keep (plums)?"),
        ("What is exchange rate fluctuation?", "And currency exchange?", "What is currency exchange?"),
        ("Which group was hit hardest?", "Which of the two papers is older?", "Which of the two papers is older?"),
    ],
)  # fmt: skip
def test_a_follow_up_takes_over_what_it_leaves_out_and_nothing_else(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


def test_what_else_is_asked_anew_without_the_else() -> None:
    assert (
        resolve("when?", [Turn("What else did the firms write?", "")])
        == "When did the firms write?"
    )
    market = Turn("What is market risk?", "Demand falls. [1]")
    assert resolve("and the others?", [market]) == "What are the others (market risk)?"


@pytest.mark.parametrize(
    "question",
    [
        "How should growers react to rules that keep changing?",
        "What does a firm that sells ice need?",
        "Do pupils learn a trade before they leave?",
        "Which skills are missing, and where are they taught?",
    ],
)
def test_what_a_question_names_itself_takes_nothing_over(question: str) -> None:
    assert resolve(question, [Turn("How dear is coal?", "Dear. [1]")]) == question


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("What does that lead to?", "What does that lead to (coal)?"),
        ("Can growers avoid that risk?", "Can growers avoid that risk (coal)?"),
        ("Why do they leave when they can?", "Why do they leave when they can (coal)?"),
    ],
)
def test_what_points_behind_the_question_takes_over_what_was_spoken_of(
    question: str, searched: str
) -> None:
    assert resolve(question, [Turn("How dear is coal?", "Dear. [1]")]) == searched


def test_after_a_time_that_was_told_before_and_after_are_beside_it() -> None:
    when = Turn("When did the firms come?", "They came from 2013 to 2017. [1]")
    assert resolve("and before?", [when]) == "What happened before 2013?"
    assert resolve("and after that?", [when]) == "What happened after 2017?"
    how = Turn("How did the firms come?", "They came by rail in 2013. [1]")
    assert resolve("and before?", [how]) == "How did the firms come: before?"


def test_the_stage_that_came_next_is_asked_for_once_one_was_dated() -> None:
    told = "The trial stage ran from 2008 to 2012. [1] Growth began in 2018. [2]"
    until = [Turn("Why was it slow?", "Nobody came. [1]"), Turn("until when", told)]
    assert resolve("what came next", until) == "Which stage came after the trial stage?"
    assert resolve("and before that?", until) == "Which stage came before the trial stage?"

    middle = Turn("what came next", "The middle stage covers the years 2013 to 2017. [1]")
    searched = resolve("and after that?", [*until, middle])
    assert searched == "Which stage came after the middle stage?"


def test_what_only_judges_an_answer_is_not_gone_on_from() -> None:
    much = [Turn("How dear was coal in 2019?", "Dear. [1]"), Turn("is that a lot", "It fell. [1]")]
    assert resolve("and before that?", much) == "How dear was coal before 2019?"
    assert resolve("what about just ice", much) == "How dear was ice in 2019?"
    assert resolve("why?", much).startswith("Why is that a lot")
    came = Turn("Which firms came to Rome?", "Redleaf came. [1]")
    when = [came, Turn("when was that", "In 1913. [1]")]
    assert resolve("and the delivery ones", when) == "Which delivery firms came to Rome?"

    before = [*much, Turn("and before that?", "It was dearer. [1]")]
    assert resolve("no i meant the year before", before) == "How dear was coal in 2018?"


def test_what_is_wrong_with_a_thing_is_no_name_of_it() -> None:
    wrong = Turn("What is wrong with the lock?", "It leaks. [1]")
    assert resolve("who should mend it", [wrong]) == "Who should mend it (lock)?"


def test_a_count_that_nobody_gives_leaves_the_talk_where_it_was() -> None:
    lack = Turn("Why do pilots lack?", "Nobody trains them. [1]")
    many = Turn("how many people are missing", "The documents give no number of people.")
    told = Turn("how many people are missing", "40 are. [1]")
    assert "pilots lack people missing" in resolve("what do they suggest", [lack, many])
    assert "pilots" not in resolve("what do they suggest", [lack, told])


def test_that_one_is_the_paper_where_its_authors_are_asked_for() -> None:
    told = Turn("Summarise the paper on ice", "It is on ice. [1]", ("ice",))
    assert "paper on ice" in resolve("who wrote that one", [told], ids=("ice", "fog"))
    port = Turn("Which port is the largest?", "Oslo is. [1]", ("ice",))
    assert resolve("how deep is that one", [port], ids=("ice", "fog")).startswith(
        "How deep is that"
    )


def test_of_two_things_that_were_told_only_papers_are_newer() -> None:
    fog = Turn("Summarise the paper on fog", "It is on fog. [1]", ("fog",))
    ice = Turn("and the one on ice", "It is on ice. [1]", ("ice",))
    newer = resolve("which of the two is newer", [fog, ice], ids=("ice", "fog"))
    assert newer == "Which paper is the newest?"
    larger = resolve("which of the two is larger", [fog, ice], ids=("ice", "fog"))
    assert larger.startswith("Which of the two")


def test_something_else_takes_nothing_over() -> None:
    told = Turn("Did they say that fog can be dispersed?", "No. [1]")
    assert resolve("ok something else: late frost", [told]) == "Late frost?"
    assert "fog" in resolve("something else: why is it so", [told])


def test_the_period_before_that_was_asked_about_is_before_its_years() -> None:
    asked = [Turn("how was 2013 to 2017", "Good. [1]"), Turn("what changed in it", "Much. [1]")]
    assert resolve("and the period before", asked) == "What happened before 2013?"
