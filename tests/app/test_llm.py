"""What becomes of a language model's reply, and of no reply."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from app.answer import Answer
from app.chatbot import Chatbot, Options
from app.llm import Llm, passage_key
from app.model.llm_settings import LONGEST_WAIT, LlmError, LlmSettings, settings_from_environment
from index.hits import Hit, Ranks

QUESTION = "Why are transport costs high?"


PASS = "The only road crosses a mountain pass"


def of_piece(content: object) -> dict[str, object]:
    shell = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return {**shell, "choices": [{"index": 0, "delta": {"content": content}}]}


class Reply(BaseHTTPRequestHandler):
    """Streams the server's scripted pieces as an OpenAI-compatible server does."""

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        asked = json.loads(self.rfile.read(length))
        self.server.seen.append(asked)  # type: ignore[attr-defined]
        if self.server.refused in asked:  # type: ignore[attr-defined]
            self.send_error(400)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        for piece in self.server.pieces:  # type: ignore[attr-defined]
            time.sleep(self.server.pause)  # type: ignore[attr-defined]
            row = of_piece(piece) if isinstance(piece, str) else piece
            self.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Reply) as running:
        running.seen, running.pieces, running.refused = [], [], ""  # type: ignore[attr-defined]
        running.pause = 0.0  # type: ignore[attr-defined]
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def asked_with(chatbot: Chatbot, url: str, *, strict: bool = False) -> Chatbot:
    talker = Llm(LlmSettings(url=url, model="m", key="none", seconds=5))
    options = Options(answerer="llm", strict=strict, threshold=0.2, use_reader=False)
    return Chatbot(chatbot.library, options, talker=talker)


def pieces_of(chatbot: Chatbot, texts: Sequence[str]) -> list[str]:
    keys = {
        key: hit.passage.text
        for passage in chatbot.library.passages("apples")
        for key, hit in [(passage_key(Hit(passage, 1.0, Ranks())), Hit(passage, 1.0, Ranks()))]
    }
    key = next(key for key, text in keys.items() if "mountain pass" in text)
    return [text.replace("KEY", key) for text in texts]


def test_the_models_words_stream_and_come_with_verdicts(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.pieces = pieces_of(  # type: ignore[attr-defined]
        chatbot,
        ["<think>Hm", ".</think>Because the **only** road ", "crosses a pass [KEY", "]. So."],
    )
    bot = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1")

    *pieces, answer = bot.stream(QUESTION)

    assert pieces == ["Because the only road", " crosses a pass", "."]
    assert isinstance(answer, Answer)
    assert answer.mode == "llm"
    assert answer.sentences[0].support == "supported"
    assert server.seen[0]["messages"][0]["role"] == "system"  # type: ignore[attr-defined]


def test_a_reply_that_breaks_off_does_not_run_into_the_documents_words(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.pieces = ["It is so because ", 42]  # type: ignore[attr-defined]
    bot = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1")

    *pieces, answer = bot.stream(QUESTION)

    assert pieces == ["It is so because"]
    assert isinstance(answer, Answer)
    assert answer.mode == "extractive"


def test_a_reply_without_end_is_cut_after_a_sentence_and_that_is_said(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    sentence = f"{PASS} [KEY]. "
    server.pieces = pieces_of(chatbot, [sentence, "It goes ", "on and on " * 450, sentence])  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.text == f"{PASS}. [1]"
    assert answer.reason == "The reply was cut."


def test_a_reply_that_drips_is_cut_after_five_times_the_wait_for_a_piece(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.pause = 0.05  # type: ignore[attr-defined]
    server.pieces = pieces_of(chatbot, [f"{PASS} [KEY]. And", *[" so on"] * 200])  # type: ignore[attr-defined]
    settings = LlmSettings(
        url=f"http://127.0.0.1:{server.server_port}/v1", model="m", key="none", seconds=0.5
    )
    options = Options(answerer="llm", threshold=0.2, use_reader=False)

    answer = Chatbot(chatbot.library, options, talker=Llm(settings)).ask(QUESTION)

    assert (answer.text, answer.reason) == (f"{PASS}. [1]", "The reply was cut.")


def test_long_thoughts_before_an_answer_do_not_count_as_its_length(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    thoughts = ["<think>", *["I wonder about this a lot. "] * 300, "</think>"]
    server.pieces = thoughts + pieces_of(chatbot, ["The only road crosses a pass [KEY]."])  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.text == "The only road crosses a pass. [1]"


def test_a_server_that_refuses_a_limit_of_tokens_is_asked_without(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.refused = "max_tokens"  # type: ignore[attr-defined]
    server.pieces = pieces_of(chatbot, ["The only road crosses a pass [KEY]."])  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.mode == "llm"
    assert len(server.seen) == 2  # type: ignore[attr-defined]


def test_strict_replaces_what_has_no_support(chatbot: Chatbot, server: HTTPServer) -> None:
    server.pieces = pieces_of(chatbot, ["Because diesel costs 99 euros [KEY]."])  # type: ignore[attr-defined]
    bot = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1", strict=True)

    answer = bot.ask(QUESTION)

    assert "99" not in answer.text
    assert "mountain pass" in answer.text
    assert "do not support" in answer.reason


def test_strict_numbers_only_what_is_used_and_says_how_much_was_replaced(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    false = "Because diesel costs 99 euros [KEY]. "
    server.pieces = pieces_of(chatbot, [false, f"{PASS} [KEY]. ", false.replace("99", "98")])  # type: ignore[attr-defined]
    bot = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1", strict=True)

    answer = bot.ask(QUESTION)

    used = [number for sentence in answer.sentences for number in sentence.citations]
    assert used == [citation.number for citation in answer.citations]
    assert used == list(range(1, len(used) + 1))
    assert answer.reason == "2 unsupported sentences replaced by the documents' own words."


@pytest.mark.parametrize("pieces", [[], ["\x00\x01 asdf"], ["No sources here at all."]])
def test_nonsense_gives_the_extractive_answer_and_says_so(
    chatbot: Chatbot, server: HTTPServer, pieces: list[str]
) -> None:
    server.pieces = pieces  # type: ignore[attr-defined]
    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.mode == "extractive"
    assert "mountain pass" in answer.text
    assert "gave no answer with a source" in answer.reason


@pytest.mark.parametrize(
    "row",
    [42, [1, 2], {"choices": {"a": 1}}, of_piece(42), of_piece([1])],
)
def test_pieces_of_another_shape_than_agreed_give_the_extractive_answer(
    chatbot: Chatbot, server: HTTPServer, row: object
) -> None:
    server.pieces = [row]  # type: ignore[attr-defined]
    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.mode == "extractive"
    assert "sent no valid reply" in answer.reason


def test_text_in_parts_and_pieces_without_text_are_read(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    [text] = pieces_of(chatbot, ["The only road crosses a pass [KEY]."])
    parts = [{"type": "text", "text": text}, {"type": "image"}]
    server.pieces = [of_piece(parts), {"choices": [{"delta": None}]}]  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.text == "The only road crosses a pass. [1]"


def test_a_server_that_is_down_gives_the_extractive_answer(chatbot: Chatbot) -> None:
    answer = asked_with(chatbot, "http://127.0.0.1:9/v1").ask(QUESTION)

    assert answer.mode == "extractive"
    assert "did not answer" in answer.reason


def test_without_an_address_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOTNOTE_LLM_URL", raising=False)

    with pytest.raises(LlmError, match="FOOTNOTE_LLM_URL"):
        settings_from_environment()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "http://[bad/v1"),
        ("URL", "127.0.0.1:8000/v1"),
        ("URL", "ftp://127.0.0.1/v1"),
        ("URL", "http://127.0.0.1:99999/v1"),
        ("URL", "http:///v1"),
        ("SECONDS", "inf"),
        ("SECONDS", "nan"),
        ("SECONDS", "-1"),
        ("SECONDS", "0"),
        ("SECONDS", "soon"),
        ("KEY", "schlüssel"),
        ("KEY", "two\nlines"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named_at_once(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv(f"FOOTNOTE_LLM_{name}", value)

    with pytest.raises(LlmError, match=f"^FOOTNOTE_LLM_{name} [^\n]+$"):
        settings_from_environment()


def test_blanks_around_settings_and_an_age_of_patience_do_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_URL", " http://127.0.0.1:9/v1\n")
    monkeypatch.setenv("FOOTNOTE_LLM_KEY", "abc\n")
    monkeypatch.setenv("FOOTNOTE_LLM_SECONDS", "1e20")

    settings = settings_from_environment()

    assert (settings.url, settings.key) == ("http://127.0.0.1:9/v1", "abc")
    assert settings.seconds == LONGEST_WAIT
