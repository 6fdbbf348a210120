"""What the HTTP API answers, as its tests look at it."""

from __future__ import annotations

from typing import Protocol


class Reply(Protocol):
    status_code: int

    def json(self) -> dict[str, dict[str, str]]: ...


def code(response: Reply) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]
