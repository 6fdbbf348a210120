"""Papers that were listed or told from before, and what is asked of them next."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.chatbot import Chatbot
from app.papers.holdings import asked_of_library, paper_at
from tests.app.papers.plums_and_bees import BEES


def test_the_second_paper_is_that_of_the_last_list(several: Chatbot) -> None:
    assert paper_at("What is the second paper about?") == (1, 8, 24)
    assert paper_at("What did the first paper on plums find?") is None

    history = [Turn("List the papers", "Bees. [1] Plums. [2]", ("bees", "plums"))]
    said = several.ask("What is the second paper about?", history=history)
    assert {citation.document_id for citation in said.citations} == {"plums"}
    assert several.ask("What is the third paper about?", history=history).abstained
    assert "listed" in several.ask("What is the second paper about?").reason


def test_the_newest_of_those_listed_is_asked_for(several: Chatbot) -> None:
    several.library.add_bytes(BEES.replace(b"2021", b"2024").replace(b"Bees", b"Wasps"), "wasps.md")
    history = [Turn("Which papers are about fruit?", "Bees. [1] Plums. [2]", ("bees", "plums"))]
    for question, newest in (
        ("Which is the newest?", "bees"),
        ("Which of them is the newest?", "bees"),
        ("Which paper is the newest?", "wasps"),
    ):
        said = several.ask(question, history=history)
        assert {citation.document_id for citation in said.citations} == {newest}


@pytest.mark.parametrize(
    "question", ["Is there a study on ice?", "any research on ice", "Any work about ice?"]
)
def test_studies_and_work_on_a_thing_are_papers_on_it(question: str) -> None:
    wanted = asked_of_library(question, papers=2)
    assert wanted is not None
    assert (wanted.what, wanted.thing) == ("on", "ice")
    assert asked_of_library("Is there a study of ice that the city paid for?", papers=2) is None


@pytest.mark.parametrize(
    "question", ["who wrote that", "And who wrote these?", "who are the authors"]
)
def test_who_wrote_that_is_asked_of_all_that_were_told_from(
    several: Chatbot, question: str
) -> None:
    for name in ("Gulls", "Terns", "Rooks"):
        paper = f"# {name}\n\nAda {name[:-1]}son, Ben Moss\n\nAbstract: This paper counts birds.\n"
        several.library.add_bytes(paper.encode(), f"{name.lower()}.md")
    told = [Turn("What was counted?", "Birds. [1] Nests. [2]", ("gulls", "terns"))]
    said = several.ask(question, history=told)

    assert {citation.document_id for citation in said.citations} == {"gulls", "terns"}
