"""What follow-ups are completed to, and which of them are none."""

# ruff: noqa: E501 - the table of follow-ups reads better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import asks_nothing_alone, otherwise, resolve, told_before
from app.question.follow_up import leans_on_history
from app.whole_question import alone

TOTAL = "What was the total import and export volume in 2019?"


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        (TOTAL, "Which logistics companies came?", "Which logistics companies came?"),
        (TOTAL, "And in 2020?", "What was the total import and export volume in 2020?"),
        (TOTAL, "And the exports?", "What was the exports volume in 2019?"),
        (
            "How many entries did the export list have?",
            "And the import list?",
            "How many entries did the import list have?",
        ),
        ("Why are transport costs high?", "Why?", "Why are transport costs high?"),
        ("Which firms came first?", "And when?", "When (firms came)?"),
        ("Are exports high?", "And why?", "Why are exports high?"),
        ("Which problems do ports have?", "Why?", "Why do ports have problems?"),
        ("Who wrote this paper?", "Where do they work?", "Where do the authors work?"),
        ("What do the authors say about frost?", "Why is it risky?", "Why is it risky (frost)?"),
        ("Who are the authors?", "When was it published?", "When was it published?"),
        ("Who wrote it?", "And when?", "When was it published?"),
        ("Who wrote the paper on pears?", "Where?", "Where was the paper on pears published?"),
        ("What was the harvest in 2019?", "2020?", "What was the harvest in 2020?"),
        ("What is the price of apples?", "and of pears?", "What is the price of pears?"),
        ("How many growers are there in Spain?", "In Italy?", "How many growers are there in Italy?"),
        ("How many growers are there?", "And in Italy?", "How many growers are there in Italy?"),
        ("When was the first shop in Rome opened?", "In Paris?", "When was the first shop in Paris opened?"),
        ("What are the risks of storage?", "And the benefits?", "What are the benefits of storage?"),
        ("What profit does Redleaf make?", "And Orchard Union?", "What profit does Orchard Union make?"),
        ("Why did exports fall?", "What about imports?", "Why did imports fall?"),
        ("What was the harvest of apples?", "Pears?", "What was the harvest of pears?"),
        ("What was the first harvest?", "And the last?", "What was the last harvest?"),
        ("What measures were proposed?", "Tell me more.", "What measures were proposed?"),
        ("Are there enough pickers?", "What kind?", "What kind are there enough pickers?"),
        ("What are frost nets?", "What are those for?", "What are those for (frost nets)?"),
        ("What do pears cost?", "Who says that?", "Who says that (pears cost)?"),
        ("What do pears cost?", "Who says that pears sell?", "Who says that pears sell?"),
    ],
)  # fmt: skip
def test_a_follow_up_is_completed_and_a_whole_question_is_left(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


def test_a_pronoun_brings_the_words_of_the_earlier_question_along() -> None:
    searched = resolve("How can they be reduced?", [Turn("What are exchange rate risks?", "")])

    assert "exchange" in searched
    assert "reduced" in searched


@pytest.mark.parametrize(
    "question",
    ["Where is that stated?", "How does that compare with Spain?", "What is the first one?"],
)
def test_what_points_back_is_no_question_of_its_own(question: str) -> None:
    assert resolve(question, [Turn("How large is the harvest of pears?", "")]).endswith(
        "(harvest pears)?"
    )


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("What is the prevalence of HBoV1?", "How does it spread?", "How does it spread (prevalence HBoV1)?"),
        ("What is the 3I tool?", "How does it work?", "How does it work (3I tool)?"),
        ("What is the 3I tool?", "How does this work?", "How does this work (3I tool)?"),
        ("What is the 3I tool?", "What is this?", "What is this (3I tool)?"),
        ("How large is cross-border trade?", "Who measured it?", "Who measured it (cross-border trade)?"),
        ("What did Rivers and colleagues find?", "How were they recruited?", "How were they recruited (Rivers and colleagues)?"),
    ],
)  # fmt: skip
def test_what_is_brought_along_stays_as_it_was_typed(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


@pytest.mark.parametrize(
    "question",
    [
        "Does the paper say that pears are sweet?",
        "Is it true that pears are sweet?",
    ],
)
def test_a_pronoun_that_points_forward_takes_nothing_over(question: str) -> None:
    assert resolve(question, [Turn("How large is the harvest?", "")]) == question


def test_a_pronoun_after_a_question_on_a_section_is_that_section() -> None:
    searched = resolve("What does it recommend?", [Turn("What is section 3.2 about?", "")])

    assert searched == "What does section 3.2 recommend?"
    more = [Turn("What does section 3.2 say about transport costs?", "")]
    assert "transport" in resolve("Why are they high?", more)
    assert "trained section" not in resolve("How was it paid?", more)
    assert "transport" in resolve("How was it paid?", more)


@pytest.mark.parametrize(
    "question",
    [
        "Explain asthma.",
        "Can you explain the prevalence?",
        "Can you give an example of a risk?",
        "I don't understand the method of the authors, what is it?",
    ],
)
def test_who_wants_something_of_its_own_explained_asks_a_new_question(question: str) -> None:
    history = [Turn("What is the prevalence of HBoV1?", "It is 8%. [1]")]

    assert told_before(question, history) == ""
    assert resolve(question, history) != "What is the prevalence of HBoV1?"


@pytest.mark.parametrize("question", ["Why?", "How so?", "Tell me more.", "Can you elaborate?"])
def test_what_only_goes_on_asks_nothing_alone(question: str) -> None:
    assert asks_nothing_alone(question)
    assert not asks_nothing_alone("Why did the harvest fall?")


def test_without_a_history_nothing_is_added() -> None:
    assert resolve("And the exports?", []) == "And the exports?"


@pytest.mark.parametrize(
    "question",
    ["How often, every year?", "When, in the spring?", "who, the bank?", "Why, because of fraud?"],
)
def test_a_bare_question_with_a_guess_leans_on_the_one_before(question: str) -> None:
    assert leans_on_history(question)


@pytest.mark.parametrize(
    "question", ["How often does the rule on fishing nets change?", "When frost comes, who pays?"]
)
def test_a_question_that_says_what_it_is_on_leans_on_none(question: str) -> None:
    assert not leans_on_history(question)


def test_that_study_is_the_one_that_the_answer_told_of() -> None:
    told = [Turn("Who says that nets help?", "Research by the Harbour Board is cited for that.")]
    own = [Turn("Who says that nets help?", "The authors found that nets help.")]

    assert resolve("What year is that research from?", told) == (
        "What year is that research from (nets help)?"
    )
    assert resolve("What year is this paper from?", told) == "What year is this paper from?"
    assert resolve("What year is that research from?", own) == "What year is that research from?"
    assert not alone("And what year was that research?")


@pytest.mark.parametrize("question", ["What is its DOI?", "Does it use BLEU?"])
def test_a_pointer_before_a_name_points_back(question: str) -> None:
    assert leans_on_history(question)
    assert resolve(question, [Turn("What is a hive?", "")]) != question


def test_a_name_before_a_pointer_is_what_it_means() -> None:
    assert not leans_on_history("Did the Northern Valley raise its exports?")


@pytest.mark.parametrize(
    ("question", "by_itself"),
    [
        ("And what is the primary index?", "What is the primary index?"),
        ("And why?", ""),
        ("And the exports?", ""),
        ("And what do they cost?", ""),
        ("What is the primary index?", ""),
    ],
)
def test_a_whole_question_after_and_can_stand_alone(question: str, by_itself: str) -> None:
    assert alone(question) == by_itself


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Back to fog: how does it form?", "How does it form (fog)?"),
        ("As for the frost paper, who wrote it?", "Who wrote the frost paper?"),
        ("Now the frost paper: who wrote it?", "Who wrote the frost paper?"),
        ("Back to fog", "What is said about fog?"),
        ("Now the benefits?", "What are the benefits of night ferries?"),
    ],
)
def test_who_goes_back_to_a_thing_asks_of_that_and_of_nothing_else(
    question: str, searched: str
) -> None:
    history = [Turn("What is fog?", "Mist."), Turn("What are the risks of night ferries?", "Ice.")]

    assert resolve(question, history) == searched


def test_who_wrote_it_after_a_question_on_a_named_thing_asks_for_its_paper() -> None:
    after = [Turn("What is TreeRank written in?", "")]

    assert resolve("And who wrote it?", after) == "Who wrote the TreeRank paper?"
    assert resolve("Who uses it?", after) == "Who uses it (TreeRank)?"


@pytest.mark.parametrize(
    "question",
    [
        "And?",
        "So?",
        "ok, so?",
        "What about?",
        "Huh?",
        "What?",
        "Another one?",
        "One more?",
        "Besides that?",
        "anything apart from that?",
    ],
)
def test_who_only_says_and_is_told_more_of_the_same(question: str) -> None:
    history = [Turn("What is the price of pears?", "It is low. [1]")]

    assert resolve(question, history) == "What is the price of pears?"
    assert told_before(question, history) == "It is low. [1]"
    assert asks_nothing_alone(question)


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("ok, and the lock itself, whats wrong with it?", "What's wrong with the lock itself?"),
        ("The gates of the lock, how wide are they?", "How wide are the gates of the lock?"),
        ("and smuggling, how do you stop that", "How do you stop smuggling?"),
        ("Hoar frost - what is that?", "What is hoar frost?"),
        ("Supply, how does it grow?", "How does Supply grow?"),
        ("plums then, what do they cost?", "What do plums cost?"),
        ("and the last stage, what went wrong there?", "What went wrong in the last stage?"),
        ("What about plums, are they dear?", "Are they dear (plums)?"),
        ("what about frost, do nets help?", "Do nets help (frost)?"),
        # what is of what was spoken of before
        ("The stage before that, what was it like?", "The stage before that, what was it like (ice)?"),
        ("The growers, what should they do?", "The growers, what should they do (ice)?"),
        ("The next year, how dear was it?", "The next year, how dear was it (ice)?"),
        ("The results, how certain are they?", "The results, how certain are they (ice)?"),
        ("The gate one, how wide is it?", "The gate one, how wide is it (ice)?"),
        ("Forgive me, how dear is that?", "Forgive me, how dear is that (ice)?"),
        ("Honestly, how dear is that?", "Honestly, how dear is that (ice)?"),
        ("Good point: does it last?", "Good point: does it last (ice)?"),
        ("Just curious - why is it dear?", "Just curious - why is it dear (ice)?"),
        ("The older question: why did they sell?", "The older question: why did they sell (ice)?"),
    ],
)  # fmt: skip
def test_a_thing_named_first_is_what_it_stands_for(question: str, searched: str) -> None:
    assert resolve(question, [Turn("How dear is ice?", "Told. [1]")]) == searched


@pytest.mark.parametrize(
    "question",
    ["then what else would help?", "Which other pears are cheap?", "whats the other reason?", "Is there another way?"],
)  # fmt: skip
def test_who_asks_for_others_is_not_told_again_what_was_told(question: str) -> None:
    history = [Turn("What is the price of pears?", "Low. [1]"), Turn("And plums?", "High. [1]")]

    assert told_before(question, history) == "Low. [1]\nHigh. [1]"


@pytest.mark.parametrize(
    "question",
    ["What is it on the other hand?", "Why is it more than at other sites?", "What is another name for it?"],
)  # fmt: skip
def test_who_speaks_of_others_does_not_ask_for_more(question: str) -> None:
    assert told_before(question, [Turn("What is the price of pears?", "Low. [1]")]) == ""


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Anything on frost?", "What is said about frost?"),
        ("more about plums", "What is said about plums?"),
        ("Say more about storage", "What is said about storage?"),
        ("Anything on 2020?", "What was the price of pears in 2020?"),
        ("Versus plums?", "What was the price of plums in 2019?"),
        ("Compared to 2018?", "What was the price of pears in 2018?"),
        ("The same for plums?", "What was the price of plums in 2019?"),
    ],
)
def test_what_is_no_thing_to_exchange_is_not_put_in_the_place_of_one(
    question: str, searched: str
) -> None:
    assert resolve(question, [Turn("What was the price of pears in 2019?", "")]) == searched


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("63 percent of whom?", "63 percent of whom (ban raise wellbeing)?"),
        ("Across which border?", "Across which border does the ban raise wellbeing?"),
        ("Compared to when?", "Compared to when (ban raise wellbeing)?"),
        ("No effect on grades?", "No effect on grades (ban raise wellbeing)?"),
        ("Really? Nothing?", "Really? Nothing (ban raise wellbeing)?"),
        ("Among young people?", "Does the ban raise wellbeing among young people?"),
        ("By doing what?", "Does the ban raise wellbeing by doing what?"),
    ],
)
def test_what_asks_or_denies_takes_no_place_of_a_thing(question: str, searched: str) -> None:
    assert resolve(question, [Turn("Does the ban raise wellbeing?", "")]) == searched


@pytest.mark.parametrize(
    ("before", "answer", "question", "searched"),
    [
        ("Which countries export cobalt?", "Congo and Zambia do.", "And Zambia?", "What is said about Zambia (countries export cobalt)?"),
        ("What drove food prices?", "Fertiliser had become dear.", "And the fertiliser?", "What is said about the fertiliser (drove food prices)?"),
        # what is like a thing that is asked of
        ("Which countries export cobalt?", "Congo does, and copper too.", "And copper?", "Which countries export copper?"),
        ("What is the price of pears?", "As low as that of plums.", "And plums?", "What is the price of plums?"),
    ],
)  # fmt: skip
def test_what_the_answer_brought_up_is_asked_about(
    before: str, answer: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, answer)]) == searched


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("What does he recommend?", "What does the author recommend?"),
        ("Where do they work?", "Where do the authors work?"),
    ],
)
def test_one_author_is_no_more_than_one(question: str, searched: str) -> None:
    assert resolve(question, [Turn("Who is the author?", "")]) == searched


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("What will they do next?", "What will the authors do next?"),
        ("And what did they find?", "What did the authors find?"),
        ("Any limitations?", "Any limitations?"),
        ("Any open questions?", "Any open questions?"),
        ("Who paid for the study?", "Who paid for the study?"),
        ("Which studies does it build on?", "Which studies does it build on?"),
        ("How many references does it have?", "How many references does it have?"),
        ("What are they meant to achieve?", "What are they meant to achieve (model best frost)?"),
    ],
)
def test_what_papers_say_of_themselves_is_asked_of_those_who_wrote_them(
    question: str, searched: str
) -> None:
    assert resolve(question, [Turn("Which model worked best on frost?", "The last.")]) == searched


FRANCE = Turn("What is the capital of France?", "Nothing in these documents mentions 'France'.")
IMPORTS = Turn("and what was the import volume?", "The import volume came to 44 tonnes. [1]")
IN_DOLLARS = Turn("in dollars?", "The documents give the amount in tonnes, not in dollar.")


def test_what_was_not_answered_is_not_carried_on_once_something_was() -> None:
    assert otherwise(IMPORTS.question, [FRANCE]) == "What was the import volume?"
    assert resolve("and the exports?", [FRANCE, IMPORTS]) == "What was the exports volume?"

    history = [FRANCE, IMPORTS, IN_DOLLARS]
    assert otherwise("and its growth?", history) == "Its growth (import volume)?"
    grown = Turn("and its growth?", "The import volume grew by 3 %. [1]")
    assert resolve("why is it high?", [*history, grown]) == "Why is it high (import volume)?"


def test_what_the_answer_speaks_of_is_carried_on_though_it_was_not_answered_before() -> None:
    plums = Turn(
        "What was the harvest of plums in 2025?", "The documents give 2019 here, not 2025."
    )
    pears = Turn("What is the price of pears?", "It is low. [1]")
    earlier = Turn("and in 2019?", "The harvest of plums was 3 tonnes. [1]")

    assert resolve("and in 2018?", [plums]) == "What was the harvest of plums in 2018?"
    searched = resolve("and in 2018?", [pears, plums, earlier])
    assert searched == "What was the harvest of plums in 2018?"
    assert otherwise("and in 2018?", [pears]) == ""
    assert otherwise("and in 2018?", [pears, plums]) == ""  # the price of pears is another matter
