"""How much SQLite has to do for a change: it must not grow with the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from index.encoder import Encoder
from index.library import open_library


class Steps:
    """The steps of SQLite's machine in all statements of ours, on all connections.

    Those that the full-text index asks by itself are left out: SQLite adds them up for ever.
    """

    def __init__(self) -> None:
        self.taken = 0

    def watch(self, connection: apsw.Connection) -> None:
        connection.trace_v2(apsw.SQLITE_TRACE_PROFILE, self._count)

    def _count(self, event: dict[str, Any]) -> None:
        if "'main'." not in event["sql"]:
            self.taken += event["stmt_status"]["SQLITE_STMTSTATUS_VM_STEP"]


@pytest.fixture
def steps() -> Iterator[Steps]:
    counted = Steps()
    apsw.connection_hooks.append(counted.watch)
    yield counted
    apsw.connection_hooks.remove(counted.watch)


def test_adding_and_removing_take_no_more_steps_in_a_large_library_than_in_a_small_one(
    tmp_path: Path, hashing_encoder: Encoder, steps: Steps
) -> None:
    taken: list[int] = []
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        for number in range(4):  # the library grows, what is changed does not
            sections = b"".join(
                f"# {number} {at}\n\nParcel {number} {at} was late.\n\n".encode()
                for at in range(400)
            )
            library.add_bytes(sections, f"large-{number}.md")
            for turn in ("first", "second"):  # the first finds a new generation, and reads it
                before = steps.taken
                text = f"The {turn} parcel of day {number} was late.\n\nNone came after it."
                added = library.add_bytes(text.encode(), f"small-{number}.txt")
                library.remove([added.document])
            taken.append(steps.taken - before)
        assert library.status().passages > 1500
    assert taken[0] > 100  # they are counted
    assert taken[-1] < 1.5 * taken[0]
