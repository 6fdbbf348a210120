"""The HTTP API behind its guard, and what it answers, as its tests look at it."""

from __future__ import annotations

from typing import Protocol

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from app.api import routes
from app.chatbot import Chatbot
from app.server.guard import Guard

HOSTS = ("localhost", "127.0.0.1", "testserver")


class Reply(Protocol):
    status_code: int

    def json(self) -> dict[str, dict[str, str]]: ...


def client_of(bot: Chatbot, *, closed: bool = False) -> TestClient:
    """Return a client of the API over `bot`; `closed` where sign-in is on."""
    guard = Middleware(Guard, allowed_hosts=HOSTS)
    return TestClient(
        Starlette(routes=routes(lambda: bot, closed=lambda: closed), middleware=[guard])
    )


def code(response: Reply) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]
