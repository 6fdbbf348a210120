"""Several processes that open a library for the first time in the same moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPEN = """
import sys
from pathlib import Path
from index.schema import connect

print("ready", flush=True)
sys.stdin.readline()
connect(Path(sys.argv[1])).close()
"""


def test_all_of_them_can_open_it(tmp_path: Path) -> None:
    failed = []
    for turn in range(6):
        command = [sys.executable, "-c", OPEN, str(tmp_path / f"{turn}.sqlite")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        openers = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(4)]
        for opener in openers:
            assert opener.stdout.readline() == "ready\n"
        for opener in openers:
            opener.stdin.write("\n")
            opener.stdin.flush()
        failed += [said for opener in openers if (said := opener.communicate(timeout=60)[1])]
    assert failed == []
