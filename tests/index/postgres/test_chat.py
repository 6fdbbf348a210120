"""The chat over a library in PostgreSQL: added to, asked and shown as one in a folder is."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAPER = """# On parcels

## 1 Findings

In 2019, 158 parcels were late because the ferry was out of service. No parcel was lost.
"""


@pytest.fixture
def address(shared_place: Path, tmp_path: Path) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = int(probe.getsockname()[1])
    command = ["-m", "app", "chat", "--library", str(shared_place), "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    base, end = f"http://127.0.0.1:{port}", time.monotonic() + 240
    try:
        while True:
            try:
                call(f"{base}/api/health")
                break
            except (OSError, urllib.error.HTTPError):
                assert server.poll() is None, (tmp_path / "log").read_text()
                assert time.monotonic() < end, (tmp_path / "log").read_text()
                time.sleep(0.2)
        yield base
    finally:
        server.terminate()
        server.wait(30)


def call(url: str, body: object = None) -> Any:  # noqa: ANN401 - whatever JSON came back
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=120) as reply:  # noqa: S310 - our own server
        text = reply.read().decode()
    return json.loads(text) if text.startswith(("{", "[")) else text


@pytest.mark.slow
def test_the_chat_serves_a_library_in_a_database(
    address: str, shared_place: Path, tmp_path: Path
) -> None:
    (tmp_path / "parcels.md").write_text(PAPER, encoding="utf-8")
    command = ["-m", "index", "add", str(tmp_path / "parcels.md"), "--library", str(shared_place)]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, timeout=240)
    listed = call(f"{address}/api/documents")
    assert "On parcels" in json.dumps(listed)
    answer = call(f"{address}/api/ask", {"question": "How many parcels were late in 2019?"})
    assert not answer["abstained"], answer
    assert "158" in answer["text"]
    assert answer["citations"][0]["quote"] in PAPER
    assert "<html" in call(address)
