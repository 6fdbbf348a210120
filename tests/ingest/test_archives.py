from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.archives import members
from ingest.errors import Damaged, TooLarge


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for at in range(3):
            target.writestr(f"{at}.txt", f"paper {at}")
        target.writestr("zeros.txt", bytes(5_000_000))
    return path


def test_members_are_read_in_the_order_of_their_names(archive: Path) -> None:
    found = [(name, len(data)) for name, data in members(archive, max_ratio=10_000)]
    assert found == [("0.txt", 7), ("1.txt", 7), ("2.txt", 7), ("zeros.txt", 5_000_000)]


def test_of_two_members_of_one_name_the_later_one_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("paper.txt", "as it was")
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("paper.txt", "as it is")
    assert list(members(path)) == [("paper.txt", b"as it is")]


@pytest.mark.parametrize("limits", [{"max_entries": 3}, {"max_bytes": 1000}, {"max_ratio": 100}])
def test_an_archive_past_a_limit_is_refused(archive: Path, limits: dict[str, int]) -> None:
    with pytest.raises(TooLarge):
        list(members(archive, **limits))


def test_a_broken_archive_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(Damaged, match="^'b.zip' is not a readable zip file.$"):
        list(members(path))
