# ruff: noqa: T201 - it speaks through its output
"""Everything that a user does in a day, in real processes; a test watches their sockets.

Run as `python offline_child.py FOLDER`. In a network of its own (`unshare -rn`), which has loopback
and nothing else, the kernel counts whatever wanted to leave it. Prints one JSON object.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "What was the total import and export volume in 2019?"
_GET, _SET, _UP = 0x8913, 0x8914, 1


def raise_loopback() -> None:
    """Start this network's loopback device, which a new network has switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh", b"lo", 0)
        flags = struct.unpack("16sh", fcntl.ioctl(any_socket, _GET, request)[:18])[1]
        fcntl.ioctl(any_socket, _SET, struct.pack("16sh", b"lo", flags | _UP))


def left_the_machine() -> int:
    """Return how often the kernel of this network found no way to another machine."""
    lines = Path("/proc/net/snmp").read_text(encoding="ascii").splitlines()
    names, values = (line.split() for line in lines if line.startswith("Ip:"))
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(dict(zip(names, values, strict=True))["OutNoRoutes"]) + int(six["Ip6OutNoRoutes"])


def run(*arguments: str) -> int:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    return done.returncode


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def fetched(address: str, body: dict[str, str] | None = None) -> bytes:
    data = json.dumps(body).encode() if body else None
    with urllib.request.urlopen(address, data=data, timeout=120) as reply:  # noqa: S310
        return bytes(reply.read())


def chat(library: str) -> int:
    """Start the server, look at its page, ask it something; return how often that worked."""
    base = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "app", "chat", "--library", library, "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 180
        while time.monotonic() < end and server.poll() is None:
            try:
                fetched(f"{base}/api/health")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.3)
        page = b"<html" in fetched(base).lower()
        answer = json.loads(fetched(f"{base}/api/ask", {"question": QUESTION}))
        return page + ("158.13" in answer["text"])
    finally:
        server.terminate()
        server.wait(30)


def main(folder: Path) -> None:
    alone = os.environ.get("FOOTNOTE_ALONE") == "1"
    if alone:
        raise_loopback()
    library, questions = str(folder / "library"), folder / "questions.jsonl"
    row = {"id": "1", "question": QUESTION, "kind": "number", "answerable": True}
    questions.write_text(json.dumps({**row, "answers": ["158.13"]}) + "\n", encoding="utf-8")
    paper = str(next((ROOT / "corpus").glob("*.pdf")))
    outcome: dict[str, int | None] = {
        "add": run("-m", "index", "add", paper, "--library", library),
        "ask": run("-m", "app", "ask", QUESTION, "--library", library),
        "eval": run("-m", "eval", "run", str(questions), "--library", library),
        "chat": chat(library),
        "left": left_the_machine() if alone else None,
    }
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
