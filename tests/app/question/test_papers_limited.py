"""The last question is asked of other papers only where no more than that is said."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.question.papers_limited import Limited, asked_before, limited_to


@pytest.mark.parametrize(
    ("question", "limited"),
    [
        ("Only from the second paper", Limited("the second paper", without=False)),
        ("Just use the paper on frost, please", Limited("the paper on frost", without=False)),
        ("From the plum paper only", Limited("the plum paper", without=False)),
        ("Leave out the first paper.", Limited("the first paper", without=True)),
        ("And without the plum study?", Limited("the plum study", without=True)),
        ("And in the other papers?", Limited("", without=True)),
        ("What do the other papers say about it?", Limited("", without=True)),
        ("Leave out the limitations", None),
        ("Only the small ones", None),
        ("And the others?", None),
        ("What do the other papers say about frost?", None),
        ("What does the second paper say?", None),
        ("Who wrote the other papers?", None),
    ],
)
def test_what_only_names_papers_is_told_from_questions(
    question: str, limited: Limited | None
) -> None:
    assert limited_to(question) == limited


def test_a_turn_that_named_other_papers_counts_as_the_question_before_it() -> None:
    turns = [Turn("Did it freeze?", "Twice."), Turn("And in the other papers?", "Once.")]
    assert [turn.question for turn in asked_before(turns)] == ["Did it freeze?"] * 2
    assert [turn.answer for turn in asked_before(turns)] == ["Twice.", "Once."]
