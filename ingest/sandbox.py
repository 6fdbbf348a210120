"""Parsing in a child process, so that no file can hang, fill or crash the program.

The child has a time limit, a memory limit and, where the kernel allows it, no network. It is used
again for the next file, and killed and replaced after a bad one. Parent and child talk over pipes
in frames: four bytes of length, then that many bytes.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ingest import errors
from ingest.document import Document
from ingest.errors import Damaged, IngestError, TooLarge, UsageError
from ingest.wire import decode, encode

_START_S = 60.0  # for Python to start and import the readers, on a busy machine
_REUSES = 200  # files before the child is replaced, so that leaks stay small
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_MAX_FRAME = 1 << 30
_ROOT = Path(__file__).resolve().parent.parent
_DOCUMENT, _EARLY, _ERROR = b"D", b"T", b"E"  # the first byte of an answer
_NO_OCR = "OCR of the pages without text failed or took too long: they are left out"


class Sandbox:
    """Parses files in a child process; a context manager. One thread at a time may use it.

    Limits that are not given are `FOOTNOTE_READ_SECONDS` and `FOOTNOTE_READ_MB`, else 30 and 1024.
    """

    def __init__(self, *, timeout_s: float | None = None, memory_mb: int | None = None) -> None:
        self._timeout_s = timeout_s or _setting("FOOTNOTE_READ_SECONDS", 30)
        self._memory_mb = memory_mb or _setting("FOOTNOTE_READ_MB", 1024)
        self._child: subprocess.Popen[bytes] | None = None
        self._uses = 0

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; the next `parse` starts another."""
        if self._child is None:
            return
        child, self._child = self._child, None
        if child.stdout is not None and not _ended(child):
            child.kill()
        _let_go(child)

    def parse(self, path: Path, *, password: str = "") -> Document:
        """Return the file as a Document. Raises an IngestError, one line for the user."""
        # The child stands in a folder of its own.
        return self._ask({"path": str(path.absolute()), "password": password}, b"", path.name)

    def parse_bytes(self, data: bytes, name: str, *, password: str = "") -> Document:
        """Return the bytes of the file `name` as a Document. Raises an IngestError."""
        return self._ask({"name": name, "password": password, "size": len(data)}, data, name)

    def _ask(self, request: Mapping[str, str | int], data: bytes, name: str) -> Document:
        child = self._ready(name)
        self._uses += 1
        deadline = time.monotonic() + self._timeout_s
        early: Document | None = None
        try:
            head = json.dumps({**request, "seconds": self._timeout_s}).encode()
            _send(child, head, data, deadline)
            answer = _receive(child, deadline)
            while answer[:1] == _EARLY:
                early = self._understand(_DOCUMENT + answer[1:], name)
                answer = _receive(child, deadline)
        except (TimeoutError, EOFError, OSError) as exc:
            self.close()
            if early is not None:
                return replace(early, warnings=(*early.warnings, _NO_OCR))
            raise self._end_of(child, name, late=isinstance(exc, TimeoutError)) from None
        except BaseException:
            self.close()  # a half-read answer must not be taken for the next file's
            raise
        return self._understand(answer, name)

    def _end_of(
        self, child: subprocess.Popen[bytes], name: str, *, late: bool
    ) -> TooLarge | Damaged:
        """Return what to say of the file that ended the child, or that it did not end in time."""
        if late:
            return TooLarge(
                f"{name!r} was not read within {self._timeout_s:g} s: split it, or raise the limit "
                "(FOOTNOTE_READ_SECONDS)"
            )
        if child.returncode == 1:  # an exception that nobody foresaw: our fault, not the file's
            return Damaged(f"{name!r} cannot be read: its reader failed. Please report it")
        return Damaged(
            f"{name!r} is damaged, or needs more than {self._memory_mb} MB to read: "
            "print it to a new file, or raise the limit (FOOTNOTE_READ_MB)"
        )

    def _understand(self, answer: bytes, name: str) -> Document:
        """Return the document of an answer, or raise the error that it tells of."""
        try:
            if answer[:1] == _DOCUMENT:
                return decode(answer[1:])
            kind, message, spent = json.loads(answer[1:])
        except (ValueError, KeyError, TypeError, IndexError):
            self.close()
            raise Damaged(f"{name!r} made the parsing process answer nonsense") from None
        if spent:
            self.close()
        raise _error(kind, message)

    def _ready(self, name: str) -> subprocess.Popen[bytes]:
        """Return a child that waits for a file; a new one knows how to read those of this name."""
        if self._uses >= _REUSES:
            self.close()
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = self._start(name)
            self._uses = 0
        return self._child

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        limits = [str(self._memory_mb), str(int(self._timeout_s) + 5)]
        suffix = Path(name).suffix.lower() if name.isascii() and name.isprintable() else ""
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-m", "ingest.sandbox", *limits, suffix],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONSAFEPATH": ""},
        )
        try:
            _receive(child, time.monotonic() + _START_S)
        except (TimeoutError, EOFError, OSError) as exc:
            child.kill()
            _let_go(child)
            raise self._not_started(late=isinstance(exc, TimeoutError)) from None
        return child

    def _not_started(self, *, late: bool) -> IngestError:
        """Return what to say where no child waits for files, or none did in time."""
        if late:
            return IngestError(
                f"the parsing process did not start within {_START_S:g} s: "
                "the machine is too busy, try again later"
            )
        return IngestError(
            f"the parsing process did not start (memory limit {self._memory_mb} MB): "
            "raise the limit (FOOTNOTE_READ_MB), and check that ingest can be imported"
        )


def _let_go(child: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a child that ends, and close what is left of it here."""
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _ended(child: subprocess.Popen[bytes]) -> bool:
    """Return whether the child has ended, or is about to, having closed its end of the pipe."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(0.05)
    return child.poll() is not None


def _setting(name: str, default: int) -> int:
    """Return a limit from the environment. Raises UsageError where it is not a positive number."""
    typed = os.environ.get(name, "")
    if not typed:
        return default
    if not typed.isdecimal() or int(typed) == 0:
        raise UsageError(f"{name} is {typed!r}: give a whole number above 0")
    return int(typed)


def _error(name: str, message: str) -> IngestError:
    kind = getattr(errors, name, IngestError)
    return kind(message) if issubclass(kind, IngestError) else IngestError(message)


def _send(child: subprocess.Popen[bytes], head: bytes, data: bytes, deadline: float) -> None:
    if child.stdin is None:
        raise EOFError
    number = child.stdin.fileno()
    os.set_blocking(number, False)
    for part in (len(head).to_bytes(4, "big") + head, data):
        view = memoryview(part)
        while view:
            _wait(number, deadline, write=True)
            with contextlib.suppress(BlockingIOError):
                view = view[os.write(number, view[: 1 << 16]) :]


def _receive(child: subprocess.Popen[bytes], deadline: float) -> bytes:
    if child.stdout is None:
        raise EOFError
    number = child.stdout.fileno()
    size = int.from_bytes(_read(number, 4, deadline), "big")
    return _read(number, min(size, _MAX_FRAME), deadline)


def _read(number: int, size: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        _wait(number, deadline, write=False)
        part = os.read(number, min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def _wait(number: int, deadline: float, *, write: bool) -> None:
    """Wait until the pipe is ready. Raises TimeoutError at the deadline."""
    poll = select.poll()
    poll.register(number, select.POLLOUT if write else select.POLLIN)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _serve(memory_mb: int, seconds: int, suffix: str) -> None:
    """Be the child: read files named on standard input until it is closed.

    `suffix` is that of the first of them: its reader is loaded now, not in the file's own time.
    """
    _confine(memory_mb)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    from ingest.parse import load_reader

    load_reader(suffix)
    _frame(answers, b"ready")
    while head := sys.stdin.buffer.read(4):
        request = json.loads(sys.stdin.buffer.read(int.from_bytes(head, "big")))
        signal.alarm(seconds)  # ends a child whose parent is gone and cannot kill it
        answer = _answer(request, lambda early: _frame(answers, _EARLY + encode(early)))
        signal.alarm(0)
        _frame(answers, answer)


def _answer(request: Mapping[str, str], on_text: Callable[[Document], None]) -> bytes:
    """Return the document, or the error, as the parent expects it."""
    from ingest import parse

    password, seconds = request["password"], float(request["seconds"])
    try:
        if "path" in request:
            path = Path(request["path"])
            document = parse.parse(path, password=password, seconds=seconds, on_text=on_text)
        else:
            data, name = sys.stdin.buffer.read(int(request["size"])), request["name"]
            document = parse.parse_bytes(
                data, name, password=password, seconds=seconds, on_text=on_text
            )
        return _DOCUMENT + encode(document)
    except IngestError as exc:
        return _failure(type(exc).__name__, str(exc), spent=False)
    except MemoryError:
        name = request.get("name") or Path(request["path"]).name
        message = f"{name!r} needs more memory than the limit to read: split it, or raise the limit"
        return _failure("TooLarge", message, spent=True)
    except RecursionError:
        name = request.get("name") or Path(request["path"]).name
        return _failure("Damaged", f"{name!r} is nested too deeply to be read", spent=True)


def _failure(kind: str, message: str, *, spent: bool) -> bytes:
    return _ERROR + json.dumps([kind, " ".join(message.split()), spent]).encode("ascii")


def _frame(pipe: BinaryIO, data: bytes) -> None:
    pipe.write(len(data).to_bytes(4, "big") + data)
    pipe.flush()


def _confine(memory_mb: int) -> None:
    """Limit this process's memory and files, and leave the network where the kernel lets us."""
    size = memory_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
