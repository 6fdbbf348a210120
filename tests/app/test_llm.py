"""What becomes of a language model's reply, and of no reply."""

# ruff: noqa: E501 - a table of failures

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
from app.model.llm_settings import LlmSettings
from index.hits import Hit, Ranks

QUESTION = "Why are transport costs high?"


TOO_LONG = "request (3031 tokens) exceeds the available context size (512 tokens)"
PING = ": still at work"
PASS = "The only road crosses a mountain pass"


def of_piece(content: object, *, index: int = 0, finish: str | None = None) -> dict[str, object]:
    shell = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    choice = {"index": index, "delta": {"content": content}, "finish_reason": finish}
    return {**shell, "choices": [choice]}


class Reply(BaseHTTPRequestHandler):
    """Streams the server's scripted pieces as an OpenAI-compatible server does."""

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        asked = json.loads(self.rfile.read(length))
        self.server.seen.append(asked)  # type: ignore[attr-defined]
        if self.server.refused in asked:  # type: ignore[attr-defined]
            self.send_error(400)
            return
        if asked["messages"][1]["content"].count("<passage") > self.server.most:  # type: ignore[attr-defined]
            self._answer_whole(400, {"error": {"message": TOO_LONG}}, {})
            return
        if self.server.failure:  # type: ignore[attr-defined]
            self._answer_whole(*self.server.failure)  # type: ignore[attr-defined]
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        for piece in self.server.pieces:  # type: ignore[attr-defined]
            time.sleep(self.server.pause)  # type: ignore[attr-defined]
            row = of_piece(piece) if isinstance(piece, str) else piece
            data = f"data: {json.dumps(row)}" if piece != PING else piece
            self.wfile.write(f"{data}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def _answer_whole(self, status: int, body: object, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Reply) as running:
        running.seen, running.pieces, running.refused = [], [], ""  # type: ignore[attr-defined]
        running.pause, running.failure, running.most = 0.0, (), 99  # type: ignore[attr-defined]
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


def test_what_came_whole_of_a_reply_that_breaks_off_is_kept_and_that_is_said(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.pieces = [*pieces_of(chatbot, [f"{PASS} [KEY]. It is so "]), 42]  # type: ignore[attr-defined]
    url = f"http://127.0.0.1:{server.server_port}/v1"

    answer = asked_with(chatbot, url).ask(QUESTION)

    assert (answer.mode, answer.text) == ("llm", f"{PASS}. [1]")
    assert answer.reason == f"The reply was cut. The language model at {url!r} broke off."


@pytest.mark.parametrize(("most", "asked"), [(3, 2), (0, 3)])
def test_a_model_that_cannot_take_all_passages_is_asked_with_fewer(
    chatbot: Chatbot, server: HTTPServer, most: int, asked: int
) -> None:
    server.most = most  # type: ignore[attr-defined]
    server.pieces = pieces_of(chatbot, [f"{PASS} [KEY]."])  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    sent = [row["messages"][1]["content"].count("<passage") for row in server.seen]  # type: ignore[attr-defined]
    assert len(set(sent)) == asked
    assert answer.mode == ("llm" if most else "extractive")
    assert ("exceeds the available context size" in answer.reason) is (most == 0)


def test_a_model_that_cannot_take_the_few_passages_there_are_is_not_sent_them_again(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.failure = (413, {"error": {"message": TOO_LONG}}, {})  # type: ignore[attr-defined]
    chatbot.library.remove(["apples"])
    roads = "# Roads\n\nTransport costs are high because the only road crosses a mountain pass.\n"
    chatbot.library.add_bytes(roads.encode(), "roads.md")

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert (len(answer.hits), len(server.seen)) == (1, 1)  # type: ignore[attr-defined]


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


@pytest.mark.parametrize("finish", ["length", "content_filter", None])
def test_a_reply_that_stops_in_mid_sentence_ends_with_the_last_whole_one_and_that_is_said(
    chatbot: Chatbot, server: HTTPServer, finish: str | None
) -> None:
    server.pieces = pieces_of(chatbot, [f"{PASS} [KEY]. It rose", " by"])  # type: ignore[attr-defined]
    server.pieces += [of_piece("", finish=finish)]  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert (answer.text, answer.reason) == (f"{PASS}. [1]", "The reply was cut.")


def test_a_server_that_pings_and_never_answers_is_not_waited_for(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.pause, server.pieces = 0.05, [PING] * 200  # type: ignore[attr-defined]
    settings = LlmSettings(
        url=f"http://127.0.0.1:{server.server_port}/v1", model="m", key="none", seconds=0.3
    )
    options = Options(answerer="llm", threshold=0.2, use_reader=False)
    started = time.monotonic()

    answer = Chatbot(chatbot.library, options, talker=Llm(settings)).ask(QUESTION)

    assert time.monotonic() - started < 8
    assert answer.mode == "extractive"
    assert "nothing came in 1.5 seconds; FOOTNOTE_LLM_SECONDS" in answer.reason


def test_of_several_replies_the_first_is_read(chatbot: Chatbot, server: HTTPServer) -> None:
    [said] = pieces_of(chatbot, [f"{PASS} [KEY]."])
    server.pieces = [of_piece("Or not. ", index=1), of_piece(said)]  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.text == f"{PASS}. [1]"


def test_a_character_that_comes_in_two_pieces_is_whole(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    server.pieces = pieces_of(chatbot, ["Apples \ud83c", f"\udf4e. {PASS} [KEY]."])  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.sentences[0].text == "Apples 🍎."


def test_a_server_that_does_not_stream_is_read_all_the_same(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    [said] = pieces_of(chatbot, [f"{PASS} [KEY]."])
    message = {"role": "assistant", "content": said}
    body = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
    server.failure = (200, body, {})  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert (answer.mode, answer.text) == ("llm", f"{PASS}. [1]")


@pytest.mark.parametrize(
    ("status", "body", "headers", "said"),
    [
        (401, {"error": {"message": "No such key."}}, {}, "(error 401, No such key; check FOOTNOTE_LLM_KEY)"),
        (403, "<html>Forbidden</html>", {}, "(error 403; check FOOTNOTE_LLM_KEY)"),
        (404, {"error": "model 'm' not found"}, {}, "(error 404, model 'm' not found; check FOOTNOTE_LLM_MODEL, 'm', "),
        (404, {"detail": "Not Found"}, {}, "FOOTNOTE_LLM_URL is right, with its /v1)"),
        (405, {"detail": "Not so"}, {}, "(error 405, Not so; check FOOTNOTE_LLM_URL)"),
        (422, {"detail": [{"msg": "too much"}]}, {}, "(error 422, too much)"),
        (429, {"error": {"message": "Slow down."}}, {"retry-after": "20"}, "(error 429, Slow down; try again in 20 seconds)"),
        (503, {"error": {"message": "Loading model"}}, {}, "(error 503, Loading model; try again in a moment)"),
        (500, {"error": {"message": "x\n" * 900}}, {}, " x …)"),
    ],
)  # fmt: skip
def test_a_failure_says_what_the_server_said_and_what_to_do(
    chatbot: Chatbot,
    server: HTTPServer,
    status: int,
    body: object,
    headers: dict[str, str],
    said: str,
) -> None:
    server.failure = (status, body, headers)  # type: ignore[attr-defined]

    answer = asked_with(chatbot, f"http://127.0.0.1:{server.server_port}/v1").ask(QUESTION)

    assert answer.mode == "extractive"
    assert said in answer.reason
    assert "\n" not in answer.reason


def test_a_key_that_a_server_repeats_is_not_shown_even_where_its_words_are_cut(
    chatbot: Chatbot, server: HTTPServer
) -> None:
    key = "canary-" * 6
    server.failure = (500, {"error": {"message": f"{'x' * 140} {key}"}}, {})  # type: ignore[attr-defined]
    settings = LlmSettings(
        url=f"http://127.0.0.1:{server.server_port}/v1", model="m", key=key, seconds=5
    )
    options = Options(answerer="llm", threshold=0.2, use_reader=False)

    answer = Chatbot(chatbot.library, options, talker=Llm(settings)).ask(QUESTION)

    assert "canary" not in answer.reason


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
    assert "refused" in answer.reason
