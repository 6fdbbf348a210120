"""Where what was measured or built once is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.cache import fresh_folder
from index.cache_folder import cache_folder
from index.network.precision import remembered_precision


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"FOOTNOTE_CACHE": "own", "XDG_CACHE_HOME": "users"}, "own"),
        ({"XDG_CACHE_HOME": "users"}, "users/footnote"),
        ({"XDG_CACHE_HOME": "", "HOME": "home"}, "home/.cache/footnote"),
    ],
)
def test_the_own_setting_comes_before_the_users_cache_and_that_before_the_home(
    settings: dict[str, str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOOTNOTE_CACHE", raising=False)
    for name, folder in settings.items():
        monkeypatch.setenv(name, str(tmp_path / folder) if folder else "")
    assert cache_folder() == tmp_path / expected


def test_measured_facts_and_built_collections_lie_in_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOOTNOTE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    remembered_precision("a model", lambda _: 1.0)
    fresh_folder("papers", "key")
    assert {path.name for path in (tmp_path / "footnote").iterdir()} == {"precision.json", "papers"}
