"""How commands end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.errors import FootnoteError, UsageError
from ingest.running import exit_code

SLOW_TO_END = """
import sys, time
from ingest.running import ending_aloud, exit_code

def command():
    with ending_aloud("stopping."):
        try:
            print("begun", flush=True)
            time.sleep(60)
        finally:
            time.sleep(float(sys.argv[1]))

sys.exit(exit_code(command))
"""
TELL = (
    "import sys; from ingest.running import exit_code; "
    "sys.exit(exit_code(lambda: print('a row ' * {times})))"
)


def ended(*raised: BaseException) -> int:
    def command() -> None:
        for one in raised:
            raise one

    return exit_code(command)


def test_each_way_to_end_has_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [ended(), ended(SystemExit(1)), ended(SystemExit()), ended(KeyboardInterrupt())]
    assert codes == [0, 1, 0, 130]
    assert [ended(FootnoteError("It failed.")), ended(UsageError("Say more."))] == [1, 2]
    assert capsys.readouterr().err == "It failed.\nSay more.\n"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"PYTHONIOENCODING": "ascii"}, r"caf\u00e9 \U0001d465"),
        ({"LC_ALL": "C.UTF-8"}, r"half a character \ud800"),
        ({"LC_ALL": "C.UTF-8"}, r"a name that is no UTF-8 \udcff"),
    ],
)
def test_what_a_terminal_cannot_show_is_spelled(environment: Mapping[str, str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TELL.format(times=1).replace("a row ", said)],
        env={name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(f'"{done.stdout.strip()}"') == said.encode().decode("unicode_escape")


def test_trouble_with_any_other_file_is_not_taken_for_trouble_with_the_output() -> None:
    with pytest.raises(FileNotFoundError):
        exit_code(lambda: Path("nowhere").read_bytes())


def test_trouble_with_the_network_is_not_taken_for_trouble_with_the_output() -> None:
    with pytest.raises(ConnectionRefusedError):
        ended(ConnectionRefusedError(111, "Connection refused"))


@pytest.mark.parametrize("times", [1, 10_000])
def test_a_full_disk_behind_the_output_is_one_line(times: int) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-c", TELL.format(times=times)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "standard output cannot be written (No space left on device).\n"


@pytest.mark.parametrize("times", [1, 100_000])
def test_a_pipe_that_was_closed_is_no_news(times: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", TELL.format(times=times)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.close()
    child.stdout = None
    _, told = child.communicate()
    assert (child.returncode, told) == (1, b"")


@pytest.mark.parametrize(("seconds", "times"), [(0.0, 1), (60.0, 2)])
def test_work_that_is_interrupted_says_so_and_interrupted_again_it_ends_at_once(
    seconds: float, times: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW_TO_END, str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == "begun\n"
        said = []
        for _ in range(times):
            running.send_signal(signal.SIGINT)
            said.append(running.stderr.readline())
        assert running.wait(timeout=30) == 130
    assert said == ["stopping.\n", ""][:times]
