"""An answer that takes long can be stopped: by a language model that says a word now and then."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visitor

pytestmark = pytest.mark.slow


@pytest.fixture
def model() -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    program = Path(__file__).with_name("slow_model.py")
    running = subprocess.Popen([sys.executable, str(program), str(port)])
    yield f"http://127.0.0.1:{port}/v1"
    running.terminate()
    running.wait(10)


@pytest.fixture
def worded(
    serving: Callable[..., AbstractContextManager[str]],
    model: str,
    library: Path,
    tmp_path: Path,
    port: int,
) -> Iterator[str]:
    """The page over a copy of the library, where `model` words the answers."""
    own = tmp_path / "library"
    shutil.copytree(library, own)
    with serving(own, port=port, FOOTNOTE_ANSWERER="llm", FOOTNOTE_LLM_URL=model) as address:
        yield address


def send(person: Visitor, question: str) -> None:
    """Ask without waiting for the answer."""
    box = person.page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    person.ready_to_send()
    box.press("Enter")


def test_an_answer_under_way_is_stopped_and_what_was_said_stays(
    visit: Callable[..., Visitor], worded: str
) -> None:
    person = visit(base=worded)
    person.open()
    person.ask("Thanks!")
    page = person.page
    send(person, "What was the total import and export volume in 2019?")
    said = page.locator(".st-key-conversation [data-testid=stText]")
    expect(said).to_contain_text("word3")
    page.get_by_test_id("stChatInputStopButton").click()
    expect(page.get_by_text("You stopped this.")).to_be_visible()
    expect(said).to_contain_text("word3")
    expect(page.locator(".question")).to_have_text(
        ["Thanks!", "What was the total import and export volume in 2019?"]
    )
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    send(person, "Thanks a lot!")
    expect(page.locator(".question")).to_have_text(["Thanks!", "Thanks a lot!"])
    assert person.complaints == []


def test_a_question_under_way_outlives_a_reload_and_can_be_asked_again(
    visit: Callable[..., Visitor], worded: str
) -> None:
    person = visit(base=worded)
    person.open()
    page = person.page
    send(person, "Which zones grew?")
    said = page.locator(".st-key-conversation [data-testid=stText]")
    expect(said).to_contain_text("word1")
    page.reload()
    expect(page.locator(".question")).to_have_text(["Which zones grew?"])
    expect(page.get_by_text("This was not answered yet.")).to_be_visible()
    expect(page.locator(".st-key-conversations .stButton")).to_have_text(["Which zones grew?"])
    page.get_by_role("button", name="Try again").click()
    expect(said).to_contain_text("word1")
    expect(page.locator(".question >> visible=true")).to_have_text(["Which zones grew?"])
    assert person.complaints == []
