"""Asked where its words stand, the bot names the places of the answer that it gave last."""

from __future__ import annotations

import pytest

from app.answer import Answer, Turn
from app.chatbot import Chatbot
from app.question.smalltalk import FOOTNOTES

HARVEST = "What was the total harvest of the valley in 2019?"


def turn_of(answer: Answer) -> Turn:
    told_from = dict.fromkeys(cited.document_id for cited in answer.citations)
    return Turn(answer.question, answer.text, tuple(told_from))


@pytest.mark.parametrize(
    "question", ["in which section?", "On what page?", "where does it say that?", "who says so?"]
)
def test_the_places_of_the_last_answer_are_named_with_its_quotes(
    chatbot: Chatbot, question: str
) -> None:
    told = chatbot.ask(HARVEST)
    places = chatbot.ask(question, history=[turn_of(told)])

    assert not places.abstained
    assert "section 2.1" in places.sentences[0].text
    assert told.citations[0].title in places.sentences[0].text
    assert [one.quote for one in places.citations] == [one.quote for one in told.citations]


def test_it_need_not_be_known_which_papers_were_quoted(chatbot: Chatbot) -> None:
    told = chatbot.ask(HARVEST)
    spoken = [Turn(HARVEST, told.text), Turn("thanks", "You are welcome.")]

    assert "section 2.1" in chatbot.ask("Which page?", history=spoken).text


@pytest.mark.parametrize(
    "answer", ["The documents say nothing here about plums.", "A model's own words. [1]"]
)
def test_words_that_stand_nowhere_have_no_place(chatbot: Chatbot, answer: str) -> None:
    told = chatbot.ask("in which section?", history=[Turn("What do plums cost?", answer)])

    assert told.text == FOOTNOTES
    assert told.mode == "smalltalk"


def test_when_that_was_is_told_by_the_period_that_its_paragraph_opens_with(
    chatbot: Chatbot,
) -> None:
    chatbot.library.add_bytes(
        b"# Ferries of Seaport\n\nThe middle stage covers the years 1913 to 1917. Many captains "
        b"settled in Seaport. The harbour was dredged in 1921. Piers were built.\n",
        "ferries.md",
    )
    period = "The middle stage covers the years 1913 to 1917."

    def told(answer: str, *, documents: tuple[str, ...] = ()) -> Answer:
        before = Turn("Who came to Seaport?", answer, ("ferries",))
        return chatbot.ask("and when was that?", history=[before], documents=documents)

    assert told("Many captains settled in Seaport. [1]").sentences[0].text == period
    others = tuple(one.id for one in chatbot.library.documents() if one.id != "ferries")
    for answer in (
        told("The harbour was dredged in 1921. [1]"),  # has a date of its own
        told("Piers were built. [1]"),  # another date stands in between
        told("The documents do not say who. [1]"),
        told("Many captains settled in Seaport. [1]", documents=others),
    ):
        assert not answer.sentences or answer.sentences[0].text != period
