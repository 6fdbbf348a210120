"""Every disk call of every change is made to fail once, and is once the last that happens."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("library_child.py")
HOW_MANY = "every" if os.environ.get("FOOTNOTE_EVERY_CALL") else "some"  # `make soak`: every

JOURNAL = {"write library.sqlite-wal", "sync library.sqlite-wal"}
FOLDED = {"write library.sqlite", "sync library.sqlite", "truncate library.sqlite"}
COMMIT = JOURNAL | FOLDED | {"remove library.sqlite-wal"}
FILES = ("vectors.faiss.N.tmp", "rows.iN.N.tmp", "manifest.json.N.tmp", "CURRENT.N.tmp")
GENERATION = {f"{verb} {file}" for verb in ("write", "sync", "rename") for file in FILES} | {
    "make gen-N.N.tmp",
    "sync gen-N.N.tmp",
    "rename gen-N.N.tmp",
    "sync index",
}
EXCHANGE = {"make salvage-N", "rename salvage-N", "rename library.sqlite", "remove salvaged"}
PACKING = {"make backing-up", "write packed", "sync packed", "rename packed", "remove backing-up"}
UNPACKING = {"make restoring", "rename before.zip", "remove restoring"}
POINTS = {
    "add": COMMIT,
    "change": COMMIT,
    "remove": COMMIT,
    "publish": GENERATION | COMMIT,
    "rebuild": GENERATION | COMMIT,
    "model": GENERATION | COMMIT,
    "repair": GENERATION | COMMIT,
    "salvage": GENERATION | COMMIT | EXCHANGE,
    "backup": PACKING,
    "restore": UNPACKING | PACKING | GENERATION | COMMIT,
}


def outcome_of(kind: str, operation: str, folder: Path) -> dict[str, int | list[str]]:
    done = subprocess.run(
        [sys.executable, str(CHILD), kind, str(folder), operation, HOW_MANY],
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("operation", POINTS)
@pytest.mark.parametrize("kind", ["crash", "fail"])
def test_trouble_at_any_disk_call_leaves_the_state_before_or_after(
    kind: str, operation: str, tmp_path: Path
) -> None:
    outcome = outcome_of(kind, operation, tmp_path)
    assert POINTS[operation] <= set(outcome["points"])  # each was hit


SHORT = [("full", "add"), ("full", "publish"), ("read", "add"), ("read", "search")]
LONG = [*itertools.product(["full", "read"], POINTS), ("read", "search")]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "operation"), LONG if HOW_MANY == "every" else SHORT)
def test_a_disk_that_stays_full_or_cannot_be_read_leaves_the_state_before_or_after(
    kind: str, operation: str, tmp_path: Path
) -> None:
    outcome = outcome_of(kind, operation, tmp_path)
    assert outcome["tried"] > 3
