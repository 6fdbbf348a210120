"""A wire between a client and a server that a test makes slow, or cuts."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator


class Wire:
    """Passes bytes on to a port, `delay` seconds late, or not at all while it is `cut`."""

    def __init__(self, target: int) -> None:
        self.delay = 0.0
        self.cut = False
        self._target = target
        self._open = True
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._open = False
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while self._open:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                for source, sink in ((client, server), (server, client)):
                    threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError), source, sink:
            while data := source.recv(65536):
                while self.cut and self._open:  # nobody is told, as when a cable is pulled
                    time.sleep(0.05)
                time.sleep(self.delay / 2)  # each way
                sink.sendall(data)


@contextlib.contextmanager
def wire(target: int) -> Iterator[Wire]:
    opened = Wire(target)
    try:
        yield opened
    finally:
        opened.close()
