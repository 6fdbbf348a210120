"""Who visits the page in a test, and documents that come and go meanwhile."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote

from playwright.sync_api import Page


class Visitor(Protocol):
    page: Page
    base: str
    complaints: list[str]
    foreign: list[str]

    def open(self, path: str = "/") -> None: ...
    def ready_to_send(self) -> None: ...
    def ask(self, question: str) -> float: ...


Visit = Callable[..., Visitor]


def upload(address: str, name: str, data: bytes) -> str:
    """Add a file, or change the document of that name; return the document's id."""
    request = urllib.request.Request(  # noqa: S310 - the server that this test started
        f"{address}/api/documents?name={quote(name)}", data=data, method="POST"
    )
    with urllib.request.urlopen(request, timeout=120) as reply:  # noqa: S310
        return str(json.load(reply)["document"])


def remove(address: str, document: str) -> None:
    """Remove a document."""
    request = urllib.request.Request(  # noqa: S310 - the server that this test started
        f"{address}/api/documents/{document}", method="DELETE"
    )
    urllib.request.urlopen(request, timeout=120).close()  # noqa: S310
