"""What is typed after `make` comes to the command as it was typed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@needs_make
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


@needs_make
@pytest.mark.parametrize("target", ["library", "chat", "ask", "gate", "bench", "clean"])
def test_a_library_may_have_a_space_in_its_name(target: str) -> None:
    shown = subprocess.run(
        ["make", "--dry-run", target, "LIBRARY=my papers"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    words = [
        word for line in shown.splitlines() if "my papers" in line for word in shlex.split(line)
    ]
    assert "my papers" in words
    assert not {"my", "papers"} & set(words)
