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
