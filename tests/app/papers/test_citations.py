"""What a part of the text cites, how often a work is cited, and which are cited most or never."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot
from app.papers.citations import cited, none_cited
from app.papers.references import ask_references
from app.question.citing_asked import citing_asked
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = """# Trade of the Quays

Ada Stone

## 1 Introduction

Quays were long empty [1]. Others say that they were full [2, 3].

## 2 Ships

### 2.1 Sails

Sails wear out in salt [1]. According to the Harbour Office, few are mended.

### 2.2 Hulls

Hulls are scraped each spring.

## References

[1] Moss, C. (2015). Empty Quays. Harbour Review, 12-19.
[2] Reed, D. (2017). Full Quays. Journal of Ships, 3, 44-58.
[3] Hale, E. (2018). Half of the Quays. Journal of Ships, 4, 1-9.
[4] Ford, G. (2019). Quays of the North. Journal of Ships, 5, 10-19.
"""


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse_bytes(PAPER.encode(), "quays.md")


def told(question: str, paper: Document) -> list[str]:
    parts = ask_references(question, paper, rarity={}, first=1)
    return [sentence.text for sentence, _ in parts]


@pytest.mark.parametrize(
    "question",
    [
        "What does section 2 cite?",
        "Which sources does chapter 2 draw on?",
        "Which references are cited in section 2?",
        "Who is cited in the second section?",
        "Does section 2 cite anything?",
        "Which two outside bodies or journals does chapter 2 rely on?",
    ],
)
def test_a_section_tells_the_works_it_cites_and_the_bodies_it_tells_of(
    paper: Document, question: str
) -> None:
    citing, entry, body = told(question, paper)

    assert citing == "Sails wear out in salt [1]."
    assert entry.startswith("[1] Moss, C. (2015).")
    assert body == "According to the Harbour Office, few are mended."


def test_a_part_is_named_by_what_it_is_called(paper: Document) -> None:
    shown = told("Which works does the introduction cite?", paper)

    assert [text[:3] for text in shown] == ["Qua", "[1]", "Oth", "[2]", "[3]"]


def test_many_works_are_listed_without_the_sentences_that_cite_them() -> None:
    cites = "".join(f"Quay {at} is old [{at}].\n\n" for at in range(1, 7))
    entries = "".join(f"[{at}] Moss, C. (200{at}). Quay. Harbour Review.\n" for at in range(1, 7))
    paper = parse_bytes(f"# Q\n\n## 1 Quays\n\n{cites}## References\n\n{entries}".encode(), "q.md")

    assert [text[:3] for text in told("What does section 1 cite?", paper)] == [
        f"[{at}]" for at in range(1, 7)
    ]


@pytest.mark.parametrize(
    ("question", "sentence", "works"),
    [
        ("How many sources does section 1 cite?", "Section 1 cites 3 of the 4 works", 3),
        ("Which source is cited most often?", "This is cited most often: 2 times.", 1),
        ("What is the most cited work?", "This is cited most often: 2 times.", 1),
        ("Which works are cited only once?", "2 of the 4 works in the bibliography are", 2),
        ("Which references are cited more than once?", "1 of the 4 works in the", 1),
        ("Which references are never cited in the text?", "1 of the 4 works in the", 1),
        ("Which are never cited?", "1 of the 4 works in the", 1),
        ("Are all references cited?", "1 of the 4 works in the bibliography is not found", 1),
    ],
)
def test_works_are_counted_by_how_often_they_are_cited(
    paper: Document, question: str, sentence: str, works: int
) -> None:
    counted, *entries = told(question, paper)

    assert counted.startswith(sentence)
    assert len(entries) == works


@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("How often is reference 1 cited?", "It is cited 2 times."),
        ("How many times does the paper cite Reed?", "It is cited once."),
        ("How many times is Ford cited?", "It is not cited in the text."),
    ],
)
def test_it_is_counted_how_often_a_work_is_cited(
    paper: Document, question: str, times: str
) -> None:
    assert told(question, paper)[0] == times


@pytest.mark.parametrize("question", ["Are all references cited?", "What is the most cited work?"])
def test_of_a_single_work_it_is_said_how_often_it_is_cited(question: str) -> None:
    text = "# Q\n\n## 1 Quays\n\nOld [1].\n\n## References\n\n[1] Moss, C. (2001). Quay. Review.\n"
    paper = parse_bytes(text.encode(), "q.md")

    assert told(question, paper)[0] == "The only work in the bibliography is cited once."


def test_a_part_that_cites_nothing_says_so(paper: Document) -> None:
    question = "What does section 2.2 cite?"
    wanted = citing_asked(question)

    assert wanted is not None
    assert cited(wanted, question, paper, first=1) == []
    assert none_cited(wanted, question, paper) == (
        "Section 2.2 cites no work of the 4 in the bibliography."
    )


def test_a_text_whose_citations_lead_nowhere_says_so() -> None:
    text = "# Q\n\n## 1 Quays\n\nOld.\n\n## References\n\n[1] Moss, C. (2001). Quay. Review.\n"
    paper = parse_bytes(text.encode(), "q.md")
    question = "Which source is cited most?"
    wanted = citing_asked(question)

    assert wanted is not None
    assert told(question, paper) == []
    assert "marks no citations" in none_cited(wanted, question, paper)


@pytest.mark.parametrize(
    "question",
    [
        "Which works on storage does section 2 cite?",
        "What does section 2 say?",
        "Which studies does the paper cite?",
        "Which city is most often cited as a hub?",
        "Which medicines are used in the methods section?",
        "How many journals are there in the discussion of trade?",
        "How often is the valve opened?",
        "Which papers are mentioned in the introduction of the law?",
        "Where is Reed cited?",
    ],
)
def test_what_is_not_asked_of_citations_as_such_is_left(question: str) -> None:
    assert citing_asked(question) is None


def test_a_chapter_of_a_paper_is_asked_what_it_cites(chatbot: Chatbot) -> None:
    answer = chatbot.ask("Which sources does chapter 3 cite?")

    assert "Reed, D., & Hale, E. (2017)" in answer.text
    assert "Moss" not in answer.text
    assert chatbot.ask("Which sources does section 4 cite?").reason == (
        "Section 4 cites no work of the 2 in the bibliography."
    )


def test_the_chapter_is_told_that_cites_most(paper: Document) -> None:
    assert told("Which section cites the most sources?", paper) == [
        "Section 1 cites most: 3 of the 4 works in the bibliography."
    ]


def test_a_part_that_is_not_there_is_said(paper: Document) -> None:
    wanted = citing_asked("What does the related work section cite?")

    assert wanted is not None
    assert none_cited(wanted, "What does the related work section cite?", paper) == (
        "There is no section called “related work”."
    )


def test_how_many_are_cited_once_is_counted(paper: Document) -> None:
    first, *_ = told("How many works are cited only once?", paper)

    assert first == "2 of the 4 works in the bibliography are cited once."


@pytest.mark.parametrize(
    "question",
    [
        "What do the methods build on?",
        "What does the evaluation rely on?",
        "Which sources are used in the experiments?",
        "Which factors are cited most often?",
    ],
)
def test_what_a_thing_builds_on_is_no_question_of_citations(question: str) -> None:
    assert citing_asked(question) is None


def test_a_long_row_of_words_is_read_at_once() -> None:
    assert citing_asked("which sources are cited most often" + " in the text" * 300 + " x") is None
