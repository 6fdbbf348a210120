"""The commands: what they print and how they exit."""

from __future__ import annotations

import json
import os
import zipfile
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

import index.network.minilm
import index.watching
from index.__main__ import main
from tests.index.conftest import PAPER

pytestmark = pytest.mark.usefixtures("shell")


def test_add_prints_the_row_of_the_contract(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(paper), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert list(row) == [
        "path",
        "document",
        "status",
        "pages",
        "passages",
        "embedded",
        "reused",
        "references",
        "warnings",
        "error",
    ]
    assert (row["path"], row["document"], row["status"]) == (str(paper), "parcels", "added")


def test_a_failed_file_is_one_line_on_standard_error_and_exit_one(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(tmp_path / "nowhere.txt"), str(paper)]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "nowhere.txt" in captured.err
    assert captured.out.startswith("added")


def test_a_row_names_the_file_where_the_id_does_not(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = paper.with_name("zz-copy.md")
    copy.write_text(PAPER, encoding="utf-8")
    main(["add", str(paper), str(copy)])
    told = capsys.readouterr().out
    rows = f"unchanged  parcels: {copy}\n           same bytes as {paper}\n"
    assert told == f"added      parcels (2 passages, 0 references)\n{rows}"
    main(["add", str(paper), str(copy)])
    assert capsys.readouterr().out == f"unchanged  parcels\n{rows}"


def test_a_name_with_a_line_break_or_an_escape_is_one_line_and_moves_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("two\nlines.md", "\x1b[2Jred.md", "crème\u00a0😀.md", "bad\n.pdf"):
        (tmp_path / name).write_text(PAPER.replace("2019", repr(name)), encoding="utf-8")
    assert main(["add", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert [line.rpartition("/")[2] for line in told.out.splitlines()] == [
        r"\x1b[2Jred.md",
        "crème\u00a0😀.md",
        r"two\nlines.md",
    ]
    assert told.err.startswith(f"failed     {tmp_path}/bad\\n.pdf: ")
    assert told.err.count("\n") == 1


def test_quiet_says_nothing_when_all_is_well(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(paper), "--quiet"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


@pytest.mark.parametrize("name", ["torn.pdf", "closed.pdf", "nothing", "nowhere.pdf"])
def test_no_library_is_made_where_nothing_can_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "nothing").mkdir()
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.4 and no more")
    (tmp_path / "closed.pdf").symlink_to("closed.pdf")  # as root, no rights keep one from reading
    assert main(["add", str(tmp_path / name)]) == 1
    assert not (tmp_path / "library").exists()
    (tmp_path / "library").mkdir()
    assert main(["add", str(tmp_path / name)]) == 1
    assert list((tmp_path / "library").iterdir()) == []


def test_a_library_is_made_with_the_first_file_that_can_be_read(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.4 and no more")
    assert main(["add", str(torn), str(paper), str(torn)]) == 1
    assert main(["list"]) == 0
    assert "parcels" in capsys.readouterr().out


def test_places_without_anything_that_can_be_read_are_named_in_one_line(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, archive = tmp_path / "empty", tmp_path / "pictures.zip"
    folder.mkdir()
    with zipfile.ZipFile(archive, "w") as pictures:
        pictures.writestr("picture.bin", b"\x00")
    line = (
        "passed over 1 file of other kinds: .bin (1)\n"
        f"nothing that can be read was found in {str(folder)!r}, {str(archive)!r}\n"
    )
    assert main(["add", str(folder), str(paper), str(archive)]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("added")
    assert captured.err == line
    assert main(["add", str(folder), str(archive), "--json"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", line)


def test_a_folder_and_an_archive_with_papers_are_not_called_empty(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("inner/rivers.md", PAPER.replace("Parcels", "Rivers"))
    monkeypatch.chdir(tmp_path)
    assert main(["add", ".", "more.zip", "--quiet"]) == 0
    assert main(["add", str(tmp_path), "more.zip", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_files_of_other_kinds_in_an_archive_are_counted(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        for name in ("parcels.md", "a.PNG", "deep/b.png", "refs.bib", "__MACOSX/a.png", "in.zip"):
            archive.writestr(name, paper.read_bytes())
    assert main(["add", str(tmp_path / "pack.zip")]) == 0
    told = capsys.readouterr().err
    assert told == "passed over 3 files of other kinds: .png (2), .zip (1)\n"
    (tmp_path / "torn.zip").write_bytes(b"PK no zip")
    assert main(["add", str(tmp_path / "torn.zip")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_files_of_other_kinds_in_a_folder_are_counted_unless_it_is_to_be_quiet(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    paper.rename(folder / "parcels.md")
    for name in ("a.PNG", "deep/b.png", "deep/table.csv", "Makefile", ".hidden"):
        (folder / name).write_text("x")
    line = "passed over 4 files of other kinds: .png (2), "
    for more in ([], ["--json"]):
        assert main(["add", str(folder), *more]) == 0
        told = capsys.readouterr().err
        assert told.startswith(line)
        assert told.count("\n") == 1
        assert {".csv (1)", "no ending (1)"} <= set(told.strip().removeprefix(line).split(", "))
    assert main(["add", str(folder), "--quiet"]) == 0
    assert main(["add", str(folder / "parcels.md")]) == 0
    within = folder / "deep"
    for name in ("b.png", "table.csv"):
        (within / name).unlink()
    (folder / "a.PNG").unlink()
    (folder / "Makefile").unlink()
    assert main(["add", str(folder), "--library", str(within)]) == 0  # the library itself
    assert capsys.readouterr().err == ""


def test_a_name_that_is_no_text_is_one_line_that_can_be_printed(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    paper.rename(folder / "parcels.md")
    assert main(["add", str(folder), "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert json.loads(captured.out)["path"] == str(tmp_path / r"caf\xe9" / "parcels.md")
    assert main(["add", str(tmp_path), "--library", str(folder)]) == 1
    assert "not UTF-8" in capsys.readouterr().err


def test_search_prints_hits_and_their_ranks(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(paper), "--quiet"])
    assert main(["search", "parcels customs", "--json", "--top-k", "1"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert list(row) == ["passage", "document", "section", "page", "text", "score", "ranks"]
    assert list(row["ranks"]) == ["dense", "lexical", "fused", "late"]
    assert main(["search", "parcels customs", "--explain"]) == 0
    assert "words #1" in capsys.readouterr().out


def test_a_search_that_finds_nothing_says_so(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(paper), "--quiet"])
    assert main(["search", "zeppelin", "--signals", "lexical"]) == 0
    assert capsys.readouterr() == ("", "no passage was found.\n")


def test_list_show_status_check_remove_go_together(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(paper), "--quiet"])
    assert main(["list"]) == 0
    assert main(["show", "parc"]) == 0
    assert main(["status"]) == 0
    assert main(["check"]) == 0
    assert main(["rebuild"]) == 0
    out = capsys.readouterr().out
    assert main(["rebuild", "--json"]) == 0
    assert json.loads(capsys.readouterr().out).keys() == {"generation"}
    assert main(["remove", "parcels"]) == 0
    out += capsys.readouterr().out
    for words in ["parcels  Parcels", "1 Introduction", "hashing-64", "all is well", "removed"]:
        assert words in out
    main(["list", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_document_is_shown_without_lines_for_what_it_has_not(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(paper), "--quiet"])
    main(["show", "parcels"])
    assert capsys.readouterr().out.startswith("Parcels\nparcels: 2 passages\n")


def test_a_document_is_known_by_the_path_of_its_file_from_here(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "more" / paper.name
    other.parent.mkdir()
    other.write_text(PAPER.replace("2019", "2020"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["add", "parcels.md", "more/parcels.md", "--quiet"])
    assert main(["show", "./parcels.md"]) == 0
    assert "parcels: 2 passages\n" in capsys.readouterr().out
    assert main(["remove", "more/parcels.md"]) == 0
    assert capsys.readouterr().out.startswith("removed  parcels-")
    assert main(["remove", str(paper)]) == 0
    assert main(["show", "\x00"]) == 1


def test_an_unknown_document_is_one_line_and_exit_one(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(paper), "--quiet"])
    assert main(["show", "parzels"]) == 1
    assert capsys.readouterr().err == (
        "no document 'parzels' in the library. Did you mean parcels?\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["search", "x", "--signals", "magic"],
        ["fly"],
        ["search", "  "],
        ["add"],
        ["add", ""],
        ["watch", ""],
    ],
)
def test_wrong_usage_exits_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["status"],
        ["search", "parcels"],
        ["show", "parcels"],
        ["remove", "parcels"],
        ["rebuild"],
        ["queue"],
        ["members"],
        ["work", "--until-empty"],
        ["migrate", "--to", "elsewhere"],
        ["restore", "no.zip"],
        ["add", "nowhere.pdf"],
        ["watch", "nowhere"],
    ],
)
def test_a_library_that_is_not_there_is_not_made(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "mistyped"
    assert main([*arguments, "--library", str(place)]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert not place.exists()


def test_a_library_where_a_file_is_is_refused_as_such(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (paper, paper / "library"):
        assert main(["add", str(paper), "--library", str(place)]) == 1
        assert capsys.readouterr().err == (
            f"{str(place)!r} is, or lies in, a file. Give another folder.\n"
        )


def test_bibtex_holds_the_document(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(paper), "--quiet"])
    assert main(["show", "parcels", "--bibtex"]) == 0
    assert "@misc{parcels," in capsys.readouterr().out


def test_watch_gives_rows_and_names_what_failed_beside_them(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    kept = paper.rename(folder / paper.name)
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 nothing")
    pauses = count(1)

    def sleep(seconds: float) -> None:
        pause = next(pauses)
        if pause == 3:
            kept.unlink()
        if pause == 6:
            raise KeyboardInterrupt

    monkeypatch.setattr(index.watching, "time", SimpleNamespace(sleep=sleep))
    assert main(["watch", str(folder), "--json"]) == 130
    captured = capsys.readouterr()
    rows = [json.loads(line) for line in captured.out.splitlines()]
    assert sorted((row["status"], row["document"]) for row in rows) == [
        ("added", "parcels"),
        ("failed", ""),
        ("removed", "parcels"),
    ]
    assert captured.err.startswith("failed ")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("every", ["0.1", "1e30", "inf", "nan"])
def test_no_watch_looks_without_a_pause_or_never_again(tmp_path: Path, every: str) -> None:
    assert main(["watch", str(tmp_path), "--every", every]) == 2


@pytest.mark.parametrize("lease", ["0.5", "1e30", "inf", "nan"])
def test_no_lease_is_void_at_once_or_held_for_ever(
    lease: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["work", "--lease", lease]) == 2
    assert capsys.readouterr().err.startswith(f"--lease '{lease}': ")


def test_one_of_two_forms_is_to_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "parcels", "--bibtex", "--json"]) == 2
    assert "exclude each other" in capsys.readouterr().err


def test_watch_says_in_one_line_that_the_folder_is_not_there(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    paper.rename(folder / paper.name)
    pauses = count(1)

    def sleep(seconds: float) -> None:
        pause = next(pauses)
        if pause == 2:
            folder.rename(tmp_path / "apart")
        if pause == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(index.watching, "time", SimpleNamespace(sleep=sleep))
    assert main(["watch", str(folder)]) == 130
    captured = capsys.readouterr()
    assert captured.out.startswith("added      parcels")
    assert "removed" not in captured.out
    assert captured.err == f"{str(folder)!r} is not there; nothing is removed until it is back.\n"
