"""Of what sort the thing is that a question asks for."""

from __future__ import annotations

import pytest

from app.question.sorts import asks_one, goes_unsaid, sort_in


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Which antibiotic should be added?", ["antibiotic"]),
        ("Which laser wavelength excited the wells?", ["laser", "wavelength"]),
        ("What dose of heparin do they recommend?", ["dose"]),
        ("what software did they code it with?", ["software"]),
        ("By what criterion did they decide?", ["criterion"]),
        ("Tell me which optimizer was used", ["optimizer"]),
        ("Which enzyme can cleave it?", ["enzyme"]),
        ("what method they used", ["method"]),
        ("Which hospital in Spain sent the samples?", ["hospital"]),
        ("Which insurance company paid for the trial?", ["insurance", "company"]),
        ("Which airport serves the valley?", ["airport"]),
        ("What is the name of the customs office?", ["customs", "office"]),
        ("Tell me the name of the drug used in the trial", ["drug"]),
    ],
)
def test_what_follows_which_or_what_is_the_sort_of_thing_asked_for(
    question: str, sort: list[str]
) -> None:
    assert [word.text for word in sort_in(question)] == sort


def test_what_plays_a_role_need_not_speak_of_one() -> None:
    assert [goes_unsaid(word) for word in sort_in("What role does ice play?")] == [True]


@pytest.mark.parametrize(
    "question",
    [
        "What is the diameter of the graph?",
        "Which is best?",
        "Which grew faster in percent, exports or imports?",
        "Which of the drugs was best?",
        "What comes first of all when payments are supervised?",
        "What happens to mice that are fed?",
        "What happened to mice that were fed?",
        "What caused the outbreak?",
        "What remains to be done?",
        "What makes exchange rates go up?",
        "What about the costs?",
        "What if the moves are bad?",
        "Which courier and shipping firms came?",  # either word may do
        "What else did they do?",
        "What they did was new.",
        "Which ranks highest in Spain?",
        "What made them settle on a lower dose?",
        "Which villages brought the harvest in?",  # they are told by their names
        "How many drugs were given?",
        "Why was it done?",
    ],
)
def test_where_no_sort_is_named_there_is_none(question: str) -> None:
    assert sort_in(question) == ()


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("Which hospital do the patients come from?", True),
        ("Which ethics committee approved the study?", True),
        ("In which database did the authors search?", True),
        ("What is the name of the cave?", True),
        ("Which databases were searched?", False),
        ("Which species were found?", False),  # one or several
        ("What are ways in which the virus is transmitted?", False),
        ("Which diseases most profoundly influenced outcomes?", False),
    ],
)
def test_one_thing_of_a_sort_is_told_from_several(question: str, one: bool) -> None:
    assert asks_one(question) is one
