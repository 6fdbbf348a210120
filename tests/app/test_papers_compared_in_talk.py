"""Which of two papers that were spoken of is meant, and what "it" and "they" are then."""

# ruff: noqa: E501 - the tables of cases read better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.current_paper import two_told
from app.of_library import among_listed

BOTH = ("frost", "prices")
FOUND = Turn("What did the frost study find?", "Frost came in April. [1]", ("frost",))
TOOK = Turn("How many people took part?", "40 growers. [1]", ("frost",))

ON_BOTH = [FOUND, Turn("And the prices study?", "Prices rose in winter. [1]", ("prices",))]


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Which of the two papers is older?", "Which paper is the oldest?"),
        ("and which of those two studies is more recent?", "Which paper is the newest?"),
        ("Which one came out first?", "Which paper is the oldest?"),
        ("Which paper is longer?", "Which paper is the longest?"),
        ("Which paper is the oldest?", "Which paper is the oldest?"),
        ("Which papers discuss masks?", "Which papers discuss masks?"),
    ],
)
def test_which_of_two_papers_is_older_is_asked_of_papers(question: str, searched: str) -> None:
    assert resolve(question, ON_BOTH, ids=BOTH) == searched


def test_which_of_two_papers_is_older_is_told_of_those_that_were_told_from_last() -> None:
    asked = "Which of the two papers is older?"
    searched = resolve(asked, ON_BOTH, ids=BOTH)

    assert among_listed(asked, searched, ON_BOTH) == ("prices", "frost")
    assert among_listed("Which paper is the oldest?", searched, ON_BOTH) == ()
    assert not two_told([FOUND, TOOK])


def test_another_paper_takes_the_place_of_it_where_it_was_a_paper() -> None:
    history = [FOUND, Turn("Who wrote it?", "Ada Stone [1]", ("frost",))]

    for question in ("and the prices one?", "And the one on prices?"):
        wrote = resolve(question, history, ids=BOTH)
        assert wrote in ("Who wrote the prices paper?", "Who wrote the paper on prices?")
    assert (
        resolve("And what about the one on prices, how many were asked?", history, ids=BOTH)
        == "How many were asked (the paper on prices)?"
    )


def test_what_the_authors_looked_at_is_not_the_authors() -> None:
    history = [Turn("How many trials did the authors include?", "Five. [1]", ("frost",))]

    assert "authors" not in resolve("Where were they done?", history, ids=BOTH)
    wrote = [Turn("Who wrote the paper?", "Ada Stone [1]", ("frost",))]
    assert resolve("Are they growers?", wrote, ids=BOTH) == "Are the authors growers?"
