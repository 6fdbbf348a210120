"""What an answer counts off can be asked about by its place."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import asks_past_last, resolve, told_before
from app.question.listed_items import meant

RISKS = Turn(
    "What risks do ferries run?",
    "Ferries run three risks: high waves, fog at night, and ice. [1] All can be fatal. [2]",
)


@pytest.mark.parametrize(
    ("answer", "things"),
    [
        (RISKS.answer, ["high waves", "fog at night", "ice"]),
        ("The fleet includes tugs, barges and pilot boats. [1]", ["tugs", "barges", "pilot boats"]),
        (
            "First, quays should be longer. [1] Second, pilots are needed, and soon. [2]",
            ["quays should be longer", "pilots are needed"],
        ),
        ("1. Fuel is dear. [1] 2. Crews are small. [2]", ["Fuel is dear", "Crews are small"]),
        ("There were two: Oslo and Bergen. [1]", ["Oslo", "Bergen"]),
        ("One way is a gate. [1] Another is to heat the basin. [2]", ["a gate", "heat the basin"]),
        ("Two faults: its gates are narrow, and dues are high. [1]", ["narrow gates", "high dues"]),
        ("A gate requires care, produces noise, and contains ice. [1]", []),
        ("High dues raise costs, lower speed, and hurt the port. [1]", []),
        ("It has tugs, limited berths, and all ice. [1]", ["tugs", "limited berths", "all ice"]),
        ("Ferries cross the strait in an hour. [1]", []),
        ("Storage, finally, means rent and fees for cold rooms. [1]", []),
        ("Fog, as the pilots say, is worse than ice. [1]", []),
        ("Fog is worse, since it hides rocks and wrecks. [1]", []),
    ],
)  # fmt: skip
def test_things_are_counted_off_in_many_ways(answer: str, things: list[str]) -> None:
    told = Turn("What is said of ports?", answer)
    places = ("first", "second", "third", "fourth")
    asked = [meant(f"What does the {place} one mean?", [told]) for place in places]
    assert asked == [*(f"What does {thing} mean?" for thing in things), *[""] * (4 - len(things))]


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("What does the first one mean?", "What does high waves mean?"),
        ("Tell me more about the second.", "Tell me more about fog at night."),
        ("How often does the last of these happen?", "How often does ice happen?"),
        ("And the third?", "What is said about ice?"),
        ("What about the 2nd one?", "What is said about fog at night?"),
    ],
)
def test_a_thing_is_meant_by_its_place(question: str, searched: str) -> None:
    assert resolve(question, [RISKS]) == searched


def test_the_next_one_goes_on_from_the_last_that_was_asked_about() -> None:
    first = Turn("How dangerous is the first one?", "High waves sink boats. [1]")
    second = Turn("And the next one?", "Fog hides rocks, reefs, and wrecks. [1]")

    assert resolve("And the next one?", [RISKS, first]) == "How dangerous is fog at night?"
    assert resolve("And the next?", [RISKS, first, second]) == "How dangerous is ice?"
    more = resolve("How can it be avoided?", [RISKS, first, second])
    assert "fog" in more


@pytest.mark.parametrize(
    "question",
    [
        "What happened in the second stage?",  # says itself which
        "When was the first ferry built?",
        "And the ninth?",
        "Which harbour came first?",
        "When was the first, slow stage?",
        "What did the first and second stage bring?",
        "Why do tolls differ from one harbour to the next?",
    ],
)
def test_what_has_a_noun_of_its_own_means_nothing_counted_off(question: str) -> None:
    assert "waves" not in resolve(question, [RISKS])
    assert "ice" not in resolve(question, [RISKS])


def test_a_list_may_be_told_sentence_by_sentence() -> None:
    before = Turn("List the measures.", "Quays should grow. [1] Pilots should be paid well. [2]")

    assert resolve("Explain the second.", [before]) == "Explain Pilots should be paid well."


def test_the_previous_one_is_the_one_before_and_there_is_none_before_the_first() -> None:
    second = Turn("How dangerous is fog at night?", "Fog hides rocks. [1]")
    first = Turn("How dangerous are high waves?", "High waves sink boats. [1]")

    asked = "And the previous one?"
    assert resolve(asked, [RISKS, second]) == "How dangerous is high waves?"
    assert "ice" not in resolve(asked, [RISKS, first])
    assert resolve("What about the next one?", [RISKS]) == "What is said about fog at night?"


def test_of_what_is_not_counted_off_the_sort_is_known() -> None:
    before = Turn("Which stages did the harbour pass?", "It was built in 1870. [1]")

    assert resolve("When was the second?", [before]) == "When was the second stage?"


def test_what_was_counted_off_is_meant_by_its_place() -> None:
    told = "The effects were a sore arm, fever and fatigue."
    history = [Turn("What were the effects of the vaccine?", told)]
    assert resolve("the second?", history) == "What is said about fever?"


def test_without_a_list_nothing_is_meant() -> None:
    before = Turn("When does the ferry leave?", "The ferry leaves at noon. [1]")

    assert "noon" not in resolve("And the second one?", [before])


def test_what_an_answer_counts_off_beside_the_matter_is_not_what_was_asked_for() -> None:
    answer = "It met three dangers: fog, ice, and waves. [1] The first stage began in 1870. [2]"
    before = Turn("Which stages did the harbour pass?", answer)

    assert resolve("When did the first one start?", [before]) == "When did the first stage start?"
    named = Turn("Which dangers did the harbour meet?", answer)
    assert resolve("How bad is the first one?", [named]) == "How bad is fog?"


def test_a_list_is_forgotten_once_two_questions_were_about_something_else() -> None:
    toll = Turn("How high is the toll?", "It is low. [1]")
    quay = Turn("How long is the quay?", "It is short. [1]")

    assert resolve("How bad is the last one?", [RISKS, toll]) == "How bad is ice?"
    assert "ice" not in resolve("How bad is the last one?", [RISKS, toll, quay])


PAPERS = Turn(
    "List the papers", "Frost [1] Fog at sea [2] Ice [3]", ("frost-2012", "fog-2014", "ice")
)


def test_papers_that_were_listed_are_known_by_their_place() -> None:
    assert resolve("Who wrote the second one?", [PAPERS]) == "Who wrote “Fog at sea”?"
    first = Turn("Who wrote the first one?", "Moss. [1]", ("frost-2012",))
    assert resolve("And the second?", [PAPERS, first]) == "Who wrote “Fog at sea”?"
    toll = [PAPERS, Turn("How high is the toll?", "Low. [1]"), Turn("And the quay?", "High. [1]")]
    assert resolve("Who wrote the third one?", toll) == "Who wrote “Ice”?"
    assert resolve("Who wrote the last one?", [PAPERS]) == "Who wrote “Ice”?"
    assert resolve("Which one is the oldest?", [PAPERS]) == "Which paper is the oldest?"


def test_the_other_way_is_the_second_of_two_that_were_told() -> None:
    told = "One way is a gate. [1] Another is a heated basin. [2]"
    two = Turn("How is ice kept out?", told)

    assert resolve("How dear is the other way?", [two]) == "How dear is a heated basin?"
    assert told_before("What is the other way?", [two]) == ""
    assert resolve("How dear is the other port?", [two]) == "How dear is the other port (ice kept)?"
    one = Turn(two.question, "One way is a gate, which has a hinge and a lock. [1]")
    assert "lock" not in resolve("What is the other way?", [one])


@pytest.mark.parametrize(("asked", "thing"), [("First?", "high waves"), ("And last?", "ice")])
def test_an_ordinal_by_itself_means_the_thing_at_that_place(asked: str, thing: str) -> None:
    assert resolve(asked, [RISKS]) == f"What is said about {thing}?"


@pytest.mark.parametrize(
    "asked", ["Another question: how deep is it?", "What other papers are there?"]
)
def test_another_question_or_paper_is_no_other_answer(asked: str) -> None:
    assert told_before(asked, [RISKS]) == ""


STAGES = Turn(
    "What are the three stages?",
    "The first building stage ran from 1870 to 1890. [1] The slow stage covers the war. [2] "
    "A period of rapid growth began in 1920. [3]",
)


@pytest.mark.parametrize(
    "asked",
    [
        STAGES.question,
        "What are the stages of the port?",
        "Tell me about the three stages.",
        "Please describe the stages of the port",
    ],
)
def test_sentences_that_each_tell_of_one_are_counted_off(asked: str) -> None:
    stages = Turn(asked, STAGES.answer)

    assert resolve("Tell me more about the second", [stages]) == "Tell me more about the slow stage"
    assert resolve("the first one?", [stages]) == "What is said about the first building stage?"
    assert resolve("and the third?", [stages]) == "What is said about a period of rapid growth?"


def test_the_first_list_is_meant_while_ordinals_go_on() -> None:
    second = Turn("Tell me more about the second", "It saw tugs, barges and pilot boats. [1]")
    third = Turn("and the third one?", "It saw Oslo, Bergen and Kiel. [1]")

    asked = "Tell me more about a period of rapid growth"
    assert resolve("and the third?", [STAGES, second]) == asked
    again = "Tell me more about the first building stage"
    assert resolve("the first one?", [STAGES, second, third]) == again


def test_after_the_last_comes_no_next_one() -> None:
    third = Turn("And the third?", "Trade grew. [1]")

    assert asks_past_last("And the next one?", [STAGES, third])
    assert asks_past_last("And the fourth?", [STAGES])
    assert not asks_past_last("And the next one?", [STAGES])
    assert not asks_past_last("What happened in the fourth?", [STAGES])
    assert not asks_past_last("And the next one?", [Turn("How high is the toll?", "Low. [1]")])
    silent = Turn("And the next one?", "Nothing more was counted off before that; ask for it.")
    assert "building stage" in resolve("and the first?", [STAGES, third, silent])


def test_sentences_that_tell_of_one_thing_are_no_list() -> None:
    one = Turn("What are the stages?", "The stages follow trade. [1] Ships grew in the last. [2]")

    assert "Ships" not in resolve("Explain the second", [one])


def test_headings_are_counted_off_by_their_numbers() -> None:
    parts = Turn("What are the parts?", "1. Tolls [1] 2. Ice at Sea [2] 3. Fog [3]")

    assert resolve("Tell me more about the second", [parts]) == "Tell me more about Ice at Sea"


@pytest.mark.parametrize(
    ("asked", "answer", "question", "searched"),
    [
        (
            "Summarise section 3.",
            "3. Tolls [1] 3.1. Ice at Sea\n\nIt is thick. [2] 3.2. Fog\n\nIt is old and wet. [3]",
            "What's the second point?",
            "What's section 3.2?",
        ),
        (
            "What are the sections of the paper?",
            "1. Tolls [1] 2. Ice at Sea [2] 3. Fog [3]",
            "What does the third say?",
            "What does section 3 say?",
        ),
        (
            "List the references.",
            "[1] Moss, C. (2015). Ice. Letters, 2. [1] [2] Cai, L. (2018). Fog. Letters, 3. [2]",
            "Who wrote the second one?",
            "Who wrote reference [2]?",
        ),
    ],
)
def test_sections_and_works_are_counted_off_as_they_are_numbered(
    asked: str, answer: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(asked, answer)]) == searched


def test_papers_are_counted_off_by_their_titles_though_a_sentence_tells_of_each() -> None:
    told = "Ice at Sea [1] It is dated 2004. [2] Fog [3] It is dated 2004. [4]"
    both = Turn("Which papers are from 2004?", told, ("ice", "fog"))
    one = Turn("Which papers are on fog?", "Fog [1] It is thick in May. [2]", ("fog",))
    said = Turn("What does the paper say on fog?", "Fog [1] It is thick in May. [2]", ("fog",))

    assert resolve("What is the second about?", [both]) == "What is “Fog” about?"
    assert resolve("What is the first one about?", [one]) == "What is “Fog” about?"
    assert "“" not in resolve("What is the first one about?", [said])


def test_the_next_of_a_sort_that_was_not_counted_off_is_known() -> None:
    before = Turn("Which stages did the harbour pass?", "It was built in 1870. [1]")
    second = Turn("When was the second?", "In 1890 came tugs, barges and boats. [1]")

    assert resolve("And the third?", [before, second]).endswith("the third stage?")
    assert "barges" not in resolve("And the next one?", [before, second])


def test_of_papers_on_a_thing_the_second_is_known_though_their_sentences_cite_works() -> None:
    told = (
        "Ice at Sea [1] Moss [19] saw ice, floes and bergs. [2] Fog? [3] It is thick [7, 8] . [4]"
    )
    both = Turn("Which papers are about weather?", told, ("ice", "fog"))

    assert resolve("the second one, what is it about", [both]) == "What is “Fog?” about"
    assert resolve("the first one, summarise it", [both]) == "Summarise “Ice at Sea”"
    work = Turn("any work on weather", told, ("ice", "fog"))
    assert resolve("the first one, who wrote it", [work]) == "Who wrote “Ice at Sea”"
    said = Turn("What do papers say?", "It snows. [1] Ice. [2] It is dim. [3] Fog. [4]", ("a", "b"))
    assert "“" not in resolve("the first one, who wrote it", [said])


def test_two_things_after_a_comma_are_no_list() -> None:
    told = "The ice spread, with floes seen in the bay, in several harbours and at two mouths. [1]"
    assert "harbours" not in resolve("who was the first one", [Turn("How far did it go?", told)])
