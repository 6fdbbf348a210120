# ruff: noqa: T201 - it speaks through its output
"""A process that changes a library while a test makes its disk fail, or ends it without warning.

Run as `python library_child.py KIND FOLDER OPERATION STEP`: the operation is done again and again
on a copy of the same library. At its first, second, third … disk write, sync, rename or removal
(with a step of 7: the first, eighth, …)

    crash   the process is ended
    fail    the call fails, and those after it go well
    full    the call fails, and so do all that come after it
    read    it is a reading call that fails, and those after it go well

until the operation comes to its end. After each the library must be in the state before or the
state after, and clean; where it was damaged before, mending it once more must bring it to the state
after. Prints one JSON object.
"""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import apsw  # noqa: E402

import index.library  # noqa: E402
from index.backup import back_up, unpacked  # noqa: E402
from index.library import Library, open_library  # noqa: E402
from index.maintenance import check_library  # noqa: E402
from index.restore import restore  # noqa: E402
from ingest.document import Document  # noqa: E402
from ingest.errors import FootnoteError  # noqa: E402
from ingest.parse import parse_bytes  # noqa: E402

STOPPED = 37
MOST = 3_000
DAMAGED = ("repair", "salvage")  # operations on a library that is not whole before them
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)


def load(name: str, path: Path) -> object:
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fakes = load("fakes", ROOT / "tests" / "conftest.py")
papers = load("papers", ROOT / "tests" / "index" / "conftest.py")


class InProcess:
    """Reads files without a process of its own, which would make each attempt take a second."""

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def parse(self, data: bytes, name: str, *, password: str) -> Document:
        return parse_bytes(data, name, password=password)


index.library.SandboxPool = InProcess


class Trouble:
    """Counts disk calls; at the one that was chosen, the process ends or the call fails."""

    def __init__(self) -> None:
        self.at = self.calls = 0
        self.kind = ""
        self.happened = False

    def arm(self, at: int, *, kind: str) -> None:
        self.at, self.kind, self.calls = at, kind, 0

    def disarm(self) -> None:
        self.at = 0

    def call(self, error: Exception, *, reading: bool = False) -> None:
        if not self.at or reading != (self.kind == "read"):
            return
        self.calls += 1
        if self.calls == self.at or (self.calls > self.at and self.kind == "full"):
            self.happened = True
            if self.kind == "crash":
                os._exit(STOPPED)
            raise error

    def python_error(self) -> OSError:
        """Return one of the errors that disks give, another one at the next call."""
        code = ERRORS[self.calls % len(ERRORS)]
        return OSError(code, os.strerror(code))


trouble = Trouble()


class File(apsw.VFSFile):
    def __init__(self, name: object, flags: list[int]) -> None:
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        trouble.call(apsw.FullError("the disk is full"))
        super().xWrite(data, offset)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        trouble.call(apsw.IOError("cannot read"), reading=True)
        return bytes(super().xRead(amount, offset))

    def xSync(self, flags: int) -> None:  # noqa: N802
        trouble.call(apsw.IOError("cannot sync"))
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        trouble.call(apsw.IOError("cannot truncate"))
        super().xTruncate(size)


class Disk(apsw.VFS):
    def __init__(self) -> None:
        super().__init__("trouble", "unix", makedefault=True)

    def xOpen(self, name: object, flags: list[int]) -> File:  # noqa: N802
        return File(name, flags)


def watch_python_calls() -> None:
    for name in ("fsync", "rename", "replace", "mkdir", "unlink", "rmdir"):
        real = getattr(os, name)

        def counted(*args: object, real: Callable[..., object] = real, **options: object) -> object:
            trouble.call(trouble.python_error())
            return real(*args, **options)

        setattr(os, name, counted)
    for name in ("read_bytes", "read_text"):
        really = getattr(Path, name)

        def read(*args: object, real: Callable[..., object] = really, **options: object) -> object:
            trouble.call(OSError(errno.EIO, os.strerror(errno.EIO)), reading=True)
            return real(*args, **options)

        setattr(Path, name, read)


def opened(folder: Path) -> Library:
    return open_library(folder, encoder=fakes.HashingEncoder(), wait=1)


def first_state(folder: Path) -> None:
    with opened(folder) as library:
        for number in range(4):
            library.add_bytes(f"Parcels {number}.\n\nLetters came.".encode(), f"d{number}.txt")
        back_up(folder, folder.parent / "saved.zip")
        library.remove(["d0"])
        library.store.publish(force=True)


def operation(name: str, library: Library) -> None:
    if name == "add":
        papers.put_document(library, papers.make_document("new", "Boats sail.", "Rivers flood."))
    elif name == "change":
        papers.put_document(library, papers.make_document("d1", "Parcels were lost.", "Letters."))
    elif name == "remove":
        library.remove(["d2", "d3"])
    elif name == "publish":
        library.store.publish(force=True)
    elif name == "rebuild":
        library.rebuild()
    elif name == "backup":
        back_up(library.path, library.path / "new.zip")
    elif name == "restore":
        saved = library.path.parent / "saved.zip"
        restore(saved, library.path, force=True, encoder=fakes.HashingEncoder())
    elif name == "search":
        library.search("parcels")
    elif name == "model":
        encoder = fakes.HashingEncoder()
        encoder.name = "another-64"
        with open_library(library.path, encoder=encoder) as other:
            other.rebuild(change_model=True)


def damage(name: str, folder: Path) -> None:
    """Make wrong what the operation is there to mend."""
    file = folder / "library.sqlite"
    connection = apsw.Connection(str(file))
    if name == "repair":
        connection.execute("DELETE FROM words WHERE rowid = 2")
        connection.execute("UPDATE vectors SET pooled = zeroblob(128) WHERE passage = 3")
        connection.close()
        return
    [page] = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'passages_by_form'"
    ).fetchone()
    connection.close()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"rotten! " * 512
    file.write_bytes(bytes(data))


def mend(folder: Path) -> str:
    """Return what mending left, in one word or line."""
    report = check_library(folder, repair=True, encoder=fakes.HashingEncoder())
    return "done" if report.clean else f"error: {report.findings}"


def state(folder: Path) -> object:
    """Return everything that a user can see, after checking that all is well."""
    for backup in folder.glob("*.zip"):
        with unpacked(backup, folder):
            pass  # whole, or it would say so
    encoder = fakes.HashingEncoder()
    with open_library(folder, encoder=encoder) as library:
        encoder.name = library.status().model
        report = library.check()
        broken = [finding.problem for finding in report.findings if finding.part != "generation"]
        if broken:
            raise SystemExit(f"not clean: {broken}")
        hits = [
            sorted((hit.passage.id, round(hit.score, 4)) for hit in library.search(query))
            for query in ("parcels", "letters came", "boats")
        ]
        texts = {summary.id: library.document(summary.id).text for summary in library.documents()}
        return [texts, hits, library.status().model]


def attempt(folder: Path, name: str, at: int, *, kind: str) -> str:
    """Do the operation in a process of its own; return what it came to, in one word or line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "traceback"
        try:
            if name in DAMAGED:
                trouble.arm(at, kind=kind)
                mend(folder)
            else:
                with opened(folder) as library:
                    trouble.arm(at, kind=kind)
                    operation(name, library)
                    trouble.disarm()
            said = "in spite of it" if trouble.happened else "done"
        except FootnoteError as exc:
            said = f"error: {exc}"
        except BaseException:
            said = f"traceback: {traceback.format_exc()}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 10_000).decode()
    os.close(reading)
    os.waitpid(child, 0)
    return said or "stopped"


def states(folder: Path, name: str) -> tuple[object, object]:
    """Return the state before the operation, None where that is not whole, and the one after."""
    if name in DAMAGED:
        damage(name, folder / "before")
    before = None if name in DAMAGED else state(folder / "before")
    shutil.copytree(folder / "before", folder / "after")
    if name in DAMAGED:
        mend(folder / "after")
    else:
        with opened(folder / "after") as library:
            operation(name, library)
    return before, state(folder / "after")


def main(kind: str, folder: Path, name: str, step: int) -> None:
    watch_python_calls()
    disk = Disk()
    first_state(folder / "before")
    before, after = states(folder, name)
    seen = {"before": 0, "after": 0}
    said = ""
    for at in range(1, MOST, step):
        shutil.rmtree(folder / "now", ignore_errors=True)
        shutil.copytree(folder / "before", folder / "now")
        said = attempt(folder / "now", name, at, kind=kind)
        if said.startswith("traceback") or "\n" in said:
            raise SystemExit(f"call {at}: {said}")
        if name in DAMAGED and (left := mend(folder / "now")) != "done":
            raise SystemExit(f"call {at} ({said}): {left}")
        now = state(folder / "now")
        if now not in (before, after):
            raise SystemExit(f"call {at} ({said}): not the state before, nor {after}, but {now}")
        if said == "done":
            break
        seen["before" if now == before else "after"] += 1
    print(json.dumps({"calls": sum(seen.values()), **seen, "end": said}))
    del disk


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
