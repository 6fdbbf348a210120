"""A disk on which the call that was chosen fails, or is the last thing that the process does.

Calls that write, sync, rename or remove are counted together, those that read apart. Each has a
name, such as "sync library.sqlite-wal" or "rename gen-N.N.tmp": these are the points of a crash.

    crash   at the chosen call the process is ended
    fail    the chosen call fails, and those after it go well
    full    the chosen call fails, and so do all that come after it
    read    it is a reading call that fails, and those after it go well
"""

from __future__ import annotations

import errno
import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import apsw

STOPPED = 37
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
VERBS = {"fsync": "sync", "rename": "rename", "replace": "rename", "mkdir": "make"} | {
    "unlink": "remove",
    "rmdir": "remove",
}


class Trouble:
    """Names the calls in their order; at the chosen one, from 1 on, there is trouble."""

    def __init__(self) -> None:
        self.kind, self.at = "", 0
        self.points: list[str] = []

    def arm(self, kind: str, at: int) -> None:
        """Begin to count; `at` 0 lets all go well."""
        self.kind, self.at, self.points = kind, at, []

    def disarm(self) -> None:
        self.kind = ""

    @property
    def happened(self) -> bool:
        return 0 < self.at <= len(self.points)

    def call(self, point: str, error: Callable[[], Exception], *, reading: bool = False) -> None:
        if not self.kind or reading != (self.kind == "read"):
            return
        self.points.append(point)
        if len(self.points) == self.at or (self.happened and self.kind == "full"):
            if self.kind == "crash":
                os._exit(STOPPED)
            raise error()

    def python_call(self, verb: str, on: int | str | Path, *, reading: bool = False) -> None:
        code = ERRORS[len(self.points) % len(ERRORS)] if not reading else errno.EIO
        self.call(f"{verb} {called(on)}", lambda: OSError(code, os.strerror(code)), reading=reading)


def called(on: int | str | Path) -> str:
    """Return the name of a path or open file, the same one in every run."""
    if isinstance(on, int):
        on = Path(f"/proc/self/fd/{on}").readlink()
    name = Path(on).name
    return re.sub(r"^(etilqs|restoring|backing-up|tmp).*", r"\1", re.sub(r"\d+", "N", name))


class Database(apsw.VFSFile):
    """A file of SQLite's."""

    def __init__(self, trouble: Trouble, name: object, flags: list[int]) -> None:
        self.trouble = trouble
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.called = called(path) if path else "temporary"
        super().__init__("unix", name, flags)

    def _call(self, verb: str, error: Exception, *, reading: bool = False) -> None:
        self.trouble.call(f"{verb} {self.called}", lambda: error, reading=reading)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        self._call("read", apsw.IOError("cannot read"), reading=True)
        return bytes(super().xRead(amount, offset))

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._call("write", apsw.FullError("the disk is full"))
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._call("sync", apsw.IOError("cannot sync"))
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._call("truncate", apsw.IOError("cannot truncate"))
        super().xTruncate(size)


class Disk(apsw.VFS):
    """Where SQLite keeps its files while this object lives."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__("trouble", "unix", makedefault=True)

    def xOpen(self, name: object, flags: list[int]) -> Database:  # noqa: N802
        return Database(self.trouble, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        point = f"remove {called(filename)}"
        self.trouble.call(point, lambda: apsw.IOError("cannot remove"))
        super().xDelete(filename, syncdir)


class Written(io.FileIO):
    """A file that Python writes."""

    trouble: Trouble

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.trouble.python_call("write", self.name)
        return super().write(data)


def watch_python(trouble: Trouble) -> None:
    """Count what Python itself does with files from now on."""
    Written.trouble = trouble
    for name, verb in VERBS.items():
        setattr(os, name, _counted(getattr(os, name), trouble, verb, reading=False))
    for name in ("read_bytes", "read_text"):
        setattr(Path, name, _counted(getattr(Path, name), trouble, "read", reading=True))
    really = io.open

    def opening(file: object, mode: str = "r", *args: object, **options: object) -> object:
        if mode != "wb":
            return really(file, mode, *args, **options)
        return io.BufferedWriter(Written(file, "wb"))

    io.open = opening


def _counted(
    real: Callable[..., object], trouble: Trouble, verb: str, *, reading: bool
) -> Callable[..., object]:
    def counted(on: object, *args: object, **options: object) -> object:
        trouble.python_call(verb, on, reading=reading)
        return real(on, *args, **options)

    return counted
