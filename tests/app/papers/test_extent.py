"""The sentence at a place, the page of a part, how long it is, and the longest chapter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.chatbot import Chatbot
from app.papers.extent import extent_answer, no_such_extent
from app.question.brevity import sentences_wanted
from app.question.extent_asked import extent_asked
from ingest.document import Document, Page
from ingest.parse import parse_bytes


@pytest.fixture
def document(apples: str) -> Document:
    return parse_bytes(apples.encode(), "apples.md")


def shown(question: str, document: Document) -> list[str]:
    told = extent_answer(question, document)
    return [item.text for item in told.chosen] if told else []


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What is the first sentence of section 2.1?", "In 2019, the total harvest"),
        ("What is the second sentence of the abstract?", "It reviews earlier work"),
        ("Quote the last sentence of the introduction.", "Growers sell them to merchants"),
        ("What's the last sentence of the paper?", "Growers need shared cold storage"),
        ("How does section 3 begin?", "Cold storage is scarce"),
        ("How does the paper begin?", "Apples are the main crop"),
        ("How does the introduction end?", "Growers sell them to merchants"),
        ("With what sentence does chapter 3 open?", "Cold storage is scarce"),
    ],
)
def test_a_sentence_is_told_by_its_place(document: Document, question: str, begins: str) -> None:
    [sentence] = shown(question, document)

    assert sentence.startswith(begins)


def test_a_paragraph_is_told_whole(document: Document) -> None:
    first, second = shown("Show me the first paragraph of section 3.2.", document)

    assert first.startswith("Transport costs are high")
    assert second.startswith("They include fuel")


@pytest.mark.parametrize(
    ("question", "begin"),
    [
        ("Quote the first two sentences of the abstract.", ["This", "It rev"]),
        ("Show me the last two sentences of the abstract.", ["It rev", "It ends"]),
        ("What does the last paragraph say?", ["Growers need"]),
        ("Which sentence opens section 4?", ["Growers need"]),
    ],
)
def test_several_are_told(document: Document, question: str, begin: list[str]) -> None:
    told = shown(question, document)

    assert len(told) == len(begin)


PRINTED = """# Quays

## Introduction

Correspondence should be addressed to Ada Stone, Quay 4, Northport.

Published 5 June 2017

1The work was done in Northport, by day and by night.

Quays were long empty. Ships went elsewhere.

Figure 1: The quays. They lie in the north.

x = {y | z} .

## Ships

Sails wear out in salt. They are mended in May 2014, and 12% are lost.

## Acknowledgments

We thank the harbour.
"""


@pytest.fixture(scope="module")
def printed() -> Document:
    return parse_bytes(PRINTED.encode(), "quays.md")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What is the first sentence of the introduction?", "Quays were long empty."),
        ("What is the last sentence of the introduction?", "Ships went elsewhere."),
        (
            "What is the last sentence of the paper?",
            "They are mended in May 2014, and 12% are lost.",
        ),
    ],
)
def test_no_caption_footnote_address_or_thanks_opens_or_ends_a_text(
    printed: Document, question: str, sentence: str
) -> None:
    assert shown(question, printed) == [sentence]


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            "What is the last sentence of the related work section?",
            "There is no section called “related work”.",
        ),
        ("How long is the appendix?", "There is no section called “appendix”."),
        ("What is the first sentence of the abstract?", "There is no abstract."),
        (
            "What is the ninth sentence of the introduction?",
            "The introduction has only 2 sentences.",
        ),
        ("How long is the evaluation?", ""),
        ("How long is the rear section?", ""),
    ],
)
def test_a_part_or_place_that_is_not_there_is_said(
    printed: Document, question: str, note: str
) -> None:
    assert extent_answer(question, printed) is None
    assert no_such_extent(question, [printed]) == note


def test_thanks_are_no_chapter(printed: Document) -> None:
    assert shown("Which chapter is the shortest?", printed) == ["Introduction"]


def test_where_there_are_not_so_many_sentences_nothing_is_shown(document: Document) -> None:
    assert shown("What is the ninth sentence of section 4?", document) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How long is section 3.2?", "has 19 words in 2 sentences and 1 paragraph."),
        ("How many words does section 3.2 have?", "has 19 words in 2 sentences"),
        ("How many sentences are there in the abstract?", "has 27 words in 3 sentences"),
        (
            "What is the word count of the paper?",
            "appendices, the text has 136 words in 12 sentences",
        ),
        ("How many sentences does the introduction contain?", "The introduction has 18 words in 2"),
    ],
)
def test_a_part_is_as_long_as_its_sentences(document: Document, question: str, told: str) -> None:
    answer = extent_answer(question, document)

    assert answer is not None
    assert told in answer.note


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Which chapter is the longest?", "2. State of the Trade"),
        ("What is the shortest section?", "4. Conclusion"),
        ("What is the title of section 3.2?", "3.2. High Transport Costs"),
        ("What is chapter 3 called?", "3. Problems of the Trade"),
        ("Where is the conclusion?", "4. Conclusion"),
    ],
)
def test_a_section_is_told_by_its_heading(document: Document, question: str, heading: str) -> None:
    assert shown(question, document) == [heading]


def test_a_text_without_pages_says_so(document: Document) -> None:
    answer = extent_answer("On which page does section 3 begin?", document)

    assert answer is not None
    assert answer.note == "The file has no pages of its own."


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("On which page is section 2?", "Section 2 begins on page 1 and ends on page 2."),
        ("Where does section 3 start?", "Section 3 is on page 2."),
        ("What pages does chapter 1 span?", "Section 1 is on page 1."),
    ],
)
def test_the_pages_of_a_part_are_told(document: Document, question: str, note: str) -> None:
    cut = document.text.index("2.2. History")
    pages = (Page(1, 0, cut, 600, 800), Page(2, cut, len(document.text), 600, 800))
    answer = extent_answer(question, replace(document, pages=pages))

    assert answer is not None
    assert answer.note == note


@pytest.mark.parametrize(
    "question",
    [
        "How did the study begin?",
        "How long is the road?",
        "Which section of the road is the longest?",
        "What is the first sentence for theft?",
        "How many words do children know?",
        "Where are the results of the survey?",
        "What is the title of the novel?",
        "On which page does he mention frost?",
        "What does section 3 say?",
    ],
)
def test_what_is_asked_of_other_things_is_left(question: str) -> None:
    assert extent_asked(question) is None


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What is section 3 about, in one sentence?", 1),
        ("Summarise section 3 in two short sentences.", 2),
        ("Describe chapter 2 in 4 sentences", 4),
        ("What does section 3 say?", 0),
        ("In one sentence of the court, what was decided in section 3?", 1),
    ],
)
def test_as_many_sentences_as_are_wanted(question: str, count: int) -> None:
    assert sentences_wanted(question) == count


def test_a_section_is_told_in_as_many_sentences_as_are_wanted(chatbot: Chatbot) -> None:
    assert [item.section for item in chatbot.ask("What is section 2.1 about?").citations] != [
        item.section
        for item in chatbot.ask("What is section 2.1 about, in one sentence?").citations
    ]
    answer = chatbot.ask("What is section 2.1 about, in one sentence?")

    assert len(answer.sentences) <= 2


def test_an_introduction_is_told_in_as_many_sentences_as_are_wanted(chatbot: Chatbot) -> None:
    assert len(chatbot.ask("Summarise the introduction in one sentence.").sentences) == 1


def test_a_chapter_is_asked_for_by_what_it_gives_as_a_whole(chatbot: Chatbot) -> None:
    assert chatbot.ask("Which chapter is about the difficulties?").text.startswith("3. Problems")


def test_the_sentence_in_which_a_thing_comes_up_is_quoted(chatbot: Chatbot) -> None:
    answer = chatbot.ask("Give me the exact sentence where Redleaf is mentioned.")

    assert answer.text.startswith("Starting from 2013, merchants such as Orchard Union and Redleaf")


def test_how_long_a_part_is_is_said_first_and_leads_to_it(chatbot: Chatbot) -> None:
    answer = chatbot.ask("How long is the introduction?")

    assert answer.text.startswith("The introduction has 18 words in 2 sentences")
    assert [citation.quote for citation in answer.citations] == ["1. Introduction"]
    [said] = chatbot.ask("How long is section 3.2?").sentences
    assert [said.text[start:end] for start, end in said.marks] == ["19"]
    longest = chatbot.ask("Which chapter is the longest?")
    assert longest.text.startswith("“2. State of the Trade” is the longest chapter: ")


def test_of_several_papers_each_has_its_length_told(chatbot: Chatbot) -> None:
    chatbot.library.add_bytes(PRINTED.encode(), "quays.md")
    answer = chatbot.ask("How long is the introduction?")

    assert "in Apples across the Northern Valley”: The introduction has 18 words" in answer.text
    assert "“Quays”: The introduction has 7 words in 2 sentences" in answer.text


def test_a_part_of_a_paper_that_is_named_is_known(chatbot: Chatbot) -> None:
    chatbot.library.add_bytes(PRINTED.encode(), "quays.md")
    answer = chatbot.ask("What is the last sentence of section 3.2 of the apples paper?")

    assert answer.text.startswith("They include fuel")
