"""Requests to the HTTP API, read and checked once, where they come in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from app.answer import Turn
from app.question.questions import MAX_CHARACTERS
from index.errors import (
    AmbiguousName,
    LibraryBusy,
    LibraryDamaged,
    LibraryUnreachable,
    UnknownDocument,
)
from ingest.errors import FootnoteError, IngestError, UsageError

_BODY_LIMIT = 1 << 20  # bytes of a JSON body


class ApiError(FootnoteError):
    """A request that is answered with `status` and a `code` that programs can rely on."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


# The first kind that fits: what a program can wait out (503) or must tell a person (500) differs
# from what it asked for wrongly. What is not known to be the request's fault (a full disk, a right
# that is refused, a model that cannot be loaded) is the server's.
_CODES: tuple[tuple[type[FootnoteError], int, str], ...] = (
    (LibraryBusy, 503, "busy"),
    (LibraryUnreachable, 503, "unreachable"),
    (LibraryDamaged, 500, "damaged"),
    (UnknownDocument, 404, "not_found"),
    (AmbiguousName, 422, "refused"),
    (UsageError, 422, "refused"),
    (IngestError, 422, "refused"),
    (FootnoteError, 500, "failed"),
)


def code_of(error: FootnoteError) -> tuple[int, str]:
    """Return the status and the code with which an expected failure is answered."""
    return next((status, code) for kind, status, code in _CODES if isinstance(error, kind))


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what it may refer to; `documents` empty means all."""

    text: str
    history: tuple[Turn, ...]
    documents: tuple[str, ...]
    top_k: int = 10


async def body_of(request: Request, *, limit: int) -> bytes:
    """Return the request's body. Raises ApiError 413 above `limit` bytes, as soon as it is."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise ApiError(
                413, "too_large", f"The body is longer than {limit} bytes. Send less at once."
            )
        parts.append(part)
    return b"".join(parts)


async def object_of(request: Request) -> dict[str, object]:
    """Return the request's JSON object."""
    try:
        body = json.loads(await body_of(request, limit=_BODY_LIMIT))
    except (ValueError, RecursionError) as exc:  # ValueError: a number of 5,000 digits, too
        raise ApiError(400, "bad_json", f"The body is not JSON ({exc}).") from exc
    if not isinstance(body, dict):
        raise ApiError(400, "bad_json", "The body must be a JSON object.")
    return body


def question_of(body: Mapping[str, object], *, names: tuple[str, ...] = ("question",)) -> Question:
    """Return the question of `/api/ask` or `/api/search`, under the first name that is there."""
    text = next((body[name] for name in names if name in body), None)
    top_k = body.get("top_k", 10)
    if not isinstance(top_k, int) or isinstance(top_k, bool) or not 1 <= top_k <= 100:
        raise ApiError(422, "bad_field", "'top_k' must be a whole number from 1 to 100.")
    return Question(
        checked_question(text, names[0]),
        tuple(_turn(row, at) for at, row in enumerate(_list(body, "history"), start=1)),
        _documents(body),
        top_k,
    )


def checked_question(text: object, name: str) -> str:
    """Return `text` where it is a question of a length that is answered."""
    question = _string(text, name)
    if not question.strip():
        raise ApiError(422, "empty_question", f"{name!r} is empty. Ask something.")
    if len(question) > MAX_CHARACTERS:
        raise ApiError(
            422,
            "long_question",
            f"{name!r} has {len(question)} characters; at most {MAX_CHARACTERS} are read.",
        )
    return question


def chat_question(
    body: Mapping[str, object], told_from: Callable[[str], tuple[str, ...]]
) -> Question:
    """Return the last user message of an OpenAI-shaped chat, earlier ones as history.

    `told_from` returns the ids of the documents that an earlier message was told from.
    """
    if body.get("n", 1) not in (1, None):
        raise ApiError(422, "bad_field", "'n' must be 1: there is one answer to a question.")
    messages = _list(body, "messages")
    said: list[tuple[str, str]] = []
    for at, message in enumerate(messages, start=1):
        if not isinstance(message, dict):
            raise ApiError(422, "bad_field", f"Item {at} of 'messages' must be an object.")
        said.append((str(message.get("role", "")), _content(message.get("content"), at)))
    if not said or said[-1][0] != "user":
        raise ApiError(422, "bad_field", "The last of 'messages' must be of the role 'user'.")
    turns = tuple(
        Turn(question, answer, told_from(answer))
        for (role, question), (other, answer) in zip(said, said[1:], strict=False)
        if role == "user" and other == "assistant"
    )
    return Question(checked_question(said[-1][1], "content"), turns, ())


def wants_usage(body: Mapping[str, object]) -> bool:
    """Say whether a streamed answer is to end with what was used."""
    options = body.get("stream_options")
    return isinstance(options, dict) and options.get("include_usage") is True


def _content(content: object, number: int) -> str:
    """Return the text of a message: a string, or a list of typed parts; null beside tool calls.

    An error names the message, `number` from 1, that is wrong.
    """
    if content is None:
        return ""
    if isinstance(content, list):
        return "\n".join(
            str(part.get("text", "")) for part in content if isinstance(part, dict)
        ).strip()
    if not isinstance(content, str):
        raise ApiError(
            422, "bad_field", f"'content' of item {number} of 'messages' must be a string."
        )
    return _string(content, "content")


def _list(body: Mapping[str, object], name: str) -> list[object]:
    value = body.get(name, [])
    if not isinstance(value, list):
        raise ApiError(422, "bad_field", f"{name!r} must be a list.")
    return value


def _turn(row: object, number: int) -> Turn:
    """Return a turn of the history. An error names the turn, `number` from 1, that is wrong."""
    if not isinstance(row, dict):
        raise ApiError(422, "bad_field", f"Turn {number} of 'history' must be an object.")
    try:
        return Turn(
            _string(row.get("question"), "question"),
            _string(row.get("answer"), "answer"),
            _documents(row),
        )
    except ApiError as error:
        told = f"Turn {number} of 'history': {error}"
        raise ApiError(error.status, error.code, told) from error


def _documents(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(_string(name, "documents") for name in _list(row, "documents"))


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ApiError(422, "bad_field", f"{name!r} must be a string.")
    return value.encode("utf-8", "replace").decode("utf-8")  # JSON may hold half a character
