"""Files that are added beside the page: what becomes of each, and which can be tried again."""

from __future__ import annotations

import io
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app import shared
from app.adding import Adder, Outcome, Removed, Task
from index.telling import Tell
from ingest.errors import Damaged, FootnoteError
from ingest.parse import parse_bytes
from tests.app.waiting import until


def finished(adder: Adder, owner: str = "ann") -> list[Task]:
    until(lambda: all(task.is_done for task in adder.tasks(owner)))
    return adder.tasks(owner)


def test_a_file_is_added_beside_the_page_which_says_what_is_being_done() -> None:
    hold = threading.Event()

    def add(task: Task, data: bytes, tell: Tell) -> Outcome:
        tell("embedding", 3, 12)
        hold.wait(10)
        return Outcome("added", warnings=("no title",), pages=len(data))

    adder = Adder(add)
    adder.submit("ann", "a.md", b"12345")
    until(lambda: adder.tasks("ann")[0].stage == "embedding")
    busy = adder.tasks("ann")[0]
    assert (busy.state, busy.done, busy.total) == ("adding", 3, 12)
    hold.set()
    task = finished(adder)[0]
    assert (task.state, task.stage) == ("added", "")
    assert (task.outcome.pages, task.outcome.warnings) == (5, ("no title",))


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, text in files.items():
            out.writestr(name.replace("_", "."), text)
    return buffer.getvalue()


def test_the_files_in_an_archive_are_tasks_each_which_end_one_by_one_and_can_be_tried_again() -> (
    None
):
    hold = threading.Event()

    def add(task: Task, data: bytes, tell: Tell) -> Outcome:
        del tell
        if task.name == "a.zip/c.md":
            hold.wait(10)
        return Outcome("failed", "odd") if data == b"bad" else Outcome("added")

    adder = Adder(add)
    adder.submit("ann", "a.zip", archive(a_md="good", b_md="bad", c_md="good"))
    names = ["a.zip/a.md", "a.zip/b.md", "a.zip/c.md"]
    until(lambda: [task.name for task in adder.tasks("ann")] == names)
    until(lambda: [task.is_done for task in adder.tasks("ann")] == [True, True, False])
    hold.set()
    tasks = finished(adder)
    assert [task.state for task in tasks] == ["added", "failed", "added"]
    assert [task.can_retry for task in tasks] == [False, True, False]


def test_names_are_never_cut_and_tell_files_apart() -> None:
    added: list[str] = []

    def add(task: Task, data: bytes, tell: Tell) -> Outcome:
        added.append(task.name)
        return Outcome("added")

    adder = Adder(add)
    names = [f"{'x' * 240}{number}.md" for number in (1, 2)] + ["a  b.md", "a b.md"]
    for name in names:
        adder.submit("ann", name, b"good")
    adder.submit("ann", f"{chr(0x1F642) * 500}.zip", archive(c_md="good"))
    finished(adder)
    assert added[:4] == names
    assert added[4].endswith(".zip/c.md")


def test_what_is_passed_over_in_an_archive_is_told() -> None:
    adder = Adder(lambda task, data, tell: Outcome("added"))
    inside = archive(a_md="good", b_png="no paper", c_PNG="no paper", d_zip="no paper", e_bib="@x")
    adder.submit("ann", "a.zip", inside)
    unpacked, paper = finished(adder)
    assert (unpacked.name, unpacked.state, unpacked.can_retry) == ("a.zip", "unpacked", False)
    assert unpacked.outcome.detail == "passed over 3 files of other kinds: .png (2), .zip (1)"
    assert (paper.name, paper.state) == ("a.zip/a.md", "added")


@pytest.mark.parametrize(
    ("data", "why"), [(b"no archive", "not a readable zip file"), (archive(), "holds no files")]
)
def test_an_archive_with_nothing_to_read_fails_with_the_reason(data: bytes, why: str) -> None:
    adder = Adder(lambda task, data, tell: Outcome("added"))
    adder.submit("ann", "a.zip", data)
    task = finished(adder)[0]
    assert (task.state, task.can_retry) == ("failed", False)
    assert why in task.outcome.detail


def test_a_failed_file_can_be_tried_again() -> None:
    outcomes = iter([Outcome("failed", "busy"), Outcome("added")])
    adder = Adder(lambda task, data, tell: next(outcomes))
    number = adder.submit("ann", "a", b"x")
    assert finished(adder)[0].can_retry
    adder.retry("bob", number)
    assert adder.tasks("ann")[0].state == "failed"
    adder.retry("ann", number)
    until(lambda: adder.tasks("ann")[0].state == "added")


def test_a_file_that_can_never_be_read_is_not_offered_to_be_tried_again() -> None:
    def add(task: Task, data: bytes, tell: Tell) -> Outcome:
        del data, tell
        if task.name == "torn":
            raise Damaged("torn")
        return Outcome("failed", "a picture", final=task.name == "picture")

    adder = Adder(add)
    for name in ("torn", "picture", "busy"):
        adder.submit("ann", name, b"")
    assert [task.can_retry for task in finished(adder)] == [False, False, True]


def test_a_document_to_put_back_is_let_go_of_once_it_need_not_be_tried_again(
    small_budget: int,
) -> None:
    def add(task: Task, data: bytes, tell: Tell) -> Outcome:
        del data, tell
        return Outcome("added" if task.name == "added" else "failed")

    adder = Adder(add)
    document = parse_bytes(b"Parcels came late. " * small_budget, "parcels.txt")
    small = replace(document, text="Parcels.", words=())
    for name, was in (("added", small), ("large", document), ("small", small)):
        adder.submit("ann", name, b"", removed=Removed(was, "2026-01-01"))
    tasks = {task.name: task for task in finished(adder)}
    assert [task.name for task in tasks.values() if task.can_retry] == ["small"]
    assert [task.name for task in tasks.values() if task.removed] == ["small"]


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many bytes of what failed are kept, for once."""
    monkeypatch.setattr("app.adding._KEPT_FOR_RETRY", 1000)
    return 1000


def test_a_refused_file_and_a_bug_end_in_one_line_and_the_next_file_is_added() -> None:
    def add(task: Task, data: bytes, tell: Tell) -> Outcome:
        del data, tell
        if task.name == "refused":
            raise FootnoteError("refused: too large.")
        if task.name == "bug":
            raise ZeroDivisionError
        return Outcome("added")

    adder = Adder(add)
    for name in ("refused", "bug", "good"):
        adder.submit("ann", name, b"")
    refused, bug, good = finished(adder)
    assert refused.outcome.detail == "refused: too large."
    assert (bug.state, good.state) == ("failed", "added")


def test_people_see_their_own_files_only() -> None:
    adder = Adder(lambda task, data, tell: Outcome("added"))
    adder.submit("ann", "a", b"")
    finished(adder)
    assert adder.tasks("bob") == []
    adder.clear("bob")
    assert len(adder.tasks("ann")) == 1
    adder.clear("ann")
    assert adder.tasks("ann") == []


def test_what_was_added_can_be_cleared_without_what_failed() -> None:
    adder = Adder(lambda task, data, tell: Outcome("failed" if data == b"bad" else "added"))
    adder.submit("ann", "a", b"good")
    adder.submit("ann", "b", b"bad")
    finished(adder)
    adder.clear("ann", failed=False)
    assert [task.name for task in adder.tasks("ann")] == ["b"]


def test_a_library_has_one_adder_however_its_place_is_put_together(tmp_path: Path) -> None:
    assert shared.adder(tmp_path / "library") is shared.adder(Path(f"{tmp_path}/library"))
