"""Whatever was done to files before `add`, every file's bytes are in the library after it."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.adding import Adder, AddResult
from index.encoder import Encoder
from index.library import Library, open_library
from index.sources import Source, gather, sources
from ingest.document import Document
from ingest.parse import parse_bytes

EXAMPLES = int(os.environ.get("FOOTNOTE_EXAMPLES", "40"))
ARCHIVE = "pack.zip"
names = st.sampled_from(["a.md", "b.md", "b-old.md", "deep/a.md", f"{ARCHIVE}/a.md"])
kinds = st.sampled_from(["write", "copy", "move", "swap", "delete"])
Step = tuple[str, str, str, int]  # what is done, with which file, with which other one; a number
steps = st.lists(st.tuples(kinds, names, names, st.integers(0, 2)), min_size=1, max_size=5)


def paper(number: int) -> bytes:
    return f"# Mice\n\nWe saw {number} mice in the whole of the year.\n".encode()


def parse(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


class Folder:
    """Files in a folder and in an archive there, by their names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, bytes] = {}
        (path / "deep").mkdir(parents=True)

    def change(self, step: Step) -> None:
        kind, one, other, number = step
        data = self.files.get(one)
        if kind == "write":
            self.files[one] = paper(number)
        elif kind == "swap" and data and other in self.files:
            self.files[one], self.files[other] = self.files[other], data
        elif kind in ("copy", "move") and data:
            self.files[other] = data
        if kind == "delete" or (kind == "move" and one != other):
            self.files.pop(one, None)

    def lay_out(self) -> None:
        """Make what is on the disk what it should be."""
        for file in [file for file in self.path.rglob("*") if file.is_file()]:
            file.unlink()
        packed = {name: data for name, data in self.files.items() if name.startswith(ARCHIVE)}
        for name in self.files.keys() - packed.keys():
            (self.path / name).write_bytes(self.files[name])
        if packed:
            with zipfile.ZipFile(self.path / ARCHIVE, "w") as archive:
                for name, data in packed.items():
                    archive.writestr(name.removeprefix(f"{ARCHIVE}/"), data)


def add(library: Library, folder: Path, jobs: int) -> list[AddResult]:
    adder = Adder(library.store, lambda: library.encoder, parse)
    return list(adder.add([folder], jobs=jobs, progress=None))


def held(library: Library) -> set[str]:
    return {summary.sha256 for summary in library.documents()}


def on_disk(folder: Path) -> set[str]:
    return {load().sha256 for _, load in sources(gather([folder]))}


KEPT_OLD: list[list[Step]] = [
    [("write", "b.md", "b.md", 0)],
    [("copy", "b.md", "b-old.md", 0), ("write", "b.md", "b.md", 1)],
]
SWAPPED: list[list[Step]] = [
    [("write", "a.md", "a.md", 0), ("write", "b.md", "b.md", 1)],
    [("swap", "a.md", "b.md", 0)],
]
PACKED: list[list[Step]] = [
    [("write", "a.md", "a.md", 0), ("write", f"{ARCHIVE}/a.md", "a.md", 1)],
    [("swap", "a.md", f"{ARCHIVE}/a.md", 0), ("write", "deep/a.md", "a.md", 0)],
]


@given(rounds=st.lists(steps, min_size=1, max_size=4), jobs=st.sampled_from([1, 3]))
@example(rounds=KEPT_OLD, jobs=1)
@example(rounds=SWAPPED, jobs=1)
@example(rounds=PACKED, jobs=3)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FOOTNOTE_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
def check_any_changes(
    make_encoder: Callable[[], Encoder], rounds: list[list[Step]], jobs: int
) -> None:
    top = Path(tempfile.mkdtemp(prefix="any-changes-"))
    folder = Folder(top / "papers")
    with closing(open_library(top / "library", encoder=make_encoder())) as library:
        for changes in rounds:
            for step in changes:
                folder.change(step)
            folder.lay_out()
            results = add(library, folder.path, jobs)
            assert sorted(result.path for result in results) == sorted(
                path for path, _ in sources(gather([folder.path]))
            )
            assert on_disk(folder.path) <= held(library)
            assert len(held(library)) == len(library.documents())
            epoch = library.epoch
            again = add(library, folder.path, jobs)
            assert {result.status for result in again} <= {"unchanged"}
            assert library.epoch == epoch
    shutil.rmtree(top)


def test_after_any_changes_add_leaves_no_file_out_and_has_nothing_to_do_again(
    hashing_encoder: Encoder,
) -> None:
    check_any_changes(type(hashing_encoder))
