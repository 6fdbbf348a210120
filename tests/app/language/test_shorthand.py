"""What is typed in a chat is written out where nothing else can be meant."""

from __future__ import annotations

import pytest

from app.language.shorthand import written_out


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("why r transport costs so high", "why are transport costs so high"),
        ("how r u", "how are you"),
        ("what r the 3 stages", "what are the 3 stages"),
        ("What r smes?", "What are smes?"),
        ("r there any problems?", "are there any problems?"),
        ("can u pls tell me teh result", "can you please tell me the result"),
        ("waht is virtuality, plz?", "what is virtuality, please?"),
        ("what is virtuality pls", "what is virtuality please"),
        ("y r costs so high", "why are costs so high"),
        ("Wat did they find", "What did they find"),
        ("what do u think of ur sources?", "what do you think of your sources?"),
    ],
)
def test_short_and_slipped_words_are_written_out(typed: str, full: str) -> None:
    assert written_out(typed) == full


@pytest.mark.parametrize(
    "question",
    [
        "What is R?",
        "what r value was found?",
        "why r is so high",
        "how r was computed",
        "What is the velocity u?",
        "are u and v equal?",
        "did u increase with r?",
        "what does U stand for?",
        "What is pls?",
        "what is pls regression?",
        "Where is Wat Pho?",
        "Who came from Ur?",
        "Does it use PLS or ADN?",
        "see www.teh.com/wat",
    ],
)
def test_letters_and_names_that_mean_themselves_stay(question: str) -> None:
    assert written_out(question) == question
