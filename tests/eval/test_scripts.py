"""Scripts beside the commands refuse a wrong command line as the commands do: in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eval import calibrate, meaning, reading_depth
from ingest.running import exit_code

ROOT = Path(__file__).parents[2]


def called(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", *argv], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("script", [calibrate, meaning, reading_depth])
def test_a_missing_argument_is_told_in_one_line_with_the_help_of_the_script(
    script: object, capsys: pytest.CaptureFixture[str]
) -> None:
    code = exit_code(lambda: sys.exit(script.main([])))  # type: ignore[attr-defined]
    assert code == 2
    name = script.__name__  # type: ignore[attr-defined]
    assert capsys.readouterr().err == (
        f"The following arguments are required: testbed. See: python -m {name} --help\n"
    )


def test_what_a_test_bed_lacks_is_told_before_anything_is_learned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "papers" / "covidqa").mkdir(parents=True)
    with pytest.raises(SystemExit) as ended:
        calibrate.main([str(tmp_path)])
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert f"{str(tmp_path)!r} has no papers/covidqa.jsonl; name the test bed." in said
    assert said.count("\n") == 1


def test_memory_is_not_measured_of_a_library_that_is_not_there(tmp_path: Path) -> None:
    done = called("eval.probe", str(tmp_path / "nowhere"), "What?")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert not (tmp_path / "nowhere").exists()
