"""What a language model says to whoever asks is told from what it says of the documents."""

from __future__ import annotations

import pytest

from app.model.courtesies import is_courtesy, without_opening


@pytest.mark.parametrize(
    "text",
    [
        "Sure!",
        "Sure, here are the main points:",
        "Of course, I’ll summarise.",
        "Thank you for the question.",
        "Let me know if you need more.",
        "If you'd like to know more, ask.",
        "If you need more, let me know.",
        "If you have any further questions, just ask.",
    ],
)
def test_what_is_said_to_whoever_asks_is_a_courtesy(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "Of course the costs rose.",
        "Absolutely no effect was seen.",
        "Thanks to rain, yields rose.",
        "Okay yields were found in 2019.",
        "If you have diabetes, the risk is higher.",
    ],
)
def test_a_claim_is_none_however_it_begins(text: str) -> None:
    assert not is_courtesy(text)


def test_only_a_whole_opening_is_left_out() -> None:
    assert without_opening("Based on the provided passages, costs rose.") == "Costs rose."
    for text in (
        "From the given sources of data, three were used.",
        "Based on the available information the authors collected, costs rose.",
    ):
        assert without_opening(text) == text
