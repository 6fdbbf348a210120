from __future__ import annotations

import json
import os
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
