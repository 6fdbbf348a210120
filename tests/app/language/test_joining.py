"""Words in one or apart are read as the library writes them."""

from __future__ import annotations

import pytest

from app.language.joining import joined_as_written
from app.language.lexemes import words
from app.language.lexicon import Lexicon

TOLD = (
    "Cross-border e-commerce is sold in the province. Tools lack multilingual support; the "
    "blockchain is new. Supply chains need low-interest loans for the parcels of JD.com."
)
ENGLISH = frozenset({"island", "information"})


def _says(phrase: str) -> bool:
    wanted = [word.stem for word in words(phrase)]
    told = [word.stem for word in words(TOLD)]
    return any(told[at : at + len(wanted)] == wanted for at in range(len(told)))


def _joined(question: str) -> str:
    return joined_as_written(question, Lexicon([TOLD]), _says, ENGLISH.__contains__)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("What is cross border ecommerce?", "What is cross border e-commerce?"),
        ("What is crossborder eCommerce?", "What is cross-border e-commerce?"),
        ("Is there multi lingual support?", "Is there multilingual support?"),
        ("multi-lingual tools?", "multilingual tools?"),
        ("How is block chain used?", "How is blockchain used?"),
        ("Who sells inthe province?", "Who sells in the province?"),
        ("Are there lowinterest loans?", "Are there low-interest loans?"),
    ],
)
def test_words_are_joined_as_the_library_joins_them(typed: str, read: str) -> None:
    assert _joined(typed) == read


@pytest.mark.parametrize(
    "question",
    [
        "What is cross border e-commerce?",
        "Are the supply chains new?",
        "Is it an island?",
        "Who gives information?",
        "Does JDcom sell parcels?",
        "What do the tools of Multi Lingual cost?",
        "Where are the border sand dunes?",
    ],
)
def test_what_the_library_writes_so_or_not_at_all_stays(question: str) -> None:
    assert _joined(question) == question
