"""The files that a measurement writes."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from eval.writing import write_text
from ingest.errors import FootnoteError


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
