# ruff: noqa: T201 - it speaks through its output
"""A process that changes a library while a test makes its disk fail, or ends it without warning.

Run as `python library_child.py crash|fail FOLDER OPERATION`: the operation is done again and again
on a copy of the same library, and at its first, second, third … disk write, sync or rename the
process is ended (crash), or the call fails (fail), until the operation comes to its end. After each
the library must be in the state before or the state after, and clean. Prints one JSON object.
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

from index.backup import back_up, unpacked  # noqa: E402
from index.library import Library, open_library  # noqa: E402
from index.restore import restore  # noqa: E402
from ingest.errors import FootnoteError  # noqa: E402

STOPPED = 37
MOST = 3_000


def load(name: str, path: Path) -> object:
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fakes = load("fakes", ROOT / "tests" / "conftest.py")
papers = load("papers", ROOT / "tests" / "index" / "conftest.py")


class Trouble:
    """Counts disk calls; at the one that was chosen, the process ends or the call fails."""

    def __init__(self) -> None:
        self.left = 0
        self.crash = False
        self.happened = False

    def arm(self, at: int, *, crash: bool) -> None:
        self.left, self.crash = at, crash

    def call(self, error: Exception) -> None:
        if self.left == 0:
            return
        self.left -= 1
        if self.left == 0:
            self.happened = True
            if self.crash:
                os._exit(STOPPED)
            raise error


trouble = Trouble()


class File(apsw.VFSFile):
    def __init__(self, name: object, flags: list[int]) -> None:
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        trouble.call(apsw.FullError("the disk is full"))
        super().xWrite(data, offset)

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
    for name in ("fsync", "rename", "replace", "mkdir"):
        real = getattr(os, name)

        def counted(*args: object, real: Callable[..., object] = real, **options: object) -> object:
            trouble.call(OSError(errno.ENOSPC, "No space left on device"))
            return real(*args, **options)

        setattr(os, name, counted)


def opened(folder: Path) -> Library:
    return open_library(folder, encoder=fakes.HashingEncoder(), wait=1)


def first_state(folder: Path) -> None:
    with opened(folder) as library:
        for number in range(4):
            papers.put_document(
                library, papers.make_document(f"d{number}", f"Parcels {number}.", "Letters came.")
            )
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
    elif name == "repair":
        library.check(repair=True)
    elif name == "model":
        encoder = fakes.HashingEncoder()
        encoder.name = "another-64"
        with open_library(library.path, encoder=encoder) as other:
            other.rebuild(change_model=True)


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
            (hit.passage.id, round(hit.score, 4))
            for query in ("parcels", "letters came", "boats")
            for hit in library.search(query)
        ]
        texts = {summary.id: library.document(summary.id).text for summary in library.documents()}
        return [texts, hits, library.status().model]


def attempt(folder: Path, name: str, at: int, *, crash: bool) -> str:
    """Do the operation in a process of its own; return what it came to, in one word or line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "traceback"
        try:
            with opened(folder) as library:
                trouble.arm(at, crash=crash)
                operation(name, library)
                trouble.left = 0
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


def main(kind: str, folder: Path, name: str) -> None:
    watch_python_calls()
    disk = Disk()
    first_state(folder / "before")
    before = state(folder / "before")
    shutil.copytree(folder / "before", folder / "after")
    with opened(folder / "after") as library:
        operation(name, library)
    after = state(folder / "after")
    seen = {"before": 0, "after": 0}
    said = ""
    for at in range(1, MOST):
        shutil.rmtree(folder / "now", ignore_errors=True)
        shutil.copytree(folder / "before", folder / "now")
        said = attempt(folder / "now", name, at, crash=kind == "crash")
        if said.startswith("traceback") or "\n" in said:
            raise SystemExit(f"call {at}: {said}")
        now = state(folder / "now")
        if now != before and now != after:
            raise SystemExit(f"call {at} ({said}): neither the state before nor the one after")
        if said == "done":
            break
        seen["before" if now == before else "after"] += 1
    print(json.dumps({"calls": sum(seen.values()), **seen, "end": said}))
    del disk


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
