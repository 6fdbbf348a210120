"""All years or percentages of a text are listed, each where it stands first."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot
from app.papers.values_listed import no_such_values, values_listed
from ingest.document import Document
from ingest.parse import parse_bytes


@pytest.fixture
def document(apples: str) -> Document:
    return parse_bytes(apples.encode(), "apples.md")


def test_all_years_of_the_text_are_listed_and_none_of_the_bibliography(document: Document) -> None:
    told = values_listed("Which years does the paper mention?", document)

    assert told is not None
    assert told.note == "The text gives these: 2008, 2012, 2013, 2019."
    assert len(told.chosen) == 3


def test_those_of_a_part_are_listed(document: Document) -> None:
    told = values_listed("Which years are mentioned in section 2.2?", document)

    assert told is not None
    assert told.note == "Section 2.2 gives these: 2008, 2012, 2013."


def test_percentages_are_listed_in_their_order() -> None:
    text = b"# Q\n\nSome 12.5% leave, 8 per cent stay. Again 12.5% leave. Of 3% no trace.\n"
    told = values_listed("List all percentages.", parse_bytes(text, "q.md"))

    assert told is not None
    assert told.note == "The text gives these: 12.5%, 8 per cent, 3%."
    assert [item.text for item in told.chosen] == [
        "Some 12.5% leave, 8 per cent stay.",
        "Of 3% no trace.",
    ]


def test_the_year_of_a_work_that_is_cited_is_left_out() -> None:
    text = (
        b"# Q\n\n## 1 Quays\n\nQuays were empty (Moss, 2001). They filled in 2004.\n\n"
        b"## References\n\nMoss, C. (2001). Empty quays. Harbour Review, 3, 1-9.\n"
    )
    told = values_listed("Which years are given?", parse_bytes(text, "q.md"))

    assert told is not None
    assert told.note == "The text gives these: 2004."


def test_when_it_was_printed_and_works_that_no_entry_stands_for_are_left_out() -> None:
    text = (
        b"# Q\n\n## 1 Quays\n\nPublished 5 June 2017\n\n"
        b"Quays were empty (Moss, 2001; Reed et al. 2002). They filled (May 2004).\n"
    )
    told = values_listed("Which years are given?", parse_bytes(text, "q.md"))

    assert told is not None
    assert told.note == "The text gives these: 2004."


def test_a_part_without_any_says_so(document: Document) -> None:
    question = "Which percentages are given in section 4?"

    assert values_listed(question, document) is None
    assert no_such_values(question, [document]) == "Section 4 gives no percentages."


@pytest.mark.parametrize(
    "question",
    ["Which years were best?", "Which percentages rose in the study?", "List the tools."],
)
def test_what_is_said_of_some_years_is_no_list_of_all(question: str, document: Document) -> None:
    assert values_listed(question, document) is None
    assert no_such_values(question, [document]) == ""


def test_the_years_are_said_first_and_then_the_sentences_that_give_them(chatbot: Chatbot) -> None:
    first, *others = chatbot.ask("Which years does the paper mention?").sentences

    assert first.text == "The text gives these: 2008, 2012, 2013, 2019."
    assert len(others) == 3
