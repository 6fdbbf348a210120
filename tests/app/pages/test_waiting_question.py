"""A question that waits until what was given before it, or with it, is added."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import shared
from app.kept.sqlite_conversations import Conversations
from index.adding import AddResult
from index.telling import Tell
from tests.app.conftest import ScriptedChatbot
from tests.app.pages.asking import ask, shown
from tests.app.waiting import until

Given = Callable[[], Callable[[], None]]


@pytest.fixture
def given(
    page: AppTest, scripted: ScriptedChatbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Given:
    """Give a function that gives the only document to the page; what it returns lets it be added.

    Until then the library is empty.
    """
    begun, add = threading.Event(), scripted.library.add_bytes

    def add_later(data: bytes, name: str, *, tell: Tell) -> AddResult:
        assert begun.wait(30)
        return add(data, name, tell=tell)

    def give() -> Callable[[], None]:
        fruit = scripted.library.original("fruit")
        scripted.library.remove(["fruit"])
        monkeypatch.setattr(scripted.library, "add_bytes", add_later)
        adder, window = shared.adder(tmp_path / "library"), f"|{page.session_state['window']}"
        adder.submit(window, "fruit.md", fruit)

        def let() -> None:
            begun.set()
            until(lambda: all(task.is_done for task in adder.tasks(window)))

        return let

    return give


def test_a_question_asked_before_the_first_document_is_added_is_answered_once_it_is(
    page: AppTest, scripted: ScriptedChatbot, given: Given
) -> None:
    page.run()
    let = given()
    ask(page, "How many apples?")
    assert "This is asked as soon as the files are added." in [row.value for row in page.caption]
    assert "How many apples?" not in [question for question, *_ in scripted.asked]
    let()
    page.run()
    (answer,) = shown(page)
    assert (answer["question"], answer["abstained"]) == ("How many apples?", False)


def test_a_question_that_is_refused_lets_no_earlier_one_be_asked_when_files_are_added(
    page: AppTest, scripted: ScriptedChatbot, given: Given, tmp_path: Path
) -> None:
    ask(page.run(), "How many apples?")
    kept = Conversations(tmp_path / "library" / "conversations.sqlite")
    kept.note("", page.session_state["conversation"], "How many pears?")  # and stopped
    let = given()
    ask(page, "apples " * 1000)
    assert len(page.error) == 1
    let()
    page.run()
    assert "How many pears?" not in [question for question, *_ in scripted.asked]
