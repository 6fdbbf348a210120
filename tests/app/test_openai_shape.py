"""Chats in the shape of OpenAI's API."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.answer import Disagreement
from app.chatbot import Chatbot
from tests.app.replies import code


def test_a_chat_in_the_openai_shape_is_answered_with_citations(
    client: TestClient, scripted: Chatbot
) -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "How many apples?"},
        {"role": "assistant", "content": "Twelve."},
        {"role": "user", "content": [{"type": "text", "text": "Are pears sweet?"}]},
    ]
    reply = client.post("/v1/chat/completions", json={"model": "x", "messages": messages}).json()
    assert reply["object"] == "chat.completion"
    assert "[1]" in reply["choices"][0]["message"]["content"]
    assert reply["citations"][0]["number"] == 1
    assert [turn.question for turn in scripted.asked[-1][1]] == ["How many apples?"]


@pytest.mark.parametrize("stream", [False, True])
def test_a_chat_in_the_openai_shape_goes_on_about_the_papers_that_were_told_from(
    client: TestClient, scripted: Chatbot, stream: bool
) -> None:
    messages = [{"role": "user", "content": "How many apples?"}]
    reply = client.post("/v1/chat/completions", json={"messages": messages, "stream": stream})
    if stream:
        events = [json.loads(line.removeprefix("data: ")) for line in reply.text.split("\n\n")[:-2]]
        said = "".join(event["choices"][0]["delta"].get("content", "") for event in events)
    else:
        said = reply.json()["choices"][0]["message"]["content"]

    messages += [
        {"role": "assistant", "content": said},
        {"role": "user", "content": "And how many pears?"},
        {"role": "assistant", "content": "Somebody else's words."},
        {"role": "user", "content": "Are they sweet?"},
    ]
    client.post("/v1/chat/completions", json={"messages": messages})

    first, second = scripted.asked[-1][1]
    assert first.documents == scripted.ask("How many apples?").told_from != ()
    assert second.documents == ()


def test_a_chat_in_the_openai_shape_says_which_sentences_have_no_support(
    client: TestClient, scripted: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = scripted.ask("How many apples?")
    [sentence] = answer.sentences
    false = replace(sentence, text="There are 99.", support="unsupported", why="says 99")
    monkeypatch.setattr(scripted, "ask", lambda *_, **__: replace(answer, sentences=(false,)))
    body = {"messages": [{"role": "user", "content": "How many apples?"}]}

    reply = client.post("/v1/chat/completions", json=body).json()
    streamed = client.post("/v1/chat/completions", json=body | {"stream": True}).text

    shown = "There are 99. [1] (unsupported: says 99)"
    assert reply["choices"][0]["message"]["content"] == shown
    assert reply["sentences"][0]["support"] == "unsupported"
    assert shown in streamed


def test_a_chat_in_the_openai_shape_says_what_there_is_to_say_of_the_whole_answer(
    client: TestClient, scripted: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = scripted.ask("How many apples?")
    [citation] = answer.citations
    otherwise = Disagreement("12 or 15", (citation, replace(citation, number=2)))
    full = replace(answer, reason="Pears are not spoken of.", disagreements=(otherwise,))
    monkeypatch.setattr(scripted, "ask", lambda *_, **__: full)
    body = {"messages": [{"role": "user", "content": "How many apples and pears?"}]}

    reply = client.post("/v1/chat/completions", json=body).json()
    lines = client.post("/v1/chat/completions", json=body | {"stream": True}).text.split("\n\n")
    events = [json.loads(line.removeprefix("data: ")) for line in lines[:-2]]

    streamed = "".join(event["choices"][0]["delta"].get("content", "") for event in events)
    for text in (reply["choices"][0]["message"]["content"], streamed):
        assert "[1]" in text.split("\n\n")[0]
        assert "\n\nNote: Pears are not spoken of." in text
        assert "\n\nThe documents disagree: 12 or 15." in text


def test_a_streamed_chat_ends_in_its_citations(client: TestClient) -> None:
    body = {"messages": [{"role": "user", "content": "How many apples?"}], "stream": True}
    lines = client.post("/v1/chat/completions", json=body).text.split("\n\n")
    assert lines[-2] == "data: [DONE]"
    events = [json.loads(line.removeprefix("data: ")) for line in lines[:-2]]
    text = "".join(event["choices"][0]["delta"].get("content", "") for event in events)
    assert text.strip() == "There are 12 apples in the basket. [1]"
    assert events[-1]["choices"][0]["finish_reason"] == "stop"
    assert events[-1]["citations"]


def test_a_streamed_chat_tells_what_was_used_where_that_is_asked(client: TestClient) -> None:
    body = {
        "messages": [{"role": "user", "content": "How many apples?"}],
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    *_, last, done, _ = client.post("/v1/chat/completions", json=body).text.split("\n\n")

    assert done == "data: [DONE]"
    assert json.loads(last.removeprefix("data: "))["choices"] == []
    assert json.loads(last.removeprefix("data: "))["usage"]["prompt_tokens"] == 3


def test_a_message_that_only_called_a_tool_has_no_content(
    client: TestClient, scripted: Chatbot
) -> None:
    messages = [
        {"role": "user", "content": "How many apples?"},
        {"role": "assistant", "content": None},
        {"role": "user", "content": "Are pears sweet?"},
    ]
    reply = client.post("/v1/chat/completions", json={"messages": messages})

    assert reply.status_code == 200
    assert scripted.asked[-1][0] == "Are pears sweet?"


def test_the_one_model_is_described_and_no_other(client: TestClient) -> None:
    assert client.get("/v1/models/footnote").json()["id"] == "footnote"
    assert code(client.get("/v1/models/gpt")) == (404, "not_found")
