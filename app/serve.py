"""The page and the HTTP API in one process, on one port."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from index.place import absolute
from ingest.errors import FootnoteError, UsageError

ROOT = Path(__file__).resolve().parent.parent
_LOCAL = ("localhost", "127.0.0.1", "::1")


class ServeError(FootnoteError):
    """The server cannot start."""


def run(
    library: Path,
    host: str = "127.0.0.1",
    port: int = 8501,
    *,
    allowed_hosts: tuple[str, ...] = (),
    open_browser: bool = False,
    announce: Callable[[str], None] = lambda line: None,
) -> int:
    """Serve the chat and the API until interrupted and return the exit code.

    `allowed_hosts` are names, beside this machine's own, under which browsers may reach it.
    `announce` is given the line that says where the page is, once it is about to be there.
    """
    if not 1 <= port <= 65535:
        raise UsageError(f"port {port}: not between 1 and 65535. Choose another with --port.")
    if not host.strip():  # which a server takes for every address, where all can reach it
        raise UsageError("the host is empty. Name an address with --host, or leave it out.")
    _require_free(host, port)
    os.environ["FOOTNOTE_LIBRARY"] = str(absolute(library))
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.chdir(ROOT)  # where .streamlit/config.toml is looked for
    hosts = tuple(dict.fromkeys((*_LOCAL, *allowed_hosts, *((host,) if _named(host) else ()))))
    from app.web import build  # loads Streamlit, which takes half a second

    line = f"Open {page_address(host, port)} in a browser. Ctrl-C stops it."
    build(allowed_hosts=hosts, started=lambda: announce(line)).run(
        config={
            "server.address": host,
            "server.port": port,
            "server.allowedHosts": list(hosts),
            "server.headless": not open_browser,
        }
    )
    return 0


def page_address(host: str, port: int) -> str:
    """Return the address at which a browser on this machine finds the page."""
    if not _named(host):  # every address of this machine: none to type
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _named(host: str) -> bool:
    return host not in ("0.0.0.0", "::")  # noqa: S104 - a comparison, nothing is bound


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as exc:
            raise ServeError(
                f"{host}:{port} cannot be used ({exc.strerror or exc}). "
                "Choose another with --host or --port."
            ) from exc
