"""What becomes of files: added, updated, unchanged, failed."""

from __future__ import annotations

import errno
import os
import subprocess
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from index.adding import Progress
from index.embedding import CHUNK
from index.library import Library
from index.sources import gather, sources
from ingest.errors import IngestError
from tests.index.parcels import FIRST, add


def test_an_unchanged_file_costs_no_encoding(library: Library, papers: Path) -> None:
    [first] = add(library, papers)
    assert (first.status, first.document) == ("added", "parcels")
    assert first.embedded == first.passages > 0
    epoch = library.epoch
    encoded = len(library.encoder.encoded)  # type: ignore[attr-defined]
    [again] = add(library, papers / "parcels.txt")
    assert (again.status, again.embedded, again.document) == ("unchanged", 0, "parcels")
    assert library.epoch == epoch
    assert len(library.encoder.encoded) == encoded  # type: ignore[attr-defined]


def test_a_changed_file_embeds_only_what_changed(library: Library, papers: Path) -> None:
    add(library, papers)
    changed = FIRST.replace("No letter was lost", "One letter was lost")
    (papers / "parcels.txt").write_text(changed, encoding="utf-8")
    [result] = add(library, papers)
    assert (result.status, result.document, result.embedded) == ("updated", "parcels", 1)
    assert result.reused == result.passages - 1
    texts = " ".join(passage.text for passage in library.passages("parcels"))
    assert "One letter was lost" in texts
    assert "No letter was lost" not in texts
    assert library.check().clean


def test_a_file_that_fails_is_reported_and_tried_again(library: Library, papers: Path) -> None:
    bad = papers / "empty.txt"
    bad.write_text("", encoding="utf-8")
    results = {result.path: result for result in add(library, papers)}
    assert results[str(bad)].status == "failed"
    assert "empty.txt" in results[str(bad)].error
    assert "\n" not in results[str(bad)].error
    assert results[str(papers / "parcels.txt")].status == "added"
    bad.write_text(FIRST.replace("Parcels", "Boats"), encoding="utf-8")
    [again] = add(library, bad)
    assert again.status == "added"


def test_a_missing_path_is_one_failed_row(library: Library, tmp_path: Path) -> None:
    [result] = add(library, tmp_path / "nowhere.pdf")
    assert result.status == "failed"
    assert "No such file" in result.error


def test_a_folder_is_searched_in_order_and_hidden_files_are_left_out(
    library: Library, papers: Path
) -> None:
    (papers / ".git").mkdir()
    (papers / ".git" / "note.txt").write_text(FIRST.replace("2019", "1919"), encoding="utf-8")
    (papers / "aaa.md").write_text("# Boats\n\nBoats sail far.\n", encoding="utf-8")
    (papers / "data.bin").write_bytes(b"\x00\x01")
    paths = [Path(result.path).name for result in add(library, papers)]
    assert paths == ["aaa.md", "parcels.txt"]


def test_a_folder_of_any_depth_is_searched(papers: Path) -> None:
    _nest(papers, "deep", 1_050)
    _nest(papers, "too-deep", 2_100)
    try:
        found = gather([papers])
        loaded = {Path(name).name: load for name, load in sources(found)}
        assert loaded["bottom.txt"]().data.endswith(FIRST.encode())
        assert sorted(loaded) == ["bottom.txt", "d", "parcels.txt"]
        with pytest.raises(IngestError, match="cannot be read: File name too long"):
            loaded["d"]()
    finally:
        subprocess.run(["rm", "-rf", papers], check=True)  # Python's own may not go as deep


def _nest(folder: Path, name: str, levels: int) -> None:
    """Make folders in one another, and a text in the last of them."""
    at = os.open(folder, os.O_RDONLY)
    for part in [name, *["d"] * levels]:
        os.mkdir(part, dir_fd=at)  # noqa: PTH102 - beyond what a path can name
        inner = os.open(part, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    bottom = os.open("bottom.txt", os.O_CREAT | os.O_WRONLY, dir_fd=at)
    os.write(bottom, f"{name}\n\n{FIRST}".encode())
    os.close(bottom)
    os.close(at)


def test_a_link_to_nothing_and_a_folder_that_cannot_be_listed_are_told(
    library: Library, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (papers / "moved.md").symlink_to("nowhere.md")
    (papers / "itself.md").symlink_to("itself.md")
    (papers / "again").symlink_to(papers, target_is_directory=True)
    (papers / "~$report.docx").write_bytes(b"open at somebody's")
    (papers / "closed").mkdir()
    listed = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(path)

    monkeypatch.setattr("os.scandir", scandir)
    results = {Path(result.path).name: result for result in add(library, papers)}
    assert {name for name, result in results.items() if result.status == "failed"} == {
        "closed",
        "itself.md",
        "moved.md",
    }
    assert results["closed"].error.endswith("cannot be read: Permission denied.")
    assert results["parcels.txt"].status == "added"
    assert len(results) == 4


def test_the_papers_in_a_zip_are_added_one_by_one(library: Library, papers: Path) -> None:
    with zipfile.ZipFile(papers / "more.zip", "w") as archive:
        archive.writestr("a/boats.txt", FIRST.replace("Parcels", "Boats"))
        archive.writestr("a/picture.bin", b"\x00")
        archive.writestr("copy.txt", FIRST)
    (papers / "broken.zip").write_bytes(b"PK not a zip")
    results = {Path(result.path).name: result for result in add(library, papers)}
    assert results["boats.txt"].status == "added"
    assert results["broken.zip"].status == "failed"
    assert {summary.id for summary in library.documents()} == {"boats", "copy"}
    assert {result.status for result in add(library, papers)} == {"unchanged", "failed"}


def test_an_upload_is_added_under_its_name(library: Library) -> None:
    result = library.add_bytes(FIRST.encode(), "../../etc/Parcels Paper.txt")
    assert result.status == "added"
    assert "/" not in result.document
    assert library.original(result.document) == FIRST.encode()
    again = library.add_bytes(FIRST.encode(), "another name.txt")
    assert (again.status, again.document) == ("unchanged", result.document)


def test_an_upload_that_takes_the_place_of_another_paper_says_so(library: Library) -> None:
    library.add_bytes(b"# Plums\n\nPlums keep for days.\n", "main.md")
    changed = library.add_bytes(b"# Plums\n\nPlums keep for weeks.\n", "main.md")
    assert (changed.status, changed.warnings) == ("updated", ())
    other = library.add_bytes(b"# Bees\n\nBees fly far.\n", "main.md")
    assert other.status == "updated"
    assert other.warnings == ("took the place of 'Plums', which had the same name",)


def test_progress_counts_files_and_passages(library: Library, papers: Path) -> None:
    seen: list[Progress] = []
    list(library.add([papers], progress=seen.append))
    assert [(progress.done, progress.total) for progress in seen] == [(1, 1)]
    assert seen[0].embedded > 0


def test_several_jobs_give_the_same_library_in_the_same_order(
    library: Library, papers: Path
) -> None:
    for number in range(6):
        text = FIRST.replace("2019", str(2000 + number))
        (papers / f"p{number}.txt").write_text(text, encoding="utf-8")
    results = list(library.add([papers], jobs=2))
    assert [Path(result.path).name for result in results] == sorted(
        path.name for path in papers.iterdir()
    )
    assert {result.status for result in results} == {"added"}
    assert library.check().clean


def test_what_two_new_files_have_in_common_is_encoded_once(library: Library, papers: Path) -> None:
    second = FIRST.replace("No letter was lost", "One letter was lost")
    (papers / "second.txt").write_text(second, encoding="utf-8")
    first, again = add(library, papers)
    assert (first.status, again.status) == ("added", "added")
    assert (first.embedded, again.reused) == (first.passages, again.passages - 1)
    texts = library.encoder.encoded  # type: ignore[attr-defined]
    assert len(texts) == len(set(texts))
    assert library.check().clean


def test_what_files_taken_together_have_in_common_counts_as_made_for_the_first(
    library: Library, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = FIRST.replace("No letter was lost", "One letter was lost")
    (papers / "second.txt").write_text(second, encoding="utf-8")

    def in_one_group(ready: Iterator[tuple[str, Future[object]]]) -> Iterator[object]:
        yield [(path, future.result()) for path, future in ready]

    monkeypatch.setattr("index.adding._together", in_one_group)
    first, again = add(library, papers)
    assert (first.embedded, first.reused) == (first.passages, 0)
    assert (again.embedded, again.reused) == (1, again.passages - 1)


def test_the_same_bytes_twice_in_a_folder_are_one_document(library: Library, papers: Path) -> None:
    (papers / "zz-copy.txt").write_text(FIRST, encoding="utf-8")
    first, copy = add(library, papers)
    assert (first.status, copy.status) == ("added", "unchanged")
    assert [summary.id for summary in library.documents()] == [first.document]


def test_a_long_paper_is_encoded_some_passages_at_a_time(library: Library, tmp_path: Path) -> None:
    sentences = [f"Parcel {number} left the {number}th depot in time. " for number in range(9_000)]
    (tmp_path / "long.txt").write_text("Parcels\n\n" + "".join(sentences), encoding="utf-8")
    [result] = add(library, tmp_path / "long.txt")
    assert result.embedded == result.passages > CHUNK
    batches = library.encoder.batches  # type: ignore[attr-defined]
    assert max(batches) == CHUNK
    assert library.check().clean


def test_a_file_whose_name_is_no_text_fails_alone(library: Library, papers: Path) -> None:
    odd = papers / os.fsdecode(b"caf\xe9.txt")
    odd.write_text(FIRST.replace("2019", "2020"), encoding="utf-8")
    pack = papers / os.fsdecode(b"p\xe9ck.zip")
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("boats.txt", FIRST.replace("2019", "2021"))
    results = add(library, papers)
    assert [result.status for result in results] == ["failed", "added", "failed"]
    for result, name in [(results[0], r"caf\xe9.txt"), (results[2], r"p\xe9ck.zip")]:
        assert result.path == str(papers / name)
        assert "not UTF-8. Rename it." in result.error


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.zip"])
def test_a_pipe_is_no_file_and_is_not_waited_for(library: Library, papers: Path, name: str) -> None:
    os.mkfifo(papers / name)
    pipe, paper = add(library, papers / name, papers / "parcels.txt")
    assert (pipe.status, paper.status) == ("failed", "added")
    assert "is no file" in pipe.error
