"""`python -m app chat` says where the page is."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import shared, web
from app.serve import page_address, run
from ingest.errors import UsageError
from tests.sealing import without_rights

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("127.0.0.1", 8501, "http://127.0.0.1:8501"),
        ("localhost", 9000, "http://localhost:9000"),
        ("::1", 8501, "http://[::1]:8501"),
        ("0.0.0.0", 8501, "http://127.0.0.1:8501"),  # noqa: S104 - nothing is bound
        ("::", 8501, "http://[::1]:8501"),
        ("papers.example.org", 80, "http://papers.example.org:80"),
    ],
)
def test_the_address_is_one_that_a_browser_here_can_open(
    host: str, port: int, address: str
) -> None:
    assert page_address(host, port) == address


def test_an_empty_host_is_refused_for_it_would_be_every_address(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the host is empty\. Name an address with --host"):
        run(tmp_path, "")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = ["-m", "app", "chat", "--library", str(tmp_path / "library"), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield server, port
    finally:
        server.terminate()
        server.wait(30)
        assert server.stdout
        server.stdout.close()


@pytest.mark.slow
def test_one_line_gives_the_address_and_it_can_be_opened(
    served: tuple[subprocess.Popen[str], int],
) -> None:
    server, port = served
    assert server.stdout
    line = server.stdout.readline()
    assert line == f"Open http://127.0.0.1:{port} in a browser. Ctrl-C stops it.\n"
    html = page_at(line.split()[1])
    assert "<title>Footnote</title>" in html
    assert ".st-key-conversation" in html  # its style is there before anything is drawn
    server.terminate()
    assert server.stdout.read() == ""


_BUSY = """
import sys, threading, time, torch
import app.serve
from app.__main__ import main

def compute():
    one = torch.ones(300, 300)
    while True:
        one @ one

def serve(*given, **options):
    threading.Thread(target=compute, daemon=True).start()
    time.sleep(0.2)
    raise KeyboardInterrupt

app.serve.run = serve
sys.exit(main(["chat"]))
"""


@pytest.mark.slow
def test_a_server_that_is_stopped_while_it_still_computes_ends_without_a_word() -> None:
    done = subprocess.run([sys.executable, "-c", _BUSY], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_what_is_asked_of_a_library_that_is_only_read_is_removed_when_the_server_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(web, "_warm", lambda: None)

    async def serve_once() -> list[str]:
        async with web._warmed(lambda: None)(web.build(allowed_hosts=(), started=lambda: None)):
            with without_rights(tmp_path / "library"):
                shared.conversations(tmp_path / "library")
            return [path.name for path in (tmp_path / "temporary").rglob("*.sqlite")]

    with ThreadPoolExecutor() as elsewhere:  # a browser's loop may run in this thread
        kept = elsewhere.submit(lambda: asyncio.run(serve_once())).result()
    assert kept == ["conversations.sqlite"]
    assert list((tmp_path / "temporary").iterdir()) == []


def page_at(address: str) -> str:
    """Return the page, which is there at once or within a moment of the line that says so."""
    end = time.monotonic() + 5
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:  # noqa: S310
                return str(reply.read(), "utf-8")
        except urllib.error.URLError:
            assert time.monotonic() < end, f"{address} does not open"
            time.sleep(0.05)
