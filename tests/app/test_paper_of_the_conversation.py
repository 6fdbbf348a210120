"""A question that names no paper is asked of the one that the conversation is on."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.answer import Turn
from app.chatbot import open_chatbot
from app.current_paper import spoken_of
from app.language.lexicon import Lexicon
from app.seeking import speaks_of
from index.encoder import Encoder

FROST = """# Frost in the Hills

Ada Stone

## 1 Methods

We asked 40 growers about frost. Frost came in April.
"""
PRICES = """# Prices on the Market

Ben Rivers

## 1 Methods

We asked 77 merchants and 90 growers about growers and prices. Prices rose in winter.
"""


def told_from(*documents: str) -> list[Turn]:
    return [Turn("When did frost come?", "Frost came in April. [1]", documents)]


def test_the_paper_of_the_last_answer_is_meant_until_others_are_asked_for() -> None:
    both = ("frost", "prices")
    later = [*told_from("frost"), Turn("Why?", "The documents do not say.")]

    assert spoken_of("How many growers were asked?", told_from("frost"), both) == "frost"
    assert spoken_of("How many growers were asked?", later, both) == "frost"
    assert spoken_of("Which papers are there?", told_from("frost"), both) == ""
    assert spoken_of("Does another study say so?", told_from("frost"), both) == ""
    assert spoken_of("How many growers were asked?", told_from(*both), both) == ""
    assert spoken_of("How many growers were asked?", told_from("gone"), both) == ""
    assert spoken_of("How many growers were asked?", [], both) == ""


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How many growers were asked?", "40 growers"),
        ("Who are the authors?", "Ada Stone"),
        ("When did prices rise?", "Prices rose in winter"),
    ],
)
def test_a_follow_up_is_asked_of_the_same_paper_and_of_others_where_that_is_silent(
    question: str, found: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.3) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask(question, history=told_from("frost"))

    assert found in said.text
    assert len({citation.document_id for citation in said.citations}) == 1


def test_it_is_the_paper_spoken_of_though_another_names_its_authors(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.3) as bot:
        bot.library.add_bytes(FROST.replace("Ada Stone\n", "").encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask("Who wrote it?", history=told_from("frost"))

    assert said.abstained
    assert "Rivers" not in said.text


def test_what_the_paper_spoken_of_says_nothing_of_is_asked_of_all() -> None:
    library = Lexicon([FROST, PRICES, "A merchant said this thing of software."])

    def speaks(question: str, *unspoken: str, typed: str = "") -> bool:
        return speaks_of(unspoken, question, typed or question, library)

    assert speaks("How many growers were asked?")
    assert not speaks("How many merchants were asked?", "merchants")
    assert speaks("Were zebras asked?", "zebras")  # no paper has these
    assert not speaks("and what about Zebraland?", "Zebraland")
    assert speaks("What was the worst thing?", "thing")
    assert speaks("Who said so (merchants)?", "merchants", typed="who said so?")
    assert not speaks("Who said so (merchants)?", "merchants", typed="and merchants?")


@pytest.mark.parametrize(
    ("question", "found"),
    [("Which thing came?", "April"), ("How many growers were asked about things?", "40 growers")],
)
def test_the_paper_spoken_of_goes_first_though_another_has_more_of_the_words(
    question: str, found: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    other = f"{PRICES}\nEvery thing came to a market. We asked growers about these things.\n"
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        bot.library.add_bytes(other.encode(), "prices.md")
        said = bot.ask(question, history=told_from("frost"))

    assert found in said.text
    assert {citation.document_id for citation in said.citations} == {"frost"}


def test_a_file_that_is_named_is_no_slip_of_the_keyboard(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.3) as bot:
        bot.library.add_bytes(FROST.encode(), "grwers-hils.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask("who wrote grwers-hils?")

    assert "Ada Stone" in said.text
    assert {citation.document_id for citation in said.citations} == {"grwers-hils"}
