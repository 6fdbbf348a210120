"""The same paper added twice counts once, and editions that differ in a figure count twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.chatbot import Chatbot
from app.evidence.duplicates import bare, says_alone, without_twins
from app.finding import Finder
from app.question.questions import analyse
from index.hits import Hit, Ranks
from ingest.document import Passage

APPLES = "The harvest of the valley reached 48.2 thousand tonnes in 2019, more than ever before."


def hit(document: str, text: str, number: int = 0) -> Hit:
    passage = Passage(
        id=f"{document}-{number}",
        document_id=document,
        kind="body",
        start=number * 1_000,
        end=number * 1_000 + len(text),
        text=text,
        context="",
        section="1",
        page=None,
    )
    return Hit(passage, 1.0 - number / 10, Ranks(dense=1))


def test_a_passage_that_stands_in_another_document_too_is_kept_once() -> None:
    first, copy = hit("pdf", APPLES), hit("markdown", APPLES.replace("-", "‐"))
    assert without_twins([first, copy]) == [first]


def test_a_copy_cut_otherwise_is_one_still() -> None:
    halves = [hit("pdf", APPLES[:40]), hit("pdf", APPLES, 1)]
    assert without_twins([*halves, hit("markdown", APPLES)]) == halves


def test_an_edition_with_another_figure_stays() -> None:
    editions = [hit("preprint", APPLES), hit("printed", APPLES.replace("48.2", "47.9"))]
    assert without_twins(editions) == editions


def test_what_one_document_says_twice_stays() -> None:
    twice = [hit("pdf", APPLES), hit("pdf", APPLES, 1)]
    assert without_twins(twice) == twice


def test_a_passage_too_short_to_compare_stays() -> None:
    short = [hit("pdf", "See below."), hit("markdown", "See below.")]
    assert without_twins(short) == short


def test_bare_text_is_blind_to_how_it_is_set() -> None:
    assert bare("E-commerce,\nin “2019”.") == bare("ecommerce in 2019")


@pytest.mark.parametrize(
    "pair", [("It rose by 1.5%.", "It rose by 15%."), ("Here p < 0.05.", "Here p > 0.05.")]
)
def test_sentences_that_differ_in_a_figure_or_a_sign_are_not_the_same(
    pair: tuple[str, str],
) -> None:
    assert bare(pair[0]) != bare(pair[1])


def test_a_copy_with_a_sentence_of_its_own_stays() -> None:
    longer = f"{APPLES} Merchants from the coast bought most of them."
    hits = [hit("preprint", APPLES), hit("printed", longer)]
    assert without_twins(hits) == hits


@pytest.fixture
def twice(chatbot: Chatbot, apples: str) -> Iterator[Chatbot]:
    """The chatbot after the same paper was added as text, without the marks of Markdown."""
    plain = re.sub(r"(?m)^#+ ", "", apples)
    chatbot.library.add_bytes(plain.encode(), "apples-copy.txt")
    assert len(chatbot.library.documents()) == 2
    return chatbot


def test_a_sentence_that_one_paper_has_twice_is_weighed_once(chatbot: Chatbot) -> None:
    sums = (
        "The kiln of the monastery burned for nine days and nights.",
        "Its bricks were laid in the walls of the chapel.",
    )
    paper = f"# Bricks\n\n## 1. Sum\n\n{sums[0]}\n\n## 2. Kilns\n\n{' '.join(sums)}\n"
    chatbot.library.add_bytes(paper.encode(), "bricks.md")
    found = Finder(chatbot.library, use_reader=False).find(analyse("How long did the kiln burn?"))
    assert [each.text for each, _ in found.ranked].count(sums[0]) == 1


@pytest.mark.parametrize("text", ["None.", "Oslo | 14 mm | 17 mm | 12 mm | 19 mm | 21 mm | 15 mm"])
def test_labels_and_rows_of_tables_may_say_something_else_elsewhere(text: str) -> None:
    assert not says_alone(text)


def test_a_sentence_says_the_same_wherever_it_stands() -> None:
    assert says_alone(APPLES)


def test_an_answer_from_a_paper_added_twice_says_nothing_twice(twice: Chatbot) -> None:
    answer = twice.ask("Why must growers sell early?")
    told = [bare(sentence.text) for sentence in answer.sentences]
    assert any("coldstorageisscarce" in text or "forcesgrowers" in text for text in told)
    assert len(told) == len(set(told))


def test_what_both_copies_print_about_the_paper_is_one_sentence_with_both_sources(
    twice: Chatbot,
) -> None:
    answer = twice.ask("Who wrote the paper?")
    assert [sentence.text for sentence in answer.sentences] == ["Ada Stone, Ben Rivers"]
    assert answer.sentences[0].citations == (1, 2)
    assert {citation.document_id for citation in answer.citations} == {
        document.id for document in twice.library.documents()
    }
