"""What is typed after `make` comes to the command as it was typed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_a_question_is_read_neither_by_make_nor_by_the_shell(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    python.chmod(0o755)
    question = f'-What\'s a "risk" of $5 or `touch {tmp_path}/a` or $(shell touch {tmp_path}/b)?'
    done = subprocess.run(
        ["make", "--old-file=library", "ask", f"PY={python}", f"Q={question}"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-2:] == ["--", question]
    assert [path.name for path in tmp_path.iterdir()] == ["python"]
