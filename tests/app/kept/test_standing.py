"""Answers whose documents changed after they were given."""

from __future__ import annotations

import time

from app.answer import Answer
from app.chatbot import Chatbot
from app.kept.standing import Change, changes
from index.library import Library


def changed(library: Library, answer: Answer, *, asked: float) -> dict[int, Change]:
    rows = {row.id: row for row in library.documents()}
    return changes(answer, asked=asked, rows=rows, load=lambda row: library.document(row.id))


def test_an_answer_stands_while_its_document_is_as_it_was(
    scripted: Chatbot, fruit_library: Library
) -> None:
    answer = scripted.ask("How many apples?")
    assert answer.citations
    assert changed(fruit_library, answer, asked=time.time()) == {}


def test_a_quote_that_moved_vanished_or_lost_its_document_is_told_apart(
    scripted: Chatbot, fruit_library: Library
) -> None:
    asked = time.time()
    answer = scripted.ask("How many apples?")
    quote = answer.citations[0].quote
    fruit_library.add_bytes(f"# On fruit\n\nNew words first. {quote}\n".encode(), "fruit.md")
    assert changed(fruit_library, answer, asked=asked) == {1: "moved"}
    fruit_library.add_bytes(b"# On fruit\n\nNothing was counted.\n", "fruit.md")
    assert changed(fruit_library, answer, asked=asked) == {1: "vanished"}
    fruit_library.remove(["fruit"])
    assert changed(fruit_library, answer, asked=asked) == {1: "gone"}


def test_a_document_stored_before_the_answer_is_not_read_again(
    scripted: Chatbot, fruit_library: Library
) -> None:
    answer = scripted.ask("How many apples?")
    rows = {row.id: row for row in fruit_library.documents()}

    def load(row: object) -> None:
        raise AssertionError(row)

    later = time.time() + 5
    assert changes(answer, asked=later, rows=rows, load=load) == {}  # type: ignore[arg-type]
