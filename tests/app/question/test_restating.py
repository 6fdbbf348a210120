"""What "Why?" and "In which journal?" ask: the question before, with another question word."""

# ruff: noqa: E501 - the table of follow-ups reads better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.question.restating import as_claim, without_empty_noun

REVIEW = "In the frost review, what trees were counted?"


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("When was the frost paper published?", "Where?", "Where was the frost paper published?"),
        ("When was the frost paper published?", "By whom?", "By whom was the frost paper published?"),
        ("When was the frost paper published?", "In which journal?", "In which journal was the frost paper published?"),
        ("Which year did the pears freeze?", "Which country?", "In which country did the pears freeze?"),
        ("In which month did pears freeze?", "Why?", "Why did pears freeze?"),
        ("Why are pears dear?", "Since when?", "Since when are pears dear?"),
        ("How high is the toll?", "Why is that?", "Why is the toll high?"),
        ("By how much did exports grow?", "How so?", "Why did exports grow?"),
        ("Did exports grow?", "Why not?", "Why did exports grow?"),
        ("What measures should be taken?", "By whom?", "By whom should measures be taken?"),
        ("Did exports grow?", "Really?", "Did exports grow?"),
        ("Who should mend the road?", "How?", "How should they mend the road?"),
        (REVIEW, "In which years?", "In which years were trees counted in the frost review?"),
        (REVIEW, "Why?", "Why were trees counted in the frost review?"),
        ("How common is it in Italy (hay fever)?", "Why?", "Why is it in Italy common (hay fever)?"),
        # where what was asked for does it, there is nothing that "why" can be asked of
        ("Which algorithm performed best?", "Why?", "Why (algorithm performed best)?"),
        ("Who should supervise platforms?", "Why?", "Why (supervise platforms)?"),
        ("What's been done to the crews?", "Why?", "Why (crews)?"),
        ("What could firms do?", "Why?", "Why could firms do?"),
        ("Who was asked?", "Why?", "Why (Who was asked)?"),
        # what has no verb to turn round takes the words along
        ("Who wrote the frost paper?", "Which year?", "Which year (the frost paper)?"),
    ],
)  # fmt: skip
def test_a_question_word_takes_the_place_of_the_one_before(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Is the port open in winter?", "the port open in winter."),
        ("And did exports grow?", "exports grow."),
        ("Are there any pears in room 3?", "pears in room 3."),
        ("Isn’t the toll high?", "the toll high."),
        ("Are there any?", ""),
        ("When did the port open?", ""),
        ("Isolated ports freeze?", ""),
    ],
)
def test_a_yes_or_no_question_claims_what_it_asks_for(question: str, claim: str) -> None:
    assert as_claim(question) == claim


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("What aspects do the harbour rules cover?", "What do the harbour rules cover?"),
        ("Which main areas does the treaty touch on?", "What does the treaty touch on?"),
        ("Which topics does the paper cover?", ""),
        ("Which areas do the authors include?", ""),
        ("Which fields does the farm own?", ""),
        ("What do the rules cover?", ""),
        (
            "Which measures would make the crossing cheaper?",
            "What would make the crossing cheaper?",
        ),
        ("What other steps can cut the queue?", "What can cut the queue?"),
        ("Which steps should the harbour take?", ""),
        ("Which measures should be taken?", ""),
        ("What rope would hold the boat?", ""),
    ],
)
def test_a_noun_that_says_nothing_is_left_out(question: str, restated: str) -> None:
    assert without_empty_noun(question) == restated
