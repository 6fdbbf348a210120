"""Running a command of the shell: its exit code, and one line where something goes wrong."""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from ingest.errors import FootnoteError, UsageError

# What a full disk, a closed pipe or a broken device says when it is written to.
_IN_VAIN = frozenset([errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF])
INTERRUPTED = 130
_SPELLED = "spelled"  # what a terminal cannot show, as JSON spells it: "\\u2019"


def _spelled(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_SPELLED, _spelled)


def exit_code(command: Callable[[], object]) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # "surrogateescape" is what Python takes where no language is set, as in a container.
        wanted = ("strict", "surrogateescape")
        if isinstance(stream, io.TextIOWrapper) and stream.errors in wanted:
            stream.reconfigure(errors=_SPELLED)
    try:
        code = _code_of(command)
        sys.stdout.flush()
    except OSError as exc:
        if exc.filename is not None or exc.errno not in _IN_VAIN:  # no matter of standard output
            raise
        # What is left would be written, in vain again, when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if exc.errno != errno.EPIPE:  # who closes a pipe has read enough
            print(f"standard output cannot be written ({exc.strerror}).", file=sys.stderr)  # noqa: T201
        return 1
    return code


def _open_closed_streams() -> None:
    """Give a command that was started without standard streams (`>&-`) ones that lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)


def own_command() -> str:
    """Return what runs here, as people call it: "index add". All else that was typed is left out.

    It may hold a password, and need not be text.
    """
    program = Path(sys.argv[0])
    name = program.parent.name if program.name == "__main__.py" else program.name
    said = " ".join([name, *sys.argv[1:2]])[:200]
    return said.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def ending_aloud(line: str) -> Iterator[None]:
    """Print `line` when the work here is interrupted; interrupted again, it ends at once.

    What is being read or embedded is finished first, which may take seconds.
    """

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
        # A terminal has shown "^C", and maybe how far the work is, on the line at hand.
        print("\n" * sys.stderr.isatty() + line, file=sys.stderr, flush=True)  # noqa: T201
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _code_of(command: Callable[[], object]) -> int:
    try:
        command()
    except SystemExit as exc:  # typer ends so, and has printed what was wrong with the command line
        return exc.code if isinstance(exc.code, int) else int(exc.code is not None)
    except FootnoteError as exc:
        print(exc, file=sys.stderr)  # noqa: T201
        return 2 if isinstance(exc, UsageError) else 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
