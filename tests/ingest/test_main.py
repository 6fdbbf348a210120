from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ingest.__main__ import main
from ingest.document import Document

NAMES = ["path", "title", "authors", "year", "pages", "passages", "sections", "references"]


@pytest.fixture
def file(tmp_path: Path, paper: Document) -> Path:
    path = tmp_path / "moss-roofs.txt"
    path.write_text(paper.text, encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_prints_one_row_a_file_with_the_names_of_the_contract(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--json", str(file), str(file)]) == 0
    first, second = rows(capsys.readouterr().out)
    assert list(first) == [*NAMES, "warnings", "error"]
    assert first == second
    assert first["error"] is None
    assert first["sections"][0] == {"number": "1", "title": "Introduction"}
    assert list(first["references"][0]) == ["label", "text", "authors", "year", "title"]


def test_a_file_that_fails_does_not_stop_the_others(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert main(["--json", str(empty), str(file)]) == 1
    captured = capsys.readouterr()
    failed, good = rows(captured.out)
    assert "is empty" in str(failed["error"])
    assert captured.err == f"{empty}: {failed['error']}\n"
    assert good["passages"]


def test_a_file_is_sought_in_the_folder_that_one_stands_in(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = file.rename(file.with_name("README.md"))  # the checkout has one, too
    monkeypatch.chdir(own.parent)
    assert main(["--text", "README.md"]) == 0
    assert capsys.readouterr().out.rstrip() == own.read_text(encoding="utf-8").rstrip()


def test_a_file_whose_name_is_no_text_fails_in_a_row_that_can_be_printed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = file.rename(file.with_name(os.fsdecode(b"caf\xe9.txt")))
    assert main(["--json", str(odd)]) == 1
    [row] = rows(capsys.readouterr().out)
    assert row["path"] == str(odd.with_name(r"caf\xe9.txt"))
    assert "not UTF-8. Rename it." in str(row["error"])


def test_a_pipe_is_no_file_and_is_not_waited_for(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(file.with_name("pipe.txt"))
    assert main(["--json", str(file.with_name("pipe.txt"))]) == 1
    [row] = rows(capsys.readouterr().out)
    assert "is no file" in str(row["error"])


def test_text_prints_the_canonical_text(
    file: Path, paper: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--text", str(file)]) == 0
    assert capsys.readouterr().out == paper.text + "\n"


def test_passages_are_printed_as_json_lines(
    file: Path, paper: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--passages", str(file)]) == 0
    for row in rows(capsys.readouterr().out):
        assert row["text"] == paper.text[row["start"] : row["end"]]


def test_the_report_names_what_was_found(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file)]) == 0
    out = capsys.readouterr().out
    assert "Moss Growth on Slate Roofs" in out
    assert "2.1 Roofs" in out
    assert "3, 3 of them cited" in out


def test_an_error_goes_to_standard_error_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.pdf")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "none.pdf" in err


@pytest.mark.parametrize("argv", [[], ["--bogus", "a"], ["--json", "--text", "a.txt"]])
def test_wrong_usage_exits_with_two(argv: list[str]) -> None:
    assert main(argv) == 2


def test_the_files_in_a_zip_have_a_row_each(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "papers.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.write(file, "b/moss.txt")
        target.writestr("a.xls", "no paper")
        target.writestr("__MACOSX/x", "no paper")
    assert main(["--json", str(archive)]) == 1
    first, second = rows(capsys.readouterr().out)
    assert first["path"] == f"{archive}/a.xls"
    assert second["path"] == f"{archive}/b/moss.txt"
    assert second["title"] == "Moss Growth on Slate Roofs in a Wet Climate"


def test_a_folder_and_an_archive_without_files_are_named_as_what_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "bare.zip"
    with zipfile.ZipFile(archive, "w"):
        pass
    assert main(["--json", str(tmp_path), str(archive)]) == 1
    folder, bare = rows(capsys.readouterr().out)
    assert folder["error"] == f"{str(tmp_path)!r} is a folder; name the files in it."
    assert bare["error"] == "'bare.zip' holds no files."


def test_an_empty_name_is_not_taken_for_the_folder_at_hand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([""]) == 2
    assert capsys.readouterr().err == ("a path is empty; give the name of a file or a folder.\n")
