# ruff: noqa: T201 - it speaks through its output
"""A process that changes a library while a test makes its disk fail, or ends it without warning.

Run as `python library_child.py KIND FOLDER OPERATION every|some`: the operation is done again and
again on a copy of the same library, each time with trouble of that kind (see failing_disk.py) at
another one of its disk calls: at every one, or at the first, the middle and the last of each name.
After each the library must be in the state before or the state after, and clean; where it was
damaged before, mending it once more must bring it to the state after. Prints one JSON object.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import traceback
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

DAMAGED = ("repair", "salvage")  # operations on a library that is not whole before them


def load(name: str, path: Path) -> object:
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fakes = load("fakes", ROOT / "tests" / "conftest.py")
papers = load("papers", ROOT / "tests" / "index" / "conftest.py")
failing_disk = load("failing_disk", Path(__file__).with_name("failing_disk.py"))
trouble = failing_disk.Trouble()


class InProcess:
    """Reads files without a process of its own, which would make each attempt take a second."""

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def parse(self, data: bytes, name: str, *, password: str) -> Document:
        return parse_bytes(data, name, password=password)


index.library.SandboxPool = InProcess


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


def attempt(folder: Path, name: str, at: int, *, kind: str) -> tuple[str, list[str]]:
    """Do the operation in a process of its own, with trouble at its call number `at`.

    Return what it came to, in one word or line, and the names of its calls unless it was ended.
    """
    shutil.rmtree(folder / "now", ignore_errors=True)
    shutil.copytree(folder / "before", folder / "now")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = tried(folder / "now", name, at, kind=kind)
        with os.fdopen(writing, "w") as pipe:
            json.dump([said, trouble.points], pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    said, points = json.loads(answer or '["stopped", []]')
    return said, points


def tried(folder: Path, name: str, at: int, *, kind: str) -> str:
    try:
        if name in DAMAGED:
            trouble.arm(kind, at)
            mend(folder)
        else:
            with opened(folder) as library:
                trouble.arm(kind, at)
                operation(name, library)
        return "in spite of it" if trouble.happened else "done"
    except FootnoteError as exc:
        return f"error: {exc}"
    except BaseException:
        return f"traceback: {traceback.format_exc()}"
    finally:
        trouble.disarm()


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


def chosen(points: list[str], how_many: str) -> list[int]:
    """Return the numbers, from 1 on, of the calls at which there is to be trouble."""
    places: dict[str, list[int]] = {}
    for number, point in enumerate(points, start=1):
        places.setdefault(point, []).append(number)
    some = {at for each in places.values() for at in (each[0], each[len(each) // 2], each[-1])}
    return sorted(some) if how_many == "some" else list(range(1, len(points) + 1))


def expect_a_whole_state(folder: Path, name: str, about: str, states: tuple[object, object]) -> str:
    """Return whether what the attempt left is the state "before" or "after" the operation."""
    if name in DAMAGED and (left := mend(folder)) != "done":
        raise SystemExit(f"{about}: {left}")
    now = state(folder)
    if now not in states:
        raise SystemExit(f"{about}: not the state before, nor {states[1]}, but {now}")
    return "before" if now == states[0] else "after"


def main(kind: str, folder: Path, name: str, how_many: str) -> None:
    disk = failing_disk.Disk(trouble)
    first_state(folder / "before")
    both = states(folder, name)
    failing_disk.watch_python(trouble)
    said, points = attempt(folder, name, 0, kind=kind)
    if said != "done":
        raise SystemExit(f"without trouble: {said}")
    seen = {"before": 0, "after": 0}
    numbers = chosen(points, how_many)
    for at in numbers:
        said, _ = attempt(folder, name, at, kind=kind)
        about = f"call {at}, {points[at - 1]}: {said}"
        if said.startswith(("traceback", "done")) or "\n" in said:
            raise SystemExit(about)
        seen[expect_a_whole_state(folder / "now", name, about, both)] += 1
    hit = dict.fromkeys(points[at - 1] for at in numbers)
    print(json.dumps({"calls": len(points), "tried": len(numbers), **seen, "points": list(hit)}))
    del disk


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4])
