"""The progress bar in a terminal, and what is printed while it is there."""

from __future__ import annotations

import errno
import io
import os
import pty
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest

from index.adding import Progress
from index.progress import progress_bar


def shown_in_a_terminal(
    doing: Callable[[], object], stdout: TextIO, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Return what a terminal of 80 columns, as standard error, shows with the bar of an `add`."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stderr, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stdout)
        patched.setattr(sys, "stderr", stderr)
        with progress_bar(hidden=False) as report:
            assert report is not None
            report(Progress(1, 2, 10, 1.0, "papers/" + "long" * 20))
            doing()
    shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return shown.decode()


def _read(terminal: int) -> bytes:
    """Return what the terminal shows next, b"" at the end, which Linux tells by an error."""
    try:
        return os.read(terminal, 100_000)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


def test_rows_go_to_the_file_that_standard_output_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "rows").open("w", encoding="utf-8") as file:
        shown = shown_in_a_terminal(lambda: sys.stdout.write("added      one\n"), file, monkeypatch)
    assert "10 passages/s" in shown
    assert (tmp_path / "rows").read_text(encoding="utf-8") == "added      one\n"


def test_a_long_row_above_the_bar_is_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    row = "failed     " + "a name of a file " * 12
    shown = shown_in_a_terminal(lambda: sys.stderr.write(f"{row}\n"), io.StringIO(), monkeypatch)
    assert row in shown
