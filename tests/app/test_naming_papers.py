"""Questions that name a paper or an author, and more than one question on the paper itself."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot


def test_two_questions_on_the_paper_itself_are_answered_one_after_the_other(
    chatbot: Chatbot,
) -> None:
    answer = chatbot.ask("Who wrote the paper and where do they work?")

    assert [item.quote for item in answer.citations] == [
        "Ada Stone, Ben Rivers",
        "University of the Hill, Oakton",
    ]
    assert [item.citations for item in answer.sentences] == [(1,), (2,)]


def test_of_two_questions_on_the_paper_the_unanswered_one_is_named(chatbot: Chatbot) -> None:
    answer = chatbot.ask("Who wrote the paper and when was it published?")

    assert [item.quote for item in answer.citations] == ["Ada Stone, Ben Rivers"]
    assert answer.reason == "These documents do not answer “When was it published?”."


def test_a_question_on_the_paper_swallows_none_on_its_matter(chatbot: Chatbot) -> None:
    answer = chatbot.ask("Why are transport costs high? And who wrote the paper?")

    assert [item.section for item in answer.citations] == ["3.2", "3.2", "0"]
    assert "mountain pass" in answer.text and "Ada Stone" in answer.text


def test_an_author_is_known_by_name(chatbot: Chatbot) -> None:
    assert "Ben Rivers" in chatbot.ask("Who is Ben Rivers?").text
    assert chatbot.ask("Who is Ben Fields?").abstained


def test_what_someone_wrote_that_is_cited_is_told_from_the_bibliography(chatbot: Chatbot) -> None:
    assert "Merchants of the Northern Valley" in chatbot.ask("What did Moss write?").text
    assert "Cold Storage and the Price" in chatbot.ask("Which source is by Hale?").text


def test_a_paper_named_by_its_authors_is_the_one_that_answers(chatbot: Chatbot) -> None:
    chatbot.library.add_bytes(
        b"# Rail and Rent\n\nZoe Hale\n\nAbstract: On rail.\n\n"
        b"## 1. Trade\n\nIn 2019, the total harvest of the valley reached 51 thousand tonnes.\n",
        "rail.md",
    )
    question = "What was the total harvest of the valley in 2019 according to {}?"
    hale = chatbot.ask(question.format("Hale and colleagues"))
    stone = chatbot.ask(question.format("Stone and Rivers"))
    assert {citation.document_id for citation in hale.citations} == {"rail"}
    assert {citation.document_id for citation in stone.citations} == {"apples"}
    assert "according to the authors" in hale.searched


def test_the_words_that_name_a_paper_are_not_sought_in_it(chatbot: Chatbot) -> None:
    chatbot.library.add_bytes(
        b"# Rail and Rent\n\nAbstract: On rail.\n\n"
        b"## 1. Trade\n\nIn 2019, the total harvest of the valley reached 51 thousand tonnes.\n",
        "rail.md",
    )
    answer = chatbot.ask("What was the total harvest of the valley in 2019 in the rail paper?")

    assert answer.searched == "What was the total harvest of the valley in 2019 in the paper?"
    assert {citation.document_id for citation in answer.citations} == {"rail"}


def test_what_the_named_authors_do_not_say_is_sought_anywhere(chatbot: Chatbot) -> None:
    chatbot.library.add_bytes(
        b"# Rail and Rent\n\nZoe Hale\n\n## 1. Rail\n\nRails are long.\n", "rail.md"
    )
    question = "Why are transport costs high in the view of Hale et al.?"
    answer = chatbot.ask(question)
    assert answer.abstained or {c.document_id for c in answer.citations} == {"apples"}
    assert chatbot.ask("Who wrote the paper by Hale?").text.startswith("Zoe Hale")


@pytest.mark.parametrize(
    "question",
    [
        "Which article came out in Fruit Trade Review?",
        "Which works came out in Fruit Trade Review?",
        "What are the page numbers of the piece in Fruit Trade Review?",
    ],
)
def test_a_work_is_known_by_the_journal_that_it_came_out_in(
    chatbot: Chatbot, question: str
) -> None:
    assert "Merchants of the Northern Valley" in chatbot.ask(question).text


def test_what_the_authors_work_from_is_not_where_they_work(chatbot: Chatbot) -> None:
    assert "University" not in chatbot.ask("Did the authors work from earlier work?").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the full name of Stone's co-author?", "Ben Rivers"),
        ("Is Ada Stone at the College of the Plain?", "University of the Hill"),
    ],
)
def test_who_wrote_it_with_whom_and_where_they_work_is_told_from_the_front(
    chatbot: Chatbot, question: str, told: str
) -> None:
    assert told in chatbot.ask(question).text
