"""Of what sort the thing is that a question asks for."""

from __future__ import annotations

import pytest

from app.question.sorts import sort_in


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
    ],
)
def test_what_follows_which_or_what_is_the_sort_of_thing_asked_for(
    question: str, sort: list[str]
) -> None:
    assert [word.text for word in sort_in(question)] == sort


@pytest.mark.parametrize(
    "question",
    [
        "What is the diameter of the graph?",
        "Which is best?",
        "Which grew faster in percent, exports or imports?",
        "Which of the drugs was best?",
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
        "How many drugs were given?",
        "Why was it done?",
    ],
)
def test_where_no_sort_is_named_there_is_none(question: str) -> None:
    assert sort_in(question) == ()
