"""Keys stay where they were put, and whoever asks for more than is theirs gets nothing."""

from __future__ import annotations

import itertools
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from app.api import routes
from app.chatbot import Chatbot, Options
from app.display.conversation_export import as_html, as_json, as_markdown
from app.display.words import choose_words
from app.export import answer_to_json, to_markdown
from app.kept.sqlite_conversations import Conversations
from app.llm import Llm
from app.model.llm_settings import LlmError, settings_from_environment
from app.server.api_description import DESCRIPTION
from app.server.guard import Guard
from index import journal
from index.backup import back_up
from index.encoder import Encoder
from index.library import Library, open_library

PAGE = Path(__file__).resolve().parents[2] / "app" / "chat.py"
PAPER = b"On moss\n\n1 Results\n\nMoss covered 12 slates in the first winter."
QUESTION = "How many slates did moss cover?"
KEY, TOKEN = "canary-key-4711", "canary-token-4712"
OPEN = {"/api/health", "/api/openapi.json"}  # for whoever watches the server


class Refusal(BaseHTTPRequestHandler):
    """A server that repeats the key which it does not accept, as many do."""

    def do_POST(self) -> None:  # noqa: N802
        self.rfile.read(int(self.headers["content-length"]))
        given = self.headers["authorization"].removeprefix("Bearer ")
        body = json.dumps({"error": {"message": f"Incorrect API key provided: {given}"}}).encode()
        self.send_response(401)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def refusing() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Refusal) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
        thread.join()


@pytest.fixture
def library(tmp_path: Path, hashing_encoder: Encoder) -> Iterator[Library]:
    with open_library(tmp_path / "library", encoder=hashing_encoder) as opened:
        opened.add_bytes(PAPER, "moss.txt")
        yield opened


@pytest.fixture
def bot(library: Library, refusing: str, monkeypatch: pytest.MonkeyPatch) -> Chatbot:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", refusing)
    monkeypatch.setenv("FOOTNOTE_LLM_KEY", KEY)
    monkeypatch.setenv("FOOTNOTE_API_TOKEN", TOKEN)
    options = Options(answerer="llm", threshold=0.0, use_reader=False)
    return Chatbot(library, options, talker=Llm(settings_from_environment()))


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("FOOTNOTE_LOG", str(tmp_path / "log"))
    journal.configure()
    yield tmp_path / "log"
    monkeypatch.delenv("FOOTNOTE_LOG")
    journal.configure()


def served(bot: Chatbot, *, signing_in: bool = False) -> TestClient:
    app = Starlette(
        routes=routes(lambda: bot, closed=lambda: signing_in),
        middleware=[Middleware(Guard, allowed_hosts=("testserver",))],
    )
    return TestClient(app, raise_server_exceptions=False)


def expect_no_secret(text: str) -> None:
    for secret in (KEY, TOKEN):
        assert secret not in text
        assert secret[:10] not in text  # nor a part of it


def test_the_key_stays_out_of_answers_exports_logs_and_backups(
    bot: Chatbot, log: Path, tmp_path: Path
) -> None:
    answer = bot.ask(QUESTION)
    assert "did not answer" in answer.reason  # the server was asked, and told what it thinks
    assert "***" in answer.reason
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    conversation = store.create("ann", QUESTION)
    store.append("ann", conversation, answer)
    kept = store.exchanges("ann", conversation)
    words = choose_words("en")
    said = [
        json.dumps(answer_to_json(answer)),
        to_markdown(answer),
        as_json(kept),
        as_markdown("moss", kept, words=words),
        as_html("moss", kept, words=words),
    ]
    logging.getLogger("app").warning("the environment is %s", dict(KEY=KEY, TOKEN=TOKEN))
    logging.getLogger("app").error("failed", exc_info=ValueError(KEY, TOKEN))
    back_up(bot.library.path, tmp_path / "backup.zip")
    expect_no_secret("\n".join(said))
    assert "failed" in log.read_text(encoding="utf-8")
    expect_no_secret(log.read_text(encoding="utf-8"))
    for file in (tmp_path / "backup.zip", *(tmp_path / "library").rglob("*")):
        expect_no_secret(file.read_bytes().decode("latin-1") if file.is_file() else "")


@pytest.mark.parametrize("address", ["http://user:KEY@127.0.0.1/v1", "http://127.0.0.1/v1?key=KEY"])
def test_an_address_with_a_password_in_it_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", address.replace("KEY", KEY))
    with pytest.raises(LlmError, match="FOOTNOTE_LLM_KEY") as caught:
        settings_from_environment()
    expect_no_secret(str(caught.value))


def test_the_key_stays_out_of_every_reply_of_the_api(bot: Chatbot) -> None:
    client = served(bot)
    for headers in ({}, {"authorization": "Bearer guess"}, {"authorization": f"Bearer {TOKEN}"}):
        for method, path in every_route():
            for body in ({"question": QUESTION}, {"messages": [{"content": QUESTION}]}, {}):
                reply = client.request(method, path, json=body, headers=headers)
                expect_no_secret(f"{reply.text}{dict(reply.headers)}")


@pytest.mark.slow
def test_the_key_stays_out_of_the_page(
    bot: Chatbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr("app.chatbot.open_chatbot", lambda path: bot)
    st.cache_resource.clear()
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page.chat_input[0].set_value(QUESTION)
    page.run()
    assert not page.exception
    protos = "".join(str(element.proto) for element in page.get("bidi_component"))
    assert "did not answer" in protos
    expect_no_secret(f"{protos}{page}{page.query_params}")
    st.cache_resource.clear()


def every_route() -> list[tuple[str, str]]:
    """Return the method and address of each route that the API says it has."""
    found = [
        (method.upper(), path.replace("{id}", "moss"))
        for path, methods in DESCRIPTION["paths"].items()
        for method in methods
    ]
    assert len(found) >= 8
    return found


STRANGERS = (
    {},
    {"authorization": "Bearer guess"},
    {"authorization": TOKEN[:-1]},
    {"cookie": "footnote_browser=0123456789012345678901"},
)


@pytest.mark.parametrize("signing_in", [False, True])
def test_without_the_token_no_route_gives_or_changes_anything(
    bot: Chatbot, signing_in: bool
) -> None:
    client = served(bot, signing_in=signing_in)
    before = bot.library.documents()
    for (method, path), stranger in itertools.product(every_route(), STRANGERS):
        reply = client.request(method, path, json={"question": QUESTION}, headers=stranger)
        assert reply.status_code == (200 if path in OPEN else 401), f"{method} {path}"
        assert path in OPEN or reply.json()["error"]["code"] == "no_token"
        assert "slates" not in reply.text
    assert bot.library.documents() == before


def test_while_people_sign_in_no_route_is_open_without_a_token_of_its_own(
    bot: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOOTNOTE_API_TOKEN")
    client = served(bot, signing_in=True)
    for method, path in every_route():
        reply = client.request(method, path, json={"question": QUESTION})
        assert reply.status_code == (200 if path in OPEN else 403), f"{method} {path}"


def test_two_people_with_the_token_get_nothing_of_each_others_questions(
    bot: Chatbot, tmp_path: Path
) -> None:
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    store.append("ann", store.create("ann", "Of zebras"), bot.ask("Do zebras cross slates?"))
    with served(bot) as ann, served(bot) as bob:
        for client in (ann, bob):
            client.headers["authorization"] = f"Bearer {TOKEN}"
        asked = ann.post("/api/ask", json={"question": "Are zebras on slates?"})
        assert "zebras" in asked.text
        assert asked.status_code == 200
        replies = [bob.request(method, path, json={}) for method, path in every_route()]
    assert [reply.url.path for reply in replies if "zebra" in reply.text.lower()] == []


def test_every_reply_of_every_route_has_the_headers_that_keep_browsers_careful(
    bot: Chatbot,
) -> None:
    client = served(bot)
    for method, path in [*every_route(), ("GET", "/nothing"), ("PATCH", "/api/ask")]:
        reply = client.request(method, path, headers={"authorization": f"Bearer {TOKEN}"})
        assert "default-src 'self'" in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["x-frame-options"] == "SAMEORIGIN"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers.get("access-control-allow-origin") is None
