"""A library in step with a folder: what is added, what is removed, and what stays."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

import index.watching
from index.adding import AddResult
from index.errors import LibraryError
from index.library import Library
from index.watching import Away, watch_folder

TEXT = """Parcels at the border

1 Introduction

Parcels were delayed at customs in 2019. The delay was eleven days on average.
"""
Event = AddResult | str | Away
Steps = dict[int, Callable[[], object]]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "parcels.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def watched(
    embedded: Library, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Steps, int], list[Event]]:
    """Watches `papers` for some rounds; a step is done in the pause after the round it is for."""

    def watch(steps: Steps, rounds: int) -> list[Event]:
        pauses = count(1)
        clock = SimpleNamespace(sleep=lambda seconds: steps.get(next(pauses), bool)())
        monkeypatch.setattr(index.watching, "time", clock)
        return list(watch_folder(embedded, papers, every=0.0, rounds=rounds))

    return watch


def pack(path: Path, *names: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, TEXT.replace("Parcels", Path(name).stem.title()))


def ids(library: Library) -> list[str]:
    return [summary.id for summary in library.documents()]


def told(events: list[Event]) -> list[str]:
    return [f"{e.status} {e.document}" if isinstance(e, AddResult) else str(e) for e in events]


Watched = Callable[[Steps, int], list[Event]]


def test_new_changed_and_deleted_files_are_followed(watched: Watched, papers: Path) -> None:
    paper, other = papers / "parcels.txt", papers / "rivers.txt"
    steps: Steps = {
        2: lambda: other.write_text(TEXT.replace("Parcels", "Rivers"), encoding="utf-8"),
        4: lambda: paper.write_text(TEXT + "No letter was lost.\n", encoding="utf-8"),
        6: other.unlink,
    }
    assert told(watched(steps, 8)) == ["added parcels", "added rivers", "updated parcels", "rivers"]


def test_what_is_no_folder_is_not_watched(embedded: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is no folder"):
        next(watch_folder(embedded, tmp_path / "nowhere", every=0.0))


def test_the_documents_of_an_archive_stay_as_long_as_they_are_in_it(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    archive = papers / "pack.zip"
    pack(archive, "inner/boats.txt", "inner/trains.txt")
    steps: Steps = {4: lambda: pack(archive, "inner/boats.txt"), 8: archive.unlink}
    assert sorted(told(watched({}, 4))) == ["added boats", "added parcels", "added trains"]
    assert told(watched(steps, 8)) == ["trains"]
    assert ids(embedded) == ["boats", "parcels"]
    archive.unlink()
    assert told(watched({}, 2)) == ["boats"]


def test_an_archive_that_is_being_written_loses_nothing(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    archive = papers / "pack.zip"
    pack(archive, "boats.txt")
    watched({}, 2)
    archive.write_bytes(archive.read_bytes()[:40])
    watched({}, 3)
    assert ids(embedded) == ["boats", "parcels"]


def test_while_the_folder_is_away_nothing_is_removed_and_it_is_said_once(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    apart = papers.with_name("apart")

    def back() -> None:
        apart.rename(papers)
        (papers / "rivers.txt").write_text(TEXT.replace("Parcels", "Rivers"), encoding="utf-8")

    steps: Steps = {2: lambda: papers.rename(apart), 6: back, 8: lambda: papers.rename(apart)}
    events = watched(steps, 10)
    assert events[1:2] == events[3:] == [Away(papers)]
    assert told([events[0], events[2]]) == ["added parcels", "added rivers"]
    assert ids(embedded) == ["parcels", "rivers"]


def test_an_empty_place_where_a_drive_was_mounted_is_away(
    watched: Watched, embedded: Library, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = [True]
    monkeypatch.setattr(Path, "is_mount", lambda path: bool(mounted))

    def unmount() -> None:
        mounted.clear()
        (papers / "parcels.txt").unlink()

    assert told(watched({2: unmount}, 5)) == ["added parcels", str(Away(papers))]
    assert ids(embedded) == ["parcels"]


def test_of_two_files_with_the_same_bytes_the_other_one_keeps_the_document(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    paper, copy = papers / "parcels.txt", papers / "zz-copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    assert told(watched({3: paper.unlink}, 6)) == ["added parcels"]
    assert embedded.documents()[0].source == str(copy.resolve())
    assert told(watched({2: copy.unlink}, 5)) == ["parcels"]


def test_a_copy_that_was_added_from_elsewhere_keeps_the_document(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    copy = papers.with_name("copy.txt")
    copy.write_text(TEXT, encoding="utf-8")
    watched({}, 2)
    list(embedded.add([copy]))
    (papers / "parcels.txt").unlink()
    assert watched({}, 3) == []
    assert [one.source for one in embedded.documents()] == [str(copy.resolve())]


def test_a_copy_in_an_archive_keeps_the_document_too(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    with zipfile.ZipFile(papers / "zz.zip", "w") as archive:
        archive.writestr("inner/copy.txt", TEXT)
    assert told(watched({3: (papers / "parcels.txt").unlink}, 6)) == ["added parcels"]
    assert embedded.documents()[0].source.endswith("zz.zip/inner/copy.txt")


def test_a_copy_whose_other_file_went_between_two_watches_keeps_the_document(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    (papers / "zz-copy.txt").write_text(TEXT, encoding="utf-8")
    watched({}, 2)
    (papers / "parcels.txt").unlink()
    assert watched({}, 3) == []
    assert ids(embedded) == ["parcels"]


def test_a_copy_is_added_where_the_other_file_is_changed(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    paper, copy = papers / "parcels.txt", papers / "zz-copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    changed = TEXT.replace("eleven", "twelve")
    watched({3: lambda: paper.write_text(changed, encoding="utf-8")}, 6)
    texts = {embedded.original(name).decode() for name in ids(embedded)}
    assert texts == {TEXT, changed}


def test_a_copy_is_added_that_comes_with_the_change_of_the_other_file(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    paper, copy = papers / "parcels.txt", papers / "parcels-old.txt"
    changed = TEXT.replace("eleven", "twelve")

    def keep_old() -> None:
        copy.write_text(TEXT, encoding="utf-8")
        paper.write_text(changed, encoding="utf-8")

    events = told(watched({3: keep_old}, 6))
    assert events == ["added parcels", "updated parcels", "added parcels-old"]
    assert embedded.original("parcels-old").decode() == TEXT


def test_two_watched_files_that_change_places_are_both_kept(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    paper, other = papers / "parcels.txt", papers / "rivers.txt"
    other.write_text(TEXT.replace("Parcels", "Rivers"), encoding="utf-8")

    def swap() -> None:
        rivers = other.read_bytes()
        paper.replace(other)
        paper.write_bytes(rivers)

    watched({3: swap}, 7)
    places = {one.id: Path(one.source).name for one in embedded.documents()}
    assert places == {"parcels": "rivers.txt", "rivers": "parcels.txt"}


def test_a_document_that_somebody_else_removes_first_ends_no_watch(
    watched: Watched, embedded: Library, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("parcels.txt", "rivers.txt"):
        (papers / name).write_text(TEXT.replace("Parcels", name), encoding="utf-8")
    watched({}, 2)
    remove = embedded.remove

    def outrun(names: Sequence[str], **given: bool) -> list[str]:
        monkeypatch.undo()
        remove(["rivers"])
        return remove(names, **given)

    monkeypatch.setattr(embedded, "remove", outrun)
    for name in ("parcels.txt", "rivers.txt"):
        (papers / name).unlink()
    assert told(watched({}, 5)) == ["parcels"]
    assert ids(embedded) == []


def test_a_moved_file_is_followed_and_not_read_again(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    paper, moved = papers / "parcels.txt", papers / "moved.txt"
    assert told(watched({2: lambda: paper.rename(moved)}, 5)) == ["added parcels"]
    assert embedded.documents()[0].source == str(moved.resolve())


def test_a_file_that_went_and_came_back_is_added_again(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    paper, apart = papers / "parcels.txt", papers.with_name("apart.txt")
    steps: Steps = {2: lambda: paper.rename(apart), 5: lambda: apart.rename(paper)}
    assert told(watched(steps, 8)) == ["added parcels", "parcels", "added parcels"]


def test_a_hidden_file_that_was_added_by_its_name_stays(
    watched: Watched, embedded: Library, papers: Path
) -> None:
    hidden = papers / ".rivers.txt"
    hidden.write_text(TEXT.replace("Parcels", "Rivers"), encoding="utf-8")
    list(embedded.add([hidden]))
    assert told(watched({}, 4)) == ["added parcels"]
    assert len(ids(embedded)) == 2
