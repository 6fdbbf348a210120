"""Every disk call of every change is made to fail once, and is once the last that happens."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHANGES = ["add", "change", "remove", "publish", "rebuild", "model", "backup", "restore"]
MENDING = ["repair", "salvage"]  # long ones: every seventh call, unless it is `make soak`
KINDS = ["crash", "fail", "full", "read"]
CHILD = Path(__file__).with_name("library_child.py")
EVERY = {(kind, name): 1 for kind in ("crash", "fail") for name in CHANGES} | {
    (kind, name): 7 for kind in ("crash", "fail") for name in MENDING
}
SOME = {("full", "add"): 2, ("full", "publish"): 2, ("read", "add"): 2, ("read", "search"): 2}
ALL = dict.fromkeys(itertools.product(KINDS, [*CHANGES, *MENDING, "search"]), 1)
STEPS = ALL if os.environ.get("FOOTNOTE_EVERY_CALL") else EVERY | SOME


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "operation"), STEPS)
def test_trouble_at_any_disk_call_leaves_the_state_before_or_after(
    kind: str, operation: str, tmp_path: Path
) -> None:
    step = STEPS[kind, operation]
    done = subprocess.run(
        [sys.executable, str(CHILD), kind, str(tmp_path), operation, str(step)],
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    outcome = json.loads(done.stdout)
    writes = kind == "read" or operation != "search"
    assert outcome["calls"] > 5 or not writes  # the trouble did happen, at several places
