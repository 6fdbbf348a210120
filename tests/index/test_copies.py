"""Files that move, are copied, change places or share a name: no document is lost by it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from index.library import Library, open_library
from index.migrating import migrate
from tests.index.parcels import FIRST, add


def test_the_same_bytes_under_another_name_are_recognised(library: Library, papers: Path) -> None:
    add(library, papers)
    copy = papers / "copy.txt"
    copy.write_text(FIRST, encoding="utf-8")
    [result] = add(library, copy)
    assert (result.status, result.document) == ("unchanged", "parcels")
    assert [summary.id for summary in library.documents()] == ["parcels"]


def test_an_upload_of_known_bytes_neither_renames_nor_moves_what_was_uploaded_before(
    library: Library, papers: Path
) -> None:
    library.add_bytes(FIRST.encode(), "parcels.txt")
    result = library.add_bytes(FIRST.encode(), "copy of parcels.txt")
    assert (result.status, result.document) == ("unchanged", "parcels")
    assert "same bytes as parcels.txt" in result.warnings
    assert [summary.source for summary in library.documents()] == ["parcels.txt"]
    add(library, papers)
    assert [summary.source for summary in library.documents()] == [str(papers / "parcels.txt")]


def test_an_upload_of_what_lies_on_the_disk_is_not_told_where_that_lies(
    library: Library, papers: Path
) -> None:
    add(library, papers)
    result = library.add_bytes(FIRST.encode(), "copy of parcels.txt")
    assert result.warnings == ("same bytes as parcels.txt",)
    (papers / "copy.txt").write_text(FIRST, encoding="utf-8")
    [copy] = add(library, papers / "copy.txt")
    assert copy.warnings == (f"same bytes as {papers / 'parcels.txt'}",)


def test_a_document_is_put_back_under_the_id_that_it_had(library: Library) -> None:
    for text in (FIRST, FIRST.replace("2019", "2020")):
        library.add_bytes(text.encode(), f"{len(library.documents())}/parcels.txt")
    first, second = (summary.id for summary in library.documents())
    document, data = library.document(second), library.original(second)
    library.remove([first, second])
    library.put_back(document, data)
    assert library.document(second) == document
    assert [summary.id for summary in library.documents()] == [second]
    assert {passage.document_id for passage in library.passages(second)} == {second}


def test_a_document_is_put_back_though_its_file_has_a_password(
    library: Library, tmp_path: Path
) -> None:
    canvas = Canvas(str(tmp_path / "secret.pdf"), encrypt="open")
    canvas.drawString(72, 700, "A secret kept in 2019")
    canvas.save()
    [*library.add([tmp_path / "secret.pdf"], password="open")]
    document, data = library.document("secret"), library.original("secret")
    library.remove(["secret"])
    assert library.put_back(document, data).status == "added"
    assert library.document("secret") == document


def test_a_moved_file_is_followed(library: Library, papers: Path) -> None:
    add(library, papers)
    moved = (papers / "parcels.txt").rename(papers / "moved.txt")
    [result] = add(library, papers)
    assert (result.status, result.document) == ("unchanged", "parcels")
    assert library.documents()[0].source == str(moved.resolve())
    assert library.document("parcels").source == str(moved.resolve())


def test_a_file_overwritten_by_a_copy_of_another_leaves_no_old_version(
    library: Library, papers: Path
) -> None:
    other = papers / "rivers.txt"
    other.write_text(FIRST.replace("Parcels", "Rivers"), encoding="utf-8")
    add(library, papers)
    other.write_text(FIRST, encoding="utf-8")
    add(library, other)
    assert [summary.id for summary in library.documents()] == ["parcels"]


def test_a_changed_file_whose_old_version_was_kept_beside_it_keeps_its_name(
    library: Library, papers: Path
) -> None:
    add(library, papers)
    (papers / "parcels.txt").rename(papers / "parcels-old.txt")
    changed = FIRST.replace("2019", "2020")
    (papers / "parcels.txt").write_text(changed, encoding="utf-8")
    told = [(result.document, result.status) for result in add(library, papers)]
    assert told == [("parcels", "updated"), ("parcels-old", "added")]
    assert library.original("parcels").decode() == changed
    assert library.original("parcels-old").decode() == FIRST


def test_an_old_version_added_before_the_changed_file_is_not_lost_with_it(
    library: Library, papers: Path
) -> None:
    add(library, papers)
    old = (papers / "parcels.txt").rename(papers / "parcels-old.txt")
    changed = FIRST.replace("2019", "2020")
    (papers / "parcels.txt").write_text(changed, encoding="utf-8")
    [first] = add(library, old)
    [second] = add(library, papers / "parcels.txt")
    assert (first.status, second.status) == ("unchanged", "added")
    held = {library.original(summary.id).decode() for summary in library.documents()}
    assert held == {FIRST, changed}


def test_what_lies_in_a_copy_is_not_lost_with_the_file_that_it_was_read_from(
    library: Library, papers: Path
) -> None:
    paper, other = papers / "parcels.txt", papers / "rivers.txt"
    rivers = FIRST.replace("Parcels", "Rivers")
    other.write_text(rivers, encoding="utf-8")
    add(library, papers)
    paper.write_text(rivers, encoding="utf-8")  # two files change places, step by step
    [copy] = add(library, paper)
    assert copy.warnings == ("the earlier version 'parcels' is gone",)
    other.write_text(FIRST, encoding="utf-8")
    [back] = add(library, other)
    assert back.status == "added"
    assert back.warnings == ("the earlier version stays as 'rivers': a copy of it was added",)
    held = {summary.source: library.original(summary.id) for summary in library.documents()}
    assert held == {str(paper): rivers.encode(), str(other): FIRST.encode()}
    epoch = library.epoch
    assert {result.status for result in add(library, papers)} == {"unchanged"}
    assert library.epoch == epoch
    assert library.check().clean


def test_a_copy_keeps_a_document_that_was_read_again_or_whose_file_is_overwritten(
    library: Library, papers: Path
) -> None:
    add(library, papers)
    for name in ("one.txt", "two.txt"):
        (papers / name).write_text(FIRST, encoding="utf-8")
    rivers = FIRST.replace("Parcels", "Rivers")
    (papers / "rivers.txt").write_text(rivers, encoding="utf-8")
    add(library, papers)
    data, known = library.original("parcels"), library.document("parcels")
    library.put_original(data, identifier="parcels", source=known.source)
    (papers / "one.txt").unlink()
    (papers / "parcels.txt").write_text(rivers, encoding="utf-8")
    [copy] = add(library, papers / "parcels.txt")
    assert copy.warnings == (f"same bytes as {papers / 'rivers.txt'}",)
    places = {summary.id: Path(summary.source).name for summary in library.documents()}
    assert places == {"parcels": "two.txt", "rivers": "rivers.txt"}


def test_an_upload_under_two_names_is_not_lost_with_one_of_them(library: Library) -> None:
    for name in ("parcels.txt", "copy.txt"):
        library.add_bytes(FIRST.encode(), name)
    second, third = (FIRST.replace("2019", year).encode() for year in ("2020", "2021"))
    assert library.add_bytes(second, "parcels.txt").status == "added"
    assert {summary.source for summary in library.documents()} == {"copy.txt", "parcels.txt"}
    assert library.original("parcels") == FIRST.encode()
    assert library.add_bytes(third, "copy.txt").status == "updated"
    assert {library.original(one.id) for one in library.documents()} == {second, third}


def test_a_copy_noted_since_a_move_was_cut_off_is_moved_too(
    embedded: Library, papers: Path, tmp_path: Path
) -> None:
    add(embedded, papers)
    with open_library(tmp_path / "new.moving", encoder=embedded.encoder) as staged:
        for before in embedded.documents():  # as left behind by a move that was cut off
            data = embedded.original(before.id)
            staged.put_back(embedded.document(before.id), data, added=before.added)
    copy = papers / "copy.txt"
    copy.write_text(FIRST, encoding="utf-8")
    add(embedded, copy)
    assert migrate(embedded.path, tmp_path / "new").resumed == 1
    with open_library(tmp_path / "new") as moved, moved.store.reading() as reading:
        assert reading.copies("parcels") == [str(copy)]


def test_two_files_that_have_changed_places_are_not_read_again(
    library: Library, papers: Path
) -> None:
    paper, other = papers / "parcels.txt", papers / "rivers.txt"
    other.write_text(FIRST.replace("Parcels", "Rivers"), encoding="utf-8")
    add(library, papers)
    rivers = other.read_bytes()
    paper.replace(other)
    paper.write_bytes(rivers)
    assert {result.status for result in add(library, papers)} == {"unchanged"}
    places = {summary.id: Path(summary.source).name for summary in library.documents()}
    assert places == {"parcels": "rivers.txt", "rivers": "parcels.txt"}


def test_a_copy_of_what_lies_in_an_archive_stays_a_copy(library: Library, papers: Path) -> None:
    with zipfile.ZipFile(papers / "a.zip", "w") as archive:
        archive.writestr("boats.txt", FIRST)
    add(library, papers)
    epoch = library.epoch
    add(library, papers)
    assert library.epoch == epoch
    assert library.documents()[0].source.endswith("a.zip/boats.txt")


def test_two_files_of_one_name_get_different_ids(library: Library, papers: Path) -> None:
    second = papers / "more" / "parcels.txt"
    second.parent.mkdir()
    second.write_text(FIRST.replace("2019", "2020"), encoding="utf-8")
    ids = {result.document for result in add(library, papers)}
    assert len(ids) == 2
    assert "parcels" in ids
    assert all(name.startswith("parcels") for name in ids)


def test_a_file_never_takes_the_place_of_one_that_was_called_by_its_digits(
    library: Library, papers: Path
) -> None:
    texts = {name: FIRST.replace("2019", name) for name in ("2020", "2021")}
    for folder in ("one", "two"):
        (papers / folder).mkdir()
    (papers / "one" / "parcels.txt").write_text(texts["2020"], encoding="utf-8")
    add(library, papers / "parcels.txt", papers / "one")
    (papers / "one" / "parcels.txt").write_text(texts["2021"], encoding="utf-8")
    (papers / "two" / "parcels.txt").write_text(texts["2020"], encoding="utf-8")
    first, second = add(library, papers / "one", papers / "two")
    assert (first.status, second.status) == ("updated", "added")
    assert second.document.startswith(f"{first.document}")
    held = {library.original(summary.id).decode() for summary in library.documents()}
    assert held == {FIRST, *texts.values()}
