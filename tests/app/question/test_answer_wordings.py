"""Questions whose answer is told by how it is worded: an outlook, a choice, advice, a verdict."""

from __future__ import annotations

import pytest

from app.question.answer_wordings import lacks_sample, lacks_study_time, tells_merit, worded

BROAD = "The prospects of the trade are judged to be broad."
CHOSE = "We chose pears because they keep longer."
ADVISED = "Washing is not currently recommended for ripe fruit."
APART = "A pear counts as ripe if its stem comes off; it is defined as a score of 5."
CONCLUDED = "In conclusion, pears keep longer than plums."
SOURCE = "The Office of Orchards has released data on the harvest."
HOPED = "They aim at fuller barns."
STUDIED = "Pears were collected between 2011 and 2015."
PLAIN = "Pears grow in the valley."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Is the outlook for pears good?", BROAD),
        ("Does the future look bright?", BROAD),
        ("What are the prospects?", BROAD),
        ("Do pears look promising?", BROAD),
        ("How bright is the future of the trade?", BROAD),
        ("Why take pears and not apples?", CHOSE),
        ("Why pears instead of apples?", CHOSE),
        ("Why did they use pears?", CHOSE),
        ("Why were pears chosen?", CHOSE),
        ("Why pears, of all fruits?", CHOSE),
        ("Should one wash pears?", ADVISED),
        ("Whom should growers warn?", "Merchants should be warned."),
        ("So what ought merchants to show?", "Merchants should show the scales."),
        ("How long did the study last?", STUDIED),
        ("When was the fieldwork done?", STUDIED),
        ("Over what period were the samples collected?", STUDIED),
        ("What time span do the data cover?", "The data cover the harvests from 2011 to 2015."),
        ("By what criterion was a pear ripe?", APART),
        ("How was it decided which pears were ripe?", APART),
        ("What counts as a ripe pear?", APART),
        ("What do the authors conclude about pears?", CONCLUDED),
        ("What's the bottom line for growers of pears?", CONCLUDED),
        ("In the end, what is the verdict on plums?", CONCLUDED),
        ("What conclusions are drawn on pears?", "Our results suggest that pears keep."),
        ("So do plums keep, all in all?", "Overall, plums rot sooner."),
        ("What do the authors hope their proposals will bring?", HOPED),
        ("What do they want to achieve with their proposals?", HOPED),
        ("Whose figures does the paper rely on?", SOURCE),
        ("Where do the figures come from?", "Figures on pears were taken from the census."),
        ("Where did the authors get their numbers from?", SOURCE),
        ("What is the source of the data?", SOURCE),
    ],
)
def test_what_is_worded_as_the_answer_is_told_from_what_is_not(question: str, told: str) -> None:
    tells = worded(question)

    assert tells and tells(told) and not tells(PLAIN)


@pytest.mark.parametrize(
    "question",
    [
        "Why do pears rot?",
        "Why did Stone choose the valley?",
        "Why was power use not recorded?",
        "Why are pears good?",
        "What should growers do?",
        "Who should pay for the barns?",
        "Which pears look like apples?",
        "What future work is planned?",
        "How was the rot measured?",
        "When do pears ripen?",
        "What is the aim of the study?",
        "What is the bottom line of the company?",
        "When was the contract concluded?",
        "What is the overall harvest?",
        "From what do the authors conclude that pears keep?",
        "Overall, how many pears were sold?",
        "overall harvest of pears?",
        "How is the final word count of a label kept?",
        "What is the share of takeaway deliveries of pears?",
        "How many pears were left in the end?",
        "What do they want to sell in the end?",
        "Which end of the pear rots first?",
        "Where do the pears come from?",
        "How much data was collected?",
        "What does the figure show?",
    ],
)
def test_what_is_asked_of_a_thing_wants_no_such_words(question: str) -> None:
    assert worded(question) is None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("These figures come from the growers.", True),
        ("From the census came all the figures.", True),
        ("The department has released data for 2019.", True),
        ("Companies that are common there lack data.", False),
        ("Complete numbers for every issue are wanting.", False),
        ("The camera shows numbers.", False),
    ],
)
def test_from_whom_figures_are_is_told_by_words_for_it_and_not_their_like(
    sentence: str, told: bool
) -> None:
    tells = worded("Whose figures are these?")

    assert tells and tells(sentence) is told


def test_what_speaks_for_a_thing_is_why_it_was_chosen_and_no_cause() -> None:
    merit = "Pears are a close surrogate for quinces."

    assert tells_merit("Why pears instead of quinces?", merit)
    assert not tells_merit("Why pears instead of quinces?", PLAIN)
    assert not tells_merit("Why do pears rot?", merit)


def test_the_time_of_a_study_is_not_that_of_other_things() -> None:
    asked = "When was the study conducted?"
    assert lacks_study_time(asked, "The first stage ran from 2008 to 2012, with trial sales.")
    assert not lacks_study_time(asked, STUDIED)
    assert not lacks_study_time("When was the press built?", "It was built in 2008.")


def test_how_large_a_sample_was_is_not_told_by_the_size_of_other_things() -> None:
    asked = "How large was the sample?"
    assert lacks_sample(asked, "The list had 1,268 entries worth 16 crowns.")
    assert not lacks_sample(asked, "We asked 80 growers; 64 took part.")
    assert not lacks_sample("How large was the press?", "The list had 1,268 entries.")
