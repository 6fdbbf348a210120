"""`eval compare`: two saved reports, side by side."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from eval.__main__ import main

ROOT = Path(__file__).parents[2]


def test_a_full_disk_behind_standard_output_is_one_line(
    hand: SimpleNamespace, tmp_path: Path
) -> None:
    from eval.report import save

    path = tmp_path / "a.json"
    save(hand.report([hand.row("q", accuracy=1.0)]), path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "eval", "compare", str(path), str(path)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "standard output cannot be written (No space left on device).\n"


def test_compare_prints_and_judges_only_when_asked(
    hand: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from eval.report import save

    first, second = tmp_path / "a.json", tmp_path / "b.json"
    save(hand.report([hand.row(f"q{at}", accuracy=1.0) for at in range(10)]), first)
    save(hand.report([hand.row(f"q{at}", accuracy=float(at > 4)) for at in range(10)]), second)
    assert main(["compare", str(first), str(second)]) == 0
    assert "turned wrong: 5" in capsys.readouterr().out
    assert main(["compare", str(first), str(second), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["turned_wrong"] == ["q0", "q1", "q2", "q3", "q4"]
    assert told["measures"]["accuracy"]["b"] == 0.5
    assert main(["compare", str(first), str(second), "--fail-if-worse"]) == 1
    assert main(["compare", str(second), str(first), "--fail-if-worse"]) == 0


def test_compare_refuses_other_questions_and_what_is_no_report(
    hand: SimpleNamespace, tmp_path: Path
) -> None:
    from eval.report import save

    first, second = tmp_path / "a.json", tmp_path / "b.json"
    save(hand.report([]), first)
    save(hand.report([], fingerprint="0" * 16), second)
    assert main(["compare", str(first), str(second)]) == 2
    assert main(["compare", str(first), str(tmp_path / "none.json")]) == 2
