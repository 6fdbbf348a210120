"""Every disk call of every change is made to fail once, and is once the last that happens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

OPERATIONS = ["add", "change", "remove", "publish", "rebuild", "model", "backup", "restore"]
CHILD = Path(__file__).with_name("library_child.py")


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("kind", ["crash", "fail"])
def test_trouble_at_any_disk_call_leaves_the_state_before_or_after(
    kind: str, operation: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, str(CHILD), kind, str(tmp_path), operation],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    outcome = json.loads(done.stdout)
    assert outcome["calls"] > 5  # the trouble did happen, at several places
