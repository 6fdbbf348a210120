from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from index.__main__ import main
from index.encoder import Encoder
from index.files import exclusive, holder
from index.library import open_library


@pytest.fixture
def boats(tmp_path: Path, hashing_encoder: Encoder) -> Path:
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        library.add_bytes(b"Boats sail on the river.", "boats.txt")
        library.store.publish(force=True)
    return tmp_path / "library"


def test_status_says_what_takes_how_much_room_and_which_indexes_are_kept(
    boats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (boats / "conversations.sqlite").write_bytes(b"x" * 100)
    assert main(["status", "--library", str(boats), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert sum(row["parts"].values()) == row["bytes"]
    assert row["parts"]["database"] > 0 < row["parts"]["generations"]
    assert row["parts"]["conversations"] == 100
    assert row["generations"] == [row["generation"]]
    assert row["writer"] == ""
    assert main(["status", "--library", str(boats)]) == 0
    assert "MB (database " in capsys.readouterr().out


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="no /proc/locks")
def test_who_is_writing_is_named_and_nobody_afterwards(boats: Path) -> None:
    lock = boats / "writer.lock"
    assert holder(lock) == ""
    with exclusive(lock, wait=1):
        assert f"process {os.getpid()} " in holder(lock)
    assert holder(lock) == ""
    assert holder(boats / "no such lock") == ""


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="no /proc/locks")
@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (["/opt/footnote/index/__main__.py", "add", "--password=secret"], "index add"),
        (["/opt/footnote/app/__main__.py", "chat"], "app chat"),
        (["add.py", "caf\udce9.pdf"], r"add.py caf\udce9.pdf"),  # a name that is no UTF-8
    ],
)
def test_who_is_writing_is_named_as_a_person_calls_it_and_tells_no_password(
    boats: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str], named: str
) -> None:
    monkeypatch.setattr(sys, "argv", typed)
    with exclusive(boats / "writer.lock", wait=1):
        assert holder(boats / "writer.lock") == f"process {os.getpid()} ({named})"
