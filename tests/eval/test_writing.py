"""The files that a measurement writes."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from eval.writing import require_writable, write_text
from ingest.errors import FootnoteError, UsageError


def test_an_older_report_stays_whole_where_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, link = tmp_path / "old.json", tmp_path / "link.json"
    link.symlink_to(old)
    write_text(link, "kept")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FootnoteError, match="cannot be written \\(No space left on device"):
        write_text(link, "new")
    assert old.read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", "old.json"]


def test_what_can_be_written_only_where_it_stands_is_written_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("old", encoding="utf-8")
    before = kept.stat().st_ino
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != tmp_path)
    write_text(kept, "new")
    assert (kept.read_text(encoding="utf-8"), kept.stat().st_ino) == ("new", before)


def test_a_link_that_leads_to_itself_is_told_in_one_line(tmp_path: Path) -> None:
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    with pytest.raises(UsageError, match="cannot be written"):
        require_writable(loop, read=[tmp_path / "questions.jsonl"])
