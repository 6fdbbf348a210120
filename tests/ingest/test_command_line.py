"""Command lines that are wrong: one line, which says what, which value and what to do."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ingest", ["FILE…", "See: python -m ingest --help"]),
        ("index add x --jobs 0", ["--jobs '0': ", "See: python -m index add --help"]),
        ("index serch x", ["'serch'", "See: python -m index --help"]),
        ("app ask q --threshold=2", ["--threshold '2': ", "See: python -m app ask --help"]),
        ("app chat --port", ["--port", "See: python -m app chat --help"]),
        ("ingest x --password", ["--password", "See: python -m ingest --help"]),
        ("app chat --port seven", ["--port 'seven': ", "See: python -m app chat --help"]),
        ("app verify", ["answers", "See: python -m app verify --help"]),
        ("eval run q.jsonl --nope", ["--nope", "See: python -m eval run --help"]),
        ("eval run q.jsonl --limit 1 --limit -1", ["--limit '-1': ", "eval run --help"]),
        ("eval run q.jsonl --answerer gpt", ["--answerer: 'gpt' is not one of", "--help"]),
        ("eval run q.jsonl --tolerance 3", ["--tolerance: 3 is no number from 0 to 1. See: "]),
        ("eval run q.jsonl more", ["(more)", "See: python -m eval run --help"]),
        ("app ask What grew", ["(grew); what has spaces in it goes in quotes. See: "]),
    ],
)
def test_a_wrong_command_line_is_one_line_that_says_what_and_where_help_is(
    line: str, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, *argv = line.split()

    code = importlib.import_module(f"{folder}.__main__").main(argv)

    out, err = capsys.readouterr()
    assert (code, out, err.count("\n"), err[-1:]) == (2, "", 1, "\n")
    for part in said:
        assert part in err


def test_a_wrong_value_of_a_variable_is_told_by_the_name_of_the_variable(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_ANSWERER", "gpt")

    assert importlib.import_module("eval.__main__").main(["run", "q.jsonl"]) == 2

    assert capsys.readouterr().err.startswith("FOOTNOTE_ANSWERER: 'gpt' is not one of ")


@pytest.mark.parametrize("folder", ["index", "app", "eval"])
def test_no_command_at_all_shows_the_commands(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    importlib.import_module(f"{folder}.__main__").main([])

    assert "Commands:" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "script",
    ["highlights", "endurance", "paper_structure", "extraction", "purity", "reference_fields"],
)
def test_a_script_that_measures_says_in_one_line_what_is_wrong_with_its_command_line(
    script: str,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"eval.{script}", "/nowhere", "--nope"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.endswith(f"See: python -m eval.{script} --help\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_command_runs_without_the_standard_streams(closed: str, tmp_path: Path) -> None:
    (tmp_path / "moss.md").write_text("# Moss\n\nMoss grew on roofs.\n", encoding="utf-8")
    command = f"{sys.executable} -m ingest {tmp_path}/moss.md {tmp_path}/none.md {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert ("Moss" in done.stdout) == (">&-" not in closed.replace("2>&-", ""))
    assert "none.md" not in done.stdout
