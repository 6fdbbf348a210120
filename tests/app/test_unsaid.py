"""What the documents do not say, or do not have, is named."""

from __future__ import annotations

from app.chatbot import Chatbot


def test_a_section_that_is_not_there_is_named(chatbot: Chatbot) -> None:
    answer = chatbot.ask("What does section 7.1 say?")

    assert answer.abstained
    assert "no section 7.1" in answer.reason


def test_a_reference_that_is_not_there_is_named(chatbot: Chatbot) -> None:
    answer = chatbot.ask("What does reference [6] say?")

    assert answer.abstained
    assert "no such reference" in answer.reason


def test_what_the_paper_does_not_print_about_itself_is_said(chatbot: Chatbot) -> None:
    answer = chatbot.ask("What is the DOI of the paper?")

    assert answer.abstained
    assert "DOI" in answer.reason
