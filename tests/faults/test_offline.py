"""Nothing is sent out: adding, asking, chatting and measuring never look for another machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import EncoderError

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ELSEWHERE = "import socket; socket.create_connection(('192.0.2.1', 80), 5)"
NAMES = "import socket; socket.getaddrinfo('model.example', 443)"


def own_network() -> list[str]:
    """Return what to put before a command to give it a network of its own, if that can be done."""
    unshare = shutil.which("unshare")
    command = [unshare or "", "--user", "--map-root-user", "--net"]
    if unshare and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
        return command
    return []


def watched(command: Sequence[str], folder: Path, *, alone: bool) -> tuple[str, list[str]]:
    """Return what a command printed, and which attempts to reach others were noted."""
    noted = folder / "attempts"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    environment = {
        **kept,
        "PYTHONPATH": str(HERE / "offline_site"),
        "FOOTNOTE_ATTEMPTS": str(noted),
        "FOOTNOTE_ALONE": "1" if alone else "",
        "HOME": str(folder),  # nothing that was fetched or set before is found
    }
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, timeout=550
    )
    return done.stdout, noted.read_text().splitlines() if noted.exists() else []


@pytest.mark.parametrize("script", [ELSEWHERE, NAMES])
def test_an_attempt_to_reach_another_machine_would_be_noted(script: str, tmp_path: Path) -> None:
    _, attempts = watched([sys.executable, "-c", script], tmp_path, alone=False)
    assert len(attempts) == 1


def test_the_kernel_would_count_what_python_does_not_see(tmp_path: Path) -> None:
    apart = own_network()
    if not apart:
        pytest.skip("this system gives no process a network of its own (unshare --user --net)")
    script = (
        "import sys; sys.path.insert(0, 'tests/faults')\n"
        "import offline_child, socket\n"
        "offline_child.raise_loopback()\n"
        "assert offline_child.left_the_machine() == 0\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(('192.0.2.1', 53))\n"
        "print(offline_child.left_the_machine())\n"
    )
    done = subprocess.run([*apart, sys.executable, "-c", script], cwd=ROOT, capture_output=True)
    assert int(done.stdout) >= 1


@pytest.mark.slow
def test_nothing_of_a_days_work_looks_for_another_machine(tmp_path: Path) -> None:
    apart = own_network()
    child = [sys.executable, str(HERE / "offline_child.py"), str(tmp_path)]
    said, attempts = watched([*apart, *child], tmp_path, alone=bool(apart))
    assert attempts == []
    assert json.loads(said) == {
        "add": 0,
        "ask": 0,
        "eval": 0,
        "chat": 2,
        "left": 0 if apart else None,
    }


def test_nothing_is_reported_to_those_whose_libraries_are_used() -> None:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        assert tomllib.load(file)["browser"]["gatherUsageStats"] is False
    script = "import index.network.any_model, huggingface_hub.constants as c; "
    script += "print(c.HF_HUB_DISABLE_TELEMETRY)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "True"


@pytest.mark.slow
def test_a_model_with_one_byte_changed_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.network.minilm

    folder = index.network.minilm.packaged_model()
    if folder is None:
        pytest.skip("the packaged model is not installed")
    copy = Path(shutil.copytree(folder, tmp_path / "model"))
    with (copy / "model.safetensors").open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last[0] ^ 1]))
    monkeypatch.setattr(index.network.minilm, "packaged_model", lambda: copy)
    with pytest.raises(EncoderError, match="the weights have SHA-256"):
        index.network.minilm.load_encoder()
