"""Each failure behind the HTTP API has its status and its code."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import routes
from app.chatbot import Chatbot, EmptyLibrary
from index.errors import (
    EncoderError,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryUnreachable,
)
from index.library import Library
from ingest.errors import FootnoteError, UsageError
from tests.app.replies import client_of, code


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (LibraryBusy("another program writes."), (503, "busy")),
        (LibraryUnreachable("no answer."), (503, "unreachable")),
        (LibraryDamaged("damaged."), (500, "damaged")),
        (LibraryError("the disk is full."), (500, "failed")),
        (EncoderError("the model cannot be loaded."), (500, "failed")),
        (FootnoteError("no."), (500, "failed")),
        (UsageError("the question is empty."), (422, "refused")),
        (EmptyLibrary("nothing to ask."), (409, "empty")),
        (ZeroDivisionError(), (500, "internal")),
    ],
)
def test_every_failure_is_json_with_a_status_and_a_code(
    error: Exception, expected: tuple[int, str]
) -> None:
    class Failing:
        def ask(self, *args: object, **kwargs: object) -> None:
            raise error

    with client_of(Failing()) as other:
        assert code(other.post("/api/ask", json={"question": "apples"})) == expected


TURN = {"question": "How many apples?", "answer": "12."}


@pytest.mark.parametrize(
    ("history", "told"),
    [
        ([TURN, "apples"], "Turn 2 of 'history' must be an object."),
        ([TURN, TURN, {"answer": "12."}], "Turn 3 of 'history': 'question' must be a string."),
        ([{"question": "Apples?"}], "Turn 1 of 'history': 'answer' must be a string."),
        ([TURN, TURN | {"documents": "a"}], "Turn 2 of 'history': 'documents' must be a list."),
    ],
)
def test_a_history_that_is_wrong_says_in_which_turn(
    client: TestClient, history: list[object], told: str
) -> None:
    reply = client.post("/api/ask", json={"question": "apples", "history": history})

    assert (reply.status_code, reply.json()["error"]["message"]) == (422, told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["hi"], "Item 1 of 'messages' must be an object."),
        (
            [{"role": "user", "content": "hi"}, {"role": "user", "content": 5}],
            "'content' of item 2 of 'messages' must be a string.",
        ),
    ],
)
def test_messages_that_are_wrong_say_which(
    client: TestClient, messages: list[object], told: str
) -> None:
    reply = client.post("/v1/chat/completions", json={"messages": messages})

    assert (reply.status_code, reply.json()["error"]["message"]) == (422, told)


def test_a_setting_that_keeps_the_library_closed_is_no_fault_of_the_request() -> None:
    def closed() -> Chatbot:
        raise UsageError("FOOTNOTE_THRESHOLD is 'high'; set a number from 0 to 1.")

    with TestClient(Starlette(routes=routes(closed))) as other:
        assert code(other.post("/api/ask", json={"question": "apples"})) == (500, "failed")


def test_a_document_that_is_not_there_is_not_found(client: TestClient) -> None:
    body = {"query": "apples", "documents": ["nuts"]}
    assert code(client.post("/api/search", json=body)) == (404, "not_found")


def test_a_name_that_several_documents_have_is_refused(
    client: TestClient, fruit_library: Library
) -> None:
    fruit_library.add_bytes(b"Fruit is dried in the loft.", "fruit-dried.txt")
    fruit_library.add_bytes(b"Fruit juice is pressed in the yard.", "fruit-juice.txt")
    body = {"query": "apples", "documents": ["fruit-"]}
    assert code(client.post("/api/search", json=body)) == (422, "refused")
