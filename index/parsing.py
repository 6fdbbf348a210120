"""Reading files in child processes, one a job, each started when it is first needed."""

from __future__ import annotations

import queue
from types import TracebackType
from typing import Self

from ingest.document import Document
from ingest.sandbox import Sandbox


class SandboxPool:
    """Sandboxes for as many threads as ask; a context manager that ends their processes."""

    def __init__(self) -> None:
        self._idle: queue.LifoQueue[Sandbox] = queue.LifoQueue()
        self._all: list[Sandbox] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for sandbox in self._all:
            sandbox.close()

    def parse(self, data: bytes, name: str, *, password: str) -> Document:
        """Return the document that the bytes of the file `name` are. Raises IngestError."""
        try:
            sandbox = self._idle.get_nowait()
        except queue.Empty:
            sandbox = Sandbox()
            self._all.append(sandbox)
        try:
            return sandbox.parse_bytes(data, name, password=password)
        finally:
            self._idle.put(sandbox)
