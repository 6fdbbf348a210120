"""People who sign in: a provider on this machine, and each person's conversations their own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import Visit, Visitor

QUESTION = "What was the total import and export volume in 2019?"
pytestmark = pytest.mark.slow


@pytest.fixture
def provider() -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    program = Path(__file__).with_name("oidc_provider.py")
    running = subprocess.Popen([sys.executable, str(program), str(port)])
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait(10)


@pytest.fixture
def closed(
    serving: Callable[..., AbstractContextManager[str]],
    provider: str,
    library: Path,
    tmp_path: Path,
    port: int,
) -> Iterator[str]:
    """The page over a copy of the library, for people who sign in at `provider` only."""
    own = tmp_path / "library"
    shutil.copytree(library, own)
    settings = tmp_path / ".streamlit" / "secrets.toml"
    settings.parent.mkdir()
    settings.write_text(
        "[auth]\n"
        f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"0123456789abcdef" * 4}"\n'
        'client_id = "footnote"\n'
        'client_secret = "not a secret"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    with serving(own, port=port, HOME=str(tmp_path)) as address:
        yield address


def sign_in(person: Visitor, name: str) -> None:
    person.page.goto(person.base)
    person.page.get_by_role("button", name="Sign in").click()
    person.page.get_by_role("link", name=name).click()
    person.page.get_by_test_id("stChatInputTextArea").wait_for()


def names(person: Visitor) -> list[str]:
    return person.page.locator(".st-key-conversations .stButton").all_inner_texts()


def test_people_see_their_own_conversations_only_and_an_expired_one_signs_in_again(
    visit: Visit, closed: str, taken: Callable[[Page, str], None]
) -> None:
    first, second = visit(base=closed, height=500), visit(base=closed)
    first.page.goto(closed)
    expect(first.page.get_by_text("Please sign in")).to_be_visible()
    taken(first.page, "sign-in")
    assert first.page.get_by_test_id("stChatInputTextArea").count() == 0
    first.page.goto(f"{closed}/library")
    expect(first.page.get_by_text("Please sign in")).to_be_visible()

    sign_in(first, "first")
    sign_in(second, "second")
    first.ask(QUESTION)
    second.ask("Who wrote this paper?")
    expect(first.page.locator(".answer")).to_contain_text("158.13")
    expect(first.page.locator(".st-key-conversations .stButton")).to_have_text([QUESTION])
    expect(second.page.locator(".st-key-conversations .stButton")).to_have_text(
        ["Who wrote this paper?"]
    )

    # A link to another's conversation opens nothing; a reload keeps one's own.
    first.page.reload()
    expect(first.page.locator(".question")).to_have_text(QUESTION)
    second.page.goto(first.page.url)
    expect(second.page.get_by_text("There is no such conversation here")).to_be_visible()
    expect(second.page.locator(".question")).to_have_count(0)
    assert names(second) == ["Who wrote this paper?"]

    # The cookie lives on, but what it says has run out.
    brief = visit(base=closed)
    sign_in(brief, "brief")
    time.sleep(13)
    brief.page.reload()
    expect(brief.page.get_by_text("Please sign in")).to_be_visible()
    assert brief.page.get_by_test_id("stChatInputTextArea").count() == 0
    sign_in(brief, "first")
    expect(brief.page.locator(".st-key-conversations .stButton")).to_have_text([QUESTION])
    assert first.complaints == []
