"""What kind of answer a question asks for."""

from __future__ import annotations

import pytest

from app.question.questions import analyse, said_of_counted


@pytest.mark.parametrize(
    "question",
    [
        "What learning rate did the authors use?",
        "What batch size was used?",
        "Which dose is recommended?",
        "How many trees were planted?",
        "Any numbers?",
        "Are there any figures on the harvest?",
        "What was the mean age?",
        "Which decay factor is used?",
        "What does the friction coefficient equal?",
    ],
)
def test_a_measure_asks_for_a_number(question: str) -> None:
    assert analyse(question).kind == "number"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many percent of the firms export?", "percent"),
        ("What do nurses earn?", "money"),
        ("What would a porter earn in a month (harbour)?", "money"),
        ("What do the banks charge per transfer?", "money"),
        ("What did they earn a prize for?", "which"),
        ("What do lenders ask of the ladies in charge?", "which"),
        ("Who carried them (parcels worth)?", "who"),
        ("Is it cheap (how many pipes)?", "yesno"),
        ("What growth rate do the authors report?", "percent"),
        ("Which university do the authors belong to?", "which"),
        ("Which ethics committee approved the work?", "which"),
        ("In which country did the nurses strike?", "where"),
        ("What is the name of the customs office?", "which"),
        ("Name the customs offices.", "list"),
        ("Which well-known firms came?", "list"),
        ("What profit margin do growers make?", "percent"),
        ("What fraction of the trees did hail break?", "percent"),
        ("What precision does the classifier reach?", "number"),
        ("Which F-score was reported for the pears?", "number"),
        ("Which toll rate applies to imported plums?", "number"),
        ("Which precision instruments were bought?", "list"),
        ("When was the mill opened?", "year"),
        ("When did they have to close it?", "year"),
        ("When will the mill open?", "year"),
        ("By when must it be mended?", "year"),
        ("When should one close the mill?", "other"),
        ("So when must the miller be called?", "other"),
        ("When do we have to mend it?", "other"),
        ("When is it safe to open the gate?", "other"),
        ("When are new stones needed?", "other"),
        ("Period covered by the accounts?", "year"),
        ("Which time span do the accounts cover?", "year"),
        ("What were the pickers paid?", "money"),
        ("What did a picker earn for each basket?", "money"),
        ("How much did they pay the pickers?", "money"),
        ("What are pickers paid?", "money"),
        ("What are the pears paid with?", "list"),
        ("How much attention do they pay to frost?", "number"),
        ("Where does the mill stand?", "where"),
        ("Where does the flour come from, which mill?", "where"),
        ("Where mills stand idle, how do the farmers fare?", "how"),
        ("Where does the mill fall short?", "other"),
        ("And since when?", "year"),
        ("Who has to mend it: by when (mill)?", "year"),
        ("What explains the fall in the value of pears?", "why"),
        ("How do the authors account for the growth rate?", "why"),
        ("What is the reason that the price fell?", "why"),
        ("What is the force called when two trees fall?", "which"),
        ("When the mill was opened, how many trees were there?", "number"),
        ("Which method has the best accuracy?", "which"),
        ("What level of detail is needed?", "which"),
        ("Who measured the size of the trees?", "who"),
        ("Did the nurses who fell ill recover?", "yesno"),
        ("How do growers catch people who steal pears?", "how"),
        ("Does it say whom growers should trust?", "who"),
        ("Tell me who bought the pears", "who"),
        ("Is it clear who pays for the pears?", "who"),
        ("What accounts for the largest share of the costs?", "percent"),
        ("How would you explain the term pruning?", "definition"),
        ("When is a tree called dwarf?", "definition"),
        ("When are rows considered well kept?", "definition"),
        ("What is still wrong with storage?", "which"),
        ("What is missing from crates?", "which"),
        ("What is hard cider?", "definition"),
        ("What harm can wasps do?", "effect"),
        ("What good would a fence do?", "effect"),
        ("What can growers do about wasps?", "how"),
        ("When was the tree called a wonder?", "year"),
        ("When are pickers called in?", "year"),
        ("When is the tree pruned?", "year"),
        ("What does it mean for a row to be even?", "definition"),
        ("What does it mean for farmers?", "effect"),
        ("What does the vigour score measure?", "definition"),
        ("What is the vigour score meant to measure?", "definition"),
        ("What did they measure?", "which"),
        ("What does this study measure?", "which"),
        ("And by whom was it built?", "who"),
        ("Which orchards have the largest share of the harvest?", "list"),
        ("What share of the harvest have apples?", "percent"),
        ("What is the point of pruning?", "why"),
        ("What model did they use to guess how many trees die?", "which"),
        ("Who was asked to say how many trees there are?", "who"),
        ("How do the growers decide how much to pay?", "how"),
    ],
)
def test_a_measure_that_is_only_spoken_of_is_not_what_is_asked_for(
    question: str, kind: str
) -> None:
    assert analyse(question).kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("size of the seed bank?", "number"),
        ("average age of the growers?", "number"),
        ("training time?", "number"),
        ("time from blossom to harvest?", "number"),
        ("number of trees", "number"),
        ("the mean yield per tree?", "other"),
        ("share of growers with a cold room?", "percent"),
        ("study period?", "year"),
        ("sampling dates?", "year"),
        ("age groups?", "other"),
        ("effects of the size of crates", "effect"),
        ("What if every valley had its own crates?", "effect"),
        ("How can frost hurt the crates?", "effect"),
        ("How can growers prevent frost?", "how"),
        ("How can frost damage be assessed?", "how"),
        ("What damage does the frost do?", "effect"),
        ("What problems does section 3 describe?", "list"),
        ("What good comes of early picking?", "effect"),
        ("Where does the harvest let growers down?", "other"),
        ("Where does the method break down?", "other"),
        ("Where does fruit break down in the soil?", "where"),
        ("costs of ice and its causes", "other"),
        ("time series?", "other"),
    ],
)
def test_a_measure_typed_without_a_verb_is_asked_for_as_one_with_it(
    question: str, kind: str
) -> None:
    assert analyse(question).kind == kind


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many of the sampled patients died?", ["died"]),
        ("How many people gave blood?", ["blood"]),
        ("How many people gave blood after the flood?", ["blood"]),
        ("How many of the poems were written by women?", ["written", "women"]),
        ("What share of the growers were left-handed?", ["left", "handed"]),
        ("How many old growers?", []),
        ("How many stages has it gone through?", []),
        ("How many people does the valley hold?", []),
        ("How many are there?", []),
        ("Which growers moved?", []),
    ],
)
def test_what_those_that_are_counted_did_stands_after_them(question: str, said: list[str]) -> None:
    done, _ = said_of_counted(question)

    assert [word.text for word in done] == said


def test_animals_are_told_from_things_that_are_counted() -> None:
    assert said_of_counted("How many of the horses died?")[1]
    assert not said_of_counted("How many of the samples died?")[1]


def test_a_disease_in_capitals_is_not_what_is_counted() -> None:
    done, of_people = said_of_counted("How many of the SARS patients died?")

    assert [word.text for word in done] == ["died"]
    assert of_people


def test_what_is_counted_is_counted_by_what_a_study_calls_it_too() -> None:
    assert {"patient", "particip"} <= analyse("How many people took part?").units
    assert "patient" not in analyse("How many growers took part?").units
    assert "child" in analyse("number of kids?").units


def test_what_the_authors_do_is_asked_of_their_work_not_of_authors() -> None:
    asked = analyse("What do the authors say about cold storage?")
    assert {term.text for term in asked.terms} == {"cold", "storage"}


@pytest.mark.parametrize(
    "question",
    [
        "What is pruning, anyway?",
        "So, what exactly is pruning?",
        "Could you please tell me what pruning is?",
        "What do the authors mean by pruning?",
        "What is pruning about?",
        "How does the paper describe pruning?",
        "pruning - meaning?",
        "How would you define pruning in one sentence?",
        "Can you put in a nutshell what pruning is?",
        "Could you explain what pruning is?",
        "And pruning, what on earth is that supposed to mean?",
        "What is pruning, in the authors' understanding?",
    ],
)
def test_a_meaning_is_asked_for_in_many_ways(question: str) -> None:
    asked = analyse(question)

    assert asked.kind == "definition"
    assert [term.text for term in asked.terms] == ["pruning"]


@pytest.mark.parametrize(
    "question",
    [
        "As a reviewer I want to check this: how many orchards were visited?",
        "I run a farm. How many orchards were visited?",
        "In short, how many orchards were visited?",
    ],
)
def test_what_stands_beside_a_question_is_not_asked_about(question: str) -> None:
    asked = analyse(question)

    assert {term.text for term in asked.terms} == {"orchards", "visited"}
    assert all(question[term.start : term.end] == term.text for term in asked.terms)


def test_a_statement_that_the_question_points_at_is_asked_about() -> None:
    asked = analyse("My pears rot in the cellar. What could be behind that?")

    assert "pears" in {term.text for term in asked.terms}


def test_a_question_all_in_capitals_names_nothing_by_them() -> None:
    loud = analyse("WHO SOLD THE HARVEST TO US?")

    assert {term.stem for term in loud.terms} == {"sell", "harvest"}


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("What does section 3.2 say?", "3.2"),
        ("Section 3.2", "3.2"),
        ("Show me section 3.2, please.", "3.2"),
        ("How does chapter 4 want to simplify it?", "4"),
        ("Which measures does section 3 propose?", "3"),
        ("What is section 1 about?", "1"),
        ("What is chapter 2 called?", "2"),
        ("Summarise section 3 of the paper.", "3"),
        ("What does section 3 of the trade paper say?", "3"),
        ("What does section 3 of it say?", "3"),
        ("Section 3 summary", "3"),
        ("What is the title of section 2?", "2"),
        ("Which problems in section 4 concern growers?", "4"),
        ("In section 3 who is named?", "3"),
        ("What does 3.1 section say?", "3.1"),
        ("Is section 5 the conclusion?", "5"),
        ("Does section 3 mention trust?", "3"),
        ("what is section 3.2 talking about", "3.2"),
        ("Section 3.2 covers what?", "3.2"),
        ("What are the section 3.2 problems?", "3.2"),
        ("section 3 contains what?", "3"),
        ("What does section 3.2 of henan-cross-border-ecommerce say?", "3.2"),
        ("What does section 4 of Wang and Ald say?", "4"),
        ("What does section 3 of this one say?", "3"),
        ("What does section 2 of the introduction say?", "2"),
        ("Section 3 problems and solutions", "3"),
        ("Section 3 first paragraph", "3"),
        ("Section 2.1.3 background", "2.1.3"),
        ("What does section 3 of chapter 2 say?", "3"),
    ],
)
def test_a_section_is_known_by_its_number(question: str, section: str) -> None:
    assert analyse(question).section == section


@pytest.mark.parametrize(
    "question",
    [
        "What does section 12 of the Charter guarantee?",
        "What does part 15 of the Act require?",
        "What do sections 3 and 5 of the Act say?",
        "Which rights does section 4.1.2 of the Act grant?",
        "What does section 12 of the Charter in this text guarantee?",
        "What does section 12(2) of the Charter guarantee?",
        "What is chapter 11 bankruptcy?",
        "How does chapter 11 bankruptcy work?",
        "Who files for chapter 11 bankruptcy?",
        "What are section 8 vouchers?",
        "Who pays for section 8 housing?",
        "What does section 5 of the Data Protection Act say?",
        "What was part 2 of the trial?",
    ],
)
def test_a_section_of_something_else_is_none_of_the_paper(question: str) -> None:
    assert analyse(question).section == ""


def test_how_much_faster_asks_for_no_other_thing_than_how_much() -> None:
    terms = [word.text for word in analyse("How much faster did the harvest grow?").terms]

    assert terms == ["harvest", "grow"]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Where does the harvest fall short?", ["harvest"]),
        ("What goes wrong in the harvest?", ["harvest"]),
        ("Did the harvest fall?", ["harvest", "fall"]),
        ("Did the harvest fall short of the aim?", ["harvest", "fall", "short", "aim"]),
        ("What do the authorities weigh?", ["authorities", "weigh"]),
        ("What do the authors weigh?", ["weigh"]),
    ],
)
def test_set_phrases_for_what_is_wanting_name_nothing(question: str, terms: list[str]) -> None:
    assert [word.text for word in analyse(question).terms] == terms


def test_courtesies_without_end_are_gone_through_once() -> None:
    """Where each could be taken in two ways, all ways would be tried: hours for one question."""
    assert analyse("please " * 280 + "x!").kind == "other"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How far can the conclusion be trusted?", "how"),
        ("How far do the findings generalise?", "how"),
        ("How much should we trust these numbers?", "how"),
        ("How far did exports fall?", "number"),
        ("How far is it from Henan to the port?", "number"),
        ("How much do firms rely on the platform?", "number"),
        ("How many patients could be trusted?", "number"),
    ],
)
def test_how_far_something_may_be_trusted_is_no_number(question: str, kind: str) -> None:
    assert analyse(question).kind == kind
